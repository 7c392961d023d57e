// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace tgc::report {

/// What a block needs of the pages: pieces that are never cut (a paragraph is one, a table has one a row), and a head that
/// stands above the first piece and again wherever the block goes on on a new page.
struct BlockSize {
    double gapBefore = 0.0; ///< not at the top of a page
    double head = 0.0;
    std::vector<double> pieces;
    bool keepWithNext = false; ///< a heading: never the last thing of a page
    bool startsPage = false;
    bool keepTogether = false; ///< begins on a new page rather than being parted, where one page can hold it
};

/// One piece in its place.
struct Placement {
    int page = 0;
    double y = 0.0; ///< top of the piece, from the top of the page's text; its head stands above it
    std::size_t block = 0;
    std::size_t piece = 0;
    bool withHead = false;
};

/// Fills pages of this height from top to bottom. A table's last row does not go to a new page alone. A piece higher than
/// a page gets a page of its own.
[[nodiscard]] std::vector<Placement> paginate(std::span<const BlockSize> blocks, double height);

} // namespace tgc::report
