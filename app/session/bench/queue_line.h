// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "analysis/core/error.h"
#include "analysis/quantification/dose_safety.h"
#include "app/session/bench/line_verdict.h"

namespace tgc::bench {

/// A row of QUEUE.csv: column and text.
using QueueRow = std::map<std::string, std::string>;

/// One line of the queue, docs/bench.md.
struct QueueLine {
    int line = 0;
    std::string sampleId;
    std::string group;
    std::string kind = "sample"; ///< sample | standard | blank | check
    std::string method;
    std::string level;
    int injections = 1;
    std::optional<int> vial;
    std::string sampling; ///< locked | equalised, or empty
    std::optional<double> injectionVolume_mL;
    std::optional<double> fraction_ppm;
    std::optional<double> pressure_kPa; ///< absolute, of the gas that a standard or check injects
    std::optional<double> vialVolume_mL;
    std::optional<double> solidsVolume_mL;
    std::optional<double> liquidVolume_mL; ///< in the vial before the dose
    std::optional<double> initialPressure_kPa;
    std::optional<double> initialTemperature_C;
    std::optional<double> temperature_C;
    std::optional<double> dose_mL;
    std::optional<double> pressureRating_kPa; ///< gauge
    std::optional<double> liUpper_mAh;
    std::optional<double> reaction_s;
    std::optional<double> duration_s;
    std::optional<OnUnsuitable> onUnsuitable; ///< empty: as the bench has it
    std::string overrideBy, overrideReason; ///< both or none: whose word stands against a refused dose
    QueueRow texts; ///< every column that was not empty, as typed

    [[nodiscard]] bool isGas() const { return kind == "standard" || kind == "check"; }
    [[nodiscard]] bool wantsDose() const { return dose_mL.has_value(); }
};

struct ReadLines {
    std::vector<QueueLine> lines;
    std::vector<std::string> warnings; ///< unknown columns, each once
};

/// All rows or none. BadInput: "queue row 3, column injections: what is wrong". Rows without a number get the next one
/// after `lastLine` or the row before.
[[nodiscard]] Result<ReadLines> readQueueLines(const std::vector<QueueRow> &rows, int lastLine = 0);

/// What doseSafety asks of a vial, from a line. Liquid that is not stated is none: the line doses a dry vial.
[[nodiscard]] DoseQuestion doseQuestionOf(const QueueLine &line);

} // namespace tgc::bench
