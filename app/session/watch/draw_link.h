// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/session/watch/take_file.h"

namespace tgc::watch {

/// What a matched chromatogram fills in the samples' table: the row of its injection.
struct DrawLink {
    std::string sampleId;
    std::size_t row = 0;                      ///< among the rows of the sample, from 0
    std::map<std::string, std::string> cells; ///< by column; a cell that holds something already stays as it is
    db::RecordId run = 0;
};
[[nodiscard]] DrawLink drawLink(const Expected &expected, const Taken &taken, const FileFacts &facts);

/// What a new row takes over from the sample's first one: how gas is drawn does not change from draw to draw.
[[nodiscard]] const std::vector<std::string> &columnsOfEveryDraw();

struct LinkOutcome {
    bool linked = false;              ///< false: the store has no such sample
    std::vector<std::string> remarks{}; ///< what was assumed or left as it was, a sentence each
};
/// Fills the row in the store's sample; rows that are missing before it are made. BadInput: the row has an area or trace.
[[nodiscard]] Result<LinkOutcome> linkDraw(db::Store &store, const DrawLink &link);

} // namespace tgc::watch
