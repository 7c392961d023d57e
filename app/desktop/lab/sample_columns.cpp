// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/lab/sample_columns.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <limits>

#include "app/desktop/shell/text.h"
#include "app/session/sample_columns.h"

namespace tgc::desktop {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("SampleColumns", text);
}

enum class Level { Sample, Draw };
constexpr double none = -std::numeric_limits<double>::infinity();

/// One row a column. `above` none: any number.
struct Described {
    const char *name;
    const char *label;
    const char *unit;
    const char *group;
    SheetColumn::Kind kind;
    Level level;
    bool shown;
    double above;
    double atLeast;
    const char *help;
};

using enum SheetColumn::Kind;

// clang-format off
constexpr auto described = std::to_array<Described>({
    {"sample_id", "Sample", "", "Sample", Text, Level::Sample, true, none, none,
     QT_TRANSLATE_NOOP("SampleColumns", "Your own name of the vial. Rows with the same name are successive draws from that one vial, in the order of the rows.")},
    {"kind", "Kind", "", "Sample", Choice, Level::Sample, true, none, none,
     QT_TRANSLATE_NOOP("SampleColumns", "`sample`, or `blank` for a vial without lithium. Blanks are averaged in moles of H2 and subtracted; they have no charges. `foil`: a known mass of lithium, found again as a check of the calibration. Empty means sample.")},
    {"group", "Group", "", "Sample", Text, Level::Sample, true, none, none,
     QT_TRANSLATE_NOOP("SampleColumns", "Samples to be compared with each other, for instance one electrolyte.")},
    {"vial_volume_mL", "Vial volume", "mL", "Vial", Number, Level::Sample, true, 0, none,
     QT_TRANSLATE_NOOP("SampleColumns", "Whole inner volume of the closed vial, with its septum, measured by weighing it full of water.")},
    {"liquid_volume_mL", "Liquid", "mL", "Vial", Number, Level::Sample, true, none, 0,
     QT_TRANSLATE_NOOP("SampleColumns", "Water (or other titrant) injected.")},
    {"solids_volume_mL", "Solids", "mL", "Vial", Number, Level::Sample, true, none, 0,
     QT_TRANSLATE_NOOP("SampleColumns", "Volume of electrode, separator and spacer in the vial. Empty means 0.")},
    {"temperature_C", "Vial temp.", "°C", "Vial", Number, Level::Sample, true, -273.15, none,
     QT_TRANSLATE_NOOP("SampleColumns", "Temperature of the vial when gas is drawn.")},
    {"sampling", "Sampling", "", "Draw", Choice, Level::Draw, true, none, none,
     QT_TRANSLATE_NOOP("SampleColumns", "`locked`: the syringe valve is shut at vial pressure and all of it is injected. `equalised`: opened to ambient before injection, or an open loop. `matched`: calibrated with standards in vials of the same volumes.")},
    {"injection_volume_mL", "Injected", "mL", "Draw", Number, Level::Draw, true, 0, none,
     QT_TRANSLATE_NOOP("SampleColumns", "Gas drawn from the vial for this injection.")},
    {"area", "H2 area", "", "Draw", Number, Level::Draw, true, none, none,
     QT_TRANSLATE_NOOP("SampleColumns", "Area of the H2 peak, in the same unit as the areas of the calibration. Or name a run under *Run*.")},
    {"trace", "Run", "", "Draw", Text, Level::Draw, true, none, none,
     QT_TRANSLATE_NOOP("SampleColumns", "Instead of an area: an imported run (as `R12`, or its file name) whose H2 peak is integrated.")},
    {"charge_plated_mAh", "Plated", "mAh", "Charge", Number, Level::Sample, true, none, 0,
     QT_TRANSLATE_NOOP("SampleColumns", "Charge plated on the electrode over all cycles, from the cycler.")},
    {"charge_stripped_mAh", "Stripped", "mAh", "Charge", Number, Level::Sample, true, none, 0,
     QT_TRANSLATE_NOOP("SampleColumns", "Charge stripped from the electrode over all cycles, from the cycler.")},
    {"inactive_mAh", "Inactive", "mAh", "Charge", Number, Level::Sample, true, none, none,
     QT_TRANSLATE_NOOP("SampleColumns", "Total inactive charge, where you have worked it out yourself; instead of plated and stripped.")},
    {"initial_pressure_kPa", "Start pressure", "kPa", "Vial", Number, Level::Sample, true, 0, none,
     QT_TRANSLATE_NOOP("SampleColumns", "Absolute pressure in the vial when it was sealed. Empty means 101.325 kPa.")},
    {"initial_temperature_C", "Start temp.", "°C", "Vial", Number, Level::Sample, true, -273.15, none,
     QT_TRANSLATE_NOOP("SampleColumns", "Temperature when the vial was sealed. Empty means the same as the vial temperature.")},
    {"pressure_rating_kPa", "Pressure rating", "kPa", "Vial", Number, Level::Sample, false, 0, none,
     QT_TRANSLATE_NOOP("SampleColumns", "What the vial is made for, above the air outside. With it the worst pressure after the dose is worked out.")},
    {"foil_mg", "Li foil", "mg", "Vial", Number, Level::Sample, false, none, 0,
     QT_TRANSLATE_NOOP("SampleColumns", "Metal foil in the vial, as it was before the first cycle: for the worst pressure, and in the balance of a `foil` cell.")},
    {"li_upper_mAh", "Li at most", "mAh", "Vial", Number, Level::Sample, false, none, 0,
     QT_TRANSLATE_NOOP("SampleColumns", "The most metal there can be in the vial. Empty means foil and all plated charge together.")},
    {"reaction_s", "Reaction time", "s", "Vial", Number, Level::Sample, false, none, 0,
     QT_TRANSLATE_NOOP("SampleColumns", "How long the vial reacts after the dose until gas may be drawn: the Day screen counts it down. Empty: a person says when it is ready.")},
    {"draws_planned", "Draws planned", "1", "Vial", Number, Level::Sample, false, 0, none,
     QT_TRANSLATE_NOOP("SampleColumns", "How many draws are wanted, for the list of what is next. Empty: as many as the sample has rows, where it has several.")},
    {"vial_parts", "Other parts", "", "Vial", Text, Level::Sample, false, none, none,
     QT_TRANSLATE_NOOP("SampleColumns", "What else went into the vial, `Al tab; steel spacer`: aluminium, zinc and silicon make hydrogen of their own.")},
    {"cell_type", "Cell type", "", "Cell", Choice, Level::Sample, false, none, none,
     QT_TRANSLATE_NOOP("SampleColumns", "Decides how plated and stripped charge make the inactive charge. `Li||Li` has no balance and is refused.")},
    {"electrode_area_cm2", "Electrode area", "cm²", "Cell", Number, Level::Sample, false, 0, none,
     QT_TRANSLATE_NOOP("SampleColumns", "Geometric area of the working electrode.")},
    {"electrolyte", "Electrolyte", "", "Cell", Text, Level::Sample, false, none, none, QT_TRANSLATE_NOOP("SampleColumns", "For your records.")},
    {"current_density_mA_cm2", "Current dens.", "mA/cm²", "Cell", Number, Level::Sample, false, none, none, QT_TRANSLATE_NOOP("SampleColumns", "For your records.")},
    {"areal_capacity_mAh_cm2", "Areal capacity", "mAh/cm²", "Cell", Number, Level::Sample, false, none, none, QT_TRANSLATE_NOOP("SampleColumns", "For your records.")},
    {"cycles", "Cycles", "1", "Cell", Number, Level::Sample, false, none, 0, QT_TRANSLATE_NOOP("SampleColumns", "Number of cycles before the titration.")},
    {"electrolyte_g_per_Ah", "Electrolyte", "g/Ah", "Cell", Number, Level::Sample, false, none, 0, QT_TRANSLATE_NOOP("SampleColumns", "Mass of electrolyte a unit of capacity.")},
    {"li_excess_um", "Li excess", "µm", "Cell", Number, Level::Sample, false, none, 0, QT_TRANSLATE_NOOP("SampleColumns", "Thickness of lithium on the electrode before the first cycle.")},
    {"morphology", "Morphology", "", "Cell", Text, Level::Sample, false, none, none, QT_TRANSLATE_NOOP("SampleColumns", "For your records.")},
    {"current_offset_uA", "Current offset", "µA", "Cell", Number, Level::Sample, false, none, none,
     QT_TRANSLATE_NOOP("SampleColumns", "Offset of the cycler's current; with the cycling time it goes into the charges' uncertainty.")},
    {"cycling_time_h", "Cycling time", "h", "Cell", Number, Level::Sample, false, none, 0, QT_TRANSLATE_NOOP("SampleColumns", "Time under current, for the offset's share.")},
    {"current_gain_rel", "Gain error", "1", "Cell", Number, Level::Sample, false, none, none, QT_TRANSLATE_NOOP("SampleColumns", "Relative gain error of the cycler's current.")},
    {"current_range_mA", "Current range", "mA", "Cell", Number, Level::Sample, false, none, 0, QT_TRANSLATE_NOOP("SampleColumns", "Range the cycler measured in; with its accuracy instead of an offset.")},
    {"current_accuracy_percent_fs", "Accuracy", "% FS", "Cell", Number, Level::Sample, false, none, 0, QT_TRANSLATE_NOOP("SampleColumns", "The cycler's specification, percent of full scale.")},
    {"stripped_to_cutoff", "Stripped fully", "", "Cell", Choice, Level::Sample, false, none, none,
     QT_TRANSLATE_NOOP("SampleColumns", "Whether the last strip ended at its cut-off voltage. If not, metal found is partly active.")},
    {"analyte", "Metal", "", "Titration", Text, Level::Sample, false, none, none, QT_TRANSLATE_NOOP("SampleColumns", "Metal that makes the hydrogen. Empty means Li.")},
    {"titrant", "Titrant", "", "Titration", Text, Level::Sample, false, none, none, QT_TRANSLATE_NOOP("SampleColumns", "Empty means water. For another one give its vapour pressure and H2 solubility.")},
    {"titrant_vapour_kPa", "Vapour press.", "kPa", "Titration", Number, Level::Sample, false, none, 0, QT_TRANSLATE_NOOP("SampleColumns", "Vapour pressure of a titrant other than water, at the vial temperature.")},
    {"h2_solubility_mol_m3_Pa", "H2 solubility", "mol/(m³ Pa)", "Titration", Number, Level::Sample, false, none, 0, QT_TRANSLATE_NOOP("SampleColumns", "Henry solubility of H2 in a titrant other than water.")},
    {"lih_umol", "LiH", "µmol", "Titration", Number, Level::Sample, false, none, 0, QT_TRANSLATE_NOOP("SampleColumns", "LiH in the electrode, found by other means (D2O and mass spectrometry). Its hydrogen is then not counted as metal.")},
    {"blank_group", "Blank group", "", "Titration", Text, Level::Sample, false, none, none, QT_TRANSLATE_NOOP("SampleColumns", "Only blanks with the same word are subtracted. Empty means all blanks.")},
    {"li_ug", "Li known", "µg", "Li foil", Number, Level::Sample, false, 0, none,
     QT_TRANSLATE_NOOP("SampleColumns", "Of a row of kind `foil`: the mass of lithium in the vial. The weighed mass can stand under *Li foil*, in mg, instead; multiply it by the foil's purity.")},
    {"plated_mAh", "Li plated", "mAh", "Li foil", Number, Level::Sample, false, 0, none,
     QT_TRANSLATE_NOOP("SampleColumns", "Of a row of kind `foil`: instead of a mass the charge that plated the lithium, as if all of it had become metal.")},
    {"headspace_pressure_kPa", "Headspace", "kPa", "Draw", Number, Level::Draw, false, 0, none, QT_TRANSLATE_NOOP("SampleColumns", "Pressure in the vial measured just before this draw; goes before the computed one.")},
    {"ambient_pressure_kPa", "Ambient", "kPa", "Draw", Number, Level::Draw, false, 0, none, QT_TRANSLATE_NOOP("SampleColumns", "Air pressure in the room; needed for `equalised` sampling.")},
    {"syringe_temperature_C", "Syringe temp.", "°C", "Draw", Number, Level::Draw, false, -273.15, none, QT_TRANSLATE_NOOP("SampleColumns", "Empty means the vial temperature.")},
    {"discarded_volume_mL", "Discarded", "mL", "Draw", Number, Level::Draw, false, none, 0, QT_TRANSLATE_NOOP("SampleColumns", "Gas drawn and thrown away before this draw (flushing).")},
    {"area_n2", "N2 area", "", "Draw", Number, Level::Draw, false, none, none, QT_TRANSLATE_NOOP("SampleColumns", "Area of N2 in the same injection: compared with the blanks' it tells of air. (Oxygen hides under argon.)")},
    {"sealed_at", "Sealed at", "", "Times", Text, Level::Sample, false, none, none, QT_TRANSLATE_NOOP("SampleColumns", "Date and time, `2026-05-04T14:30`.")},
    {"dosed_at", "Dosed at", "", "Times", Text, Level::Sample, false, none, none, QT_TRANSLATE_NOOP("SampleColumns", "Date and time of the water injection.")},
    {"injected_at", "Injected at", "", "Times", Text, Level::Draw, false, none, none, QT_TRANSLATE_NOOP("SampleColumns", "Date and time of the injection into the GC.")},
    {"source", "Source", "", "Times", Choice, Level::Draw, false, none, none,
     QT_TRANSLATE_NOOP("SampleColumns", "Where the area comes from. Simulated data stay branded.")},
    {"notes", "Notes", "", "Times", Text, Level::Sample, false, none, none, QT_TRANSLATE_NOOP("SampleColumns", "Anything worth keeping.")},
});
// clang-format on

