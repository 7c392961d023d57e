// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/inactive/evaluation.h"

#include <QCoreApplication>
#include <map>
#include <memory>

#include "app/desktop/shell/text.h"
#include "app/formats/table_row.h"
#include "app/session/breakdown_records.h"
#include "app/session/checks_near.h"
#include "app/session/checks_table.h"
#include "app/session/foils_table.h"

namespace tgc::desktop {

namespace {

using Correct = session::BatchChecks::Correct;

QString say(const char *text)
{
    return QCoreApplication::translate("Evaluation", text);
}

/// Check standards are read again for every sample; their runs need not be.
session::TraceIntegrator remembered(const session::TraceIntegrator &areas)
{
    auto known = std::make_shared<std::map<std::string, Result<session::TraceArea>>>();
    return [areas, known](const std::string &trace) {
        const auto found = known->find(trace);
        return found != known->end() ? found->second : known->emplace(trace, areas(trace)).first->second;
    };
}

std::optional<ReplicateScatter> worstStandards(const Calibration &curve)
{
    std::vector<StandardPoint> standards;
    for (const CurvePoint &point : curve.points) {
        standards.push_back(point.standard);
    }
    return worstReplicates(replicateScatter(standards));
}

/// The word of a vial: in the first of its rows that has one.
std::string blankGroupOf(const formats::TextTable &table, const std::string &sampleId)
{
    for (const auto &cells : table.rows) {
        const formats::TableRow row(table, cells);
        if (row.text("sample_id") == sampleId && !row.text("blank_group").empty()) {
            return std::string(row.text("blank_group"));
        }
    }
    return {};
}

/// Only those that are subtracted from this sample: others must not stand in its way. All where none is, so that it is
/// said.
std::optional<formats::TextTable> blanksOf(const formats::TextTable &sample,
                                           const std::optional<formats::TextTable> &blanks)
{
    const formats::TableRow first(sample, sample.rows.front());
    const std::string group = blankGroupOf(sample, std::string(first.text("sample_id")));
    if (!blanks || group.empty()) {
        return blanks;
    }
    auto own = *blanks;
    std::erase_if(own.rows, [&](const auto &cells) {
        const formats::TableRow row(*blanks, cells);
        const std::string of = blankGroupOf(*blanks, std::string(row.text("sample_id")));
        return !of.empty() && of != group;
    });
    return own.rows.empty() ? blanks : own;
}

/// What all samples of the sheet have in common.
class Batch {
public:
    Batch(const EvaluationInput &input, const Calibration &curve, const session::EvaluationOptions &options,
          Correction correction, const session::TraceIntegrator &areas)
        : m_input(input), m_options(options), m_correction(correction), m_standards(worstStandards(curve))
    {
        if (input.foils) {
            takeFoils(curve, areas);
        }
        if (input.checks) {
            const auto read = session::readChecks(*input.checks, curve, areas, {});
            m_readable = read.has_value();
            if (!read) {
                m_problems << say("The check standards cannot be read: %1").arg(qstr(read.error().message));
            }
        }
        m_refusal = refusal();
    }

    /// Why nothing can be evaluated so; empty when it can.
    [[nodiscard]] const QString &refused() const { return m_refusal; }
    [[nodiscard]] const QStringList &problems() const { return m_problems; }

    [[nodiscard]] session::EvaluationOptions optionsFor(const formats::TextTable &sample,
                                                        const std::optional<formats::TextTable> &blanks) const
    {
        session::EvaluationOptions options = m_options;
        if (m_correction == Correction::FoilRecovery) {
            options.recovery = m_foils;
        }
        if (!m_input.checks || !m_readable) {
            return options;
        }
        auto times = session::injectionTimes(sample);
        if (blanks) {
            const auto ofBlanks = session::injectionTimes(*blanks);
            times.insert(times.end(), ofBlanks.begin(), ofBlanks.end());
        }
        session::BatchChecks checks;
        checks.table = session::checksNear(*m_input.checks, times);
        checks.correct = m_correction == Correction::Drift           ? Correct::Drift
                         : m_correction == Correction::CheckRecovery ? Correct::Recovery
                                                                     : Correct::Nothing;
        if (checks.table.rows.empty() && checks.correct == Correct::Nothing) {
            return options;
        }
        if (checks.correct == Correct::Drift) {
            checks.otherInjections = m_input.injections; // of all blanks too
            checks.farthest = session::batchReach;
        }
        options.checks = std::move(checks);
        return options;
    }

