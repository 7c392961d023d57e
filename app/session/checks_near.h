// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "app/formats/table.h"
#include "app/session/written_time.h"

namespace tgc::session {

/// A check standard farther away than this is of another batch.
inline const Time batchReach = hours(24.0);

/// The moments in column `injected_at` that can be read.
[[nodiscard]] std::vector<WrittenTime> injectionTimes(const formats::TextTable &table);

/// Of a long list of check standards those of one batch: injected within `batchReach` of one of these injections. A
/// check whose time is not known, or by another clock, may be of the batch and is kept, and so are all where no injection
/// has a time.
[[nodiscard]] formats::TextTable checksNear(const formats::TextTable &checks, std::span<const WrittenTime> injections);

} // namespace tgc::session
