// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/words/flag_words.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "app/words/text.h"

namespace tgc::words {

namespace {

using Words = std::pair<std::string_view, const char *>;

// clang-format off
constexpr auto flags = std::to_array<Words>({
    {"negative-sei", QT_TRANSLATE_NOOP("FlagWords", "SEI comes out below zero: more Li metal was found than charge was lost. Within its uncertainty that is scatter; beyond it look for Li that came from elsewhere (counter electrode, aluminium or silicon parts).")},
    {"stripped-exceeds-plated", QT_TRANSLATE_NOOP("FlagWords", "More charge was stripped than plated: are the two swapped, or did the electrode bring lithium of its own?")},
    {"li0-exceeds-inactive", QT_TRANSLATE_NOOP("FlagWords", "More Li metal than the whole inactive charge: check areas, volumes, charges, and whether the electrode was fully stripped.")},
    {"out-of-range", QT_TRANSLATE_NOOP("FlagWords", "An area lies outside the standards: dilute, draw less, or add a standard there.")},
    {"heterogeneous-draws", QT_TRANSLATE_NOOP("FlagWords", "The draws of this vial differ by more than their uncertainty (1 %): the uncertainty was widened. Was the vial shaken, the syringe tight?")},
    {"draw-trend", QT_TRANSLATE_NOOP("FlagWords", "The draws rise or fall one after the other: reaction not finished, or a leak.")},
    {"below-loq", QT_TRANSLATE_NOOP("FlagWords", "Between detected and quantified: report it with its interval.")},
    {"negative-net-h2", QT_TRANSLATE_NOOP("FlagWords", "The blank is larger than the sample: the amount is shown below zero, not set to zero.")},
    {"sei-unresolved", QT_TRANSLATE_NOOP("FlagWords", "SEI is smaller than its own uncertainty.")},
    {"slope-uncertain", QT_TRANSLATE_NOOP("FlagWords", "The slope of the calibration is so uncertain that intervals read off it are not symmetric: add standards or replicates.")},
    {"no-blank", QT_TRANSLATE_NOOP("FlagWords", "No blank was subtracted: run a vial without lithium.")},
    {"single-blank", QT_TRANSLATE_NOOP("FlagWords", "One blank only: its scatter is not known; run two or more.")},
    {"titrant-as-water", QT_TRANSLATE_NOOP("FlagWords", "The titrant's vapour pressure and H2 solubility are not given; water's were used.")},
    {"monte-carlo-disagrees", QT_TRANSLATE_NOOP("FlagWords", "The Monte Carlo interval differs from the calculated one: use the Monte Carlo one.")},
    {"may-include-active-metal", QT_TRANSLATE_NOOP("FlagWords", "With this cell type the metal found may include active lithium.")},
    {"not-stripped-to-cutoff", QT_TRANSLATE_NOOP("FlagWords", "The last strip did not end at its cut-off voltage: part of the metal found is active.")},
    {"foil-counted", QT_TRANSLATE_NOOP("FlagWords", "The weighed foil is in the balance: inactive stands for all metal that did not go back, and SEI for lithium lost as ions.")},
    {"reaction-unfinished", QT_TRANSLATE_NOOP("FlagWords", "The draws still rise: the reaction was not finished, more hydrogen is to come. Wait, shake, and draw again.")},
    {"air-in-vial", QT_TRANSLATE_NOOP("FlagWords", "More nitrogen than in the blanks: air got into the vial or the syringe, and hydrogen may have left.")},
    {"vial-pressure-above-rating", QT_TRANSLATE_NOOP("FlagWords", "If all metal had reacted the vial would have held more pressure than it is made for.")},
    {"lih-subtracted", QT_TRANSLATE_NOOP("FlagWords", "The hydrogen of the LiH given for this sample is not counted as metal.")},
    {"drift-corrected", QT_TRANSLATE_NOOP("FlagWords", "Divided by the response that the check standards before and after each injection showed.")},
    {"recovery-applied", QT_TRANSLATE_NOOP("FlagWords", "Divided by a recovery, because that was asked for.")},
    {"check-failed", QT_TRANSLATE_NOOP("FlagWords", "A check standard of this batch failed, or the response drifted beyond its limit: measure again after a new calibration.")},
    {"blank-suspect", QT_TRANSLATE_NOOP("FlagWords", "The blanks are not fit to be subtracted without a look: one stands apart, they are too old, too large, or below zero.")},
    {"certificate-expired", QT_TRANSLATE_NOOP("FlagWords", "A certificate of the standards had expired when they were injected.")},
    {"curve-turns", QT_TRANSLATE_NOOP("FlagWords", "The quadratic turns between zero and its highest standard, where two amounts have one area: nothing can be read off it. Use a linear model or fewer levels.")},
    {"saturated", QT_TRANSLATE_NOOP("FlagWords", "The detector was at its limit in this peak: the area is too small.")},
    {"negative", QT_TRANSLATE_NOOP("FlagWords", "The H2 peak is negative: check the detector's polarity and the carrier gas.")},
    {"gap", QT_TRANSLATE_NOOP("FlagWords", "Samples are missing inside this peak.")},
    {"manual", QT_TRANSLATE_NOOP("FlagWords", "This peak was integrated by hand.")},
    {"shape-mismatch", QT_TRANSLATE_NOOP("FlagWords", "This peak has not the shape of the others.")},
});

constexpr auto inputs = std::to_array<Words>({
    {"calibration", QT_TRANSLATE_NOOP("FlagWords", "Calibration curve")},
    {"certificate", QT_TRANSLATE_NOOP("FlagWords", "Certificate of the standards")},
    {"area", QT_TRANSLATE_NOOP("FlagWords", "H2 area")},
    {"blank", QT_TRANSLATE_NOOP("FlagWords", "Blank")},
    {"foil_mg", QT_TRANSLATE_NOOP("FlagWords", "Mass of the foil")},
    {"lih_umol", QT_TRANSLATE_NOOP("FlagWords", "LiH measured by other means")},
    {"vial_volume_mL", QT_TRANSLATE_NOOP("FlagWords", "Vial volume")},
    {"solids_volume_mL", QT_TRANSLATE_NOOP("FlagWords", "Solids volume")},
    {"liquid_volume_mL", QT_TRANSLATE_NOOP("FlagWords", "Liquid volume")},
    {"injection_volume_mL", QT_TRANSLATE_NOOP("FlagWords", "Injected volume")},
    {"discarded_volume_mL", QT_TRANSLATE_NOOP("FlagWords", "Discarded volume")},
    {"initial_pressure_kPa", QT_TRANSLATE_NOOP("FlagWords", "Start pressure")},
    {"initial_temperature_C", QT_TRANSLATE_NOOP("FlagWords", "Start temperature")},
    {"temperature_C", QT_TRANSLATE_NOOP("FlagWords", "Vial temperature")},
    {"headspace_pressure_kPa", QT_TRANSLATE_NOOP("FlagWords", "Headspace pressure")},
    {"ambient_pressure_kPa", QT_TRANSLATE_NOOP("FlagWords", "Ambient pressure")},
    {"syringe_temperature_C", QT_TRANSLATE_NOOP("FlagWords", "Syringe temperature")},
    {"titrant_vapour_kPa", QT_TRANSLATE_NOOP("FlagWords", "Titrant's vapour pressure")},
    {"h2_solubility_mol_m3_Pa", QT_TRANSLATE_NOOP("FlagWords", "H2 solubility in the titrant")},
    {"charge_plated_mAh", QT_TRANSLATE_NOOP("FlagWords", "Plated charge")},
    {"charge_stripped_mAh", QT_TRANSLATE_NOOP("FlagWords", "Stripped charge")},
    {"inactive_mAh", QT_TRANSLATE_NOOP("FlagWords", "Inactive charge, as given")},
    {"check_area", QT_TRANSLATE_NOOP("FlagWords", "Areas of the check standards")},
    {"check_certificate", QT_TRANSLATE_NOOP("FlagWords", "Certificate of the check standards")},
    {"recovery", QT_TRANSLATE_NOOP("FlagWords", "Recovery")},
    {"current_gain_rel", QT_TRANSLATE_NOOP("FlagWords", "Cycler's current gain")},
    {"current_offset_uA", QT_TRANSLATE_NOOP("FlagWords", "Cycler's current offset")},
});
// clang-format on

QString lookUp(std::span<const Words> table, std::string_view name)
{
    const auto hit = std::find_if(table.begin(), table.end(), [&](const Words &w) { return w.first == name; });
    return hit == table.end() ? QString() : QCoreApplication::translate("FlagWords", hit->second);
}

} // namespace

QString flagInWords(std::string_view flag)
{
    const QString words = lookUp(flags, flag);
    return words.isEmpty() ? qstr(flag) : words;
}

QString inputInWords(std::string_view input)
{
    if (QString words = lookUp(inputs, input); !words.isEmpty()) {
        return words;
    }
    return qstr(input);
}

} // namespace tgc::words
