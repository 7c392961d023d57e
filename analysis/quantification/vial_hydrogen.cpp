// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quantification/vial_hydrogen.h"

#include <algorithm>
#include <cmath>

#include "analysis/calibration/statistics.h"
#include "analysis/core/decimal.h"
#include "analysis/quantification/vial_checks.h"

namespace tgc {

namespace {

/// Step of the central differences, in standard uncertainties: small enough for first order, large against rounding.
constexpr double step = 1e-3;
/// Significance at which draws that disagree are flagged (cli.md: 1 %).
constexpr double disagreement = 0.01;

double weightedMean(std::span<const double> values, std::span<const double> weights)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        sum += weights[i] * values[i];
    }
    return sum;
}

void addFlag(std::vector<std::string> &flags, const std::string &flag)
{
    if (std::find(flags.begin(), flags.end(), flag) == flags.end()) {
        flags.push_back(flag);
    }
}

/// Simulated data brand a result, then typed ones.
Source sourceOf(const VialRecord &vial, const Calibration &curve)
{
    Source source = vial.draws.front().source;
    for (const DrawRecord &draw : vial.draws) {
        if (draw.source == Source::Simulated || (draw.source == Source::Typed && source != Source::Simulated)) {
            source = draw.source;
        }
    }
    return curve.source == Source::Simulated ? Source::Simulated : source;
}

/// Evaluates the draws at moved inputs. The nominal evaluation succeeded; a step of 1e-3 u cannot lose the root but in
/// pathological quadratics, which give no derivative.
class Evaluator {
public:
    Evaluator(const VialRecord &vial, const Calibration &curve) : m_vial(vial), m_curve(curve) {}

    Result<std::vector<double>> at(std::span<const double> coefficients, const VialDeviations &z,
                                   std::span<const double> areas) const
    {
        std::vector<double> out(m_vial.draws.size());
        if (auto ok = hydrogenOfDraws(m_vial, m_curve, coefficients, z, areas, out); !ok) {
            return fail(ok.error());
        }
        return out;
    }

private:
    const VialRecord &m_vial;
    const Calibration &m_curve;
};

/// Heterogeneity (chi-square, Birge) and trend (weighted line over the draw number) from the areas' u alone.
void judgeDraws(VialHydrogen &result, std::span<const double> values, std::span<const double> u)
{
    const std::size_t n = values.size();
    if (n < 2 || std::any_of(u.begin(), u.end(), [](double v) { return !(v > 0.0); })) {
        return;
    }
    const double centre = weightedMean(values, result.weights);
    double chiSquare = 0.0;
    double sw = 0.0, swx = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
        chiSquare += std::pow((values[i] - centre) / u[i], 2);
        sw += 1.0 / (u[i] * u[i]);
        swx += static_cast<double>(i) / (u[i] * u[i]);
    }
    const auto dof = static_cast<double>(n - 1);
    if (chiSquareUpperTail(chiSquare, dof) < disagreement) {
        const double birge = std::sqrt(chiSquare / dof);
        result.areaU_mol *= birge;
        for (double &areaU : result.drawAreaU) {
            areaU *= birge;
        }
        addFlag(result.flags, "heterogeneous-draws");
    }
    if (n < 3) {
        return; // two draws that disagree have no trend of their own
    }
    double sxx = 0.0, sxy = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
        const double dx = static_cast<double>(i) - swx / sw;
        sxx += dx * dx / (u[i] * u[i]);
        sxy += dx * (values[i] - centre) / (u[i] * u[i]);
    }
    if (chiSquareUpperTail(sxy * sxy / sxx, 1.0) < disagreement) {
        addFlag(result.flags, "draw-trend");
    }
}

/// The draws that say when they were taken, as a reaction on its way; the u of each area alone.
void judgeReaction(VialHydrogen &result, const VialRecord &vial, std::span<const double> values,
                   std::span<const double> u)
{
    std::vector<TimedValue> timed;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (vial.draws[i].sinceDose) {
            timed.push_back({*vial.draws[i].sinceDose, values[i] * 1e6, u[i] * 1e6}); // umol
        }
    }
    if (timed.empty()) {
        return;
    }
    result.reaction = reactionProgress(timed);
    if (result.reaction->state == ReactionState::Unfinished) {
        addFlag(result.flags, "reaction-unfinished");
    }
}

/// Areas and their uncertainties; range, peak flags and the first injection's amount on the way.
Result<std::vector<double>> readAreas(const VialRecord &vial, const Calibration &curve, VialHydrogen &result)
{
    std::vector<double> areas;
    for (const DrawRecord &draw : vial.draws) {
        const auto prediction = amountOf(curve, draw.area);
        if (!prediction) {
            return fail(prediction.error());
        }
        double response = 1.0;
        if (draw.response) {
            const auto found = responseBy(*draw.response, curve.coefficients);
            if (!found) {
                return fail(found.error());
            }
            response = *found;
        }
        if (areas.empty() && draw.response) {
            const double u = std::hypot(draw.response->areaU, draw.response->certificateU);
            const bool drift = draw.response->kind == ResponseReference::Kind::Bracket;
            const auto kind = drift ? AppliedCorrection::Kind::Drift : AppliedCorrection::Kind::CheckRecovery;
            result.correction = AppliedCorrection{kind, {response, response * u}};
            addFlag(result.flags, drift ? "drift-corrected" : "recovery-applied");
        }
        if (areas.empty() && draw.sampling != Sampling::Matched) {
            result.injected = nanomoles(prediction->amount / response);
        }
        areas.push_back(draw.area);
        result.areaFromScatter = result.areaFromScatter || !draw.areaU;
        result.drawAreaU.push_back(draw.areaU.value_or(areaScatterAt(curve, prediction->amount)));
        if (prediction->outOfRange) {
            addFlag(result.flags, "out-of-range");
        }
        for (const std::string &flag : draw.flags) {
            addFlag(result.flags, flag);
        }
    }
    return areas;
}

