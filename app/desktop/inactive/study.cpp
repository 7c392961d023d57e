// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/inactive/study.h"

#include <QCoreApplication>
#include <QHash>
#include <algorithm>

namespace tgc::desktop {

std::vector<StudyGroup> groupsBy(const Study &study, const QString &column)
{
    std::vector<StudyGroup> groups;
    QHash<QString, std::size_t> places;
    std::vector<std::size_t> without;
    const auto described = study.facts.column(column);
    const bool numeric = described && described->numeric;
    for (std::size_t i = 0; i < study.rows.size(); ++i) {
        QString name = study.facts.text(study.rows[i].sampleId, column);
        if (name.isEmpty()) {
            without.push_back(i);
            continue;
        }
        if (const auto number = study.facts.number(study.rows[i].sampleId, column); numeric && number) {
            name = QString::number(*number, 'g', 12); // 1 and 1.0 are one group
        }
        const auto place = places.constFind(name);
        if (place == places.cend()) {
            places.insert(name, groups.size());
            groups.push_back({name, {i}});
        } else {
            groups[*place].rows.push_back(i);
        }
    }
    if (numeric) {
        std::stable_sort(groups.begin(), groups.end(), [](const StudyGroup &a, const StudyGroup &b) {
            return a.name.toDouble() < b.name.toDouble();
        });
    }
    if (!without.empty()) {
        groups.push_back({QCoreApplication::translate("Study", "not given"), std::move(without)});
    }
    return groups;
}

GroupNumbers numbersOf(const Study &study, const StudyGroup &group,
                       std::optional<Measure> (*of)(const Breakdown &, const SampleFacts &))
{
    GroupNumbers numbers;
    for (const std::size_t row : group.rows) {
        if (const auto measure = of(study.rows[row], study.facts)) {
            numbers.values.push_back(measure->value);
            if (measure->u) {
                numbers.uncertainties.push_back(*measure->u);
            }
        }
    }
    if (numbers.uncertainties.size() != numbers.values.size()) {
        numbers.uncertainties.clear();
    }
    return numbers;
}

CellConditions conditionsOf(const Study &study, const StudyGroup &group)
{
    const auto meanOf = [&](const auto &number) {
        std::vector<double> numbers;
        for (const std::size_t row : group.rows) {
            if (const std::optional<double> value = number(study.rows[row])) {
                numbers.push_back(*value);
            }
        }
        return numbers.empty() ? std::nullopt : std::optional(summariseGroup(numbers, {}).mean);
    };
    const auto column = [&](const char *name) {
        return meanOf(
            [&, name](const Breakdown &row) { return study.facts.number(row.sampleId, QString::fromLatin1(name)); });
    };
    return {column("areal_capacity_mAh_cm2"), column("current_density_mA_cm2"), column("electrolyte_g_per_Ah"),
            column("li_excess_um"), meanOf([](const Breakdown &row) { return row.coulombicEfficiency; })};
}

} // namespace tgc::desktop
