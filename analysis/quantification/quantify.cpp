// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quantification/quantify.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/calibration/detection.h"
#include "analysis/calibration/fieller.h"
#include "analysis/calibration/statistics.h"
#include "analysis/quantification/contributions.h"
#include "analysis/quantification/monte_carlo.h"
#include "analysis/quantification/vial_safety.h"

namespace tgc {

namespace {

/// Net hydrogen and the independent shares of its uncertainty, in mol.
struct NetHydrogen {
    double value = 0.0;
    std::vector<Contribution> contributions;
};

NetHydrogen netHydrogen(const VialHydrogen &vial, const std::optional<BlankMean> &blank, const Calibration &curve)
{
    NetHydrogen net;
    net.value = inMoles(vial.value) - (blank ? inMoles(blank->value) : 0.0);
    const std::optional curveScatter = ScatterEstimate{"curve", static_cast<double>(curve.dof)};

    // Sample and blank were read off the same curve, so its error moves both: the intercept cancels in the difference.
    std::vector<double> gradient = vial.perCoefficient;
    for (std::size_t i = 0; blank && i < gradient.size(); ++i) {
        gradient[i] -= blank->perCoefficient[i];
    }
    double total = 0.0, certificate = 0.0;
    for (std::size_t i = 0; i < gradient.size(); ++i) {
        certificate += gradient[i] * curve.certificateShift[i];
        for (std::size_t j = 0; j < gradient.size(); ++j) {
            total += gradient[i] * gradient[j] * curve.covariance[i][j];
        }
    }
    const double scatter = std::max(total - certificate * certificate, 0.0);
    net.contributions.push_back({"calibration", std::sqrt(scatter), curveScatter});
    net.contributions.push_back({"certificate", certificate, std::nullopt});
    net.contributions.push_back({"area", vial.areaU_mol, vial.areaFromScatter ? curveScatter : std::nullopt});
    for (std::size_t k = 0; k < vialInputNames.size(); ++k) {
        net.contributions.push_back({std::string(vialInputNames[k]), vial.inputU_mol[k],
                                     vialInputNames[k] == checkAreaInput ? curveScatter : std::nullopt});
    }
    if (blank) {
        const double ofCurve = blank->scatterU_mol;
        const double rest = std::sqrt(std::max(blank->ownU_mol * blank->ownU_mol - ofCurve * ofCurve, 0.0));
        net.contributions.push_back({"blank", ofCurve, curveScatter});
        net.contributions.push_back(
            {"blank", rest, blank->dof ? std::optional(ScatterEstimate{"blanks", *blank->dof}) : std::nullopt});
    }
    return net;
}

std::vector<Contribution> scaled(std::vector<Contribution> contributions, double factor)
{
    for (Contribution &c : contributions) {
        c.u *= factor;
    }
    return contributions;
}

/// Sample and blank went the same way, so one recovery stands under both.
void divideBy(const Estimate<double> &recovery, NetHydrogen &net)
{
    net.value /= recovery.value;
    net.contributions = scaled(std::move(net.contributions), 1.0 / recovery.value);
    net.contributions.push_back({"recovery", net.value * recovery.u / recovery.value, std::nullopt});
}

DetectionDecision decide(double net, const VialHydrogen &vial, const std::optional<BlankMean> &blank,
                         const Calibration &curve)
{
    double critical = curve.critical.value_or(0.0) * vial.perCurveUnit_mol;
    const auto curveLimit = quantifiedFrom(curve);
    double quantified =
        curveLimit ? *curveLimit * vial.perCurveUnit_mol : std::numeric_limits<double>::infinity(); // no amount is
    if (blank && blank->critical) {
        critical = std::max(critical, inMoles(*blank->critical));
        quantified = std::max(quantified, inMoles(*blank->limitOfQuantification));
    }
    if (net < critical) {
        return DetectionDecision::NotDetected;
    }
    return net >= quantified ? DetectionDecision::Quantified : DetectionDecision::Detected;
}

double coverageFactor(double confidence, const std::optional<double> &dof)
{
    return studentQuantile(0.5 + confidence / 2.0, dof);
}

Estimate<double> fractionOf(const Estimate<Charge> &part, const Estimate<Charge> &whole)
{
    const double f = part.value / whole.value;
    return {f, std::hypot(double(part.u / whole.value), f * double(whole.u / whole.value))};
}

/// SEI by difference, fractions and shares of the efficiency loss.
void fillCharges(Breakdown &row, const InactiveCharge &inactive, const ChargeRecord &charges,
                 const std::vector<Contribution> &li0Contributions, double confidence)
{
    row.inactive = Estimate<Charge>{inactive.value, inactive.u()};
    auto contributions = li0Contributions; // already in C
    contributions.push_back({"charge_plated_mAh", inCoulombs(inactive.uPlated), std::nullopt});
    contributions.push_back({"charge_stripped_mAh", inCoulombs(inactive.uStripped), std::nullopt});
    contributions.push_back({"inactive_mAh", inCoulombs(inactive.uGiven), std::nullopt});
    contributions.push_back({"current_gain_rel", inCoulombs(inactive.uGain), std::nullopt});
    contributions.push_back({"current_offset_uA", inCoulombs(inactive.uOffset), std::nullopt});
    if (inCoulombs(inactive.uFoil) > 0.0) {
        contributions.push_back({"foil_mg", inCoulombs(inactive.uFoil), std::nullopt});
    }
    const Charge sei = inactive.value - row.li0.value;
    row.sei =
        intervalOf(sei, coulombs(combined(contributions)), coverageFactor(confidence, effectiveDof(contributions)));
    row.seiBudget = budgetOf(contributions);
    if (inCoulombs(inactive.value) != 0.0) {
        row.li0Fraction = fractionOf({row.li0.value, row.li0.u}, *row.inactive);
        row.seiFraction = Estimate<double>{1.0 - row.li0Fraction->value, row.li0Fraction->u};
    }
    row.coulombicEfficiency = coulombicEfficiency(charges);
    row.coulombicEfficiencyU = coulombicEfficiencyU(charges);
    if (row.coulombicEfficiency) {
        // Of the two half cycles alone, so that CE and both losses add to 1: a charge given for the inactive metal may
        // differ from their difference by a thousandth of what was plated. Metal of a weighed foil was not lost by cycling.
        const Charge foil = countsFoil(charges) ? charges.foil->value : Charge{};
        row.ceLossLi0 = double((row.li0.value - foil) / charges.plated->value);
        row.ceLossSei = 1.0 - *row.coulombicEfficiency - *row.ceLossLi0;
    }
    // Beyond their uncertainty; of a foil cell the foil may have given the rest.
    if (row.coulombicEfficiency && charges.cellType != CellType::Foil &&
        *row.coulombicEfficiency - 1.0 > 2.0 * *row.coulombicEfficiencyU) {
        row.flags.emplace_back("stripped-exceeds-plated");
    }
    if (inCoulombs(sei) < 0.0) {
        row.flags.emplace_back("negative-sei");
    }
    if (row.li0.value > inactive.value) {
        row.flags.emplace_back("li0-exceeds-inactive");
    }
    if (inCoulombs(row.sei->low) <= 0.0 && inCoulombs(row.sei->high) >= 0.0) {
        row.flags.emplace_back("sei-unresolved");
    }
}

/// What is known of the vial beside its hydrogen: reaction, air, pressure. None of it changes a number.
void fillVial(Breakdown &row, const VialRecord &sample, const VialHydrogen &hydrogen,
              const std::optional<BlankMean> &blank)
{
    row.progress = hydrogen.reaction;
    if (blank) {
        row.air = airMarker(nitrogenOf(sample.draws), blank->nitrogen);
    }
    if (row.air && row.air->air) {
        row.flags.emplace_back("air-in-vial");
    }
    if (sample.pressureRating) {
        row.worstCase = worstCaseOf(sample);
        if (isAboveRating(*row.worstCase, sample)) {
            row.flags.emplace_back("vial-pressure-above-rating");
        }
    }
}

/// A seed for another stream, so that one quantity does not follow the random numbers of the other.
constexpr std::uint64_t seedOfCharges = 0x9e3779b97f4a7c15ULL;
constexpr std::uint64_t seedOfHydride = 0xd1b54a32d192ed03ULL;
constexpr std::uint64_t seedOfRecovery = 0x8cb92ba72f3d8dd7ULL;

IntervalEstimate<Charge> chargesOf(const TrialSummary &summary)
{
    return {coulombs(summary.mean), coulombs(summary.u), coulombs(summary.low), coulombs(summary.high)};
}

Result<void> fillMonteCarlo(Breakdown &row, const VialRecord &sample, const VialHydrogen &hydrogen,
                            const std::optional<BlankMean> &blank, const Calibration &curve, double coulombsPerMole,
                            const QuantifyOptions &options)
{
    auto trials =
        netHydrogenTrials(sample, hydrogen, blank, curve, options.monteCarloTrials, options.seed, options.trialRunner);
    if (!trials) {
        return fail(trials.error());
    }
    if (const auto &recovery = options.recovery) {
        const auto z = normalDeviations(options.monteCarloTrials, options.seed ^ seedOfRecovery, options.trialRunner);
        if (!z) {
            return fail(z.error());
        }
        for (std::size_t i = 0; i < trials->size(); ++i) {
            (*trials)[i] /= recovery->value + recovery->u * (*z)[i];
        }
    }
    if (sample.lithiumHydride) {
        const auto z = normalDeviations(options.monteCarloTrials, options.seed ^ seedOfHydride, options.trialRunner);
        if (!z) {
            return fail(z.error());
        }
        for (std::size_t i = 0; i < trials->size(); ++i) {
            (*trials)[i] -= inMoles(sample.lithiumHydride->value) + inMoles(sample.lithiumHydride->u) * (*z)[i];
        }
    }
    for (double &trial : *trials) {
        trial *= coulombsPerMole;
    }
    row.monteCarloLi0 = chargesOf(summarise(*trials, options.confidence));
    bool disagree = trialsDisagree(inCoulombs(row.li0.u), inCoulombs(row.monteCarloLi0->u), options.monteCarloTrials);
    if (row.inactive) {
        const auto z = normalDeviations(options.monteCarloTrials, options.seed ^ seedOfCharges, options.trialRunner);
        if (!z) {
            return fail(z.error());
        }
        for (std::size_t i = 0; i < trials->size(); ++i) {
            (*trials)[i] = inCoulombs(row.inactive->value) + inCoulombs(row.inactive->u) * (*z)[i] - (*trials)[i];
        }
        row.monteCarloSei = chargesOf(summarise(*trials, options.confidence));
        disagree = disagree ||
                   trialsDisagree(inCoulombs(row.sei->u), inCoulombs(row.monteCarloSei->u), options.monteCarloTrials);
    }
    if (disagree) {
        row.flags.emplace_back("monte-carlo-disagrees");
    }
    return {};
}

} // namespace

Result<Breakdown> quantify(const VialRecord &sample, const std::optional<BlankMean> &blank, const Calibration &curve,
                           const QuantifyOptions &options)
{
    const auto vial = hydrogenInVial(sample, curve);
    if (!vial) {
        return fail(vial.error());
    }
    const auto inactive = inactiveCharge(sample.charges);
    if (!inactive) {
        return fail(inactive.error());
    }
    NetHydrogen net = netHydrogen(*vial, blank, curve);
    const double netAsRead = net.value;
    const double recovery = options.recovery ? options.recovery->value : 1.0;
    if (options.recovery) {
        if (!(recovery > 0.0)) {
            return fail(ErrorCode::BadInput, "a recovery must be above zero: 1 is all that was there");
        }
        divideBy(*options.recovery, net);
    }
    // What comes of metal: without the hydrogen of LiH, one H2 an atom.
    NetHydrogen ofMetal = net;
    if (sample.lithiumHydride) {
        if (sample.analyte.name != "Li") {
            return fail(ErrorCode::BadInput,
                        "LiH is given for a sample of " + std::string(sample.analyte.name) + ": leave lih_umol empty");
        }
        ofMetal.value -= inMoles(sample.lithiumHydride->value);
        ofMetal.contributions.push_back({"lih_umol", inMoles(sample.lithiumHydride->u), std::nullopt});
    }

    Breakdown row;
    row.sampleId = sample.sampleId;
    row.group = sample.group;
    row.analyte = sample.analyte.name;
    row.reaction = reactionOf(sample.analyte, sample.titrant);
    row.injections = static_cast<int>(sample.draws.size());
    row.source = vial->source;
    row.flags = vial->flags;
    row.h2Injected = vial->injected;
    row.h2Vial = vial->value / recovery;
    if (blank) {
        row.h2Blank = blank->value / recovery;
    }
    if (vial->correction) {
        row.corrections.push_back(*vial->correction);
    }
    if (options.recovery) {
        row.corrections.push_back({AppliedCorrection::Kind::StatedRecovery, *options.recovery});
        row.flags.emplace_back("recovery-applied");
    }
    row.h2Net = {moles(net.value), moles(combined(net.contributions))};
    row.lithiumHydride = sample.lithiumHydride;
    row.li0Amount = metalOf(sample.analyte, moles(ofMetal.value));
    row.li0Mass = {massOf(sample.analyte, row.li0Amount),
                   massOf(sample.analyte, metalOf(sample.analyte, moles(combined(ofMetal.contributions))))};
    const double coulombsPerMole = inCoulombs(chargeOf(sample.analyte, metalOf(sample.analyte, moles(1.0))));
    const auto contributions = scaled(ofMetal.contributions, coulombsPerMole);
    const auto dof = effectiveDof(contributions);
    row.dof = dof;
    row.li0 = intervalOf(coulombs(ofMetal.value * coulombsPerMole), coulombs(combined(contributions)),
                         coverageFactor(options.confidence, dof));
    row.li0Budget = budgetOf(contributions);
    row.decision = decide(netAsRead, *vial, blank, curve);
    if (row.decision != DetectionDecision::Quantified) {
        row.flags.emplace_back("below-loq");
    }
    if (net.value < 0.0) {
        row.flags.emplace_back("negative-net-h2");
    }
    if (slopeIsUncertain(curve, options.confidence)) {
        row.flags.emplace_back("slope-uncertain");
    }
    row.flags.insert(row.flags.end(), curve.flags.begin(), curve.flags.end());
    if (!blank || blank->count == 1) {
        row.flags.emplace_back(blank ? "single-blank" : "no-blank");
    }
    if (sample.charges.cellType == CellType::AnodeFree || sample.charges.cellType == CellType::Foil) {
        // Metal that the last strip left behind, still active, gives hydrogen like inactive metal.
        row.flags.emplace_back("may-include-active-metal");
    }
    if (!sample.charges.strippedToCutoff.value_or(true)) {
        row.flags.emplace_back("not-stripped-to-cutoff");
    }
    if (countsFoil(sample.charges)) {
        row.flags.emplace_back("foil-counted");
    }
    fillVial(row, sample, *vial, blank);
    if (sample.lithiumHydride) {
        row.flags.emplace_back("lih-subtracted");
    }
    if (*inactive) {
        if (sample.analyte.name == "Li") {
            row.li0FallPerPercentLiH = 0.02 * (*inactive)->value;
        }
        row.balance = balanceInWords(sample.charges);
        fillCharges(row, **inactive, sample.charges, contributions, options.confidence);
    }
    if (options.monteCarloTrials > 0) {
        auto done = fillMonteCarlo(row, sample, *vial, blank, curve, coulombsPerMole, options);
        if (!done) {
            return fail(done.error());
        }
    }
    return row;
}

} // namespace tgc
