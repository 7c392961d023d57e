// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <functional>

#include "app/desktop/lab/lab.h"
#include "app/desktop/shell/workspace.h"

class QLabel;
class QLineEdit;
class QListWidget;
class QStackedWidget;
class QToolButton;

namespace tgc::desktop {

class CurveOptionsForm;
class CurvePlot;
class MessageBar;
class SheetView;

/// Standards as a table, the curve through them, what it can and cannot do in words, and the curves that were saved.
class CalibrationWorkspace : public Workspace {
    Q_OBJECT
public:
    CalibrationWorkspace(Lab &lab, std::function<void()> openDemo, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString help() const override;
    [[nodiscard]] bool showsSimulated() const override;
    [[nodiscard]] QString status() const override;
    [[nodiscard]] QWidget *firstFocus() override;

    void importCsv(const QString &file);
    void save();
    [[nodiscard]] SheetView *table() const { return m_table; }
    [[nodiscard]] MessageBar *messages() const { return m_messages; }
    [[nodiscard]] QLabel *words() const { return m_words; }
    [[nodiscard]] const std::optional<Calibration> &draft() const { return m_draft; }

private:
    QWidget *makeToolBar();
    QWidget *makeEmptyState(std::function<void()> openDemo);
    QWidget *makeSide();
    void chooseFile();
    void paste();
    void startTyping();
    void recalculate();
    void showCurve(const Calibration &curve);
    void showSaved();
    void sayPasted(int rows, const QStringList &unknown);
    [[nodiscard]] std::vector<int> rowsWithNumbers() const;

    Lab &m_lab;
    MessageBar *m_messages;
    QStackedWidget *m_pages;
    SheetView *m_table;
    CurvePlot *m_plot;
    QLabel *m_words;
    CurveOptionsForm *m_options;
    QLineEdit *m_name;
    QListWidget *m_saved;
    QToolButton *m_save = nullptr;
    QTimer m_soon;
    std::optional<Calibration> m_draft; ///< the curve through the standards as they stand in the table
    std::vector<int> m_pointRows;       ///< sheet row of each point of the draft
    QString m_reason;                   ///< why there is no curve
    bool m_typing = false;
};

} // namespace tgc::desktop
