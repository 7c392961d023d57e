// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/day/duration_words.h"

namespace tgc::day {

std::string durationWords(Duration duration)
{
    namespace time = std::chrono;
    const auto s = time::floor<time::seconds>(duration).count();
    if (s < 0) {
        return "not known (a clock was set)";
    }
    const auto twoDigits = [](long long value) { return (value < 10 ? "0" : "") + std::to_string(value); };
    if (s < 60) {
        return std::to_string(s) + " s";
    }
    if (s < 3600) {
        return std::to_string(s / 60) + " min";
    }
    if (s < 86400) {
        return std::to_string(s / 3600) + " h " + twoDigits(s / 60 % 60) + " min";
    }
    return std::to_string(s / 86400) + " d " + std::to_string(s / 3600 % 24) + " h";
}

} // namespace tgc::day
