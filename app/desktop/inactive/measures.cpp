// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/inactive/measures.h"

#include <QCoreApplication>
#include <cmath>

#include "app/session/metals.h"

namespace tgc::desktop {

namespace {

constexpr double percent = 100.0;

QString say(const char *text)
{
    return QCoreApplication::translate("Measures", text);
}

Measure scaled(const Measure &m, double factor)
{
    return {m.value * factor, m.u ? std::optional(*m.u * factor) : std::nullopt};
}

Measure perArea(const Measure &charge, double area, double u)
{
    return {charge.value / area, std::hypot(charge.u.value_or(0.0) / area, charge.value * u / (area * area))};
}

template <class Convert>
std::optional<Measure> each(const std::optional<Measure> &m, const Convert &convert)
{
    return m ? std::optional<Measure>(convert(*m)) : std::nullopt;
}

Split charges(const Breakdown &row)
{
    Split split;
    split.metal = Measure{inMilliampereHours(row.li0.value), inMilliampereHours(row.li0.u)};
    if (row.sei) {
        split.sei = Measure{inMilliampereHours(row.sei->value), inMilliampereHours(row.sei->u)};
    }
    return split;
}

Split shares(const Breakdown &row)
{
    const auto part = [](const std::optional<Estimate<double>> &f) {
        return f ? std::optional<Measure>(Measure{percent * f->value, percent * f->u}) : std::nullopt;
    };
    return {part(row.li0Fraction), part(row.seiFraction)};
}

Split efficiencyLosses(const Breakdown &row, const SampleFacts &facts)
{
    const Split charge = charges(row);
    const auto plated = facts.number(row.sampleId, QStringLiteral("charge_plated_mAh"));
    const auto part = [&](const std::optional<double> &loss, const std::optional<Measure> &of) {
        if (!loss) {
            return std::optional<Measure>();
        }
        const bool known = of && of->u && plated && *plated > 0.0;
        return std::optional<Measure>(
            Measure{percent * *loss, known ? std::optional(percent * *of->u / *plated) : std::nullopt});
    };
    return {part(row.ceLossLi0, charge.metal), part(row.ceLossSei, charge.sei)};
}

Split perElectrode(const Breakdown &row, const SampleFacts &facts)
{
    const auto area = facts.number(row.sampleId, QStringLiteral("electrode_area_cm2"));
    if (!area || *area <= 0.0) {
        return {};
    }
    const double u = facts.number(row.sampleId, QStringLiteral("u_electrode_area_cm2")).value_or(0.0);
    const Split charge = charges(row);
    const auto convert = [&](const Measure &m) { return perArea(m, *area, u); };
    return {each(charge.metal, convert), each(charge.sei, convert)};
}

template <SplitUnit unit, std::optional<Measure> Split::*part>
std::optional<Measure> partIn(const Breakdown &row, const SampleFacts &facts)
{
    return splitIn(unit, row, facts).*part;
}

std::optional<Measure> efficiency(const Breakdown &row, const SampleFacts & /*facts*/)
{
    if (!row.coulombicEfficiency) {
        return std::nullopt;
    }
    const bool known = row.coulombicEfficiencyU.value_or(0.0) > 0.0; // 0: nobody said how well the charges are known
    return Measure{percent * *row.coulombicEfficiency,
                   known ? std::optional(percent * *row.coulombicEfficiencyU) : std::nullopt};
}

} // namespace

Split splitIn(SplitUnit unit, const Breakdown &row, const SampleFacts &facts)
{
    const Split charge = charges(row);
    const Analyte metal = session::metalByName(session::shippedMetals(), row.analyte).value_or(lithium());
    const double umol = inMicromoles(metalOfCharge(metal, milliampereHours(1.0)));
    switch (unit) {
    case SplitUnit::Charge: return charge;
    case SplitUnit::Amount: {
        const auto convert = [&](const Measure &m) { return scaled(m, umol); };
        return {each(charge.metal, convert), each(charge.sei, convert)};
    }
    case SplitUnit::Mass: {
        const double ug = inMicrograms(massOf(metal, micromoles(umol)));
        const auto convert = [&](const Measure &m) { return scaled(m, ug); };
        return {each(charge.metal, convert), each(charge.sei, convert)};
    }
    case SplitUnit::PerArea: return perElectrode(row, facts);
    case SplitUnit::Share: return shares(row);
    case SplitUnit::EfficiencyLoss: return efficiencyLosses(row, facts);
    }
    return charge;
}

QString unitName(SplitUnit unit)
{
    switch (unit) {
    case SplitUnit::Charge: return say("mAh");
    case SplitUnit::Amount: return say("µmol");
    case SplitUnit::Mass: return say("µg");
    case SplitUnit::PerArea: return say("mAh/cm²");
    case SplitUnit::Share: return say("% of the inactive charge");
    case SplitUnit::EfficiencyLoss: return say("points of CE");
    }
    return {};
}

QString axisTitle(SplitUnit unit)
{
    switch (unit) {
    case SplitUnit::Charge: return say("inactive charge (mAh)");
    case SplitUnit::Amount: return say("inactive Li (µmol)");
    case SplitUnit::Mass: return say("inactive Li (µg)");
    case SplitUnit::PerArea: return say("inactive charge (mAh/cm²)");
    case SplitUnit::Share: return say("share of the inactive charge (%)");
    case SplitUnit::EfficiencyLoss: return say("loss of Coulombic efficiency (points of %)");
    }
    return {};
}

const std::vector<ComparedValue> &comparedValues()
{
    using enum SplitUnit;
    static const std::vector<ComparedValue> values = {
        {say("Li metal"), unitName(Charge), &partIn<Charge, &Split::metal>},
        {say("SEI Li+"), unitName(Charge), &partIn<Charge, &Split::sei>},
        {say("Li metal share"), QStringLiteral("%"), &partIn<Share, &Split::metal>},
        {say("Coulombic efficiency"), QStringLiteral("%"), &efficiency},
        {say("CE lost as Li metal"), say("points"), &partIn<EfficiencyLoss, &Split::metal>},
        {say("CE lost as SEI Li+"), say("points"), &partIn<EfficiencyLoss, &Split::sei>},
        {say("Li metal"), unitName(PerArea), &partIn<PerArea, &Split::metal>},
        {say("SEI Li+"), unitName(PerArea), &partIn<PerArea, &Split::sei>},
    };
    return values;
}

} // namespace tgc::desktop
