// SPDX-License-Identifier: GPL-3.0-or-later
// Review shows a stored result as it was stored, tells where this program would integrate otherwise, and offers that.
#include <QCoreApplication>
#include <QPointF>
#include <QPushButton>
#include <QStandardPaths>
#include <QTest>

#include "app/session/run_records.h"
#include "app/session/stored_channel.h"
#include "tests/review_fixture.h"

using namespace tgc;
using namespace tgc::desktop;

class TestDesktopReviewSaved : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName(QStringLiteral("tst_desktop_review_saved"));
        applyAppearance(*qApp, qEnvironmentVariableIsSet("TGC_DARK") ? Appearance::Dark : Appearance::Light);
    }
    void init()
    {
        m_fixture = std::make_unique<ReviewFixture>();
        m_fixture->openWithRun();
        m_fixture->desk->lab().store().waitUntilIdle();
        m_fixture->desk.reset();
    }
    void cleanup() { m_fixture.reset(); }

    /// What is read back is what was written: every number of a channel, to the last bit.
    void aStoredChannelIsReadBack()
    {
        const auto stored = m_fixture->versions().back().result;
        const auto trace = m_fixture->reader().loadSignal(1).value();
        const auto read = session::storedChannel(stored, m_fixture->channel(), trace).value();
        QVERIFY(read.has_value());
        const auto anew = session::integrateChannel(m_fixture->channel(), trace, {});
        QVERIFY(samePeaks(read->result.peaks, anew.result.peaks));
        QCOMPARE(read->result.noise, anew.result.noise);
        QCOMPARE(read->result.noisePeakToPeak, anew.result.noisePeakToPeak);
        QCOMPARE(read->result.rate_Hz, anew.result.rate_Hz);
        QCOMPARE(read->result.points, anew.result.points);
        QCOMPARE(read->result.rejected.size(), anew.result.rejected.size());
        QCOMPARE(read->result.warnings, anew.result.warnings);
        QVERIFY(std::abs(*read->result.drift / *anew.result.drift - 1.0) < 1e-12); // kept by the minute
        QVERIFY(!session::storedChannel(stored, "no such channel", trace)->has_value());
        auto strange = stored;
        strange.peaks.front().rule = "by-magic";
        const auto refused = session::storedChannel(strange, m_fixture->channel(), trace);
        QVERIFY(!refused && refused.error().message.find("by-magic") != std::string::npos);
    }

    void theStoredPeaksAreShown()
    {
        saveAltered();
        openReview();
        expectStored(m_fixture->versions().back());
        QVERIFY2(status().contains(QLatin1String("result version 2")), qPrintable(status()));
        // The baselines in the plot, too: its handle stands where the stored one begins.
        const db::PeakRecord &first = m_fixture->versions().back().result.peaks[0];
        const auto grip = m_fixture->plot().handles().gripOf({PeakHandle::Kind::BaselineStart, 0});
        QVERIFY(grip.has_value());
        const QPointF wanted = m_fixture->plot().pixelAt(first.start_s, first.baselineStart);
        QVERIFY(std::abs(grip->x() - wanted.x()) < 0.5 && std::abs(grip->y() - wanted.y()) < 0.5);
    }

    /// Areas were stored 5 % too large: this program's are 4.76 % smaller, the second peak's 9.09 %.
    void whatThisProgramWouldMakeIsSaidAndOffered()
    {
        saveAltered();
        openReview();
        QTRY_VERIFY_WITH_TIMEOUT(messages().contains(QLatin1String("integrates it otherwise")), 20000);
        QVERIFY2(messages().contains(QLatin1String("as it was saved in version 2 (tgc-classic 1)")),
                 qPrintable(messages()));
        QVERIFY2(messages().contains(QLatin1String("-9.09 %")), qPrintable(messages()));
        QVERIFY2(messages().contains(QLatin1String("1 peak more")), qPrintable(messages()));
        m_fixture->picture(QStringLiteral("review-stored"));
        m_fixture->review().saveResult(); // as it is: there is nothing to save
        QVERIFY2(messages().contains(QLatin1String("nothing new to save")), qPrintable(messages()));
        QCOMPARE(m_fixture->versions().size(), std::size_t(2));
        offer()->click();
        m_fixture->waitForPeaks(3);
        QVERIFY(samePeaks(m_fixture->peaks(), m_fixture->expected()));
        QVERIFY2(status().contains(QLatin1String("changed, not saved")), qPrintable(status()));
        QVERIFY2(m_fixture->review().tabs()->versions().words().contains(QLatin1String("what is shown")),
                 qPrintable(m_fixture->review().tabs()->versions().words()));
        m_fixture->review().saveResult();
        QTRY_VERIFY_WITH_TIMEOUT(status().contains(QLatin1String("result version 3")), 10000);
        const auto all = m_fixture->versions();
        QCOMPARE(all.size(), std::size_t(3));
        QVERIFY(!status().contains(QLatin1String("not saved")));
        expectStored(all.back());
    }

    void withoutADifferenceNothingIsSaid()
    {
        openReview(3);
        settle();
        QVERIFY2(messages().isEmpty(), qPrintable(messages()));
        QVERIFY(samePeaks(m_fixture->peaks(), m_fixture->expected()));
    }

    /// A change by hand acts on what this program integrates; taking it back shows what was stored.
    void aChangeIsIntegratedAndUndoneToWhatWasStored()
    {
        saveAltered();
        openReview();
        settle();
        m_fixture->keyAt(61.0, Qt::Key_S);
        m_fixture->waitForPeaks(4);
        QVERIFY(samePeaks(m_fixture->peaks(), m_fixture->expected()));
        press(canvas(m_fixture->plot()), Qt::Key_Z, Qt::ControlModifier);
        m_fixture->waitForPeaks(2);
        expectStored(m_fixture->versions().back());
        QVERIFY(!status().contains(QLatin1String("not saved")));
        // Discarding does the same.
        m_fixture->keyAt(61.0, Qt::Key_S);
        m_fixture->waitForPeaks(4);
        emit m_fixture->review().tabs()->events().discardRequested();
        m_fixture->waitForPeaks(2);
        expectStored(m_fixture->versions().back());
    }

    /// What earlier programs did not keep comes of the comparison, where the peaks are the same.
    void anOlderRecordIsCompleted()
    {
        auto record = m_fixture->versions().back().result;
        const auto rejected =
            session::integrateChannel(m_fixture->channel(), m_fixture->reader().loadSignal(1).value(), {})
                .result.rejected;
        const auto at = record.outputsJson.find(",\"rejected\":");
        const auto end = record.outputsJson.find(']', at);
        record.outputsJson.erase(at, end - at + 1);
        save(record);
        openReview(3);
        settle();
        QVERIFY(samePeaks(m_fixture->peaks(), m_fixture->expected()));
        QVERIFY2(messages().isEmpty(), qPrintable(messages()));
        m_fixture->review().saveResult();
        QTRY_VERIFY_WITH_TIMEOUT(status().contains(QLatin1String("result version 3")), 10000);
        const auto trace = m_fixture->reader().loadSignal(1).value();
        QCOMPARE((*session::storedChannel(m_fixture->versions().back().result, m_fixture->channel(), trace))
                     ->result.rejected.size(),
                 rejected.size());
    }

    void aResultOfAnUnknownAlgorithmIsShown()
    {
        auto record = altered();
        record.algorithmVersion = "0";
        record.outputsJson = "[]";
        save(record);
        openReview();
        expectStored(m_fixture->versions().back());
        QTRY_VERIFY_WITH_TIMEOUT(messages().contains(QLatin1String("does not have tgc-classic 0")), 20000);
        QVERIFY2(m_fixture->review().tabs()->versions().words().contains(QLatin1String("tgc-classic 0")),
                 qPrintable(m_fixture->review().tabs()->versions().words()));
    }

