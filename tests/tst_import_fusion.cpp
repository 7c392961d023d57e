// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QTest>

#include <clocale>

#include "tests/vendor_reference.h"

using namespace tgc;
using namespace tgc::formats;

namespace {

/// A run as the instrument writes it, made up: two detectors, one component found, one not.
const std::string small = R"({"runTimeStamp":"2024-05-06T07:08:09.010Z","$displayName":"made up","methodName":"M",
"detectors":{"moduleB:tcd":{"nValuesPerSecond":10,"nValuesExpected":3,"values":[1,2,3]},
"moduleA:tcd":{"nValuesPerSecond":50,"nValuesExpected":4,"carrierGas":"argon","values":[0,-8,17,24.5],
"analysis":{"peaks":[{"label":"H2","top":0.04,"start":0.02,"end":0.06,"height":10,"area":0.3,"isManual":true,
"baselinePoints":{"start":-8,"end":24.5},"concentration":0.5},{"label":"O2","top":0.05,"start":0.05,"end":0.05,"area":0,"height":0}]}}},
"method":{"peakParameters":{"calibration":{"detectors":{"moduleA:tcd":{"calibrationPeaks":[{"compoundName":"H2",
"fitType":"linear-forced-zero","retentionTime":0.04,"leftDelta":0.01,"rightDelta":0.02,
"calibrationPoints":[{"knownConcentration":1,"area":2},{"displayName":"unused"}]}]}}}}}})";

} // namespace

