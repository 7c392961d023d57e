// SPDX-License-Identifier: GPL-3.0-or-later
// A run that was integrated by a method: Review shows it, changes it and saves it with that method in force, in the
// bytes of the command line.
#include <QAbstractItemModel>
#include <QByteArrayList>
#include <QCoreApplication>
#include <QLineEdit>
#include <QStandardPaths>
#include <QTest>

#include "analysis/core/decimal.h"
#include "app/session/method_file.h"
#include "app/session/processing_record.h"
#include "tests/review_fixture.h"
#include "tests/run_tgc.h"

using namespace tgc;
using namespace tgc::desktop;

namespace {

/// A setting, two targets, events: each of them shows in the peaks of `fusedTrace`.
constexpr const char *methodText = "name = \"H2 TCD\"\n"
                                   "[integration]\npeak-width = 5\n"
                                   "[[target]]\nname = \"H2\"\nretention_s = 60\nhalf_window_s = 2\n"
                                   "[[target]]\nname = \"N2\"\nretention_s = 67\nhalf_window_s = 2\n"
                                   "[[event]]\nevent = \"valley-to-valley\"\ntime_s = 55\n"
                                   "[[event]]\nevent = \"integration-off\"\ntime_s = 80\nend_s = 100\n";

/// The rows of a CSV without quotes, these columns only, in their order.
QList<QByteArrayList> columnsOf(const QByteArray &csv, const QByteArrayList &wanted)
{
    QList<QByteArrayList> rows;
    QByteArrayList header;
    for (const QByteArray &line : csv.trimmed().split('\n')) {
        const QByteArrayList cells = line.trimmed().split(',');
        if (header.isEmpty()) {
            header = cells;
            continue;
        }
        QByteArrayList row;
        for (const QByteArray &column : wanted) {
            row << cells.value(header.indexOf(column));
        }
        rows << row;
    }
    return rows;
}

} // namespace

class TestDesktopReviewMethod : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName(QStringLiteral("tst_desktop_review_method"));
        applyAppearance(*qApp, qEnvironmentVariableIsSet("TGC_DARK") ? Appearance::Dark : Appearance::Light);
    }
    void init()
    {
        m_fixture = std::make_unique<ReviewFixture>();
        QVERIFY(!fusedTrace(m_fixture->path("fused.csv")).isEmpty());
        writeText(m_fixture->path("h2.toml"), methodText);
        tgc({"import", "fused.csv", "--db", "lab.sqlite"});
    }
    void cleanup() { m_fixture.reset(); }

    void theMethodStaysInForce()
    {
        tgc({"reprocess", "--all", "--method", "h2.toml", "--db", "lab.sqlite"});
        openReview(2); // the method leaves the third alone
        expectPeaksOf(m_fixture->versions().back());
        QVERIFY2(status().contains(QLatin1String("method H2 TCD version 1")), qPrintable(status()));
        QVERIFY2(status().contains(QLatin1String("result version 2")), qPrintable(status()));
        // Integrating anew with nothing typed changes nothing: the other target, too, is as it was.
        m_fixture->review().integrate();
        settle();
        expectPeaksOf(m_fixture->versions().back());
        QCOMPARE(m_fixture->peaks()[1].name, std::optional<std::string>("N2"));
        QVERIFY2(status().contains(QLatin1String("result version 2")), qPrintable(status()));
        // A change by hand, on top of the method.
        m_fixture->keyAt(61.0, Qt::Key_S);
        m_fixture->waitForPeaks(3);
        m_fixture->giveReasons(QStringLiteral("two gases"));
        settle();
        m_fixture->picture(QStringLiteral("review-method"));
        m_fixture->review().saveResult();
        QTRY_VERIFY_WITH_TIMEOUT(status().contains(QLatin1String("result version 3")), 10000);
        const auto all = m_fixture->versions();
        QCOMPARE(all.size(), std::size_t(3));
        QVERIFY(all[2].result.methodId.has_value());
        QCOMPARE(all[2].result.methodId, all[1].result.methodId);
        expectPeaksOf(all[2]);
        const QAbstractItemModel *list = m_fixture->review().tabs()->versions().list()->model();
        QCOMPARE(list->index(0, 4).data().toString(), QStringLiteral("H2 TCD version 1"));
        QCOMPARE(list->index(2, 4).data().toString(), QString());
        m_fixture->review().tabs()->tabs()->setCurrentWidget(&m_fixture->review().tabs()->versions());
        m_fixture->picture(QStringLiteral("review-method-versions"));
        expectBytesOfTheCommandLine();
    }

    void theWindowThatIsTypedIsH2s()
    {
        tgc({"reprocess", "--all", "--method", "h2.toml", "--db", "lab.sqlite"});
        openReview(2);
        auto *half = m_fixture->review().findChild<QLineEdit *>(QStringLiteral("h2HalfWindow"));
        half->setText(QStringLiteral("0.05")); // 3 s
        m_fixture->review().integrate();
        settle();
        m_fixture->review().saveResult();
        QTRY_VERIFY_WITH_TIMEOUT(status().contains(QLatin1String("result version 3")), 10000);
        const auto targets = session::targetsOf(m_fixture->versions().back().result, m_fixture->channel());
        QCOMPARE(targets.size(), std::size_t(2));
        QCOMPARE(targets[0].name, std::string("H2"));
        QCOMPARE(targets[0].halfWindow, seconds(3.0));
        QCOMPARE(targets[1].name, std::string("N2"));
        QCOMPARE(targets[1].halfWindow, seconds(2.0));
    }

    void aStatedPeakWidthStaysInForce()
    {
        {
            auto store = db::Store::open(m_fixture->path("lab.sqlite").toStdString()).value();
            const auto method = session::parseMethod(methodText, "h2.toml").value();
            const auto trace = store.loadSignal(1).value();
            Processing processing = method.processing;
            setPeakWidth(processing, seconds(12.0));
            const auto done = session::integrateChannel(store.run(1)->channels[0].name, trace, processing);
            QVERIFY(store
                        .saveResult(session::integrationRecord(1, Source::Simulated, {done},
                                                               *session::keepMethod(store, method)))
                        .has_value());
        }
        const auto before = m_fixture->versions().back();
        openReview(static_cast<int>(before.result.peaks.size()));
        expectPeaksOf(before);
        m_fixture->review().saveResult();
        QTRY_VERIFY_WITH_TIMEOUT(status().contains(QLatin1String("result version 3")), 10000);
        QCOMPARE(m_fixture->versions().back().result.inputsJson, before.result.inputsJson);
        QVERIFY(before.result.inputsJson.find("\"peak_width_s\":12") != std::string::npos);
    }

