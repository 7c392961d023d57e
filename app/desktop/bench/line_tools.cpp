// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/bench/line_tools.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>
#include <nlohmann/json.hpp>

#include "app/desktop/shell/elided_label.h"

namespace tgc::desktop {

using nlohmann::json;

namespace {

/// The columns of QUEUE.csv that are changed by hand, those first that are changed most (docs/bench.md).
constexpr const char *columns[] = {"injections",
                                   "method",
                                   "sample_id",
                                   "group",
                                   "kind",
                                   "level",
                                   "vial",
                                   "sampling",
                                   "injection_volume_mL",
                                   "fraction_ppm",
                                   "pressure_kPa",
                                   "dose_mL",
                                   "reaction_s",
                                   "duration_s",
                                   "on_unsuitable",
                                   "vial_volume_mL",
                                   "solids_volume_mL",
                                   "liquid_volume_mL",
                                   "initial_pressure_kPa",
                                   "initial_temperature_C",
                                   "temperature_C",
                                   "pressure_rating_kPa",
                                   "li_upper_mAh"};

bool isOver(const QString &state)
{
    return state != QLatin1String("waiting") && state != QLatin1String("active") &&
           state != QLatin1String("interrupted");
}

} // namespace

LineTools::LineTools(QWidget *parent)
    : QFrame(parent), m_name(new ElidedLabel(this)), m_column(new QComboBox(this)), m_value(new QLineEdit(this))
{
    setObjectName(QStringLiteral("lineTools"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 2, 8, 2);
    row->setSpacing(4);
    row->addWidget(m_name);
    const auto tool = [&](const char *name, const QString &text, const QString &toolTip, auto action) {
        auto *button = new QToolButton(this);
        button->setObjectName(QString::fromUtf8(name));
        button->setText(text);
        button->setToolTip(toolTip);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        connect(button, &QToolButton::clicked, this, action);
        row->addWidget(button);
        return button;
    };
    m_first = tool("lineFirst", tr("First"), tr("Before all lines that wait: a priority line"),
                   [this] { order("queue.priority"); });
    m_up = tool("lineUp", tr("Up"), tr("One line earlier"), [this] { moveUp(); });
    m_down = tool("lineDown", tr("Down"), tr("One line later"), [this] { moveDown(); });
    m_skip = tool("lineSkip", tr("Skip"), tr("It stays in the list, as skipped"), [this] { order("queue.skip"); });
    m_remove = tool("lineRemove", tr("Remove"), tr("Takes it out of the queue"), [this] { order("queue.remove"); });
    m_repeat = tool("lineRepeat", tr("Repeat"),
                    tr("Once more, at the end of the queue; a vial that was dosed is not dosed again"),
                    [this] { order("queue.repeat"); });
    row->addSpacing(8);
    for (const char *column : columns) {
        m_column->addItem(QString::fromUtf8(column));
    }
    m_column->setObjectName(QStringLiteral("lineColumn"));
    m_column->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // the window stays 1280 px wide
    m_column->setMinimumContentsLength(10);
    m_column->view()->setMinimumWidth(200);
    m_column->setAccessibleName(tr("Column to be changed"));
    row->addWidget(m_column);
    m_value->setObjectName(QStringLiteral("lineValue"));
    m_value->setMinimumWidth(80);
    m_value->setMaximumWidth(180);
    m_value->setPlaceholderText(tr("empty"));
    m_value->setAccessibleName(tr("Value of the column"));
    row->addWidget(m_value, 1);
    m_set = tool("lineSet", tr("Change"), tr("Changes the column of this line; checked as a queue file is (Enter)"),
                 [this] { set(); });
    row->addStretch(1);
    connect(m_value, &QLineEdit::returnPressed, this, &LineTools::set);
    connect(m_column, &QComboBox::activated, this, &LineTools::showValue);
    setWhatsThis(
        tr("**The chosen line**\n\nA line that waits can be moved, changed, skipped or removed, also while the "
           "queue runs. One that is at work cannot: hold the queue, or abort it. One that is over can be "
           "repeated as a new line."));
    setChosen(std::nullopt);
}

void LineTools::setChosen(const std::optional<Chosen> &chosen)
{
    const bool another =
        !chosen || !m_chosen || chosen->line.line != m_chosen->line.line || chosen->line.id != m_chosen->line.id;
    m_chosen = chosen;
    if (another) {
        m_columns.clear();
        m_value->clear();
    }
    const QString state = chosen ? chosen->line.state : QString();
    const bool waits = state == QLatin1String("waiting");
    for (QWidget *widget : std::initializer_list<QWidget *>{m_skip, m_remove, m_column, m_value, m_set}) {
        widget->setEnabled(waits);
    }
    m_first->setEnabled(waits && chosen->previous.has_value());
    m_up->setEnabled(waits && chosen->previous.has_value());
    m_down->setEnabled(waits && chosen->hasNext);
    m_repeat->setEnabled(chosen && isOver(state));
    if (!chosen) {
        m_name->setText(tr("Choose a line"));
    } else {
        const QString name = tr("Line %1").arg(chosen->line.line.value_or(0));
        m_name->setText(waits                                   ? name + QLatin1Char(':')
                        : state == QLatin1String("active")      ? tr("%1 is at work and cannot be changed.").arg(name)
                        : state == QLatin1String("interrupted") ? tr("%1 waits for a choice.").arg(name)
                                                                : tr("%1 is over.").arg(name));
    }
}

void LineTools::setColumns(const std::map<QString, QString> &columns)
{
    const bool typing = m_value->hasFocus() && m_value->isModified();
    m_columns = columns;
    if (!typing) {
        showValue();
    }
}

void LineTools::showValue()
{
    const auto hit = m_columns.find(m_column->currentText());
    m_value->setText(hit != m_columns.end() ? hit->second : QString());
}

QToolButton *LineTools::tool(const char *name) const
{
    return findChild<QToolButton *>(QString::fromUtf8(name));
}

QString LineTools::text() const
{
    return m_name->text();
}

void LineTools::order(const char *command)
{
    if (m_chosen && m_chosen->line.line) {
        emit asked(QString::fromUtf8(command), {{"line", *m_chosen->line.line}});
    }
}

void LineTools::moveUp()
{
    if (m_chosen && m_chosen->line.line && m_chosen->previous) {
        emit asked(QStringLiteral("queue.move"), {{"line", *m_chosen->line.line}, {"before", *m_chosen->previous}});
    }
}

void LineTools::moveDown()
{
    if (m_chosen && m_chosen->line.line && m_chosen->hasNext) {
        json args = {{"line", *m_chosen->line.line}};
        if (m_chosen->nextButOne) {
            args["before"] = *m_chosen->nextButOne;
        }
        emit asked(QStringLiteral("queue.move"), args);
    }
}

void LineTools::set()
{
    if (m_chosen && m_chosen->line.line && m_set->isEnabled()) {
        m_value->setModified(false);
        emit asked(QStringLiteral("queue.edit"),
                   {{"line", *m_chosen->line.line},
                    {"columns", {{m_column->currentText().toStdString(), m_value->text().trimmed().toStdString()}}}});
    }
}

} // namespace tgc::desktop
