// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "tests/run_tgc.h"
#include "tests/shared_data.h"

namespace {

/// A triangle of height 100 and base 4 s on a flat baseline: area 200 exactly (half of base times height).
QByteArray triangle()
{
    QByteArray text = "time_s,signal_uV\n";
    for (int i = 0; i <= 400; ++i) {
        const double t = 0.1 * i;
        const double away = std::abs(t - 20.0);
        text += QByteArray::number(t, 'g', 17) + ',' +
                QByteArray::number(away < 2.0 ? 100.0 - 50.0 * away : 0.0, 'g', 17) + '\n';
    }
    return text;
}

const QByteArray standards =
    "level,replicate,amount_nmol,area\na,1,10,4010\na,2,10,3990\nb,1,100,40100\nb,2,100,39900\n"
    "c,1,200,80020\n";

} // namespace

class TestCliContract : public QObject {
    Q_OBJECT
private slots:
    void helpAndVersion()
    {
        QTemporaryDir folder;
        QCOMPARE(runTgc({"--version"}, folder.path()).status, 0);
        const TgcRun help = runTgc({"--help"}, folder.path());
        QCOMPARE(help.status, 0);
        for (const char *command :
             {"integrate", "dump", "calibrate", "quantify", "import", "samples", "runs", "show", "reprocess", "watch",
              "export", "verify", "backup", "restore", "self-test", "demo"}) {
            QVERIFY2(help.out.contains(command), command);
            const TgcRun page = runTgc({command, "--help"}, folder.path());
            QCOMPARE(page.status, 0);
            QVERIFY2(page.out.contains("Example:") && page.out.contains("--db") && page.err.isEmpty(), command);
        }
    }

    void integrateKeys()
    {
        QTemporaryDir folder;
        writeText(folder.filePath("t.csv"), triangle());
        const TgcRun run = runTgc({"integrate", "t.csv", "--target", "H2=20:2", "--timing"}, folder.path());
        QVERIFY2(run.status == 0, run.err);
        const QJsonObject line = QJsonDocument::fromJson(run.out).object();
        for (const char *key : {"trace", "channel", "signal_unit", "points", "rate_hz", "noise", "drift_per_min",
                                "algorithm", "peaks", "rejected", "vendor_peaks", "warnings", "integrate_ms"}) {
            QVERIFY2(line.contains(key), key);
        }
        QCOMPARE(line["trace"].toString(), QString("t.csv"));
        QCOMPARE(line["signal_unit"].toString(), QString("uV"));
        QVERIFY(line["integrate_ms"].isDouble());
        QCOMPARE(line["peaks"].toArray().size(), 1);
        const QJsonObject peak = line["peaks"].toArray()[0].toObject();
        for (const char *key : {"name", "apex_s", "height", "area", "area_unit", "area_u", "start_s", "end_s",
                                "baseline_start", "baseline_end", "code", "rule", "width_half_s", "tailing", "plates",
                                "resolution", "signal_to_noise", "flags"}) {
            QVERIFY2(peak.contains(key), key);
        }
        QCOMPARE(peak["name"].toString(), QString("H2"));
        QCOMPARE(peak["area_unit"].toString(), QString("uV*s"));
        QVERIFY(std::abs(peak["area"].toDouble() - 200.0) < 0.5);
        QVERIFY(peak["flags"].isArray());
        QVERIFY(QJsonDocument::fromJson(runTgc({"integrate", "t.csv"}, folder.path()).out)
                    .object()["integrate_ms"]
                    .isNull());
    }

    void saysWhyThereIsNoPeak()
    {
        QTemporaryDir folder;
        writeText(folder.filePath("t.csv"), triangle());
        const TgcRun run = runTgc({"integrate", "t.csv", "--why", "20"}, folder.path());
        QVERIFY2(run.status == 0, run.err);
        const QString why = QJsonDocument::fromJson(run.out).object()["why"].toString();
        QVERIFY2(why.contains("belongs to the peak"), qPrintable(why));
        QVERIFY(QString(run.err).contains(why));
        const TgcRun bad = runTgc({"integrate", "t.csv", "--why", "soon"}, folder.path());
        QCOMPARE(bad.status, 2);
        QVERIFY2(QString(bad.err).contains("--why"), bad.err);
    }

