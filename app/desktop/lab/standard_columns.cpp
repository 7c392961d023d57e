// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/lab/standard_columns.h"

#include <QCoreApplication>

namespace tgc::desktop {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("StandardColumns", text);
}

SheetColumn words(const char *name, const char *label, const char *help)
{
    SheetColumn c;
    c.name = QString::fromUtf8(name);
    c.label = say(label);
    c.help = say(help);
    c.shown = true;
    return c;
}

SheetColumn number(const char *name, const char *label, const char *unit, bool shown, const char *help)
{
    SheetColumn c = words(name, label, help);
    c.kind = SheetColumn::Kind::Number;
    c.unit = QString::fromUtf8(unit);
    c.shown = shown;
    c.atLeast = 0.0;
    return c;
}

/// An amount column and the certificate's uncertainty beside it.
void addAmount(SheetColumns &columns, const char *name, const char *label, const char *unit, bool shown,
               const char *help)
{
    SheetColumn amount = number(name, label, unit, shown, help);
    amount.oneOf = QStringLiteral("amount");
    SheetColumn u = amount;
    u.name = QStringLiteral("u_") + amount.name;
    u.label = QStringLiteral("u(%1)").arg(amount.label);
    u.shortLabel = QStringLiteral("± u");
    u.shown = false;
    u.oneOf.clear();
    u.help = say("Standard uncertainty from the certificate (k = 1). It is common to all levels and goes into the "
                 "slope.");
    columns.push_back(std::move(amount));
    columns.push_back(std::move(u));
}

} // namespace

SheetColumns standardColumns()
{
    SheetColumns columns;
    SheetColumn kind =
        words("kind", "Kind",
              "`standard` makes the curve; `check` is a check standard: it is held against the curve and "
              "drawn in the control chart. Empty means standard.");
    kind.kind = SheetColumn::Kind::Choice;
    kind.choices = {QStringLiteral("standard"), QStringLiteral("check")};
    columns.push_back(kind);
    SheetColumn used = words("used", "Used",
                             "`yes` or `no`. A standard left out stays in the table and is drawn as a cross. Empty "
                             "means yes. Say under *Reason* why you left it out.");
    used.kind = SheetColumn::Kind::Choice;
    used.choices = {QStringLiteral("yes"), QStringLiteral("no"), QStringLiteral("1"), QStringLiteral("0")};
    used.tick = true;
    columns.push_back(used);
    SheetColumn reason = words("reason", "Reason", "Why this standard is left out; kept with the curve.");
    reason.shown = false;
    columns.push_back(reason);
    columns.push_back(words("level", "Level", "Name or number of the concentration level."));
    columns.push_back(words("replicate", "Repl.", "Number of the injection within its level."));
    addAmount(columns, "amount_nmol", "H2 injected", "nmol", true, "Amount of H2 in the injection.");
    addAmount(
        columns, "fraction_ppm", "H2 fraction", "ppm", false,
        "Amount fraction of H2 in the injected gas; needs the volume, pressure and temperature of each injection.");
    addAmount(
        columns, "fraction_percent", "H2 fraction", "%", false,
        "Amount fraction of H2 in the injected gas; needs the volume, pressure and temperature of each injection.");
    addAmount(columns, "vial_h2_umol", "H2 in vial", "µmol", false, "Matched standards: amount of H2 in the vial.");
    addAmount(columns, "li_ug", "Li", "µg", false, "Matched standards: mass of metallic lithium in the vial.");
    addAmount(columns, "foil_mg", "Li foil", "mg", false, "Matched standards: weighed lithium foil in the vial.");
    addAmount(columns, "plated_mAh", "Li plated", "mAh", false,
              "Matched standards: charge that plated the lithium in the vial, as if all of it had become metal.");
    SheetColumn area = number("area", "Area", "", true, "Area of the H2 peak, in the detector's unit times seconds.");
    area.atLeast.reset();
    columns.push_back(area);
    columns.push_back(words("trace", "Run", "Instead of an area: an imported run (`R12` or its file name)."));
    SheetColumn injectedAt =
        words("injected_at", "Injected at",
              "Date and time of the injection, `2026-03-01 14:05`: the order of the control chart.");
    injectedAt.shown = false;
    columns.push_back(injectedAt);
    SheetColumn source = words("source", "Source", "Where the area comes from. Simulated data stay branded.");
    source.kind = SheetColumn::Kind::Choice;
    source.choices = {QStringLiteral("measured"), QStringLiteral("imported"), QStringLiteral("typed"),
                      QStringLiteral("simulated")};
    source.shown = false;
    columns.push_back(source);
    columns.push_back(number("sd", "sd(area)", "", false, "Standard deviation of the area, for weights 1/s²."));
    columns.push_back(number("injection_volume_mL", "Injected", "mL", false, "Volume of gas injected."));
    columns.push_back(number("pressure_kPa", "Pressure", "kPa", false, "Pressure of the gas in loop or syringe."));
    SheetColumn temperature =
        number("temperature_C", "Temp.", "°C", false, "Temperature of the gas in loop or syringe.");
    temperature.atLeast.reset();
    temperature.above = -273.15;
    columns.push_back(temperature);
    for (SheetColumn column :
         {words("certificate", "Certificate", "Name of the gas cylinder's or the weighing's certificate."),
          words("expires", "Expires",
                "Last day of the certificate, as 2027-03-31. A standard injected later is flagged.")}) {
        column.shown = false;
        columns.push_back(column);
    }
    columns.push_back(number("vial_volume_mL", "Vial volume", "mL", false, "Matched standards: volume of their vial."));
    columns.push_back(number("solids_volume_mL", "Solids", "mL", false, "Matched standards: solids in their vial."));
    columns.push_back(number("liquid_volume_mL", "Liquid", "mL", false, "Matched standards: liquid in their vial."));
    return columns;
}

} // namespace tgc::desktop