QStringList choicesOf(std::string_view name)
{
    if (name == "kind") {
        return {QStringLiteral("sample"), QStringLiteral("blank"), QStringLiteral("foil")};
    }
    if (name == "sampling") {
        return {QStringLiteral("locked"), QStringLiteral("equalised"), QStringLiteral("matched")};
    }
    if (name == "source") {
        return {QStringLiteral("measured"), QStringLiteral("imported"), QStringLiteral("typed"),
                QStringLiteral("simulated")};
    }
    if (name == "stripped_to_cutoff") {
        return {QStringLiteral("yes"), QStringLiteral("no")};
    }
    if (name == "cell_type") {
        return {QStringLiteral("Li||Cu"), QStringLiteral("reservoir"), QStringLiteral("anode-free"),
                QStringLiteral("foil"),   QStringLiteral("Li||Li"),    QStringLiteral("host")};
    }
    return {};
}

SheetColumn uncertaintyOf(const SheetColumn &column)
{
    SheetColumn u = column;
    u.name = QStringLiteral("u_") + column.name;
    u.label = QStringLiteral("u(%1)").arg(column.label);
    u.shortLabel = QStringLiteral("± u");
    u.shown = false;
    u.above.reset();
    u.atLeast = 0.0;
    u.help = say("Standard uncertainty (k = 1) of *%1*, in the same unit. Empty means 0.").arg(column.label);
    return u;
}

} // namespace

