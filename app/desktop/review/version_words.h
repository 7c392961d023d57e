// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "db/result_records.h"

namespace tgc::desktop {

/// "fit", "fit of TCD" where other channels are classic; empty where nothing is fitted.
[[nodiscard]] QString fitInWords(const db::NewResult &result);

/// "tgc-classic 1".
[[nodiscard]] QString algorithmInWords(const db::NewResult &result);
/// "2026-03-01 12:00:07" of a UTC time as stored.
[[nodiscard]] QString timeInWords(const std::string &utc);
/// The rows of its own event table with their reasons: "split-peak at 52.1 s (two peaks are there)"; empty: none.
[[nodiscard]] QString changesInWords(const db::NewResult &result);

} // namespace tgc::desktop
