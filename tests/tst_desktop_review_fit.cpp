// SPDX-License-Identifier: GPL-3.0-or-later
// The fit beside the classic result, and baselines for the eye only, in Review.
#include <QAbstractItemModel>
#include <QAction>
#include <QCoreApplication>
#include <QMenu>
#include <QPoint>
#include <QScrollBar>
#include <QStandardPaths>
#include <QTest>

#include "analysis/fit/emg.h"
#include "analysis/fit/integrate_fit.h"
#include "analysis/signal/display_baseline.h"
#include "app/desktop/review/display_baseline_choice.h"
#include "app/desktop/review/fit_panel.h"
#include "app/desktop/review/fitted_curve.h"
#include "app/desktop/shell/digits.h"
#include "app/desktop/shell/jobs.h"
#include "tests/review_fixture.h"

using namespace tgc;
using namespace tgc::desktop;

class TestDesktopReviewFit : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName(QStringLiteral("tst_desktop_review_fit"));
        applyAppearance(*qApp, qEnvironmentVariableIsSet("TGC_DARK") ? Appearance::Dark : Appearance::Light);
        m_fixture = std::make_unique<ReviewFixture>();
        m_fixture->openWithRun();
    }
    void cleanupTestCase() { m_fixture.reset(); }

    /// On a line from 10 to 20 over 40 s, area 100: at its apex the Gaussian of sigma 2 s is 100 / (2 sqrt(2 pi)) = 19.947
    /// above 15. A tail, which width and tailing factor do not tell so well, is drawn as it was fitted.
    void aCurveIsTheOneThatWasFitted()
    {
        Peak peak;
        peak.rule = BoundRule::Fit;
        peak.start = seconds(40.0);
        peak.end = seconds(80.0);
        peak.apex = seconds(60.0);
        peak.area = detectorUnitSeconds(100.0);
        peak.baselineStart = detectorUnits(10.0);
        peak.baselineEnd = detectorUnits(20.0);
        peak.widthHalf = seconds(2.0 * 2.354820045);
        peak.fitted = FittedShape{seconds(60.0), seconds(2.0), seconds(0.0), {}};
        Peak classic = peak;
        classic.rule = BoundRule::Drop;
        classic.fitted.reset();
        auto lines = fittedLines({peak, classic});
        QCOMPARE(lines.size(), std::size_t(1));
        const double top = *std::max_element(lines[0].values.begin(), lines[0].values.end());
        QVERIFY2(std::abs(top - 34.947) < 0.01, qPrintable(QString::number(top)));
        peak.fitted->tau = seconds(3.0);
        lines = fittedLines({peak});
        for (std::size_t i = 0; i < lines[0].times_s.size(); ++i) {
            const double t = lines[0].times_s[i];
            QVERIFY(std::abs(lines[0].values[i] - (10.0 + 0.25 * (t - 40.0)) - 100.0 * emg(t, {60.0, 2.0, 3.0})) <
                    1e-9);
        }
    }

    void flagsAreSaidInWords()
    {
        Peak peak;
        peak.classicArea = detectorUnitSeconds(1.0);
        QVERIFY(fitAgreement(peak).light == Light::Good);
        peak.flags = {"fit-disagrees"};
        QVERIFY(fitAgreement(peak).words.contains(QLatin1String("more than 2 u")));
        peak.flags = {"fit-disagrees", "shape-mismatch"};
        QVERIFY(fitAgreement(peak).words.contains(QLatin1String("take the classic area")));
        peak.flags = {"fit-failed"};
        QVERIFY(fitAgreement(peak).light == Light::NotJudged);
        peak.flags.clear();
        peak.classicArea.reset();
        QCOMPARE(fitAgreement(peak).words, QStringLiteral("seen by the fit alone"));
    }

    /// Peaks 500, 300 and 250 uV high with sigma 2, 2 and 1.5 s: areas 2506.6, 1504.0 and 940.0 uV s. The drop line
    /// between the first two shifts their shares; the fit has them within a per cent.
    void theFitStandsBesideTheClassicResult()
    {
        const auto before = m_fixture->peaks();
        m_fixture->review().tabs()->tabs()->setCurrentWidget(&panel());
        QVERIFY(panel().isVisible());
        QTest::mouseClick(panel().button(), Qt::LeftButton);
        QVERIFY(!panel().button()->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(panel().words().contains(QLatin1String("tgc-fit")), 30000);
        const QAbstractItemModel &table = *panel().table()->model();
        QCOMPARE(table.rowCount(), 3);
        const auto fitted = integrateFit(trace());
        const double truths[] = {2506.63, 1503.98, 939.99};
        for (int row = 0; row < 3; ++row) {
            const auto i = static_cast<std::size_t>(row);
            const double classic = inDetectorUnitSeconds(before[i].area);
            QCOMPARE(table.index(row, 2).data().toString(), valueText(classic, inDetectorUnitSeconds(before[i].areaU)));
            const double area = inDetectorUnitSeconds(fitted.peaks[i].area);
            QCOMPARE(table.index(row, 4).data().toString(),
                     valueText(area, inDetectorUnitSeconds(fitted.peaks[i].areaU)));
            QVERIFY(std::abs(area / truths[i] - 1.0) < 0.01);
            QCOMPARE(table.index(row, 6).data().toString(),
                     QString::number(100.0 * (area - classic) / classic, 'f', 2));
            QCOMPARE(table.index(row, 7).data().toString(), fitAgreement(fitted.peaks[i]).words);
            QVERIFY(!table.index(row, 7).data(Qt::DecorationRole).isNull());
        }
        QVERIFY(m_fixture->plot().fittedPoints() > 100);
        QCOMPARE(m_fixture->plot().lineNames().size(), 1);
        for (std::size_t i = 0; i < before.size();
             ++i) { // the classic result is as it was, and nothing waits to be saved
            QCOMPARE(m_fixture->peaks()[i].area, before[i].area);
        }
        QVERIFY(!m_fixture->review().status().contains(QLatin1String("not saved")));
        panel().table()->selectRow(1);
        QCOMPARE(m_fixture->plot().selectedPeak(), 1);
        m_fixture->picture(QStringLiteral("review-fit"));
        QVERIFY(!panel().table()->horizontalScrollBar()->isVisible());
    }

    void theCurveGoesWithItsTab()
    {
        m_fixture->review().tabs()->tabs()->setCurrentIndex(0);
        QCOMPARE(m_fixture->plot().fittedPoints(), 0);
        QVERIFY(m_fixture->plot().lineNames().isEmpty());
        m_fixture->review().tabs()->tabs()->setCurrentWidget(&panel());
        QVERIFY(m_fixture->plot().fittedPoints() > 100);
    }

    void changedPeaksMakeItOld()
    {
        m_fixture->keyAt(91.0, Qt::Key_S);
        m_fixture->waitForPeaks(4);
        QCOMPARE(m_fixture->plot().fittedPoints(), 0);
        QVERIFY2(panel().words().contains(QLatin1String("changed")), qPrintable(panel().words()));
        QTRY_COMPARE_WITH_TIMEOUT(m_fixture->desk->lab().jobs().running(), 0, 20000); // measuring the changed peaks
        panel().fit(); // which takes no events, and names the one in its way
        QVERIFY2(panel().words().contains(QLatin1String("split")), qPrintable(panel().words()));
        QCOMPARE(m_fixture->desk->lab().jobs().running(), 0);
        press(canvas(m_fixture->plot()), Qt::Key_Z, Qt::ControlModifier);
        m_fixture->waitForPeaks(3);
    }

    void aCancelledFitIsForgotten()
    {
        QTest::mouseClick(panel().button(), Qt::LeftButton);
        m_fixture->desk->lab().jobs().cancelAll();
        QVERIFY2(panel().words().contains(QLatin1String("Cancelled")), qPrintable(panel().words()));
        QVERIFY(panel().button()->isEnabled());
        QTRY_COMPARE_WITH_TIMEOUT(m_fixture->desk->lab().jobs().running(), 0, 20000);
        QCOMPARE(m_fixture->plot().fittedPoints(), 0);
        QTest::mouseClick(panel().button(), Qt::LeftButton); // and can be asked for again
        QTRY_VERIFY_WITH_TIMEOUT(m_fixture->plot().fittedPoints() > 100, 30000);
    }

    void displayBaselinesAreForTheEyeOnly()
    {
        m_fixture->review().tabs()->tabs()->setCurrentIndex(0);
        const auto before = m_fixture->peaks();
        QCOMPARE(m_fixture->plot().comparedPoints(), 0); // off by default
        choose(QStringLiteral("SNIP"));
        QTRY_COMPARE_WITH_TIMEOUT(m_fixture->plot().comparedPoints(), 1201, 20000);
        QVERIFY(m_fixture->plot().lineNames().value(0).contains(QLatin1String("for the eye only")));
        QVERIFY(m_fixture->plot().lineNames().value(0).contains(QLatin1String("SNIP")));
        m_fixture->picture(QStringLiteral("review-snip"));
        choose(QStringLiteral("arPLS"));
        QTRY_VERIFY_WITH_TIMEOUT(m_fixture->plot().lineNames().value(0).contains(QLatin1String("arPLS")), 20000);
        QCOMPARE(m_fixture->peaks()[0].area, before[0].area);
        m_fixture->picture(QStringLiteral("review-arpls"));
        choose(QStringLiteral("None"));
        QCOMPARE(m_fixture->plot().comparedPoints(), 0);
    }

    void displayBaselinesAreTheLibrarys()
    {
        const Chromatogram shown = trace();
        const auto line = displayBaseline(DisplayBaseline::Snip, shown, {});
        QVERIFY(line.has_value());
        QCOMPARE(line->values, snipBaseline(shown.values(), 12)); // a hundredth of 120 s, at 10 Hz
        QCOMPARE(displayBaseline(DisplayBaseline::Arpls, shown, {})->values, arplsBaseline(shown.values()));
        const auto uneven = Chromatogram::create({0.0, 1.0, 5.0, 5.5}, {1.0, 2.0, 3.0, 4.0}, "uV").value();
        const auto refused = displayBaseline(DisplayBaseline::Arpls, uneven, {});
        QVERIFY(!refused && refused.error().message.find("evenly spaced") != std::string::npos);
    }

private:
    FitPanel &panel() { return m_fixture->review().tabs()->fit(); }
    Chromatogram trace()
    {
        m_fixture->desk->lab().store().waitUntilIdle();
        return db::Store::openReadOnly(m_fixture->path("lab.sqlite").toStdString())->loadSignal(1).value();
    }
    /// In the menu of the plot, as the right button opens it.
    void choose(const QString &name)
    {
        const QPoint at = m_fixture->plot().pixelAt(30.0, 250.0).toPoint();
        QTest::mouseClick(canvas(m_fixture->plot()), Qt::RightButton, {}, at);
        auto *menu = m_fixture->plot().findChild<QMenu *>(QStringLiteral("peakMenu"));
        QVERIFY(menu != nullptr);
        const auto actions = menu->findChildren<QAction *>();
        const auto wanted =
            std::find_if(actions.begin(), actions.end(), [&](const QAction *action) { return action->text() == name; });
        QVERIFY(wanted != actions.end());
        (*wanted)->trigger();
        delete menu;
    }
    std::unique_ptr<ReviewFixture> m_fixture;
};

QTEST_MAIN(TestDesktopReviewFit)
#include "tst_desktop_review_fit.moc"
