// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/api/reading.h"

namespace tgc::drivers {

std::string_view toString(Quality quality)
{
    switch (quality) {
    case Quality::Good: return "good";
    case Quality::Stale: return "stale";
    case Quality::Suspect: return "suspect";
    case Quality::Bad: return "bad";
    case Quality::OutOfRange: return "out-of-range";
    case Quality::Invalid: return "invalid";
    }
    return "bad";
}

std::optional<double> numberOf(const Value &value)
{
    if (const auto *d = std::get_if<double>(&value)) {
        return *d;
    }
    if (const auto *f = std::get_if<float>(&value)) {
        return static_cast<double>(*f);
    }
    if (const auto *i = std::get_if<std::int64_t>(&value)) {
        return static_cast<double>(*i);
    }
    if (const auto *u = std::get_if<std::uint64_t>(&value)) {
        return static_cast<double>(*u);
    }
    if (const auto *b = std::get_if<bool>(&value)) {
        return *b ? 1.0 : 0.0;
    }
    return std::nullopt;
}

} // namespace tgc::drivers
