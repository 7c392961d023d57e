// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/watch/acquired_moment.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <ctime>
#include <string>
#include <vector>

#include "app/session/vial_step_records.h"
#include "app/session/written_time.h"

namespace tgc::watch {

namespace {

namespace time = std::chrono;

/// A run of digits or of letters, and what stood in front of it.
struct Piece {
    std::string text;
    char before = ' ';
    int number = -1; ///< -1: letters
};

std::vector<Piece> piecesOf(std::string_view text)
{
    const auto kind = [](char c) {
        if (c >= '0' && c <= '9') {
            return 1;
        }
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? 2 : 0;
    };
    std::vector<Piece> pieces;
    char before = ' ';
    for (std::size_t i = 0; i < text.size();) {
        const int what = kind(text[i]);
        if (what == 0) {
            before = text[i] == ' ' && before != ' ' ? before : text[i];
            ++i;
            continue;
        }
        Piece piece;
        piece.before = before;
        for (; i < text.size() && kind(text[i]) == what; ++i) {
            piece.text += text[i];
        }
        if (what == 1) {
            std::from_chars(piece.text.data(), piece.text.data() + piece.text.size(), piece.number);
        }
        pieces.push_back(std::move(piece));
        before = ' ';
    }
    return pieces;
}

/// 1 to 12 for the English name of a month, or its first three letters; 0: it is none.
int monthNamed(std::string word)
{
    constexpr std::array<std::string_view, 12> months{"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};
    std::transform(word.begin(), word.end(), word.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    for (std::size_t i = 0; i < months.size(); ++i) {
        if (word.size() >= 3 && word.starts_with(months[i])) {
            return static_cast<int>(i) + 1;
        }
    }
    return 0;
}

struct Clock {
    int hour = 0, minute = 0, second = 0;
    bool twelve = false; ///< with AM or PM, as an American computer writes it
};

/// h:m[:s] [AM|PM] from that piece on.
std::optional<Clock> clockOf(const std::vector<Piece> &pieces, std::size_t first)
{
    Clock clock;
    if (first + 1 >= pieces.size() || pieces[first].number < 0 || pieces[first + 1].number < 0 ||
        pieces[first + 1].before != ':') {
        return std::nullopt;
    }
    clock.hour = pieces[first].number;
    clock.minute = pieces[first + 1].number;
    std::size_t next = first + 2;
    if (next < pieces.size() && pieces[next].number >= 0 && pieces[next].before == ':') {
        clock.second = pieces[next++].number;
    }
    if (next < pieces.size() && pieces[next].number >= 0 && pieces[next].before == '.') {
        ++next; // parts of a second
    }
    if (next < pieces.size() && (pieces[next].text == "AM" || pieces[next].text == "PM")) {
        if (clock.hour < 1 || clock.hour > 12) {
            return std::nullopt;
        }
        clock.twelve = true;
        clock.hour = clock.hour % 12 + (pieces[next].text == "PM" ? 12 : 0);
    }
    const bool possible = clock.hour < 24 && clock.minute < 60 && clock.second < 61;
    return possible ? std::optional(clock) : std::nullopt;
}

/// Every date that the three pieces may mean.
std::vector<time::year_month_day> datesOf(const Piece &a, const Piece &b, const Piece &c, bool american)
{
    const auto year = [](const Piece &piece) {
        return piece.text.size() <= 2 && piece.number >= 0 ? 2000 + piece.number : piece.number;
    };
    std::vector<std::array<int, 3>> read; // year, month, day
    if (a.number >= 1000) {
        read.push_back({a.number, b.number, c.number});
    } else if (const int month = monthNamed(b.text); month > 0) {
        read.push_back({year(c), month, a.number});
    } else if (const int first = monthNamed(a.text); first > 0) {
        read.push_back({year(c), first, b.number});
    } else if (b.before == '.') {
        read.push_back({year(c), b.number, a.number});
    } else {
        read.push_back({year(c), a.number, b.number});
        if (!american && a.number != b.number) {
            read.push_back({year(c), b.number, a.number});
        }
    }
    std::vector<time::year_month_day> dates;
    for (const auto &[y, m, d] : read) {
        const time::year_month_day date(time::year{y}, time::month{static_cast<unsigned>(m)},
                                        time::day{static_cast<unsigned>(d)});
        if (y >= 1970 && m > 0 && d > 0 && date.ok()) {
            dates.push_back(date);
        }
    }
    return dates;
}

/// By the clock of this computer, summer time as it was then.
std::optional<TimePoint> localMoment(const time::year_month_day &date, const Clock &clock)
{
    std::tm local{};
    local.tm_year = static_cast<int>(date.year()) - 1900;
    local.tm_mon = static_cast<int>(static_cast<unsigned>(date.month())) - 1;
    local.tm_mday = static_cast<int>(static_cast<unsigned>(date.day()));
    local.tm_hour = clock.hour;
    local.tm_min = clock.minute;
    local.tm_sec = clock.second;
    local.tm_isdst = -1;
    const std::time_t moment = std::mktime(&local);
    return moment == -1 ? std::nullopt : std::optional(time::system_clock::from_time_t(moment));
}

} // namespace

std::optional<TimePoint> acquiredMoment(std::string_view text, std::optional<TimePoint> written)
{
    if (const auto zoned = session::zonedMoment(text)) {
        return zoned;
    }
    if (const auto iso = session::writtenTime(text); iso && iso->dateOnly) {
        return std::nullopt;
    }
    const std::vector<Piece> pieces = piecesOf(text);
    // ISO 8601 has a T between date and time.
    const std::size_t clockAt = pieces.size() > 3 && pieces[3].text == "T" ? 4 : 3;
    const auto clock = clockOf(pieces, clockAt);
    if (!clock) {
        return std::nullopt;
    }
    std::vector<TimePoint> readings;
    for (const auto &date : datesOf(pieces[0], pieces[1], pieces[2], clock->twelve)) {
        if (const auto moment = localMoment(date, *clock)) {
            readings.push_back(*moment);
        }
    }
    if (readings.size() > 1) {
        if (!written) {
            return std::nullopt;
        }
        // A day for clocks that do not agree, and for zones.
        std::erase_if(readings, [&](TimePoint reading) { return reading > *written + time::hours(24); });
    }
    const auto latest = std::max_element(readings.begin(), readings.end());
    return latest == readings.end() ? std::nullopt : std::optional(*latest);
}

std::string minuteText(TimePoint at)
{
    std::string text = session::utcText(at).substr(0, 16);
    text[10] = ' ';
    return text + " UTC";
}

} // namespace tgc::watch
