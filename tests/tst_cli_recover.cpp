// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QJsonValue>
#include <QTemporaryDir>
#include <QTest>

#include "tests/run_tgc.h"
#include "tests/spool_builder.h"

using namespace tgc;
using recording::Mark;
using test::SpoolBuilder;
namespace fs = std::filesystem;

namespace {

QList<QJsonObject> lines(const TgcRun &run)
{
    QList<QJsonObject> objects;
    for (const QByteArray &line : run.out.split('\n')) {
        if (!line.isEmpty()) {
            objects << QJsonDocument::fromJson(line).object();
        }
    }
    return objects;
}

/// The numbers of a native CSV, comments apart.
QList<QByteArray> samplesOf(const QByteArray &csv)
{
    QList<QByteArray> rows;
    for (const QByteArray &line : csv.split('\n')) {
        if (!line.isEmpty() && !line.startsWith('#')) {
            rows << line;
        }
    }
    return rows;
}

} // namespace

/// Recordings beside the store, through the real program.
class TestCliRecover : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    TgcRun tgc(QStringList arguments, const QString &db = "lab.sqlite") const
    {
        arguments << "--db" << db;
        return runTgc(arguments, m_folder.path());
    }
    fs::path spool(const std::string &name, const std::string &db = "lab.sqlite") const
    {
        return fs::path(m_folder.path().toStdString()) / (db + "-spool") / (name + ".spool");
    }

