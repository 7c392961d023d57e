// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "tests/bench/synthetic_score.h"

namespace synthetic {

/// One of the figures the engine is held to.
struct Figure {
    std::string name;
    double value = 0.0;
    double limit = 0.0;
    bool atMost = true; ///< the limit is a ceiling; else a floor
    std::size_t count = 0;

    [[nodiscard]] bool met() const { return count > 0 && (atMost ? value <= limit : value >= limit); }
};

inline double medianOf(std::vector<double> values)
{
    if (values.empty()) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    std::sort(values.begin(), values.end());
    return values.size() % 2 == 1 ? values[values.size() / 2]
                                  : 0.5 * (values[values.size() / 2 - 1] + values[values.size() / 2]);
}

/// One cell of a table of errors.
struct Cell {
    std::size_t count = 0;
    std::size_t missed = 0;
    double median = 0.0; ///< |error| of the found ones
    double p95 = 0.0;
    double worst = 0.0;
    double ratio = 0.0;    ///< median(|error| / floor) / 0.6745; 1 = an efficient estimator
    double coverage = 0.0; ///< share whose error 2 stated uncertainties cover
    double offDrop = 0.0;  ///< median distance from the textbook's drop; NaN where there is none
};

/// Of `peaks` for which `belongs`; `floorOf` gives the relative floor of each.
inline Cell cellOf(
    const std::vector<Scored> &peaks, const std::function<bool(const Scored &)> &belongs,
    const std::function<double(const Scored &)> &floorOf = [](const Scored &s) { return s.truth.floor; })
{
    Cell cell;
    std::vector<double> errors;
    std::vector<double> ratios;
    std::vector<double> drops;
    std::size_t covered = 0;
    for (const Scored &s : peaks) {
        if (!belongs(s)) {
            continue;
        }
        ++cell.count;
        if (!s.error) {
            ++cell.missed;
            continue;
        }
        errors.push_back(std::abs(*s.error));
        if (s.drop) {
            drops.push_back(std::abs(1.0 + *s.error - *s.drop));
        }
        ratios.push_back(std::abs(*s.error) / floorOf(s));
        covered += std::abs(*s.error) <= 2.0 * s.uncertainty.value_or(0.0) ? 1 : 0;
    }
    cell.median = medianOf(errors);
    cell.offDrop = medianOf(std::move(drops));
    cell.ratio = medianOf(std::move(ratios)) / 0.6745;
    cell.coverage = errors.empty() ? 0.0 : static_cast<double>(covered) / static_cast<double>(errors.size());
    std::sort(errors.begin(), errors.end());
    if (!errors.empty()) {
        cell.p95 = errors[static_cast<std::size_t>(0.95 * static_cast<double>(errors.size() - 1))];
        cell.worst = errors.back();
    }
    return cell;
}

inline bool near(double a, double b)
{
    return std::abs(a - b) < 1e-3 * std::abs(b);
}

/// Floor of an area in white and 1/f noise of equal RMS, everything free (generalised least squares, peers.md): 0.99,
/// 0.92 and 0.85 over S/N at 10, 20 and 50 Hz.
inline double colouredFloor(const Scored &s)
{
    return (s.rate_Hz < 15.0 ? 0.99 : s.rate_Hz < 35.0 ? 0.92 : 0.85) / s.truth.snr;
}

/// Mean number of false peaks (and dents) a blank.
inline Figure falsePeaks(const Score &score, const std::string &sub, double limit)
{
    double sum = 0.0;
    std::size_t count = 0;
    for (const Counted &signal : score.signals) {
        if (signal.kind == "blank" && signal.sub == sub) {
            ++count;
            sum += signal.falsePeaks + signal.falseDents;
        }
    }
    return {"false peaks a blank, " + sub, count > 0 ? sum / static_cast<double>(count) : 0.0, limit, true, count};
}

/// Every figure with its limit.
inline std::vector<Figure> figuresOf(const Score &score)
{
    std::vector<Figure> all;
    const auto &peaks = score.peaks;
    const auto alone = [](const Scored &s) { return s.kind == "isolated" || s.kind == "lowsn"; };
    const auto hydrogen = [](const Scored &s) { return s.kind == "h2" && s.truth.name == "H2"; };
    const auto add = [&](const std::string &name, double value, double limit, std::size_t count, bool atMost = true) {
        all.push_back({name, value, limit, atMost, count});
    };
    Cell c = cellOf(peaks, [&](const Scored &s) { return alone(s) && s.truth.snr > 2.5 && s.truth.snr < 2000.0; });
    add("isolated S/N 3-1000: ratio to floor", c.ratio, 2.5, c.count);
    c = cellOf(peaks, [&](const Scored &s) { return alone(s) && s.truth.snr > 2000.0; });
    add("isolated S/N above 1000: median error %", 100.0 * c.median, 0.05, c.count);
    for (const double tf : {1.0, 1.2, 1.5, 2.0, 3.0}) {
        c = cellOf(peaks,
                   [&](const Scored &s) { return s.kind == "tailing" && near(s.truth.tf, tf) && s.truth.snr > 200.0; });
        add("tailing TF " + std::to_string(tf).substr(0, 3) + ": median error %", 100.0 * c.median, 0.2, c.count);
    }
    c = cellOf(peaks, [&](const Scored &s) { return (alone(s) || s.kind == "tailing") && s.truth.snr > 9.0; });
    add("single peaks missed at S/N >= 10", static_cast<double>(c.missed), 0.0, c.count);
    c = cellOf(peaks, [&](const Scored &s) { return s.kind == "lowsn" && near(s.truth.snr, 3.0) && s.rate_Hz < 15.0; });
    add("found at S/N 3, 10 Hz: share", 1.0 - static_cast<double>(c.missed) / static_cast<double>(c.count), 0.95,
        c.count, false);
    c = cellOf(peaks, [&](const Scored &s) {
        return s.kind == "overlap" && near(s.truth.rs, 0.8) && near(s.truth.ratio, 0.1);
    });
    add("1:10 at Rs 0.8, small found of 16", 16.0 - 16.0 * static_cast<double>(c.missed) / static_cast<double>(c.count),
        14.0, c.count, false);
    std::vector<double> off;
    for (const Scored &s : peaks) {
        if (s.drop && s.error) {
            off.push_back(std::abs(1.0 + *s.error - *s.drop) / s.truth.floor);
        }
    }
    add("drop against the textbook: ratio to floor", medianOf(off) / 0.6745, 2.5, off.size());
    c = cellOf(
        peaks, [&](const Scored &s) { return hydrogen(s) && s.truth.snr > 9.0; }, colouredFloor);
    add("H2 missed at S/N >= 10", static_cast<double>(c.missed), 0.0, c.count);
    add("H2 at S/N >= 10: median error, coloured floors", 0.6745 * c.ratio, 3.0, c.count);
    // By S/N: from 1000 on what a drop line costs H2's tail, far beyond the noise, is larger than the floor.
    for (const double snr : {10.0, 30.0, 100.0, 1000.0, 3000.0}) {
        c = cellOf(
            peaks, [&](const Scored &s) { return hydrogen(s) && near(s.truth.snr, snr); }, colouredFloor);
        add("  of these at S/N " + std::to_string(static_cast<int>(snr)), 0.6745 * c.ratio, 3.0, c.count);
    }
    all.push_back(falsePeaks(score, "white", 0.05));
    all.push_back(falsePeaks(score, "pink", 0.05));
    all.push_back(falsePeaks(score, "step", 0.1));
    all.push_back(falsePeaks(score, "spike", 0.1));
    return all;
}

} // namespace synthetic