private:
    /// The newest result as another program might have made it: 5 % more area, the second peak 10 %, a third missing.
    db::NewResult altered()
    {
        auto record = m_fixture->versions().back().result;
        for (db::PeakRecord &peak : record.peaks) {
            peak.area *= 1.05;
            peak.baselineStart -= 12.5;
        }
        record.peaks[1].area *= 1.1 / 1.05;
        record.peaks.pop_back();
        return record;
    }
    void save(const db::NewResult &record)
    {
        auto store = db::Store::open(m_fixture->path("lab.sqlite").toStdString()).value();
        QVERIFY(store.saveResult(record).has_value());
    }
    void saveAltered() { save(altered()); }
    void openReview(int peaks = 2)
    {
        m_fixture->open();
        press(&m_fixture->desk->window(), Qt::Key_3, Qt::ControlModifier);
        m_fixture->waitForPeaks(peaks);
    }
    void settle()
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_fixture->desk->lab().jobs().running() == 0, 20000);
        QCoreApplication::processEvents();
    }
    QString status() { return m_fixture->review().status(); }
    QString messages() { return m_fixture->review().messages()->text(); }
    QPushButton *offer()
    {
        for (QPushButton *button : m_fixture->review().messages()->findChildren<QPushButton *>()) {
            if (button->text() == QLatin1String("Integrate anew")) {
                return button;
            }
        }
        qFatal("nothing is offered");
    }
    /// What is on the screen is what is stored, to the last bit.
    void expectStored(const db::StoredResult &stored)
    {
        const auto &shown = m_fixture->peaks();
        QCOMPARE(shown.size(), stored.result.peaks.size());
        for (std::size_t i = 0; i < shown.size(); ++i) {
            const db::PeakRecord &peak = stored.result.peaks[i];
            QCOMPARE(inDetectorUnitSeconds(shown[i].area), peak.area);
            QCOMPARE(inDetectorUnits(shown[i].height), peak.height);
            QCOMPARE(inSeconds(shown[i].start), peak.start_s);
            QCOMPARE(inSeconds(shown[i].end), peak.end_s);
            QCOMPARE(inDetectorUnits(shown[i].baselineStart), peak.baselineStart);
            QCOMPARE(shown[i].name, peak.name);
            QCOMPARE(shown[i].flags, peak.flags);
        }
    }

    std::unique_ptr<ReviewFixture> m_fixture;
};

QTEST_MAIN(TestDesktopReviewSaved)
#include "tst_desktop_review_saved.moc"
