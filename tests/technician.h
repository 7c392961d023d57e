// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QTabBar>

#include "app/desktop/day/day_workspace.h"
#include "app/desktop/day/next_list.h"
#include "app/desktop/day/step_form.h"
#include "app/desktop/day/vial_board.h"
#include "app/desktop/plot/chromatogram_plot.h"
#include "app/desktop/plot/peak_handles.h"
#include "app/desktop/records/filter_panel.h"
#include "app/desktop/records/record_panel.h"
#include "app/desktop/records/records_workspace.h"
#include "app/desktop/shell/title_line.h"
#include "tests/desk_hands.h"
#include "tests/desktop_fixture.h"
#include "tests/plot_hands.h"

/// A technician at the window: what they click, type and read in each workspace, in the words of the screen. Acts go
/// through mouse and keyboard; the workspaces are asked only for where something stands and what it says.
struct Technician : DeskFixture {
    [[nodiscard]] tgc::desktop::MainWindow &window() const { return desk->window(); }

    void goTo(const char *workspace) const
    {
        QVERIFY(hands::click(window(), QString::fromUtf8(workspace)));
        QCOMPARE(window().current()->title(), QString::fromUtf8(workspace));
        QTest::qWait(50); // it is laid out
    }
    [[nodiscard]] static bool said(const tgc::desktop::MessageBar &bar, const QString &words, int timeout_ms = 15000)
    {
        const bool came = QTest::qWaitFor([&] { return bar.isVisible() && bar.text().contains(words); }, timeout_ms);
        if (!came) {
            qWarning("waited for \"%s\", but it says \"%s\"", qPrintable(words), qPrintable(bar.text()));
        }
        return came;
    }
    /// Rows with their header, as copied from a spreadsheet, behind what the sheet holds.
    void paste(tgc::desktop::SheetView *table, const QString &rows) const
    {
        hands::copyFromASpreadsheet(rows);
        const QAbstractItemModel &sheet = *table->model();
        hands::clickCell(table, sheet.rowCount() - 1, 0); // the empty row at the end
        press(table, Qt::Key_V, Qt::ControlModifier);
    }

    // Day -----------------------------------------------------------------------------------------------------------
    [[nodiscard]] tgc::desktop::VialCard *vial(const QString &name) const { return desk->day().board()->card(name); }
    [[nodiscard]] bool vialSays(const QString &name, const QString &words, int timeout_ms = 15000) const
    {
        const bool came =
            QTest::qWaitFor([&] { return vial(name) != nullptr && vial(name)->text().contains(words); }, timeout_ms);
        if (!came) {
            qWarning("waited for \"%s\" on %s", qPrintable(words), qPrintable(name));
        }
        return came;
    }
    void openStep(const QString &name) const
    {
        QVERIFY(vial(name) != nullptr && hands::inReach(*vial(name)));
        QVERIFY(hands::click(*vial(name), QStringLiteral("Record ...")));
        QVERIFY(desk->day().form()->isVisible());
        QCOMPARE(desk->day().form()->sampleId(), name);
    }
    /// The button beside the first thing to do that begins with these words.
    [[nodiscard]] bool doNext(const QString &words) const
    {
        for (const tgc::desktop::NextRow *row : desk->day().next()->rows()) {
            if (row->text().contains(words) && hands::inReach(*row->button())) {
                QTest::mouseClick(row->button(), Qt::LeftButton);
                return true;
            }
        }
        return false;
    }

    // Review --------------------------------------------------------------------------------------------------------
    [[nodiscard]] tgc::desktop::ReviewWorkspace &review() const { return desk->review(); }
    [[nodiscard]] tgc::desktop::ChromatogramPlot &plot() const { return *review().plot(); }
    void openRun(const QString &name) const
    {
        QTableView &runs = *review().runTable();
        hands::clickCell(&runs, hands::rowOf(runs, 0, name), 0);
        QTRY_VERIFY_WITH_TIMEOUT(review().status().contains(name + QLatin1Char(':')), 10000);
        QTRY_VERIFY_WITH_TIMEOUT(review().peakTable()->model()->rowCount() > 0, 10000);
        QCoreApplication::processEvents();
    }
    /// The end of the peak in this row of the table, dragged by so many pixels.
    void dragEnd(int peak, int by_px) const
    {
        hands::clickCell(review().peakTable(), peak, 0);
        const auto grip = plot().handles().gripOf({tgc::desktop::PeakHandle::Kind::End, peak});
        QVERIFY(grip.has_value());
        const QPoint from = grip->toPoint();
        dragMouse(canvas(plot()), from, from + QPoint(by_px, 0), Qt::LeftButton);
    }
    void giveReason(const QString &reason) const
    {
        const QPointer<QWidget> editor = QApplication::focusWidget(); // the cell that was asked for
        QVERIFY(qobject_cast<QLineEdit *>(editor) != nullptr);
        QTest::keyClicks(editor, reason);
        press(editor, Qt::Key_Return);
        QTRY_VERIFY(!editor || !editor->isVisible()); // the table takes what was typed a moment later
    }

    // Files ---------------------------------------------------------------------------------------------------------
    /// Clicks a button that asks for a file, and gives its name by keyboard.
    void clickAndName(const QWidget &in, const char *button, const QString &file) const
    {
        bool opened = false;
        hands::nameTheFile(file, opened);
        QVERIFY(hands::click(in, QString::fromUtf8(button)));
        QVERIFY2(opened, button);
        window().activateWindow(); // as a desktop does when a dialog has closed
        QTest::qWait(50);
    }
    [[nodiscard]] static QByteArray contents(const QString &file)
    {
        QFile in(file);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }
};
