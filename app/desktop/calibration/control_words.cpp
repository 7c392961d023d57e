// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/calibration/control_words.h"

#include <QCoreApplication>
#include <QMap>
#include <algorithm>
#include <cmath>

#include "app/desktop/shell/digits.h"
#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

constexpr double percent = 100.0;
constexpr qsizetype dayLength = 10; ///< of an ISO date

QString say(const char *text)
{
    return QCoreApplication::translate("ControlWords", text);
}

std::optional<ControlLimits> limitsOf(const std::vector<CheckedStandard> &checks)
{
    std::vector<double> recoveries;
    for (const CheckedStandard &check : checks) {
        recoveries.push_back(percent * check.result.recovery);
    }
    return controlLimits(recoveries);
}

QString recoveryText(const CheckResult &result)
{
    return say("%1 ± %2 %")
        .arg(valueText(percent * result.recovery, percent * result.recoveryU),
             uncertaintyText(percent * result.recoveryU));
}

QString percentText(const Estimate<double> &part)
{
    return say("%1 ± %2 %").arg(valueText(percent * part.value, percent * part.u), uncertaintyText(percent * part.u));
}

/// Why a check did not simply pass.
QString why(const CheckedStandard &check)
{
    const CheckOptions limits;
    const CheckResult &result = check.result;
    QStringList reasons;
    if (std::abs(result.recovery - 1.0) > limits.recoveryLimit) {
        reasons << say("more than %1 % off").arg(percent * limits.recoveryLimit, 0, 'g', 3);
    }
    if (result.drift && std::abs(*result.drift) > limits.driftLimit) {
        reasons << say("moved by %1 % since the check before").arg(percent * *result.drift, 0, 'f', 1);
    }
    for (const ControlRule rule : result.rules) {
        reasons << say("rule %1").arg(qstr(toString(rule)));
    }
    if (check.replicates && !check.replicates->passed) {
        reasons << say("its %1 replicates scatter by %2 %")
                       .arg(check.replicates->count)
                       .arg(percent * check.replicates->rsd, 0, 'f', 1);
    }
    if (result.outOfRange) {
        reasons << say("outside the standards' range");
    }
    return reasons.join(QStringLiteral(", "));
}

QString verdictText(CheckVerdict verdict)
{
    switch (verdict) {
    case CheckVerdict::Passed: return say("passed");
    case CheckVerdict::Warning: return say("warning");
    case CheckVerdict::Failed: return say("failed");
    }
    return {};
}

} // namespace

DrawnControlChart drawnChart(const std::vector<CheckedStandard> &checks)
{
    DrawnControlChart chart;
    chart.limit = percent * CheckOptions{}.recoveryLimit;
    for (const CheckedStandard &check : checks) {
        const CheckResult &r = check.result;
        const auto state = r.verdict == CheckVerdict::Passed    ? DrawnControlChart::State::Passed
                           : r.verdict == CheckVerdict::Warning ? DrawnControlChart::State::Warning
                                                                : DrawnControlChart::State::Failed;
        const QString name = check.injectedAt.isEmpty() ? check.name : check.injectedAt;
        QString words = say("%1:  %2, %3").arg(name, recoveryText(r), verdictText(r.verdict));
        if (const QString reasons = why(check); !reasons.isEmpty()) {
            words += QStringLiteral(" (") + reasons + u')';
        }
        const QString label = check.injectedAt.isEmpty() ? check.name : check.injectedAt.left(dayLength);
        chart.points.push_back({percent * r.recovery, percent * r.recoveryU, state, label, words});
    }
    if (const auto limits = limitsOf(checks)) {
        chart.centre = limits->centre;
        chart.sd = limits->sd;
    }
    return chart;
}

