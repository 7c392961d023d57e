// SPDX-License-Identifier: GPL-3.0-or-later
// Whose injection a file holds: names, times, and every refusal in words.
#include <QTest>

#include "app/session/watch/acquired_moment.h"
#include "app/session/watch/match_file.h"
#include "app/session/watch/sample_names.h"
#include "tests/vial_day.h"

using namespace tgc::watch;
using tgc::test::minute; // minutes after 2026-11-27 08:00 UTC
using Verdict = Match::Verdict;

namespace {

Expected awaited(const std::string &sample, int injection = 1, std::optional<double> drawnAt = {})
{
    Expected one;
    one.sampleId = sample;
    one.injection = injection;
    if (drawnAt) {
        one.at = minute(*drawnAt);
    }
    return one;
}

Expected taken(Expected one, const std::string &run, std::optional<double> acquired = {})
{
    one.takenBy = run;
    if (acquired) {
        one.takenAt = minute(*acquired);
    }
    return one;
}

FileFacts file(const std::string &name, const std::string &sample = {}, std::optional<double> acquired = {})
{
    FileFacts facts{name, sample, {}, acquired.has_value()};
    facts.at = minute(acquired.value_or(0.0));
    return facts;
}

QString words(const Match &match)
{
    return QString::fromStdString(match.why);
}

} // namespace

class TestWatchMatch : public QObject {
    Q_OBJECT

private slots:
    void namesInParts()
    {
        QCOMPARE(nameParts("V-03"), (std::vector<std::string>{"v", "03"}));
        QCOMPARE(nameParts("v03"), nameParts("V 03"));
        QVERIFY(standsIn(nameParts("cell-01"), nameParts("2026-03-01_Cell 01_draw 2")));
        QVERIFY(!standsIn(nameParts("cell-1"), nameParts("cell-10")));
        QVERIFY(!standsIn(nameParts("cell-1"), nameParts("cell-01")));
        QVERIFY(!isTelling(nameParts("7")));
        QVERIFY(!isTelling(nameParts("A")));
        QVERIFY(isTelling(nameParts("blank")));
    }

