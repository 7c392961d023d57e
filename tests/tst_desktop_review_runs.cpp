// SPDX-License-Identifier: GPL-3.0-or-later
// The list of runs in Review, runs laid over one another, and what is told of a run besides its peaks.
#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QCoreApplication>
#include <QDoubleSpinBox>
#include <QStandardPaths>
#include <QTableView>
#include <QTest>

#include "app/desktop/plot/overlay_plot.h"
#include "app/desktop/review/overlay_view.h"
#include "app/desktop/review/run_history.h"
#include "app/desktop/review/vendor_peak_model.h"
#include "app/desktop/review/version_difference.h"
#include "tests/review_fixture.h"

using namespace tgc;
using namespace tgc::desktop;

namespace {

db::PeakRecord record(double apex_s, double area)
{
    db::PeakRecord peak;
    peak.channel = "TCD";
    peak.apex_s = apex_s;
    peak.area = area;
    peak.start_s = apex_s - 3.0;
    peak.end_s = apex_s + 3.0;
    peak.widthHalf_s = 2.0;
    return peak;
}

} // namespace

class TestDesktopReviewRuns : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName(QStringLiteral("tst_desktop_review_runs"));
        applyAppearance(*qApp, qEnvironmentVariableIsSet("TGC_DARK") ? Appearance::Dark : Appearance::Light);
        m_fixture = std::make_unique<ReviewFixture>();
        m_fixture->open();
        m_fixture->importAndShow({fusedTrace(m_fixture->path("alpha.csv")),
                                  fusedTrace(m_fixture->path("beta.csv"), 0.5),
                                  fusedTrace(m_fixture->path("gamma.csv"), 2.0)});
    }
    void cleanupTestCase() { m_fixture.reset(); }

    void theListNarrowsAsOneTypes()
    {
        RunsPanel &runs = *m_fixture->review().runs();
        const QAbstractItemModelTester tester(runs.view()->model());
        QCOMPARE(runs.view()->model()->rowCount(), 3);
        QTest::keyClicks(runs.filter(), QStringLiteral("BETA simul"));
        QCOMPARE(runs.view()->model()->rowCount(), 1);
        press(runs.filter(), Qt::Key_Return); // and opens what is left
        QTRY_VERIFY(m_fixture->review().status().contains(QLatin1String("beta.csv")));
        runs.filter()->setText(QStringLiteral("nothing of the kind"));
        QCOMPARE(runs.view()->model()->rowCount(), 0);
        runs.filter()->clear();
        QCOMPARE(runs.view()->model()->rowCount(), 3);
    }

    void severalChosenRunsAreLaidOverOneAnother()
    {
        QTableView *view = m_fixture->review().runTable();
        view->selectAll();
        OverlayPlot &plot = *m_fixture->review().overlay()->plot();
        QTRY_COMPARE_WITH_TIMEOUT(plot.traces(), std::size_t(3), 10000);
        QVERIFY(plot.isVisible());
        m_fixture->picture(QStringLiteral("review-overlay"));
        const auto fields = m_fixture->review().overlay()->findChildren<QDoubleSpinBox *>();
        QCOMPARE(fields.size(), 2);
        fields[0]->setValue(25.0);
        m_fixture->review().overlay()->findChild<QCheckBox *>()->setChecked(true);
        QVERIFY(std::abs(plot.drawnAt(2, 600).second - 1.5) < 0.05); // the apex, two quarters up
        m_fixture->picture(QStringLiteral("review-stack"));
        view->selectRow(0);
        QTRY_VERIFY(!plot.isVisible());
    }

    void aDraftIsFlaggedInTheList()
    {
        QTableView *view = m_fixture->review().runTable();
        view->selectRow(1);
        m_fixture->waitForPeaks(3);
        m_fixture->keyAt(90.0, Qt::Key_Delete);
        m_fixture->waitForPeaks(2);
        const auto flags = [&] { return view->model()->index(1, RunListModel::Flags).data().toString(); };
        QTRY_VERIFY_WITH_TIMEOUT(flags().contains(QLatin1String("draft")), 5000);
        press(canvas(m_fixture->plot()), Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(!flags().contains(QLatin1String("draft")), 5000);
    }

    void refusedBumpsAreListedAndReached()
    {
        // Areas of about 1250, 750 and 470 uV*s.
        m_fixture->review().draft().append(m_fixture->review().draft().tables().begin()->first,
                                           makeEvent("min-area", {}, {}, "600", "").value());
        m_fixture->waitForPeaks(2);
        auto *table = m_fixture->review().findChild<QTableView *>(QStringLiteral("rejected"));
        QVERIFY(table != nullptr);
        QCOMPARE(table->model()->rowCount(), 1);
        m_fixture->review().tabs()->tabs()->setCurrentWidget(table);
        table->selectRow(0);
        const double at_min = table->model()->index(0, 0).data().toDouble();
        QCOMPARE(at_min, 1.5);
        const auto [from, to] = m_fixture->plot().timeRange_min();
        QVERIFY(from < at_min && at_min < to && to - from < 1.1);
        m_fixture->keyAt(90.0, Qt::Key_W);
        QVERIFY2(m_fixture->review().messages()->text().contains(QLatin1String("1.500 min")),
                 qPrintable(m_fixture->review().messages()->text()));
        press(canvas(m_fixture->plot()), Qt::Key_Z, Qt::ControlModifier);
        m_fixture->waitForPeaks(3);
    }

    void whatHappenedDuringARunIsTold()
    {
        const auto trend =
            Chromatogram::uniform(seconds(0.0), seconds(1.0), {100.0, 101.0, 103.0, 102.0}, "kPa").value();
        const std::vector<db::RunMark> marks{{"zero", 0.0, {}, "start line", {}, {}},
                                             {"gap", 41.2, 43.5, "link lost", {}, {}}};
        const std::vector<Stretch> saturated{{72.0, 78.0}};
        const auto table = historyOf(marks, saturated, {figuresOf("gauge.p", trend)});
        QCOMPARE(table.rows.size(), std::size_t(4));
        QCOMPARE(table.rows[0][0].text, QStringLiteral("injection"));
        QCOMPARE(table.at_s[1], std::optional(41.2));
        QCOMPARE(table.rows[2][0].text, QStringLiteral("saturated"));
        // (100 + 101 + 103 + 102) / 4
        QVERIFY2(
            table.rows[3][3].text.startsWith(QLatin1String("mean 101.5 kPa, from 100 to 103, first 100, last 102")),
            qPrintable(table.rows[3][3].text));
        QCOMPARE(marksInPlot(marks).size(), std::size_t(2));
    }

    void samePeaksOfTwoVersionsFindEachOther()
    {
        const auto pairs = pairPeaks({record(50.0, 100.0), record(60.0, 50.0)},
                                     {record(50.4, 110.0), record(49.2, 5.0), record(80.0, 7.0)});
        QCOMPARE(pairs.size(), std::size_t(4));
        QVERIFY(!pairs[0].before && pairs[0].after->area == 5.0); // the nearer one is the same peak
        QCOMPARE(pairs[1].before->area, 100.0);
        QCOMPARE(percentOff(pairs[1].before->area, pairs[1].after->area), std::optional(10.0));
        QVERIFY(!pairs[2].after && !pairs[3].before);
        QVERIFY(!percentOff(0.0, 1.0));
    }

    void theVendorsPeaksStandBesideOurs()
    {
        db::VendorPeakRecord theirs;
        theirs.apex_s = 90.1;
        theirs.start_s = 84.0;
        theirs.end_s = 96.0;
        theirs.area = 1000.0;
        theirs.areaUnit = "uV*s";
        theirs.code = "BB";
        db::VendorPeakRecord counts = theirs;
        counts.areaUnit = "counts*s";
        db::VendorPeakRecord elsewhere = theirs;
        elsewhere.apex_s = 20.0;
        Peak ours;
        ours.apex = seconds(90.0);
        ours.start = seconds(85.0);
        ours.end = seconds(95.0);
        ours.area = detectorUnitSeconds(1012.5);
        ours.areaU = detectorUnitSeconds(2.0);
        VendorPeakModel model;
        const QAbstractItemModelTester tester(&model);
        model.setPeaks({theirs, counts, elsewhere}, {ours}, "uV");
        const auto text = [&](int row, int column) { return model.index(row, column).data().toString(); };
        QCOMPARE(text(0, VendorPeakModel::Difference), QStringLiteral("1.25"));
        QVERIFY(text(0, VendorPeakModel::OurArea).startsWith(QLatin1String("1012.5")));
        QCOMPARE(text(1, VendorPeakModel::Difference), QStringLiteral("other unit"));
        QCOMPARE(text(2, VendorPeakModel::Difference), QStringLiteral("no peak of ours"));
    }

private:
    std::unique_ptr<ReviewFixture> m_fixture;
};

QTEST_MAIN(TestDesktopReviewRuns)
#include "tst_desktop_review_runs.moc"
