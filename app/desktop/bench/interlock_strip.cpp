// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/bench/interlock_strip.h"

#include <QApplication>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "app/desktop/bench/bench_model.h"
#include "app/desktop/bench/bench_words.h"
#include "app/desktop/bench/state_chip.h"
#include "app/desktop/shell/elided_label.h"
#include "app/desktop/shell/text.h"
#include "app/desktop/shell/theme.h"

namespace tgc::desktop {

namespace {

constexpr int inARow = 3;

} // namespace

InterlockStrip::InterlockStrip(BenchModel &model, QWidget *parent)
    : QFrame(parent),
      m_model(model),
      m_title(new QLabel(this)),
      m_grid(new QGridLayout),
      m_cardArea(new QScrollArea(this)),
      m_cardColumn(new QVBoxLayout)
{
    setObjectName(QStringLiteral("interlockStrip"));
    QFont strong = m_title->font();
    strong.setWeight(QFont::DemiBold);
    m_title->setFont(strong);
    m_title->setWordWrap(true);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(4);
    for (int i = 0; i < inARow; ++i) {
        m_grid->setColumnStretch(2 * i + 1, 1);
    }
    auto *cards = new QWidget(this);
    m_cardColumn->setContentsMargins(0, 0, 0, 0);
    m_cardColumn->setSpacing(4);
    cards->setLayout(m_cardColumn);
    m_cardArea->setWidget(cards);
    m_cardArea->setWidgetResizable(true);
    m_cardArea->setFrameShape(QFrame::NoFrame);
    m_cardArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_cardArea->setFocusPolicy(Qt::NoFocus);
    cards->setAutoFillBackground(false);
    m_cardArea->viewport()->setAutoFillBackground(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 6, 8, 6);
    column->setSpacing(4);
    column->addWidget(m_title);
    column->addLayout(m_grid);
    column->addWidget(m_cardArea);
    setWhatsThis(
        tr("**Interlocks**\n\nConditions of the bench file without which nothing is dosed: hydrogen in the air, "
           "pressure, temperature, carrier gas, volumes, links. A sensor that is lost, old, inhibited or out of "
           "range forbids doses too.\n\nOne that acted stays *latched* until somebody has looked and "
           "acknowledges it with name and reason. Nobody can while its cause lasts, and nobody can override "
           "it.\n\n**This is not a safety system.** It can fail with this computer."));
    connect(&model, &BenchModel::interlocksChanged, this, &InterlockStrip::refresh);
    connect(&model, &BenchModel::attachmentChanged, this, &InterlockStrip::refresh);
    refresh();
}

void InterlockStrip::refresh()
{
    std::vector<BenchInterlock> all = m_model.state().interlocks;
    setVisible(!all.empty());
    std::set<QString> forbidding;
    for (BenchInterlock &one : all) {
        if (!m_model.attached()) { // how it is now nobody here knows
            one.state.clear();
            one.value.reset();
            one.letsDose = false;
        } else if (!one.letsDose) {
            forbidding.insert(one.name);
        }
    }
    m_title->setText(!m_model.attached()  ? tr("Interlocks: not known since the station was lost. Not a safety system.")
                     : forbidding.empty() ? tr("Interlocks: doses may pass. Not a safety system.")
                                          : tr("Interlocks: NOTHING IS DOSED. Not a safety system."));
    while (m_shown.size() < all.size()) {
        const int index = static_cast<int>(m_shown.size());
        auto *chip = new StateChip(this);
        auto *words = new ElidedLabel(this);
        words->setTextFormat(Qt::PlainText);
        words->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // a long name makes the window no wider
        m_grid->addWidget(chip, index / inARow, 2 * (index % inARow));
        m_grid->addWidget(words, index / inARow, 2 * (index % inARow) + 1);
        m_shown.push_back({chip, words});
    }
    for (std::size_t i = 0; i < m_shown.size(); ++i) {
        const bool used = i < all.size();
        m_shown[i].chip->setVisible(used);
        m_shown[i].words->setVisible(used);
        if (used) {
            m_shown[i].chip->setWords(interlockWords(all[i].state));
            const QString value = interlockValueWords(all[i]);
            m_shown[i].words->setText(value.isEmpty() ? all[i].name : all[i].name + QStringLiteral("  ") + value);
            m_shown[i].words->setToolTip(all[i].sentence);
        }
    }
    for (auto &[name, card] : m_cards) {
        card->setVisible(forbidding.contains(name));
    }
    for (const BenchInterlock &one : all) {
        if (!forbidding.contains(one.name)) {
            continue;
        }
        InterlockCard *&card = m_cards[one.name];
        if (card == nullptr) {
            card = new InterlockCard(m_cardArea->widget());
            connect(card, &InterlockCard::acknowledged, this, &InterlockStrip::acknowledge);
            m_cardColumn->addWidget(card);
        }
        card->setInterlock(one);
        card->setVisible(true);
    }
    m_cardArea->setVisible(!forbidding.empty());
    fitCards();
    dress();
}

void InterlockStrip::fitCards()
{
    m_cardColumn->invalidate();
    const int width = std::max(1, m_cardArea->viewport()->width());
    const int wanted =
        m_cardColumn->hasHeightForWidth() ? m_cardColumn->heightForWidth(width) : m_cardColumn->sizeHint().height();
    m_cardArea->setFixedHeight(std::min(wanted, std::max(roomForCards(), 4 * fontMetrics().lineSpacing() + 4)));
}

/// What the rest of the page can do without: why nothing is dosed is read whole before the plot is seen large.
int InterlockStrip::roomForCards() const
{
    const QLayout *page = parentWidget() != nullptr ? parentWidget()->layout() : nullptr;
    int others = 0;
    for (int i = 0; page != nullptr && i < page->count(); ++i) {
        const QLayoutItem *item = page->itemAt(i);
        others += item->widget() == this || item->isEmpty() ? 0 : item->minimumSize().height();
    }
    const QMargins margins = layout()->contentsMargins();
    const int own = margins.top() + margins.bottom() + m_title->sizeHint().height() + m_grid->sizeHint().height() +
                    2 * layout()->spacing();
    return page == nullptr ? 0 : parentWidget()->height() - others - own;
}

void InterlockStrip::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    if (parentWidget() != nullptr) {
        parentWidget()->installEventFilter(this);
    }
    fitCards();
}

