// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/formats/breakdown_table.h"

#include <algorithm>

#include "analysis/core/decimal.h"

namespace tgc::formats {

namespace {

class Cells {
public:
    void text(std::string column, std::string_view value)
    {
        m_cells.push_back({std::move(column), std::string(value)});
    }
    void number(std::string column, std::optional<double> value)
    {
        m_cells.push_back({std::move(column), value ? shortest(*value) : std::string(), true});
    }
    template <class Q, class Reader>
    void number(std::string column, const std::optional<Q> &value, Reader read)
    {
        number(std::move(column), value ? std::optional<double>(read(*value)) : std::nullopt);
    }
    /// NAME, u_NAME, NAME_low, NAME_high.
    void interval(const std::string &name, const std::optional<IntervalEstimate<Charge>> &value)
    {
        const auto part = [&](Charge IntervalEstimate<Charge>::*member) {
            return value ? std::optional<double>(inMilliampereHours((*value).*member)) : std::nullopt;
        };
        number(name, part(&IntervalEstimate<Charge>::value));
        number("u_" + name, part(&IntervalEstimate<Charge>::u));
        number(name + "_low", part(&IntervalEstimate<Charge>::low));
        number(name + "_high", part(&IntervalEstimate<Charge>::high));
    }
    /// mc_u_NAME, mc_NAME_low, mc_NAME_high.
    void trials(const std::string &name, const IntervalEstimate<Charge> &value)
    {
        number("mc_u_" + name, inMilliampereHours(value.u));
        number("mc_" + name + "_low", inMilliampereHours(value.low));
        number("mc_" + name + "_high", inMilliampereHours(value.high));
    }
    [[nodiscard]] std::vector<BreakdownCell> take() { return std::move(m_cells); }

private:
    std::vector<BreakdownCell> m_cells;
};

std::string joined(const std::vector<std::string> &words)
{
    std::string text;
    for (const std::string &word : words) {
        text += (text.empty() ? "" : ";") + word;
    }
    return text;
}

std::vector<BreakdownCell> cellsOf(const Breakdown &row, bool withAnalyte)
{
    using Fraction = std::optional<Estimate<double>>;
    const auto valueOf = [](const Fraction &f) { return f ? std::optional(f->value) : std::nullopt; };
    const auto uOf = [](const Fraction &f) { return f ? std::optional(f->u) : std::nullopt; };
    Cells cells;
    cells.text("sample_id", row.sampleId);
    cells.text("group", row.group);
    cells.number("injections", row.injections);
    cells.number("h2_injected_nmol", row.h2Injected, inNanomoles);
    cells.number("h2_vial_umol", inMicromoles(row.h2Vial));
    cells.number("h2_blank_umol", row.h2Blank, inMicromoles);
    cells.number("h2_net_umol", inMicromoles(row.h2Net.value));
    cells.number("u_h2_net_umol", inMicromoles(row.h2Net.u));
    cells.number("li0_umol", inMicromoles(row.li0Amount));
    cells.number("li0_ug", inMicrograms(row.li0Mass.value));
    cells.number("u_li0_ug", inMicrograms(row.li0Mass.u));
    cells.interval("li0_mAh", row.li0);
    cells.number("inactive_mAh", row.inactive ? std::optional(inMilliampereHours(row.inactive->value)) : std::nullopt);
    cells.number("u_inactive_mAh", row.inactive ? std::optional(inMilliampereHours(row.inactive->u)) : std::nullopt);
    cells.interval("sei_li_mAh", row.sei);
    cells.number("li0_fraction", valueOf(row.li0Fraction));
    cells.number("u_li0_fraction", uOf(row.li0Fraction));
    cells.number("sei_fraction", valueOf(row.seiFraction));
    cells.number("u_sei_fraction", uOf(row.seiFraction));
    cells.number("coulombic_efficiency", row.coulombicEfficiency);
    cells.number("ce_loss_li0", row.ceLossLi0);
    cells.number("ce_loss_sei", row.ceLossSei);
    cells.text("decision", toString(row.decision));
    cells.text("source", toString(row.source));
    cells.text("flags", joined(row.flags));
    cells.number("dof", row.dof);
    if (withAnalyte) {
        cells.text("analyte", row.analyte);
    }
    if (row.lithiumHydride) {
        cells.number("lih_umol", inMicromoles(row.lithiumHydride->value));
        cells.number("u_lih_umol", inMicromoles(row.lithiumHydride->u));
    }
    if (row.monteCarloLi0) {
        cells.trials("li0_mAh", *row.monteCarloLi0);
    }
    if (row.monteCarloSei) {
        cells.trials("sei_li_mAh", *row.monteCarloSei);
    }
    return cells.take();
}

} // namespace

std::vector<BreakdownCell> breakdownCells(const Breakdown &row)
{
    return cellsOf(row, row.analyte != "Li");
}

OutTable breakdownTable(std::span<const Breakdown> rows)
{
    OutTable table;
    table.name = "breakdown";
    const bool withAnalyte = std::any_of(rows.begin(), rows.end(), [](const auto &row) { return row.analyte != "Li"; });
    // A row without the Monte Carlo columns fixes the contract's order; the others only add theirs at the end.
    for (const BreakdownCell &cell : cellsOf(Breakdown{}, withAnalyte)) {
        table.columns.push_back(cell.column);
    }
    std::vector<std::vector<BreakdownCell>> all;
    for (const Breakdown &row : rows) {
        all.push_back(cellsOf(row, withAnalyte));
        for (const BreakdownCell &cell : all.back()) {
            if (std::find(table.columns.begin(), table.columns.end(), cell.column) == table.columns.end()) {
                table.columns.push_back(cell.column);
            }
        }
    }
    for (const auto &cells : all) {
        std::vector<OutCell> out(table.columns.size());
        for (const BreakdownCell &cell : cells) {
            const auto place = std::find(table.columns.begin(), table.columns.end(), cell.column);
            out[static_cast<std::size_t>(place - table.columns.begin())] = {cell.text, cell.isNumber};
        }
        table.rows.push_back(std::move(out));
    }
    return table;
}

} // namespace tgc::formats
