// SPDX-License-Identifier: GPL-3.0-or-later
// Measures, noise by ASTM and suitability rules through the real program.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "tests/bells.h"
#include "tests/run_tgc.h"

namespace {

QByteArray csvOf(const tgc::Chromatogram &trace)
{
    return QByteArray::fromStdString(csvText(trace));
}

QJsonObject line(const QByteArray &out, qsizetype number)
{
    return QJsonDocument::fromJson(out.split('\n').value(number)).object();
}

} // namespace

class TestCliMeasures : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;

    TgcRun tgc(const QStringList &arguments) { return runTgc(arguments, m_folder.path()); }
    void write(const char *name, const QByteArray &text) { writeText(m_folder.filePath(name), text); }

private slots:
    void initTestCase()
    {
        for (int i = 1; i <= 3; ++i) {
            const QByteArray name = "r" + QByteArray::number(i) + ".csv";
            write(name.constData(), csvOf(bellTrace({{60.0, 990.0 + 10.0 * i}, {110.0, 500.0}})));
        }
        write("blank.csv", csvOf(bellTrace({}, 2.0)));
        write("h2.toml", "[[target]]\nname = \"H2\"\nretention_s = 60\nhalf_window_s = 2\n"
                         "[[suitability]]\npeak = \"H2\"\nquantity = \"area\"\noperator = \"<=\"\nlimit = 2\n"
                         "aggregate = \"rsd\"\n"
                         "[[suitability]]\npeak = \"H2\"\nquantity = \"tailing\"\noperator = \"<=\"\nlimit = 1.2\n");
        write("strict.toml", "[[target]]\nname = \"H2\"\nretention_s = 60\nhalf_window_s = 2\n"
                             "[[suitability]]\npeak = \"H2\"\nquantity = \"area\"\noperator = \"<=\"\nlimit = 0.5\n"
                             "aggregate = \"rsd\"\n");
    }
    /// A Gaussian of sigma 1.5 s: 4.895493661, 4.291932053 and 4 sigma (analysis.md 3.2).
    void measuresStandBesideEachPeak()
    {
        const TgcRun run = tgc({"integrate", "r1.csv", "--dead-time", "20"});
        QVERIFY2(run.status == 0, run.err);
        const QJsonObject object = line(run.out, 0);
        QVERIFY(object["measures_edition"].toString().contains(QStringLiteral("621")));
        const QJsonObject m = object["peaks"].toArray()[0].toObject()["measures"].toObject();
        QVERIFY(std::abs(m["width_5_s"].toDouble() - 4.895493661 * 1.5) < 0.05);
        QVERIFY(std::abs(m["width_10_s"].toDouble() - 4.291932053 * 1.5) < 0.05);
        QVERIFY(std::abs(m["width_base_s"].toDouble() - 6.0) < 0.15);
        QVERIFY(std::abs(m["retention_factor"].toDouble() - 2.0) < 1e-3);
        QCOMPARE(m["noise_window"].toObject()["rule"].toString(), QStringLiteral("5xW50"));
        const TgcRun csv = tgc({"integrate", "r1.csv", "--format", "csv"});
        QVERIFY2(csv.out.split('\n')[0].endsWith("noise_window_points"), csv.out.split('\n')[0]);
    }
    void theNoiseOfABlankIsTaken()
    {
        const QJsonObject own = line(tgc({"integrate", "r1.csv"}).out, 0);
        const TgcRun run = tgc({"integrate", "r1.csv", "--blank", "blank.csv"});
        QVERIFY2(run.status == 0, run.err);
        const QJsonObject object = line(run.out, 0);
        QCOMPARE(object["noise_blank"].toString(), QStringLiteral("blank.csv"));
        QVERIFY(own["noise_blank"].isNull());
        const auto ratio = [](const QJsonObject &o) {
            return o["peaks"]
                .toArray()[0]
                .toObject()["measures"]
                .toObject()["signal_to_noise_pharmacopoeia"]
                .toDouble();
        };
        QVERIFY(ratio(own) > 1.3 * ratio(object)); // twice the noise, another window
        QCOMPARE(tgc({"integrate", "r1.csv", "--blank", "no.csv"}).status, 2);
    }
    void noiseByAstmOnRequest()
    {
        QVERIFY(line(tgc({"integrate", "blank.csv"}).out, 0)["noise_astm"].isNull());
        const TgcRun run = tgc({"integrate", "blank.csv", "--noise", "all", "--sensitivity", "4"});
        QVERIFY2(run.status == 0, run.err);
        const QJsonObject noise = line(run.out, 0)["noise_astm"].toObject();
        QVERIFY(std::abs(noise["rms"].toDouble() - 2.0) < 0.15); // as made
        QCOMPARE(noise["minimum_detectability_mg_per_mL"].toDouble(), 2.0 * noise["noise"].toDouble() / 4.0);
        const TgcRun csv = tgc({"integrate", "blank.csv", "--noise", "10:100", "--format", "csv"});
        QVERIFY2(csv.out.startsWith("trace,channel,kind,from_s,to_s,"), csv.out);
        for (const char *bad : {"90", "50:20", "-5:20", "0:500", "x:y"}) {
            const TgcRun refused = tgc({"integrate", "blank.csv", QStringLiteral("--noise=") + QLatin1String(bad)});
            QVERIFY2(refused.status == 2 && refused.err.contains("--noise"), refused.err);
        }
        QVERIFY(tgc({"integrate", "blank.csv", "--sensitivity", "4"}).err.contains("needs --noise"));
    }
    void suitabilityIsJudgedOverTheRunsOfOneCall()
    {
        const TgcRun run = tgc({"integrate", "r1.csv", "r2.csv", "r3.csv", "--method", "h2.toml"});
        QVERIFY2(run.status == 0, run.err);
        const QJsonObject last = line(run.out, 3);
        QVERIFY(last["passed"].toBool());
        const QJsonArray verdicts = last["suitability"].toArray();
        QCOMPARE(verdicts.size(), 2);
        QCOMPARE(verdicts[0].toObject()["n"].toInt(), 3);
        QVERIFY(std::abs(verdicts[0].toObject()["value"].toDouble() - 0.99) < 0.2); // of 1000, 1010, 1020: 0.990 %
        const TgcRun failed = tgc({"integrate", "r1.csv", "r2.csv", "r3.csv", "--method", "strict.toml"});
        QCOMPARE(failed.status, 1);
        QVERIFY2(failed.err.contains("suitability: fail: RSD of H2 area <= 0.5 % over 3 runs; it is "), failed.err);
        QVERIFY(!line(failed.out, 3)["passed"].toBool(true));
        const TgcRun few = tgc({"integrate", "r1.csv", "r2.csv", "--method", "strict.toml"});
        QCOMPARE(few.status, 0);
        QVERIFY2(few.err.contains("n too small"), few.err);
        QVERIFY(line(few.out, 2)["passed"].isNull());
    }
};

QTEST_APPLESS_MAIN(TestCliMeasures)
#include "tst_cli_measures.moc"