class TestImportFusion : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { std::setlocale(LC_ALL, "de_DE.UTF-8"); }

    void readsASmallRun()
    {
        const auto run = importBytes(small, "r.fusion-data");
        QVERIFY2(run.has_value(), run ? "" : run.error().message.c_str());
        QCOMPARE(run->format, std::string("inficon-fusion"));
        QCOMPARE(run->acquiredAt.value_or(""), std::string("2024-05-06T07:08:09.010Z"));
        QCOMPARE(run->sampleName.value_or(""), std::string("made up"));
        QCOMPARE(run->channels.size(), 2U);
        const auto &a = run->channels[0]; // in the order of their names, whatever the file's
        QCOMPARE(a.name, std::string("moduleA:tcd"));
        QCOMPARE(a.detector, std::string("TCD, carrier gas argon"));
        QCOMPARE(a.trace->times_s()[3], 0.06);
        QCOMPARE(a.trace->values()[3], 24.5);
        QCOMPARE(a.vendorPeaks.size(), 2U);
        QVERIFY(!a.vendorPeaks[0].absent && a.vendorPeaks[0].manual);
        QCOMPARE(a.vendorPeaks[0].baselineEnd.value(), 24.5);
        QVERIFY(a.vendorPeaks[1].absent);
        QCOMPARE(a.vendorCalibrations.size(), 1U);
        QCOMPARE(a.vendorCalibrations[0].points, (std::vector<std::pair<double, double>>{{1.0, 2.0}}));
        QVERIFY(run->channels[1].vendorPeaks.empty());
        QCOMPARE(selectChannel(*run, "moduleB:tcd").value(), 1U);
        QVERIFY(!selectChannel(*run, "").has_value());
    }
    void refuses_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("word");
        QTest::newRow("fewer values") << "\"nValuesExpected\":3"
                                      << "\"nValuesExpected\":4"
                                      << "incomplete";
        QTest::newRow("no rate") << "\"nValuesPerSecond\":10"
                                 << "\"nValuesPerSecond\":0"
                                 << "above zero";
        QTest::newRow("text value") << "[1,2,3]"
                                    << "[1,\"2\",3]"
                                    << "value 2";
        QTest::newRow("no values") << "[1,2,3]"
                                   << "7"
                                   << "values";
        QTest::newRow("broken") << "[1,2,3]"
                                << "[1,,3]"
                                << "line 2";
        QTest::newRow("detectors no object") << "\"detectors\":{"
                                             << "\"detectors\":1,\"x\":{"
                                             << "detectors";
    }
    void refuses()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, word);
        QString text = QString::fromStdString(small);
        QVERIFY(text.contains(from));
        const auto run = importBytes(text.replace(from, to).toStdString(), "r.fusion-data");
        QVERIFY(!run.has_value());
        QVERIFY2(QString::fromStdString(run.error().message).contains(word), run.error().message.c_str());
    }
    void damagedFilesAreRefusedNotCrashed()
    {
        for (std::size_t cut = 0; cut + 1 < small.size(); ++cut) {
            QVERIFY(!importBytes(std::string_view(small).substr(0, cut), "r").has_value());
        }
        for (std::size_t i = 0; i < small.size(); ++i) {
            for (const unsigned bit : {0U, 3U, 6U, 7U}) {
                std::string flipped = small;
                flipped[i] = static_cast<char>(static_cast<unsigned char>(flipped[i]) ^ (1U << bit));
                const auto run = importBytes(flipped, "r");
                QVERIFY(run.has_value() || !run.error().message.empty());
            }
        }
    }
    void agreesWithTheInstrument_data()
    {
        QTest::addColumn<QString>("stem");
        if (!haveSharedData()) {
            QSKIP("no ../shared/data beside the checkout");
        }
        const QDir originals(QString::fromStdString((reference::set("fusion-microgc-h2") / "original").string()));
        for (const QString &file : originals.entryList({"*.fusion-data.json"}, QDir::Files)) {
            QTest::newRow(qPrintable(file)) << file.section('.', 0, 0);
        }
    }
    void agreesWithTheInstrument()
    {
        QFETCH(QString, stem);
        const auto folder = reference::set("fusion-microgc-h2");
        const auto run = importRun(folder / "original" / (stem.toStdString() + ".fusion-data.json"));
        QVERIFY2(run.has_value(), run ? "" : run.error().message.c_str());
        QCOMPARE(run->channels.size(), 2U);
        for (const std::size_t i : {0U, 1U}) {
            const std::string chromatogram = stem.toStdString().append(i == 0 ? "_A" : "_B");
            const auto trace = folder / (chromatogram + ".trace.csv");
            if (!std::filesystem::exists(trace)) {
                continue; // only the A side is published for most runs
            }
            const auto different = reference::compareTrace(run->channels[i], trace, 1e-9);
            QVERIFY2(different.empty(), different.c_str());
            const auto peaks = reference::comparePeaks(run->channels[i], "fusion-microgc-h2", chromatogram);
            QVERIFY2(peaks.empty(),
                     qPrintable(QString::fromStdString(chromatogram) + ": " + QString::fromStdString(peaks)));
        }
    }
    // The file holds calibration points and the concentrations the instrument made of them: forced-zero least squares
    // of area on concentration must give the same ones (calibration_check.csv of that set: 1e-9).
    void calibrationPointsGiveTheStoredConcentrations()
    {
        if (!haveSharedData()) {
            QSKIP("no ../shared/data beside the checkout");
        }
        const auto run =
            importRun(reference::set("fusion-microgc-h2") / "original" / "cu10mA_20220608T1316Z.fusion-data.json");
        QVERIFY(run.has_value());
        int compared = 0;
        for (const auto &channel : run->channels) {
            for (const auto &peak : channel.vendorPeaks) {
                for (const auto &curve : channel.vendorCalibrations) {
                    if (curve.name != peak.name || curve.fit != "linear-forced-zero" || !peak.concentration ||
                        curve.points.empty()) {
                        continue;
                    }
                    double xy = 0.0;
                    double xx = 0.0;
                    for (const auto &[x, y] : curve.points) {
                        xy += x * y;
                        xx += x * x;
                    }
                    QVERIFY2(reference::near(*peak.area / (xy / xx), *peak.concentration, 1e-6, 1e-15),
                             curve.name.c_str());
                    ++compared;
                }
            }
        }
        QVERIFY2(compared >= 4, qPrintable(QString::number(compared)));
    }
};

QTEST_GUILESS_MAIN(TestImportFusion)
#include "tst_import_fusion.moc"
