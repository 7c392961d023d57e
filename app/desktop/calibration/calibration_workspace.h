// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <functional>

#include "app/desktop/calibration/curve_job.h"
#include "app/desktop/calibration/standards_input.h"
#include "app/desktop/lab/lab.h"
#include "app/desktop/shell/workspace.h"

class QLabel;
class QLineEdit;
class QStackedWidget;
class QTabWidget;
class QToolButton;

namespace tgc::desktop {

class CalibrationList;
class ControlPlot;
class CurveOptionsForm;
class CurvePlot;
class MessageBar;
class ModelsPanel;
class PlotView;
class ReadOffPanel;
class SheetView;

/// The calibrations and their states; standards as a table, the curve through them, the other models beside it, what it
/// can and cannot do in words; check standards in a control chart.
class CalibrationWorkspace : public Workspace {
    Q_OBJECT
public:
    CalibrationWorkspace(Lab &lab, std::function<void()> openDemo, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString help() const override;
    [[nodiscard]] bool showsSimulated() const override;
    [[nodiscard]] QString status() const override;
    [[nodiscard]] QWidget *firstFocus() override;

    void importCsv(const QString &file) { m_input->importCsv(file, StandardsInput::Kind::Standards); }
    void importChecks(const QString &file) { m_input->importCsv(file, StandardsInput::Kind::Checks); }
    void save();
    /// Takes the chosen row of the models' table as the draft's model.
    void takeModel();
    [[nodiscard]] SheetView *table() const { return m_table; }
    [[nodiscard]] MessageBar *messages() const { return m_messages; }
    [[nodiscard]] QLabel *words() const { return m_words; }
    [[nodiscard]] QLabel *checkWords() const { return m_checkWords; }
    [[nodiscard]] QTabWidget *views() const { return m_views; }
    [[nodiscard]] ModelsPanel *models() const { return m_models; }
    [[nodiscard]] ReadOffPanel *readOff() const { return m_readOff; }
    [[nodiscard]] CalibrationList *calibrations() const { return m_list; }
    [[nodiscard]] const std::optional<Calibration> &draft() const { return m_draft; }

private:
    QWidget *makeToolBar();
    QWidget *makeEmptyState(std::function<void()> openDemo);
    QWidget *makeViews();
    QWidget *makeSide();
    void exportPlot();
    void recalculate();
    void show(const CurveOutcome &outcome);
    void compareChosenModel();
    [[nodiscard]] const db::StoredCalibration *chosenCalibration() const;

    Lab &m_lab;
    MessageBar *m_messages;
    QStackedWidget *m_pages;
    SheetView *m_table;
    StandardsInput *m_input;
    CalibrationList *m_list;
    QTabWidget *m_views;
    CurvePlot *m_plot;
    ReadOffPanel *m_readOff;
    ModelsPanel *m_models;
    ControlPlot *m_control;
    QLabel *m_checkWords;
    QLabel *m_words;
    CurveOptionsForm *m_options;
    QLineEdit *m_name;
    QToolButton *m_save = nullptr;
    QTimer m_soon;
    std::optional<Calibration> m_draft; ///< the curve through the standards as they stand in the table
    std::vector<int> m_pointRows; ///< sheet row of each point of the draft
    QString m_reason; ///< why there is no curve
    bool m_typing = false;
    bool m_showsSimulated = false;
};

} // namespace tgc::desktop
