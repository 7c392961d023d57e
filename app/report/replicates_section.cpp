// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>

#include "analysis/quantification/groups.h"
#include "app/report/cells.h"
#include "app/report/replicates.h"
#include "app/report/sections.h"
#include "app/report/table_block.h"

namespace tgc::report {

namespace {

constexpr ReplicateQuantity quantities[] = {
    {"metal (mAh)", "li0_mAh", "u_li0_mAh", 1.0},
    {"SEI Li+ (mAh)", "sei_li_mAh", "u_sei_li_mAh", 1.0},
    {"metal (% of inactive)", "li0_fraction", "u_li0_fraction", 100.0},
    {"CE (%)", "coulombic_efficiency", "", 100.0},
};

void addRow(Table &table, const ReplicateGroup &group, const ReplicateQuantity &quantity)
{
    const auto [values, uncertainties] = valuesOf(group, quantity);
    if (values.size() < 2) {
        return;
    }
    const GroupSummary summary = summariseGroup(values, uncertainties);
    const auto digits = summary.sd;
    table.addRow(QStringList{qstr(group.name), QString::fromUtf8(quantity.name), QString::number(summary.n),
                             valueText(summary.mean, digits), summary.sd ? uncertaintyText(*summary.sd) : notKnown(),
                             summary.halfWidth
                                 ? valueText(summary.mean - *summary.halfWidth, digits) + QStringLiteral(" to ") +
                                       valueText(summary.mean + *summary.halfWidth, digits)
                                 : notKnown(),
                             summary.measurementU ? uncertaintyText(*summary.measurementU) : notKnown()});
}

} // namespace

std::span<const ReplicateQuantity> replicateQuantities()
{
    return quantities;
}

std::vector<ReplicateGroup> replicatesIn(const Content &content)
{
    std::map<std::string, ReplicateGroup> groups;
    for (const ReportedSample &sample : content.samples) {
        if (sample.result) {
            const std::string stored = sample.result->text("analyte");
            const std::string analyte = stored.empty() ? "Li" : stored;
            const std::string name = sample.value("group") + (analyte == "Li" ? "" : " (" + analyte + ")");
            ReplicateGroup &group = groups[name];
            group.name = name;
            group.analyte = analyte;
            group.members.push_back(&sample);
        }
    }
    std::vector<ReplicateGroup> replicates;
    for (auto &[name, group] : groups) {
        if (group.members.size() > 1) {
            replicates.push_back(std::move(group));
        }
    }
    return replicates;
}

ReplicateValues valuesOf(const ReplicateGroup &group, const ReplicateQuantity &quantity)
{
    ReplicateValues result;
    for (const ReportedSample *sample : group.members) {
        if (const auto value = sample->result->number(quantity.column)) {
            result.values.push_back(quantity.factor * *value);
            if (const auto u = sample->result->number(quantity.uColumn)) {
                result.uncertainties.push_back(quantity.factor * *u);
            }
        }
    }
    return result;
}

void addReplicates(Blocks &blocks, const Content &content)
{
    const auto groups = replicatesIn(content);
    if (groups.empty()) {
        return;
    }
    addSubheading(blocks, QStringLiteral("Replicate cells"));
    auto table = std::make_unique<Table>(std::vector<TableColumn>{{QStringLiteral("Group"), false, true},
                                                                  {QStringLiteral("Quantity")},
                                                                  {QStringLiteral("n"), true},
                                                                  {QStringLiteral("Mean"), true},
                                                                  {QStringLiteral("SD of cells"), true},
                                                                  {QStringLiteral("95 % interval of the mean"), true},
                                                                  {QStringLiteral("u of one result"), true}});
    for (const ReplicateGroup &group : groups) {
        for (const ReplicateQuantity &quantity : quantities) {
            addRow(*table, group, quantity);
        }
    }
    blocks.push_back(std::move(table));
    addNote(blocks, QStringLiteral("The interval is of the cells' scatter alone (Student's t, n - 1). The measurement "
                                   "uncertainty of one result (median) stands apart: a common calibration moves all "
                                   "cells together, so it does not shrink with n."));
}

} // namespace tgc::report
