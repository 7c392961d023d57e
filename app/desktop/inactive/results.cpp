// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/inactive/results.h"

#include <algorithm>

#include "app/desktop/shell/jobs.h"
#include "app/desktop/shell/local_time.h"
#include "app/desktop/shell/text.h"
#include "app/session/breakdown_records.h"

namespace tgc::desktop {

namespace {

constexpr int delay_ms = 300;

} // namespace

Results::Results(Lab &lab, QObject *parent) : QObject(parent), m_lab(lab)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(delay_ms);
    connect(&m_soon, &QTimer::timeout, this, &Results::evaluateNow);
    connect(&lab, &Lab::loaded, &m_soon, qOverload<>(&QTimer::start));
    connect(&lab, &Lab::curveChanged, &m_soon, qOverload<>(&QTimer::start));
    connect(&lab, &Lab::areasChanged, &m_soon, qOverload<>(&QTimer::start));
    connect(&lab.samples(), &SheetModel::edited, &m_soon, qOverload<>(&QTimer::start));
    connect(&lab.standards(), &SheetModel::edited, &m_soon, qOverload<>(&QTimer::start)); // check standards among them
}

void Results::setOptions(double confidence, int monteCarloTrials, Correction correction)
{
    m_correction = correction;
    m_options.confidence = confidence;
    m_options.monteCarloTrials = monteCarloTrials;
    evaluateNow();
}

void Results::evaluateNow()
{
    EvaluationInput input = evaluationInput(m_lab.samples(), m_lab.standards());
    m_waiting = input.waiting;
    const int question = ++m_asked;
    if (!m_lab.curve() || input.samples.empty()) {
        m_answered = question;
        m_saveWhenDone = false;
        take({}, {}, MadeWith{m_options.confidence, {}, {}});
        return;
    }
    m_lab.jobs().start<EvaluationOutcome>(
        tr("Evaluating"), this,
        [input, options = m_options, correction = m_correction, curve = m_lab.curve()->curve,
         areas = m_lab.areas()](QPromise<EvaluationOutcome> &promise) {
            promise.setProgressRange(0, static_cast<int>(input.samples.size()));
            auto outcome = evaluateAll(input, curve, options, correction, areas, [&promise](int done) {
                promise.setProgressValue(done);
                return !promise.isCanceled();
            });
            if (outcome) {
                promise.addResult(std::move(*outcome));
            }
        },
        [this, question, facts = SampleFacts(m_lab.samples()),
         made = MadeWith{m_options.confidence, m_lab.curve()->id, m_lab.curve()->name}](EvaluationOutcome outcome) {
            if (question == m_asked) {
                m_answered = question;
                take(std::move(outcome), facts, made);
            }
        });
}

void Results::take(EvaluationOutcome outcome, SampleFacts facts, const MadeWith &made)
{
    m_made = made;
    m_curveName = made.curveName;
    m_problems = std::move(outcome.problems);
    m_inputs = std::move(outcome.inputs);
    m_study = {std::move(outcome.rows), std::move(outcome.batches), std::move(facts), made.confidence};
    refreshSaved();
    emit evaluated();
    if (std::exchange(m_saveWhenDone, false)) {
        save();
    }
}

/// Where an approved version has a later one now, that is said.
QString Results::savedSentence(const std::vector<db::SavedResult> &saved)
{
    const QString done = tr("%n sample(s) saved as result, each as its next version. Older ones stay.", nullptr,
                            static_cast<int>(saved.size()));
    const auto replaced =
        std::count_if(saved.begin(), saved.end(), [](const auto &each) { return each.superseded.has_value(); });
    return replaced == 0 ? done
                         : done + u' ' +
                               tr("%n of them take(s) the place of an approved version, and is not approved itself.",
                                  nullptr, static_cast<int>(replaced));
}

void Results::save()
{
    if (m_soon.isActive() || m_answered != m_asked) { // the rows are older than the sheet
        m_soon.stop();
        m_saveWhenDone = true;
        evaluateNow();
        return;
    }
    if (m_study.rows.empty() || !m_made.calibration) {
        emit savingDone(tr("There is nothing to save yet: no sample is evaluated."), true);
        return;
    }
    m_lab.saveNow(); // the samples first: the store answers in the order it is asked
    using Saved = std::vector<db::SavedResult>;
    m_lab.store().ask<Saved>(
        this,
        [rows = m_study.rows, calibration = *m_made.calibration, inputs = m_inputs](db::Store &store) {
            return session::storeBreakdowns(store, rows, calibration, inputs);
        },
        [this](Result<Saved> saved) {
            emit savingDone(saved ? savedSentence(*saved) : tr("Not saved: %1").arg(qstr(saved.error().message)),
                            saved.has_value());
            refreshSaved();
        });
}

void Results::refreshSaved()
{
    m_lab.store().ask<SavedVersions>(
        this, [](db::Store &store) { return latestBreakdowns(store); },
        [this](Result<SavedVersions> versions) {
            m_versions = versions ? *versions : SavedVersions();
            m_saved = versions ? savedInWords(m_study.rows, *versions, m_made.calibration, QDateTime::currentDateTime())
                               : SavedWords{tr("not known whether saved"), qstr(versions.error().message), false};
            emit savedStateChanged();
        });
}

QString Results::savedVersion(const std::string &sample) const
{
    const auto found = m_versions.find(sample);
    return found == m_versions.end()
               ? tr("never saved")
               : tr("version %1, %2")
                     .arg(QString::number(found->second.version),
                          found->second.at.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm")) +
                              offsetIfTwice(found->second.at));
}

} // namespace tgc::desktop
