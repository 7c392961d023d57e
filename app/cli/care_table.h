// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/formats/out_table.h"
#include "app/session/care_state.h"

namespace tgc::cli {

/// What is due: a row a subject.
[[nodiscard]] formats::OutTable careTable(const session::CareState &state);
/// The series of retention times with their trend: a row a series, or a row a run.
[[nodiscard]] formats::OutTable driftTable(const session::CareState &state);
[[nodiscard]] formats::OutTable driftRunsTable(const session::CareState &state);
/// All that was recorded, with its numbers.
[[nodiscard]] formats::OutTable careActsTable(const std::vector<care::CareAct> &acts);

} // namespace tgc::cli
