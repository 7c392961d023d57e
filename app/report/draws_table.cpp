// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/draws_table.h"

#include <algorithm>

#include "analysis/core/decimal.h"
#include "app/report/cells.h"
#include "app/report/table_block.h"
#include "app/words/curve_words.h"

namespace tgc::report {

namespace {

QString typed(const db::Draw &draw, const std::string &column)
{
    const auto value = draw.values.find(column);
    if (value == draw.values.end() || value->second.empty()) {
        return notKnown();
    }
    const auto u = draw.values.find("u_" + column);
    return qstr(value->second) +
           (u == draw.values.end() || u->second.empty() ? QString() : QStringLiteral(" ± ") + qstr(u->second));
}

struct Area {
    std::optional<double> value;
    QString text = notKnown();
};

/// As typed; else of the run's H2 peak.
Area areaOf(const ReportedDraw &draw)
{
    const auto given = draw.draw.values.find("area");
    if (given != draw.draw.values.end() && !given->second.empty()) {
        const auto value = parseDecimal(given->second);
        return {value ? std::optional(value->value) : std::nullopt, typed(draw.draw, "area")};
    }
    const db::PeakRecord *peak = draw.run ? draw.run->wanted() : nullptr;
    return peak != nullptr ? Area{peak->area, plusMinus(peak->area, peak->areaU)} : Area{};
}

QString amountText(const ReportedCurve *curve, const Area &area)
{
    if (curve == nullptr || !area.value) {
        return notKnown();
    }
    const auto amount = amountOf(curve->curve, *area.value);
    return amount ? plusMinus(amount->amount, amount->u) : notKnown();
}

QString runText(const ReportedDraw &draw)
{
    if (draw.run) {
        return qstr(db::runName(draw.run->details.summary.id));
    }
    const auto trace = draw.draw.values.find("trace");
    return trace == draw.draw.values.end() || trace->second.empty() ? QStringLiteral("typed") : qstr(trace->second);
}

bool anyTyped(std::span<const ReportedSample> vials, const std::string &column)
{
    const auto has = [&](const ReportedDraw &draw) {
        const auto value = draw.draw.values.find(column);
        return value != draw.draw.values.end() && !value->second.empty();
    };
    return std::any_of(vials.begin(), vials.end(), [&](const ReportedSample &vial) {
        return std::any_of(vial.draws.begin(), vial.draws.end(), has);
    });
}

struct DrawColumn {
    const char *column;
    const char *title;
};

constexpr DrawColumn optional[] = {{"injection_volume_mL", "Injected<br>mL"},
                                   {"discarded_volume_mL", "Discarded<br>mL"},
                                   {"headspace_pressure_kPa", "Headspace<br>kPa"},
                                   {"ambient_pressure_kPa", "Ambient<br>kPa"},
                                   {"syringe_temperature_C", "Syringe<br>°C"}};

} // namespace

void addDraws(Blocks &blocks, std::span<const ReportedSample> vials, const ReportedCurve *curve)
{
    std::vector<TableColumn> columns{
        {QStringLiteral("Draw")}, {QStringLiteral("Run"), false, true}, {QStringLiteral("Sampling")}};
    const bool several = vials.size() > 1;
    if (several) {
        columns.insert(columns.begin(), TableColumn{QStringLiteral("Vial"), false, true});
    }
    std::vector<std::string> shown;
    for (const DrawColumn &each : optional) {
        if (anyTyped(vials, each.column)) {
            shown.emplace_back(each.column);
            columns.push_back({QString::fromUtf8(each.title), true});
        }
    }
    columns.push_back({chemistry(QStringLiteral("H2 area")), true});
    columns.push_back(
        {curve != nullptr ? chemistry(words::amountTitle(curve->curve)) : QStringLiteral("Amount"), true});
    auto table = std::make_unique<Table>(columns);
    for (const ReportedSample &vial : vials) {
        int number = 0;
        for (const ReportedDraw &draw : vial.draws) {
            QStringList row{QString::number(++number), runText(draw), typed(draw.draw, "sampling")};
            if (several) {
                row.prepend(qstr(vial.name()));
            }
            for (const std::string &column : shown) {
                row << typed(draw.draw, column);
            }
            const Area area = areaOf(draw);
            row << area.text << amountText(curve, area);
            table->addRow(row);
        }
    }
    if (!table->empty()) {
        blocks.push_back(std::move(table));
    }
}

} // namespace tgc::report
