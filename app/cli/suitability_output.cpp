// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/suitability_output.h"

#include <algorithm>

#include "app/cli/json_object.h"

namespace tgc::cli {

namespace {

using formats::numberCell;
using formats::textCell;

std::string verdictJson(const SuitabilityRule &rule, const SuitabilityVerdict &verdict)
{
    return JsonObject()
        .text("peak", rule.peak)
        .text("quantity", rule.quantity->name)
        .text("operator", toString(rule.comparison))
        .number("limit", rule.limit)
        .text("aggregate", toString(rule.aggregate))
        .number("n", static_cast<double>(verdict.n))
        .number("value", verdict.value)
        .text("verdict", toString(verdict.verdict))
        .text("words", verdict.words)
        .str();
}

} // namespace

void addRun(session::SuitabilitySeries &series, std::span<const IntegratedChannel> channels)
{
    std::vector<session::MeasuredPeaks> measured;
    for (const IntegratedChannel &channel : channels) {
        measured.push_back({channel.result.peaks, channel.measures.peaks});
    }
    series.add(channels.empty() ? std::string() : channels.front().trace, measured);
}

void reportSuitability(Context &context, const session::SuitabilitySeries &series)
{
    const auto &rules = series.rules();
    if (rules.empty()) {
        return;
    }
    const std::vector<SuitabilityVerdict> verdicts = series.verdicts();
    formats::OutTable table{
        "suitability", {"peak", "quantity", "operator", "limit", "aggregate", "n", "value", "verdict", "words"}, {}};
    std::vector<std::string> json;
    bool failed = false;
    bool passed = true;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const SuitabilityRule &rule = rules[i];
        const SuitabilityVerdict &verdict = verdicts[i];
        json.push_back(verdictJson(rule, verdict));
        table.rows.push_back({textCell(rule.peak), textCell(std::string(rule.quantity->name)),
                              textCell(std::string(toString(rule.comparison))), numberCell(rule.limit),
                              textCell(std::string(toString(rule.aggregate))),
                              numberCell(static_cast<double>(verdict.n)), numberCell(verdict.value),
                              textCell(std::string(toString(verdict.verdict))), textCell(verdict.words)});
        failed = failed || verdict.verdict == Verdict::Fail;
        passed = passed && verdict.verdict == Verdict::Pass;
        if (verdict.verdict == Verdict::Fail) {
            context.console.failedCheck("suitability: " + verdict.words);
        } else if (verdict.verdict == Verdict::NotApplicable) {
            context.console.warning("suitability: " + verdict.words);
        }
    }
    const Format format = context.format(Format::Json);
    if (format == Format::Json) {
        const std::string all = passed ? "true" : failed ? "false" : "null";
        context.console.write(JsonObject().raw("suitability", jsonArray(json)).raw("passed", all).str() + "\n");
    } else if (format == Format::Table) {
        context.console.write("\n");
        context.print(table);
    }
}

} // namespace tgc::cli
