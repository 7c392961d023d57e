// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "analysis/peaks/peak.h"
#include "app/desktop/shell/prepared_table.h"

namespace tgc::desktop {

/// What was looked at and is no peak: when, and which criterion refused it by how much. A row a candidate, in their order.
void fillRejected(PreparedTable &table, const std::vector<RejectedCandidate> &rejected);

} // namespace tgc::desktop
