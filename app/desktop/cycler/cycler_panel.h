// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>

#include "app/desktop/cycler/charge_result.h"
#include "app/desktop/cycler/half_cycle_model.h"
#include "app/desktop/lab/lab.h"

class QLabel;
class QListWidget;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace tgc::desktop {

class CellChoices;
class ColumnForm;
class CyclerPlot;
class SampleChoice;

/// A cycler's file on a plot: which half cycles count, what they add up to, and the sample they go into.
class CyclerPanel : public QWidget {
    Q_OBJECT
public:
    explicit CyclerPanel(Lab &lab, QWidget *parent = nullptr);

    /// The sample that is offered for the charges, unless one goes by the file's name.
    void prefer(const QString &sample);
    void open(const QString &file); ///< reads it on the worker

    [[nodiscard]] CyclerPlot *plot() const { return m_plot; }
    [[nodiscard]] QTableView *table() const { return m_table; }
    [[nodiscard]] const HalfCycleModel &halves() const { return m_halves; }
    [[nodiscard]] QListWidget *warnings() const { return m_warnings; }
    [[nodiscard]] QString result() const; ///< numbers and words, as shown

signals:
    void closeRequested();
    /// The charges stand in the sample now.
    void used(const QString &sampleId, const QString &file);

private:
    void chooseFile();
    QWidget *makeHead();
    QWidget *makeEmptyState();
    QWidget *makeContent();
    QWidget *makeSide();
    void read(const std::vector<formats::CyclerLayout> &layouts);
    void show(const OpenedCycler &opened);
    void showFile();
    void showHalves();
    void toggleChosenRows();
    void refreshResult();
    void use();
    [[nodiscard]] QString fileName() const;

    Lab &m_lab;
    QString m_file;
    QString m_preferredSample;
    int m_readings = 0; ///< how many were begun: of two files that were asked for the later one is shown
    bool m_reading = false;
    OpenedCycler m_opened;
    HalfCycleModel m_halves;
    std::optional<UsableCharges> m_ready; ///< what `use` writes

    QLabel *m_head;
    QPushButton *m_cancel;
    QStackedWidget *m_pages;
    ColumnForm *m_columns;
    CyclerPlot *m_plot;
    QTableView *m_table;
    QListWidget *m_warnings;
    CellChoices *m_choices;
    QLabel *m_numbers;
    QLabel *m_words;
    QLabel *m_refusal;
    SampleChoice *m_sample;
    QPushButton *m_use;
};

} // namespace tgc::desktop
