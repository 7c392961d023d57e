// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/inactive/sample_facts.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <array>

#include "app/desktop/lab/missing.h"
#include "app/desktop/lab/sample_columns.h"
#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

constexpr std::array usualFirst = {
    "group", "electrolyte", "morphology", "cycles", "current_density_mA_cm2", "areal_capacity_mAh_cm2"};
constexpr std::array neverGroups = {"sample_id", "kind", "notes", "sealed_at", "dosed_at", "injected_at"};

template <class Names>
bool holds(const Names &names, const QString &name)
{
    return std::any_of(names.begin(), names.end(), [&](const char *n) { return name == QLatin1String(n); });
}

QString titleOf(const SheetColumn &column)
{
    return column.unit.isEmpty() ? column.label : QStringLiteral("%1 (%2)").arg(column.label, column.unit);
}

bool isUncertainty(const SheetColumn &column)
{
    return column.name.startsWith(QLatin1String("u_"));
}

/// As the analysis understands it: "1,5" is "1.5".
QString cellText(const SheetModel &sheet, int row, int column)
{
    return understood(sheet.columns()[static_cast<std::size_t>(column)], sheet.cell(row, column));
}

SampleFacts::Input inputOf(const SheetModel &sheet, int row, int column, const QString &draw)
{
    const SheetColumn &c = sheet.columns()[static_cast<std::size_t>(column)];
    QString value = cellText(sheet, row, column);
    const int u = sheet.column(QStringLiteral("u_") + c.name);
    if (u >= 0) {
        if (const QString typed = cellText(sheet, row, u); !typed.isEmpty()) {
            value += QStringLiteral(" ± ") + typed;
        }
    }
    return {titleOf(c) + draw, value};
}

} // namespace

SampleFacts::SampleFacts(const SheetModel &sheet)
{
    std::vector<bool> filled(sheet.columns().size());
    for (const SampleRows &sample : samplesIn(sheet)) {
        if (sample.kind != SampleRows::Kind::Sample) {
            continue;
        }
        QHash<QString, QString> &texts = m_texts[sample.sampleId];
        std::vector<Input> &inputs = m_inputs[sample.sampleId];
        for (int c = 0; c < static_cast<int>(sheet.columns().size()); ++c) {
            const SheetColumn &column = sheet.columns()[static_cast<std::size_t>(c)];
            const bool ofSample = isSampleLevel(column.name.toStdString());
            int draw = 0;
            for (const int row : sample.rows) {
                ++draw;
                const QString text = cellText(sheet, row, c);
                if (text.isEmpty()) {
                    continue;
                }
                filled[static_cast<std::size_t>(c)] = true;
                if (!texts.contains(column.name)) {
                    texts.insert(column.name, text);
                }
                if (isUncertainty(column) || column.name == QLatin1String("sample_id") ||
                    column.name == QLatin1String("kind")) {
                    continue;
                }
                const QString of = ofSample || sample.rows.size() == 1
                                       ? QString()
                                       : QCoreApplication::translate("SampleFacts", ", draw %1").arg(draw);
                inputs.push_back(inputOf(sheet, row, c, of));
                if (ofSample) {
                    break;
                }
            }
        }
    }
    for (std::size_t c = 0; c < sheet.columns().size(); ++c) {
        const SheetColumn &column = sheet.columns()[c];
        const bool group = column.name == QLatin1String("group");
        if ((filled[c] || group) && isSampleLevel(column.name.toStdString()) && !isUncertainty(column) &&
            !holds(neverGroups, column.name)) {
            m_columns.push_back({column.name, titleOf(column), column.kind == SheetColumn::Kind::Number});
        }
    }
    const auto rank = [](const Column &column) {
        return std::find_if(usualFirst.begin(), usualFirst.end(),
                            [&](const char *name) { return column.name == QLatin1String(name); }) -
               usualFirst.begin();
    };
    std::stable_sort(m_columns.begin(), m_columns.end(),
                     [&](const Column &a, const Column &b) { return rank(a) < rank(b); });
}

QString SampleFacts::text(std::string_view sample, const QString &column) const
{
    return m_texts.value(qstr(sample)).value(column);
}

std::optional<double> SampleFacts::number(std::string_view sample, const QString &column) const
{
    bool ok = false;
    const double value = QLocale::c().toDouble(text(sample, column), &ok);
    return ok ? std::optional(value) : std::nullopt;
}

std::optional<SampleFacts::Column> SampleFacts::column(const QString &name) const
{
    const auto hit = std::find_if(m_columns.begin(), m_columns.end(), [&](const Column &c) { return c.name == name; });
    return hit == m_columns.end() ? std::nullopt : std::optional(*hit);
}

std::vector<SampleFacts::Input> SampleFacts::inputs(std::string_view sample) const
{
    return m_inputs.value(qstr(sample));
}

} // namespace tgc::desktop
