// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/approvals.h"
#include "db/change.h"

namespace tgc::db {

/// The approval that stands of a result (`column` is `result_id`) or of a calibration (`calibration_id`). Private to the
/// room.
[[nodiscard]] std::optional<Row> standingApproval(const Connection &connection, const std::string &column, RecordId id);

/// Marks a calibration that is neither retired nor approved as approved, with its record in `approvals`.
[[nodiscard]] Result<GivenApproval> approveCalibrationRow(Change &writes, const Row &calibration,
                                                          const std::string &reviewer, const std::string &statement);

} // namespace tgc::db
