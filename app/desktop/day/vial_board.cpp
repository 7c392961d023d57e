// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/day/vial_board.h"

#include <QVBoxLayout>
#include <algorithm>

#include "app/desktop/shell/text.h"

namespace tgc::desktop {

VialBoard::VialBoard(QWidget *parent) : QScrollArea(parent)
{
    auto *area = new QWidget(this);
    m_column = new QVBoxLayout(area);
    m_column->setContentsMargins(12, 8, 12, 12);
    m_column->setSpacing(8);
    m_column->addStretch(1);
    setWidget(area);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
}

void VialBoard::setVials(const std::vector<session::StoredVial> &vials, day::TimePoint now)
{
    while (m_cards.size() > vials.size()) {
        m_cards.back()->hide();
        m_cards.back()->deleteLater();
        m_cards.pop_back();
    }
    while (m_cards.size() < vials.size()) {
        auto *card = new VialCard(widget());
        connect(card, &VialCard::recordRequested, this, &VialBoard::recordRequested);
        connect(card, &VialCard::takeBackRequested, this, &VialBoard::takeBackRequested);
        connect(card, &VialCard::chosen, this, &VialBoard::choose);
        connect(card, &VialCard::moved, this, [this, card](int by) { move(card, by); });
        m_column->insertWidget(static_cast<int>(m_cards.size()), card);
        m_cards.push_back(card);
    }
    for (std::size_t i = 0; i < vials.size(); ++i) {
        m_cards[i]->setVial(vials[i], now);
        m_cards[i]->setChosen(m_cards[i]->sampleId() == m_chosen);
    }
}

VialCard *VialBoard::card(const QString &sampleId) const
{
    const auto found = std::find_if(m_cards.begin(), m_cards.end(),
                                    [&](const VialCard *each) { return each->sampleId() == sampleId; });
    return found == m_cards.end() ? nullptr : *found;
}

QWidget *VialBoard::firstFocus() const
{
    VialCard *chosen = card(m_chosen);
    return chosen != nullptr ? chosen : m_cards.empty() ? nullptr : m_cards.front();
}

void VialBoard::choose(const QString &sampleId)
{
    m_chosen = sampleId;
    for (VialCard *each : m_cards) {
        each->setChosen(each->sampleId() == sampleId);
    }
    if (VialCard *here = card(sampleId)) {
        ensureWidgetVisible(here, 0, 8);
    }
}

void VialBoard::move(const VialCard *from, int by)
{
    const auto at = std::find(m_cards.begin(), m_cards.end(), from) - m_cards.begin() + by;
    if (at >= 0 && at < static_cast<std::ptrdiff_t>(m_cards.size())) {
        m_cards[static_cast<std::size_t>(at)]->setFocus(Qt::TabFocusReason);
    }
}

} // namespace tgc::desktop
