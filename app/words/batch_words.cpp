// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/words/batch_words.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <cmath>

#include "app/words/digits.h"
#include "app/words/text.h"

namespace tgc::words {

namespace {

using Kind = AppliedCorrection::Kind;

QString say(const char *text)
{
    return QCoreApplication::translate("BatchWords", text);
}

QString percentOf(double part)
{
    return QString::number(100.0 * part, 'f', 1) + say(" %");
}

QString percentOf(const Estimate<double> &part)
{
    const double u = 100.0 * part.u;
    return say("%1 ± %2 %").arg(valueText(100.0 * part.value, u), uncertaintyText(u));
}

QString micromolesOf(Amount amount, std::optional<Amount> scatter)
{
    return valueText(inMicromoles(amount), scatter ? std::optional(inMicromoles(*scatter)) : std::nullopt);
}

const AppliedCorrection *correctionOf(const Breakdown &row, std::initializer_list<Kind> kinds)
{
    const auto hit = std::find_if(row.corrections.begin(), row.corrections.end(), [&](const auto &each) {
        return std::find(kinds.begin(), kinds.end(), each.kind) != kinds.end();
    });
    return hit == row.corrections.end() ? nullptr : &*hit;
}

BatchVerdict ofChecks(const BatchFacts &batch)
{
    BatchVerdict line{say("Check standards"), std::nullopt, {}};
    if (!batch.checks) {
        line.words = say("none of this batch; inject one of known amount before the first and after the last sample");
        return line;
    }
    const ChecksSummary &checks = *batch.checks;
    line.verdict = batch.failures.empty() ? checks.verdict : CheckVerdict::Failed;
    line.words = say("%1 of %2 passed").arg(checks.passed).arg(checks.passed + checks.warned + checks.failed);
    if (checks.warned > 0) {
        line.words += say(", %1 with a warning").arg(checks.warned);
    }
    for (const std::string &failure : batch.failures) {
        line.words += QStringLiteral("; ") + qstr(failure).toHtmlEscaped();
    }
    return line;
}

BatchVerdict ofRecovery(const Breakdown &row, const BatchFacts &batch)
{
    BatchVerdict line{say("Recovery"), std::nullopt, {}};
    QStringList words;
    if (batch.checks && batch.checks->recovery) {
        const Estimate<double> &mean = *batch.checks->recovery;
        const double limit = CheckOptions{}.recoveryLimit;
        line.verdict = std::abs(mean.value - 1.0) > limit ? CheckVerdict::Failed : CheckVerdict::Passed;
        words << say("%1, mean of the check standards (limit 100 ± %2 %)")
                     .arg(percentOf(mean), QString::number(100.0 * limit, 'g', 3));
    }
    if (batch.foils) {
        words << say("%1, mean of the Li foils").arg(percentOf(*batch.foils));
    }
    if (const auto *applied = correctionOf(row, {Kind::CheckRecovery, Kind::StatedRecovery})) {
        words << say("<b>applied</b>: divided by %1").arg(percentOf(applied->by));
    } else if (!words.isEmpty()) {
        words << say("shown, not applied");
    }
    line.words =
        words.isEmpty() ? say("not known without check standards or Li foils") : words.join(QStringLiteral("; "));
    return line;
}

BatchVerdict ofDrift(const Breakdown &row, const BatchFacts &batch)
{
    BatchVerdict line{say("Drift"), std::nullopt, say("not known; it takes two check standards")};
    if (batch.checks && batch.checks->largestDrift) {
        const double limit = CheckOptions{}.driftLimit;
        const double drift = *batch.checks->largestDrift;
        line.verdict = std::abs(drift) > limit ? CheckVerdict::Failed : CheckVerdict::Passed;
        line.words = say("largest change from one check standard to the next %1 (limit %2)")
                         .arg(percentOf(drift), percentOf(limit));
        line.words += QStringLiteral("; ");
        if (const auto *applied = correctionOf(row, {Kind::Drift})) {
            line.words +=
                say("<b>corrected</b>: divided by the response %1 at the first draw").arg(percentOf(applied->by));
        } else {
            line.words += say("shown, not corrected");
        }
    }
    return line;
}

BatchVerdict ofReplicates(const BatchFacts &batch)
{
    BatchVerdict line{say("Replicates"), std::nullopt, {}};
    QStringList words;
    const auto add = [&](const std::optional<ReplicateScatter> &worst, const QString &of) {
        if (worst) {
            const auto verdict = worst->passed ? CheckVerdict::Passed : CheckVerdict::Failed;
            line.verdict = std::max(line.verdict.value_or(verdict), verdict);
            words << say("%1: RSD %2 of %3 injections").arg(of, percentOf(worst->rsd)).arg(worst->count);
        }
    };
    add(batch.checks ? batch.checks->worstReplicates : std::nullopt, say("check standards"));
    add(batch.standards, say("standards of the calibration, the worst level"));
    line.words = words.isEmpty()
                     ? say("none: nothing was injected twice")
                     : words.join(QStringLiteral("; ")) + say(" (limit %1)").arg(percentOf(replicateRsdLimit));
    return line;
}

BatchVerdict ofDraws(const Breakdown &row)
{
    BatchVerdict line{say("Draws of the vial"), std::nullopt, say("one: its repeatability is not seen")};
    if (row.injections > 1) {
        const auto flagged = [&](const char *flag) {
            return std::find(row.flags.begin(), row.flags.end(), flag) != row.flags.end();
        };
        const bool differ = flagged("heterogeneous-draws") || flagged("draw-trend");
        line.verdict = differ ? CheckVerdict::Failed : CheckVerdict::Passed;
        line.words =
            (differ ? say("%1 draws differ by more than their uncertainty, or rise or fall one after the other")
                    : say("%1 draws agree within their uncertainty"))
                .arg(row.injections);
    }
    return line;
}

BatchVerdict ofBlanks(const Breakdown &row)
{
    BatchVerdict line{say("Blanks"), std::nullopt, say("none subtracted; run a vial without lithium")};
    if (row.blank) {
        const BlankSuitability &blank = *row.blank;
        line.verdict = blank.verdict;
        line.words = blank.group.empty()
                         ? say("%1, of any group").arg(blank.count)
                         : say("%1 of group \"%2\"").arg(blank.count).arg(qstr(blank.group).toHtmlEscaped());
        line.words += say(": mean %1 µmol").arg(micromolesOf(blank.mean, blank.sd));
        if (blank.sd) {
            line.words += say(", s %1 µmol").arg(uncertaintyText(inMicromoles(*blank.sd)));
        }
        if (blank.critical) {
            line.words += say(", detected above %1 µmol (L_C, Currie)")
                              .arg(QString::number(inMicromoles(*blank.critical), 'g', 3));
        }
        for (const std::string &words : blank.words) {
            line.words += QStringLiteral("; ") + qstr(words).toHtmlEscaped();
        }
    }
    return line;
}

} // namespace

QString verdictInWords(std::optional<CheckVerdict> verdict)
{
    if (!verdict) {
        return say("not judged");
    }
    switch (*verdict) {
    case CheckVerdict::Passed: return say("passed");
    case CheckVerdict::Warning: return say("warning");
    case CheckVerdict::Failed: return say("failed");
    }
    return {};
}

std::vector<BatchVerdict> batchVerdicts(const Breakdown &row, const BatchFacts &batch)
{
    return {ofChecks(batch),     ofRecovery(row, batch), ofDrift(row, batch),
            ofReplicates(batch), ofDraws(row),           ofBlanks(row)};
}

} // namespace tgc::words
