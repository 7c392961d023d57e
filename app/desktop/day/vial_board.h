// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>
#include <vector>

#include "app/desktop/day/vial_card.h"

class QVBoxLayout;

namespace tgc::desktop {

/// The day's vials, a card each, in the order in which they were begun.
class VialBoard : public QScrollArea {
    Q_OBJECT
public:
    explicit VialBoard(QWidget *parent = nullptr);

    void setVials(const std::vector<session::StoredVial> &vials, day::TimePoint now);
    [[nodiscard]] VialCard *card(const QString &sampleId) const;
    [[nodiscard]] const std::vector<VialCard *> &cards() const { return m_cards; }
    [[nodiscard]] QWidget *firstFocus() const;
    void choose(const QString &sampleId);

signals:
    void recordRequested(const QString &sampleId);
    void takeBackRequested(const QString &sampleId);

private:
    void move(const VialCard *from, int by);

    QVBoxLayout *m_column;
    std::vector<VialCard *> m_cards;
    QString m_chosen;
};

} // namespace tgc::desktop
