// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "app/session/recording/samples.h"

/// The bytes of a spool, as docs/spool.md describes them.
namespace tgc::recording {

using Bytes = std::vector<std::uint8_t>;

inline constexpr std::string_view spoolMagic = "TGC-SPOOL 1\n";
inline constexpr std::string_view spoolSuffix = ".spool";
/// Longer records are not written, and not believed.
inline constexpr std::uint32_t longestPayload = 1U << 20U;
/// Bytes around a payload: its length, its type, the checksum behind it.
inline constexpr std::size_t recordFrame = 4 + 1 + 4;
/// Bytes of a samples record before its columns: first number, count, channels.
inline constexpr std::size_t bytesBeforeColumns = 8 + 4 + 2;
/// Bytes of one sample with so many values in a record's columns.
[[nodiscard]] constexpr std::uint64_t bytesOfSample(std::uint64_t values, bool saturated)
{
    return 8 + 8 + 4 + (saturated ? 4 : 0) + 8 * values;
}

enum class RecordType : std::uint8_t { Header = 1, Samples = 2, Mark = 3, Trend = 4, End = 5, SaturatedSamples = 6 };

/// CRC-32 (IEEE 802.3) of a record, which takes in that of the record before: a record that stands elsewhere than it was
/// written is as wrong as one with another bit. The first record follows the CRC-32 of the magic line.
[[nodiscard]] std::uint32_t chainedCrc(std::uint32_t before, std::span<const std::uint8_t> lengthTypePayload);
[[nodiscard]] std::uint32_t crcOfMagic();

/// Turns a run into the bytes of its spool, one record after the other.
class SpoolEncoder {
public:
    /// Magic line and header; false: the header is longer than a record may be.
    [[nodiscard]] bool begin(const RunHeader &header, Bytes &out);
    /// Samples with consecutive numbers and the same count of values go into one record. Only where one of them is at
    /// the end of a channel's range does the record say which are.
    void samples(std::span<const Sample> samples, Bytes &out);
    void mark(const Mark &mark, Bytes &out);
    void trend(const Trend &trend, Bytes &out);
    /// The last record, with how many of each there are.
    void end(const RunEnd &end, Bytes &out);

    [[nodiscard]] std::uint64_t samplesWritten() const { return m_samples; }

private:
    void record(RecordType type, std::string_view payload, Bytes &out);

    std::uint32_t m_crc = 0;
    std::uint64_t m_samples = 0;
    std::uint64_t m_marks = 0;
    std::uint64_t m_trends = 0;
};

} // namespace tgc::recording
