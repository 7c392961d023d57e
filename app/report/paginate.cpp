// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/paginate.h"

#include <numeric>

namespace tgc::report {

namespace {

double wholeHeight(const BlockSize &block)
{
    return std::accumulate(block.pieces.begin(), block.pieces.end(), block.head);
}

/// The height that block `b` must find below it to begin: with what a heading heads, and two rows of a table.
double neededToBegin(std::span<const BlockSize> blocks, std::size_t b, double page)
{
    const BlockSize &block = blocks[b];
    if (block.keepWithNext) {
        return wholeHeight(block) +
               (b + 1 < blocks.size() ? blocks[b + 1].gapBefore + neededToBegin(blocks, b + 1, page) : 0.0);
    }
    if (block.keepTogether && wholeHeight(block) <= page) {
        return wholeHeight(block);
    }
    double height = block.head;
    for (std::size_t i = 0; i < block.pieces.size() && i < 2; ++i) {
        height += block.pieces[i];
    }
    return height;
}

} // namespace

std::vector<Placement> paginate(std::span<const BlockSize> blocks, double height)
{
    std::vector<Placement> placements;
    int page = 0;
    double y = 0.0;
    const auto turn = [&] {
        ++page;
        y = 0.0;
    };
    for (std::size_t b = 0; b < blocks.size(); ++b) {
        const BlockSize &block = blocks[b];
        if (y > 0.0 && (block.startsPage || y + block.gapBefore + neededToBegin(blocks, b, height) > height)) {
            turn();
        }
        y += y > 0.0 ? block.gapBefore : 0.0;
        for (std::size_t i = 0; i < block.pieces.size(); ++i) {
            bool withHead = i == 0;
            const std::size_t left = block.pieces.size() - i;
            const double together = block.pieces[i] + (left == 2 && i > 0 ? block.pieces[i + 1] : 0.0);
            if (i > 0 && y + together > height) {
                turn();
                withHead = true;
            }
            y += withHead ? block.head : 0.0;
            placements.push_back({page, y, b, i, withHead});
            y += block.pieces[i];
        }
    }
    return placements;
}

} // namespace tgc::report
