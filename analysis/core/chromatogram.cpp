// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/core/chromatogram.h"

#include <cmath>

#include "analysis/core/decimal.h"

namespace tgc {

namespace {

/// Rounded times still count as even sampling up to this part of the interval.
constexpr double gridTolerance = 0.01;

std::optional<Time> evenInterval(std::span<const double> times_s)
{
    if (times_s.size() < 2) {
        return std::nullopt;
    }
    const double step = (times_s.back() - times_s.front()) / static_cast<double>(times_s.size() - 1);
    for (std::size_t i = 0; i < times_s.size(); ++i) {
        if (std::abs(times_s[i] - (times_s.front() + static_cast<double>(i) * step)) > gridTolerance * step) {
            return std::nullopt;
        }
    }
    return seconds(step);
}

} // namespace

Result<Chromatogram> Chromatogram::create(std::vector<double> times_s, std::vector<double> values,
                                          std::string signalUnit)
{
    if (times_s.size() != values.size()) {
        return fail(ErrorCode::BadInput, "the chromatogram has " + std::to_string(times_s.size()) + " times and " +
                                             std::to_string(values.size()) + " signal values");
    }
    if (values.empty()) {
        return fail(ErrorCode::BadInput, "the chromatogram has no samples");
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!std::isfinite(times_s[i]) || !std::isfinite(values[i])) {
            return fail(ErrorCode::BadInput, "sample " + std::to_string(i + 1) + " is not a finite number");
        }
        if (i > 0 && !(times_s[i] > times_s[i - 1])) {
            return fail(ErrorCode::BadInput, "the times do not rise: sample " + std::to_string(i + 1) + " at " +
                                                 shortest(times_s[i]) + " s follows " + shortest(times_s[i - 1]) +
                                                 " s");
        }
    }
    Chromatogram made;
    made.m_interval = evenInterval(times_s);
    made.m_times_s = std::move(times_s);
    made.m_values = std::move(values);
    made.m_signalUnit = std::move(signalUnit);
    return made;
}

Result<Chromatogram> Chromatogram::withSaturation(std::vector<Stretch> stretches) &&
{
    for (const Stretch &stretch : stretches) {
        if (!std::isfinite(stretch.from_s) || !std::isfinite(stretch.to_s) || stretch.to_s < stretch.from_s) {
            return fail(ErrorCode::BadInput, "from " + shortest(stretch.from_s) + " s to " + shortest(stretch.to_s) +
                                                 " s is no stretch in which a detector could be saturated");
        }
    }
    m_saturation = std::move(stretches);
    return std::move(*this);
}

Result<Chromatogram> Chromatogram::uniform(Time start, Time interval, std::vector<double> values,
                                           std::string signalUnit)
{
    if (!(inSeconds(interval) > 0.0) || !std::isfinite(inSeconds(interval))) {
        return fail(ErrorCode::BadInput,
                    "the sampling interval must be above zero, not " + shortest(inSeconds(interval)) + " s");
    }
    std::vector<double> times_s(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        times_s[i] = inSeconds(start) + static_cast<double>(i) * inSeconds(interval);
    }
    return create(std::move(times_s), std::move(values), std::move(signalUnit));
}

} // namespace tgc
