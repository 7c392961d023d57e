// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/day/next_list.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "app/desktop/day/day_words.h"
#include "app/desktop/shell/text.h"
#include "app/desktop/shell/theme.h"

namespace tgc::desktop {

namespace {

using Kind = day::NextAct::Kind;

QString buttonWords(const day::NextAct &act)
{
    switch (act.kind) {
    case Kind::Acknowledge: return NextRow::tr("Acknowledge ...");
    case Kind::Draw: return NextRow::tr("Draw ...");
    case Kind::Dose: return NextRow::tr("Dose ...");
    case Kind::EnterSafety: return NextRow::tr("Go to Samples");
    case Kind::CheckStandard: return NextRow::tr("Go to the queue");
    case Kind::Care: return NextRow::tr("Record ...");
    case Kind::Watch: return NextRow::tr("Ready ...");
    case Kind::Close: return NextRow::tr("Close ...");
    case Kind::Seal: return NextRow::tr("Seal ...");
    case Kind::Wait: return {};
    }
    return {};
}

} // namespace

NextRow::NextRow(QWidget *parent)
    : QFrame(parent),
      m_number(new QLabel(this)),
      m_words(new QLabel(this)),
      m_reason(new QLabel(this)),
      m_button(new QPushButton(this))
{
    setObjectName(QStringLiteral("nextRow"));
    QFont strong = m_words->font();
    strong.setWeight(QFont::DemiBold);
    m_words->setFont(strong);
    m_number->setFont(strong);
    m_number->setFixedWidth(24);
    m_number->setAlignment(Qt::AlignRight | Qt::AlignTop);
    for (QLabel *label : {m_words, m_reason}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_button->setObjectName(QStringLiteral("nextButton"));
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_words);
    words->addWidget(m_reason);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 6, 8, 6);
    row->setSpacing(8);
    row->addWidget(m_number, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    row->addWidget(m_button, 0, Qt::AlignTop);
    connect(m_button, &QPushButton::clicked, this, [this] { emit asked(m_act); });
}

void NextRow::setAct(int number, const day::NextAct &act)
{
    m_act = act;
    m_number->setText(QString::number(number));
    m_words->setText(qstr(act.words));
    m_reason->setText(qstr(act.reason));
    m_reason->setVisible(!act.reason.empty());
    const QString button = act.byQueue ? QString() : buttonWords(act);
    m_button->setText(button);
    m_button->setVisible(!button.isEmpty());
    m_button->setAccessibleName(QStringLiteral("%1, %2").arg(m_words->text(), button));
    QPalette colours = palette();
    const bool refused = act.kind == Kind::EnterSafety;
    colours.setColor(QPalette::WindowText,
                     act.urgent || refused ? readable(stateColour(act.urgent ? State::Bad : State::Waiting), colours)
                                           : colours.color(QPalette::PlaceholderText));
    m_reason->setPalette(colours);
}

QString NextRow::text() const
{
    return QStringLiteral("%1 %2: %3").arg(m_number->text(), m_words->text(), m_reason->text());
}

NextList::NextList(QWidget *parent) : QWidget(parent), m_column(new QVBoxLayout(this)), m_nothing(new QLabel(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_nothing->setText(tr("Nothing waits for your hands."));
    m_nothing->setWordWrap(true);
    m_nothing->setContentsMargins(12, 8, 12, 8);
    m_column->addWidget(m_nothing);
    m_column->addStretch(1);
    setWhatsThis(
        tr("**What to do next**\n\nFaults first, then draws (who has been ready longest), doses, what is to be "
           "watched, closed or sealed. The button opens the form for it in place."));
}

void NextList::setActs(const std::vector<day::NextAct> &acts)
{
    while (m_rows.size() < acts.size()) {
        auto *row = new NextRow(this);
        connect(row, &NextRow::asked, this, &NextList::asked);
        m_column->insertWidget(static_cast<int>(m_rows.size()) + 1, row);
        m_rows.push_back(row);
    }
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (i < acts.size()) {
            m_rows[i]->setAct(static_cast<int>(i) + 1, acts[i]);
        }
        m_rows[i]->setVisible(i < acts.size());
    }
    m_shown = acts.size();
    m_nothing->setVisible(acts.empty());
}

std::vector<NextRow *> NextList::rows() const
{
    return {m_rows.begin(), m_rows.begin() + static_cast<std::ptrdiff_t>(m_shown)};
}

} // namespace tgc::desktop