    void fittedPeaksKeepTheClassicArea() // never instead of it in silence
    {
        QTemporaryDir folder;
        writeText(folder.filePath("t.csv"), triangle());
        const TgcRun run = runTgc({"integrate", "t.csv", "--target", "H2=20:2", "--mode", "fit"}, folder.path());
        QVERIFY2(run.status == 0, run.err);
        const QJsonObject line = QJsonDocument::fromJson(run.out).object();
        QCOMPARE(line["algorithm"].toObject()["name"].toString(), QString("tgc-fit"));
        const QJsonObject peak = line["peaks"].toArray()[0].toObject();
        QCOMPARE(peak["name"].toString(), QString("H2"));
        QCOMPARE(peak["rule"].toString(), QString("fit"));
        const QJsonObject plain = QJsonDocument::fromJson(runTgc({"integrate", "t.csv"}, folder.path()).out).object();
        const QJsonObject classic = plain["peaks"].toArray()[0].toObject();
        QCOMPARE(peak["classic_area"].toDouble(), classic["area"].toDouble());
        QVERIFY(!classic.contains("classic_area"));
        const TgcRun table = runTgc({"integrate", "t.csv", "--mode", "fit", "--format", "csv"}, folder.path());
        QVERIFY2(table.out.split('\n').first().contains(",flags,classic_area,"), table.out); // the measures follow
    }

    void boundsAreExact()
    {
        QTemporaryDir folder;
        writeText(folder.filePath("t.csv"), triangle());
        // The left half, then the left quarter of its base: 100, and a triangle of 1 s by 50: 25.
        writeText(folder.filePath("b.csv"),
                  "start_s,end_s,baseline_start,baseline_end,name\n18,20,0,0,left\n18,19,0,0,\n");
        const TgcRun run = runTgc({"integrate", "t.csv", "--bounds", "b.csv"}, folder.path());
        QVERIFY2(run.status == 0, run.err);
        const QJsonArray peaks = QJsonDocument::fromJson(run.out).object()["peaks"].toArray();
        QCOMPARE(peaks.size(), 2);
        QVERIFY(std::abs(peaks[0].toObject()["area"].toDouble() - 100.0) < 1e-9);
        QVERIFY(std::abs(peaks[1].toObject()["area"].toDouble() - 25.0) < 1e-9);
        QCOMPARE(peaks[0].toObject()["name"].toString(), QString("left"));
        QVERIFY(peaks[1].toObject()["name"].isNull());
        QCOMPARE(peaks[0].toObject()["rule"].toString(), QString("forced"));
    }

    void calibrateKeys()
    {
        QTemporaryDir folder;
        writeText(folder.filePath("s.csv"), standards);
        const TgcRun run = runTgc({"calibrate", "s.csv", "--out", "cal.json"}, folder.path());
        QVERIFY2(run.status == 0, run.err);
        QCOMPARE(readBytes(folder.filePath("cal.json")), run.out);
        const QJsonObject curve = QJsonDocument::fromJson(run.out).object();
        for (const char *key :
             {"amount_unit", "model", "origin", "weights", "coefficients", "standard_errors", "covariance",
              "residual_sd", "r2", "dof", "range", "lod", "loq", "critical", "lack_of_fit", "points"}) {
            QVERIFY2(curve.contains(key), key);
        }
        QCOMPARE(curve["dof"].toInt(), 3); // five points, two coefficients
    }

    /// What should be known of a curve that can be fitted is said on standard error.
    void cautionsOfACurve()
    {
        QTemporaryDir folder;
        writeText(folder.filePath("turns.csv"), "level,replicate,amount_nmol,area\na,1,10,930\nb,1,20,1720\nc,1,40,"
                                                "2880\nd,1,60,3480\ne,1,80,3520\nf,1,100,3000\n");
        const TgcRun turns = runTgc({"calibrate", "turns.csv", "--model", "quadratic"}, folder.path());
        QVERIFY2(turns.status == 0 && turns.err.contains("turns.csv: the quadratic turns at 71.4"), turns.err);
        QCOMPARE(QJsonDocument::fromJson(turns.out).object()["flags"].toArray(), QJsonArray{"curve-turns"});
        writeText(folder.filePath("uneven.csv"), "level,replicate,amount_nmol,area\na,1,10,4000\nb,1,20,8010\nb,2,20,"
                                                 "7990\nc,1,40,16010\n");
        const TgcRun uneven = runTgc({"calibrate", "uneven.csv", "--from", "means"}, folder.path());
        QVERIFY2(uneven.status == 0 && uneven.err.contains("from 1 to 2 injections and each mean counts the same"),
                 uneven.err);
        QVERIFY(runTgc({"calibrate", "uneven.csv"}, folder.path()).err.isEmpty());
    }

