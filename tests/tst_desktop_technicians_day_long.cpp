// SPDX-License-Identifier: GPL-3.0-or-later
// A technician's day in one window, by mouse and keyboard alone: the real station and the simulated bench as processes of
// their own, from an empty store to an approved result and a backup. The tests are the hours of one day and go on from
// one another. The truth is what the simulator announces of its vials.
#include <QApplication>
#include <QComboBox>
#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QListWidget>
#include <QSettings>
#include <QStandardPaths>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>
#include <QTimer>
#include <cmath>
#include <csignal>

#include "app/desktop/bench/bench_headline.h"
#include "app/desktop/bench/bench_queue_model.h"
#include "app/desktop/bench/bench_strip.h"
#include "app/desktop/bench/bench_workspace.h"
#include "app/desktop/bench/device_card.h"
#include "app/desktop/bench/dose_panel.h"
#include "app/desktop/bench/prompt_list.h"
#include "app/desktop/bench/queue_panel.h"
#include "app/desktop/bench/station_link.h"
#include "app/desktop/bench/stop_panel.h"
#include "app/desktop/calibration/calibration_list.h"
#include "app/desktop/inactive/breakdown_model.h"
#include "app/desktop/plot/live_plot.h"
#include "app/desktop/records/exception_model.h"
#include "app/desktop/review/run_list_model.h"
#include "db/anchor.h"
#include "tests/faster_bench.h"
#include "tests/spreadsheet.h"
#include "tests/technicians_hours.h"

using namespace tgc;
using namespace tgc::desktop;

namespace {

constexpr int lines = 13; ///< of resources/demo/queue.csv
constexpr int runs = 22; ///< injections of them
const QString ready = QStringLiteral("✓  ready"); ///< what a device's card says
const QString notInitialised = QStringLiteral("!  not initialised");
} // namespace

