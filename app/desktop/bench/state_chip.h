// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

#include "app/desktop/bench/bench_words.h"

namespace tgc::desktop {

/// Sign and word on the softened colour of a state.
class StateChip : public QLabel {
    Q_OBJECT
public:
    explicit StateChip(QWidget *parent = nullptr);
    void setWords(const StateWords &words);

protected:
    void changeEvent(QEvent *event) override;

private:
    void dress();

    State m_state = State::Offline;
    bool m_dressing = false;
};

} // namespace tgc::desktop
