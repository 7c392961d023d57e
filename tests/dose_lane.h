// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/fake_bench.h"

/// What tests of the dose lane have in common.
namespace tgc::doubles {

inline nlohmann::json vialRow(int number, const char *reaction_s)
{
    nlohmann::json row = sampleRow("S" + std::to_string(number));
    row["vial"] = std::to_string(number);
    row["reaction_s"] = reaction_s;
    return row;
}

inline nlohmann::json longStandard(const char *duration_s = "80000")
{
    nlohmann::json row = standardRow();
    row["duration_s"] = duration_s;
    return row;
}

inline std::string step(const FakeBench &b, int line)
{
    return b.line(line).at("step").get<std::string>();
}

/// Lets whoever comes wait until the test says go.
struct Gate {
    std::atomic<bool> shut = true;
    std::atomic<bool> there = false; ///< somebody waits
    void pass()
    {
        there = true;
        while (shut) {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }
};

} // namespace tgc::doubles
