// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "analysis/core/error.h"
#include "app/session/care/care_rows.h"
#include "db/store.h"

namespace tgc::session {

/// What the check standards injected since the last calibration say of it, by the rules that `tgc check` judges with
/// (control_chart.h): mean recovery, the newest one's verdict, the rules it breaks. Empty: there is no calibration in use.
/// A trace without a typed area is read off the newest integration of its run (peak H2).
[[nodiscard]] Result<std::optional<care::CareRow>> checkRow(const db::Store &store);

} // namespace tgc::session
