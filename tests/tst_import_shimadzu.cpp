// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <clocale>

#include "app/formats/file_bytes.h"
#include "tests/vendor_reference.h"

using namespace tgc;
using namespace tgc::formats;

namespace {

/// A made-up export with two channels, one component not found, in the layout of LabSolutions 5.
QByteArray small(char separator, char decimal)
{
    QByteArray text = "[Header]|Application Name;LabSolutions|Output Date;11/14/2023||[Sample Information]|"
                      "Acquired;11/14/2023 12:17:10 PM|Sample Name;S-1||[Configuration]|Instrument Name;GC||"
                      "[Peak Table(Ch1)]|# of Peaks;1|Peak#;R.Time;I.Time;F.Time;Area;Height;A/H;Conc.;Mark;ID#;Name|"
                      "1;0.050;0.025;0.075;149322;72138;2.070;24086.621; V ;1;H2||[Peak Table(Ch2)]|# of Peaks;0||"
                      "[Compound Results(Ch1)]|# of IDs;2|ID#;Name;R.Time;Area;Height;Conc.;Curve;3rd;2nd;1st;Constant|"
                      "1;H2;0.050;149322;72138;24086.621;Linear;0.0e+00;0.0e+00;6.199389e+000;0.0e+00|"
                      "2;CH4;0.000;0;0;0.000;Linear;0.0;0.0;6.473147e+002;0.0||"
                      "[Chromatogram (Ch1)]|Interval(msec);500|# of Points;4|Start Time(min);0.000|End Time(min);0.025|"
                      "R.Time (min);Intensity|0.00000;-0|0.00833;-1|0.01667;12|0.02500;7||"
                      "[Chromatogram (Ch2)]|Interval(msec);500|# of Points;2|Start Time(min);0.010|End Time(min);0.018|"
                      "Intensity Units;mV|Intensity Multiplier;0.001|R.Time (min);Intensity|0.01000;5|0.01833;6||"
                      "[Status Trace (Oven)]|R.Time (min);Value|0.0;40.1|";
    text.replace('|', '\n').replace(';', separator);
    for (qsizetype i = 1; i + 1 < text.size(); ++i) {
        if (text[i] == '.' && text[i + 1] >= '0' && text[i + 1] <= '9') {
            text[i] = decimal;
        }
    }
    return text;
}

} // namespace

