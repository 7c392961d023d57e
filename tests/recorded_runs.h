// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "app/session/recording/read_spool.h"

/// What tests of the bench ask of a recorded run.
namespace tgc::doubles {

inline constexpr int patience_ms = 20000; // of a loaded machine; what is waited for comes within a second

inline std::size_t zeros(const recording::SpooledRun &run)
{
    std::size_t n = 0;
    for (const auto &mark : run.marks) {
        n += mark.kind == recording::Mark::Kind::Zero ? 1 : 0;
    }
    return n;
}

inline std::vector<recording::Mark> gaps(const recording::SpooledRun &run)
{
    std::vector<recording::Mark> out;
    for (const auto &mark : run.marks) {
        if (mark.kind == recording::Mark::Kind::Gap && mark.text.find("too late") == std::string::npos) {
            out.push_back(mark);
        }
    }
    return out;
}

inline double zero_s(const recording::SpooledRun &run)
{
    for (const auto &mark : run.marks) {
        if (mark.kind == recording::Mark::Kind::Zero) {
            return mark.device_s;
        }
    }
    return -1.0;
}

/// Samples are consecutive and their time rises: none lost, none twice.
inline bool consecutive(const recording::SpooledRun &run)
{
    for (std::size_t i = 1; i < run.samples.size(); ++i) {
        if (run.samples[i].number != run.samples[i - 1].number + 1 ||
            run.samples[i].device_s <= run.samples[i - 1].device_s) {
            return false;
        }
    }
    return !run.samples.empty();
}

} // namespace tgc::doubles
