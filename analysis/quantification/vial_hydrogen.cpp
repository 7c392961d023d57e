// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quantification/vial_hydrogen.h"

#include <algorithm>
#include <cmath>

#include "analysis/calibration/statistics.h"
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

} // namespace

Result<VialHydrogen> hydrogenInVial(const VialRecord &vial, const Calibration &curve)
{
    if (auto ok = checkVial(vial, curve); !ok) {
        return fail(ok.error());
    }
    VialHydrogen result;
    result.source = sourceOf(vial, curve);
    std::vector<double> areas;
    bool anyScatter = false;
    for (std::size_t i = 0; i < vial.draws.size(); ++i) {
        const DrawRecord &draw = vial.draws[i];
        const auto prediction = amountOf(curve, draw.area);
        if (!prediction) {
            return fail(prediction.error());
        }
        areas.push_back(draw.area);
        anyScatter = anyScatter || !draw.areaU;
        result.drawAreaU.push_back(draw.areaU.value_or(areaScatterAt(curve, prediction->amount)));
        if (prediction->outOfRange) {
            addFlag(result.flags, "out-of-range");
        }
        for (const std::string &flag : draw.flags) {
            addFlag(result.flags, flag);
        }
        if (i == 0 && draw.sampling != Sampling::Matched) {
            result.injected = nanomoles(prediction->amount);
        }
    }
    result.areaFromScatter = anyScatter;
    if (!vial.titrantIsWater && (!vial.titrantVapour || !vial.solubility)) {
        addFlag(result.flags, "titrant-as-water");
    }

    const Evaluator evaluate(vial, curve);
    const VialDeviations none{};
    const auto nominal = evaluate.at(curve.coefficients, none, areas);
    if (!nominal) {
        return fail(nominal.error());
    }
    const std::size_t n = areas.size();

    // Each draw depends on its own area alone.
    std::vector<double> perArea(n, 0.0), drawU(n, 0.0);
    for (std::size_t i = 0; i < n; ++i) {
        const double h =
            result.drawAreaU[i] > 0.0 ? step * result.drawAreaU[i] : 1e-6 * std::max(std::abs(areas[i]), 1.0);
        auto up = areas;
        auto down = areas;
        up[i] += h;
        down[i] -= h;
        const auto high = evaluate.at(curve.coefficients, none, up);
        const auto low = evaluate.at(curve.coefficients, none, down);
        if (!high || !low) {
            return fail(!high ? high.error() : low.error());
        }
        perArea[i] = ((*high)[i] - (*low)[i]) / (2.0 * h);
        drawU[i] = std::abs(perArea[i]) * result.drawAreaU[i];
    }
    const bool weighted = std::all_of(drawU.begin(), drawU.end(), [](double u) { return u > 0.0; });
    double sum = 0.0;
    for (const double u : drawU) {
        result.weights.push_back(weighted ? 1.0 / (u * u) : 1.0);
        sum += result.weights.back();
    }
    double areaVariance = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
        result.weights[i] /= sum;
        areaVariance += std::pow(result.weights[i] * drawU[i], 2);
        result.draws.push_back(moles((*nominal)[i]));
    }
    result.areaU_mol = std::sqrt(areaVariance);
    result.value = moles(weightedMean(*nominal, result.weights));
    judgeDraws(result, *nominal, drawU);

    const double slope = 1.0 / amountOf(curve, areas.front())->amountPerArea;
    result.perCurveUnit_mol = std::abs(perArea.front() * slope);

    const auto derivative = [&](auto &&moveInput, double h) -> Result<double> {
        const auto high = moveInput(+h);
        const auto low = moveInput(-h);
        if (!high || !low) {
            return fail(!high ? high.error() : low.error());
        }
        return (weightedMean(*high, result.weights) - weightedMean(*low, result.weights)) / (2.0 * h);
    };
    for (std::size_t k = 0; k < vialInputNames.size(); ++k) {
        const auto slopeOfInput = derivative(
            [&](double h) {
                VialDeviations z{};
                z[k] = h;
                return evaluate.at(curve.coefficients, z, areas);
            },
            step);
        if (!slopeOfInput) {
            return fail(slopeOfInput.error());
        }
        result.inputU_mol[k] = *slopeOfInput;
    }
    for (std::size_t k = 0; k < curve.coefficients.size(); ++k) {
        const double u = std::sqrt(curve.covariance[k][k]);
        if (!(u > 0.0)) {
            result.perCoefficient.push_back(0.0);
            continue;
        }
        const auto slopeOfCoefficient = derivative(
            [&](double h) {
                auto moved = curve.coefficients;
                moved[k] += h;
                return evaluate.at(moved, none, areas);
            },
            step * u);
        if (!slopeOfCoefficient) {
            return fail(slopeOfCoefficient.error());
        }
        result.perCoefficient.push_back(*slopeOfCoefficient);
    }
    return result;
}

} // namespace tgc
