// SPDX-License-Identifier: GPL-3.0-or-later
// Any text at all as a device profile: every finding has its line and one sentence, and a usable profile plans reads that
// a device could be asked.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "drivers/profile/plan.h"
#include "drivers/profile/profile.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char *>(data), size);
    const auto checked = tgc::drivers::checkProfile(text, "fuzz");
    for (const tgc::drivers::Finding &finding : checked.findings) {
        if (finding.line < 0 || finding.text.empty()) {
            std::abort();
        }
    }
    if (!checked.usable()) {
        return 0;
    }
    std::vector<const tgc::drivers::PointSpec *> points;
    for (const tgc::drivers::PointSpec &point : checked.profile.points) {
        if (point.readable()) {
            points.push_back(&point);
        }
    }
    std::size_t planned = 0;
    for (const tgc::drivers::ReadBlock &block : tgc::drivers::planReads(checked.profile, points)) {
        planned += block.points.size();
        if (block.count < 1 || block.address + block.count > 65536 || block.count > 2000) {
            std::abort();
        }
        for (const tgc::drivers::PointSpec *point : block.points) {
            if (point->address < block.address || point->address + point->addresses() > block.address + block.count) {
                std::abort();
            }
        }
    }
    if (planned != points.size()) {
        std::abort();
    }
    return 0;
}
