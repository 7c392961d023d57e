// SPDX-License-Identifier: GPL-3.0-or-later
// Check standards: recovery, drift, Westgard's rules. The factors c4 and d2: tst_check_values.
#include <QTest>

#include "analysis/calibration/check_standards.h"

using namespace tgc;

namespace {

Calibration line() // area = 100 + 400 n, 10 to 400 nmol
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

StandardPoint check(double amount, double recovery, double u = 0.0)
{
    StandardPoint point;
    point.amount = amount;
    point.amountU = u;
    point.area = 100.0 + 400.0 * amount * recovery;
    return point;
}

std::vector<CheckResult> checked(const std::vector<StandardPoint> &checks, const CheckOptions &options = {})
{
    auto results = checkStandards(line(), checks, options);
    if (!results) {
        qFatal("%s", results.error().message.c_str());
    }
    return *results;
}

bool near(double a, double b)
{
    return std::abs(a - b) < 1e-9;
}

/// Rules that the last of these deviations (in s) breaks.
std::vector<ControlRule> rulesOfLast(const std::vector<double> &z)
{
    return controlFindings(z, {0.0, 1.0}).back();
}

bool has(const std::vector<ControlRule> &rules, ControlRule rule)
{
    return std::find(rules.begin(), rules.end(), rule) != rules.end();
}

} // namespace

class TestCheckStandards : public QObject {
    Q_OBJECT
private slots:
    void recoveryAndDrift()
    {
        const auto results = checked({check(100.0, 1.02, 1.0), check(100.0, 0.99, 1.0)});
        QVERIFY(near(results[0].found, 102.0) && near(results[0].recovery, 1.02));
        QVERIFY(!results[0].drift);
        QVERIFY(near(*results[1].drift, 0.99 / 1.02 - 1.0));
        QVERIFY(results[0].verdict == CheckVerdict::Passed && results[1].verdict == CheckVerdict::Passed);
        // Its own certificate (1 %) beside what the curve leaves open.
        QVERIFY(near(results[0].recoveryU, std::hypot(results[0].foundU / 100.0, 0.0102)));
    }
    void limitsFail()
    {
        QVERIFY(checked({check(100.0, 1.06)})[0].verdict == CheckVerdict::Failed);
        QVERIFY(checked({check(100.0, 1.06)}, {0.10, 0.05})[0].verdict == CheckVerdict::Passed);
        const auto drifted = checked({check(100.0, 1.03), check(100.0, 0.97)});
        QVERIFY(drifted[0].verdict == CheckVerdict::Passed);
        QVERIFY(drifted[1].verdict == CheckVerdict::Failed); // 5.8 % from one to the next
    }
    void outsideTheStandardsIsAWarning()
    {
        const auto results = checked({check(500.0, 1.0)});
        QVERIFY(results[0].outOfRange && results[0].verdict == CheckVerdict::Warning);
    }
    void rulesNeedSixChecks()
    {
        std::vector<StandardPoint> checks;
        for (const double recovery : {1.001, 0.999, 1.001, 0.999, 1.02}) {
            checks.push_back(check(100.0, recovery));
        }
        QVERIFY(checked(checks).back().rules.empty());
        for (int i = 0; i < 8; ++i) {
            checks.insert(checks.begin(), check(100.0, i % 2 == 0 ? 1.001 : 0.999));
        }
        QVERIFY(has(checked(checks).back().rules, ControlRule::OneBeyond3s));
        QVERIFY(checked(checks).back().verdict == CheckVerdict::Failed); // 2 %, far beyond what this check scatters
    }
    void rules_data()
    {
        QTest::addColumn<QList<double>>("z");
        QTest::addColumn<QString>("rules");
        QTest::newRow("within") << QList<double>{0.5, -1.9} << "";
        QTest::newRow("1-2s") << QList<double>{0.0, 2.1} << "1-2s";
        QTest::newRow("1-3s") << QList<double>{0.0, -3.1} << "1-2s 1-3s";
        QTest::newRow("2-2s") << QList<double>{2.1, 2.2} << "1-2s 2-2s";
        QTest::newRow("2-2s needs one side") << QList<double>{-2.1, 1.0, 2.2} << "1-2s";
        QTest::newRow("R-4s") << QList<double>{-2.1, 2.2} << "1-2s R-4s";
        QTest::newRow("4-1s") << QList<double>{1.1, 1.2, 1.3, 1.4} << "4-1s";
        QTest::newRow("10x") << QList<double>{.1, .2, .1, .2, .1, .2, .1, .2, .1, .2} << "10x";
        QTest::newRow("nine are not ten") << QList<double>{.1, .2, .1, .2, .1, .2, .1, .2, .1} << "";
    }
    void rules()
    {
        QFETCH(QList<double>, z);
        QFETCH(QString, rules);
        QStringList found;
        for (const ControlRule rule : rulesOfLast({z.begin(), z.end()})) {
            found << QString::fromStdString(std::string(toString(rule)));
        }
        QCOMPARE(found.join(u' '), rules);
    }
    void limitsComeFromTheMovingRange()
    {
        const std::vector<double> drifting = {1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0};
        const auto limits = controlLimits(drifting);
        QVERIFY(near(limits->centre, 4.0));
        QVERIFY(near(limits->sd, 1.0 / 1.1283791670955126)); // d2(2) = 2/sqrt(pi)
        QVERIFY(!controlLimits(std::vector{1.0, 2.0, 3.0}));
        QVERIFY(!controlLimits(std::vector<double>(8, 1.0)));
    }
    void nonsenseIsRefused()
    {
        const std::vector zero{check(0.0, 1.0)};
        QVERIFY(checkStandards(line(), zero).error().message.find("above zero") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestCheckStandards)
#include "tst_check_standards.moc"
