// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "drivers/profile/profile.h"

namespace tgc::drivers {

/// One read transaction and the points whose values it brings.
struct ReadBlock {
    ModbusTable table = ModbusTable::Holding;
    std::uint16_t address = 0;
    int count = 0;        ///< addresses
    bool wide = false;
    bool hasGap = false;  ///< reads addresses that no point declares
    std::vector<const PointSpec *> points;
};

/// The fewest transactions that bring `points`: by table, a group whole, never more than the device allows, over gaps of
/// at most `allowGap` undeclared addresses (none where the device answers garbage there), no value in two halves. A block
/// as long as the canary takes a declared neighbour along where there is one, so that the two cannot be mistaken.
[[nodiscard]] std::vector<ReadBlock> planReads(const Profile &profile, const std::vector<const PointSpec *> &points,
                                               bool gaps = true);

} // namespace tgc::drivers
