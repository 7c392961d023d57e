// SPDX-License-Identifier: GPL-3.0-or-later
// Events, methods and reprocessing through the real program.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "analysis/peaks/integration_event.h"
#include "tests/bells.h"
#include "tests/run_tgc.h"

namespace {

QByteArray csvOf(const tgc::Chromatogram &trace)
{
    return QByteArray::fromStdString(csvText(trace));
}

QJsonObject objectIn(const QByteArray &out)
{
    return QJsonDocument::fromJson(out.split('\n').first()).object();
}

} // namespace

class TestCliEvents : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;

    TgcRun tgc(const QStringList &arguments) { return runTgc(arguments, m_folder.path()); }
    void write(const char *name, const QByteArray &text) { writeText(m_folder.filePath(name), text); }

private slots:
    void initTestCase()
    {
        write("run.csv", csvOf(bellTrace({{60.0, 1000.0}, {65.5, 500.0}, {110.0, 60.0}})));
        write("h2.toml", "name = \"H2 TCD\"\n[integration]\nmin-area = 500\n[[target]]\nname = \"H2\"\n"
                         "retention_s = 60\nhalf_window_s = 2\n");
        write("events.csv",
              "time_s,event,value,end_s,reason\n61,split-peak,,,two gases\n110,add-peak,,120,small one\n");
    }
    void listsEveryEvent()
    {
        const TgcRun run = tgc({"integrate", "--list-events", "--format", "csv"});
        QCOMPARE(run.status, 0);
        QCOMPARE(run.out.trimmed().split('\n').size(), qsizetype(::tgc::eventTable().size() + 1));
        QVERIFY(run.out.contains("threshold,detection,interval,2..1e+06,noise SD,6,yes,"));
        QCOMPARE(tgc({"integrate"}).status, 2);
    }
    void integratesByMethodAndEvents()
    {
        const QJsonObject plain = objectIn(tgc({"integrate", "run.csv"}).out);
        QCOMPARE(plain["peaks"].toArray().size(), 3);
        QVERIFY(plain["method"].isNull());
        const TgcRun run = tgc({"integrate", "run.csv", "--method", "h2.toml", "--events", "events.csv"});
        QCOMPARE(run.status, 0);
        const QJsonObject object = objectIn(run.out);
        QCOMPARE(object["method"].toString(), QStringLiteral("H2 TCD"));
        QCOMPARE(object["targets"].toArray()[0].toObject()["origin"].toString(), QStringLiteral("method"));
        const QJsonArray events = object["events"].toArray();
        QCOMPARE(events.size(), 2);
        QCOMPARE(events[0].toObject()["reason"].toString(), QStringLiteral("two gases"));
        const QJsonArray peaks = object["peaks"].toArray();
        QCOMPARE(peaks.size(), 4); // split in two; the small one refused by the method, put back by hand
        QCOMPARE(peaks[0].toObject()["name"].toString(), QStringLiteral("H2"));
        QVERIFY(peaks[0].toObject()["flags"].toArray().contains("manual"));
        QVERIFY(!peaks[2].toObject()["flags"].toArray().contains("manual"));
        QCOMPARE(peaks[3].toObject()["rule"].toString(), QStringLiteral("forced"));
    }
    void warnsOfWhatDoesNothing()
    {
        write("nothing.csv", "time_s,event,value\n20,split-peak,\n");
        const TgcRun run = tgc({"integrate", "run.csv", "--events", "nothing.csv"});
        QCOMPARE(run.status, 0);
        QVERIFY2(run.err.contains("split-peak at 20 s: no peak stands there"), run.err);
    }
    void refusesBadRowsByLine_data()
    {
        QTest::addColumn<QByteArray>("table");
        QTest::addColumn<QByteArray>("sentence");
        QTest::newRow("misspelt") << QByteArray("time_s,event,value\n5,threshold,8\n6,treshold,8\n")
                                  << QByteArray("e.csv:3: column event: there is no event \"treshold\"; did you mean "
                                                "\"threshold\"?");
        QTest::newRow("no number") << QByteArray("time_s,event,value\nnoon,threshold,8\n")
                                   << QByteArray("e.csv:2: column time_s");
        QTest::newRow("no end") << QByteArray("time_s,event,value\n5,add-peak,\n")
                                << QByteArray("add-peak needs an end");
        QTest::newRow("no event column") << QByteArray("time_s,value\n5,1\n") << QByteArray("event");
    }
    void refusesBadRowsByLine()
    {
        QFETCH(QByteArray, table);
        QFETCH(QByteArray, sentence);
        write("e.csv", table);
        const TgcRun run = tgc({"integrate", "run.csv", "--events", "e.csv"});
        QCOMPARE(run.status, 2);
        QVERIFY2(run.err.contains(sentence), run.err);
        QVERIFY(run.out.isEmpty());
    }
    void refusesWhatDoesNotGoTogether()
    {
        write("b.csv", "start_s,end_s\n50,70\n");
        QCOMPARE(tgc({"integrate", "run.csv", "--bounds", "b.csv", "--events", "events.csv"}).status, 2);
        const TgcRun fit = tgc({"integrate", "run.csv", "--mode", "fit", "--events", "events.csv"});
        QCOMPARE(fit.status, 2);
        QVERIFY2(fit.err.contains("split-peak"), fit.err);
        const TgcRun method = tgc({"integrate", "run.csv", "--method", "events.csv"});
        QCOMPARE(method.status, 2);
        QVERIFY2(method.err.contains("events.csv:1: "), method.err);
    }
    void suggestsEventsThatCanBeUsed()
    {
        const TgcRun run = tgc({"integrate", "run.csv", "--suggest-events", "--format", "csv"});
        QCOMPARE(run.status, 0);
        const double width = run.out.split('\n').value(1).split(',').value(2).toDouble();
        QVERIFY2(std::abs(width - 2.3548 * 1.5) < 0.1, run.out);
        write("suggested.csv", run.out);
        QCOMPARE(tgc({"integrate", "run.csv", "--events", "suggested.csv"}).status, 0);
    }
    void keepsMethodAndEventsAndReprocesses()
    {
        QCOMPARE(tgc({"import", "run.csv", "--db", "lab.sqlite"}).status, 0);
        const TgcRun run = tgc({"reprocess", "--all", "--method", "h2.toml", "--db", "lab.sqlite", "--format", "csv"});
        QVERIFY2(run.status == 0, run.err);
        QCOMPARE(run.out, QByteArray("run,version,method,events,peaks\nR1,2,H2 TCD,0,2\n"));
        const QJsonObject shown = objectIn(tgc({"show", "R1", "--db", "lab.sqlite", "--format", "json"}).out);
        const QJsonObject how = shown["integration"].toObject();
        QCOMPARE(how["version"].toString(), QStringLiteral("2"));
        QCOMPARE(how["method"].toString(), QStringLiteral("H2 TCD version 1"));
        QCOMPARE(how["method_sha256"].toString().size(), 64);
        QCOMPARE(how["algorithm"].toString(), QStringLiteral("tgc-classic"));
        QVERIFY(how["events"].isArray());
        QCOMPARE(tgc({"export", "peaks", "--out", "peaks.csv", "--db", "lab.sqlite"}).status, 0);
        const QByteArray peaks = readBytes(m_folder.filePath("peaks.csv"));
        QVERIFY2(peaks.split('\n')[0].endsWith("source,version,algorithm,method,events"), peaks);
        QVERIFY2(peaks.contains(",imported,2,tgc-classic 1,H2 TCD version 1,0"), peaks);
        QCOMPARE(tgc({"verify", "--db", "lab.sqlite"}).status, 0);
        QCOMPARE(tgc({"reprocess", "R1", "--db", "lab.sqlite"}).status, 0);
        QCOMPARE(tgc({"reprocess", "--db", "lab.sqlite"}).status, 2);
        QCOMPARE(tgc({"reprocess", "R1", "--all", "--db", "lab.sqlite"}).status, 2);
        QCOMPARE(tgc({"reprocess", "R99", "--db", "lab.sqlite"}).status, 2);
    }
    void invertedHydrogenIsNoStandard()
    {
        write("down.csv", csvOf(bellTrace({{60.0, -400.0}, {100.0, 900.0}}, 1.0)));
        write("down-standards.csv", "level,replicate,amount_nmol,trace\n1,1,10,down.csv\n2,1,20,down.csv\n");
        const TgcRun refused = tgc({"calibrate", "down-standards.csv", "--method", "h2.toml"});
        QCOMPARE(refused.status, 2);
        QVERIFY2(refused.err.contains("inverted or N- or W-shaped") && refused.err.contains("polarity"), refused.err);
    }
    void calibratesAndQuantifiesByMethod()
    {
        QByteArray table = "level,replicate,amount_nmol,trace\n";
        for (int level = 1; level <= 4; ++level) {
            const QByteArray name = "std" + QByteArray::number(level) + ".csv";
            write(name.constData(), csvOf(bellTrace({{60.0, 250.0 * level}, {100.0, 900.0}}, 1.0)));
            table += QByteArray::number(level) + ",1," + QByteArray::number(10 * level) + "," + name + "\n";
        }
        write("standards.csv", table);
        QCOMPARE(tgc({"calibrate", "standards.csv"}).status, 2); // nothing says where H2 elutes
        const TgcRun byMethod = tgc({"calibrate", "standards.csv", "--method", "h2.toml"});
        QVERIFY2(byMethod.status == 0, byMethod.err);
        QCOMPARE(byMethod.out, tgc({"calibrate", "standards.csv", "--target", "H2=60:2"}).out);
    }
};

QTEST_APPLESS_MAIN(TestCliEvents)
#include "tst_cli_events.moc"
