// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QTemporaryDir>

#include <bit>
#include <string>

#include "app/session/recording/read_spool.h"
#include "app/session/recording/recorder.h"

/// Runs whose every sample is known beforehand.
namespace tgc::test {

inline recording::RunHeader header(const std::string &run = "20261125T150102.123Z-bench-a-7", std::size_t channels = 2)
{
    recording::RunHeader made;
    made.run = run;
    made.bench = "bench-a";
    made.program = "TGC Workbench 1.2";
    made.simulated = true;
    made.startedUtc = "2026-11-25T15:01:02.123Z";
    made.started_ns = 123456789;
    for (std::size_t i = 0; i < channels; ++i) {
        made.channels.push_back({i == 0 ? "TCD" : "FID" + std::to_string(i), i == 0 ? "uV" : "pA"});
    }
    made.duration_s = 180.0;
    made.line = R"({"sample_id":"S1","group":"G","kind":"standard","level":"0.1"})";
    made.instrument = "LabJack T7 470012345";
    return made;
}

/// Sample n of any run; bits that a detour through text would lose.
inline recording::Sample sample(std::uint64_t n, std::size_t channels = 2)
{
    recording::Sample made;
    made.number = n;
    made.device_s = 100.0 + 0.1 * static_cast<double>(n);
    made.host_ns = 1'000'000'000 + static_cast<std::int64_t>(n) * 100'000'001;
    made.lines = static_cast<std::uint32_t>(n % 8);
    for (std::size_t i = 0; i < channels; ++i) {
        made.values.push_back(std::bit_cast<double>(0x3FF0000000000000ULL |
                                                    ((n * 0x9E3779B97F4A7ULL + i * 0x1234567890ABCDEULL) >> 12U)));
    }
    return made;
}

/// Bit for bit, NaN included.
inline bool same(const recording::Sample &a, const recording::Sample &b)
{
    const auto bits = [](double value) { return std::bit_cast<std::uint64_t>(value); };
    if (a.number != b.number || bits(a.device_s) != bits(b.device_s) || a.host_ns != b.host_ns || a.lines != b.lines ||
        a.saturated != b.saturated || a.values.size() != b.values.size()) {
        return false;
    }
    for (std::size_t i = 0; i < a.values.size(); ++i) {
        if (bits(a.values[i]) != bits(b.values[i])) {
            return false;
        }
    }
    return true;
}

inline bool same(const recording::RunHeader &a, const recording::RunHeader &b)
{
    return a.run == b.run && a.bench == b.bench && a.program == b.program && a.simulated == b.simulated &&
           a.startedUtc == b.startedUtc && a.started_ns == b.started_ns && a.channels == b.channels &&
           a.duration_s == b.duration_s && a.line == b.line && a.instrument == b.instrument;
}

} // namespace tgc::test
