// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>

#include "app/desktop/lab/lab.h"
#include "app/desktop/review/judged_runs.h"

class QLabel;
class QTableView;

namespace tgc::desktop {

/// The suitability rules of the shown run's method as lights, over the run as it is shown, or over the runs chosen in
/// the list where there are several. Without rules it says how to give some.
class SuitabilityPanel : public QWidget {
    Q_OBJECT
public:
    explicit SuitabilityPanel(Lab &lab, QWidget *parent = nullptr);

    void showRun(const ShownRun *run); ///< again whenever its peaks have changed; null: none
    void setChosen(const QList<qint64> &runs);
    [[nodiscard]] QTableView *table() const { return m_view; }
    [[nodiscard]] QString words() const;
    [[nodiscard]] const std::vector<JudgedRule> &rules() const { return m_judged; }
    /// The worst of the lights; empty without rules.
    [[nodiscard]] std::optional<Light> worst() const;

signals:
    void judged();
    void peakWanted(const std::string &name); ///< of the chosen rule

private:
    void refresh();
    void readChosen();
    void judge();
    void sayHowToGiveRules();
    [[nodiscard]] std::vector<JudgedRun> series() const;
    [[nodiscard]] QString seriesInWords(const std::vector<JudgedRun> &runs) const;

    Lab &m_lab;
    QLabel *m_words;
    QLabel *m_example;
    LightTable m_rows{0};
    QTableView *m_view;
    std::vector<SuitabilityRule> m_rules;
    std::optional<JudgedRun> m_shown;
    QList<qint64> m_chosen;
    QList<qint64> m_readOf; ///< what m_others holds, or is about to
    std::optional<std::vector<JudgedRun>> m_others; ///< all chosen ones; empty while they are read
    QString m_problem;
    std::vector<JudgedRule> m_judged;
};

} // namespace tgc::desktop
