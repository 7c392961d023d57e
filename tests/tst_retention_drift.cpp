// SPDX-License-Identifier: GPL-3.0-or-later
// Retention that shrinks by water on the sieve: verdicts, what is left until a limit, and what must not disturb them. The
// expected numbers are those of the straight lines that the series are made of.
#include <QTest>

#include <cmath>
#include <functional>
#include <vector>

#include "analysis/peaks/retention_drift.h"

using namespace tgc;

namespace {

/// `n` runs, one an hour, each `perRun_s` less than the one before.
std::vector<RetentionPoint> series(std::size_t n, double first_s, double perRun_s)
{
    std::vector<RetentionPoint> points;
    for (std::size_t i = 0; i < n; ++i) {
        const auto run = static_cast<double>(i);
        points.push_back({run + 1.0, hours(run), seconds(first_s - perRun_s * run), {}});
    }
    return points;
}

/// The same scatter for everybody, as small as that of an injection by hand: 0.1 % of 52 s.
double scatter(std::size_t i)
{
    return 0.05 * std::sin(2.3 * static_cast<double>(i)) + 0.03 * std::cos(7.1 * static_cast<double>(i));
}

} // namespace

class TestRetentionDrift : public QObject {
    Q_OBJECT
private slots:
    void tooFewRuns()
    {
        for (std::size_t n = 0; n < fewestForDrift; ++n) {
            const auto drift = retentionDrift(series(n, 52.0, 5.0));
            QCOMPARE(drift.verdict, DriftVerdict::NotEnoughRuns);
            QVERIFY(!drift.perInjection && !drift.reach && !drift.words.empty());
        }
        QVERIFY(retentionDrift(series(fewestForDrift, 52.0, 0.0)).verdict != DriftVerdict::NotEnoughRuns);
    }
    void aSteadyColumn()
    {
        auto points = series(40, 52.0, 0.0);
        for (std::size_t i = 0; i < points.size(); ++i) {
            points[i].retention += seconds(scatter(i));
        }
        const auto drift = retentionDrift(points);
        QCOMPARE(drift.verdict, DriftVerdict::InOrder);
        QVERIFY(!drift.reach); // no end is foretold where nothing falls
        QVERIFY(std::abs(drift.change) < 0.003);
    }
    void theWayToTheLimit()
    {
        // 60 s, 0.01 s less a run: after 100 runs the limit, 95 % of the median of the first five (59.98 s), is 56.981 s; the
        // median of the last five is 59.03 s; 2.049 s at 0.01 s a run are 204.9 runs, an hour each.
        const auto drift = retentionDrift(series(100, 60.0, 0.01));
        QCOMPARE(drift.verdict, DriftVerdict::InOrder);
        QVERIFY(std::abs(inSeconds(drift.reference) - 59.98) < 1e-9);
        QVERIFY(std::abs(inSeconds(drift.present) - 59.03) < 1e-9);
        QVERIFY(std::abs(drift.perInjection->slope + 0.01) < 1e-12);
        QVERIFY(std::abs(drift.perDay->slope + 0.24) < 1e-9);
        QVERIFY(std::abs(drift.reach->injections - 204.9) < 1e-6);
        QVERIFY(std::abs(inHours(*drift.reach->time) - 204.9) < 1e-6);
    }
    void soonByInjectionsOrByDays_data()
    {
        QTest::addColumn<double>("soonInjections");
        QTest::addColumn<double>("soon_h");
        QTest::addColumn<QString>("verdict");
        QTest::newRow("neither") << 204.0 << 204.0 << "in order";
        QTest::newRow("by injections") << 205.0 << 204.0 << "bake out soon";
        QTest::newRow("by days") << 204.0 << 205.0 << "bake out soon";
    }
    void soonByInjectionsOrByDays()
    {
        QFETCH(double, soonInjections);
        QFETCH(double, soon_h);
        RetentionLimits limits;
        limits.soonInjections = soonInjections;
        limits.soon = hours(soon_h);
        const auto drift = retentionDrift(series(100, 60.0, 0.01), limits);
        QTEST(QString::fromUtf8(wordOf(drift.verdict).data()), "verdict");
        QVERIFY2(drift.words.find("in about 204 injections (204 to 204) or 8.5 days") != std::string::npos,
                 drift.words.c_str());
    }
    void beyondTheLimit()
    {
        const auto drift = retentionDrift(series(100, 60.0, 0.04)); // 3.8 s of 60 s
        QCOMPARE(drift.verdict, DriftVerdict::BakeOutNow);
        QVERIFY(!drift.reach);
        QVERIFY2(drift.words.find("6.3 % less than the 59.92 s") != std::string::npos, drift.words.c_str());
        RetentionLimits wide;
        wide.shrink = 0.10;
        QVERIFY(retentionDrift(series(100, 60.0, 0.04), wide).verdict != DriftVerdict::BakeOutNow);
    }
    void oneOutlierRunChangesNothing_data()
    {
        QTest::addColumn<std::size_t>("at");
        QTest::addColumn<double>("off_s");
        QTest::addColumn<std::size_t>("runs");
        for (const std::size_t runs : {std::size_t{6}, std::size_t{7}, std::size_t{12}, std::size_t{60}}) {
            for (const std::size_t at : {std::size_t{0}, runs / 2, runs - 1}) {
                for (const double off_s : {-20.0, 20.0, 1000.0}) {
                    QTest::addRow("%d runs, %+.0f s in run %d", int(runs), off_s, int(at)) << at << off_s << runs;
                }
            }
        }
    }
    void oneOutlierRunChangesNothing()
    {
        QFETCH(std::size_t, at);
        QFETCH(double, off_s);
        QFETCH(std::size_t, runs);
        for (const double perRun_s : {0.0, 0.2}) {
            auto points = series(runs, 52.0, perRun_s);
            for (std::size_t i = 0; i < points.size(); ++i) {
                points[i].retention += seconds(scatter(i));
            }
            const auto clean = retentionDrift(points);
            points[at].retention += seconds(off_s);
            const auto disturbed = retentionDrift(points);
            QCOMPARE(disturbed.verdict == DriftVerdict::BakeOutNow, clean.verdict == DriftVerdict::BakeOutNow);
            QVERIFY(disturbed.verdict != DriftVerdict::LookElsewhere);
            QVERIFY(std::abs(disturbed.change - clean.change) < 0.01);
        }
    }
    void oxygenAndNitrogenMerge()
    {
        auto points = series(50, 90.0, 0.0);
        for (std::size_t i = 0; i < points.size(); ++i) {
            points[i].resolution = 2.5 - 0.01 * static_cast<double>(i);
        }
        auto drift =
            retentionDrift(points); // 2.03 in the middle of the last five: 0.53 above 1.5, 53 h at one run an hour
        QCOMPARE(drift.verdict, DriftVerdict::BakeOutSoon);
        QVERIFY(std::abs(*drift.resolution - 2.03) < 1e-9);
        QVERIFY(std::abs(drift.reach->injections - 53.0) < 1e-6);
        for (RetentionPoint &point : points) {
            *point.resolution -= 0.6;
        }
        drift = retentionDrift(points);
        QCOMPARE(drift.verdict, DriftVerdict::BakeOutNow);
        QVERIFY2(drift.words.find("resolution 1.43") != std::string::npos, drift.words.c_str());
    }
    void whatIsNotWater()
    {
        auto points = series(20, 90.0, 0.0);
        for (RetentionPoint &point : points) {
            point.resolution = 1.2; // never better
        }
        auto drift = retentionDrift(points);
        QCOMPARE(drift.verdict, DriftVerdict::LookElsewhere);
        QVERIFY(drift.words.find("from the start") != std::string::npos);
        drift = retentionDrift(series(20, 52.0, -0.4)); // longer and longer
        QCOMPARE(drift.verdict, DriftVerdict::LookElsewhere);
        QVERIFY(drift.words.find("leak") != std::string::npos);
    }
    void timesThatDoNotCountFromTheInjection()
    {
        const auto drift = retentionDrift(series(20, 0.0, 0.1));
        QCOMPARE(drift.verdict, DriftVerdict::NotEnoughRuns);
        QVERIFY(drift.words.find("not above zero") != std::string::npos);
    }
    void theUnitOfTimeDoesNotMatter()
    {
        const auto one = retentionDrift(series(50, 50.0, 0.02)), ten = retentionDrift(series(50, 500.0, 0.2));
        QVERIFY(std::abs(one.change - ten.change) < 1e-12);
        QVERIFY(std::abs(one.reach->injections - ten.reach->injections) < 1e-6);
    }
};

QTEST_APPLESS_MAIN(TestRetentionDrift)
#include "tst_retention_drift.moc"
