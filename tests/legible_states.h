// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabWidget>
#include <functional>

#include "app/desktop/bench/dose_panel.h"
#include "app/desktop/bench/queue_panel.h"
#include "app/desktop/day/day_workspace.h"
#include "app/desktop/day/step_form.h"
#include "app/desktop/day/vial_board.h"
#include "app/desktop/records/records_workspace.h"
#include "app/desktop/shell/help_pane.h"
#include "tests/bench_fixture.h"
#include "tests/legible.h"
#include "tests/review_fixture.h"
#include "tests/vial_day.h"

/// The states a desk can be brought into, one after the other, each looked at. Size, theme and decimal sign come from the
/// environment, so that one program can be run for each of them (tst_desktop_legible_long.cpp).
struct LegibleDesk : BenchFixture {
    QStringList found; ///< everything that was wrong, with the state it was wrong in
    int looked = 0;

    static bool german() { return qEnvironmentVariableIsSet("TGC_GERMAN"); }
    static bool dark() { return qEnvironmentVariableIsSet("TGC_DARK"); }
    static QSize size()
    {
        const QString text = qEnvironmentVariable("TGC_WINDOW", QStringLiteral("1280x800"));
        return {text.section(u'x', 0, 0).toInt(), text.section(u'x', 1).toInt()};
    }
    /// As a person types it where the comma is the decimal sign.
    static QString typed(const char *number)
    {
        return german() ? QString::fromUtf8(number).replace(u'.', u',') : QString::fromUtf8(number);
    }

    void openSized()
    {
        openBench();
        window().resize(size());
        settle();
    }
    static void settle()
    {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QTest::qWait(20);
        QCoreApplication::processEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest); // of what a timer wrote just now
    }
    /// All of the workspace in front is in sight: its own parts may scroll, the whole of it does only beside help.
    void lookForScrolling(const QString &state)
    {
        for (const char *name : {"workspaceView", "benchView"}) {
            const auto *view = window().findChild<QScrollArea *>(QLatin1String(name));
            const bool beside = view->horizontalScrollBar()->maximum() > 0 && !window().help().isVisible();
            if (view->isVisible() && (beside || view->verticalScrollBar()->maximum() > 0)) {
                found << QStringLiteral("%1: %2 needs %3 x %4 px and has %5 x %6.")
                             .arg(state, QLatin1String(name))
                             .arg(view->widget()->width())
                             .arg(view->widget()->height())
                             .arg(view->viewport()->width())
                             .arg(view->viewport()->height());
            }
        }
    }
    void lookAt(const QString &state)
    {
        settle();
        ++looked;
        lookForScrolling(state);
        if (window().size() != size()) {
            found << QStringLiteral("%1: the window is %2 x %3 px, and was to be %4 x %5.")
                         .arg(state)
                         .arg(window().width())
                         .arg(window().height())
                         .arg(size().width())
                         .arg(size().height());
            window().resize(size());
        }
        for (const QString &sentence : legible::look(window())) {
            found << state + QStringLiteral(": ") + sentence;
        }
        picture(state);
    }
    /// Every tab of the workspace in front, one after the other.
    void lookAtTabs(const QString &state)
    {
        lookAt(state);
        for (QTabWidget *tabs : window().current()->findChildren<QTabWidget *>()) {
            const int before = tabs->currentIndex();
            for (int i = 0; i < tabs->count(); ++i) {
                if (tabs->isVisible() && tabs->isTabVisible(i) && i != before) {
                    tabs->setCurrentIndex(i);
                    lookAt(QStringLiteral("%1-%2")
                               .arg(state, tabs->tabText(i).remove(u'&').section(u' ', 0, 0))
                               .toLower());
                }
            }
            tabs->setCurrentIndex(before);
        }
    }
    void open_(Qt::Key workspace) { press(&window(), workspace, Qt::ControlModifier); }

    enum class Tabs { FrontOnly, All };
    void lookAtEverything(const char *state, Tabs tabs = Tabs::FrontOnly)
    {
        const std::pair<Qt::Key, const char *> all[] = {
            {Qt::Key_0, "day"},      {Qt::Key_1, "samples"}, {Qt::Key_2, "calibration"}, {Qt::Key_3, "review"},
            {Qt::Key_4, "inactive"}, {Qt::Key_5, "bench"},   {Qt::Key_7, "records"}};
        for (const auto &[key, name] : all) {
            open_(key);
            if (key == Qt::Key_7) {
                QTRY_VERIFY_WITH_TIMEOUT(desk->records().upToDate(), 10000);
            }
            const QString where = QStringLiteral("%1-%2").arg(QLatin1String(state), QLatin1String(name));
            tabs == Tabs::All ? lookAtTabs(where) : lookAt(where);
        }
    }

    /// Samples, blanks, a curve, a reviewed run and a saved result.
    void fill()
    {
        open_(Qt::Key_3);
        desk->lab().importRuns({fusedTrace(path("a-run-with-a-rather-long-file-name-2026-11-28.csv"))});
        QTRY_COMPARE_WITH_TIMEOUT(desk->review().peakTable()->model()->rowCount(), 3, 20000);
        press(desk->review().runTable(), Qt::Key_S, Qt::ControlModifier);
        pasteExamples();
        calibrateExamples();
        open_(Qt::Key_4);
        QTRY_VERIFY_WITH_TIMEOUT(desk->inactive().breakdown().rowCount() >= 3, 20000);
        press(&window(), Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(desk->inactive().savedState()->text().startsWith(QLatin1String("saved")), 10000);
        QTest::qWait(600); // what was pasted is saved
    }
};
