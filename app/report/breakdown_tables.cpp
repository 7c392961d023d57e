// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/breakdown_tables.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "app/report/cells.h"
#include "app/report/table_block.h"

namespace tgc::report {

namespace {

constexpr double percent = 100.0;

/// Per cm2 of electrode: u from the charge's and the area's relative u.
QString perArea(const ReportedSample &sample, const std::string &column)
{
    const auto area = sample.number("electrode_area_cm2");
    const auto value = sample.result->number(column);
    const auto u = sample.result->number("u_" + column);
    if (!area || *area <= 0.0 || !value) {
        return notKnown();
    }
    const double areaU = sample.number("u_electrode_area_cm2").value_or(0.0);
    return plusMinus(*value / *area, std::hypot(u.value_or(0.0) / *area, *value / *area * areaU / *area));
}

/// Amounts have the relative uncertainty of the mass, of which they are a fixed multiple.
QString amountText(const StoredBreakdown &result)
{
    const auto amount = result.number("li0_umol");
    const auto mass = result.number("li0_ug");
    const auto massU = result.number("u_li0_ug");
    return amount && mass && massU && *mass != 0.0 ? plusMinus(*amount, std::abs(*amount / *mass) * *massU)
                                                   : plusMinus(amount, std::nullopt);
}

QString decisionText(const StoredBreakdown &result)
{
    const QString decision = qstr(result.text("decision"));
    return decision == QLatin1String("not-detected") ? QStringLiteral("not detected") : decision;
}

/// Loss of Coulombic efficiency in points, with the digits that the charge's u gives it.
QString lossText(const ReportedSample &sample, const char *column, const char *chargeU)
{
    const auto loss = sample.result->number(column);
    const auto plated = sample.number("charge_plated_mAh");
    const auto u = sample.result->number(chargeU);
    if (!loss) {
        return notKnown();
    }
    return plated && u && *plated > 0.0 ? valueText(percent * *loss, percent * *u / *plated) : percentText(loss);
}

bool anyArea(const Content &content)
{
    return std::any_of(content.samples.begin(), content.samples.end(),
                       [](const auto &sample) { return sample.result && sample.number("electrode_area_cm2"); });
}

TableColumn numbers(const QString &name, const char *unit)
{
    return {chemistry(name) + QStringLiteral("<br>") + QString::fromUtf8(unit), true};
}

/// A row a sample that has a result.
using RowOf = std::function<QStringList(const ReportedSample &sample, const StoredBreakdown &result)>;

void addTable(Blocks &blocks, const Content &content, std::vector<TableColumn> columns, const RowOf &rowOf)
{
    columns.insert(columns.begin(), TableColumn{QStringLiteral("Sample"), false, true});
    auto table = std::make_unique<Table>(std::move(columns));
    for (const ReportedSample &sample : content.samples) {
        if (sample.result) {
            table->addRow(QStringList{nameOf(sample)} + rowOf(sample, *sample.result));
        }
    }
    blocks.push_back(std::move(table));
}

} // namespace

QString intervalName(const Content &content)
{
    std::optional<double> common;
    for (const ReportedSample &sample : content.samples) {
        if (sample.result && common && *common != sample.result->confidence()) {
            return QStringLiteral("interval"); // each with its own confidence, told where the numbers come from
        }
        common = sample.result ? sample.result->confidence() : common;
    }
    return common ? confidenceText(*common) + QStringLiteral(" interval") : QStringLiteral("interval");
}

void addMetalTable(Blocks &blocks, const Content &content)
{
    const QString metal = metalName(content);
    addTable(blocks, content,
             {{QStringLiteral("Decision")},
              numbers(QStringLiteral("H2 net"), "µmol"),
              numbers(metal, "µmol"),
              numbers(metal, "µg"),
              numbers(metal, "mAh"),
              numbers(intervalName(content), "mAh")},
             [](const ReportedSample &, const StoredBreakdown &result) {
                 return QStringList{decisionText(result),         plusMinus(result, "h2_net_umol"),
                                    amountText(result),           plusMinus(result, "li0_ug"),
                                    plusMinus(result, "li0_mAh"), intervalText(result, "li0_mAh")};
             });
}

void addChargeTable(Blocks &blocks, const Content &content)
{
    addTable(blocks, content,
             {numbers(QStringLiteral("Inactive"), "mAh"), numbers(QStringLiteral("SEI Li+"), "mAh"),
              numbers(intervalName(content), "mAh"), numbers(metalName(content), "% of inactive"),
              numbers(QStringLiteral("SEI Li+"), "% of inactive")},
             [](const ReportedSample &, const StoredBreakdown &result) {
                 return QStringList{plusMinus(result, "inactive_mAh"), plusMinus(result, "sei_li_mAh"),
                                    intervalText(result, "sei_li_mAh"), plusMinus(result, "li0_fraction", percent),
                                    plusMinus(result, "sei_fraction", percent)};
             });
}

void addEfficiencyTable(Blocks &blocks, const Content &content)
{
    const bool area = anyArea(content);
    std::vector<TableColumn> columns{numbers(QStringLiteral("CE"), "%"),
                                     numbers(QStringLiteral("Lost to metal"), "points of CE"),
                                     numbers(QStringLiteral("Lost to SEI"), "points of CE")};
    if (area) {
        columns.push_back(numbers(metalName(content), "mAh/cm²"));
        columns.push_back(numbers(QStringLiteral("SEI Li+"), "mAh/cm²"));
    }
    const bool any = std::any_of(content.samples.begin(), content.samples.end(), [](const ReportedSample &sample) {
        return sample.result && sample.result->number("coulombic_efficiency");
    });
    if (!any && !area) {
        return;
    }
    addTable(blocks, content, std::move(columns), [area](const ReportedSample &sample, const StoredBreakdown &result) {
        QStringList row{percentText(result.number("coulombic_efficiency")),
                        lossText(sample, "ce_loss_li0", "u_li0_mAh"), lossText(sample, "ce_loss_sei", "u_sei_li_mAh")};
        return area ? row << perArea(sample, "li0_mAh") << perArea(sample, "sei_li_mAh") : row;
    });
}

void addMonteCarlo(Blocks &blocks, const Content &content)
{
    auto table =
        std::make_unique<Table>(std::vector<TableColumn>{{QStringLiteral("Monte Carlo"), false, true},
                                                         numbers(QStringLiteral("u of ") + metalName(content), "mAh"),
                                                         numbers(QStringLiteral("interval"), "mAh"),
                                                         numbers(QStringLiteral("u of SEI Li+"), "mAh"),
                                                         numbers(QStringLiteral("interval"), "mAh"),
                                                         {QStringLiteral("Trials"), true},
                                                         {QStringLiteral("Seed"), true}});
    for (const ReportedSample &sample : content.samples) {
        if (!sample.result || !sample.result->number("mc_u_li0_mAh")) {
            continue;
        }
        const StoredBreakdown &result = *sample.result;
        const auto u = [&](const std::string &of) {
            const auto value = result.number("mc_u_" + of);
            return value ? uncertaintyText(*value) : notKnown();
        };
        const auto range = [&](const std::string &of) {
            const auto low = result.number("mc_" + of + "_low");
            const auto high = result.number("mc_" + of + "_high");
            const auto digits = result.number("mc_u_" + of);
            return low && high ? valueText(*low, digits) + QStringLiteral(" to ") + valueText(*high, digits)
                               : notKnown();
        };
        table->addRow(QStringList{nameOf(sample), u("li0_mAh"), range("li0_mAh"), u("sei_li_mAh"), range("sei_li_mAh"),
                                  QString::number(result.monteCarloTrials()),
                                  result.seed() ? QString::number(*result.seed(), 'f', 0) : notKnown()});
    }
    if (!table->empty()) {
        blocks.push_back(std::move(table));
    }
}

} // namespace tgc::report
