// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <clocale>

#include "app/formats/imported_run.h"
#include "app/formats/write_trace_csv.h"
#include "tests/shared_data.h"

using namespace tgc;
using namespace tgc::formats;

class TestImportNativeCsv : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { std::setlocale(LC_ALL, "de_DE.UTF-8"); }

    void readsHeaderAndNotes()
    {
        const auto run =
            importBytes("# source: simulated\n# sample: S-1\n# channel: TCD\n# acquired: 2024-01-02T03:04:05Z\n"
                        "# points: 3\n# anything else\ntime_min,signal_25uV\n0,-1.5\n0.5,2\n1,3e2\n",
                        "t.csv");
        QVERIFY2(run.has_value(), run ? "" : run.error().message.c_str());
        QCOMPARE(run->format, std::string("native-csv"));
        QVERIFY(run->source == Source::Simulated);
        QCOMPARE(run->sampleName.value_or(""), std::string("S-1"));
        QCOMPARE(run->acquiredAt.value_or(""), std::string("2024-01-02T03:04:05Z"));
        QCOMPARE(run->contentHash.size(), 64U);
        QCOMPARE(run->channels.size(), 1U);
        QCOMPARE(run->channels[0].name, std::string("TCD"));
        const Chromatogram &trace = *run->channels[0].trace;
        QCOMPARE(trace.signalUnit(), std::string("25uV"));
        QCOMPARE(trace.times_s()[1], 30.0);
        QCOMPARE(trace.values()[2], 300.0);
        QVERIFY(run->warnings.empty());
    }
    void understands_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("semicolon, decimal comma") << QByteArray("time_s;signal_uV\n0,5;1,25\n1,0;2,5\n");
        QTest::newRow("tab, decimal comma") << QByteArray("time_s\tsignal_uV\n0,5\t1,25\n1,0\t2,5\n");
        QTest::newRow("CRLF and mark") << QByteArray("\xEF\xBB\xBF"
                                                     "time_s,signal_uV\r\n0.5,1.25\r\n1,2.5\r\n");
        QTest::newRow("cut in the third line") << QByteArray("time_s,signal_uV\n0.5,1.25\n1,2.5\n1.5,3");
        QTest::newRow("empty cells after it") << QByteArray("time_s,signal_uV\n0.5,1.25,\n1,2.5,,\n");
    }
    void understands()
    {
        QFETCH(QByteArray, text);
        const auto run = importBytes(text.toStdString(), "t.csv");
        QVERIFY2(run.has_value(), run ? "" : run.error().message.c_str());
        const Chromatogram &trace = *run->channels[0].trace;
        QCOMPARE(trace.size(), 2U);
        QCOMPARE(trace.times_s()[0], 0.5);
        QCOMPARE(trace.values()[0], 1.25);
        QCOMPARE(trace.values()[1], 2.5);
        QVERIFY(run->source == Source::Imported);
        QCOMPARE(run->warnings.size(), text.endsWith('\n') ? 0U : 1U);
    }
    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("says");
        QTest::addColumn<QString>("word");
        QTest::newRow("no unit") << QByteArray("time_s,signal_\n0,1\n") << "t.csv:1: "
                                 << "unit";
        QTest::newRow("third column") << QByteArray("time_s,signal_uV,x\n0,1,2\n") << "t.csv:1: "
                                      << "no other columns";
        QTest::newRow("third cell") << QByteArray("time_s,signal_uV\n0,1,2\n") << "t.csv:2: "
                                    << "more than";
        QTest::newRow("text") << QByteArray("time_s,signal_uV\n0,1\n1,abc\n") << "t.csv:3: "
                              << "not a number";
        QTest::newRow("nan") << QByteArray("time_s,signal_uV\n0,nan\n") << "t.csv:2: "
                             << "finite";
        QTest::newRow("missing value") << QByteArray("time_s,signal_uV\n0,1\n1\n") << "t.csv:3: "
                                       << "signal value";
        QTest::newRow("time goes back") << QByteArray("time_s,signal_uV\n0,1\n1,2\n1,3\n") << "t.csv:4: "
                                        << "rise";
        QTest::newRow("no samples") << QByteArray("time_s,signal_uV\n") << "t.csv: "
                                    << "no samples";
        QTest::newRow("fewer than stated") << QByteArray("# points: 3\ntime_s,signal_uV\n0,1\n1,2\n") << "t.csv: "
                                           << "states 3";
        QTest::newRow("stated, cut in the line") << QByteArray("# points: 2\ntime_s,signal_uV\n0,1\n1,2") << "t.csv: "
                                                 << "states 2";
        QTest::newRow("both signs") << QByteArray("time_s;signal_uV\n0,5;1\n1.5;2\n") << "t.csv:3: "
                                    << "ambiguous";
        QTest::newRow("unknown source") << QByteArray("# source: dreamt\ntime_s,signal_uV\n0,1\n") << "t.csv:1: "
                                        << "source";
        QTest::newRow("saturated when?") << QByteArray("# saturated: top\ntime_s,signal_uV\n0,1\n") << "t.csv:1: "
                                         << "two times";
        QTest::newRow("saturated until?") << QByteArray("# saturated: 1\ntime_s,signal_uV\n0,1\n") << "t.csv:1: "
                                          << "two times";
        QTest::newRow("saturated backwards") << QByteArray("# saturated: 2 1\ntime_s,signal_uV\n0,1\n") << "t.csv: "
                                             << "stretch";
        QTest::newRow("not UTF-8") << QByteArray("# 25 \xB5V\ntime_s,signal_uV\n0,1\n") << "t.csv:1: "
                                   << "UTF-8";
        QTest::newRow("empty") << QByteArray() << "t.csv: "
                               << "empty";
        QTest::newRow("foreign text") << QByteArray("hello\nworld\n") << "t.csv: "
                                      << "not a format";
        QTest::newRow("foreign bytes") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0", 11) << "t.csv: "
                                       << "not a format";
    }
    void refuses()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, says);
        QFETCH(QString, word);
        const auto run = importBytes(text.toStdString(), "t.csv");
        QVERIFY(!run.has_value());
        const QString message = QString::fromStdString(run.error().message);
        QVERIFY2(message.startsWith(says) && message.contains(word) && !message.contains('\n'), qPrintable(message));
    }
    // Full precision: what is dumped is read back bit for bit.
    void readsBackItsOwnDump()
    {
        std::vector<double> values;
        for (int i = 0; i < 500; ++i) {
            values.push_back(std::sin(i) * std::pow(10.0, i % 40 - 20));
        }
        const std::vector<Stretch> saturated = {{-0.1849, 0.02}, {1.0 / 3.0, 1.0 / 3.0}};
        const auto trace =
            Chromatogram::uniform(seconds(-0.1849), seconds(0.02), values, "uV").value().withSaturation(saturated);
        QVERIFY(trace.has_value());
        const auto text = traceCsv(*trace, {Source::Simulated, "S\n1", "A", "", "bench"});
        const auto run = importBytes(text, "t.csv");
        QVERIFY2(run.has_value(), run ? "" : run.error().message.c_str());
        QVERIFY(run->source == Source::Simulated);
        QCOMPARE(run->sampleName.value_or(""), std::string("S 1"));
        const Chromatogram &again = *run->channels[0].trace;
        QVERIFY(std::ranges::equal(again.times_s(), trace->times_s()));
        QVERIFY(std::ranges::equal(again.values(), trace->values()));
        QVERIFY(std::ranges::equal(again.saturation(), saturated));
        // Every shorter file is refused: the count it states is not met.
        for (std::size_t cut = 1; cut < text.size(); cut += 97) {
            QVERIFY(!importBytes(std::string_view(text).substr(0, text.size() - cut), "t.csv").has_value());
        }
    }
    void choosesChannels()
    {
        const auto run = importBytes("# channel: TCD\ntime_s,signal_uV\n0,1\n", "t.csv");
        QVERIFY(run.has_value());
        QCOMPARE(selectChannel(*run, "").value(), 0U);
        QCOMPARE(selectChannel(*run, "TCD").value(), 0U);
        QCOMPARE(selectChannel(*run, "1").value(), 0U);
        for (const char *bad : {"2", "0", "FID", "-1", "1x"}) {
            const auto none = selectChannel(*run, bad);
            QVERIFY(!none && none.error().message.find("1 = TCD") != std::string::npos);
        }
    }
    void readsASharedTrace()
    {
        if (!haveSharedData()) {
            QSKIP("no ../shared/data beside the checkout");
        }
        const auto run = importRun(sharedData() / "chromatograms/ezchrom-gc-permanent-gas-h2/230324_tcd.trace.csv");
        QVERIFY2(run.has_value(), run ? "" : run.error().message.c_str());
        const Chromatogram &trace = *run->channels[0].trace;
        QCOMPARE(trace.size(), 18001U); // SOURCE.md of that set
        QCOMPARE(trace.values()[1], 104435.0);
        QVERIFY(trace.interval().has_value());
        QVERIFY(std::abs(inSeconds(*trace.interval()) - 0.05) < 1e-12);
    }
};

QTEST_GUILESS_MAIN(TestImportNativeCsv)
#include "tst_import_native_csv.moc"
