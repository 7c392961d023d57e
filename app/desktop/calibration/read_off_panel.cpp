// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/calibration/read_off_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include "app/desktop/calibration/read_words.h"
#include "app/desktop/plot/curve_plot.h"
#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

constexpr int fieldWidth_px = 180;

} // namespace

ReadOffPanel::ReadOffPanel(QWidget *parent) : QWidget(parent), m_areas(new QLineEdit(this)), m_words(new QLabel(this))
{
    m_areas->setObjectName(QStringLiteral("readAreas"));
    m_areas->setPlaceholderText(tr("area, or several"));
    m_areas->setClearButtonEnabled(true);
    m_areas->setFixedWidth(fieldWidth_px);
    m_areas->setWhatsThis(tr(
        "**Read off**\n\nThe amount that the curve makes of an area. Several areas of one unknown, with blanks or `;` "
        "between them, are replicate injections: their mean is read, and the interval is that of Fieller for so many. "
        "The same numbers as `tgc calibrate --read`."));
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::RichText);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *name = new QLabel(tr("&Read off"), this);
    name->setBuddy(m_areas);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 8, 4);
    row->setSpacing(8);
    row->addWidget(name);
    row->addWidget(m_areas);
    row->addWidget(m_words, 1);
    connect(m_areas, &QLineEdit::textChanged, this, &ReadOffPanel::readAreas);
    readAreas();
}

void ReadOffPanel::setCurve(std::optional<Calibration> curve)
{
    m_curve = std::move(curve);
    readAreas();
}

void ReadOffPanel::readAreas()
{
    m_read.reset();
    const auto areas = areasIn(m_areas->text());
    if (!areas) {
        m_words->setText(qstr(areas.error().message).toHtmlEscaped());
    } else if (areas->empty()) {
        m_words->setText(tr("Type the area of an unknown, or those of its replicate injections."));
    } else if (!m_curve) {
        m_words->setText(tr("There is no curve to read from yet."));
    } else if (const auto read = readAmount(*m_curve, *areas)) {
        m_read = *read;
        m_words->setText(readInWords(*m_curve, *read));
    } else {
        m_words->setText(qstr(read.error().message).toHtmlEscaped());
    }
    emit changed();
}

QWidget *withReadOff(CurvePlot &plot, ReadOffPanel &panel, QWidget *parent)
{
    auto *page = new QWidget(parent);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(&plot, 1);
    column->addWidget(&panel);
    QObject::connect(&panel, &ReadOffPanel::changed, &plot, [&plot, &panel] {
        const auto &read = panel.read();
        plot.showRead(read ? std::optional(DrawnRead{read->area, read->amount, read->low, read->high}) : std::nullopt);
    });
    return page;
}

} // namespace tgc::desktop