/// d draw / d area of each draw; each depends on its own area alone.
Result<std::vector<double>> slopesOfDraws(const Evaluator &evaluate, const Calibration &curve,
                                          const std::vector<double> &areas, const std::vector<double> &areaU)
{
    std::vector<double> steps;
    auto up = areas;
    auto down = areas;
    for (std::size_t i = 0; i < areas.size(); ++i) {
        steps.push_back(areaU[i] > 0.0 ? step * areaU[i] : 1e-6 * std::max(std::abs(areas[i]), 1.0));
        up[i] += steps[i];
        down[i] -= steps[i];
    }
    const auto high = evaluate.at(curve.coefficients, {}, up);
    const auto low = evaluate.at(curve.coefficients, {}, down);
    if (!high || !low) {
        return fail(!high ? high.error() : low.error());
    }
    std::vector<double> slopes;
    for (std::size_t i = 0; i < areas.size(); ++i) {
        slopes.push_back(((*high)[i] - (*low)[i]) / (2.0 * steps[i]));
    }
    return slopes;
}

/// Mean of the draws with weights 1/u2 from area u alone, equal where one of them is 0.
void combineDraws(VialHydrogen &result, const std::vector<double> &values, const std::vector<double> &u)
{
    const bool weighted = std::all_of(u.begin(), u.end(), [](double v) { return v > 0.0; });
    double sum = 0.0;
    for (const double v : u) {
        result.weights.push_back(weighted ? 1.0 / (v * v) : 1.0);
        sum += result.weights.back();
    }
    double variance = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        result.weights[i] /= sum;
        variance += std::pow(result.weights[i] * u[i], 2);
        result.draws.push_back(moles(values[i]));
    }
    result.areaU_mol = std::sqrt(variance);
    result.value = moles(weightedMean(values, result.weights));
}

/// Central differences of the combined value over every common input and every coefficient of the curve.
Result<void> fillDerivatives(VialHydrogen &result, const Evaluator &evaluate, const Calibration &curve,
                             const std::vector<double> &areas)
{
    const auto value = [&](const std::vector<double> &coefficients, const VialDeviations &z) -> Result<double> {
        return evaluate.at(coefficients, z, areas).map([&](const auto &draws) {
            return weightedMean(draws, result.weights);
        });
    };
    const auto difference = [](const Result<double> &high, const Result<double> &low, double width) -> Result<double> {
        if (!high || !low) {
            return fail(!high ? high.error() : low.error());
        }
        return (*high - *low) / width;
    };
    for (std::size_t k = 0; k < vialInputNames.size(); ++k) {
        VialDeviations up{}, down{};
        up[k] = step;
        down[k] = -step;
        const auto slope = difference(value(curve.coefficients, up), value(curve.coefficients, down), 2.0 * step);
        if (!slope) {
            return fail(slope.error());
        }
        result.inputU_mol[k] = *slope;
    }
    for (std::size_t k = 0; k < curve.coefficients.size(); ++k) {
        const double h = step * std::sqrt(curve.covariance[k][k]);
        if (!(h > 0.0)) {
            result.perCoefficient.push_back(0.0);
            continue;
        }
        auto up = curve.coefficients;
        auto down = curve.coefficients;
        up[k] += h;
        down[k] -= h;
        const auto slope = difference(value(up, {}), value(down, {}), 2.0 * h);
        if (!slope) {
            return fail(slope.error());
        }
        result.perCoefficient.push_back(*slope);
    }
    return {};
}

} // namespace

Result<VialHydrogen> hydrogenInVial(const VialRecord &vial, const Calibration &curve)
{
    if (auto ok = checkVial(vial, curve); !ok) {
        return fail(ok.error());
    }
    VialHydrogen result;
    result.source = sourceOf(vial, curve);
    const auto areas = readAreas(vial, curve, result);
    if (!areas) {
        return fail(areas.error());
    }
    if (vial.titrant != "water" && (!vial.titrantVapour || !vial.solubility)) {
        addFlag(result.flags, "titrant-as-water");
    }
    const Evaluator evaluate(vial, curve);
    const auto draws = evaluate.at(curve.coefficients, {}, *areas);
    if (!draws) {
        return fail(draws.error());
    }
    if (!std::all_of(draws->begin(), draws->end(), [](double n) { return std::isfinite(1e12 * n * n); })) {
        return fail(ErrorCode::BadInput, "the area " + shortest(areas->front()) +
                                             " stands for more hydrogen than can be computed with: check it");
    }
    const auto slopes = slopesOfDraws(evaluate, curve, *areas, result.drawAreaU);
    if (!slopes) {
        return fail(slopes.error());
    }
    std::vector<double> drawU;
    for (std::size_t i = 0; i < draws->size(); ++i) {
        drawU.push_back(std::abs((*slopes)[i]) * result.drawAreaU[i]);
    }
    combineDraws(result, *draws, drawU);
    judgeDraws(result, *draws, drawU);
    judgeReaction(result, vial, *draws, drawU);
    result.perCurveUnit_mol = std::abs(slopes->front() / amountOf(curve, areas->front())->amountPerArea);
    if (auto ok = fillDerivatives(result, evaluate, curve, *areas); !ok) {
        return fail(ok.error());
    }
    return result;
}

} // namespace tgc
