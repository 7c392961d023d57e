// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/inactive/bars_panel.h"

#include <QComboBox>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "app/desktop/inactive/column_choice.h"
#include "app/desktop/shell/elided_label.h"
#include "app/desktop/shell/tool_row.h"

namespace tgc::desktop {

namespace {

// The first entries of the axis; the columns of the sheet follow. Their data are no column's name.
const QString sampleAxis = QStringLiteral("/sample");
const QString groupAxis = QStringLiteral("/group");
const QString efficiencyAxis = QStringLiteral("/efficiency");
constexpr int fixedAxes = 3;

} // namespace

BarsPanel::BarsPanel(QWidget *parent)
    : QWidget(parent),
      m_axis(new QComboBox(this)),
      m_unit(new QComboBox(this)),
      m_scatter(new QComboBox(this)),
      m_note(new ElidedLabel(this)),
      m_plot(new BreakdownPlot(this))
{
    m_axis->setObjectName(QStringLiteral("axis"));
    m_axis->addItem(tr("each sample"), sampleAxis);
    m_axis->addItem(tr("groups (mean)"), groupAxis);
    m_axis->addItem(tr("Coulombic efficiency"), efficiencyAxis);
    m_axis->insertSeparator(fixedAxes);
    m_axis->setToolTip(tr("What the figure is drawn against. Groups are those of the list on the left; a column of the "
                          "Samples table makes a bar of each of its values."));
    m_axis->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_axis->setMinimumContentsLength(17);
    using enum SplitUnit;
    for (const SplitUnit unit : {Charge, PerArea, Amount, Mass, Share, EfficiencyLoss}) {
        m_unit->addItem(unitName(unit), static_cast<int>(unit));
    }
    m_unit->setObjectName(QStringLiteral("unit"));
    m_scatter->setObjectName(QStringLiteral("scatter"));
    m_scatter->addItem(tr("SD of cells"));
    m_scatter->addItem(tr("t-interval"));
    m_scatter->setToolTip(
        tr("The error bar of a mean. The uncertainty of one measurement is another thing: it stands at "
           "the points, and at the bars where a bar is one sample."));
    auto *row = new ToolRow(this);
    row->addLabel(tr("Against"));
    row->addWidget(m_axis);
    row->addLabel(tr("in"));
    row->addWidget(m_unit);
    row->addLabel(tr("± of a mean"));
    row->addWidget(m_scatter);
    row->addWidget(m_note);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(row);
    column->addWidget(m_plot, 1);
    for (QComboBox *box : {m_axis, m_unit, m_scatter}) {
        connect(box, &QComboBox::currentIndexChanged, this, &BarsPanel::draw);
    }
    draw();
}

void BarsPanel::setStudy(const Study &study, const QString &groupColumn)
{
    m_study = study;
    m_groupColumn = groupColumn;
    {
        const QSignalBlocker quiet(m_axis);
        offerColumns(*m_axis, study.facts.columns(), fixedAxes + 1);
    }
    draw();
}

BarAxis BarsPanel::axis() const
{
    const QString chosen = m_axis->currentData().toString();
    if (chosen == groupAxis) {
        return {BarAxis::Kind::Groups, m_groupColumn};
    }
    if (chosen == efficiencyAxis) {
        return {BarAxis::Kind::Efficiency, {}};
    }
    return chosen == sampleAxis || chosen.isEmpty() ? BarAxis{} : BarAxis{BarAxis::Kind::Groups, chosen};
}

void BarsPanel::draw()
{
    const BarAxis against = axis();
    m_scatter->setEnabled(against.kind == BarAxis::Kind::Groups);
    const auto unit = static_cast<SplitUnit>(m_unit->currentData().toInt());
    DrawnBreakdown drawn = drawnStudy(
        m_study, against, unit, m_scatter->currentIndex() == 0 ? ScatterBar::StandardDeviation : ScatterBar::Interval);
    m_note->setText(m_study.rows.empty()      ? tr("no sample is shown: tick a group")
                    : drawn.leftOut.isEmpty() ? QString()
                                              : tr("not drawn: %1").arg(drawn.leftOut.join(QStringLiteral(", "))));
    m_note->setToolTip(drawn.leftOut.isEmpty()
                           ? QString()
                           : tr("These samples lack what is drawn: an electrode area, or the charges."));
    m_plot->setDrawn(std::move(drawn));
}

} // namespace tgc::desktop