class TestDesktopTechniciansDayLong : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_bench.path("config"));
        QCoreApplication::setApplicationName(QStringLiteral("tgc-workbench"));
        applyAppearance(*qApp, qEnvironmentVariableIsSet("TGC_DARK") ? Appearance::Dark : Appearance::Light);
        const QDir data(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
        QVERIFY(data.mkpath(QStringLiteral("simulated-bench")));
        db::OpenOptions options;
        options.anchors = data.filePath(QString::fromLatin1(db::anchorFolderName)).toStdString();
        // The store that the simulated bench records into: one window for all of the day.
        auto store =
            db::Store::open(data.filePath(QStringLiteral("simulated-bench/runs.sqlite")).toStdString(), options);
        QVERIFY2(store.has_value(), store ? "" : store.error().message.c_str());
        m_at.desk = std::make_unique<Desk>(std::move(*store), std::make_unique<StationLink>());
        m_at.window().resize(1280, 800);
        m_at.window().show();
        QVERIFY(QTest::qWaitForWindowExposed(&m_at.window()));
        m_at.window().activateWindow();
    }
    void cleanup()
    {
        QVERIFY(QApplication::activeModalWidget() == nullptr);
        if (QTest::currentTestFailed()) {
            m_at.picture(QStringLiteral("day-failed-in-%1").arg(QTest::currentTestFunction()));
            m_broken = true;
        }
    }
    void init()
    {
        if (m_broken) {
            QSKIP("an earlier hour of this day failed");
        }
    }

    void theBenchIsStartedFromTheWindow()
    {
        m_at.goTo("Bench");
        m_at.picture(QStringLiteral("day-01-no-bench"));
        QVERIFY(hands::click(bench(), QStringLiteral("Start the simulated bench")));
        QVERIFY(m_at.said(*bench().messages(), QStringLiteral("The simulated bench is running"), 60000));
        QTRY_VERIFY_WITH_TIMEOUT(m_at.window().titleLine().simulatedShown(), 30000); // the band that cannot be closed
        for (const auto &[device, state] : {std::pair("adc", ready), std::pair("gauge", ready), std::pair("gc", ready),
                                            std::pair("sampler", ready), std::pair("pump", notInitialised)}) {
            DeviceCard *card = bench().card(QString::fromUtf8(device));
            QVERIFY2(card != nullptr, device);
            QTRY_VERIFY2_WITH_TIMEOUT(card->text().contains(state), qPrintable(card->text()), 20000);
        }
        QVERIFY(hands::click(*bench().messages(), QStringLiteral("Load an example queue")));
        QVERIFY(m_at.said(*bench().messages(), QStringLiteral("%1 lines added").arg(lines)));
        QCOMPARE(queue().model()->rowCount(), lines);
        m_at.picture(QStringLiteral("day-02-queue-loaded"));
        // The pump moves liquid: its word is asked for first.
        hands::clickTab(bench().findChild<QTabWidget *>()->tabBar(), QStringLiteral("Titrant"));
        QVERIFY(!bench().dosePanel()->initialiseButton()->isEnabled());
        QVERIFY(hands::click(*bench().dosePanel(), QStringLiteral("It moves liquid")));
        m_at.picture(QStringLiteral("day-03-pump"));
        QVERIFY(hands::click(*bench().dosePanel(), QStringLiteral("Initialise pump")));
        QVERIFY(m_at.said(*bench().messages(), QStringLiteral("The pump is initialised"), 60000));
        hands::clickTab(bench().findChild<QTabWidget *>()->tabBar(), QStringLiteral("Queue"));
    }

    void aVialIsSealedAndDosedByHand() { m_at.sealDoseAndDraw(); }

    void theQueueRunsWithAPersonBesideIt()
    {
        m_at.goTo("Bench");
        press(bench().plot(), Qt::Key_F5);
        QTRY_VERIFY_WITH_TIMEOUT(!bench().headline()->runText().contains(QLatin1String("not recording")), 60000);
        m_at.picture(QStringLiteral("day-08-recording"));
        // The three ways to stop are looked at, and left: nothing stops.
        QVERIFY(hands::click(bench(), QStringLiteral("■  Stop ...")));
        QVERIFY(bench().stopPanel()->isVisible());
        for (const char *way : {"After this step", "Now, and keep", "Now, to the safe state"}) {
            QVERIFY2(hands::buttonSaying(*bench().stopPanel(), QString::fromUtf8(way)) != nullptr, way);
        }
        m_at.picture(QStringLiteral("day-09-stop-panel"));
        press(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!bench().stopPanel()->isVisible());
        QCOMPARE(doneLines() + runningLines() > 0, true);

        // Until the last line: a cable comes loose and is put back, and the person types what the gauge shows.
        BenchStrip *strip = m_at.window().findChild<BenchStrip *>();
        bool chipSeen = false;
        bool mended = false;
        bool refusedValue = false;
        int answered = 0;
        QElapsedTimer clock;
        clock.start();
        while (doneLines() < lines && clock.elapsed() < 900000) {
            QTest::qWait(50);
            const bool chip = strip->chip()->isVisible();
            if (chip && !chipSeen) {
                chipSeen = true;
                QVERIFY2(strip->chip()->text().contains(QLatin1String("gauge")), qPrintable(strip->chip()->text()));
                QVERIFY(bench().trouble()->isVisible());
                QVERIFY2(bench().trouble()->text().contains(QLatin1String("gauge")),
                         qPrintable(bench().trouble()->text()));
                QTRY_VERIFY_WITH_TIMEOUT(!bench().card(QStringLiteral("gauge"))->text().contains(ready), 5000);
                m_at.picture(QStringLiteral("day-10-gauge-lost"));
                m_at.goTo("Samples"); // on every workspace
                QVERIFY(strip->chip()->isVisible());
                QTest::mouseClick(strip->chip(), Qt::LeftButton);
                QCOMPARE(m_at.window().current()->title(), QStringLiteral("Bench"));
            }
            mended = mended || (chipSeen && !chip);
            if (bench().prompts()->cards().empty()) {
                continue;
            }
            PromptCard *card = bench().prompts()->cards().front();
            if (!card->doneButton()->isEnabled()) {
                continue; // answered, and on its way
            }
            if (!refusedValue) {
                hands::typeInto(card->valueField(), QStringLiteral("about 100"));
                QTest::mouseClick(card->doneButton(), Qt::LeftButton);
                QTRY_VERIFY(hands::says(*card, QStringLiteral("about 100")));
                m_at.picture(QStringLiteral("day-11-prompt-refused"));
                refusedValue = true;
            }
            hands::typeInto(card->valueField(), QStringLiteral("101,3"));
            press(card->valueField(), Qt::Key_Return);
            ++answered;
        }
        QCOMPARE(doneLines(), lines);
        QVERIFY(chipSeen);
        QTRY_VERIFY_WITH_TIMEOUT(!strip->chip()->isVisible(), 30000);
        QVERIFY(bench().card(QStringLiteral("gauge"))->text().contains(ready));
        QCOMPARE(answered, 10); // draws from vials: four blanks, three samples of two injections each
        m_at.picture(QStringLiteral("day-12-queue-done"));
        qInfo("the queue took %lld s", static_cast<long long>(clock.elapsed() / 1000));
    }

    void theRunsAreReviewed()
    {
        m_at.goTo("Review");
        QTRY_COMPARE_WITH_TIMEOUT(m_at.review().runTable()->model()->rowCount(), runs, 20000);
        for (int run = 1; run <= runs; ++run) {
            m_at.openRun(QStringLiteral("R%1").arg(run));
            if (run == 1) {
                m_at.picture(QStringLiteral("day-13-review"));
            }
            // The H2 window, typed where the recording did not bring the bench's along.
            auto *at = hands::fieldNamed(m_at.review(), "h2Retention");
            if (at->text().isEmpty()) {
                hands::typeInto(at, QStringLiteral("0,875"));
                hands::typeInto(hands::fieldNamed(m_at.review(), "h2HalfWindow"), QStringLiteral("0,125"));
                press(hands::fieldNamed(m_at.review(), "h2HalfWindow"), Qt::Key_Return);
            }
            QTRY_VERIFY_WITH_TIMEOUT(peakNamed("H2") >= 0, 10000);
            if (run == runs) { // one end is drawn by hand; that needs a reason
                const QString before = hands::cellText(*m_at.review().peakTable(), peakNamed("H2"), 3);
                m_at.dragEnd(peakNamed("H2"), 6);
                QTRY_VERIFY_WITH_TIMEOUT(m_at.review().status().contains(QLatin1String("changed")), 10000);
                m_at.picture(QStringLiteral("day-14-dragged"));
                press(m_at.review().runTable(), Qt::Key_S, Qt::ControlModifier);
                QVERIFY(m_at.said(*m_at.review().messages(), QStringLiteral("has no reason yet")));
                m_at.giveReason(QStringLiteral("the tail was cut"));
            }
            press(m_at.review().runTable(), Qt::Key_S, Qt::ControlModifier);
            QVERIFY(m_at.said(*m_at.review().messages(), QStringLiteral("R%1: saved as result version").arg(run)));
        }
        m_at.picture(QStringLiteral("day-15-reviewed"));
    }

    void theCurveIsSaved()
    {
        m_at.goTo("Calibration");
        const QString rows = spreadsheet::standards([this](auto... of) { return runOf(of...); });
        CalibrationWorkspace &calibration = m_at.desk->calibration();
        if (hands::buttonSaying(calibration, QStringLiteral("Paste standards")) != nullptr) {
            hands::copyFromASpreadsheet(rows);
            QVERIFY(hands::click(calibration, QStringLiteral("Paste standards")));
        } else {
            m_at.paste(calibration.table(), rows);
        }
        QTRY_VERIFY2_WITH_TIMEOUT(calibration.words()->text().contains(QLatin1String("LOD")),
                                  qPrintable(calibration.words()->text()), 20000);
        m_at.picture(QStringLiteral("day-16-curve"));
        press(calibration.table(), Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(m_at.desk->lab().curve().has_value(), 10000);
        m_at.picture(QStringLiteral("day-17-curve-saved"));
    }

    void theInactiveLithiumIsFound()
    {
        m_at.goTo("Samples");
        const QString rows = spreadsheet::vials([this](auto... of) { return runOf(of...); },
                                                [this](int position) { return m_bench.truth(position); });
        m_at.paste(sheet(), rows);
        QVERIFY(m_at.said(*m_at.desk->samples().messages(), QStringLiteral("10 row(s) taken over")));
        m_at.picture(QStringLiteral("day-18-samples"));
        m_at.goTo("Inactive Li");
        const QAbstractItemModel &found = m_at.desk->inactive().breakdown();
        QTRY_COMPARE_WITH_TIMEOUT(found.rowCount(), 3, 30000);
        m_at.picture(QStringLiteral("day-19-breakdown"));
        for (const auto &[name, position] :
             {std::pair("carbonate-1", 5), std::pair("ether-1", 6), std::pair("dead-metal-1", 7)}) {
            const auto truth = m_bench.truth(position);
            const int row = rowOfSample(found, QLatin1String(name));
            QVERIFY2(row >= 0, name);
            closeTo(found, row, BreakdownModel::LiCharge, truth.li0_mAh, name);
            closeTo(found, row, BreakdownModel::Sei, truth.sei_mAh, name);
            QCOMPARE(found.index(row, BreakdownModel::Decision).data().toString(), QStringLiteral("quantified"));
        }
        m_at.saveAndExport(m_bench.path(""), 3);
    }

    void theRecordsAreApprovedVerifiedAndBackedUp()
    {
        m_at.approveVerifyAndBackUp(QStringLiteral("R%1, integration").arg(runs), m_bench.path(""));
    }

    void cleanupTestCase()
    {
        // The simulated bench ends with the program.
        QTimer::singleShot(0, qApp, &QCoreApplication::quit);
        QCoreApplication::exec();
        m_at.desk.reset();
    }

private:
    BenchWorkspace &bench() { return m_at.desk->bench(); }
    QTableView &queue() { return *bench().queuePanel()->table(); }
    SheetView *sheet() { return m_at.desk->samples().table(); }
    int linesThat(const char *state)
    {
        int count = 0;
        for (int row = 0; row < queue().model()->rowCount(); ++row) {
            count += hands::cellText(queue(), row, BenchQueueModel::State).contains(QLatin1String(state)) ? 1 : 0;
        }
        return count;
    }
    int doneLines() { return linesThat("done"); }
    int runningLines() { return linesThat("active"); }
    int peakNamed(const char *name)
    {
        const QTableView &peaks = *m_at.review().peakTable();
        return hands::rowSaying(peaks, 0, QString::fromUtf8(name));
    }
    /// The name of the sample's n-th run, as the list in Review shows it: the newest stands first.
    QString runOf(const QString &sample, int n)
    {
        const QTableView &list = *m_at.review().runTable();
        for (int row = list.model()->rowCount() - 1; row >= 0; --row) {
            if (hands::cellText(list, row, RunListModel::Sample) == sample && --n == 0) {
                return hands::cellText(list, row, RunListModel::Number);
            }
        }
        return QStringLiteral("?");
    }
    static int rowOfSample(const QAbstractItemModel &model, const QString &name)
    {
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.index(row, BreakdownModel::Sample).data().toString() == name) {
                return row;
            }
        }
        return -1;
    }
    /// Within two standard uncertainties as shown (docs/method.md: 95 %); the seed is fixed, so no chance is taken anew.
    static void closeTo(const QAbstractItemModel &model, int row, int column, double truth, const char *name)
    {
        const double value = model.index(row, column).data().toString().toDouble();
        const double u =
            model.index(row, column + 1).data().toString().remove(QStringLiteral("±")).trimmed().toDouble();
        qInfo("%s: %g +- %g mAh, in truth %g", name, value, u, truth);
        QVERIFY(u > 0.0);
        QVERIFY2(std::abs(value - truth) <= 2.0 * u, name);
    }

    FasterBench m_bench;
    TechniciansHours m_at;
    bool m_broken = false;
};

QTEST_MAIN(TestDesktopTechniciansDayLong)
#include "tst_desktop_technicians_day_long.moc"