bool InterlockStrip::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && watched == parentWidget()) {
        fitCards();
    }
    return QFrame::eventFilter(watched, event);
}

void InterlockStrip::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    fitCards();
}

void InterlockStrip::dress()
{
    const auto &all = m_model.state().interlocks;
    const bool bad = std::any_of(all.begin(), all.end(), [](const BenchInterlock &i) { return !i.letsDose; });
    const QColor colour = stateColour(!m_model.attached() ? State::Offline : bad ? State::Bad : State::Good);
    const QString style = QStringLiteral("#interlockStrip { border: none; border-left: 4px solid %1; background: %2; }")
                              .arg(colour.name(), softened(colour, QApplication::palette()).name());
    if (styleSheet() != style) {
        setStyleSheet(style);
    }
}

void InterlockStrip::acknowledge(const QString &name, const QString &by, const QString &reason)
{
    m_model.command(QStringLiteral("interlock.acknowledge"),
                    {{"name", name.toStdString()}, {"by", by.toStdString()}, {"reason", reason.toStdString()}}, this,
                    [this, name](const Result<nlohmann::json> &answer) {
                        InterlockCard *shown = card(name);
                        if (!answer && shown != nullptr) {
                            shown->setTrouble(qstr(answer.error().message));
                        } else if (answer && shown != nullptr) {
                            shown->reasonField()->clear(); // the next one needs a reason of its own
                        }
                    });
}

InterlockCard *InterlockStrip::card(const QString &name) const
{
    const auto hit = m_cards.find(name);
    return hit == m_cards.end() || hit->second->isHidden() ? nullptr : hit->second;
}

QString InterlockStrip::text() const
{
    QStringList all{m_title->text()};
    for (const Shown &one : m_shown) {
        if (!one.chip->isHidden()) {
            all << one.chip->text() + QLatin1Char(' ') + one.words->text();
        }
    }
    for (const auto &[name, card] : m_cards) {
        if (!card->isHidden()) {
            all << card->text();
        }
    }
    return all.join(QLatin1Char('\n'));
}

void InterlockStrip::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        dress();
    }
}

} // namespace tgc::desktop
