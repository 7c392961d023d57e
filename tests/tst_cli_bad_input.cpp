// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QStringConverter>
#include <QStringEncoder>
#include <QTemporaryDir>
#include <QTest>

#include "tests/run_tgc.h"

namespace {

const QByteArray standardsHeader = "level,replicate,amount_nmol,area\n";
const QByteArray goodStandards =
    standardsHeader + "a,1,10,4010\na,2,10,3990\nb,1,100,40100\nb,2,100,39900\nc,1,200,80020\n";
const QByteArray samplesHeader = "sample_id,vial_volume_mL,liquid_volume_mL,temperature_C,sampling,injection_volume_mL,"
                                 "area,charge_plated_mAh,charge_stripped_mAh\n";
const QByteArray goodSample = "s1,30,0.5,25,locked,0.5,40000,1,0.6\n";

} // namespace

/// Bad input is refused with exit status 2 and one sentence that names the file (and the line), and nothing is written.
class TestCliBadInput : public QObject {
    Q_OBJECT
private slots:
    void oneSentenceNothingStored_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("says"); // what the sentence must name
        const auto row = [](const char *name, const char *command, const QByteArray &content, const char *says) {
            QTest::newRow(name) << command << content << says;
        };
        row("trace: empty", "integrate", "", "bad.csv");
        row("trace: text in a number", "integrate", "time_s,signal_uV\n0,1\n1,abc\n2,3\n", "bad.csv:3");
        row("trace: NaN", "integrate", "time_s,signal_uV\n0,1\n1,nan\n2,3\n", "bad.csv:3");
        row("trace: unsorted", "integrate", "time_s,signal_uV\n0,1\n2,2\n1,3\n", "bad.csv:4");
        row("trace: foreign binary", "integrate", QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16), "bad.csv");
        row("trace: truncated netCDF", "integrate", QByteArray("CDF\1\0\0", 6), "bad.csv");
        row("trace: unknown unit of time", "integrate", "time_h,signal_uV\n0,1\n1,2\n", "bad.csv");
        row("standards: missing column", "calibrate", "level,replicate,area\na,1,2\n", "amount");
        row("standards: text in a number", "calibrate", standardsHeader + "a,1,ten,4000\n", "bad.csv:2");
        row("standards: duplicate header", "calibrate", "level,level,amount_nmol,area\na,b,1,2\n", "level");
        row("standards: empty", "calibrate", "", "bad.csv");
        row("standards: no rows", "calibrate", standardsHeader, "bad.csv");
        row("standards: unknown unit", "calibrate", "level,replicate,amount_mol,area\na,1,1,2\n", "amount");
        row("standards: pressure in Pa", "calibrate",
            "level,replicate,fraction_ppm,injection_volume_mL,pressure_kPa,temperature_C,area\na,1,100,0.5,101325,25,"
            "4\n",
            "bad.csv:2: column pressure_kPa: 101325 is no pressure");
        row("samples: missing column", "quantify", "sample_id,area\ns1,5\n", "bad.csv");
        row("samples: text in a number", "quantify", samplesHeader + "s1,thirty,0.5,25,locked,0.5,1,1,0.6\n",
            "bad.csv:2");
        row("samples: duplicate header", "quantify", "sample_id,area,area\ns1,5,5\n", "area");
        row("samples: contradictory vial volumes", "quantify",
            samplesHeader + goodSample + "s1,31,0.5,25,locked,0.5,40000,1,0.6\n", "bad.csv:3");
        row("samples: unknown sampling", "quantify", samplesHeader + "s1,30,0.5,25,poured,0.5,4,1,0.6\n", "bad.csv:2");
        row("import: contradictory vial volumes", "import",
            samplesHeader + goodSample + "s1,31,0.5,25,locked,0.5,40000,1,0.6\n", "bad.csv:3");
        row("import: text in a number", "import", samplesHeader + "s1,thirty,0.5,25,locked,0.5,1,1,0.6\n", "bad.csv");
        row("import: foreign binary", "import",
            QByteArray("\x7f"
                       "ELF\2\1\1\0\0\0\0",
                       11),
            "bad.csv");
    }
    void oneSentenceNothingStored()
    {
        QFETCH(QString, command);
        QFETCH(QByteArray, content);
        QFETCH(QString, says);
        QTemporaryDir folder;
        writeText(folder.filePath("bad.csv"), content);
        writeText(folder.filePath("good.csv"), samplesHeader + goodSample);
        writeText(folder.filePath("standards.csv"), goodStandards);
        QCOMPARE(runTgc({"calibrate", "standards.csv", "--out", "cal.json"}, folder.path()).status, 0);
        QCOMPARE(runTgc({"import", "good.csv", "--db", "lab.sqlite"}, folder.path()).status, 0);
        const QByteArray trail = runTgc({"verify", "--db", "lab.sqlite"}, folder.path()).out;
        QVERIFY(!trail.isEmpty());

        QStringList arguments{command, "bad.csv", "--db", "lab.sqlite"};
        if (command == "quantify") {
            arguments << "--calibration"
                      << "cal.json"
                      << "--store";
        }
        const TgcRun run = runTgc(arguments, folder.path());
        QVERIFY2(run.status == 2, run.out + run.err);
        QVERIFY2(run.err.count('\n') == 1 && run.err.endsWith('\n'), run.err);
        QVERIFY2(run.err.contains(says.toUtf8()), run.err);
        QVERIFY2(run.out.isEmpty() || command == "import", run.out);
        QCOMPARE(runTgc({"verify", "--db", "lab.sqlite"}, folder.path()).out, trail); // not one entry more
    }

    /// A wrong file in the place of CAL.json is named as such, in words and not in those of a parser.
    void aCalibrationThatIsNone()
    {
        QTemporaryDir folder;
        writeText(folder.filePath("good.csv"), samplesHeader + goodSample);
        for (const auto &[content, says] :
             {std::pair(samplesHeader, "it is no JSON"), std::pair(QByteArray(), "it is no JSON"),
              std::pair(QByteArray("[1,2]"), "it has no \"amount_unit\""),
              std::pair(QByteArray(R"({"amount_unit":"nmol","model":"linear"})"), "it has no \"origin\""),
              std::pair(QByteArray(R"({"amount_unit":1,"model":2,"origin":3,"weights":4,"coefficients":5,
                  "standard_errors":6,"covariance":7,"residual_sd":8,"dof":9,"range":10,"points":11})"),
                        "of another kind")}) {
            writeText(folder.filePath("cal.json"), content);
            const TgcRun run = runTgc({"quantify", "good.csv", "--calibration", "cal.json"}, folder.path());
            QCOMPARE(run.status, 2);
            QVERIFY2(run.err.contains("cal.json: not a calibration written by tgc calibrate") &&
                         run.err.contains(says) && run.err.count('\n') == 1 && !run.err.contains("parse") &&
                         !run.err.contains("exception"),
                     run.err);
        }
    }

    void storesThatCannotBeUsed()
    {
        QTemporaryDir folder;
        const TgcRun here = runTgc({"runs", "--db", folder.path()}, folder.path());
        QCOMPARE(here.status, 4);
        QVERIFY2(here.err.contains("it is a folder"), here.err);
        // A damaged store is a finding: a line on standard output, and no advice to run what is running.
        writeText(folder.filePath("broken.sqlite"), QByteArray("SQLite format 3\0", 16) + QByteArray(5000, 'x'));
        const TgcRun broken = runTgc({"verify", "--db", "broken.sqlite"}, folder.path());
        QCOMPARE(broken.status, 4);
        QVERIFY2(broken.out.startsWith("(file)") && broken.out.count('\n') == 1 && broken.err.isEmpty(), broken.err);
        QVERIFY2(!broken.out.contains("tgc verify"), broken.out);
    }

    void anEmptyBreakdownHasItsHeader()
    {
        QTemporaryDir folder;
        writeText(folder.filePath("good.csv"), "time_s,signal_uV\n0,1\n1,2\n2,1\n");
        QCOMPARE(runTgc({"import", "good.csv", "--db", "x.sqlite"}, folder.path()).status, 0);
        QCOMPARE(runTgc({"export", "breakdown", "--out", "b.csv", "--db", "x.sqlite"}, folder.path()).status, 0);
        QVERIFY(readBytes(folder.filePath("b.csv")).startsWith("sample_id,group,injections,"));
    }

    void aSampleWithoutGroupIsOfNoGroup()
    {
        QTemporaryDir folder;
        writeText(folder.filePath("good.csv"), samplesHeader + goodSample);
        writeText(folder.filePath("standards.csv"), goodStandards);
        QCOMPARE(runTgc({"calibrate", "standards.csv", "--out", "cal.json"}, folder.path()).status, 0);
        const TgcRun stored =
            runTgc({"quantify", "good.csv", "--calibration", "cal.json", "--store", "--db", "x.sqlite"}, folder.path());
        QVERIFY2(stored.status == 0, stored.err);
        for (const auto &[group, lines] : {std::pair("a", 1), std::pair("", 2)}) {
            const TgcRun run =
                runTgc({"export", "breakdown", "--group", group, "--out", "b.csv", "--db", "x.sqlite"}, folder.path());
            QVERIFY2(run.status == 0, run.err);
            QCOMPARE(readBytes(folder.filePath("b.csv")).count('\n'), lines);
        }
    }

    void whatWasUnderstoodIsSaid()
    {
        QTemporaryDir folder;
        writeText(folder.filePath("commas.csv"),
                  "level;replicate;amount_nmol;area\na;1;10;4010\na;2;10,5;3990\nb;1;100;40100\nc;1;200;24,000\n");
        const TgcRun commas = runTgc({"calibrate", "commas.csv", "--format", "csv"}, folder.path());
        QCOMPARE(commas.status, 0);
        QVERIFY2(commas.err.contains("commas.csv:5: \"24,000\" is read as 24.000: decimal comma"), commas.err);
        QCOMPARE(commas.err.count("decimal comma"), 1);
        QVERIFY(commas.out.startsWith("level,replicate,amount_nmol,area,"));
        QVERIFY(commas.out.left(commas.out.indexOf('\n')).contains(",b0,u_b0,b1,u_b1,residual_sd,"));
        writeText(folder.filePath("cut.csv"), "time_s,signal_uV\n0,1\n1,2\n2,1\n3,1");
        const TgcRun cut = runTgc({"integrate", "cut.csv", "--format", "csv"}, folder.path());
        QVERIFY2(cut.err.startsWith("tgc: warning: cut.csv:5"), cut.err);
        // UTF-16 cut within a character, here the first of line 5.
        QStringEncoder utf16(QStringConverter::Utf16LE, QStringConverter::Flag::WriteBom);
        const QByteArray whole = utf16.encode(QStringLiteral("time_s,signal_uV\n0,1\n1,2\n2,1\n3"));
        writeText(folder.filePath("wide.csv"), whole.chopped(1));
        const TgcRun wide = runTgc({"dump", "wide.csv"}, folder.path());
        QVERIFY2(wide.status == 0 && wide.out.endsWith("\n2,1\n"), wide.err);
        QVERIFY2(wide.err.startsWith("tgc: warning: wide.csv:5"), wide.err);
    }

    void othersAreStillDone()
    {
        QTemporaryDir folder;
        writeText(folder.filePath("bad.csv"), "time_s,signal_uV\n0,1\n1,abc\n");
        writeText(folder.filePath("good.csv"), "time_s,signal_uV\n0,1\n1,2\n2,1\n");
        const TgcRun run = runTgc({"integrate", "bad.csv", "good.csv"}, folder.path());
        QCOMPARE(run.status, 2);
        QCOMPARE(run.out.count('\n'), 1);
        const TgcRun nothing = runTgc({"integrate", "good.csv", "bad.csv", "--all-or-nothing"}, folder.path());
        QCOMPARE(nothing.status, 2);
        QVERIFY(nothing.out.isEmpty());
        const TgcRun import =
            runTgc({"import", "good.csv", "bad.csv", "--all-or-nothing", "--db", "x.sqlite"}, folder.path());
        QCOMPARE(import.status, 2);
        QVERIFY(!QFile::exists(folder.filePath("x.sqlite")));
    }

    void outputThatCannotBeWritten()
    {
        if (!QFile::exists("/dev/full")) {
            QSKIP("this system has no /dev/full");
        }
        QTemporaryDir folder;
        writeText(folder.filePath("standards.csv"), goodStandards);
        const TgcRun full = runTgc({"calibrate", "standards.csv"}, folder.path(), {}, TGC_PROGRAM, "/dev/full");
        QCOMPARE(full.status, 2);
        QCOMPARE(full.err.count('\n'), 1);
        const TgcRun missing = runTgc({"calibrate", "standards.csv", "--out", "no/such/cal.json"}, folder.path());
        QCOMPARE(missing.status, 2);
        QVERIFY(missing.out.isEmpty());
        // `head -c 1` closes its end of the pipe; the samples that follow meet a broken one.
        QByteArray trace = "time_s,signal_uV\n";
        for (int i = 0; i < 50000; ++i) {
            trace += QByteArray::number(i) + ",1\n";
        }
        writeText(folder.filePath("long.csv"), trace);
        const TgcRun pipe = runTgc({"-c", "set -o pipefail; \"$0\" dump long.csv | head -c 1", TGC_PROGRAM},
                                   folder.path(), {}, "/bin/bash");
        QCOMPARE(pipe.status, 2);
        QVERIFY2(pipe.err.isEmpty(), pipe.err);
    }

    void usageErrorsAreOneLine_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no command") << QStringList{};
        QTest::newRow("unknown command") << QStringList{"frobnicate"};
        QTest::newRow("unknown option") << QStringList{"runs", "--frobnicate"};
        QTest::newRow("missing argument") << QStringList{"integrate"};
        QTest::newRow("unknown format") << QStringList{"runs", "--format", "yaml"};
        QTest::newRow("bad target") << QStringList{"integrate", "x.csv", "--target", "H2"};
        QTest::newRow("no such mode") << QStringList{"integrate", "x.csv", "--mode", "magic"};
        QTest::newRow("fit between bounds") << QStringList{"integrate", "x.csv", "--mode", "fit", "--bounds", "b.csv"};
        QTest::newRow("negative seed") << QStringList{"demo", "--no-window", "--seed", "-1"};
        QTest::newRow("seed too large") << QStringList{"demo", "--no-window", "--seed", "99999999999999999999"};
        QTest::newRow("no such month") << QStringList{"runs", "--since", "2026-13-01"};
        QTest::newRow("no date") << QStringList{"runs", "--since", "yesterday"};
        QTest::newRow("a run of all runs") << QStringList{"export", "runs", "--run", "R1", "--out", "x.csv"};
        QTest::newRow("a run of the breakdown") << QStringList{"export", "breakdown", "--run", "R1", "--out", "x.csv"};
        QTest::newRow("a group of the trail") << QStringList{"export", "audit", "--group", "a", "--out", "x.csv"};
        QTest::newRow("demo in another store") << QStringList{"demo", "--no-window", "--db", "x.sqlite"};
        QTest::newRow("bad run") << QStringList{"show", "seven"};
        QTest::newRow("confidence of 95")
            << QStringList{"quantify", "s.csv", "--calibration", "c.json", "--confidence", "95"};
    }
    void usageErrorsAreOneLine()
    {
        QFETCH(QStringList, arguments);
        QTemporaryDir folder;
        const TgcRun run = runTgc(arguments, folder.path());
        QCOMPARE(run.status, 2);
        QVERIFY(run.out.isEmpty());
        QVERIFY2(run.err.count('\n') == 1 && run.err.startsWith("tgc: "), run.err);
    }
};

QTEST_GUILESS_MAIN(TestCliBadInput)
#include "tst_cli_bad_input.moc"
