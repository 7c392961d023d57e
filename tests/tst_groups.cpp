// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "analysis/calibration/statistics.h"
#include "analysis/quantification/groups.h"
#include "analysis/quantification/practical_cell.h"

using namespace tgc;

namespace {

// Wikipedia, Welch's t-test, examples 1 and 2 (t, degrees of freedom and p as printed there).
const std::vector<double> a1 = {27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1,
                                21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4};
const std::vector<double> a2 = {27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0,
                                24.8, 20.2, 21.9, 22.1, 22.9, 20.5, 24.4};

bool near(double value, double expected, double tolerance)
{
    const bool ok = std::abs(value - expected) <= tolerance;
    if (!ok) {
        qWarning("%.9g is not %.9g", value, expected);
    }
    return ok;
}

/// P(T <= t) of a noncentral t by Simpson's rule over s = sqrt(chi2/dof).
double noncentralChance(double t, double dof, double delta)
{
    const double half = 0.5 * dof;
    const double constant = std::log(2.0) + half * std::log(half) - std::lgamma(half);
    const auto integrand = [&](double s) {
        const double density = std::exp(constant + (dof - 1.0) * std::log(s) - half * s * s);
        return density * 0.5 * std::erfc((delta - t * s) / std::sqrt(2.0));
    };
    constexpr int steps = 4000;
    const double low = 1e-6;
    const double width = (3.0 - low) / steps;
    double sum = 0.0;
    for (int i = 0; i <= steps; ++i) {
        sum += (i == 0 || i == steps ? 1.0 : i % 2 == 1 ? 4.0 : 2.0) * integrand(low + width * i);
    }
    return sum * width / 3.0;
}

} // namespace

