// SPDX-License-Identifier: GPL-3.0-or-later
// Charges from cycler files. Public files and what their records add up to: ../shared/data/cycler (SOURCE.md names each
// repository, commit and integration rule); the traps are small files written here.
#include <QFile>
#include <QIODevice>
#include <QTest>

#include <algorithm>
#include <cmath>

#include "app/formats/cycler_headings.h"
#include "app/formats/cycler_time.h"
#include "app/formats/import_cycler.h"
#include "tests/shared_data.h"

using namespace tgc;
using namespace tgc::formats;

namespace {

struct Expected {
    QString folder;
    QString file;
    QString direction;
    std::size_t records = 0;
    double trapezoid_mAh = 0.0;
    double rectangle_mAh = 0.0;
    double counter_mAh = 0.0;
};

std::vector<Expected> expectedOf(const QString &folder)
{
    std::vector<Expected> rows;
    QFile file(QString::fromStdString((sharedData() / "cycler").string()) + u'/' + folder + "/expected.csv");
    if (!file.open(QIODevice::ReadOnly | QIODevice::Text)) {
        return rows;
    }
    file.readLine();
    while (!file.atEnd()) {
        const QStringList f = QString::fromUtf8(file.readLine()).trimmed().split(u',');
        rows.push_back({folder, f[0], f[3], f[4].toULongLong(), f[7].toDouble(), f[8].toDouble(), f[9].toDouble()});
    }
    return rows;
}

bool near(Charge value, double expected_mAh)
{
    const double mAh = inMilliampereHours(value);
    const bool ok = std::abs(mAh - expected_mAh) <= 1e-3 * expected_mAh;
    if (!ok) {
        qWarning("%.9g mAh is not %.9g mAh", mAh, expected_mAh);
    }
    return ok;
}

CyclerFile parsed(const char *text)
{
    auto file = parseCycler(text, "cell.csv");
    if (!file) {
        qFatal("%s", file.error().message.c_str());
    }
    return *file;
}

bool warns(const CyclerFile &file, const char *part)
{
    for (const std::string &warning : file.warnings) {
        if (warning.find(part) != std::string::npos) {
            return true;
        }
    }
    qWarning("not among %d warnings: %s", static_cast<int>(file.warnings.size()), part);
    return false;
}

QString refusal(const Result<CyclerFile> &file)
{
    return file ? QString() : QString::fromStdString(file.error().message);
}

} // namespace

