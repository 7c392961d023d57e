// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "app/report/cells.h"
#include "app/report/paper.h"
#include "app/report/sections.h"
#include "app/report/table_block.h"
#include "app/words/flag_words.h"

namespace tgc::report {

namespace {

constexpr double smallestShown = 0.005; ///< share of variance; smaller ones are summed up
constexpr double barWidth = mm(22.0);

struct BudgetLine {
    QString name;
    double liMetal = 0.0;
    double sei = 0.0;
};

double shareOf(const VarianceBudget &budget, const std::string &input)
{
    const auto found =
        std::find_if(budget.begin(), budget.end(), [&](const auto &each) { return each.first == input; });
    return found == budget.end() ? 0.0 : found->second;
}

/// Inputs by their larger share, the small ones as one line.
std::vector<BudgetLine> linesOf(const VarianceBudget &liMetal, const VarianceBudget &sei)
{
    std::vector<std::string> inputs;
    for (const VarianceBudget *budget : {&liMetal, &sei}) {
        for (const auto &[input, share] : *budget) {
            if (std::find(inputs.begin(), inputs.end(), input) == inputs.end()) {
                inputs.push_back(input);
            }
        }
    }
    std::vector<BudgetLine> lines;
    BudgetLine rest{QStringLiteral("all others")};
    for (const std::string &input : inputs) {
        const BudgetLine line{words::inputInWords(input), shareOf(liMetal, input), shareOf(sei, input)};
        if (std::max(line.liMetal, line.sei) < smallestShown) {
            rest.liMetal += line.liMetal;
            rest.sei += line.sei;
        } else {
            lines.push_back(line);
        }
    }
    std::stable_sort(lines.begin(), lines.end(), [](const BudgetLine &a, const BudgetLine &b) {
        return std::max(a.liMetal, a.sei) > std::max(b.liMetal, b.sei);
    });
    if (rest.liMetal > 0.0 || rest.sei > 0.0) {
        lines.push_back(rest);
    }
    return lines;
}

} // namespace

void addBudget(Blocks &blocks, const ReportedSample &sample)
{
    const VarianceBudget liMetal = sample.result->budget("li0_mAh");
    const VarianceBudget sei = sample.result->budget("sei_li_mAh");
    if (liMetal.empty()) {
        return;
    }
    addSubheading(blocks, QStringLiteral("%1: where the uncertainty comes from").arg(qstr(sample.name())));
    std::vector<TableColumn> columns{{QStringLiteral("Input")},
                                     {QStringLiteral("share of the<br>metal's variance"), true},
                                     {{}, false, false, barWidth}};
    if (!sei.empty()) {
        columns.push_back({chemistry(QStringLiteral("share of the variance<br>of SEI Li+")), true});
        columns.push_back({{}, false, false, barWidth});
    }
    auto table = std::make_unique<Table>(columns);
    const auto share = [](double value) { return QString::number(100.0 * value, 'f', 1) + QStringLiteral(" %"); };
    for (const BudgetLine &line : linesOf(liMetal, sei)) {
        std::vector<TableCell> row{
            {chemistry(line.name.toHtmlEscaped())}, {share(line.liMetal)}, {{}, line.liMetal, liMetalColour}};
        if (!sei.empty()) {
            row.push_back({share(line.sei)});
            row.push_back({{}, line.sei, seiColour});
        }
        table->addCells(std::move(row));
    }
    blocks.push_back(std::move(table));
}

} // namespace tgc::report
