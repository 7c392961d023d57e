// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <span>

#include "drivers/api/device.h"
#include "drivers/modbus/frame.h"
#include "drivers/transport/byte_link.h"

namespace tgc::drivers {

/// Questions and answers over one Modbus TCP connection, with frames of our own: any function, any length. An answer
/// counts only with the transaction number, unit and function of its question; others are counted and dropped, and the
/// wait goes on (Modbus messaging on TCP/IP V1.0b, 4.4.1.3). After a timeout or a broken frame the connection is closed:
/// late answers die with it. One thread at a time.
class MbapExchange {
public:
    MbapExchange(std::shared_ptr<ByteLink> link, Clock &clock, int unit);

    [[nodiscard]] Result<void> open(Instant deadline);
    void close();
    [[nodiscard]] bool isOpen() const;

    /// The answer's PDU; an exception's (function with bit 7 set) is an answer too. Errors: Timeout, LinkLost; Integrity:
    /// what came is no answer.
    [[nodiscard]] Result<Bytes> ask(std::span<const std::uint8_t> pdu, Instant deadline);

    [[nodiscard]] const LinkHealth &health() const { return m_health; }
    [[nodiscard]] const std::string &endpoint() const { return m_link->endpoint(); }

private:
    [[nodiscard]] Result<Bytes> awaitAnswer(std::uint8_t function, Instant deadline);
    [[nodiscard]] tl::unexpected<Error> giveUp(Error error);

    std::shared_ptr<ByteLink> m_link;
    Clock &m_clock;
    int m_unit;
    std::uint16_t m_transaction = 0;
    Bytes m_received;
    bool m_everOpened = false;
    LinkHealth m_health;
};

} // namespace tgc::drivers
