// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <map>
#include <span>
#include <string>

#include "analysis/quantification/breakdown.h"
#include "db/store.h"

namespace tgc::desktop {

/// The latest stored breakdown of a sample.
struct SavedVersion {
    int version = 1;
    std::string outputs; ///< as stored
    std::optional<db::RecordId> calibration;
    QDateTime at;
};

using SavedVersions = std::map<std::string, SavedVersion>; ///< by sample name

[[nodiscard]] Result<SavedVersions> latestBreakdowns(const db::Store &store);

/// Whether what is shown is what is stored, digit for digit and by the same calibration.
struct SavedWords {
    QString brief;  ///< "saved as version 2 at 22:40", or which are not saved
    QString detail; ///< one line a sample
    bool allSaved = false;
};

/// `now`: decides whether a time needs its date; both are told in local time.
[[nodiscard]] SavedWords savedInWords(std::span<const Breakdown> rows, const SavedVersions &versions,
                                      std::optional<db::RecordId> calibration, const QDateTime &now);

} // namespace tgc::desktop
