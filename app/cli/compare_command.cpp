// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>
#include <memory>

#include <CLI/CLI.hpp>

#include "analysis/quantification/groups.h"
#include "analysis/quantification/practical_cell.h"
#include "app/cli/commands.h"
#include "app/cli/input_table.h"
#include "app/cli/parse_option.h"
#include "app/formats/table_row.h"

namespace tgc::cli {

using formats::numberCell;
using formats::TableRow;
using formats::textCell;
using formats::TextTable;

namespace {

struct CompareOptions {
    std::string breakdown;
    std::optional<std::string> samples;
    std::string by = "group";
    std::vector<std::string> values;
    std::string confidence = "0.95";
    bool pairs = false;
    bool practical = false;
};

const std::vector<std::string> usualValues = {"li0_fraction", "li0_mAh", "sei_li_mAh", "ce_loss_li0", "ce_loss_sei"};

/// The breakdown's rows, with the samples' own columns beside them.
class Study {
public:
    Study(TextTable breakdown, std::optional<TextTable> samples)
        : m_breakdown(std::move(breakdown)), m_samples(std::move(samples))
    {
        if (m_samples) {
            for (const TextTable::Row &cells : m_samples->rows) {
                const TableRow row(*m_samples, cells);
                m_sampleRows[std::string(row.text("sample_id"))].push_back(&cells);
            }
        }
    }

    [[nodiscard]] bool has(const std::string &column) const
    {
        return m_breakdown.column(column) || (m_samples && m_samples->column(column));
    }
    [[nodiscard]] const TextTable &breakdown() const { return m_breakdown; }

