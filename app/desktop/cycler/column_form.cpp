// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/cycler/column_form.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "app/desktop/shell/text.h"

namespace tgc::desktop {

ColumnForm::ColumnForm(QWidget *parent)
    : QWidget(parent), m_why(new QLabel(this)), m_read(new QPushButton(tr("Read with these columns"), this))
{
    setObjectName(QStringLiteral("cyclerColumns"));
    setWhatsThis(tr("**Columns**\n\nThe headings of this table are not those of a known cycler. Say which column holds "
                    "what, and in which unit. The current is positive on charge. Cycle and step part the half cycles; "
                    "without them they are parted where the current changes its sign. `tgc charges --columns` takes "
                    "the same."));
    m_why->setWordWrap(true);
    m_why->setMaximumWidth(640);
    m_read->setObjectName(QStringLiteral("cyclerReadColumns"));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    const auto own = [](const char *name) { return QString::fromLatin1(name); };
    addLine(grid, tr("Time"), "Time",
            {{tr("s"), own("time_s")}, {tr("min"), own("time_min")}, {tr("h"), own("time_h")}},
            {own("time"), own("test"), own("zeit"), own("t")});
    addLine(grid, tr("Current"), "Current",
            {{tr("mA"), own("current_mA")}, {tr("A"), own("current_A")}, {tr("µA"), own("current_uA")}},
            {own("current"), own("strom"), own("i")});
    addLine(grid, tr("Voltage"), "Voltage", {{tr("V"), own("voltage_V")}},
            {own("volt"), own("spannung"), own("ewe"), own("potential"), own("e"), own("u"), own("v")});
    addLine(grid, tr("Cycle"), "Cycle", {{QString(), own("cycle")}}, {own("cyc"), own("zyk")});
    addLine(grid, tr("Step"), "Step", {{QString(), own("step")}}, {own("step"), own("schritt")});
    addLine(grid, tr("Counter"), "Counter", {{tr("mAh"), own("counter_mAh")}, {tr("Ah"), own("counter_Ah")}},
            {own("cap"), own("charge"), own("q")});
    auto *column = new QVBoxLayout;
    column->setSpacing(12);
    column->addWidget(m_why);
    column->addLayout(grid);
    column->addWidget(m_read, 0, Qt::AlignLeft);
    auto *middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addLayout(column);
    middle->addStretch(1);
    auto *all = new QVBoxLayout(this);
    all->addStretch(1);
    all->addLayout(middle);
    all->addStretch(2);
    connect(m_read, &QPushButton::clicked, this, [this] {
        if (const auto chosen = layouts()) {
            emit readRequested(*chosen);
        }
    });
}

void ColumnForm::addLine(QGridLayout *grid, const QString &title, const char *name,
                         const std::vector<std::pair<QString, QString>> &units, const QStringList &words)
{
    Line line{new QComboBox(this), new QComboBox(this), words};
    line.heading->setObjectName(QStringLiteral("cyclerColumn%1").arg(QLatin1String(name)));
    line.heading->setAccessibleName(title);
    line.heading->setMinimumWidth(240);
    line.unit->setObjectName(QStringLiteral("cyclerUnit%1").arg(QLatin1String(name)));
    for (const auto &[unit, column] : units) {
        line.unit->addItem(unit, column);
    }
    line.unit->setVisible(units.size() > 1 || !units.front().first.isEmpty());
    line.unit->setEnabled(units.size() > 1);
    const int row = grid->rowCount();
    auto *label = new QLabel(title, this);
    label->setBuddy(line.heading);
    grid->addWidget(label, row, 0);
    grid->addWidget(line.heading, row, 1);
    grid->addWidget(line.unit, row, 2);
    connect(line.heading, &QComboBox::currentIndexChanged, this, &ColumnForm::check);
    m_lines.push_back(line);
}

void ColumnForm::setHeadings(const QString &problem, const QStringList &headings)
{
    m_why->setText(problem);
    QStringList taken;
    for (const Line &line : m_lines) {
        line.heading->clear();
        line.heading->addItem(tr("none"), QString());
        int guess = 0;
        for (const QString &heading : headings) {
            line.heading->addItem(heading, heading);
            const bool fits = std::any_of(line.words.begin(), line.words.end(), [&](const QString &word) {
                // A single letter is a word of its own ("I / mA"), not the beginning of one.
                const bool begins = heading.startsWith(word, Qt::CaseInsensitive);
                return begins && (word.size() > 1 || heading.size() == 1 || !heading[1].isLetterOrNumber());
            });
            if (guess == 0 && fits && !taken.contains(heading)) {
                guess = line.heading->count() - 1;
            }
        }
        line.heading->setCurrentIndex(guess);
        const QString chosen = line.heading->currentData().toString();
        taken << chosen;
        // "time (h)", "t[min]", "I / mA": the unit stands behind the last sign that is no letter.
        for (int unit = 0; unit < line.unit->count(); ++unit) {
            const QString name = line.unit->itemText(unit);
            QString end = chosen;
            while (!end.isEmpty() && !end.back().isLetter()) {
                end.chop(1);
            }
            const QChar before = end.size() > name.size() ? end[end.size() - name.size() - 1] : QChar(u'x');
            if (!name.isEmpty() && end.endsWith(name) && !before.isLetter()) {
                line.unit->setCurrentIndex(unit);
            }
        }
    }
    check();
}

Result<std::vector<formats::CyclerLayout>> ColumnForm::layouts() const
{
    std::vector<formats::OwnColumn> own;
    for (const Line &line : m_lines) {
        if (const QString heading = line.heading->currentData().toString(); !heading.isEmpty()) {
            own.push_back({line.unit->currentData().toString().toStdString(), heading.toStdString()});
        }
    }
    return formats::cyclerLayoutsOf(own);
}

void ColumnForm::check()
{
    const bool enough = layouts().has_value();
    m_read->setEnabled(enough);
    m_read->setToolTip(enough ? QString() : tr("A time and a current are needed"));
}

} // namespace tgc::desktop
