// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "app/desktop/inactive/breakdown_model.h"
#include "app/desktop/inactive/results.h"
#include "app/desktop/lab/lab.h"
#include "app/desktop/shell/workspace.h"

class QComboBox;
class QLabel;
class QStackedWidget;
class QTableView;

namespace tgc::desktop {

class BarsPanel;
class BreakdownPlot;
class EmptyState;
class GroupPanel;
class MessageBar;
class SamplePanel;
class StudyTabs;

/// The answer: how much of each sample's inactive lithium is metal and how much is SEI, with its uncertainty, where that
/// comes from, how groups of cells differ, and what to be careful about.
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

    /// `.csv` or `.xlsx`: the table in front. The breakdown (of the ticked groups) in the same bytes as `tgc quantify` and
    /// `tgc export breakdown` write; of compared groups a CSV of the groups and, beside it, one of the pairs.
    void exportTable(const QString &file);
    void exportPlot(const QString &file);
    /// The saved results of the ticked group (of all where several are ticked), as a PDF; written by a worker.
    void writeReport(const QString &file);
    [[nodiscard]] const BreakdownModel &breakdown() const { return m_model; } ///< the rows of the ticked groups
    [[nodiscard]] QTableView *table() const { return m_table; }
    [[nodiscard]] BreakdownPlot *plot() const;
    [[nodiscard]] GroupPanel &groups() const { return *m_groups; }
    [[nodiscard]] StudyTabs &tabs() const { return *m_tabs; }
    [[nodiscard]] SamplePanel &sample() const { return *m_sample; }
    [[nodiscard]] MessageBar *messages() const { return m_messages; }
    [[nodiscard]] QLabel *savedState() const { return m_savedState; }

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeToolBar();
    QWidget *makeBody();
    QWidget *makeLeft();
    void connectParts();
    void chooseExport();
    void showResults();
    void showChosen(); ///< the rows of the ticked groups
    void showEmpty();
    void selectRow(int row);
    void showSample();

    Results m_results;
    Lab &m_lab;
    Ways m_ways;
    MessageBar *m_messages;
    QStackedWidget *m_pages;
    EmptyState *m_empty;
    BreakdownModel m_model;
    Study m_shown; ///< the study's ticked groups
    QTableView *m_table;
    GroupPanel *m_groups;
    BarsPanel *m_bars;
    StudyTabs *m_tabs;
    SamplePanel *m_sample;
    QComboBox *m_confidence;
    QComboBox *m_trials;
    QComboBox *m_correction;
    QLabel *m_savedState;
    std::string m_selected; ///< sample
    bool m_selecting = false;
};

} // namespace tgc::desktop
