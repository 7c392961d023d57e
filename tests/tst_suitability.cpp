// SPDX-License-Identifier: GPL-3.0-or-later
// Blanks and replicates judged, amounts read off a curve, times as written.
#include <QTest>

#include "analysis/calibration/detection.h"
#include "analysis/calibration/fieller.h"
#include "analysis/calibration/read_amount.h"
#include "analysis/calibration/replicates.h"
#include "analysis/quantification/blank_suitability.h"
#include "app/session/written_time.h"

using namespace tgc;

namespace {

BlankSuitability judged(const std::vector<double> &nanomolesOfBlanks, const BlankCriteria &criteria = {},
                        std::optional<Time> age = {}, std::optional<Amount> curveLimit = {})
{
    std::vector<BlankValue> blanks;
    for (const double value : nanomolesOfBlanks) {
        blanks.push_back({"B" + std::to_string(blanks.size() + 1), nanomoles(value)});
    }
    return *judgeBlanks("g", blanks, age, curveLimit, criteria);
}

bool says(const BlankSuitability &blanks, const char *words)
{
    return std::any_of(blanks.words.begin(), blanks.words.end(),
                       [&](const std::string &each) { return each.find(words) != std::string::npos; });
}

Calibration line() // area = 100 + 400 n
{
    std::vector<StandardPoint> standards;
    for (const double amount : {10.0, 100.0, 200.0, 400.0}) {
        for (const double aside : {-20.0, 20.0}) {
            StandardPoint &point = standards.emplace_back();
            point.amount = amount;
            point.area = 100.0 + 400.0 * amount + aside;
        }
    }
    return *calibrate(AmountUnit::InjectedNanomole, standards);
}

bool near(double a, double b)
{
    return std::abs(a - b) < 1e-9;
}

bool flagged(const ReadAmount &read, const char *flag)
{
    return std::find(read.flags.begin(), read.flags.end(), flag) != read.flags.end();
}

} // namespace

