// SPDX-License-Identifier: GPL-3.0-or-later
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "app/desktop/bench/state_chip.h"
#include "app/desktop/day/care_panel.h"
#include "app/desktop/day/care_words.h"
#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

constexpr int chip_px = 160;
constexpr int subject_px = 190;

} // namespace

CareLine::CareLine(QWidget *parent)
    : QFrame(parent),
      m_chip(new StateChip(this)),
      m_subject(new QLabel(this)),
      m_count(new QLabel(this)),
      m_words(new QLabel(this)),
      m_button(new QPushButton(tr("Record ..."), this))
{
    setObjectName(QStringLiteral("careLine"));
    QFont strong = m_subject->font();
    strong.setWeight(QFont::DemiBold);
    m_subject->setFont(strong);
    for (QLabel *label : {m_subject, m_count, m_words}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_button->setObjectName(QStringLiteral("careButton"));
    auto *light = new QWidget(this);
    light->setFixedWidth(chip_px);
    auto *lightRow = new QHBoxLayout(light);
    lightRow->setContentsMargins(0, 0, 0, 0);
    lightRow->addWidget(m_chip);
    lightRow->addStretch(1);
    auto *what = new QWidget(this);
    what->setFixedWidth(subject_px);
    auto *whatColumn = new QVBoxLayout(what);
    whatColumn->setContentsMargins(0, 0, 0, 0);
    whatColumn->setSpacing(0);
    whatColumn->addWidget(m_subject);
    whatColumn->addWidget(m_count);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 12, 4);
    row->setSpacing(8);
    row->addWidget(light, 0, Qt::AlignTop);
    row->addWidget(what, 0, Qt::AlignTop);
    row->addWidget(m_words, 1, Qt::AlignTop);
    row->addWidget(m_button, 0, Qt::AlignTop);
    connect(m_button, &QPushButton::clicked, this, [this] { emit asked(m_row); });
}

void CareLine::setRow(const care::CareRow &row, bool withBench)
{
    m_row = row;
    m_chip->setWords(careWords(row.verdict));
    m_subject->setText(subjectWords(row, withBench));
    m_count->setText(countWords(row));
    m_count->setVisible(row.count.has_value());
    m_words->setText(qstr(row.words));
    m_button->setVisible(row.act.has_value());
    m_button->setAccessibleName(tr("Record %1").arg(m_subject->text()));
    setAccessibleName(text());
}

QString CareLine::text() const
{
    return QStringLiteral("%1|%2|%3|%4")
        .arg(careWords(m_row.verdict).word, m_subject->text(), m_count->text(), m_words->text());
}

} // namespace tgc::desktop
