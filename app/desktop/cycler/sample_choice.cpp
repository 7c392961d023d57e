// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/cycler/sample_choice.h"

#include <QSignalBlocker>

namespace tgc::desktop {

SampleChoice::SampleChoice(const SheetModel &sheet, QWidget *parent) : QComboBox(parent), m_sheet(sheet)
{
    setObjectName(QStringLiteral("cyclerSample"));
    setAccessibleName(tr("Sample"));
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setWhatsThis(tr("**Sample**\n\nThe vial that holds this cell's electrode. A sample of the file's name is offered "
                    "first; blanks and foils have no charges and are not offered."));
    connect(this, &QComboBox::currentIndexChanged, this, &SampleChoice::chosenChanged);
}

void SampleChoice::offerFor(const QString &name, const QString &preferred)
{
    m_name = name;
    m_preferred = preferred;
    fill({});
}

void SampleChoice::refresh()
{
    fill({currentData().toString()});
}

void SampleChoice::fill(const QStringList &wishes)
{
    {
        const QSignalBlocker quiet(this);
        clear();
        for (const SampleRows &sample : samplesIn(m_sheet)) {
            if (sample.kind == SampleRows::Kind::Sample && !sample.sampleId.isEmpty()) {
                addItem(sample.sampleId, sample.sampleId);
            }
        }
        QStringList order = wishes;
        if (findData(m_name) >= 0) {
            order << m_name << m_preferred;
        } else if (!m_name.isEmpty()) {
            addItem(tr("%1 (a new sample)").arg(m_name), m_name);
            order << m_preferred << m_name;
        }
        setCurrentIndex(-1);
        for (const QString &wanted : order) {
            if (const int at = findData(wanted); at >= 0) {
                setCurrentIndex(at);
                break;
            }
        }
    }
    emit chosenChanged();
}

SampleRows SampleChoice::chosen() const
{
    const QString id = currentData().toString();
    for (SampleRows &sample : samplesIn(m_sheet)) {
        if (sample.kind == SampleRows::Kind::Sample && sample.sampleId == id) {
            return std::move(sample);
        }
    }
    return {id, SampleRows::Kind::Sample, {}};
}

QString SampleChoice::cellType() const
{
    for (const int row : chosen().rows) {
        if (QString type = m_sheet.cell(row, QStringLiteral("cell_type")).trimmed(); !type.isEmpty()) {
            return type;
        }
    }
    return {};
}

} // namespace tgc::desktop