class TestSuitability : public QObject {
    Q_OBJECT
private slots:
    void goodBlanksPass()
    {
        const auto blanks = judged({60.0, 62.0, 58.0, 61.0});
        QVERIFY(blanks.verdict == CheckVerdict::Passed && !blanks.suspect && blanks.words.empty());
        QCOMPARE(blanks.count, 4);
        QVERIFY(near(inNanomoles(blanks.mean), 60.25));
        QVERIFY(near(inNanomoles(*blanks.sd), std::sqrt(8.75 / 3.0))); // sum of squares 8.75
        const std::vector values{60.0, 62.0, 58.0, 61.0};
        QVERIFY(near(inNanomoles(*blanks.critical), limitsOfBlanks(values)->critical));
    }
    void fewBlanksAreAWarning()
    {
        QVERIFY(judged({60.0}).verdict == CheckVerdict::Warning && says(judged({60.0}), "one blank"));
        QVERIFY(!judged({60.0}).sd);
        QVERIFY(judged({60.0, 61.0}).verdict == CheckVerdict::Warning && !judged({60.0, 61.0}).suspect);
    }
    /// Grubbs 1969, two sides, 5 %, n = 5: 1.715. Here G = 1.784.
    void oneThatStandsApartIsSuspect()
    {
        const auto blanks = judged({60.0, 62.0, 59.0, 61.0, 95.0});
        QVERIFY(blanks.suspect && blanks.verdict == CheckVerdict::Warning);
        QVERIFY(says(blanks, "blank B5, 0.095 umol, stands apart"));
        QVERIFY(near(inNanomoles(blanks.mean), 67.4)); // it stays in
    }
    void limits()
    {
        BlankCriteria criteria;
        criteria.largestMean = nanomoles(50.0);
        const auto large = judged({60.0, 62.0, 58.0}, criteria);
        QVERIFY(large.verdict == CheckVerdict::Failed && large.suspect && says(large, "above the limit of 0.05 umol"));
        const auto old = judged({60.0, 62.0, 58.0}, {}, hours(24.0 * 8.0));
        QVERIFY(old.verdict == CheckVerdict::Failed && says(old, "8 days from the sample; the limit is 7"));
        QVERIFY(judged({60.0, 62.0, 58.0}, {}, hours(24.0 * 6.0)).verdict == CheckVerdict::Passed);
        // t(0.95, 2) s / sqrt 3 = 2.92 x 1 / 1.73 = 1.69
        QVERIFY(judged({-3.0, -2.0, -1.0}).verdict == CheckVerdict::Failed);
        QVERIFY(judged({-2.5, -1.5, -0.5}).verdict == CheckVerdict::Passed);
        const auto scattered = judged({60.0, 70.0, 50.0}, {}, {}, nanomoles(99.0)); // 10 s = 100 nmol
        QVERIFY(scattered.verdict == CheckVerdict::Warning && says(scattered, "10 s is 0.1 umol"));
        QVERIFY(judged({60.0, 70.0, 50.0}, {}, {}, nanomoles(101.0)).verdict == CheckVerdict::Passed);
    }
    void replicates()
    {
        std::vector<StandardPoint> standards(5);
        const std::vector<std::pair<double, double>> values{{10, 100}, {10, 102}, {10, 98}, {0, 3}, {20, 200}};
        for (std::size_t i = 0; i < values.size(); ++i) {
            standards[i].amount = values[i].first;
            standards[i].area = values[i].second;
        }
        auto scatter = replicateScatter(standards);
        QVERIFY(near(scatter[0]->rsd, 0.02) && scatter[0]->count == 3 && scatter[0]->passed);
        QVERIFY(!scatter[3] && !scatter[4]);
        QVERIFY(!replicateScatter(standards, 0.019)[1]->passed);
        standards[2].used = false;
        scatter = replicateScatter(standards);
        QVERIFY(scatter[0]->count == 2 && !scatter[2]);
    }
    void readingAmounts()
    {
        const Calibration curve = line();
        const std::vector areas{40080.0, 40120.0};
        const auto read = readAmount(curve, areas);
        QVERIFY(near(read->area, 40100.0) && read->replicates == 2 && read->flags.empty() && read->fieller);
        const auto expected = amountOf(curve, 40100.0, 2);
        QVERIFY(near(read->amount, 100.0) && near(read->u, expected->u));
        const auto interval = fiellerInterval(curve, 40100.0, {0.95, 2, std::nullopt});
        QVERIFY(near(*read->low, interval->low) && near(*read->high, interval->high));
    }
    void readingFlags()
    {
        const Calibration curve = line();
        QVERIFY(flagged(*readAmount(curve, std::vector{200000.0}), "out-of-range"));
        QVERIFY(flagged(*readAmount(curve, std::vector{105.0}), "not-detected"));
        const auto scattered = readAmount(curve, std::vector{40000.0, 40200.0}); // 141 beside a scatter of 23
        QVERIFY(flagged(*scattered, "replicates-disagree"));
        QVERIFY(!readAmount(curve, {}));
    }
    /// 1e9 s = 2001-09-09T01:46:40Z.
    void times_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("seconds");
        QTest::addColumn<bool>("zoned");
        QTest::newRow("Z") << "2001-09-09T01:46:40Z" << 1e9 << true;
        QTest::newRow("wall") << "2001-09-09 01:46:40.250" << 1e9 + 0.25 << false;
        QTest::newRow("minutes") << "2001-09-09T01:46" << 1e9 - 40.0 << false;
        QTest::newRow("offset") << "2001-09-09T03:46:40+02:00" << 1e9 << true;
        QTest::newRow("west") << "2001-09-08T20:16:40-0530" << 1e9 << true;
        QTest::newRow("day") << "2001-09-09" << 1e9 - 6400.0 << false;
        QTest::newRow("two days") << "9/8/2001 10:00" << -1.0 << false;
        QTest::newRow("no such day") << "2001-02-29" << -1.0 << false;
        QTest::newRow("no such hour") << "2001-02-28T24:00" << -1.0 << false;
        QTest::newRow("more") << "2001-09-09T01:46:40Z!" << -1.0 << false;
        QTest::newRow("word") << "soon" << -1.0 << false;
        QTest::newRow("nothing") << "" << -1.0 << false;
    }
    void times()
    {
        QFETCH(QString, text);
        QFETCH(double, seconds);
        QFETCH(bool, zoned);
        const std::string written = text.toStdString();
        const auto time = session::writtenTime(written);
        QCOMPARE(time.has_value(), seconds >= 0.0);
        if (time) {
            QVERIFY(std::abs(inSeconds(time->since1970) - seconds) < 1e-6);
            QCOMPARE(time->zoned, zoned);
        }
    }
};

QTEST_APPLESS_MAIN(TestSuitability)
#include "tst_suitability.moc"
