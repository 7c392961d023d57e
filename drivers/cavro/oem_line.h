// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "drivers/api/device.h"
#include "drivers/cavro/oem.h"
#include "drivers/transport/byte_link.h"

namespace tgc::drivers::cavro {

struct OemTimes {
    Duration answer = std::chrono::milliseconds(150);  ///< the manual: resend after 100 ms; an adapter may add some
    Duration longest = std::chrono::milliseconds(500); ///< no answer comes later: so long is a doubtful line drained
    Duration linger = std::chrono::milliseconds(5);    ///< after an answer: a second one would be here by then
    int repeats = 5;                                   ///< of one block whose answer was lost
};

/// Questions to one pump and the answers to them. An answer does not name its question, so after anything unusual - none
/// in time, a damaged one, a second one - the line is drained until no answer can be on its way any more, and the pump's
/// firmware text, which no other answer resembles, is read before anything is believed. A block whose answer was lost
/// goes out again under its own sequence number with the repeat bit: what the pump did once it does not do twice.
/// One thread at a time.
class OemLine {
public:
    OemLine(std::shared_ptr<ByteLink> link, Clock &clock, int address, OemTimes times);

    /// Opens, drains, and reads the firmware text.
    [[nodiscard]] Result<std::string> connect(Instant deadline);
    void disconnect();
    [[nodiscard]] bool isOpen() const { return m_link->isOpen(); }

    /// A report, and the pump's answer to it. Asked anew, under a new number, until an answer stands alone or the
    /// deadline passes.
    [[nodiscard]] Result<OemAnswer> query(std::string_view command, Instant deadline);
    /// A command that moves or changes something, sent under one number: what is lost goes out again with the repeat bit
    /// only. The answer may be a refusal. Before it goes out the line has proved itself, so the pump's last number is
    /// another one. Timeout, LinkLost: whether the pump did it is not known. NotDetermined: nothing was sent.
    [[nodiscard]] Result<OemAnswer> act(std::string_view command, Instant deadline);

    [[nodiscard]] const LinkHealth &health() const { return m_health; }
    [[nodiscard]] const std::string &endpoint() const { return m_link->endpoint(); }
    [[nodiscard]] const std::string &firmware() const { return m_firmware; }

private:
    [[nodiscard]] Result<void> prove(Instant deadline);
    [[nodiscard]] Result<void> reopen(Instant deadline);
    [[nodiscard]] Result<OemAnswer> exchange(std::string_view command, bool repeat, Instant deadline);
    [[nodiscard]] Result<OemAnswer> awaitAnswer(Instant until);
    /// Whether anything more comes within `wait`; what comes is dropped, and the line is suspect.
    [[nodiscard]] bool more(Duration wait);
    void nextSequence() { m_sequence = m_sequence % 7 + 1; }
    [[nodiscard]] Result<void> drainAll(Instant deadline);

    std::shared_ptr<ByteLink> m_link;
    Clock &m_clock;
    int m_address;
    OemTimes m_times;
    int m_sequence = 0;
    bool m_suspect = true;
    bool m_everOpened = false;
    std::string m_firmware;
    LinkHealth m_health;
};

} // namespace tgc::drivers::cavro
