// SPDX-License-Identifier: GPL-3.0-or-later
// A fit as the result of a run: used, saved, shown again, compared, reprocessed, and taken back.
#include <QCoreApplication>
#include <QScrollBar>
#include <QStandardPaths>
#include <QTableView>
#include <QTest>

#include "analysis/fit/integrate_fit.h"
#include "app/desktop/review/fit_panel.h"
#include "app/session/channel_inputs.h"
#include "app/session/parallel_blocks.h"
#include "app/session/reprocess.h"
#include "tests/review_fixture.h"

using namespace tgc;
using namespace tgc::desktop;

class TestDesktopReviewFitSaved : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName(QStringLiteral("tst_desktop_review_fit_saved"));
        applyAppearance(*qApp, qEnvironmentVariableIsSet("TGC_DARK") ? Appearance::Dark : Appearance::Light);
    }
    void init()
    {
        m_fixture = std::make_unique<ReviewFixture>();
        m_fixture->openWithRun();
        settle();
    }
    void cleanup() { m_fixture.reset(); }

    void aFitIsSavedAndShownAgain()
    {
        useFit();
        const auto fitted = integrateFit(trace());
        QVERIFY(samePeaks(m_fixture->peaks(), fitted.peaks));
        QVERIFY(m_fixture->plot().fittedPoints() > 100);
        QVERIFY2(status().contains(QLatin1String("changed, not saved")), qPrintable(status()));
        // It goes on from the draft, as any change does.
        QTRY_COMPARE_WITH_TIMEOUT(m_fixture->reader().drafts()->size(), std::size_t(1), 5000);
        m_fixture->open();
        press(&m_fixture->desk->window(), Qt::Key_3, Qt::ControlModifier);
        m_fixture->waitForPeaks(3);
        QVERIFY(samePeaks(m_fixture->peaks(), fitted.peaks));
        m_fixture->review().saveResult();
        QTRY_VERIFY_WITH_TIMEOUT(status().contains(QLatin1String("result version 2")), 10000);
        const auto stored = m_fixture->versions().back().result;
        QCOMPARE(stored.algorithmName, std::string(fitAlgorithmName));
        QCOMPARE(stored.algorithmVersion, std::string(fitAlgorithmVersion));
        QVERIFY(session::inputsFromJson(stored.inputsJson)->front().mode == session::IntegrationMode::Fit);
        for (std::size_t i = 0; i < 3; ++i) {
            QCOMPARE(stored.peaks[i].rule, std::string("fit"));
            QCOMPARE(stored.peaks[i].area, inDetectorUnitSeconds(fitted.peaks[i].area));
            QCOMPARE(stored.peaks[i].flags, fitted.peaks[i].flags);
        }
        // Another desk shows it as it was stored, with its curve and the classic areas.
        m_fixture->open();
        press(&m_fixture->desk->window(), Qt::Key_3, Qt::ControlModifier);
        m_fixture->waitForPeaks(3);
        settle();
        QVERIFY(samePeaks(m_fixture->peaks(), fitted.peaks));
        for (std::size_t i = 0; i < 3; ++i) {
            QCOMPARE(m_fixture->peaks()[i].fitted->mu, fitted.peaks[i].fitted->mu);
            QCOMPARE(m_fixture->peaks()[i].fitted->covariance, fitted.peaks[i].fitted->covariance);
        }
        QVERIFY(m_fixture->plot().fittedPoints() > 100);
        QVERIFY(!status().contains(QLatin1String("not saved")));
        QVERIFY(!m_fixture->review().messages()->text().contains(QLatin1String("otherwise")));
        showPanel();
        QVERIFY2(panel().words().contains(QLatin1String("The fit is this channel's result")),
                 qPrintable(panel().words()));
        QCOMPARE(panel().table()->model()->rowCount(), 3);
        QCOMPARE(panel().useButton()->text(), QStringLiteral("Back to classic"));
        m_fixture->picture(QStringLiteral("review-fit-saved"));
        // Side by side with the classic version.
        VersionsPanel &list = m_fixture->review().tabs()->versions();
        m_fixture->review().tabs()->tabs()->setCurrentWidget(&list);
        QCOMPARE(list.list()->model()->index(0, 0).data().toString(), QStringLiteral("2, fit"));
        QVERIFY2(list.words().contains(QLatin1String("Second: fit (tgc-fit 1)")), qPrintable(list.words()));
        QVERIFY(list.differences()->model()->index(0, 8).data().toString().contains(QLatin1String("fit")));
        m_fixture->picture(QStringLiteral("review-fit-versions"));
        QVERIFY(!list.list()->horizontalScrollBar()->isVisible()); // at 1280 x 800; codes are scrolled to, not cut
    }

    void itIsFittedAgain()
    {
        useFit();
        m_fixture->review().saveResult();
        QTRY_VERIFY_WITH_TIMEOUT(status().contains(QLatin1String("result version 2")), 10000);
        const auto before = m_fixture->versions().back().result;
        const auto again = reprocessed({});
        QVERIFY2(!again.problem, again.problem ? again.problem->message.c_str() : "");
        QCOMPARE(m_fixture->versions().back().result.algorithmName, before.algorithmName);
        QCOMPARE(m_fixture->versions().back().result.inputsJson, before.inputsJson);
        QCOMPARE(m_fixture->versions().back().result.outputsJson, before.outputsJson);
        // A method with timed events is refused in words.
        const auto method =
            session::parseMethod("name = \"m\"\n[[event]]\nevent = \"split-peak\"\ntime_s = 60\n", "m.toml");
        QVERIFY(method.has_value());
        const auto refused = reprocessed(*method);
        QVERIFY(refused.problem.has_value());
        QVERIFY2(refused.problem->message.find("was fitted") != std::string::npos &&
                     refused.problem->message.find("split-peak at 60 s") != std::string::npos,
                 refused.problem->message.c_str());
        QCOMPARE(m_fixture->versions().size(), std::size_t(3));
    }

    /// A name is no other peak: it stays with the fit. What else is done by hand takes the classic result again.
    void changesByHand()
    {
        useFit();
        m_fixture->review().peakTable()->selectRow(1);
        auto *model = m_fixture->review().peakTable()->model();
        QVERIFY(model->setData(model->index(1, 0), QStringLiteral("N2")));
        settle();
        QCOMPARE(m_fixture->peaks()[1].name, std::optional<std::string>("N2"));
        QVERIFY(m_fixture->peaks()[1].fitted.has_value());
        m_fixture->keyAt(91.0, Qt::Key_S);
        m_fixture->waitForPeaks(4);
        QVERIFY(!m_fixture->peaks()[1].fitted.has_value());
        QVERIFY2(m_fixture->review().messages()->text().contains(QLatin1String("classic result is shown again")),
                 qPrintable(m_fixture->review().messages()->text()));
        QCOMPARE(m_fixture->plot().fittedPoints(), 0);
    }

    void backToClassic()
    {
        const auto classic = m_fixture->peaks();
        useFit();
        QVERIFY(!m_fixture->plot().handles().gripOf({PeakHandle::Kind::End, 2})); // a fit has no ends to be moved
        showPanel();
        QTest::mouseClick(panel().useButton(), Qt::LeftButton);
        settle();
        QVERIFY(samePeaks(m_fixture->peaks(), classic));
        QVERIFY(!status().contains(QLatin1String("not saved")));
        QVERIFY(m_fixture->plot().handles().gripOf({PeakHandle::Kind::End, 2}).has_value());
        QCOMPARE(panel().useButton()->text(), QStringLiteral("Use the fit"));
    }

    /// Given up, or left for another run: what was shown stays, and nothing waits for it.
    void aFitIsGivenUp()
    {
        m_fixture->desk->lab().importRuns({fusedTrace(m_fixture->path("other.csv"), 0.5)});
        QTRY_COMPARE_WITH_TIMEOUT(m_fixture->review().runTable()->model()->rowCount(), 2, 20000);
        settle();
        const auto classic = m_fixture->peaks();
        showPanel();
        panel().fit();
        QTRY_VERIFY_WITH_TIMEOUT(panel().useButton()->isEnabled(), 30000);
        QTest::mouseClick(panel().useButton(), Qt::LeftButton);
        m_fixture->desk->lab().jobs().cancelAll();
        QCoreApplication::processEvents();
        settle();
        QVERIFY(samePeaks(m_fixture->peaks(), classic));
        QVERIFY(!status().contains(QLatin1String("not saved")));
        panel().fit();
        m_fixture->review().openRun(2); // the fit under way is for nobody any more
        QTRY_VERIFY_WITH_TIMEOUT(status().contains(QLatin1String("R2")), 20000);
        settle();
        QCOMPARE(panel().table()->model()->rowCount(), 0);
        QCOMPARE(m_fixture->plot().fittedPoints(), 0);
        QVERIFY(panel().button()->isEnabled());
    }

