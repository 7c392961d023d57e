// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of QUEUE.csv: read as docs/bench.md describes them, refused with row and column.
#include <QTest>

#include "app/session/bench/queue_line.h"

using namespace tgc;
using namespace tgc::bench;

class TestQueueLine : public QObject {
    Q_OBJECT

private slots:
    void reads()
    {
        const auto read = readQueueLines({{{"sample_id", " S1 "},
                                           {"kind", "sample"},
                                           {"injections", "2"},
                                           {"dose_mL", "0.5"},
                                           {"vial_volume_mL", "30"},
                                           {"li_upper_mAh", "0"},
                                           {"reaction_s", "60"},
                                           {"operator", "KS"},
                                           {"level", ""}},
                                          {{"kind", "standard"}, {"fraction_ppm", "1000"}, {"level", "L1"}},
                                          {{"kind", "blank"}, {"line", "7"}},
                                          {{"sample_id", "S2"}}},
                                         3);
        QVERIFY2(read.has_value(), read ? "" : read.error().message.c_str());
        QCOMPARE(read->lines.size(), std::size_t{4});
        const QueueLine &first = read->lines[0];
        QCOMPARE(first.line, 4);
        QCOMPARE(first.sampleId, std::string("S1"));
        QCOMPARE(first.injections, 2);
        QCOMPARE(first.dose_mL, std::optional(0.5));
        QCOMPARE(first.liUpper_mAh, std::optional(0.0));
        QVERIFY(!first.solidsVolume_mL);
        QCOMPARE(first.texts.at("operator"), std::string("KS"));
        QVERIFY(!first.texts.contains("level"));
        QCOMPARE(read->lines[1].line, 5);
        QCOMPARE(read->lines[2].line, 7);
        QCOMPARE(read->lines[3].line, 8);
        QCOMPARE(read->lines[3].kind, std::string("sample"));
        QCOMPARE(read->warnings.size(), std::size_t{1});
        QVERIFY(QString::fromStdString(read->warnings[0]).contains("operator"));
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("column");
        QTest::addColumn<QString>("value");
        const auto row = [](const char *column, const char *value) {
            QTest::addRow("%s=%s", column, value) << column << value;
        };
        row("injections", "0");
        row("injections", "1.5");
        row("injections", "two");
        row("kind", "Sample");
        row("sampling", "open");
        row("dose_mL", "0,5");
        row("dose_mL", "0");
        row("dose_mL", "nan");
        row("dose_mL", "-1");
        row("li_upper_mAh", "-1");
        row("temperature_C", "1e3");
        row("pressure_rating_kPa", "inf");
        row("fraction_ppm", "10"); // a sample's
        row("reaction_s", "5");    // without a dose
        row("line", "0");
        row("vial", "1000");
    }
    void refuses()
    {
        QFETCH(QString, column);
        QFETCH(QString, value);
        const auto read =
            readQueueLines({{{"sample_id", "A"}}, {{"sample_id", "B"}, {column.toStdString(), value.toStdString()}}});
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::BadInput);
        QVERIFY2(QString::fromStdString(read.error().message).startsWith("queue row 2, column " + column + ": "),
                 read.error().message.c_str());
    }

    void refusesTogether()
    {
        QVERIFY(!readQueueLines({{{"kind", "standard"}, {"dose_mL", "1"}}})); // gas
        QVERIFY(!readQueueLines({{{"kind", "sample"}}}));                     // no name
        QVERIFY(!readQueueLines({{{"sample_id", "A"}, {"line", "2"}}, {{"sample_id", "B"}, {"line", "2"}}}));
    }

    /// A line without what the safety needs is missing it, not guessing it.
    void questionOfALine()
    {
        const auto read = readQueueLines({{{"sample_id", "A"}, {"dose_mL", "0.5"}, {"vial_volume_mL", "30"}}});
        const DoseSafety verdict = doseSafety(doseQuestionOf(read->lines[0]));
        QVERIFY(!verdict.safe);
        const std::vector<std::string> expected = {"solids_volume_mL", "initial_pressure_kPa", "temperature_C",
                                                   "pressure_rating_kPa", "li_upper_mAh"};
        QCOMPARE(verdict.missing, expected);
    }
};

QTEST_APPLESS_MAIN(TestQueueLine)
#include "tst_queue_line.moc"
