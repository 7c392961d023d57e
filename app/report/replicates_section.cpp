// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>

#include "analysis/quantification/groups.h"
#include "app/report/cells.h"
#include "app/report/sections.h"
#include "app/report/table_block.h"

namespace tgc::report {

namespace {

struct Quantity {
    const char *name;
    const char *column;
    const char *uColumn; ///< empty: none is stored
    double factor;
};

constexpr Quantity quantities[] = {
    {"metal (mAh)", "li0_mAh", "u_li0_mAh", 1.0},
    {"SEI Li+ (mAh)", "sei_li_mAh", "u_sei_li_mAh", 1.0},
    {"metal (% of inactive)", "li0_fraction", "u_li0_fraction", 100.0},
    {"CE (%)", "coulombic_efficiency", "", 100.0},
};

using Members = std::vector<const ReportedSample *>;

/// Samples with a result by group and metal: only the same quantity is averaged.
std::map<std::string, Members> replicatesIn(const Content &content)
{
    std::map<std::string, Members> groups;
    for (const ReportedSample &sample : content.samples) {
        if (sample.result) {
            const std::string analyte = sample.result->text("analyte");
            groups[sample.value("group") + (analyte.empty() || analyte == "Li" ? "" : " (" + analyte + ")")].push_back(
                &sample);
        }
    }
    std::erase_if(groups, [](const auto &each) { return each.second.size() < 2; });
    return groups;
}

void addRow(Table &table, const QString &group, const Members &members, const Quantity &quantity)
{
    std::vector<double> values;
    std::vector<double> uncertainties;
    for (const ReportedSample *sample : members) {
        if (const auto value = sample->result->number(quantity.column)) {
            values.push_back(quantity.factor * *value);
            if (const auto u = sample->result->number(quantity.uColumn)) {
                uncertainties.push_back(quantity.factor * *u);
            }
        }
    }
    if (values.size() < 2) {
        return;
    }
    const GroupSummary summary = summariseGroup(values, uncertainties);
    const auto digits = summary.sd;
    table.addRow(QStringList{group, QString::fromUtf8(quantity.name), QString::number(summary.n),
                             valueText(summary.mean, digits), summary.sd ? uncertaintyText(*summary.sd) : notKnown(),
                             summary.halfWidth
                                 ? valueText(summary.mean - *summary.halfWidth, digits) + QStringLiteral(" to ") +
                                       valueText(summary.mean + *summary.halfWidth, digits)
                                 : notKnown(),
                             summary.measurementU ? uncertaintyText(*summary.measurementU) : notKnown()});
}

} // namespace

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
    for (const auto &[group, members] : groups) {
        for (const Quantity &quantity : quantities) {
            addRow(*table, qstr(group), members, quantity);
        }
    }
    blocks.push_back(std::move(table));
    addNote(blocks, QStringLiteral("The interval is of the cells' scatter alone (Student's t, n - 1). The measurement "
                                   "uncertainty of one result (median) stands apart: a common calibration moves all "
                                   "cells together, so it does not shrink with n."));
}

} // namespace tgc::report
