// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/cavro/cavro_pump.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "analysis/core/decimal.h"

namespace tgc::drivers {

using cavro::errorWords;

namespace {

std::string mL(Volume volume)
{
    return shortest(std::round(inMilliliters(volume) * 1e5) / 1e5) + " mL"; // far below one step of any syringe
}

} // namespace

CavroPump::CavroPump(CavroConfig config, std::shared_ptr<ByteLink> link, Clock &clock)
    : m_config(std::move(config)), m_line(std::move(link), clock, m_config.address, m_config.times), m_clock(clock)
{
}

Volume CavroPump::volumeOf(int steps) const
{
    return m_config.syringe * (static_cast<double>(steps) / m_config.steps);
}

void CavroPump::settle(const Error &error)
{
    m_board.publish(m_line.health());
    switch (error.code) {
    case ErrorCode::LinkLost: m_board.publish(DeviceState::Disconnected, error.message); break;
    case ErrorCode::Integrity: m_board.publish(DeviceState::Fault, error.message); break;
    default: m_board.publish(DeviceState::Suspect, error.message); break;
    }
}

void CavroPump::settle(int error)
{
    m_board.publish(m_line.health());
    if (error == cavro::notInitialised && !m_initialised && m_board.state() != DeviceState::Fault) {
        // As every pump is after power-on: it answers and is in order, and initialising it is a person's act. One that
        // was initialised and forgot it lost its power in our hands: that is a fault.
        m_board.publish(DeviceState::Ready, std::string(errorWords(error)));
        return;
    }
    // A refused command (2, 3, 4, 11, 15) is over with its answer; the others last.
    if (cavro::positionLost(error) || error == 6) {
        m_initialised = m_initialised && !cavro::positionLost(error);
        m_board.publish(DeviceState::Fault,
                        m_line.endpoint() + ": the pump cannot dose: " + std::string(errorWords(error)));
        return;
    }
    m_initialised = true;
    m_board.publish(DeviceState::Ready, "");
}

Result<DeviceIdentity> CavroPump::connect(Instant deadline)
{
    m_initialised = false;
    m_board.publish(DeviceState::Connecting, "connecting");
    const auto firmware = m_line.connect(deadline);
    if (!firmware) {
        settle(firmware.error());
        return fail(firmware.error());
    }
    m_board.publish(DeviceState::Identifying, "asking for its state");
    const auto status = m_line.query("Q", deadline);
    if (!status) {
        settle(status.error());
        return fail(status.error());
    }
    settle(status->error);
    return DeviceIdentity{"Tecan", "Cavro (OEM protocol)", "", *firmware, "manual"};
}

void CavroPump::disconnect()
{
    m_line.disconnect();
    m_board.publish(DeviceState::Disconnected, "disconnected");
}

Result<void> CavroPump::safeState(Instant deadline)
{
    if (!m_line.isOpen()) {
        return {}; // nothing of ours is under way on a line that was never opened, and a lost one carries no word
    }
    const auto answer = m_line.act("T", deadline);
    if (!answer) {
        settle(answer.error());
        return fail(answer.error());
    }
    settle(answer->error);
    return {};
}

Result<CavroPump::Plunger> CavroPump::plunger(Instant deadline)
{
    const auto answer = m_line.query("?", deadline);
    if (!answer) {
        settle(answer.error());
        return fail(answer.error());
    }
    int steps = 0;
    const char *end = answer->data.data() + answer->data.size();
    const auto [stop, error] = std::from_chars(answer->data.data(), end, steps);
    if (error != std::errc{} || stop != end || steps < 0) {
        return fail(ErrorCode::Integrity,
                    m_line.endpoint() + ": \"" + answer->data + "\" is no position of the pump's plunger");
    }
    return Plunger{steps, answer->error};
}

Result<void> CavroPump::idle(Instant deadline)
{
    int readyInARow = 0;
    while (true) {
        const auto status = m_line.query("Q", deadline);
        if (!status) {
            settle(status.error());
            return fail(status.error());
        }
        if (status->error != 0) {
            settle(status->error);
            return fail(ErrorCode::Device,
                        m_line.endpoint() + ": the pump stopped: " + std::string(errorWords(status->error)));
        }
        // Twice and apart: one "ready" may be an answer that came a second time, from before the move.
        readyInARow = status->ready ? readyInARow + 1 : 0;
        if (readyInARow == 2) {
            return {};
        }
        const Instant next = m_clock.now() + std::chrono::milliseconds(readyInARow > 0 ? 60 : 20);
        if (next >= deadline) {
            // Whoever set the deadline counted on the move being over: a pump still moving is stopped, not left alone.
            const auto stopped = m_line.act("T", deadline + std::chrono::seconds(2));
            return fail(ErrorCode::Timeout, m_line.endpoint() + ": the pump was still moving when its time was over, " +
                                                (stopped ? "and was stopped" : "and could not be told to stop"));
        }
        m_clock.sleepUntil(next);
    }
}

Result<CavroPump::Plunger> CavroPump::stopped(Instant deadline)
{
    while (m_clock.now() < deadline) {
        // Whether it was refused is seen by whether the pump stands.
        if (const auto told = m_line.act("T", deadline); !told) {
            return fail(told.error());
        }
        const auto before = plunger(deadline);
        m_clock.sleepUntil(m_clock.now() + std::chrono::milliseconds(60));
        const auto status = m_line.query("Q", deadline);
        auto after = plunger(deadline);
        if (!before || !status || !after) {
            return !before ? before : status ? after : fail(status.error());
        }
        if (status->ready && before->steps == after->steps) {
            return after;
        }
    }
    return fail(ErrorCode::Timeout, m_line.endpoint() + ": the pump does not stop");
}

Result<void> CavroPump::move(const std::string &program, Instant deadline)
{
    const auto answer = m_line.act(program, deadline);
    if (!answer) {
        settle(answer.error());
        return fail(answer.error());
    }
    if (answer->error != 0) {
        settle(answer->error);
        return fail(ErrorCode::Device,
                    m_line.endpoint() + ": the pump refused: " + std::string(errorWords(answer->error)));
    }
    return idle(deadline);
}

Result<void> CavroPump::initialise(Instant deadline)
{
    m_board.publish(DeviceState::Busy, "initialising");
    m_initialised = false;
    auto moved = move("ZR", deadline);
    if (moved) {
        settle(0);
    }
    return moved;
}

Result<Dose> CavroPump::dose(Volume volume, Instant deadline)
{
    const double share = volume / m_config.syringe;
    const int asked = static_cast<int>(std::lround(share * m_config.steps));
    if (!(volume <= m_config.largestDose) || asked < 1 || asked > m_config.steps) {
        return fail(ErrorCode::BadInput, "nothing was dosed: " + mL(volume) + " is not between one step of the pump (" +
                                             mL(volumeOf(1)) + ") and its largest dose (" +
                                             mL(std::min(m_config.largestDose, m_config.syringe)) + ")");
    }
    const auto nothing = [](const Error &error) {
        return fail(error.code == ErrorCode::NotDetermined ? ErrorCode::Device : error.code,
                    "nothing was dosed: " + error.message);
    };
    if (!m_initialised) {
        return fail(ErrorCode::Device,
                    "nothing was dosed: " + m_line.endpoint() + ": " + std::string(errorWords(cavro::notInitialised)));
    }
    m_board.publish(DeviceState::Busy, "dosing " + mL(volume));
    if (auto ready = idle(deadline); !ready) {
        return nothing(ready.error());
    }
    auto before = plunger(deadline);
    if (!before) {
        return nothing(before.error());
    }
    // Of the speed the pump counts steps a second.
    const double steps_s = m_config.speed_mL_per_min / 60.0 / inMilliliters(m_config.syringe) * m_config.steps;
    const std::string speed = "V" + std::to_string(std::clamp(std::lround(steps_s), 5L, 5800L));
    if (before->steps < asked) { // what an interrupted dose left in the syringe is used first
        const std::string fill = speed + m_config.inputValve + "A" + std::to_string(asked) + "R";
        if (auto filled = move(fill, deadline); !filled) {
            return nothing(filled.error());
        }
        before = plunger(deadline);
        if (!before) {
            return nothing(before.error());
        }
        if (before->steps != asked) {
            settle(0);
            return fail(ErrorCode::Device, "nothing was dosed: " + m_line.endpoint() + ": the plunger stands at " +
                                               std::to_string(before->steps) + " steps after filling, not at " +
                                               std::to_string(asked));
        }
    }
    // Back to the titrant afterwards: the vial's pressure must not stand on the syringe.
    const std::string program = speed + m_config.outputValve + "D" + std::to_string(asked) + m_config.inputValve + "R";
    const auto moved = move(program, deadline);
    if (!moved && moved.error().code == ErrorCode::NotDetermined) {
        return nothing(moved.error());
    }
    return reckon(before->steps, asked, moved, deadline);
}

Dose CavroPump::reckon(int before, int asked, const Result<void> &moved, Instant deadline)
{
    Dose dose;
    dose.atMost = volumeOf(asked);
    const std::string trouble = moved ? "" : moved.error().message + "; ";
    const Instant patience = std::max(deadline, m_clock.now() + std::chrono::seconds(5));
    // A position counts only when nothing moves any more. Stopping a pump that stands does no harm.
    const auto after = moved ? plunger(patience) : stopped(patience);
    if (!after) {
        settle(after.error());
        dose.evidence = trouble + "the plunger's position could not be read: between 0 and " + mL(dose.atMost) +
                        " reached the vial";
        return dose;
    }
    const int moved_steps = before - after->steps;
    if (cavro::positionLost(after->error) || moved_steps < 0 || moved_steps > asked) {
        settle(after->error);
        dose.evidence = trouble + "the pump lost its position: between 0 and " + mL(dose.atMost) + " reached the vial";
        return dose;
    }
    dose.delivered = volumeOf(moved_steps);
    dose.known = true;
    dose.atMost = dose.delivered;
    dose.evidence = trouble + "the plunger went from " + std::to_string(before) + " to " +
                    std::to_string(after->steps) + " of " + std::to_string(m_config.steps) +
                    " steps: " + mL(dose.delivered);
    settle(after->error);
    return dose;
}

std::vector<Reading> CavroPump::readAll(Instant deadline)
{
    const auto where = plunger(deadline);
    Reading reading{"plunger", std::nullopt, "mL", Quality::Bad, std::chrono::system_clock::now(), ""};
    if (!where) {
        reading.reason = where.error().message;
        return {reading};
    }
    if (m_board.state() != DeviceState::Busy) {
        settle(where->error);
    }
    reading.value = inMilliliters(volumeOf(where->steps));
    reading.quality = cavro::positionLost(where->error) ? Quality::Invalid : Quality::Good;
    if (reading.quality != Quality::Good) {
        reading.value.reset();
        reading.reason = std::string(errorWords(where->error));
    }
    return {reading};
}

} // namespace tgc::drivers