    [[nodiscard]] words::BatchFacts factsOf(const session::Evaluation &done) const
    {
        return {done.checks, done.failures, m_foils, m_standards};
    }

private:
    void takeFoils(const Calibration &curve, const session::TraceIntegrator &areas)
    {
        const auto foils =
            session::checkFoils(*m_input.foils, m_input.blanks, curve, m_options, areas, CheckOptions{}.recoveryLimit);
        if (foils) {
            m_foils = foils->recovery;
        } else {
            m_problems << say("The Li foils cannot be evaluated: %1").arg(qstr(foils.error().message));
        }
    }

    [[nodiscard]] QString refusal() const
    {
        const bool byChecks = m_correction == Correction::Drift || m_correction == Correction::CheckRecovery;
        if (byChecks && !m_input.checks) {
            return say(
                "Nothing is corrected: there are no check standards. Give them in Calibration (Ctrl+2) as rows of "
                "kind check, with the time of each injection.");
        }
        if (byChecks && !m_readable) {
            return say("Nothing is corrected, because the check standards cannot be read.");
        }
        if (m_correction == Correction::FoilRecovery && !m_foils) {
            return say(
                "Nothing is corrected: there are no Li foils. Give them in Samples (Ctrl+1) as rows of kind foil, "
                "with the mass of their lithium.");
        }
        return {};
    }

    const EvaluationInput &m_input;
    const session::EvaluationOptions &m_options;
    Correction m_correction;
    std::optional<ReplicateScatter> m_standards;
    std::optional<Estimate<double>> m_foils;
    bool m_readable = true;
    QStringList m_problems;
    QString m_refusal;
};

} // namespace

std::optional<EvaluationOutcome> evaluateAll(const EvaluationInput &input, const Calibration &curve,
                                             const session::EvaluationOptions &options, Correction correction,
                                             const session::TraceIntegrator &areas,
                                             const std::function<bool(int done)> &goOn)
{
    const auto integrator = remembered(areas);
    const Batch batch(input, curve, options, correction, integrator);
    EvaluationOutcome out;
    out.problems = batch.problems();
    if (!batch.refused().isEmpty()) {
        out.problems << batch.refused();
        return out;
    }
    for (std::size_t i = 0; i < input.samples.size(); ++i) {
        if (!goOn(static_cast<int>(i))) {
            return std::nullopt;
        }
        const auto blanks = blanksOf(input.samples[i], input.blanks);
        auto watched =
            batch.optionsFor(input.samples[i], blanks); // a million trials of one sample take longer than a moment
        bool stopped = false;
        watched.trialRunner = session::onAllCores([&] { return !(stopped = !goOn(static_cast<int>(i))); });
        auto done = session::evaluate(input.samples[i], blanks, curve, watched, integrator);
        if (stopped) {
            return std::nullopt;
        }
        if (!done) {
            out.problems << qstr(done.error().message);
            continue;
        }
        for (Breakdown &row : done->rows) {
            out.rows.push_back(std::move(row));
            out.batches.push_back(batch.factsOf(*done));
            out.inputs.push_back(session::breakdownInputs(watched));
        }
        for (const std::string &warning : done->warnings) {
            out.problems << qstr(warning);
        }
    }
    out.problems.removeDuplicates();
    return out;
}

} // namespace tgc::desktop
