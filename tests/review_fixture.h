// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/peaks/integrate_events.h"
#include "app/desktop/plot/chromatogram_plot.h"
#include "app/desktop/plot/peak_handles.h"
#include "app/desktop/review/peak_table_model.h"
#include "app/desktop/review/review_tabs.h"
#include "app/desktop/review/runs_panel.h"
#include "db/store.h"
#include "tests/desktop_fixture.h"
#include "tests/plot_hands.h"

/// A chromatogram as it is imported for the tests of Review: two fused peaks (60 and 67 s), one of its own (90 s), on a
/// slope with a little noise; 10 Hz for two minutes.
inline QString fusedTrace(const QString &file, double scale = 1.0)
{
    QFile out(file);
    if (!out.open(QIODevice::WriteOnly | QIODevice::Text)) {
        return {};
    }
    QTextStream text(&out);
    text << "# source: simulated\ntime_s,signal_uV\n";
    quint32 state = 4711;
    for (int i = 0; i <= 1200; ++i) {
        const double t = i * 0.1;
        state = state * 1664525u + 1013904223u;
        const double noise = (state / 4294967296.0 - 0.5) * 2.0;
        const auto peak = [t](double at, double high, double sigma) {
            return high * std::exp(-0.5 * std::pow((t - at) / sigma, 2));
        };
        const double y = 200.0 + 0.02 * t + scale * (peak(60, 500, 2.0) + peak(67, 300, 2.0) + peak(90, 250, 1.5));
        text << QString::number(t, 'f', 1) << ',' << QString::number(y + noise, 'f', 3) << '\n';
    }
    return file;
}

/// A desk with one imported run in the Review workspace.
struct ReviewFixture : DeskFixture {
    void openWithRun()
    {
        open();
        importAndShow({fusedTrace(path("fused.csv"))});
    }
    void importAndShow(const QStringList &files)
    {
        press(&desk->window(), Qt::Key_3, Qt::ControlModifier);
        QSignalSpy imported(&desk->lab(), &tgc::desktop::Lab::runsImported);
        desk->lab().importRuns(files);
        QVERIFY(imported.wait(20000));
        waitForPeaks(3);
    }
    void waitForPeaks(int count)
    {
        QTRY_COMPARE_WITH_TIMEOUT(review().peakTable()->model()->rowCount(), count, 20000);
        QCoreApplication::processEvents(); // the plot is laid out
    }
    [[nodiscard]] tgc::desktop::ReviewWorkspace &review() const { return desk->review(); }
    [[nodiscard]] tgc::desktop::ChromatogramPlot &plot() const { return *review().plot(); }
    [[nodiscard]] const std::vector<tgc::Peak> &peaks() const
    {
        return static_cast<const tgc::desktop::PeakTableModel *>(review().peakTable()->model())->peaks();
    }
    /// What is stored by now.
    [[nodiscard]] tgc::db::Store reader() const
    {
        if (desk) {
            desk->lab().store().waitUntilIdle();
        }
        return tgc::db::Store::openReadOnly(path("lab.sqlite").toStdString()).value();
    }
    /// Of the only run: its only channel, and its results, oldest first.
    [[nodiscard]] std::string channel() const { return reader().run(1)->channels[0].name; }
    [[nodiscard]] std::vector<tgc::db::StoredResult> versions() const
    {
        tgc::db::ResultFilter filter;
        filter.kind = "integration";
        return *reader().results(filter);
    }
    /// The event table of the run's only channel.
    [[nodiscard]] const std::vector<tgc::IntegrationEvent> &events() const
    {
        return review().tabs()->events().model().events();
    }
    void dragHandle(tgc::desktop::PeakHandle handle, QPoint by) const
    {
        const QPoint from = plot().handles().gripOf(handle)->toPoint();
        dragMouse(canvas(plot()), from, from + by, Qt::LeftButton);
    }
    /// A key at a time of the trace, as with the pointer there.
    void keyAt(double time_s, Qt::Key key) const
    {
        moveMouse(canvas(plot()), plot().pixelAt(time_s, 300.0).toPoint());
        press(canvas(plot()), key);
    }
    /// What the engine itself makes of the events.
    [[nodiscard]] std::vector<tgc::Peak> expected() const
    {
        desk->lab().store().waitUntilIdle();
        const auto store = tgc::db::Store::openReadOnly(path("lab.sqlite").toStdString());
        tgc::Processing processing;
        processing.manual = events();
        return tgc::integrate(*store->loadSignal(1), processing).peaks;
    }
    void giveReasons(const QString &reason) const
    {
        auto &model = review().tabs()->events().model();
        for (int row = 0; row < model.rowCount(); ++row) {
            QVERIFY(model.setData(model.index(row, tgc::desktop::EventTableModel::Reason), reason));
        }
    }
};
