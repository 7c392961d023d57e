// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <functional>

#include "app/desktop/inactive/breakdown_model.h"
#include "app/desktop/inactive/evaluation.h"
#include "app/desktop/lab/lab.h"
#include "app/desktop/shell/workspace.h"

class QComboBox;
class QLabel;
class QStackedWidget;
class QTableView;

namespace tgc::desktop {

class BreakdownPlot;
class EmptyState;
class MessageBar;

/// The answer: how much of each sample's inactive lithium is metal and how much is SEI, with its uncertainty, where that
/// comes from, and what to be careful about.
class InactiveWorkspace : public Workspace {
    Q_OBJECT
public:
    struct Ways {
        std::function<void()> toSamples;
        std::function<void()> toCalibration;
        std::function<void()> openDemo;
    };
    InactiveWorkspace(Lab &lab, Ways ways, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString help() const override;
    [[nodiscard]] bool showsSimulated() const override;
    [[nodiscard]] QString status() const override;
    [[nodiscard]] QWidget *firstFocus() override;

    void evaluateNow();
    /// Keeps what is shown in the store, as the next result version of each sample; waits for an evaluation under way.
    void saveResult();
    /// `.csv` or `.xlsx`: the same bytes as `tgc quantify` and `tgc export breakdown` write.
    void exportTable(const QString &file);
    void exportPlot(const QString &file);
    [[nodiscard]] const BreakdownModel &breakdown() const { return m_model; }
    [[nodiscard]] QTableView *table() const { return m_table; }
    [[nodiscard]] BreakdownPlot *plot() const { return m_plot; }
    [[nodiscard]] QLabel *budget() const { return m_budget; }
    [[nodiscard]] MessageBar *messages() const { return m_messages; }
    [[nodiscard]] QLabel *savedState() const { return m_savedState; }

private:
    QWidget *makeToolBar();
    QWidget *makeSide();
    /// What the rows on the screen were made with.
    struct MadeWith {
        session::EvaluationOptions options;
        std::optional<db::RecordId> calibration;
    };
    void show(EvaluationOutcome outcome, const MadeWith &made);
    void refreshSaved();
    void showBars();
    void showBudget();
    void showEmpty(const QStringList &reasons);
    void selectRow(int row);

    Lab &m_lab;
    Ways m_ways;
    MessageBar *m_messages;
    QStackedWidget *m_pages;
    EmptyState *m_empty;
    BreakdownModel m_model;
    QTableView *m_table;
    BreakdownPlot *m_plot;
    QLabel *m_budget;
    QComboBox *m_axis;
    QComboBox *m_confidence;
    QComboBox *m_trials;
    QLabel *m_savedState;
    QTimer m_soon;
    MadeWith m_made;
    QStringList m_waiting;
    int m_asked = 0; ///< answers to older questions are dropped
    int m_answered = 0; ///< the question that the rows answer
    bool m_saveWhenShown = false;
    bool m_selecting = false;
};

} // namespace tgc::desktop