    /// As the breakdown has it, else the sample's first row that says something.
    [[nodiscard]] std::string text(const TextTable::Row &cells, const std::string &column) const
    {
        const TableRow row(m_breakdown, cells);
        if (m_breakdown.column(column)) {
            return std::string(row.text(column));
        }
        const auto found = m_sampleRows.find(std::string(row.text("sample_id")));
        if (found != m_sampleRows.end()) {
            for (const TextTable::Row *sample : found->second) {
                if (const auto said = TableRow(*m_samples, *sample).text(column); !said.empty()) {
                    return std::string(said);
                }
            }
        }
        return {};
    }
    [[nodiscard]] Result<std::optional<double>> number(const TextTable::Row &cells, const std::string &column) const
    {
        const std::string said = text(cells, column);
        if (said.empty()) {
            return std::optional<double>();
        }
        const auto value = parseDotDecimal(said);
        if (!value) {
            return TableRow(m_breakdown, cells).bad(column, "\"" + said + "\" is not a number");
        }
        return std::optional(*value);
    }

private:
    TextTable m_breakdown;
    std::optional<TextTable> m_samples;
    std::map<std::string, std::vector<const TextTable::Row *>> m_sampleRows;
};

/// The rows of one group, in order of the file; groups in order of their first row.
struct Group {
    std::string name;
    std::vector<const TextTable::Row *> rows;
    bool simulated = false;
};

std::vector<Group> groupsOf(const Study &study, const std::string &by)
{
    std::vector<Group> groups;
    for (const TextTable::Row &cells : study.breakdown().rows) {
        const std::string name = study.text(cells, by);
        auto group = std::find_if(groups.begin(), groups.end(), [&](const Group &g) { return g.name == name; });
        if (group == groups.end()) {
            group = groups.insert(groups.end(), Group{name, {}, false});
        }
        group->rows.push_back(&cells);
        group->simulated = group->simulated || study.text(cells, "source") == "simulated";
    }
    return groups;
}

/// The numbers a group has in a column; rows without one are left out.
Result<std::vector<double>> numbersOf(const Study &study, const Group &group, const std::string &column)
{
    std::vector<double> numbers;
    for (const TextTable::Row *row : group.rows) {
        const auto value = study.number(*row, column);
        if (!value) {
            return fail(value.error());
        }
        if (*value) {
            numbers.push_back(**value);
        }
    }
    return numbers;
}

std::string brand(bool simulated)
{
    return simulated ? "simulated" : "";
}

Result<formats::OutTable> summaryTable(const Study &study, const CompareOptions &options, double confidence)
{
    formats::OutTable table{
        "groups", {options.by, "value", "n", "mean", "sd", "low", "high", "u_measurement", "source"}, {}};
    for (const std::string &value : options.values) {
        for (const Group &group : groupsOf(study, options.by)) {
            const auto numbers = numbersOf(study, group, value);
            const auto uncertainties = numbersOf(study, group, "u_" + value);
            if (!numbers || !uncertainties) {
                return fail(!numbers ? numbers.error() : uncertainties.error());
            }
            const GroupSummary summary = summariseGroup(*numbers, *uncertainties, confidence);
            const bool known = summary.n > 0;
            const auto end = [&](double sign) {
                return summary.halfWidth ? std::optional(summary.mean + sign * *summary.halfWidth) : std::nullopt;
            };
            table.rows.push_back({textCell(group.name), textCell(value), numberCell(static_cast<double>(summary.n)),
                                  numberCell(known ? std::optional(summary.mean) : std::nullopt),
                                  numberCell(summary.sd), numberCell(end(-1.0)), numberCell(end(+1.0)),
                                  numberCell(summary.measurementU), textCell(brand(group.simulated))});
        }
    }
    return table;
}

Result<formats::OutTable> pairTable(const Study &study, const CompareOptions &options, double confidence)
{
    formats::OutTable table{"comparisons",
                            {"value", "first", "second", "difference", "low", "high", "t", "dof", "p", "hedges_g",
                             "hedges_g_low", "hedges_g_high", "source"},
                            {}};
    const auto groups = groupsOf(study, options.by);
    for (const std::string &value : options.values) {
        for (std::size_t i = 0; i < groups.size(); ++i) {
            for (std::size_t j = i + 1; j < groups.size(); ++j) {
                const auto first = numbersOf(study, groups[i], value);
                const auto second = numbersOf(study, groups[j], value);
                if (!first || !second) {
                    return fail(!first ? first.error() : second.error());
                }
                const auto compared = compareGroups(*first, *second, confidence);
                const auto cell = [&](double GroupComparison::*member) {
                    return numberCell(compared ? std::optional((*compared).*member) : std::nullopt);
                };
                const auto end = [&](std::optional<double> GroupComparison::*member) {
                    return numberCell(compared ? (*compared).*member : std::nullopt);
                };
                table.rows.push_back(
                    {textCell(value), textCell(groups[i].name), textCell(groups[j].name),
                     cell(&GroupComparison::difference), cell(&GroupComparison::low), cell(&GroupComparison::high),
                     cell(&GroupComparison::t), cell(&GroupComparison::dof), cell(&GroupComparison::p),
                     cell(&GroupComparison::hedgesG), end(&GroupComparison::hedgesLow),
                     end(&GroupComparison::hedgesHigh), textCell(brand(groups[i].simulated || groups[j].simulated))});
            }
        }
    }
    return table;
}

/// The mean over a group's cells of each condition that anybody wrote down.
Result<CellConditions> conditionsOf(const Study &study, const Group &group)
{
    CellConditions cell;
    for (const auto &[column, member] : {std::pair{"areal_capacity_mAh_cm2", &CellConditions::arealCapacity_mAh_cm2},
                                         {"current_density_mA_cm2", &CellConditions::currentDensity_mA_cm2},
                                         {"electrolyte_g_per_Ah", &CellConditions::electrolyte_g_per_Ah},
                                         {"li_excess_um", &CellConditions::lithiumExcess_um},
                                         {"coulombic_efficiency", &CellConditions::coulombicEfficiency}}) {
        const auto numbers = numbersOf(study, group, column);
        if (!numbers) {
            return fail(numbers.error());
        }
        if (!numbers->empty()) {
            cell.*member = summariseGroup(*numbers, {}).mean;
        }
    }
    return cell;
}

Result<formats::OutTable> practicalTable(const Study &study, const CompareOptions &options)
{
    formats::OutTable table{"practical", {options.by, "criterion", "limit", "mean", "met", "source"}, {}};
    for (const Group &group : groupsOf(study, options.by)) {
        const auto cell = conditionsOf(study, group);
        if (!cell) {
            return fail(cell.error());
        }
        const auto row = [&](std::string_view name, std::string_view limit, std::optional<double> value,
                             std::string_view met) {
            table.rows.push_back({textCell(group.name), textCell(std::string(name)), textCell(std::string(limit)),
                                  numberCell(value), textCell(std::string(met)), textCell(brand(group.simulated))});
        };
        for (const PracticalCriterion &criterion : practicalCriteria(*cell)) {
            row(criterion.name, criterion.limit, criterion.value,
                criterion.met ? (*criterion.met ? "yes" : "no") : "not known");
        }
        row("cycles_to_80_percent", "every cycle loses 1 - CE, no excess Li",
            cell->coulombicEfficiency ? cyclesWithoutReservoir(*cell->coulombicEfficiency) : std::nullopt, "");
        row("cycles_on_excess_li", "until the excess Li is used up at 1 - CE a cycle", cyclesWithReservoir(*cell), "");
    }
    return table;
}

void compare(Context &context, CompareOptions options)
{
    const auto refuse = [&](const Error &error) { context.console.error(error); };
    const auto confidence = parsePositive("--confidence", options.confidence);
    if (!confidence || *confidence >= 1.0) {
        return refuse(confidence
                          ? Error{ErrorCode::BadInput, "--confidence: must lie between 0 and 1, for example 0.95"}
                          : confidence.error());
    }
    auto breakdown = readInputTable(options.breakdown, context.console);
    if (!breakdown) {
        return refuse(breakdown.error());
    }
    std::optional<TextTable> samples;
    if (options.samples) {
        auto read = readInputTable(*options.samples, context.console);
        if (!read) {
            return refuse(read.error());
        }
        samples = std::move(*read);
    }
    if (auto columns = formats::requireColumns(*breakdown, {"sample_id"}); !columns) {
        return refuse(columns.error());
    }
    const Study study(std::move(*breakdown), std::move(samples));
    if (options.values.empty()) {
        std::copy_if(usualValues.begin(), usualValues.end(), std::back_inserter(options.values),
                     [&](const std::string &value) { return study.has(value); });
    }
    for (const std::string &column : options.values) {
        if (!study.has(column)) {
            return refuse({ErrorCode::BadInput, options.breakdown + ": column " + column + " is missing"});
        }
    }
    if (!study.has(options.by)) {
        return refuse({ErrorCode::BadInput, options.breakdown + ": column " + options.by +
                                                " is missing; where the table of samples has it, add --samples"});
    }
    const auto table = options.practical ? practicalTable(study, options)
                       : options.pairs   ? pairTable(study, options, *confidence)
                                         : summaryTable(study, options, *confidence);
    if (!table) {
        return refuse(table.error());
    }
    context.print(*table);
}

} // namespace

void addCompareCommand(CLI::App &program, Action &chosen)
{
    auto options = std::make_shared<CompareOptions>();
    CLI::App *command = program.add_subcommand(
        "compare", "Replicate cells by group: mean, scatter and interval of each group, and how groups differ");
    command->add_option("BREAKDOWN.csv", options->breakdown, "a breakdown written by tgc quantify or tgc export")
        ->required();
    command
        ->add_option(
            "--samples", options->samples,
            "the table of samples, for columns that the breakdown has not (electrolyte, morphology, cycles ...)")
        ->type_name("SAMPLES.csv");
    command->add_option("--by", options->by, "column whose words make the groups (default group)")->type_name("COLUMN");
    command
        ->add_option("--value", options->values,
                     "column to compare, may be repeated (default li0_fraction, li0_mAh, sei_li_mAh, ce_loss_li0, "
                     "ce_loss_sei)")
        ->type_name("COLUMN");
    command->add_option("--confidence", options->confidence, "of the intervals (default 0.95)")->type_name("P");
    auto *pairs = command->add_flag("--pairs", options->pairs,
                                    "a row a pair of groups: difference with interval, Welch's t, p, Hedges' g");
    command
        ->add_flag("--practical", options->practical,
                   "hold each group's cells against a practical lithium-metal cell, and estimate their cycle life")
        ->excludes(pairs);
    command->footer("sd, low and high are of the cells of a group; u_measurement is the median uncertainty of one "
                    "result: a common calibration moves all cells alike and is not averaged away.\n"
                    "Example:\n  tgc compare breakdown.csv --samples SAMPLES.csv --by electrolyte --pairs");
    command->callback([options, &chosen] { chosen = [options](Context &context) { compare(context, *options); }; });
}

} // namespace tgc::cli
