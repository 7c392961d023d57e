// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include "app/desktop/inactive/evaluation.h"
#include "app/desktop/inactive/saved_versions.h"
#include "app/desktop/inactive/study.h"
#include "app/desktop/lab/lab.h"

namespace tgc::desktop {

/// Evaluates the Samples table with the curve in use, anew soon after either changes, off the GUI thread; and keeps
/// results in the store.
class Results : public QObject {
    Q_OBJECT
public:
    explicit Results(Lab &lab, QObject *parent = nullptr);

    void setOptions(double confidence, int monteCarloTrials, Correction correction);
    void evaluateNow();
    /// Keeps every evaluated sample as its next result version; waits for an evaluation under way.
    void save();

    [[nodiscard]] const Study &study() const { return m_study; }
    [[nodiscard]] const QStringList &waiting() const
    {
        return m_waiting;
    } ///< samples that lack something, a sentence each
    [[nodiscard]] const QStringList &problems() const { return m_problems; }
    [[nodiscard]] const QString &curveName() const { return m_curveName; } ///< with which the study was made
    [[nodiscard]] const SavedWords &savedState() const { return m_saved; }
    [[nodiscard]] QString savedVersion(const std::string &sample) const; ///< in words

signals:
    void evaluated();
    void savedStateChanged();
    void savingDone(const QString &words, bool well);

private:
    struct MadeWith {
        double confidence = 0.0;
        std::optional<db::RecordId> calibration;
        QString curveName;
    };
    void take(EvaluationOutcome outcome, SampleFacts facts, const MadeWith &made);
    void refreshSaved();
    [[nodiscard]] static QString savedSentence(const std::vector<db::SavedResult> &saved);

    Lab &m_lab;
    session::EvaluationOptions m_options;
    Correction m_correction = Correction::None;
    QTimer m_soon;
    Study m_study;
    std::vector<std::string> m_inputs; ///< a row of the study: what it was made with, as it is stored
    MadeWith m_made;
    QString m_curveName;
    QStringList m_waiting;
    QStringList m_problems;
    SavedVersions m_versions;
    SavedWords m_saved;
    int m_asked = 0;    ///< answers to older questions are dropped
    int m_answered = 0; ///< the question that the rows answer
    bool m_saveWhenDone = false;
};

} // namespace tgc::desktop