private slots:
    void aRunningRunIsListedShownAndExported()
    {
        auto recorder = std::move(*recording::Recorder::open({spool("x").parent_path(), std::chrono::milliseconds(5)},
                                                             {}, recording::systemSpoolFiles()));
        QVERIFY(recorder->begin(test::header("live")).has_value());
        recorder->mark({Mark::Kind::Zero, 100.0, {}, 1, ""});
        for (std::uint64_t n = 0; n < 50; ++n) {
            (void)recorder->take(test::sample(n));
        }
        QTRY_COMPARE(recorder->state().durable, std::uint64_t{50});
        // No store is there yet.
        auto listed = lines(tgc({"runs", "--format", "json"}));
        QCOMPARE(listed.size(), 1);
        QCOMPARE(listed[0]["run"], QJsonValue("live"));
        QCOMPARE(listed[0]["status"], QJsonValue("running"));
        QCOMPARE(listed[0]["source"], QJsonValue("simulated"));
        QCOMPARE(listed[0]["sample_id"], QJsonValue("S1"));
        QCOMPARE(listed[0]["points"], QJsonValue(100));
        QCOMPARE(listed[0]["channels"].toArray().size(), 2);
        QVERIFY(listed[0]["ended_utc"].isNull());
        const auto shown = lines(tgc({"show", "live", "--format", "json"}));
        QCOMPARE(shown[0]["level"], QJsonValue("0.1"));
        QCOMPARE(shown[0]["marks"].toArray().size(), 1);
        QVERIFY(!QString::fromUtf8(QJsonDocument(shown[0]).toJson()).contains("interrupted"));

        const TgcRun many = tgc({"export", "chromatogram", "--run", "live", "--out", "live.csv"});
        QCOMPARE(many.status, 2);
        QVERIFY2(many.err.contains("live: choose one of its channels with --channel: TCD, FID1"), many.err);
        const TgcRun one = tgc({"export", "chromatogram", "--run", "live", "--channel", "FID1", "--out", "live.csv"});
        QVERIFY2(one.status == 0, one.err);
        const QByteArray csv = readBytes(m_folder.filePath("live.csv"));
        QVERIFY2(csv.contains("# source: simulated\n"), csv.left(200));
        QCOMPARE(samplesOf(csv).size(), 51);
        QCOMPARE(samplesOf(csv)[0], QByteArray("time_s,signal_pA"));

        // Alive, it is left alone.
        const TgcRun recovered = tgc({"recover", "--format", "json"});
        QVERIFY2(recovered.status == 0, recovered.err);
        QCOMPARE(lines(recovered)[0]["outcome"], QJsonValue("running"));
        QVERIFY(fs::exists(spool("live")));

        recorder.reset(); // dies without an end
        listed = lines(tgc({"runs", "--format", "json", "--status", "interrupted"}));
        QCOMPARE(listed.size(), 1);
        QCOMPARE(listed[0]["run"], QJsonValue("live"));
        QVERIFY(lines(tgc({"runs", "--format", "json", "--status", "running"})).isEmpty());
        for (const QStringList &filter :
             {QStringList{"--sample", "S2"}, {"--group", "H"}, {"--text", "nowhere"}, {"--since", "2027-01-01"}}) {
            QVERIFY(lines(tgc(QStringList{"runs", "--format", "json"} + filter)).isEmpty());
        }
        for (const QStringList &filter :
             {QStringList{"--sample", "S1"}, {"--group", "G"}, {"--text", "fid"}, {"--since", "2026-11-25"}}) {
            QCOMPARE(lines(tgc(QStringList{"runs", "--format", "json"} + filter)).size(), 1);
        }

        const TgcRun adopted = tgc({"recover", "--format", "json"});
        QVERIFY2(adopted.status == 0, adopted.err);
        QCOMPARE(lines(adopted)[0]["outcome"], QJsonValue("adopted"));
        QCOMPARE(lines(adopted)[0]["run"], QJsonValue("R1"));
        QVERIFY2(adopted.err.contains("interrupted"), adopted.err);
        QVERIFY(!fs::exists(spool("live")));
        listed = lines(tgc({"runs", "--format", "json"}));
        QCOMPARE(listed.size(), 1);
        QCOMPARE(listed[0]["run"], QJsonValue("R1"));
        QCOMPARE(listed[0]["status"], QJsonValue("interrupted"));
        // By either name, the same samples.
        for (const char *name : {"R1", "live"}) {
            const TgcRun again =
                tgc({"export", "chromatogram", "--run", name, "--channel", "FID1", "--out", "again.csv"});
            QVERIFY2(again.status == 0, again.err);
            QCOMPARE(samplesOf(readBytes(m_folder.filePath("again.csv"))), samplesOf(csv));
        }
        const TgcRun nothing = tgc({"recover"});
        QCOMPARE(nothing.status, 0);
        QCOMPARE(nothing.out, QByteArray("no recording waits to be recovered\n"));
        QCOMPARE(tgc({"verify"}).status, 0);
    }
    void aTornTailIsLeftOutAndTheRestSaid()
    {
        SpoolBuilder builder;
        builder.samples(0, 30)
            .mark({Mark::Kind::Zero, 101.0, {}, 1, ""})
            .mark({Mark::Kind::Gap, 102.9, 105.2, 1, "link lost"})
            .trend({"gauge.p", "kPa", 101.3, 2'000'000'000, 102.0});
        builder.bytes().resize(builder.bytes().size() - 3);
        builder.write(spool("torn", "torn.sqlite"));
        SpoolBuilder whole(test::header("whole"));
        whole.samples(52, 60)
            .trend({"gauge.p", "kPa", 101.3, 2'000'000'000, 105.3})
            .end("stopped")
            .write(spool("whole", "torn.sqlite"));
        QCOMPARE(lines(tgc({"runs", "--format", "json", "--status", "stopped"}, "torn.sqlite")).size(), 1);
        const TgcRun recovered = tgc({"recover", "--format", "json"}, "torn.sqlite");
        QVERIFY2(recovered.status == 0, recovered.err);
        QCOMPARE(lines(recovered).size(), 2);
        QCOMPARE(lines(recovered)[0]["samples"], QJsonValue(30));
        QVERIFY2(recovered.err.contains("R1: gap of 2.3 s at 1.9 s: link lost"), recovered.err);
        const TgcRun shown = tgc({"show", "R1", "--format", "table"}, "torn.sqlite");
        QVERIFY2(shown.out.contains("gap of 2.3 s at 1.9 s: link lost"), shown.out);
        QVERIFY2(shown.out.contains("zero"), shown.out);
        const auto second = lines(tgc({"show", "R2", "--format", "json"}, "torn.sqlite"));
        QCOMPARE(second[0]["channels"].toArray().size(), 2);
        QCOMPARE(second[0]["recorded_beside"].toArray()[0].toObject()["signal"], QJsonValue("gauge.p"));
        const TgcRun trend =
            tgc({"export", "chromatogram", "--run", "R2", "--channel", "gauge.p", "--out", "-"}, "torn.sqlite");
        QVERIFY2(trend.out.contains("time_s,signal_kPa\n"), trend.out + trend.err);
    }
    void whatCannotBeReadStaysWithASentence()
    {
        SpoolBuilder builder;
        builder.samples(0, 5);
        builder.bytes()[40] ^= 1U; // in the header
        builder.write(spool("broken", "broken.sqlite"));
        SpoolBuilder().samples(0, 5).end().write(spool("good", "broken.sqlite"));
        const TgcRun recovered = tgc({"recover", "--format", "json"}, "broken.sqlite");
        QCOMPARE(recovered.status, 4);
        QVERIFY2(recovered.err.contains("broken.spool: the recording broke off within its first record"),
                 recovered.err);
        QCOMPARE(recovered.err.count('\n'), 2); // and of the good one that no injection was seen
        QCOMPARE(lines(recovered)[0]["outcome"], QJsonValue("left"));
        QCOMPARE(lines(recovered)[1]["outcome"], QJsonValue("adopted"));
        QVERIFY(fs::exists(spool("broken", "broken.sqlite")));
        QCOMPARE(tgc({"show", "broken"}, "broken.sqlite").status, 4);
        QCOMPARE(tgc({"show", "nothing"}, "broken.sqlite").status, 2);
        QCOMPARE(tgc({"show", "../broken"}, "broken.sqlite").status, 2);
        QCOMPARE(tgc({"runs"}, "none.sqlite").status, 4);
    }
    /// A program that died before the header was whole: nothing was recorded, and nothing is to be done.
    void whatBrokeOffAtOnceIsRemoved()
    {
        SpoolBuilder none;
        none.bytes().clear();
        none.write(spool("none", "begun.sqlite"));
        SpoolBuilder torn;
        torn.bytes().resize(60);
        torn.write(spool("torn", "begun.sqlite"));
        const TgcRun recovered = tgc({"recover", "--format", "json"}, "begun.sqlite");
        QVERIFY2(recovered.status == 0, recovered.err);
        QCOMPARE(lines(recovered)[0]["outcome"], QJsonValue("nothing"));
        QCOMPARE(lines(recovered)[1]["outcome"], QJsonValue("nothing"));
        QVERIFY(!fs::exists(spool("none", "begun.sqlite")));
        QVERIFY(!fs::exists(spool("torn", "begun.sqlite")));
    }
};

QTEST_GUILESS_MAIN(TestCliRecover)
#include "tst_cli_recover.moc"
