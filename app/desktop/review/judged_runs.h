// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>
#include <QString>
#include <span>
#include <string>
#include <vector>

#include "analysis/peaks/peak_measures.h"
#include "analysis/peaks/suitability.h"
#include "app/desktop/review/light.h"
#include "app/desktop/review/shown_run.h"
#include "app/desktop/shell/prepared_table.h"

namespace tgc::desktop {

struct JudgedChannel {
    std::string signalUnit;
    std::vector<Peak> peaks;
    std::vector<PeakMeasures> measures; ///< one for each peak
};

/// A run as suitability rules see it: the peaks that Review shows of it, changes that are not saved included.
struct JudgedRun {
    db::RecordId id = 0;
    std::string name;                    ///< "R3", "R3 (draft)"
    std::string method;                  ///< "h2 version 2"; empty: none
    std::vector<JudgedChannel> channels; ///< those with a signal
};
/// With the measures it was read or integrated with: they take time, and are made where the peaks are.
[[nodiscard]] JudgedRun judgedRun(const ShownRun &run);

/// Several runs from the store, in the order of their numbers.
[[nodiscard]] Result<std::vector<JudgedRun>> readJudgedRuns(db::Store &store, const QList<qint64> &runs);

/// One rule over the runs, as it is shown.
struct JudgedRule {
    SuitabilityRule rule;
    SuitabilityVerdict verdict;
    std::string signalUnit; ///< of the channel with the peak
};
/// The verdicts that `tgc integrate` gives for the same peaks.
[[nodiscard]] std::vector<JudgedRule> judgeRuns(const std::vector<SuitabilityRule> &rules,
                                                std::span<const JudgedRun> runs);

/// A run without the peak fails the rule, but that is another thing than a bad number.
[[nodiscard]] Light lightOf(const SuitabilityVerdict &verdict);
/// "passes", "fails", "fails: no peak", "not judged".
[[nodiscard]] QString lightInWords(Light light);
/// "2 pass, 1 fails, 1 is not judged".
[[nodiscard]] QString countInWords(std::span<const JudgedRule> rules);

[[nodiscard]] QStringList judgedHeaders();
[[nodiscard]] PreparedTable::Row judgedRow(const JudgedRule &judged, const QPalette &palette);

} // namespace tgc::desktop
