// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/report/content.h"

namespace tgc::report {

/// A stored run with its latest integration and its chromatogram.
[[nodiscard]] Result<ReportedRun> reportedRun(const db::Store &store, db::RecordId id);

} // namespace tgc::report
