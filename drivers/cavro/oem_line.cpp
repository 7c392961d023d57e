// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/cavro/oem_line.h"

#include <algorithm>
#include <array>

namespace tgc::drivers::cavro {

OemLine::OemLine(std::shared_ptr<ByteLink> link, Clock &clock, int address, OemTimes times)
    : m_link(std::move(link)), m_clock(clock), m_address(address), m_times(times)
{
}

Result<std::string> OemLine::connect(Instant deadline)
{
    m_firmware.clear();
    if (auto opened = reopen(deadline); !opened) {
        return fail(opened.error());
    }
    if (auto proved = prove(deadline); !proved) {
        return fail(proved.error());
    }
    return m_firmware;
}

void OemLine::disconnect()
{
    m_link->close();
    m_suspect = true;
}

Result<void> OemLine::reopen(Instant deadline)
{
    m_suspect = true;
    if (auto opened = m_link->open(deadline); !opened) {
        return opened;
    }
    m_health.reconnects += m_everOpened ? 1U : 0U;
    m_everOpened = true;
    return {};
}

Result<void> OemLine::drainAll(Instant deadline)
{
    const auto dropped = drain(*m_link, m_clock, m_times.longest, deadline);
    if (!dropped) {
        return fail(dropped.error());
    }
    m_health.lateBytes += *dropped;
    return {};
}

Result<void> OemLine::prove(Instant deadline)
{
    if (!m_link->isOpen()) {
        if (auto opened = reopen(deadline); !opened) {
            return opened;
        }
    }
    static_cast<void>(more(Duration::zero())); // what lies there unasked is no answer to what comes
    Error last{ErrorCode::Timeout, endpoint() + ": the pump did not answer in time"};
    // A line that is bad just now gets a few chances within the deadline.
    for (int round = 0; m_suspect && round <= m_times.repeats; ++round) {
        if (auto quiet = drainAll(deadline); !quiet) {
            return quiet;
        }
        nextSequence();
        const auto answer = exchange("&", false, deadline);
        if (!answer) {
            last = answer.error();
            if (last.code == ErrorCode::LinkLost || m_clock.now() >= deadline) {
                return fail(last);
            }
            continue;
        }
        if (more(m_times.linger)) {
            continue;
        }
        if (answer->data.empty() || (!m_firmware.empty() && answer->data != m_firmware)) {
            return fail(ErrorCode::Integrity, endpoint() + ": the pump calls its firmware \"" + answer->data +
                                                  "\", before it was \"" + m_firmware +
                                                  "\": another device answers on this line");
        }
        m_firmware = answer->data;
        m_suspect = false;
    }
    return m_suspect ? fail(last) : Result<void>();
}

Result<OemAnswer> OemLine::query(std::string_view command, Instant deadline)
{
    Error last{ErrorCode::Timeout, endpoint() + ": the pump did not answer in time"};
    for (int attempt = 0; attempt <= m_times.repeats && m_clock.now() < deadline; ++attempt) {
        if (auto proved = prove(deadline); !proved) {
            return fail(proved.error());
        }
        nextSequence();
        auto answer = exchange(command, false, deadline);
        // Two answers, or one with data to a question that has none: it is another question's, or may be.
        const bool stray = answer && (answer->data.empty() != (command == "Q"));
        m_suspect = m_suspect || stray;
        if (answer && !more(m_times.linger) && !stray) {
            return answer;
        }
        if (!answer) {
            last = answer.error();
        }
    }
    return fail(last);
}

Result<OemAnswer> OemLine::act(std::string_view command, Instant deadline)
{
    if (auto proved = prove(deadline); !proved) {
        return fail(ErrorCode::NotDetermined, "nothing was sent: " + proved.error().message);
    }
    // The pump answers this, so its last number is this one, and the next is new to it.
    if (auto heard = query("Q", deadline); !heard) {
        return fail(ErrorCode::NotDetermined, "nothing was sent: " + heard.error().message);
    }
    nextSequence();
    Error last{ErrorCode::Timeout, endpoint() + ": the pump did not answer in time"};
    for (int attempt = 0; attempt <= m_times.repeats && m_clock.now() < deadline; ++attempt) {
        auto answer = exchange(command, attempt > 0, deadline);
        if (answer && answer->data.empty()) { // an act's answer has no data; another is a stray one
            if (more(m_times.linger) || attempt > 0) {
                m_suspect = true; // the first answer, late, may still be on its way
            }
            return answer;
        }
        m_suspect = true;
        if (!answer) {
            last = answer.error();
        }
        if (last.code == ErrorCode::LinkLost) {
            return fail(last);
        }
        if (auto quiet = drainAll(deadline); !quiet && quiet.error().code == ErrorCode::LinkLost) {
            return fail(quiet.error());
        }
    }
    return fail(ErrorCode::Timeout, last.message);
}

Result<OemAnswer> OemLine::exchange(std::string_view command, bool repeat, Instant deadline)
{
    ++m_health.requests;
    const Instant asked = m_clock.now();
    if (auto sent = m_link->write(oemBlock(m_address, m_sequence, repeat, command), deadline); !sent) {
        m_suspect = true;
        return fail(sent.error());
    }
    auto answer = awaitAnswer(std::min(asked + m_times.answer, deadline));
    if (answer) {
        ++m_health.answers;
        m_health.lastRoundTrip = m_clock.now() - asked;
        m_health.worstRoundTrip = std::max(m_health.worstRoundTrip, m_health.lastRoundTrip);
        return answer;
    }
    m_suspect = true;
    if (answer.error().code != ErrorCode::LinkLost) {
        ++(answer.error().code == ErrorCode::Timeout ? m_health.timeouts : m_health.badFrames);
    }
    return answer;
}

Result<OemAnswer> OemLine::awaitAnswer(Instant until)
{
    Bytes received;
    std::array<std::uint8_t, 256> chunk{};
    while (true) {
        const auto got = m_link->read(chunk, until);
        if (!got) {
            return fail(got.error().code == ErrorCode::Timeout
                            ? Error{ErrorCode::Timeout, endpoint() + ": the pump did not answer in time"}
                            : got.error());
        }
        received.insert(received.end(), chunk.begin(), chunk.begin() + static_cast<std::ptrdiff_t>(*got));
        auto parsed = parseOem(received);
        if (!parsed) {
            return fail(parsed.error().code, endpoint() + ": " + parsed.error().message);
        }
        if (*parsed) {
            if ((*parsed)->consumed != received.size()) {
                return fail(ErrorCode::Integrity, endpoint() + ": two answers came at once");
            }
            return std::move(**parsed);
        }
    }
}

bool OemLine::more(Duration wait)
{
    std::array<std::uint8_t, 256> sink{};
    const auto got = m_link->read(sink, m_clock.now() + wait);
    if (got) {
        m_health.lateBytes += *got;
        m_suspect = true;
    }
    return got.has_value();
}

} // namespace tgc::drivers::cavro