private:
    FitPanel &panel() { return m_fixture->review().tabs()->fit(); }
    QString status() { return m_fixture->review().status(); }
    void showPanel() { m_fixture->review().tabs()->tabs()->setCurrentWidget(&panel()); }
    void settle()
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_fixture->desk->lab().jobs().running() == 0, 30000);
        QCoreApplication::processEvents();
    }
    void useFit()
    {
        showPanel();
        panel().fit();
        QTRY_VERIFY_WITH_TIMEOUT(panel().useButton()->isEnabled(), 30000);
        QTest::mouseClick(panel().useButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(m_fixture->peaks().front().fitted.has_value(), 30000);
        m_fixture->review().tabs()->tabs()->setCurrentIndex(0);
        settle();
    }
    session::Reprocessed reprocessed(std::optional<session::Method> method)
    {
        m_fixture->desk->lab().store().waitUntilIdle();
        auto store = db::Store::open(m_fixture->path("lab.sqlite").toStdString()).value();
        session::ReprocessOptions options;
        options.method = std::move(method);
        options.runner = session::onThreads(1);
        const std::vector<db::RecordId> runs{1};
        return session::reprocess(store, runs, options).value().front();
    }
    Chromatogram trace() { return m_fixture->reader().loadSignal(1).value(); }

    std::unique_ptr<ReviewFixture> m_fixture;
};

QTEST_MAIN(TestDesktopReviewFitSaved)
#include "tst_desktop_review_fit_saved.moc"
