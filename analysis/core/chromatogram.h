// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/core/error.h"
#include "analysis/core/units.h"

namespace tgc {

/// A part of a trace, both ends included, s.
struct Stretch {
    double from_s = 0.0;
    double to_s = 0.0;
    bool operator==(const Stretch &) const = default;
};

/// A detector signal over time, checked once when it is made: at least one sample, times and values equal in number,
/// all finite, times strictly rising. Immutable afterwards, so no later step needs to check again.
class Chromatogram {
public:
    /// From explicit times. BadInput names the first sample that breaks a rule (counted from 1).
    [[nodiscard]] static Result<Chromatogram> create(std::vector<double> times_s, std::vector<double> values,
                                                     std::string signalUnit);
    /// From a start and an interval: t_i = start + i * interval, never summed up (analysis.md 6).
    [[nodiscard]] static Result<Chromatogram> uniform(Time start, Time interval, std::vector<double> values,
                                                      std::string signalUnit);

    /// The same trace, known to be at the end of the digitiser's range in these stretches: what stands there is not the
    /// signal. BadInput: a stretch is no finite interval.
    [[nodiscard]] Result<Chromatogram> withSaturation(std::vector<Stretch> stretches) &&;

    [[nodiscard]] std::span<const double> times_s() const { return m_times_s; }
    [[nodiscard]] std::span<const double> values() const { return m_values; }
    /// The detector's unit as text: "counts", "uV", "pA", "25uV".
    [[nodiscard]] const std::string &signalUnit() const { return m_signalUnit; }
    /// Where the digitiser said that it was at the end of its range; empty where it never was, or cannot say.
    [[nodiscard]] std::span<const Stretch> saturation() const { return m_saturation; }
    [[nodiscard]] std::size_t size() const { return m_values.size(); }
    [[nodiscard]] Time start() const { return seconds(m_times_s.front()); }
    [[nodiscard]] Time end() const { return seconds(m_times_s.back()); }
    /// Sampling interval where every sample lies within a hundredth of it from an even grid (times in files are
    /// rounded); empty where sampling is uneven or there is one sample only.
    [[nodiscard]] std::optional<Time> interval() const { return m_interval; }

private:
    Chromatogram() = default;

    std::vector<double> m_times_s;
    std::vector<double> m_values;
    std::string m_signalUnit;
    std::vector<Stretch> m_saturation;
    std::optional<Time> m_interval;
};

} // namespace tgc
