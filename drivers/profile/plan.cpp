// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/profile/plan.h"

#include <algorithm>

namespace tgc::drivers {

namespace {

constexpr int maxBits = 2000;

int limitOf(const Profile &profile, const PointSpec &point)
{
    if (point.isBit()) {
        return maxBits;
    }
    return point.wide ? profile.maxReadRegisters / 2 : profile.maxReadRegisters;
}

/// A declared, readable point that begins where `block` ends, or ends where it begins.
const PointSpec *neighbour(const Profile &profile, const ReadBlock &block)
{
    for (const PointSpec &point : profile.points) {
        if (point.table != block.table || point.wide != block.wide || !point.readable()) {
            continue;
        }
        if (point.address == block.address + block.count || point.address + point.addresses() == block.address) {
            return &point;
        }
    }
    return nullptr;
}

void keepUnlikeCanary(const Profile &profile, ReadBlock &block)
{
    const auto &canary = profile.modbus.canary;
    const auto words = [&] { return block.wide ? 2 * block.count : block.count; };
    if (!canary || canary->table != block.table) {
        return;
    }
    while (words() == canary->words()) {
        const PointSpec *beside = neighbour(profile, block);
        if (beside == nullptr || block.count + beside->addresses() > limitOf(profile, *beside)) {
            return;
        }
        block.address = std::min(block.address, beside->address);
        block.count += beside->addresses();
    }
}

} // namespace

std::vector<ReadBlock> planReads(const Profile &profile, const std::vector<const PointSpec *> &points, bool gaps)
{
    std::vector<const PointSpec *> sorted = points;
    const auto key = [](const PointSpec *p) {
        return std::make_tuple(p->table, p->wide, p->group, p->address, p->addresses());
    };
    std::sort(sorted.begin(), sorted.end(), [&](const auto *a, const auto *b) { return key(a) < key(b); });

    const int gapAllowed = gaps && !profile.unmappedIsGarbage ? profile.allowGap : 0;
    std::vector<ReadBlock> blocks;
    for (const PointSpec *point : sorted) {
        const int end = point->address + point->addresses();
        if (!blocks.empty()) {
            ReadBlock &last = blocks.back();
            const int lastEnd = last.address + last.count;
            const int gap = point->address - lastEnd;
            const bool sameGroup = last.points.front()->group == point->group;
            // A group is read at once whatever lies between: the linter has seen that it fits.
            const int allowed = sameGroup && !point->group.empty() && gaps ? limitOf(profile, *point) : gapAllowed;
            const bool fits = std::max(end, lastEnd) - last.address <= limitOf(profile, *point);
            if (last.table == point->table && last.wide == point->wide && sameGroup && gap <= allowed && fits) {
                last.hasGap = last.hasGap || gap > 0;
                last.count = std::max(end, lastEnd) - last.address;
                last.points.push_back(point);
                continue;
            }
        }
        blocks.push_back({point->table, point->address, point->addresses(), point->wide, false, {point}});
    }
    for (ReadBlock &block : blocks) {
        if (block.table == ModbusTable::Holding || block.table == ModbusTable::Input) {
            keepUnlikeCanary(profile, block);
        }
    }
    return blocks;
}

} // namespace tgc::drivers