SheetColumns sampleColumns()
{
    SheetColumns columns;
    for (const Described &d : described) {
        SheetColumn c{QString::fromUtf8(d.name),
                      say(d.label),
                      d.unit == std::string_view("1") ? QString()
                                                      : QString::fromUtf8(d.unit), // a number of cycles, say
                      say(d.group),
                      d.kind,
                      choicesOf(d.name),
                      d.shown,
                      {},
                      {},
                      say(d.help)};
        if (d.above != none) {
            c.above = d.above;
        }
        if (d.atLeast != none) {
            c.atLeast = d.atLeast;
        }
        columns.push_back(c);
        const bool known = d.name == std::string_view("li_ug") || d.name == std::string_view("plated_mAh");
        if (d.kind == Number && (known || session::isSampleColumn("u_" + std::string(d.name)))) {
            columns.push_back(uncertaintyOf(c));
        }
    }
    return columns;
}

bool isSampleLevel(std::string_view name)
{
    if (name.starts_with("u_")) {
        name.remove_prefix(2);
    }
    const auto hit =
        std::find_if(described.begin(), described.end(), [&](const Described &d) { return d.name == name; });
    return hit != described.end() && hit->level == Level::Sample;
}

std::vector<FormGroup> sampleFormGroups()
{
    std::vector<FormGroup> groups;
    for (const Described &d : described) {
        const QString heading = say(d.group);
        auto hit = std::find_if(groups.begin(), groups.end(), [&](const FormGroup &g) { return g.heading == heading; });
        if (hit == groups.end()) {
            groups.push_back({heading, {}});
            hit = groups.end() - 1;
        }
        if (d.level == Level::Sample) {
            hit->columns.emplace_back(d.name);
        }
    }
    std::erase_if(groups, [](const FormGroup &g) { return g.columns.empty(); });
    return groups;
}

} // namespace tgc::desktop
