// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/utc.h"

#include <array>
#include <charconv>

namespace tgc::bench {

namespace {

namespace time = std::chrono;

void appendDigits(std::string &text, long long value, std::size_t width)
{
    const std::string digits = std::to_string(value);
    text.append(width > digits.size() ? width - digits.size() : 0, '0');
    text += digits;
}

} // namespace

std::string utcText(time::system_clock::time_point at)
{
    const auto ms = time::floor<time::milliseconds>(at);
    const auto day = time::floor<time::days>(ms);
    const time::year_month_day date(day);
    const time::hh_mm_ss clock(ms - day);
    std::string text;
    const std::array<long long, 7> parts = {static_cast<int>(date.year()),     static_cast<unsigned>(date.month()),
                                            static_cast<unsigned>(date.day()), clock.hours().count(),
                                            clock.minutes().count(),           clock.seconds().count(),
                                            clock.subseconds().count()};
    constexpr std::array<std::size_t, 7> widths = {4, 2, 2, 2, 2, 2, 3};
    constexpr std::string_view marks = "--T::.Z";
    for (std::size_t i = 0; i < parts.size(); ++i) {
        appendDigits(text, parts[i], widths[i]);
        text += marks[i];
    }
    return text;
}

std::string utcNow()
{
    return utcText(time::system_clock::now());
}

std::optional<time::system_clock::time_point> parseUtc(std::string_view text)
{
    std::array<int, 7> parts{};
    constexpr std::array<std::size_t, 7> widths = {4, 2, 2, 2, 2, 2, 3};
    constexpr std::string_view marks = "--T::.Z";
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (text.size() < widths[i] + 1) {
            return std::nullopt;
        }
        const char *end = text.data() + widths[i];
        const auto read = std::from_chars(text.data(), end, parts[i]);
        if (read.ec != std::errc() || read.ptr != end || parts[i] < 0) {
            return std::nullopt;
        }
        const char mark = text[widths[i]];
        text.remove_prefix(widths[i] + 1);
        if (i == 5 && mark == 'Z') {
            break;
        }
        if (mark != marks[i]) {
            return std::nullopt;
        }
    }
    const time::year_month_day date(time::year{parts[0]}, time::month{static_cast<unsigned>(parts[1])},
                                    time::day{static_cast<unsigned>(parts[2])});
    if (!text.empty() || !date.ok() || parts[3] > 23 || parts[4] > 59 || parts[5] > 59) {
        return std::nullopt;
    }
    return time::sys_days(date) + time::hours(parts[3]) + time::minutes(parts[4]) + time::seconds(parts[5]) +
           time::milliseconds(parts[6]);
}

} // namespace tgc::bench
