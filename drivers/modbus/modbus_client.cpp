// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/modbus/modbus_client.h"

#include <algorithm>
#include <utility>

namespace tgc::drivers {

namespace {

/// A serial port that failed this often in a row is closed and opened anew.
constexpr int failuresBeforeReopening = 3;

/// Bytes that could belong to two answers must have shown themselves within this time of the last one.
Duration settlingTime(const LinkHealth &health)
{
    using namespace std::chrono_literals;
    return std::clamp<Duration>(2 * health.worstRoundTrip, 100ms, 250ms);
}

} // namespace

ModbusClient::ModbusClient(ModbusPort &port, Clock &clock, ModbusOptions options)
    : m_port(port), m_clock(clock), m_options(std::move(options))
{
}

Result<void> ModbusClient::connect(Instant deadline)
{
    Result<void> proved = trust();
    while (!proved && m_clock.now() < deadline && proved.error().code != ErrorCode::BadInput) {
        m_clock.sleepUntil(std::min(deadline, m_clock.now() + std::chrono::milliseconds(200)));
        proved = trust();
    }
    return proved;
}

void ModbusClient::disconnect()
{
    m_port.close();
    m_suspect = true;
}

void ModbusClient::distrust(const Error &error)
{
    switch (error.code) {
    case ErrorCode::Timeout: ++m_health.timeouts; break;
    case ErrorCode::Integrity: ++m_health.badFrames; break;
    default: break;
    }
    m_suspect = true;
    m_why = error.message;
    // A stray answer may have shifted all that came before it: the whole round is in doubt, not this exchange alone.
    m_roundInDoubt = m_roundInDoubt || error.code == ErrorCode::Integrity;
    if (m_port.hasTransactions() || ++m_failuresInARow % failuresBeforeReopening == 0) {
        m_port.close(); // late answers die with the connection
    }
}

bool ModbusClient::quiet()
{
    // What lies in a serial line before the question is asked cannot be its answer.
    const auto stray = m_port.drain(Duration(0), m_clock.now());
    if (stray && *stray == 0) {
        return true;
    }
    m_health.lateBytes += stray.value_or(0);
    distrust({ErrorCode::Integrity, m_port.endpoint() + ": bytes came that nobody asked for"});
    return false;
}

void ModbusClient::pace()
{
    m_clock.sleepUntil(m_lastEnd + m_options.interRequest);
}

bool ModbusClient::aloneInLine()
{
    // On a serial line every answer waits until a second one would have shown itself: RTU numbers nothing.
    const Duration wait = m_port.hasTransactions() ? Duration(0) : settlingTime(m_health);
    const auto stray = m_port.drain(wait, m_clock.now() + m_options.maxReply);
    if (stray && *stray == 0) {
        return true;
    }
    m_health.lateBytes += stray.value_or(0);
    distrust({ErrorCode::Integrity, m_port.endpoint() + ": one question was answered more than once"});
    return false;
}

Result<void> ModbusClient::trust()
{
    const bool opened = !m_port.isOpen();
    if (opened) {
        if (auto open =
                m_port.open(m_clock.now() + std::max<Duration>(m_options.responseTimeout, std::chrono::seconds(1)));
            !open) {
            m_why = open.error().message;
            return open;
        }
        m_health.reconnects += m_everConnected ? 1 : 0;
        m_everConnected = true;
    }
    // A new TCP connection holds nothing of the old; a serial line may, however it was opened.
    if (!m_port.hasTransactions()) {
        const auto drained = m_port.drain(m_options.maxReply, m_clock.now() + 2 * m_options.maxReply);
        if (!drained) {
            m_why = drained.error().message;
            return fail(drained.error());
        }
        m_health.lateBytes += *drained;
    }
    return prove();
}

Result<void> ModbusClient::prove()
{
    if (!m_options.canary) {
        m_suspect = false;
        m_failuresInARow = 0;
        m_why.clear();
        return {};
    }
    const Canary &canary = *m_options.canary;
    pace();
    ++m_health.requests;
    auto words = m_port.readRegisters(m_options.unit, canary.table, canary.address, canary.count,
                                      m_clock.now() + m_options.responseTimeout);
    m_lastEnd = m_clock.now();
    if (!words) {
        distrust(words.error());
        return fail(words.error().code, "the canary was not read: " + words.error().message);
    }
    ++m_health.answers;
    if (!m_port.hasTransactions()) {
        const auto stray = m_port.drain(settlingTime(m_health), m_clock.now() + m_options.maxReply);
        if (!stray || *stray > 0) {
            distrust({ErrorCode::Integrity, m_port.endpoint() + ": the canary was answered twice"});
            return fail(ErrorCode::Integrity, m_why);
        }
    }
    for (std::uint16_t &word : *words) {
        word &= canary.mask;
    }
    if (canary.compared) {
        const auto &expected = canary.expected ? canary.expected : m_canaryWords;
        if (expected && *expected != *words) {
            distrust({ErrorCode::Integrity,
                      m_port.endpoint() + ": the canary at address " + std::to_string(canary.address) + " reads " +
                          std::to_string(words->front()) + " instead of " + std::to_string(expected->front()) +
                          ": this is another device than the profile says, or its answers "
                          "are out of step"});
            return fail(ErrorCode::Integrity, m_why);
        }
        m_canaryWords = *words;
    }
    m_suspect = false;
    m_failuresInARow = 0;
    m_why.clear();
    return {};
}

template <class Exchange>
auto ModbusClient::attempt(int tries, Exchange exchange) -> decltype(exchange(Instant{}))
{
    Error last{ErrorCode::LinkLost, m_port.endpoint() + ": not connected"};
    for (int i = 0; i < tries; ++i) {
        const bool stray = !m_suspect && m_port.isOpen() && !m_port.hasTransactions() && !quiet();
        if (m_suspect || stray || !m_port.isOpen()) {
            if (auto trusted = trust(); !trusted) {
                last = trusted.error();
                continue;
            }
        }
        pace();
        ++m_health.requests;
        const Instant start = m_clock.now();
        auto answer = exchange(start + m_options.responseTimeout);
        m_lastEnd = m_clock.now();
        // More than one answer to one question: which of them was decoded is not known.
        if (answer && !aloneInLine()) {
            last = {ErrorCode::Integrity, m_why};
            continue;
        }
        if (answer) {
            ++m_health.answers;
            m_failuresInARow = 0;
            m_health.lastRoundTrip = m_lastEnd - start;
            m_health.worstRoundTrip = std::max(m_health.worstRoundTrip, m_health.lastRoundTrip);
            return answer;
        }
        last = answer.error();
        if (last.code == ErrorCode::Device) {
            ++m_health.answers;
            ++m_health.exceptions;
            return fail(last); // a refusal is an answer: asking again changes nothing
        }
        distrust(last);
    }
    return fail(last);
}

Result<std::vector<std::uint16_t>> ModbusClient::readRegisters(ModbusTable table, std::uint16_t address,
                                                               std::uint16_t count, bool wide)
{
    return attempt(1 + m_options.retriesRead, [&](Instant deadline) {
        return wide ? m_port.readWideRegisters(m_options.unit, table, address, count, deadline)
                    : m_port.readRegisters(m_options.unit, table, address, count, deadline);
    });
}

Result<std::vector<bool>> ModbusClient::readBits(ModbusTable table, std::uint16_t address, std::uint16_t count)
{
    return attempt(1 + m_options.retriesRead,
                   [&](Instant deadline) { return m_port.readBits(m_options.unit, table, address, count, deadline); });
}

Result<void> ModbusClient::writeRegisters(std::uint16_t address, std::span<const std::uint16_t> registers, bool single,
                                          Repeat repeat)
{
    const int tries = repeat == Repeat::Harmless ? 1 + m_options.retriesWrite : 1;
    auto done = attempt(tries, [&](Instant deadline) {
        return m_port.writeRegisters(m_options.unit, address, registers, single, deadline);
    });
    m_lastEnd += m_options.writeDelay;
    return done;
}

Result<void> ModbusClient::writeCoil(std::uint16_t address, bool on, Repeat repeat)
{
    const int tries = repeat == Repeat::Harmless ? 1 + m_options.retriesWrite : 1;
    auto done =
        attempt(tries, [&](Instant deadline) { return m_port.writeCoil(m_options.unit, address, on, deadline); });
    m_lastEnd += m_options.writeDelay;
    return done;
}

bool ModbusClient::settle()
{
    if (m_port.hasTransactions()) {
        return true;
    }
    if (std::exchange(m_roundInDoubt, false)) {
        return false;
    }
    if (!m_port.isOpen() || m_suspect) {
        return true; // the last exchange failed, and said so; those before it were settled by the next's silence
    }
    const auto stray = m_port.drain(settlingTime(m_health), m_clock.now() + m_options.maxReply);
    if (stray && *stray == 0) {
        return true;
    }
    m_health.lateBytes += stray.value_or(0);
    distrust({ErrorCode::Integrity, m_port.endpoint() + ": an answer came twice; what was read with it is in doubt"});
    m_roundInDoubt = false; // said now
    return false;
}

} // namespace tgc::drivers
