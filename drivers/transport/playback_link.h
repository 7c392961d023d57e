// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "drivers/transport/byte_link.h"

namespace tgc::drivers {

/// One line of a byte tap's file (byte_tap.h).
struct TapRecord {
    Instant time{}; ///< of the monotonic clock then
    std::string utc;
    char mark = '='; ///< `>` sent, `<` came, `=` words
    Bytes bytes;
    std::string words;
    int line = 0;
};

/// BadInput: "FILE:LINE: what is wrong". A last line without its end is left out: the program ended there.
[[nodiscard]] Result<std::vector<TapRecord>> parseTap(std::string_view text, const std::string &file);

/// A recorded device: answers what was recorded, when it was recorded, and only to what was asked then. BadInput from
/// write(): another question than the record has, and its line.
class PlaybackLink final : public ByteLink {
public:
    PlaybackLink(std::vector<TapRecord> records, Clock &clock, std::string file);

    [[nodiscard]] Result<void> open(Instant deadline) override;
    void close() override { m_open = false; }
    [[nodiscard]] bool isOpen() const override { return m_open; }
    [[nodiscard]] Result<void> write(std::span<const std::uint8_t> bytes, Instant deadline) override;
    [[nodiscard]] Result<std::size_t> read(std::span<std::uint8_t> into, Instant deadline) override;
    [[nodiscard]] const std::string &endpoint() const override { return m_file; }
    /// Whether all that went over the line has been asked and answered again.
    [[nodiscard]] bool finished();

private:
    /// The next record of bytes, words passed over; nullptr: none is left.
    [[nodiscard]] const TapRecord *next();

    std::vector<TapRecord> m_records;
    Clock &m_clock;
    std::string m_file;
    Duration m_shift{}; ///< from the record's clock to this one
    std::size_t m_at = 0;
    std::size_t m_taken = 0; ///< bytes of the record that were read already
    bool m_open = false;
};

} // namespace tgc::drivers
