// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/core/chromatogram.h"
#include "app/session/recording/read_spool.h"
#include "db/run_records.h"

namespace tgc::session {

/// From one instant of the host's clock to another; any two numbers of a file may be asked for.
[[nodiscard]] std::int64_t nsBetween(std::int64_t from_ns, std::int64_t to_ns);

/// Where a recorded run's samples, marks and readings stand on the time axis of its chromatogram: the device's clock,
/// in s since the injection, or since the first sample where no injection was seen.
///
/// A device that was restarted within the run begins to count anew. Its samples are then placed by the time the host saw
/// go by, and a gap mark stands between. (On a simulated bench, whose clock may run faster than the host's, by that time
/// times the rate of the two clocks up to there.) A sample without a finite time, or with the time of the one before, has
/// no place.
class RunAxis {
public:
    explicit RunAxis(const recording::SpooledRun &run); ///< which must outlive it
    explicit RunAxis(recording::SpooledRun &&run) = delete;

    struct Placed {
        std::size_t sample = 0; ///< index in the run's samples
        double time_s = 0.0;
    };
    /// Strictly rising times.
    [[nodiscard]] const std::vector<Placed> &samples() const { return m_samples; }
    /// As recorded, and those for a restarted device, in the order of their times.
    [[nodiscard]] const std::vector<db::RunMark> &marks() const { return m_marks; }
    /// In words: no injection, gaps, samples without a place, clocks that disagree.
    [[nodiscard]] const std::vector<std::string> &warnings() const { return m_warnings; }
    /// Where the host's clock stood so; empty without a sample.
    [[nodiscard]] std::optional<double> atHost(std::int64_t host_ns) const;
    /// By the device's time where that is finite, else by the host's.
    [[nodiscard]] std::optional<double> at(double device_s, std::int64_t host_ns) const;

private:
    struct Segment {
        std::int64_t from_ns = 0; ///< host time of its first sample
        double offset_s = 0.0; ///< axis minus device time
    };

    void placeSamples();
    void placeMarks();
    void moveZero();
    void describeGaps();
    [[nodiscard]] std::size_t segmentAt(std::int64_t host_ns) const;

    const recording::SpooledRun &m_run;
    double m_rate = 1.0; ///< device seconds a host second
    std::vector<Segment> m_segments;
    std::vector<Placed> m_samples;
    std::vector<db::RunMark> m_marks;
    std::vector<std::string> m_warnings;
};

/// For sentences: a tenth of a second, or three digits of what is shorter.
[[nodiscard]] std::string rounded(double value_s);

/// One channel of the run on that axis, and where it was saturated: the samples that have a place and a finite value. Empty: there is none.
[[nodiscard]] std::optional<Chromatogram> channelTrace(const recording::SpooledRun &run, const RunAxis &axis,
                                                       std::size_t channel);

} // namespace tgc::session
