// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/signal_codec.h"

#include <bit>
#include <cstdint>

namespace tgc::db {

std::string encodeDoubles(std::span<const double> values)
{
    std::string bytes;
    bytes.reserve(values.size() * 8);
    for (const double value : values) {
        auto bits = std::bit_cast<std::uint64_t>(value);
        for (int i = 0; i < 8; ++i) {
            bytes.push_back(static_cast<char>(static_cast<unsigned char>(bits & 0xFFU)));
            bits >>= 8U;
        }
    }
    return bytes;
}

std::optional<std::vector<double>> decodeDoubles(std::string_view bytes)
{
    if (bytes.size() % 8 != 0) {
        return std::nullopt;
    }
    std::vector<double> values;
    values.reserve(bytes.size() / 8);
    for (std::size_t at = 0; at < bytes.size(); at += 8) {
        std::uint64_t bits = 0;
        for (std::size_t i = 8; i-- > 0;) {
            bits = (bits << 8U) | static_cast<unsigned char>(bytes[at + i]);
        }
        values.push_back(std::bit_cast<double>(bits));
    }
    return values;
}

std::optional<EvenTimes> evenTimes(std::span<const double> times_s)
{
    if (times_s.size() < 2) {
        return std::nullopt;
    }
    const auto last = static_cast<double>(times_s.size() - 1);
    for (const double interval : {times_s[1] - times_s[0], (times_s.back() - times_s.front()) / last}) {
        bool exact = true;
        for (std::size_t i = 0; exact && i < times_s.size(); ++i) {
            const double time = times_s.front() + static_cast<double>(i) * interval;
            exact = std::bit_cast<std::uint64_t>(time) == std::bit_cast<std::uint64_t>(times_s[i]);
        }
        if (exact) {
            return EvenTimes{times_s.front(), interval};
        }
    }
    return std::nullopt;
}

} // namespace tgc::db
