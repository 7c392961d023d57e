// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/calibration_tables.h"

#include "analysis/calibration/detection.h"
#include "analysis/calibration/fieller.h"
#include "analysis/calibration/outliers.h"
#include "analysis/calibration/replicates.h"

namespace tgc::cli {

using formats::numberCell;
using formats::textCell;

formats::OutTable calibrationPoints(const Calibration &curve)
{
    formats::OutTable table{"standards",
                            {"level", "replicate", "amount_" + std::string(toString(curve.unit)), "area", "residual",
                             "standardized", "studentized", "leverage", "cook", "used", "advice", "reason", "level_rsd",
                             "level_verdict"},
                            {}};
    const auto advice = adviceOn(curve);
    std::vector<StandardPoint> standards;
    for (const CurvePoint &point : curve.points) {
        standards.push_back(point.standard);
    }
    const auto scatter = replicateScatter(standards);
    for (std::size_t i = 0; i < curve.points.size(); ++i) {
        const CurvePoint &point = curve.points[i];
        std::string words;
        for (const StandardAdvice entry : advice[i]) {
            words += (words.empty() ? "" : ";") + std::string(toString(entry));
        }
        table.rows.push_back(
            {textCell(point.standard.level), textCell(point.standard.replicate), numberCell(point.standard.amount),
             numberCell(point.standard.area), numberCell(point.residual), numberCell(point.standardized),
             numberCell(point.studentized), numberCell(point.leverage), numberCell(point.cook),
             textCell(point.standard.used ? "yes" : "no"), textCell(words), textCell(point.standard.reason),
             numberCell(scatter[i] ? std::optional(scatter[i]->rsd) : std::nullopt),
             textCell(!scatter[i]          ? ""
                      : scatter[i]->passed ? "passed"
                                           : "failed")});
    }
    return table;
}

formats::OutTable calibrationSummary(const Calibration &curve)
{
    formats::OutTable table{"curve", {"amount_unit", "model", "origin", "weights"}, {{}}};
    auto &row = table.rows.front();
    row = {textCell(std::string(toString(curve.unit))), textCell(std::string(toString(curve.model))),
           textCell(std::string(toString(curve.origin))), textCell(std::string(toString(curve.weights)))};
    const auto add = [&](const std::string &name, std::optional<double> value) {
        table.columns.push_back(name);
        row.push_back(numberCell(value));
    };
    for (std::size_t i = 0; i < curve.coefficients.size(); ++i) {
        add("b" + std::to_string(i), curve.coefficients[i]);
        add("u_b" + std::to_string(i), curve.standardErrors[i]);
    }
    add("residual_sd", curve.residualSd);
    add("r2", curve.r2);
    add("dof", curve.dof);
    add("range_low", curve.rangeLow);
    add("range_high", curve.rangeHigh);
    add("lod", curve.lod);
    add("loq", curve.loq);
    add("critical", curve.critical);
    const auto detection = detectionAmount(curve);
    const auto quantification = quantificationAmount(curve);
    add("detection_limit", detection ? std::optional(*detection) : std::nullopt);
    add("quantification_limit", quantification ? std::optional(*quantification) : std::nullopt);
    const auto addTest = [&](const std::string &name, const std::optional<FTest> &test) {
        add(name + "_f", test ? std::optional(test->f) : std::nullopt);
        add(name + "_p", test ? std::optional(test->p) : std::nullopt);
    };
    addTest("lack_of_fit", curve.lackOfFit);
    addTest("mandel", curve.mandel);
    add("fieller_g", fiellerG(curve));
    const auto quantified = quantifiedFrom(curve);
    add("quantified_from", quantified ? std::optional(*quantified) : std::nullopt);
    return table;
}

formats::OutTable calibrationRows(const Calibration &curve)
{
    formats::OutTable table = calibrationPoints(curve);
    const formats::OutTable summary = calibrationSummary(curve);
    table.columns.insert(table.columns.end(), summary.columns.begin(), summary.columns.end());
    for (auto &row : table.rows) {
        row.insert(row.end(), summary.rows.front().begin(), summary.rows.front().end());
    }
    return table;
}

formats::OutTable readAmountsTable(const Calibration &curve, const std::vector<ReadAmount> &reads)
{
    const std::string unit(toString(curve.unit));
    formats::OutTable table{"amounts",
                            {"area", "replicates", "amount_" + unit, "u_amount_" + unit, "amount_" + unit + "_low",
                             "amount_" + unit + "_high", "interval", "source", "flags"},
                            {}};
    for (const ReadAmount &read : reads) {
        std::vector<std::string> flags = read.flags;
        flags.insert(flags.end(), curve.flags.begin(), curve.flags.end());
        std::string words;
        for (const std::string &flag : flags) {
            words += (words.empty() ? "" : ";") + flag;
        }
        table.rows.push_back({numberCell(read.area), numberCell(read.replicates), numberCell(read.amount),
                              numberCell(read.u), numberCell(read.low), numberCell(read.high),
                              textCell(!read.low      ? ""
                                       : read.fieller ? "fieller"
                                                      : "t"),
                              textCell(std::string(toString(curve.source))), textCell(words)});
    }
    return table;
}

} // namespace tgc::cli
