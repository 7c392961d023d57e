// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What a run consists of, before it is a chromatogram.
namespace tgc::recording {

struct Channel {
    std::string name; ///< "TCD"
    std::string unit; ///< "uV"
    bool operator==(const Channel &) const = default;
};

/// One simultaneous reading of all channels. Both clocks are kept: the device's orders the signal, the host's ties it to
/// everything else on the bench.
struct Sample {
    std::uint64_t number = 0; ///< counts since the station began; a run's samples are consecutive
    double device_s = 0.0; ///< the device's own timer, unwrapped
    std::int64_t host_ns = 0; ///< the host's monotonic clock when the answer was complete
    std::uint32_t lines = 0; ///< bit n: DIO n is high
    std::uint32_t saturated = 0; ///< bit n: channel n was at the end of its range; its value is not the signal
    std::vector<double> values; ///< one a channel
};

/// Something that happened during the run, on the device's time axis.
struct Mark {
    enum class Kind {
        Gap, ///< no samples between device_s and until_s: the link was lost or the device away
        Zero, ///< the injection: time 0 of the chromatogram
        Note, ///< anything else, in words
    };
    Kind kind = Kind::Note;
    double device_s = 0.0;
    std::optional<double> until_s; ///< of a gap
    std::int64_t host_ns = 0;
    std::string text;
};

/// One value of a slow point (headspace pressure ...), recorded beside the signal.
struct Trend {
    std::string point; ///< "gauge.headspace_pressure"
    std::string unit;
    double value = 0.0;
    std::int64_t host_ns = 0;
    double device_s = 0.0; ///< the signal's time axis at that moment
};

/// What is known of a run when it begins.
struct RunHeader {
    std::string run; ///< its name until the store gives it one: 20261125T150102.123Z-bench-a-7
    std::string bench;
    std::string program; ///< name and version
    bool simulated = false;
    std::string startedUtc; ///< ISO 8601 ms Z
    std::int64_t started_ns = 0; ///< the host's monotonic clock at that moment
    std::vector<Channel> channels;
    std::optional<double> duration_s;
    std::string line; ///< the queue line as a JSON object of texts: sample_id, group, kind, method, level ...
    std::string instrument; ///< "LabJack T7 470012345"
};

/// How a run ended: done|stopped|aborted|failed|interrupted.
struct RunEnd {
    std::string status = "done";
    std::string endedUtc;
    std::string why;
};

} // namespace tgc::recording
