// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/formats/cycler_time.h"

#include <charconv>

#include "app/formats/line_reader.h"

namespace tgc::formats {

namespace {

std::optional<double> plainNumber(std::string_view text)
{
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    return whole && value >= 0.0 ? std::optional(value) : std::nullopt;
}

} // namespace

std::optional<double> clockSeconds(std::string_view text)
{
    text = trimmed(text);
    double days = 0.0;
    if (const auto d = text.find('d'); d != std::string_view::npos) {
        const auto before = plainNumber(trimmed(text.substr(0, d)));
        if (!before) {
            return std::nullopt;
        }
        days = *before;
        text = trimmed(text.substr(d + 1));
    }
    const auto first = text.find(':');
    const auto second = first == std::string_view::npos ? first : text.find(':', first + 1);
    if (second == std::string_view::npos) {
        return std::nullopt;
    }
    const auto h = plainNumber(text.substr(0, first));
    const auto m = plainNumber(text.substr(first + 1, second - first - 1));
    const auto s = plainNumber(text.substr(second + 1));
    if (!h || !m || !s || *m >= 60.0 || *s >= 60.0) {
        return std::nullopt;
    }
    return ((days * 24.0 + *h) * 60.0 + *m) * 60.0 + *s;
}

std::optional<double> timeOfDay_s(std::string_view text)
{
    text = trimmed(text);
    double afternoon = 0.0;
    const bool twelveHours = text.ends_with("AM") || text.ends_with("PM");
    if (twelveHours) {
        afternoon = text.ends_with("PM") ? 12.0 * 3600.0 : 0.0;
        text = trimmed(text.substr(0, text.size() - 2));
    }
    const auto blank = text.rfind(' ');
    auto seconds = clockSeconds(blank == std::string_view::npos ? text : text.substr(blank + 1));
    if (seconds && twelveHours && *seconds >= 12.0 * 3600.0) {
        *seconds -= 12.0 * 3600.0; // 12:30 AM is half past midnight
    }
    return seconds ? std::optional(*seconds + afternoon) : std::nullopt;
}

} // namespace tgc::formats