    void dumpKeepsEverySample()
    {
        QTemporaryDir folder;
        writeText(folder.filePath("t.csv"), triangle());
        const TgcRun once = runTgc({"dump", "t.csv"}, folder.path());
        QCOMPARE(once.status, 0);
        writeText(folder.filePath("again.csv"), once.out);
        const auto numbers = [](const QByteArray &text) { return text.mid(text.indexOf("\n0,")); };
        QCOMPARE(numbers(runTgc({"dump", "again.csv"}, folder.path()).out), numbers(once.out));
        QCOMPARE(numbers(once.out).count('\n'), 402);
    }

    void optionsBeforeAndAfter()
    {
        QTemporaryDir folder;
        writeText(folder.filePath("s.csv"), standards);
        const TgcRun before = runTgc({"--format", "csv", "calibrate", "s.csv"}, folder.path());
        const TgcRun after = runTgc({"calibrate", "s.csv", "--format", "csv"}, folder.path());
        QCOMPARE(before.status, 0);
        QCOMPARE(before.out, after.out);
        QVERIFY(before.out.startsWith("level,replicate,amount_nmol,area,"));
    }

    void sameThroughALinkAndFromElsewhere()
    {
        QTemporaryDir folder;
        writeText(folder.filePath("s.csv"), standards);
        QVERIFY(QFile::link(TGC_PROGRAM, folder.filePath("linked")));
        const TgcRun here = runTgc({"calibrate", "s.csv"}, folder.path());
        QCOMPARE(runTgc({"calibrate", "s.csv"}, folder.path(), {}, folder.filePath("linked")).out, here.out);
        QCOMPARE(runTgc({"calibrate", folder.filePath("s.csv")}, "/").out, here.out);
        // The demonstration has to find its study from there too.
        QCOMPARE(runTgc({"demo", "--no-window", "--out", "d"}, folder.path(), {}, folder.filePath("linked")).status, 0);
    }

    void aGermanLocaleChangesNoByte_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("integrate") << QStringList{"integrate", "t.csv", "--target", "H2=20:2.5"};
        QTest::newRow("integrate table") << QStringList{"integrate", "t.csv", "--format", "table"};
        QTest::newRow("dump") << QStringList{"dump", "t.csv"};
        QTest::newRow("calibrate") << QStringList{"calibrate", "s.csv"};
        QTest::newRow("refusal") << QStringList{"calibrate", "t.csv"};
    }
    void aGermanLocaleChangesNoByte()
    {
        QFETCH(QStringList, arguments);
        QTemporaryDir folder;
        writeText(folder.filePath("t.csv"), triangle());
        writeText(folder.filePath("s.csv"), standards);
        const TgcRun plain = runTgc(arguments, folder.path(), "C");
        const TgcRun german = runTgc(arguments, folder.path(), "de_DE.UTF-8");
        QCOMPARE(german.status, plain.status);
        QCOMPARE(german.out, plain.out);
        QCOMPARE(german.err, plain.err);
    }

    void fusionRunNamesH2ByItsOwnCalibration()
    {
        if (!haveSharedData()) {
            QSKIP("no ../shared/data beside the checkout");
        }
        const QString file = QString::fromStdString(
            (sharedData() / "chromatograms/fusion-microgc-h2/original/cu10mA_20220608T1322Z.fusion-data.json")
                .string());
        const TgcRun run = runTgc({"integrate", file}, "/tmp");
        QVERIFY2(run.status == 0, run.err);
        QCOMPARE(run.out.count('\n'), 2); // a line a channel
        const QJsonObject line = QJsonDocument::fromJson(run.out.left(run.out.indexOf('\n'))).object();
        QCOMPARE(line["targets"].toArray()[0].toObject()["origin"].toString(), QString("file-calibration"));
        int named = 0;
        for (const auto &peak : line["peaks"].toArray()) {
            if (peak.toObject()["name"].toString() == "H2") {
                ++named;
                // 5673.66 counts*s by the instrument (peaks.csv of the data set), within 1 %.
                QVERIFY(std::abs(peak.toObject()["area"].toDouble() / 5673.66 - 1.0) < 0.01);
            }
        }
        QCOMPARE(named, 1);
        QCOMPARE(runTgc({"integrate", file, "--bounds", file}, "/tmp").status, 2);
    }
};

QTEST_GUILESS_MAIN(TestCliContract)
#include "tst_cli_contract.moc"
