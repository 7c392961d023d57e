// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/labjack/t7.h"

#include <algorithm>
#include <cmath>

#include "analysis/core/decimal.h"
#include "drivers/labjack/t7_config.h"

namespace tgc::drivers {

using namespace t7;

namespace {

constexpr std::uint32_t allLines = (1U << (highestLine + 1U)) - 1U;

/// Every line but this one is left alone by what follows in the frame.
std::uint32_t allBut(int dio)
{
    return allLines & ~(1U << static_cast<unsigned>(dio));
}

} // namespace

T7::T7(T7Config config, std::shared_ptr<ByteLink> link, Clock &clock)
    : m_config(std::move(config)),
      m_line(std::move(link), clock, m_config.unit),
      m_clock(clock),
      m_time(m_config.timeScale)
{
    for (const T7Channel &channel : m_config.channels) {
        m_channels.push_back({channel.name, channel.unit});
    }
}

Result<DeviceIdentity> T7::connect(Instant deadline)
{
    m_established = false;
    m_line.close();
    if (auto established = establish(deadline); !established) {
        return fail(established.error());
    }
    return m_identity;
}

void T7::disconnect()
{
    m_line.close();
    m_established = false;
    m_board.publish(DeviceState::Disconnected, "disconnected");
}

tl::unexpected<Error> T7::lost(const Error &error)
{
    m_established = false;
    m_line.close();
    switch (error.code) {
    case ErrorCode::LinkLost: m_board.publish(DeviceState::Disconnected, error.message); break;
    case ErrorCode::Integrity: // a broken frame: whose, the canary will tell
    case ErrorCode::Timeout: m_board.publish(DeviceState::Suspect, error.message); break;
    default: m_board.publish(DeviceState::Fault, error.message); break;
    }
    m_board.publish(m_line.health());
    return fail(error);
}

Result<double> T7::readOne(const Register &reg, Instant deadline)
{
    const auto answer = m_line.ask(encodeRead(reg), deadline);
    m_board.publish(m_line.health());
    if (!answer) {
        return fail(answer.error());
    }
    auto value = decodeRead(reg, *answer);
    if (!value) {
        return fail(value.error().code,
                    m_line.endpoint() + ": " + std::string(reg.name) + ": " + value.error().message);
    }
    return value;
}

Error T7::explained(const Error &error, Instant deadline)
{
    if (error.code != ErrorCode::Device) {
        return error;
    }
    const auto detail = readOne(lastError, deadline);
    const std::string words = detail && *detail != 0.0 ? "; " + errorWords(static_cast<int>(*detail)) : "";
    return {error.code, m_line.endpoint() + ": the LabJack refused (" + error.message + ")" + words};
}

Result<std::vector<double>> T7::exchange(const Feedback &question, Instant deadline)
{
    const auto answer = m_line.ask(question.pdu(), deadline);
    m_board.publish(m_line.health());
    if (!answer) {
        return fail(answer.error());
    }
    auto values = question.decode(*answer);
    if (!values) {
        return fail(explained(values.error(), deadline));
    }
    return values;
}

Result<void> T7::establish(Instant deadline)
{
    m_board.publish(DeviceState::Connecting, "connecting");
    if (auto checked = checkConfig(m_config); !checked) {
        return lost(checked.error());
    }
    if (auto opened = m_line.open(deadline); !opened) {
        return lost({ErrorCode::LinkLost, opened.error().message});
    }
    m_board.publish(DeviceState::Identifying, "reading its identity");
    for (const auto step : {&T7::prove, &T7::identify, &T7::configure, &T7::probeSystemTimer}) {
        if (auto done = (this->*step)(deadline); !done) {
            return lost(done.error());
        }
    }
    m_established = true;
    m_board.publish(DeviceState::Ready, "");
    return {};
}

Result<void> T7::prove(Instant deadline)
{
    const auto canary = readOne(test, deadline);
    if (!canary) {
        return fail(canary.error());
    }
    if (*canary == double{testValueSwapped}) {
        return fail(ErrorCode::Device, m_line.endpoint() + ": the words of a value come in the wrong order (TEST reads "
                                                           "0x22330011); is there a gateway in between? Connect to "
                                                           "the LabJack itself");
    }
    if (*canary != double{testValue}) {
        return fail(ErrorCode::Device,
                    m_line.endpoint() + ": this is no LabJack: register 55100 (TEST) does not read 0x00112233");
    }
    return {};
}

Result<void> T7::identify(Instant deadline)
{
    Feedback question;
    question.read(productId).read(firmware).read(hardwareInstalled).read(serialNumber);
    const auto values = exchange(question, deadline);
    if (!values) {
        return fail(values.error());
    }
    const double product = (*values)[0];
    const bool pro = (static_cast<std::uint32_t>((*values)[2]) & 1U) != 0;
    const std::string serial = std::to_string(static_cast<std::uint32_t>((*values)[3]));
    if (product != productT7) {
        return fail(ErrorCode::Device,
                    m_line.endpoint() + ": this is a LabJack T" + shortest(product) + "; this driver is for the T7");
    }
    if (!m_config.serial.empty() && serial != m_config.serial) {
        return fail(ErrorCode::Device, m_line.endpoint() + ": the LabJack with serial number " + serial +
                                           " answers, the bench file names " + m_config.serial +
                                           "; nothing was written to it. Check address and bench file");
    }
    if (!m_identity.serial.empty() && serial != m_identity.serial) {
        return fail(ErrorCode::Device, m_line.endpoint() + ": the LabJack with serial number " + serial +
                                           " answers where " + m_identity.serial +
                                           " was before; nothing was written to it. If it was exchanged on purpose, "
                                           "start the station anew");
    }
    for (const T7Channel &channel : m_config.channels) {
        if (!pro && channel.resolutionIndex > highestIndex) {
            return fail(ErrorCode::Device, m_line.endpoint() + ": channel " + channel.name +
                                               " asks for resolution_index " + std::to_string(channel.resolutionIndex) +
                                               ", which only a T7-Pro has; this T7 goes to 8");
        }
    }
    // Three or four digits after the point are what the float means.
    const std::string version = shortest(std::round((*values)[1] * 1e4) / 1e4);
    m_identity = {std::string(makersName), pro ? "T7-Pro" : "T7", serial, version, "manual"};
    return {};
}

Result<void> T7::configure(Instant deadline)
{
    const auto readBack = exchange(setUp(m_config), deadline);
    if (!readBack) {
        return fail(readBack.error());
    }
    if (auto same = checkSetUp(m_config, *readBack); !same) {
        return fail(same.error().code, m_line.endpoint() + ": " + same.error().message);
    }
    return release(deadline); // a station that died in the middle of a pulse would have left the line low
}

Result<void> T7::probeSystemTimer(Instant deadline)
{
    if (m_hasSystemTimer) {
        return {};
    }
    const auto timer = readOne(systemTimer, deadline);
    if (!timer && timer.error().code != ErrorCode::Device) {
        return fail(timer.error());
    }
    m_hasSystemTimer = timer.has_value();
    return {};
}

Result<SignalFrame> T7::frame(Instant deadline)
{
    // Twice at most: a restarted device is noticed by its timers, after its inputs were read without their settings.
    for (int attempt = 0; attempt < 2; ++attempt) {
        const bool fresh = !m_established || !m_line.isOpen();
        if (fresh) {
            if (auto established = establish(deadline); !established) {
                return fail(established.error());
            }
        }
        auto read = readFrame(deadline);
        if (!read) {
            return lost(read.error());
        }
        m_jumpToTell = m_jumpToTell || read->timeJumped;
        if (read->timeJumped && !fresh) {
            m_established = false;
            m_line.close();
            continue;
        }
        read->timeJumped = std::exchange(m_jumpToTell, false);
        return read;
    }
    return lost(
        {ErrorCode::Device, m_line.endpoint() + ": the LabJack restarts over and over; check its power supply"});
}

Result<SignalFrame> T7::readFrame(Instant deadline)
{
    Feedback question;
    const bool twoTimers = m_hasSystemTimer.value_or(false) && m_time.systemTimerBelieved();
    question.read(coreTimer);
    if (twoTimers) {
        question.read(systemTimer);
    }
    question.read(dioState);
    for (const T7Channel &channel : m_config.channels) {
        question.read(ain(channel.input));
    }
    const Instant asked = m_clock.now();
    const auto values = exchange(question, deadline);
    if (!values) {
        return fail(values.error());
    }
    SignalFrame frame;
    frame.host = m_clock.now();
    auto next = values->begin();
    const auto core = static_cast<std::uint32_t>(*next++);
    const auto system = twoTimers ? std::optional(static_cast<std::uint32_t>(*next++)) : std::nullopt;
    frame.lines = static_cast<std::uint32_t>(*next++);
    for (std::size_t i = 0; i < m_config.channels.size(); ++i) {
        const T7Channel &channel = m_config.channels[i];
        const double volts = *next++;
        if (!std::isfinite(volts) || volts == noValue) {
            return fail(ErrorCode::Device, m_line.endpoint() + ": channel " + channel.name + " (AIN" +
                                               std::to_string(channel.input) +
                                               ") gives no measurement; check its wiring and settings");
        }
        if (std::abs(volts) >= channel.range_V) {
            frame.saturated |= 1U << i;
        }
        frame.values.push_back(volts * channel.scale);
    }
    const DeviceTime::Step step = m_time.advance(core, system, asked, frame.host);
    frame.deviceTime_s = step.time_s;
    frame.timeJumped = step.jumped;
    return frame;
}

Result<void> T7::release(Instant deadline)
{
    if (!m_config.startLine) {
        return {};
    }
    Feedback question;
    question.write(dioInhibit, allBut(*m_config.startLine)).write(dioDirection, 0).write(dioInhibit, 0);
    if (auto done = exchange(question, deadline); !done) {
        return fail(done.error());
    }
    return {};
}

Result<void> T7::safeState(Instant deadline)
{
    if (!m_config.startLine) {
        return {};
    }
    if (m_established && m_line.isOpen()) {
        if (auto released = release(deadline); released) {
            return {};
        }
        m_line.close();
    }
    return establish(deadline); // which lets the line go, once it has proved whose line it is
}

Result<void> T7::pulseLow(int dio, Duration width, Instant deadline)
{
    if (m_config.startLine != dio) {
        return fail(ErrorCode::BadInput, m_line.endpoint() + ": DIO" + std::to_string(dio) +
                                             " is not the start line of the bench file; nothing was sent");
    }
    if (!m_established || !m_line.isOpen()) {
        if (auto established = establish(deadline); !established) {
            return fail(established.error().code, "nothing was sent: " + established.error().message);
        }
    }
    const Duration spare = deadline - m_clock.now() - width;
    if (width <= Duration(0) || width > std::chrono::seconds(10) || spare < std::chrono::milliseconds(20)) {
        return fail(ErrorCode::BadInput, m_line.endpoint() + ": no time for a pulse of this width; nothing was sent");
    }
    Feedback pull;
    pull.write(dioInhibit, allBut(dio)).write(dioState, 0).write(dioDirection, 1U << static_cast<unsigned>(dio));
    const auto pulled = exchange(pull, m_clock.now() + spare / 2);
    if (pulled) {
        m_clock.sleepUntil(m_clock.now() + width);
    }
    const auto released = safeState(deadline);
    if (pulled && released) {
        return {};
    }
    const Error &error = pulled ? released.error() : pulled.error();
    const std::string first = pulled ? "the start line was pulled low"
                              : error.code == ErrorCode::Device
                                  ? "the start line was not pulled low"
                                  : "whether the start line was pulled low is not known, nor whether the "
                                    "chromatograph started: look at it";
    const std::string then = released ? "it was let go"
                                      : "whether it was let go is not known; it will be as soon as "
                                        "the LabJack answers again";
    auto failed = Error{error.code, first + "; " + then + ": " + error.message};
    if (!released) {
        return lost(failed);
    }
    return fail(failed);
}

} // namespace tgc::drivers