class TestCycler : public QObject {
    Q_OBJECT
private slots:
    void publicFiles_data()
    {
        if (!haveSharedData()) {
            QSKIP("no ../shared/data beside the checkout");
        }
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("file");
        for (const char *folder : {"arbin", "basytec", "bdf", "biologic", "landt", "maccor", "neware", "novonix"}) {
            QString last;
            for (const Expected &row : expectedOf(folder)) {
                if (row.file != last) {
                    QTest::newRow(qPrintable(row.file)) << QString(folder) << row.file;
                    last = row.file;
                }
            }
        }
    }
    void publicFiles()
    {
        QFETCH(QString, folder);
        QFETCH(QString, file);
        const auto read = importCycler(sharedData() / "cycler" / folder.toStdString() / file.toStdString());
        QVERIFY2(read, qPrintable(refusal(read)));
        const auto halves = halfCycles(read->records, read->rules);
        std::vector<Expected> expected;
        for (const Expected &row : expectedOf(folder)) {
            if (row.file == file && row.direction != "none") {
                expected.push_back(row);
            }
        }
        QCOMPARE(halves.size(), expected.size());
        const bool trapezoid = read->rules.current == CurrentRule::Trapezoid;
        for (std::size_t i = 0; i < halves.size(); ++i) {
            QCOMPARE(QString::fromStdString(std::string(toString(halves[i].direction))), expected[i].direction);
            QCOMPARE(halves[i].records, expected[i].records);
            QVERIFY(near(halves[i].integral, trapezoid ? expected[i].trapezoid_mAh : expected[i].rectangle_mAh));
            QVERIFY(halves[i].counter);
            QVERIFY(near(*halves[i].counter, expected[i].counter_mAh));
            // Further apart than a thousandth: said, with the reason where the file shows one.
            const double ratio = *halves[i].counter / halves[i].integral;
            QVERIFY(std::abs(ratio - 1.0) <= 1e-3 || !halves[i].notes.empty());
        }
    }
    void roundedCurrentIsNamed()
    {
        if (!haveSharedData()) {
            QSKIP("no ../shared/data beside the checkout");
        }
        const auto read = importCycler(sharedData() / "cycler/landt/SINTEF__LiGrR2032__2024-04-30__25degC__Landt.csv");
        const auto halves = halfCycles(read->records, read->rules);
        QVERIFY(halves[0].notes.back().find("rounded to 0.1 mA") != std::string::npos);
    }
    void fallingCounterIsNamed()
    {
        if (!haveSharedData()) {
            QSKIP("no ../shared/data beside the checkout");
        }
        const auto read = importCycler(sharedData() /
                                       "cycler/bdf/SINTEF__G20M7-202512-Gru6mV__20251228__C30__25degC__Neware.bdf.csv");
        const auto halves = halfCycles(read->records, read->rules);
        // 0.13478 and 0.00435 Ah are lost; with them 3855.17 mAh (bdf/SOURCE.md).
        QVERIFY(halves[2].notes.front().find("falls back at line") != std::string::npos);
        QVERIFY(halves[2].notes.front().find("3855.1") != std::string::npos);
    }
    void holesAndStaleRowsOfPublicFilesAreNamed()
    {
        if (!haveSharedData()) {
            QSKIP("no ../shared/data beside the checkout");
        }
        const auto gcpl = importCycler(sharedData() / "cycler/biologic/gcpl.issue_149.mpt");
        QVERIFY(halfCycles(gcpl->records, gcpl->rules)[1].notes.front().find("no record for 1") != std::string::npos);
        const auto novonix = importCycler(sharedData() / "cycler/novonix/preparenovonix_example_data.csv");
        QVERIFY(warns(*novonix, ":4732: the time goes back"));
        QVERIFY(warns(*novonix, "the test begins again here"));
        const auto nested = importCycler(sharedData() / "cycler/neware/nw_regular_export_ife_example.csv");
        QVERIFY(warns(*nested, ":4: a cycle and its first step stand on one line"));
        const auto arbin = importCycler(sharedData() / "cycler/arbin/electrochem_data.csv");
        QVERIFY(warns(*arbin, "the record numbers go back here"));
        const auto cut = importCycler(sharedData() / "cycler/maccor/maccor_two.txt");
        QVERIFY(warns(*cut, "was the file cut?"));
    }

