// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/modbus/modbus_client.h"

#include <algorithm>
#include <utility>

namespace tgc::drivers {

namespace {

/// A serial port that failed this often in a row is closed and opened anew.
constexpr int failuresBeforeReopening = 3;

/// After a serial line has been out of step, so many exchanges take no chance.
constexpr int carefulExchanges = 50;

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

Duration ModbusClient::settlingTime() const
{
    using namespace std::chrono_literals;
    // What is slow for this line may have been asked twice on its way (a gateway repeats a question that takes long), and
    // a line that was out of step once may be so again: there only the longest time an answer takes is long enough.
    const Duration slow = std::min<Duration>(m_options.responseTimeout / 2, 4 * m_bestRoundTrip + 20ms);
    if (m_carefulFor > 0 || m_health.lastRoundTrip > slow) {
        return m_options.maxReply;
    }
    return std::clamp<Duration>(2 * m_health.worstRoundTrip, 100ms, 250ms);
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
    if (error.code == ErrorCode::Integrity) {
        m_roundInDoubt = true;
        m_carefulFor = carefulExchanges;
    }
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
    const Duration wait = m_port.hasTransactions() ? Duration(0) : settlingTime();
    const auto stray = m_port.drain(wait, m_clock.now() + 2 * m_options.maxReply);
    if (stray && *stray == 0) {
        m_carefulFor = std::max(0, m_carefulFor - 1);
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
            const Error error = lost(open.error());
            m_why = error.message;
            return fail(error);
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
    const Instant start = m_clock.now();
    const Instant deadline = start + m_options.responseTimeout;
    auto words = canary.wide
                     ? m_port.readWideRegisters(m_options.unit, canary.table, canary.address, canary.count, deadline)
                     : m_port.readRegisters(m_options.unit, canary.table, canary.address, canary.count, deadline);
    m_lastEnd = m_clock.now();
    if (!words) {
        const Error error = lost(words.error());
        distrust(error);
        return fail(error.code, "the canary was not read: " + error.message);
    }
    noteAnswer(start);
    if (!m_port.hasTransactions() && !aloneInLine()) {
        return fail(ErrorCode::Integrity, m_why);
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

Error ModbusClient::lost(Error error) const
{
    if (m_options.singleClient && m_port.hasTransactions() && error.code == ErrorCode::LinkLost) {
        error.message += "; this device takes one TCP client at a time: is another program connected to it?";
    }
    return error;
}

void ModbusClient::noteAnswer(Instant asked)
{
    ++m_health.answers;
    m_health.lastRoundTrip = m_lastEnd - asked;
    m_health.worstRoundTrip = std::max(m_health.worstRoundTrip, m_health.lastRoundTrip);
    m_bestRoundTrip = std::min(m_bestRoundTrip, m_health.lastRoundTrip);
}

template <class Exchange>
auto ModbusClient::attempt(int tries, Instant patience, Exchange exchange) -> decltype(exchange(Instant{}))
{
    Error last{ErrorCode::LinkLost, m_port.endpoint() + ": not connected"};
    Duration pause = std::chrono::milliseconds(100);
    for (int i = 0; i < tries; ++i) {
        const bool stray = !m_suspect && m_port.isOpen() && !m_port.hasTransactions() && !quiet();
        if (m_suspect || stray || !m_port.isOpen()) {
            if (auto trusted = trust(); !trusted) {
                last = trusted.error();
                m_dead = true;
                continue;
            }
        }
        pace();
        ++m_health.requests;
        const Instant start = m_clock.now();
        auto answer = exchange(start + m_options.responseTimeout);
        m_lastEnd = m_clock.now();
        if (answer) {
            noteAnswer(start);
            // More than one answer to one question: which of them was decoded is not known.
            if (!aloneInLine()) {
                last = {ErrorCode::Integrity, m_why};
                continue;
            }
            m_failuresInARow = 0;
            m_dead = false;
            return answer;
        }
        last = lost(answer.error());
        if (last.code == ErrorCode::Busy || last.code == ErrorCode::Device) {
            noteAnswer(start);
            ++m_health.exceptions;
            m_dead = false;
            if (last.code == ErrorCode::Busy && m_clock.now() + pause < patience) {
                m_clock.sleepUntil(m_clock.now() + pause);
                pause = std::min<Duration>(2 * pause, std::chrono::seconds(1));
                --i; // this was no failure
                continue;
            }
            return fail(last); // a refusal is an answer: asking again changes nothing
        }
        distrust(last);
        // Without a canary nothing but an answer tells whether the line lives.
        m_dead = !m_options.canary && last.code != ErrorCode::Integrity;
    }
    return fail(last);
}

Result<std::vector<std::uint16_t>> ModbusClient::readRegisters(ModbusTable table, std::uint16_t address,
                                                               std::uint16_t count, bool wide, Instant patience)
{
    return attempt(1 + m_options.retriesRead, patience, [&](Instant deadline) {
        return wide ? m_port.readWideRegisters(m_options.unit, table, address, count, deadline)
                    : m_port.readRegisters(m_options.unit, table, address, count, deadline);
    });
}

Result<std::vector<bool>> ModbusClient::readBits(ModbusTable table, std::uint16_t address, std::uint16_t count,
                                                 Instant patience)
{
    return attempt(1 + m_options.retriesRead, patience,
                   [&](Instant deadline) { return m_port.readBits(m_options.unit, table, address, count, deadline); });
}

template <class Exchange>
Result<void> ModbusClient::change(Repeat repeat, Exchange exchange)
{
    auto done = attempt(repeat == Repeat::Harmless ? 1 + m_options.retriesWrite : 1, {}, exchange);
    m_lastEnd += m_options.writeDelay;
    return done;
}

Result<void> ModbusClient::writeRegisters(std::uint16_t address, std::span<const std::uint16_t> registers, bool single,
                                          Repeat repeat)
{
    return change(repeat, [&](Instant deadline) {
        return m_port.writeRegisters(m_options.unit, address, registers, single, deadline);
    });
}

Result<void> ModbusClient::writeWideRegisters(std::uint16_t address, std::span<const std::uint16_t> words,
                                              Repeat repeat)
{
    return change(
        repeat, [&](Instant deadline) { return m_port.writeWideRegisters(m_options.unit, address, words, deadline); });
}

Result<void> ModbusClient::writeCoil(std::uint16_t address, bool on, bool single, Repeat repeat)
{
    return change(repeat,
                  [&](Instant deadline) { return m_port.writeCoil(m_options.unit, address, on, single, deadline); });
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
    // A careful exchange has waited its full time already.
    const Duration wait = m_carefulFor > 0 ? Duration(0) : settlingTime();
    const auto stray = m_port.drain(wait, m_clock.now() + 2 * m_options.maxReply);
    if (stray && *stray == 0) {
        return true;
    }
    m_health.lateBytes += stray.value_or(0);
    distrust({ErrorCode::Integrity, m_port.endpoint() + ": an answer came twice; what was read with it is in doubt"});
    m_roundInDoubt = false; // said now
    return false;
}

} // namespace tgc::drivers