class TestGroups : public QObject {
    Q_OBJECT
private slots:
    void welch()
    {
        const auto compared = compareGroups(a1, a2);
        QVERIFY(near(compared->t, -2.46, 0.006));
        QVERIFY(near(compared->dof, 25.0, 0.1));
        QVERIFY(near(compared->p, 0.021, 0.0006));
        QVERIFY(near(compared->difference, mean(a1) - mean(a2), 1e-12));
        QVERIFY(compared->high < 0.0); // p < 0.05: the interval leaves zero out
        QVERIFY(near(0.5 * (compared->low + compared->high), compared->difference, 1e-12));
        const auto turned = compareGroups(a2, a1);
        QVERIFY(near(turned->t, -compared->t, 1e-12) && near(turned->p, compared->p, 1e-15));
    }
    void hedges()
    {
        // Equal sizes: g = J t sqrt(2/n), J = 1 - 3/(4 m - 1) to a ten-thousandth (Hedges 1981).
        const auto compared = compareGroups(a1, a2);
        QVERIFY(near(compared->hedgesG, (1.0 - 3.0 / (4.0 * 28.0 - 1.0)) * compared->t * std::sqrt(2.0 / 15.0), 2e-4));
    }
    void intervalOfHedges()
    {
        // By its definition: at either end the observed pooled t stands on the other tail's quantile. The noncentral t is
        // integrated here over the scale s = sqrt(chi2/dof): P(T <= t) = int Phi(t s - delta) f(s) ds.
        const auto compared = compareGroups(a1, a2, 0.95);
        const double scale = std::sqrt(2.0 / 15.0);
        const auto chance = [&](double delta) { return noncentralChance(compared->t, 28.0, delta); };
        QVERIFY(near(chance(*compared->hedgesLow / scale), 0.975, 1e-7));
        QVERIFY(near(chance(*compared->hedgesHigh / scale), 0.025, 1e-7));
        QVERIFY(*compared->hedgesLow < compared->hedgesG && compared->hedgesG < *compared->hedgesHigh);
    }
    void intervalOfHedgesLeavesZeroOutWhereTheTestDoes()
    {
        // Three cells each with one scatter: t = 2.7764451052 (Student, 0.975, 4 degrees of freedom) is the p = 0.05 edge.
        const double sd = 1.0; // of {-1, 0, 1}
        const double edge = 2.7764451051977987 * sd * std::sqrt(2.0 / 3.0);
        const auto at = [&](double shift) {
            return compareGroups(std::vector{shift - 1.0, shift, shift + 1.0}, std::vector{-1.0, 0.0, 1.0});
        };
        QVERIFY(near(*at(edge)->hedgesLow, 0.0, 1e-9));
        QVERIFY(near(at(edge)->p, 0.05, 1e-9));
        QVERIFY(*at(edge + 0.01)->hedgesLow > 0.0 && *at(edge - 0.01)->hedgesLow < 0.0);
        // Equal means: symmetric, half width 1.959964 sqrt(2/3) (the normal quantile).
        QVERIFY(near(*at(0.0)->hedgesHigh, 1.959963985 * std::sqrt(2.0 / 3.0), 1e-8));
        QVERIFY(near(*at(0.0)->hedgesLow, -*at(0.0)->hedgesHigh, 1e-9));
        QVERIFY(!at(1e4)->hedgesLow && !at(1e4)->hedgesHigh); // no scatter to speak of
    }
    void equalVariancesAndSizesGiveStudentsTest()
    {
        const std::vector<double> x = {1.0, 2.0, 3.0};
        const std::vector<double> y = {2.0, 3.0, 4.0};
        const auto compared = compareGroups(x, y);
        QVERIFY(near(compared->dof, 4.0, 1e-12));
        QVERIFY(near(compared->t, -1.0 / std::sqrt(2.0 / 3.0), 1e-12));
    }
    void tooFewOrTooEqual()
    {
        QVERIFY(!compareGroups(std::vector{1.0}, a2));
        QVERIFY(!compareGroups(std::vector{1.0, 1.0}, std::vector{2.0, 2.0}));
    }
    void summary()
    {
        const std::vector<double> values = {0.60, 0.64, 0.68};
        const std::vector<double> uncertainties = {0.02, 0.01, 0.03};
        const auto group = summariseGroup(values, uncertainties);
        QCOMPARE(group.n, std::size_t{3});
        QVERIFY(near(group.mean, 0.64, 1e-12));
        QVERIFY(near(*group.sd, 0.04, 1e-12));
        QVERIFY(near(*group.halfWidth, 4.30265272974946 * 0.04 / std::sqrt(3.0), 1e-9)); // t, analysis.md 4.1 f
        QVERIFY(near(*group.measurementU, 0.02, 1e-12)); // not divided by sqrt n
        const auto one = summariseGroup(std::vector{0.6}, {});
        QVERIFY(!one.sd && !one.halfWidth && !one.measurementU);
    }
    void practicalCells()
    {
        const CellConditions cell{4.0, 0.5, 3.0, 50.0, {}};
        const auto criteria = practicalCriteria(cell);
        QCOMPARE(criteria.size(), std::size_t{5});
        QCOMPARE(criteria[0].met, std::optional(true)); // >= 4
        QCOMPARE(criteria[1].met, std::optional(false)); // > 0.5
        QCOMPARE(criteria[2].met, std::optional(true)); // <= 3
        QCOMPARE(criteria[3].met, std::optional(false)); // < 50
        QVERIFY(!criteria[4].met); // not known is neither
    }
    void cycleLife()
    {
        QVERIFY(near(*cyclesWithoutReservoir(0.99), std::log(0.8) / std::log(0.99), 1e-12)); // 22 cycles
        QVERIFY(near(std::pow(0.9997, *cyclesWithoutReservoir(0.9997)), 0.8, 1e-12));
        QVERIFY(!cyclesWithoutReservoir(1.0) && !cyclesWithoutReservoir(1.02) && !cyclesWithoutReservoir(0.0));
        // 50 um are 10.31 mAh/cm2; a cycle of 4 mAh/cm2 at 99 % loses 0.04.
        const CellConditions cell{4.0, {}, {}, 50.0, 0.99};
        QVERIFY(near(*cyclesWithReservoir(cell), 50e-4 * 0.534 * 3861.88489 / 0.04, 1e-4));
        QVERIFY(!cyclesWithReservoir({4.0, {}, {}, {}, 0.99}));
    }
};

QTEST_APPLESS_MAIN(TestGroups)
#include "tst_groups.moc"
