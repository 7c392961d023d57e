// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/calibration/drift_correction.h"
#include "analysis/core/source.h"
#include "analysis/core/units.h"
#include "analysis/quantification/charge_balance.h"
#include "analysis/quantification/stoichiometry.h"

namespace tgc {

/// How gas was brought from the vial to the injector (tgc-method.md 2.4, three cases that differ by several %).
enum class Sampling {
    Locked,    ///< valve shut at vial pressure, injected whole
    Equalised, ///< opened to ambient before injection, or an open loop
    Matched,   ///< calibrated in vial H2 or metal mass with the same vial, liquid and draw
};

[[nodiscard]] constexpr std::string_view toString(Sampling sampling)
{
    switch (sampling) {
    case Sampling::Locked: return "locked";
    case Sampling::Equalised: return "equalised";
    case Sampling::Matched: return "matched";
    }
    return "locked";
}

/// An absolute temperature with its standard uncertainty.
struct TemperatureEstimate {
    Temperature value{};
    TemperatureDifference u{};
};

/// One draw and its injection.
struct DrawRecord {
    Sampling sampling = Sampling::Locked;
    double area = 0.0;                              ///< detector unit times s
    std::optional<double> areaU;                    ///< replaces the curve's scatter
    std::optional<Estimate<Volume>> injectionVolume;
    Estimate<Volume> discardedVolume;               ///< drawn and thrown away before this draw
    std::optional<Estimate<Pressure>> ambientPressure;
    std::optional<Estimate<Pressure>>
        headspacePressure; ///< measured just before the draw; goes before the computed one
    std::optional<TemperatureEstimate> syringeTemperature; ///< the vial's where empty
    std::optional<Time> sinceDose;                  ///< injected so long after the titrant went in
    std::optional<double> nitrogenArea;             ///< of N2 in the same injection: the marker of air
    Source source = Source::Typed;
    std::vector<std::string> flags;                 ///< of the peak the area comes from
    /// What was injected is what was read off the curve, divided by this; only where it was asked for.
    std::optional<ResponseReference> response;
};

/// One vial as recorded: a sample or a blank. Uncertainties are common to all draws of the vial; areas are independent.
struct VialRecord {
    std::string sampleId;
    std::string group;
    std::string blankGroup;
    Analyte analyte = lithium();
    std::optional<Estimate<Volume>> vialVolume; ///< needed unless matched without volumes in the calibration
    Estimate<Volume> solidsVolume;
    std::optional<Estimate<Volume>> liquidVolume;
    Estimate<Pressure> initialPressure{pascals(101325.0), {}};
    std::optional<TemperatureEstimate> initialTemperature; ///< `temperature` where empty
    std::optional<TemperatureEstimate> temperature;
    std::string titrant = "water";
    std::optional<Estimate<Pressure>> titrantVapour; ///< water's where empty
    std::optional<Estimate<HenrySolubility>> solubility;
    /// LiH found by other means (D2O and mass spectrometry): it gives one H2 an atom and is no metal.
    std::optional<Estimate<Amount>> lithiumHydride;
    std::optional<Pressure> pressureRating; ///< what the vial is made for, gauge
    std::optional<Charge> mostMetal; ///< upper bound of the metal in it; empty: foil and plated charge
    ChargeRecord charges;
    std::vector<DrawRecord> draws;
};

} // namespace tgc
