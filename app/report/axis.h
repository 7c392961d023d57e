// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

namespace tgc::report {

/// From low to high on an axis; `high` > `low`.
struct Range {
    double low = 0.0;
    double high = 1.0;
    [[nodiscard]] double size() const { return high - low; }
    bool operator==(const Range &) const = default;
};

/// The range widened by a share of its size at both ends; one value only becomes a range around it.
[[nodiscard]] Range widened(Range range, double below, double above);

/// Where the ticks of an axis stand: multiples of 1, 2 or 5 times a power of ten inside the range, at most `atMost` (two or
/// more) of them.
struct Ticks {
    std::vector<double> at;
    double step = 1.0;
};
[[nodiscard]] Ticks niceTicks(Range range, int atMost);

/// A tick's number, with no more decimals than its step has; with an exponent where it would be too long otherwise.
[[nodiscard]] QString tickText(double value, double step);

} // namespace tgc::report
