// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "app/desktop/day/day_words.h"
#include "app/session/vial_day.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace tgc::desktop {

class ElidedLabel;
class StateChip;

/// One vial of the board: name, state, the figure that counts, progress towards ready, and what is odd about it.
class VialCard : public QFrame {
    Q_OBJECT
public:
    explicit VialCard(QWidget *parent = nullptr);

    void setVial(const session::StoredVial &vial, day::TimePoint now);
    [[nodiscard]] QString sampleId() const { return m_sampleId; }
    void setChosen(bool chosen);
    /// All that stands on it, for tests.
    [[nodiscard]] QString text() const;

signals:
    void recordRequested(const QString &sampleId);
    void takeBackRequested(const QString &sampleId);
    void chosen(const QString &sampleId);
    void moved(int by); ///< arrow keys: to the card above or below

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void dress();

    QString m_sampleId;
    bool m_isChosen = false;
    bool m_dressing = false;
    State m_state = State::Offline;
    StateChip *m_chip;
    QLabel *m_name;
    QLabel *m_figure;
    QLabel *m_what;
    QLabel *m_words;
    QLabel *m_odd;
    QProgressBar *m_progress;
    QPushButton *m_record;
    QPushButton *m_back;
};

} // namespace tgc::desktop
