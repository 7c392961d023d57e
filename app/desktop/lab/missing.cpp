// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/lab/missing.h"

#include <QCoreApplication>
#include <algorithm>

#include "app/desktop/lab/sample_columns.h"

namespace tgc::desktop {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("MissingInputs", text);
}

class Check {
public:
    Check(const SheetModel &sheet, const SampleRows &sample) : m_sheet(sheet), m_sample(sample) {}

    [[nodiscard]] QString text(int row, const char *column) const
    {
        return m_sheet.cell(row, QString::fromUtf8(column)).trimmed();
    }
    /// In any draw of the sample: sample-level cells may stand in one row only.
    [[nodiscard]] bool anywhere(const char *column) const
    {
        return std::any_of(m_sample.rows.begin(), m_sample.rows.end(),
                           [&](int row) { return !text(row, column).isEmpty(); });
    }
    void lacks(int row, const char *column, const QString &words, bool blocks = true)
    {
        m_found.push_back({row, m_sheet.column(QString::fromUtf8(column)), words, blocks});
    }
    void needs(const char *column)
    {
        if (!anywhere(column)) {
            lacks(m_sample.rows.front(), column, say("%1 is missing.").arg(label(column)));
        }
    }
    void drawNeeds(int row, const char *column)
    {
        if (text(row, column).isEmpty()) {
            lacks(row, column, where(row, say("%1 is missing").arg(label(column))));
        }
    }
    [[nodiscard]] QString where(int row, const QString &words) const
    {
        return m_sample.rows.size() == 1 ? words + u'.'
                                         : say("%1 (draw %2, row %3).").arg(words).arg(drawNumber(row)).arg(row + 1);
    }
    void wrongCells()
    {
        for (const int row : m_sample.rows) {
            for (int c = 0; c < m_sheet.columnCount(); ++c) {
                if (const QString wrong = m_sheet.problem(row, c); !wrong.isEmpty()) {
                    m_found.push_back({row, c, say("Row %1: %2").arg(row + 1).arg(wrong)});
                }
            }
        }
    }
    void contradictions()
    {
        for (int c = 0; c < m_sheet.columnCount(); ++c) {
            const SheetColumn &column = m_sheet.columns()[static_cast<std::size_t>(c)];
            if (!isSampleLevel(column.name.toStdString())) {
                continue;
            }
            QString first;
            for (const int row : m_sample.rows) {
                const QString here = understood(column, m_sheet.cell(row, c));
                if (!here.isEmpty() && !first.isEmpty() && here != first) {
                    m_found.push_back({row, c,
                                       say("%1 is %2 in row %3 but %4 above; one vial has one value.")
                                           .arg(column.label, here)
                                           .arg(row + 1)
                                           .arg(first)});
                }
                if (first.isEmpty()) {
                    first = here;
                }
            }
        }
    }
    [[nodiscard]] std::vector<MissingInput> found() && { return std::move(m_found); }

private:
    [[nodiscard]] QString label(const char *column) const
    {
        return m_sheet.columns()[static_cast<std::size_t>(m_sheet.column(QString::fromUtf8(column)))].label;
    }
    [[nodiscard]] long drawNumber(int row) const
    {
        return std::find(m_sample.rows.begin(), m_sample.rows.end(), row) - m_sample.rows.begin() + 1;
    }

    const SheetModel &m_sheet;
    const SampleRows &m_sample;
    std::vector<MissingInput> m_found;
};

} // namespace

std::vector<SampleRows> samplesIn(const SheetModel &sheet)
{
    std::vector<SampleRows> samples;
    const int idColumn = sheet.column(QStringLiteral("sample_id"));
    const int kindColumn = sheet.column(QStringLiteral("kind"));
    for (int row = 0; row < static_cast<int>(sheet.rows().size()); ++row) {
        if (sheet.rows()[static_cast<std::size_t>(row)].join(QString()).trimmed().isEmpty()) {
            continue;
        }
        const QString id = sheet.cell(row, idColumn).trimmed();
        auto hit = std::find_if(samples.begin(), samples.end(),
                                [&](const SampleRows &s) { return !id.isEmpty() && s.sampleId == id; });
        if (hit == samples.end()) {
            samples.push_back({id, SampleRows::Kind::Sample, {}});
            hit = samples.end() - 1;
        }
        hit->rows.push_back(row);
        const QString kind = sheet.cell(row, kindColumn).trimmed();
        if (kind == QLatin1String("blank")) {
            hit->kind = SampleRows::Kind::Blank;
        } else if (kind == QLatin1String("foil")) {
            hit->kind = SampleRows::Kind::Foil;
        }
    }
    return samples;
}

std::vector<MissingInput> missingInputs(const SheetModel &sheet, const SampleRows &sample)
{
    Check check(sheet, sample);
    check.needs("sample_id");
    check.needs("vial_volume_mL");
    check.needs("liquid_volume_mL");
    check.needs("temperature_C");
    for (const int row : sample.rows) {
        check.drawNeeds(row, "sampling");
        const QString sampling = check.text(row, "sampling");
        if (sampling != QLatin1String("matched")) {
            check.drawNeeds(row, "injection_volume_mL");
        }
        if (sampling == QLatin1String("equalised") && !check.anywhere("ambient_pressure_kPa")) {
            check.lacks(row, "ambient_pressure_kPa",
                        check.where(row, say("Ambient pressure is missing; equalised sampling needs it")));
        }
        const bool area = !check.text(row, "area").isEmpty();
        const bool run = !check.text(row, "trace").isEmpty();
        if (!area && !run) {
            check.lacks(row, "area", check.where(row, say("H2 area is missing; type it, or name a run")));
        } else if (area && run) {
            check.lacks(row, "trace", check.where(row, say("Both an H2 area and a run are given; clear one of them")));
        }
    }
    if (sample.kind == SampleRows::Kind::Foil && !check.anywhere("foil_mg") && !check.anywhere("li_ug") &&
        !check.anywhere("plated_mAh")) {
        check.lacks(sample.rows.front(), "foil_mg",
                    say("What lithium was put in is missing: the weighed foil (or the mass of Li, or the charge that "
                        "plated it)."));
    }
    if (sample.kind == SampleRows::Kind::Sample && !check.anywhere("inactive_mAh")) {
        const bool plated = check.anywhere("charge_plated_mAh");
        const bool stripped = check.anywhere("charge_stripped_mAh");
        if (!plated && !stripped) {
            check.lacks(sample.rows.front(), "charge_plated_mAh",
                        say("Plated and stripped charge (or the inactive charge) are missing; Li metal can be told, "
                            "SEI cannot."));
        } else if (plated != stripped) {
            check.needs(plated ? "charge_stripped_mAh" : "charge_plated_mAh");
        }
    }
    check.wrongCells();
    check.contradictions();
    return std::move(check).found();
}

} // namespace tgc::desktop