    void theNameDecides_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("stated");
        QTest::addColumn<int>("index"); // -1: refused
        QTest::newRow("stated") << "run0001.txt"
                                << "cell-02" << 1;
        QTest::newRow("stated among words") << "run0001.txt"
                                            << "Cell 02, first draw" << 1;
        QTest::newRow("file's name") << "2026-11-27 cell-01.txt"
                                     << "" << 0;
        QTest::newRow("folder of the vendor") << "cell-02.D/TCD2B.ch"
                                              << "" << 1;
        QTest::newRow("a number before the ending") << "EF-R205.1.gcd.txt"
                                                    << "" << 3;
        QTest::newRow("the longer name") << "cell-01-b.csv"
                                         << "" << 2;
        QTest::newRow("stated goes with the name") << "cell-01.csv"
                                                   << "cell-01" << 0;
        QTest::newRow("stated sample is another word") << "cell-01.csv"
                                                       << "Routine" << 0;
        QTest::newRow("nobody") << "run0001.txt"
                                << "" << -1;
        QTest::newRow("another sample") << "run0001.txt"
                                        << "cell-99" << -1;
        QTest::newRow("a longer number") << "cell-010.csv"
                                         << "" << -1;
        QTest::newRow("two names") << "cell-01 cell-02.csv"
                                   << "" << -1;
        QTest::newRow("contradiction") << "cell-01.csv"
                                       << "cell-02" << -1;
    }
    void theNameDecides()
    {
        QFETCH(QString, path);
        QFETCH(QString, stated);
        QFETCH(int, index);
        const std::vector<Expected> expected{awaited("cell-01"), awaited("cell-02"), awaited("cell-01-b"),
                                             awaited("EF-R205.1")};
        const Match match = matchFile(file(path.toStdString(), stated.toStdString()), expected);
        QCOMPARE(match.expected ? static_cast<int>(*match.expected) : -1, index);
        QVERIFY(!match.why.empty());
    }

    void shortNamesMustBeTheWholeStatement()
    {
        const std::vector<Expected> expected{awaited("7")};
        QCOMPARE(matchFile(file("run 7.txt"), expected).verdict, Verdict::Nobody);
        QCOMPARE(matchFile(file("x.txt", "7"), expected).verdict, Verdict::Matched);
        QCOMPARE(matchFile(file("2026/7.txt"), expected).verdict, Verdict::Matched); // the whole name of the file
        QCOMPARE(matchFile(file("7/run.txt"), expected).verdict, Verdict::Nobody);
    }

    void levelsNameStandards()
    {
        Expected standard = awaited("standard 1000 ppm");
        standard.kind = "standard";
        standard.level = "1000 ppm";
        QCOMPARE(matchFile(file("x.txt", "1000ppm"), std::vector{standard}).verdict, Verdict::Matched);
    }

    void theNearestDrawIsTaken()
    {
        const std::vector<Expected> expected{awaited("V-03", 1, 60.0), awaited("V-03", 2, 80.0),
                                             awaited("V-03", 3, 100.0)};
        const Match match = matchFile(file("a.txt", "V-03", 83.0), expected);
        QCOMPARE(match.verdict, Verdict::Matched);
        QCOMPARE(*match.expected, 1U);
        QVERIFY2(words(match).contains("acquired 2026-11-27 09:23 UTC, 3 min after it was drawn"), match.why.c_str());
    }

    void farFromEveryDrawIsRefusedWithTheMinutes()
    {
        const std::vector<Expected> expected{awaited("V-03", 1, 60.0)};
        const Match match = matchFile(file("a.txt", "V-03", 95.0), expected);
        QCOMPARE(match.verdict, Verdict::TooFar);
        QVERIFY2(words(match).contains("35 min apart, more than 30 min"), match.why.c_str());
        QCOMPARE(matchFile(file("a.txt", "V-03", 95.0), expected, {std::chrono::minutes(40), false}).verdict,
                 Verdict::Matched);
    }

    void twoDrawsEquallyNearAreRefused()
    {
        const std::vector<Expected> expected{awaited("V-03", 1, 60.0), awaited("V-03", 2, 70.0)};
        const Match match = matchFile(file("a.txt", "V-03", 65.2), expected);
        QCOMPARE(match.verdict, Verdict::Ambiguous);
        QVERIFY2(words(match).contains("equally well"), match.why.c_str());
        QCOMPARE(matchFile(file("a.txt", "V-03", 66.0), expected).verdict, Verdict::Matched);
    }

    void withoutRecordedTimesTheOrderDecides()
    {
        const std::vector<Expected> expected{taken(awaited("c1", 1), "R3", 10.0), awaited("c1", 2), awaited("c1", 3)};
        const Match match = matchFile(file("a.txt", "c1", 20.0), expected);
        QCOMPARE(match.verdict, Verdict::Matched);
        QCOMPARE(*match.expected, 1U);
        const Match early = matchFile(file("a.txt", "c1", 5.0), expected);
        QCOMPARE(early.verdict, Verdict::Ambiguous);
        QVERIFY2(words(early).contains("before R3, which is injection 1"), early.why.c_str());
    }

    void theSameInjectionTwiceIsSaid()
    {
        const std::vector<Expected> expected{taken(awaited("c1", 1), "R3", 10.0), awaited("c1", 2)};
        const Match match = matchFile(file("a.D/Report.TXT", "c1", 10.0), expected);
        QCOMPARE(match.verdict, Verdict::Duplicate);
        QVERIFY2(words(match).contains("which R3 holds"), match.why.c_str());
    }

    void whatIsFullOrNotDrawnSaysSo()
    {
        std::vector<Expected> expected{taken(awaited("c1", 1), "R3", 10.0)};
        Match match = matchFile(file("a.txt", "c1", 20.0), expected);
        QCOMPARE(match.verdict, Verdict::Nobody);
        QVERIFY2(words(match).contains("its injection has one (R3)"), match.why.c_str());
        expected.push_back(awaited("c1", 2));
        expected.back().notYet = "draw 2 of its vial is not recorded";
        match = matchFile(file("a.txt", "c1", 20.0), expected);
        QCOMPARE(match.verdict, Verdict::Nobody);
        QVERIFY2(words(match).contains("draw 2 of its vial is not recorded"), match.why.c_str());
    }

    void byTimeAloneOnlyWhenAsked()
    {
        std::vector<Expected> expected{awaited("c1", 1, 60.0), awaited("c2", 1, 120.0)};
        const FileFacts facts = file("20261127_0012.txt", "", 62.0);
        QCOMPARE(matchFile(facts, expected).verdict, Verdict::Nobody);
        const MatchOptions byTime{std::chrono::minutes(30), true};
        const Match match = matchFile(facts, expected, byTime);
        QCOMPARE(match.verdict, Verdict::Matched);
        QCOMPARE(*match.expected, 0U);
        QVERIFY2(words(match).contains("by time alone"), match.why.c_str());
        QCOMPARE(matchFile(file("x.txt", "somebody else", 62.0), expected, byTime).verdict, Verdict::Nobody);
        expected.push_back(awaited("c3", 1, 80.0));
        QCOMPARE(matchFile(facts, expected, byTime).verdict, Verdict::Ambiguous);
        QCOMPARE(matchFile(file("x.txt", "", 300.0), expected, byTime).verdict, Verdict::Nobody);
    }

    // As they stand in public files of these vendors (../shared/data/chromatograms): Fusion, Shimadzu, EZChrom,
    // ChemStation; the last ones cannot be read as a moment.
    void vendorsTimes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("utc"); // with TZ=Europe/Berlin; empty: not known
        QTest::newRow("Fusion") << "2022-06-08T12:57:40.039Z"
                                << ""
                                << "2022-06-08 12:57 UTC";
        QTest::newRow("with an offset") << "2022-06-08T12:57:40+02:00"
                                        << ""
                                        << "2022-06-08 10:57 UTC";
        QTest::newRow("ISO, local") << "2022-06-08T12:57:40"
                                    << ""
                                    << "2022-06-08 10:57 UTC";
        QTest::newRow("ISO, local, blank, winter") << "2022-01-08 12:57"
                                                   << ""
                                                   << "2022-01-08 11:57 UTC";
        QTest::newRow("Shimadzu, US") << "2/9/2023 9:49:48 AM"
                                      << ""
                                      << "2023-02-09 08:49 UTC";
        QTest::newRow("Shimadzu, US, afternoon") << "11/14/2023 12:17:10 PM"
                                                 << ""
                                                 << "2023-11-14 11:17 UTC";
        QTest::newRow("Shimadzu, Czech") << "21.2.2012. 13:16:57"
                                         << ""
                                         << "2012-02-21 12:16 UTC";
        QTest::newRow("Shimadzu, Taiwan") << "2016/10/14 10:02:31"
                                          << ""
                                          << "2016-10-14 08:02 UTC";
        QTest::newRow("ChemStation") << "22-Nov-19, 15:41:30"
                                     << ""
                                     << "2019-11-22 14:41 UTC";
        QTest::newRow("day beyond 12") << "24/07/2023 17:08:21"
                                       << ""
                                       << "2023-07-24 15:08 UTC";
        QTest::newRow("day or month, file says") << "02/08/2023 17:08:21"
                                                 << "2023-02-08T18:00Z"
                                                 << "2023-02-08 16:08 UTC";
        QTest::newRow("month or day, file says") << "02/08/2023 17:08:21"
                                                 << "2023-08-02T18:00Z"
                                                 << "2023-08-02 15:08 UTC";
        QTest::newRow("day or month") << "02/08/2023 17:08:21"
                                      << ""
                                      << "";
        QTest::newRow("day alone") << "2022-06-08"
                                   << ""
                                   << "";
        QTest::newRow("no date") << "31/31/2023 10:00"
                                 << ""
                                 << "";
        QTest::newRow("no time") << "yesterday"
                                 << ""
                                 << "";
        QTest::newRow("nothing") << ""
                                 << ""
                                 << "";
        QTest::newRow("hour 25") << "2023-02-08 25:00"
                                 << ""
                                 << "";
    }
    void vendorsTimes()
    {
        QFETCH(QString, text);
        QFETCH(QString, written);
        QFETCH(QString, utc);
        qputenv("TZ", "Europe/Berlin");
        tzset();
        const auto moment = acquiredMoment(text.toStdString(),
                                           written.isEmpty() ? std::nullopt : acquiredMoment(written.toStdString()));
        QCOMPARE(moment ? QString::fromStdString(minuteText(*moment)) : QString(), utc);
    }
};

QTEST_APPLESS_MAIN(TestWatchMatch)
#include "tst_watch_match.moc"
