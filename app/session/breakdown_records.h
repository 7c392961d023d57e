// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

#include "analysis/calibration/calibration.h"
#include "analysis/quantification/breakdown.h"
#include "app/session/evaluate.h"
#include "db/store.h"

namespace tgc::session {

/// What breakdowns were made with, as the JSON object that is kept beside them. `targets`: the H2 windows with which
/// traces were integrated; empty where the areas were given or came from stored results.
[[nodiscard]] std::string breakdownInputs(const EvaluationOptions &options, std::span<const std::string> targets = {});

/// One breakdown a sample, each as the next result version of that sample; versions in the order of `rows`. A sample
/// that the store does not have is refused before anything is written. `inputs`: JSON, see breakdownInputs;
/// one for all rows, or one each.
[[nodiscard]] Result<std::vector<db::SavedResult>> storeBreakdowns(db::Store &store, std::span<const Breakdown> rows,
                                                                   db::RecordId calibration,
                                                                   std::span<const std::string> inputs);

[[nodiscard]] Result<db::RecordId> storeCalibration(db::Store &store, const std::string &name,
                                                    const Calibration &curve);

} // namespace tgc::session