    void plainTable()
    {
        const auto file = parsed("time_s,current_mA,cycle\n0,-1,1\n3600,-1,1\n3600,1,1\n5400,1,1\n");
        const auto halves = halfCycles(file.records, file.rules);
        QCOMPARE(halves.size(), std::size_t{2}); // without step numbers the sign parts them
        QVERIFY(near(halves[1].integral, 0.5));
        const auto steps = parsed("time_s,current_mA,cycle,step\n0,-1,1,1\n3600,-1,1,1\n3600,1,1,2\n5400,1,1,2\n");
        const auto both = halfCycles(steps.records, steps.rules);
        QCOMPARE(both.size(), std::size_t{2});
        QVERIFY(near(both[0].integral, 1.0));
        QVERIFY(near(both[1].integral, 0.5));
        QVERIFY(!both[0].counter);
    }
    void bothDirectionsInOneStepAreTold()
    {
        const auto file = parsed("time_s,current_mA,cycle,step\n0,-1,1,1\n3600,-1,1,1\n3601,1,1,1\n7200,1,1,1\n");
        const auto halves = halfCycles(file.records, file.rules);
        QCOMPARE(halves.size(), std::size_t{1}); // they all but cancel: nothing is dropped in silence
        QVERIFY(halves[0].notes.front().find("flowed the other way within a step") != std::string::npos);
    }
    void decimalCommas()
    {
        const auto file = parsed("time_s;current_mA;step\n0;-0,5;1\n3600,5;-0,5;1\n");
        QVERIFY(near(halfCycles(file.records, file.rules)[0].integral, 0.5 * 3600.5 / 3600.0));
        const auto mixed = parseCycler("time_s;current_mA\n0;-0,5\n1.5;-0,5\n", "cell.csv");
        QVERIFY(refusal(mixed).contains("cell.csv:3"));
        QVERIFY(refusal(mixed).contains("ambiguous"));
    }
    void cutRowsAreLeftOutByLine()
    {
        const auto file = parsed("time_s,current_mA,voltage_V\n0,-1,0.1\n3600,-1,0.1\n7200,-1");
        QCOMPARE(file.records.size(), std::size_t{2});
        QVERIFY(warns(file, "cell.csv:4: the row ends after 2 of 3 columns"));
    }
    void unreadableRowsAreLeftOutByLine()
    {
        const auto file = parsed("time_s,current_mA\n0,-1\nend of step,\n3600,-1\n");
        QVERIFY(warns(file, "cell.csv:3: "));
        QCOMPARE(file.records.size(), std::size_t{2});
    }
    void aTimeThatGoesBackIsTold()
    {
        const auto file = parsed("time_s,current_mA\n0,-1\n3600,-1\n1800,-1\n7200,-1\n");
        QVERIFY(warns(file, "cell.csv:4: the time goes back from 3600 s to 1800 s"));
        QVERIFY(near(halfCycles(file.records, file.rules)[0].integral, 2.0));
    }
    void unsortedRecordsAreSorted()
    {
        const auto file =
            parsed("DataPoint,Cycle Index,Step Index,Time,Total Time,Current(mA)\n1,1,1,0:00:00,0:00:00,-1\n"
                   "3,1,1,2:00:00,2:00:00,-1\n2,1,1,1:00:00,1:00:00,-1\n");
        QVERIFY(warns(file, "cell.csv:4: the record numbers go back here"));
        QVERIFY(near(halfCycles(file.records, file.rules)[0].integral, 2.0));
    }
    void timesWithoutUnitAreRefused()
    {
        const auto file =
            parseCycler("Cycle Index,Step Index,Total Time,Current(mA)\n1,1,0,-1\n1,1,60,-1\n", "cell.csv");
        QVERIFY(refusal(file).startsWith("cell.csv:2: the time \"0\" has no unit"));
    }
    void aStaleStepTimeIsNotMultiplied() // Novonix keeps the old step time in the first row of a step now and then
    {
        const std::vector<CyclerRecord> records = {{0.0, 0.0, 1, 1, 0.0, {}, {}, {}, 2},
                                                   {10.0, 84600.0, 1, 2, -0.36, {}, {}, {}, 3},
                                                   {20.0, 10.0, 1, 2, -0.36, {}, {}, {}, 4}};
        QVERIFY(near(halfCycles(records, {})[0].integral, 2.0)); // 20 s of 0.36 A
    }
    void minutesAreHeldAgainstTheClock()
    {
        const auto text = [](const char *second) {
            return std::string("Rec\tCycle C\tStep\tTestTime\tCurrent [A]\tMd\tDPT Time\n") +
                   "1\t1\t1\t0.0\t0.001\tD\t5/11/2021 11:59:30 AM\n" + "2\t1\t1\t1.0\t0.001\tD\t5/11/2021 " + second +
                   "\n";
        };
        const auto file = parseCycler(text("12:00:30 PM"), "cell.txt");
        QVERIFY2(file, qPrintable(refusal(file)));
        QVERIFY(near(halfCycles(file->records, file->rules)[0].integral, 1.0 / 60.0));
        QVERIFY(halfCycles(file->records, file->rules)[0].direction == CycleDirection::Discharging);
        QVERIFY(refusal(parseCycler(text("12:59:30 PM"), "cell.txt")).contains("by the clock"));
    }
    void ownColumns()
    {
        const auto layouts = cyclerLayoutsOf("time_h=Zeit,current_uA=Strom");
        QVERIFY(layouts);
        const auto file = parseCycler("Zelle 7\nZeit;Strom;U\n0;-100;0,1\n2;-100;0,1\n", "cell.csv", *layouts);
        QVERIFY2(file, qPrintable(refusal(file)));
        QVERIFY(near(halfCycles(file->records, file->rules)[0].integral, 0.2));
        QVERIFY(QString::fromStdString(cyclerLayoutsOf("time=Zeit").error().message).contains("time_s"));
        QVERIFY(QString::fromStdString(cyclerLayoutsOf("time_s=Zeit").error().message).contains("current"));
    }
    void headingsOfAnUnknownTable_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("headings");
        QTest::newRow("words above") << QByteArray("Zelle 7\nZeit;Strom;U\n0;-100;0,1\n") << "Zeit|Strom|U";
        QTest::newRow("units below") << QByteArray("t,I\ns,mA\n0,1\n") << "s|mA"; // the line nearest to the numbers
        QTest::newRow("tab and comma") << QByteArray("t\tI\tnote\n0,5\t1,5\tx\n") << "t|I|note";
        QTest::newRow("time of day") << QByteArray("When,I\n12:30:00,-0.1\n") << "When|I";
        QTest::newRow("prose") << QByteArray("to whom it may concern,\nyours, faithfully\n") << "";
        QTest::newRow("not text") << QByteArray("\0\1,\2", 4) << "";
        QTest::newRow("empty") << QByteArray() << "";
    }
    void headingsOfAnUnknownTable()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, headings);
        QStringList found;
        for (const std::string &heading : tableHeadings(text.toStdString())) {
            found << QString::fromStdString(heading);
        }
        QCOMPARE(found.join(u'|'), headings);
    }
    void readingTellsHowFarItIsAndStops()
    {
        std::string text = "time_s,current_A\n";
        for (int i = 0; i < 20000; ++i) {
            text += std::to_string(i) + ",0.001\n";
        }
        std::vector<double> parts;
        QVERIFY(parseCycler(text, "long.csv", {}, [&](double part) {
            parts.push_back(part);
            return true;
        }));
        QCOMPARE(parts.size(), std::size_t(4)); // every 4096 of 20,001 lines
        QVERIFY(std::is_sorted(parts.begin(), parts.end()) && parts.front() > 0.1 && parts.back() < 1.0);
        QVERIFY(refusal(parseCycler(text, "long.csv", {}, [](double) { return false; })).contains("stopped"));
    }
    void whatIsNoCyclerFileIsRefused()
    {
        QVERIFY(refusal(parseCycler("a,b\n1,2\n", "x.csv")).contains("Neware"));
        QVERIFY(refusal(parseCycler("", "x.csv")).contains("x.csv"));
        QVERIFY(refusal(parseCycler("time_s,current_A\n", "x.csv")).contains("no record"));
    }
    void clocks()
    {
        QCOMPARE(clockSeconds("120:00:01.5"), std::optional(432001.5));
        QCOMPARE(clockSeconds("1d 02:03:04"), std::optional(93784.0));
        QVERIFY(!clockSeconds("12.5"));
        QVERIFY(!clockSeconds("1:75:00"));
        QCOMPARE(timeOfDay_s("5/11/2021 12:30:00 AM"), std::optional(1800.0));
        QCOMPARE(timeOfDay_s("5/11/2021 3:40:24 PM"), std::optional(56424.0));
    }
};

QTEST_APPLESS_MAIN(TestCycler)
#include "tst_cycler.moc"
