// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the reaction in a vial was finished. Expected numbers follow from the model n = n_inf (1 - exp(-t/tau)) itself;
// the limits are held against their own claim, by simulation.
#include <QTest>

#include <cmath>
#include <random>

#include "analysis/quantification/reaction.h"

using namespace tgc;

namespace {

std::vector<TimedValue> draws(const std::vector<double> &at_min, double plateau, double tau_min, double u,
                              std::mt19937 *noise = nullptr)
{
    std::normal_distribution<double> normal;
    std::vector<TimedValue> values;
    for (const double t : at_min) {
        const double error = noise ? u * normal(*noise) : 0.0;
        values.push_back({minutes(t), plateau * -std::expm1(-t / tau_min) + error, u});
    }
    return values;
}

/// n_inf/n(t) - 1 of the model.
double stillToCome(double t_min, double tau_min)
{
    return 1.0 / std::expm1(t_min / tau_min);
}

bool near(std::optional<double> value, double expected, double relative)
{
    const bool ok = value && std::abs(*value / expected - 1.0) <= relative;
    if (!ok) {
        qWarning("%.10g is not %.10g", value.value_or(NAN), expected);
    }
    return ok;
}

} // namespace

class TestReaction : public QObject {
    Q_OBJECT
private slots:
    void exactDrawsGiveTheModelBack()
    {
        for (const double u : {0.05, 0.0}) { // with u = 0 the scatter comes from the residuals, which are none
            const auto found = reactionProgress(draws({10, 20, 30}, 9.0, 20.0, u));
            QVERIFY(found.state == ReactionState::Unfinished);
            QVERIFY(near(found.plateau, 9.0, 1e-6));
            QVERIFY(near(inMinutes(found.timeConstant.value()), 20.0, 1e-6));
            QVERIFY(near(found.furtherRise, stillToCome(30, 20), 1e-6));
            // 1 % of the plateau is left after tau ln 100 = 92.103 min.
            QVERIFY(near(inMinutes(found.wait.value()), 20.0 * std::log(100.0) - 30.0, 1e-5));
            QVERIFY(QString::fromStdString(found.sentence).contains("wait 63 min more"));
        }
    }
    void uOfTheRise()
    {
        // First order: the rise r = 1/(exp(T/tau) - 1) by the covariance (J' W J)^-1 of n_inf and tau; small u, so that
        // the profile is a parabola.
        const double u = 0.001, tau = 20.0, plateau = 9.0;
        double a = 0.0, b = 0.0, c = 0.0;
        for (const double t : {10.0, 20.0, 30.0}) {
            const double dPlateau = -std::expm1(-t / tau);
            const double dTau = -plateau * t / (tau * tau) * std::exp(-t / tau);
            a += dPlateau * dPlateau / (u * u);
            b += dPlateau * dTau / (u * u);
            c += dTau * dTau / (u * u);
        }
        const double uTau = std::sqrt(a / (a * c - b * b));
        const double r = stillToCome(30, tau);
        const double dRise = r * (1.0 + r) * 30.0 / (tau * tau);
        const auto found = reactionProgress(draws({10, 20, 30}, plateau, tau, u));
        QVERIFY(near(found.furtherRiseU, dRise * uTau, 1e-3));
    }
    void limitsHoldTheirPromise()
    {
        std::mt19937 noise(4);
        int above = 0, below = 0, unfinished = 0;
        constexpr int trials = 2000;
        for (int i = 0; i < trials; ++i) {
            const auto found = reactionProgress(draws({10, 20, 30}, 9.0, 12.0, 0.18, &noise));
            unfinished += found.state == ReactionState::Unfinished;
            above += found.furtherRiseLow && *found.furtherRiseLow > stillToCome(30, 12);
            below += found.furtherRiseHigh && *found.furtherRiseHigh < stillToCome(30, 12);
        }
        // 5 % each; four standard deviations of a count of 2000 are 1.9 %. The Birge ratio only widens.
        QVERIFY2(above > 0.025 * trials && above < 0.07 * trials, qPrintable(QString::number(above)));
        QVERIFY2(below > 0.025 * trials && below < 0.07 * trials, qPrintable(QString::number(below)));
        QVERIFY(unfinished > 0.98 * trials); // 9 % are to come
    }
    void aFinishedReactionIsHardlyEverDoubted()
    {
        std::mt19937 noise(5);
        int finished = 0, unfinished = 0;
        constexpr int trials = 1000;
        for (int i = 0; i < trials; ++i) {
            const auto state = reactionProgress(draws({40, 55, 70}, 9.0, 5.0, 0.09, &noise)).state;
            finished += state == ReactionState::Finished;
            unfinished += state == ReactionState::Unfinished;
        }
        QCOMPARE(unfinished, 0);
        QVERIFY2(finished > 0.95 * trials, qPrintable(QString::number(finished)));
    }
    void states_data()
    {
        QTest::addColumn<std::vector<double>>("at_min");
        QTest::addColumn<std::vector<double>>("values");
        QTest::addColumn<ReactionState>("state");
        QTest::addColumn<QString>("says");
        using V = std::vector<double>;
        QTest::newRow("two draws") << V{10, 20} << V{5, 6} << ReactionState::CannotTell << "three draws";
        QTest::newRow("leak") << V{10, 20, 30} << V{9.0, 8.7, 8.4} << ReactionState::Falling << "a leak";
        QTest::newRow("flat, early enough")
            << V{10, 40, 70} << V{9.0, 9.02, 9.0} << ReactionState::Finished << "finished";
        QTest::newRow("late and close") << V{60, 70, 80} << V{8.55, 8.73, 8.84} << ReactionState::CannotTell << "up to";
        QTest::newRow("in a straight line")
            << V{10, 20, 30} << V{1, 2, 3} << ReactionState::Unfinished << "no end is in sight";
        QTest::newRow("before the dose") << V{-1, 20, 30} << V{1, 2, 3} << ReactionState::CannotTell
                                         << "after the dose";
        QTest::newRow("out of order") << V{20, 10, 30} << V{1, 2, 3} << ReactionState::CannotTell << "in time";
        QTest::newRow("nothing there") << V{10, 20, 30} << V{0.1, 0.05, -0.01} << ReactionState::CannotTell
                                       << "no hydrogen";
    }
    void states()
    {
        QFETCH(std::vector<double>, at_min);
        QFETCH(std::vector<double>, values);
        QFETCH(ReactionState, state);
        QFETCH(QString, says);
        std::vector<TimedValue> timed;
        for (std::size_t i = 0; i < values.size(); ++i) {
            timed.push_back({minutes(at_min[i]), values[i], 0.05});
        }
        const auto found = reactionProgress(timed);
        QVERIFY2(found.state == state, found.sentence.c_str());
        QVERIFY2(QString::fromStdString(found.sentence).contains(says), found.sentence.c_str());
    }
};

QTEST_APPLESS_MAIN(TestReaction)
#include "tst_reaction.moc"
