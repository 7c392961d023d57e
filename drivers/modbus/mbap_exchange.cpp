// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/modbus/mbap_exchange.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tgc::drivers {

MbapExchange::MbapExchange(std::shared_ptr<ByteLink> link, Clock &clock, int unit)
    : m_link(std::move(link)), m_clock(clock), m_unit(unit)
{
}

Result<void> MbapExchange::open(Instant deadline)
{
    m_received.clear();
    if (auto opened = m_link->open(deadline); !opened) {
        return opened;
    }
    m_health.reconnects += m_everOpened ? 1 : 0;
    m_everOpened = true;
    return {};
}

void MbapExchange::close()
{
    m_link->close();
    m_received.clear();
}

bool MbapExchange::isOpen() const
{
    return m_link->isOpen();
}

tl::unexpected<Error> MbapExchange::giveUp(Error error)
{
    m_health.timeouts += error.code == ErrorCode::Timeout ? 1 : 0;
    m_health.badFrames += error.code == ErrorCode::Integrity ? 1 : 0;
    close();
    return fail(std::move(error));
}

Result<Bytes> MbapExchange::ask(std::span<const std::uint8_t> pdu, Instant deadline)
{
    ++m_transaction;
    ++m_health.requests;
    const Instant start = m_clock.now();
    if (auto sent = m_link->write(mbapFrame(m_transaction, m_unit, pdu), deadline); !sent) {
        return giveUp(sent.error());
    }
    auto answer = awaitAnswer(pdu.front(), deadline);
    if (!answer) {
        return giveUp(answer.error());
    }
    ++m_health.answers;
    m_health.exceptions += ((*answer)[0] & 0x80U) != 0 ? 1 : 0;
    m_health.lastRoundTrip = m_clock.now() - start;
    m_health.worstRoundTrip = std::max(m_health.worstRoundTrip, m_health.lastRoundTrip);
    return answer;
}

Result<Bytes> MbapExchange::awaitAnswer(std::uint8_t function, Instant deadline)
{
    std::array<std::uint8_t, 2048> chunk{};
    while (true) {
        const auto frame = parseMbap(m_received);
        if (!frame) {
            return fail(ErrorCode::Integrity, endpoint() + ": " + frame.error().message);
        }
        if (*frame) {
            const MbapReply &reply = **frame;
            m_received.erase(m_received.begin(), m_received.begin() + static_cast<std::ptrdiff_t>(reply.consumed));
            if (reply.transaction != m_transaction) {
                m_health.lateBytes += reply.consumed;
                continue;
            }
            if (reply.unit != m_unit) {
                ++m_health.badFrames;
                continue;
            }
            if ((reply.pdu[0] & 0x7FU) != function || ((reply.pdu[0] & 0x80U) != 0 && reply.pdu.size() < 2)) {
                return fail(ErrorCode::Integrity, endpoint() + ": the answer is to another function");
            }
            return reply.pdu;
        }
        const auto got = m_link->read(chunk, deadline);
        if (!got) {
            return fail(got.error());
        }
        m_received.insert(m_received.end(), chunk.begin(), chunk.begin() + static_cast<std::ptrdiff_t>(*got));
    }
}

} // namespace tgc::drivers