private:
    QByteArray tgc(const QStringList &arguments)
    {
        const TgcRun run = runTgc(arguments, m_fixture->folder.path());
        if (run.status != 0) {
            qWarning("%s", run.err.constData());
        }
        return run.status == 0 ? run.out : QByteArray("failed");
    }
    void openReview(int peaks)
    {
        m_fixture->open();
        press(&m_fixture->desk->window(), Qt::Key_3, Qt::ControlModifier);
        m_fixture->waitForPeaks(peaks);
    }
    void settle()
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_fixture->desk->lab().jobs().running() == 0, 10000);
        QCoreApplication::processEvents();
    }
    QString status() { return m_fixture->review().status(); }
    /// What is on the screen is what is stored, to the last bit.
    void expectPeaksOf(const db::StoredResult &stored)
    {
        const auto &shown = m_fixture->peaks();
        QCOMPARE(shown.size(), stored.result.peaks.size());
        for (std::size_t i = 0; i < shown.size(); ++i) {
            QCOMPARE(inDetectorUnitSeconds(shown[i].area), stored.result.peaks[i].area);
            QCOMPARE(inSeconds(shown[i].start), stored.result.peaks[i].start_s);
            QCOMPARE(shown[i].name, stored.result.peaks[i].name);
        }
    }
    /// The result saved last, exported, beside what the command line makes of the file by the same method and events.
    void expectBytesOfTheCommandLine()
    {
        QByteArray table = "time_s,event,value,end_s,reason\n";
        for (const IntegrationEvent &event : m_fixture->events()) {
            const auto end = event.end ? shortest(inSeconds(*event.end)) : std::string();
            table += QByteArray::fromStdString(shortest(inSeconds(event.start)) + "," +
                                               std::string(eventInfo(event.kind).name) + "," + valueText(event) + "," +
                                               end + "," + event.reason + "\n");
        }
        writeText(m_fixture->path("events.csv"), table);
        const QByteArrayList columns{
            "channel", "name",   "apex_s",         "height",          "area", "area_unit", "area_u",
            "start_s", "end_s",  "baseline_start", "baseline_end",    "code", "rule",      "width_half_s",
            "tailing", "plates", "resolution",     "signal_to_noise", "flags"};
        const auto integrated = columnsOf(
            tgc({"integrate", "fused.csv", "--method", "h2.toml", "--events", "events.csv", "--format", "csv"}),
            columns);
        tgc({"export", "peaks", "--out", "peaks.csv", "--db", "lab.sqlite"});
        QCOMPARE(integrated.size(), 3);
        QCOMPARE(columnsOf(readBytes(m_fixture->path("peaks.csv")), columns), integrated);
    }

    std::unique_ptr<ReviewFixture> m_fixture;
};

QTEST_MAIN(TestDesktopReviewMethod)
#include "tst_desktop_review_method.moc"