namespace {

QString gasChecksInWords(const CurveOutcome &outcome, bool anyRows)
{
    if (!anyRows) {
        return say(
            "<b>No check standards yet.</b> Inject a standard of known amount every ten samples or so, and give it a "
            "row of kind <i>check</i> in the table below: it is read off the curve here, and drift shows.");
    }
    if (!outcome.checksReason.isEmpty()) {
        return say("<b>The check standards cannot be read:</b> %1").arg(outcome.checksReason.toHtmlEscaped());
    }
    if (outcome.checks.empty()) {
        return say("<b>No curve</b> to hold the check standards against yet.");
    }
    const auto &checks = outcome.checks;
    const auto passed = std::count_if(checks.begin(), checks.end(),
                                      [](const auto &check) { return check.result.verdict == CheckVerdict::Passed; });
    QStringList lines;
    lines << say("<b>%1 of %2 check standards passed.</b> The last one recovers %3.")
                 .arg(passed)
                 .arg(checks.size())
                 .arg(recoveryText(checks.back().result));
    if (outcome.recovery && checks.size() > 1) {
        lines << say("Mean recovery <b>%1</b>, shown only: results are divided by it, or corrected for drift, when "
                     "that is "
                     "chosen in Inactive Li under <i>Correct all for</i>.")
                     .arg(percentText(*outcome.recovery));
    }
    for (const CheckedStandard &check : checks) {
        if (check.result.verdict != CheckVerdict::Passed) {
            lines << say("%1 %2: %3.")
                         .arg(check.injectedAt.isEmpty() ? check.name.toHtmlEscaped()
                                                         : check.injectedAt.toHtmlEscaped(),
                              verdictText(check.result.verdict), why(check).toHtmlEscaped());
        }
    }
    if (checks.back().result.verdict == CheckVerdict::Failed) {
        lines << say("<b>Before the next sample</b>: inject the check standard once more; if it fails again, calibrate "
                     "anew. Samples since the last check that passed are in doubt.");
    }
    if (const auto limits = limitsOf(checks)) {
        lines << say("Control limits from these checks: mean %1 %, s %2 % (moving range).")
                     .arg(limits->centre, 0, 'f', 1)
                     .arg(limits->sd, 0, 'g', 2);
    } else {
        lines << say("Control limits need %1 check standards; until then the tolerance is all there is.")
                     .arg(fewestForLimits);
    }
    return lines.join(QStringLiteral("<br>"));
}

QString foilsInWords(const session::FoilChecks &foils)
{
    QStringList lines;
    const auto passed = std::count_if(foils.foils.begin(), foils.foils.end(),
                                      [](const auto &foil) { return foil.verdict == CheckVerdict::Passed; });
    lines << say("<b>%1 of %2 Li foils passed</b>, an independent check of the calibration. Mean recovery <b>%3</b>, "
                 "shown "
                 "only.")
                 .arg(passed)
                 .arg(foils.foils.size())
                 .arg(percentText(foils.recovery));
    for (const session::FoilResult &foil : foils.foils) {
        const double foundU = inMicrograms(foil.found.u);
        const double knownU = inMicrograms(foil.known.u);
        lines << say("%1 %2: found %3 ± %4 µg of %5 ± %6 µg, recovery %7 (limit 100 ± %8 %).")
                     .arg(qstr(foil.sampleId).toHtmlEscaped(), verdictText(foil.verdict),
                          valueText(inMicrograms(foil.found.value), foundU), uncertaintyText(foundU),
                          valueText(inMicrograms(foil.known.value), knownU), uncertaintyText(knownU),
                          percentText(foil.recovery), QString::number(percent * CheckOptions{}.recoveryLimit, 'g', 3));
    }
    return lines.join(QStringLiteral("<br>"));
}

} // namespace

QString expiredInWords(const CurveOutcome &outcome)
{
    QMap<QString, QStringList> rows; ///< by what is said of them
    for (const ExpiredRow &expired : outcome.expired) {
        rows[expired.words] << QString::number(expired.row + 1);
    }
    QString text;
    for (auto each = rows.cbegin(); each != rows.cend(); ++each) {
        text += say("<p><b>⚠ Row %1: certificate expired.</b> %2.</p>")
                    .arg(each.value().join(QStringLiteral(", ")), each.key().toHtmlEscaped());
    }
    return text;
}

QString checksInWords(const CurveOutcome &outcome, bool anyRows)
{
    QStringList parts{gasChecksInWords(outcome, anyRows)};
    if (outcome.foils) {
        parts << foilsInWords(*outcome.foils);
    } else if (!outcome.foilsReason.isEmpty()) {
        parts << say("<b>The Li foils cannot be evaluated:</b> %1").arg(outcome.foilsReason.toHtmlEscaped());
    }
    return parts.join(QStringLiteral("<br>"));
}

} // namespace tgc::desktop