class TestImportShimadzu : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { std::setlocale(LC_ALL, "de_DE.UTF-8"); }

    void readsEveryDialect_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("semicolon") << small(';', '.');
        QTest::newRow("semicolon, decimal comma") << small(';', ',');
        QTest::newRow("tab") << small('\t', '.');
        QTest::newRow("tab, decimal comma") << small('\t', ',');
        QTest::newRow("comma") << small(',', '.');
        QTest::newRow("CRLF") << small(';', '.').replace("\n", "\r\n");
    }
    void readsEveryDialect()
    {
        QFETCH(QByteArray, text);
        const auto run = importBytes(text.toStdString(), "s.txt");
        QVERIFY2(run.has_value(), run ? "" : run.error().message.c_str());
        QCOMPARE(run->format, std::string("shimadzu-labsolutions"));
        QCOMPARE(run->sampleName.value_or(""), std::string("S-1"));
        QCOMPARE(run->channels.size(), 2U);
        const auto &one = run->channels[0];
        QCOMPARE(one.name, std::string("Ch1"));
        QCOMPARE(one.trace->size(), 4U);
        QCOMPARE(one.trace->signalUnit(), std::string("uV"));
        QCOMPARE(one.trace->times_s()[3], 1.5); // from the interval, not the rounded 0.02500 min
        QCOMPARE(one.trace->values()[2], 12.0);
        QCOMPARE(one.vendorPeaks.size(), 2U);
        QCOMPARE(one.vendorPeaks[0].area.value(), 149322.0);
        QCOMPARE(one.vendorPeaks[0].concentration.value(), 24086.621);
        QCOMPARE(one.vendorPeaks[0].code, std::string("V"));
        QVERIFY(one.vendorPeaks[1].absent);
        QCOMPARE(one.vendorPeaks[1].name.value_or(""), std::string("CH4"));
        QCOMPARE(one.vendorCalibrations[0].coefficients, (std::vector<double>{0.0, 6.199389}));
        const auto &two = run->channels[1];
        QVERIFY(two.vendorPeaks.empty());
        QCOMPARE(two.trace->values()[1], 6.0); // 6 x 0.001 mV in uV
        QCOMPARE(two.trace->times_s()[0], 0.6);
        QVERIFY(run->warnings.empty());
    }
    void refuses_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("word");
        QTest::newRow("fewer points") << QByteArray("# of Points;4") << QByteArray("# of Points;5")
                                      << "states 5 points and holds 4";
        QTest::newRow("more points") << QByteArray("# of Points;4") << QByteArray("# of Points;3")
                                     << "states 3 points and holds 4";
        QTest::newRow("fewer peaks") << QByteArray("# of Peaks;1") << QByteArray("# of Peaks;2")
                                     << "states 2 rows and holds 1";
        QTest::newRow("no interval") << QByteArray("Interval(msec);500") << QByteArray("Interval(msec);0")
                                     << "above zero";
        QTest::newRow("text") << QByteArray("0.01667;12") << QByteArray("0.01667;x") << "not a number";
        QTest::newRow("row lost") << QByteArray("0.01667;12\n") << QByteArray("0.05;12\n") << "does not follow";
        QTest::newRow("extra field") << QByteArray(";1;H2\n") << QByteArray(";1;H2;x\n") << "12 fields";
        QTest::newRow("area is text") << QByteArray(";149322;72138;2.070") << QByteArray(";n.a.;72138;2.070")
                                      << "not a number";
    }
    void refuses()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, word);
        QByteArray text = small(';', '.');
        QVERIFY(text.contains(from));
        const auto run = importBytes(text.replace(from, to).toStdString(), "s.txt");
        QVERIFY(!run.has_value());
        const QString message = QString::fromStdString(run.error().message);
        QVERIFY2(message.startsWith("s.txt:") && message.contains(word) && !message.contains('\n'),
                 qPrintable(message));
    }
    void aCutChromatogramIsRefused()
    {
        const std::string text = small(';', '.').toStdString();
        const auto first = text.find("[Chromatogram (Ch1)]");
        const auto end = text.find("0.02500;7") + 9; // before the line end: the 7 may have been 72
        for (std::size_t keep = first + 20; keep <= end; ++keep) {
            QVERIFY2(!importBytes(std::string_view(text).substr(0, keep), "s").has_value(),
                     qPrintable(QString::number(keep)));
        }
    }
    void damagedFilesNeverCrash()
    {
        const std::string text = small(';', ',').toStdString();
        for (std::size_t i = 0; i < text.size(); ++i) {
            std::ignore = importBytes(std::string_view(text).substr(0, i), "s");
            for (const unsigned bit : {0U, 1U, 4U, 6U, 7U}) {
                std::string flipped = text;
                flipped[i] = static_cast<char>(static_cast<unsigned char>(flipped[i]) ^ (1U << bit));
                const auto run = importBytes(flipped, "s");
                QVERIFY(run.has_value() || !run.error().message.empty());
            }
        }
    }
    void agreesWithTheVendor_data()
    {
        QTest::addColumn<QString>("set");
        QTest::addColumn<QString>("file");
        QTest::addColumn<QStringList>("chromatograms"); // one a channel
        const auto caffeine = QStringLiteral("shimadzu-lc-caffeine");
        for (const char *level : {"0", "25", "50", "100", "150", "200"}) {
            const QString stem = QStringLiteral("std-") + level;
            QTest::newRow(qPrintable(stem)) << caffeine << stem + ".txt" << QStringList{stem};
        }
        QTest::newRow("comma separated") << "shimadzu-lcsolution-aldolase"
                                         << "Output-sample 1.txt" << QStringList{"sample1"};
        QTest::newRow("three channels") << "shimadzu-lc-multichannel"
                                        << "multichannel_chrom.txt"
                                        << QStringList{"A_ch1", "A_ch2", ""}; // no reference for the third
        QTest::newRow("GC-BID with hydrogen, ;")
            << "shimadzu-gc-bid-h2"
            << "EF-R205.1.gcd.txt" << QStringList{"EF-R205.1_Ch1", "EF-R205.1_Ch2"};
        QTest::newRow("GC-BID with hydrogen, ,")
            << "shimadzu-gc-bid-h2"
            << "EF-R94.3-40h.gcd.txt" << QStringList{"EF-R94.3-40h_Ch1", "EF-R94.3-40h_Ch2"};
    }
    void agreesWithTheVendor()
    {
        if (!haveSharedData()) {
            QSKIP("no ../shared/data beside the checkout");
        }
        QFETCH(QString, set);
        QFETCH(QString, file);
        QFETCH(QStringList, chromatograms);
        const auto folder = reference::set(set.toStdString());
        const auto run = importRun(folder / "original" / file.toStdString());
        QVERIFY2(run.has_value(), run ? "" : run.error().message.c_str());
        QCOMPARE(run->channels.size(), static_cast<std::size_t>(chromatograms.size()));
        for (std::size_t i = 0; i < run->channels.size(); ++i) {
            const std::string chromatogram = chromatograms[static_cast<qsizetype>(i)].toStdString();
            if (chromatogram.empty()) {
                continue;
            }
            const auto trace = folder / (chromatogram + ".trace.csv");
            if (std::filesystem::exists(trace)) {
                const auto different = reference::compareTrace(run->channels[i], trace, 1e-9);
                QVERIFY2(different.empty(),
                         qPrintable(QString::fromStdString(chromatogram) + ": " + QString::fromStdString(different)));
            }
            const auto peaks = reference::comparePeaks(run->channels[i], set.toStdString(), chromatogram, 1e-9, 1e-6);
            QVERIFY2(peaks.empty(),
                     qPrintable(QString::fromStdString(chromatogram) + ": " + QString::fromStdString(peaks)));
        }
    }
    // tgc-method.md 3.4: Conc = (Area - Constant) / 1st; the printed area is rounded to an integer.
    void curveGivesThePrintedConcentration()
    {
        if (!haveSharedData()) {
            QSKIP("no ../shared/data beside the checkout");
        }
        const auto run = importRun(reference::set("shimadzu-gc-bid-h2") / "original" / "EF-R205.1.gcd.txt");
        QVERIFY2(run.has_value(), run ? "" : run.error().message.c_str());
        QCOMPARE(run->sampleName.value_or(""), std::string("EF-R205.1"));
        const auto &channel = run->channels[0];
        QCOMPARE(channel.trace->size(), 18001U); // SOURCE.md of that set, as the next line
        QCOMPARE(inSeconds(channel.trace->end()), 720.0);
        const auto &curve = channel.vendorCalibrations.at(0);
        QCOMPARE(curve.name, std::string("H2"));
        QCOMPARE(curve.coefficients, (std::vector<double>{0.0, 6.199389}));
        const double concentration = *channel.vendorPeaks.at(0).area / curve.coefficients[1];
        QVERIFY(std::abs(concentration - *channel.vendorPeaks[0].concentration) < 3e-6 * concentration);
    }
    void readsBig5Names()
    {
        if (!haveSharedData()) {
            QSKIP("no ../shared/data beside the checkout");
        }
        const auto run = importRun(reference::set("shimadzu-lc-caffeine") / "original" / "std-0.txt");
        QVERIFY2(run.has_value(), run ? "" : run.error().message.c_str());
        // "coffee factor", the Chinese word for caffeine, as Big5 in the file
        QCOMPARE(run->channels[0].vendorCalibrations.at(0).name, QStringLiteral("咖啡因").toStdString());
    }
};

QTEST_GUILESS_MAIN(TestImportShimadzu)
#include "tst_import_shimadzu.moc"
