// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/bench/prompt_list.h"

#include <QApplication>
#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>
#include <algorithm>

#include "analysis/core/decimal.h"
#include "app/desktop/shell/local_time.h"
#include "app/desktop/shell/text.h"
#include "app/desktop/shell/theme.h"

namespace tgc::desktop {

namespace {

QString fieldTitle(const BenchPrompt &prompt)
{
    const QString name = QString(prompt.fieldName).replace(QLatin1Char('_'), QLatin1Char(' '));
    return prompt.unit.isEmpty() ? name : QStringLiteral("%1 (%2)").arg(name, prompt.unit);
}

} // namespace

PromptCard::PromptCard(const BenchPrompt &prompt, QWidget *parent)
    : QFrame(parent),
      m_prompt(prompt),
      m_value(new QLineEdit(this)),
      m_time(new QLineEdit(this)),
      m_done(new QPushButton(tr("Done"), this)),
      m_trouble(new QLabel(this))
{
    // What is to be done stands out; why it may be done is there to be read.
    static const QRegularExpression sentenceEnd(QStringLiteral("\\. (?=[A-Z])"));
    const qsizetype end = prompt.question.indexOf(sentenceEnd);
    const auto wrapped = [this](const QString &text) {
        auto *label = new QLabel(text, this);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        return label;
    };
    auto *question = wrapped(end < 0 ? prompt.question : prompt.question.left(end + 1));
    auto *reason = wrapped(end < 0 ? QString() : prompt.question.mid(end + 2));
    reason->setVisible(end >= 0);
    QFont strong = question->font();
    strong.setWeight(QFont::DemiBold);
    strong.setPointSizeF(strong.pointSizeF() + 1.0);
    question->setFont(strong);
    auto *name = new QLabel(fieldTitle(prompt), this);
    name->setBuddy(m_value);
    name->setVisible(prompt.wantsValue);
    m_value->setObjectName(QStringLiteral("promptValue"));
    m_value->setFixedWidth(100);
    m_value->setAlignment(Qt::AlignRight);
    m_value->setVisible(prompt.wantsValue);
    m_value->setAccessibleName(fieldTitle(prompt));
    if (prompt.preset) {
        m_value->setText(qstr(shortest(*prompt.preset)));
    }
    auto *at = new QLabel(tr("at"), this);
    at->setBuddy(m_time);
    m_time->setObjectName(QStringLiteral("promptTime"));
    m_time->setFixedWidth(92);
    m_time->setPlaceholderText(tr("now"));
    m_time->setAccessibleName(tr("Time of day; empty: now"));
    m_time->setToolTip(tr("When it was done, as 14:05 or 14:05:30; empty: the moment you press Done"));
    m_done->setObjectName(QStringLiteral("promptDone"));
    m_trouble->setWordWrap(true);
    m_trouble->hide();
    setWhatsThis(tr("**A step for your hands**\n\nDo what it says, type the value if one is asked for, and press "
                    "*Done* (or Enter in the field). If you do not press Done at once, type when it was: it is kept "
                    "with the record. The bench waits; nothing else is blocked."));

    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(question);
    words->addWidget(reason);
    row->addLayout(words, 1);
    row->addWidget(name);
    row->addWidget(m_value);
    row->addWidget(at);
    row->addWidget(m_time);
    row->addWidget(m_done);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(row);
    column->addWidget(m_trouble);
    connect(m_done, &QPushButton::clicked, this, &PromptCard::done);
    connect(m_value, &QLineEdit::returnPressed, this, &PromptCard::done);
    connect(m_time, &QLineEdit::returnPressed, this, &PromptCard::done);
    setFocusProxy(prompt.wantsValue ? static_cast<QWidget *>(m_value) : m_done);
}

void PromptCard::done()
{
    PromptAnswer answer;
    answer.id = m_prompt.id;
    if (m_prompt.wantsValue) {
        const auto value = parseDecimal(m_value->text().toStdString());
        if (!value) {
            setTrouble(tr("%1: %2").arg(fieldTitle(m_prompt), qstr(value.error().message)));
            m_value->setFocus(Qt::OtherFocusReason);
            return;
        }
        answer.value = value->value;
    }
    const QString time = m_time->text().trimmed();
    if (!time.isEmpty()) {
        const QDateTime now = QDateTime::currentDateTime();
        const auto when = typedMoment(time, now);
        if (!when || *when > now.addSecs(60)) {
            setTrouble(when ? tr("\"%1\" is no time of today that has been: type 14:05 or 14:05:30, or leave it empty "
                                 "for now.")
                                  .arg(time)
                            : qstr(when.error().message));
            m_time->setFocus(Qt::OtherFocusReason);
            return;
        }
        answer.utc = when->toUTC().toString(Qt::ISODateWithMs);
    }
    m_trouble->hide();
    m_done->setEnabled(false);
    emit answered(answer);
}

void PromptCard::setTrouble(const QString &sentence)
{
    m_trouble->setText(sentence);
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, readable(stateColour(State::Bad), colours));
    m_trouble->setPalette(colours);
    m_trouble->show();
    m_done->setEnabled(true);
}

PromptList::PromptList(QWidget *parent) : QFrame(parent), m_column(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("promptList"));
    auto *title = new QLabel(tr("Next, by hand"), this);
    QFont strong = title->font();
    strong.setWeight(QFont::DemiBold);
    title->setFont(strong);
    m_column->setContentsMargins(12, 8, 8, 8);
    m_column->setSpacing(8);
    m_column->addWidget(title);
    hide();
}

void PromptList::setPrompts(const std::vector<BenchPrompt> &prompts)
{
    std::erase_if(m_cards, [&](PromptCard *card) {
        const bool gone = std::none_of(prompts.begin(), prompts.end(),
                                       [&](const BenchPrompt &prompt) { return prompt.id == card->id(); });
        if (gone) {
            card->hide();
            card->deleteLater();
        }
        return gone;
    });
    for (const BenchPrompt &prompt : prompts) {
        if (card(prompt.id) == nullptr) {
            auto *added = new PromptCard(prompt, this);
            connect(added, &PromptCard::answered, this, &PromptList::answered);
            m_column->addWidget(added);
            m_cards.push_back(added);
        }
    }
    const QColor colour = stateColour(State::Waiting);
    setStyleSheet(QStringLiteral("#promptList { border: none; border-left: 4px solid %1; background: %2; }")
                      .arg(colour.name(), softened(colour, QApplication::palette()).name()));
    setVisible(!m_cards.empty());
}

PromptCard *PromptList::card(int id) const
{
    const auto hit = std::find_if(m_cards.begin(), m_cards.end(), [&](const PromptCard *c) { return c->id() == id; });
    return hit == m_cards.end() ? nullptr : *hit;
}

} // namespace tgc::desktop
