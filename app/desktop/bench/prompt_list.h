// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <optional>
#include <vector>

#include "app/desktop/bench/bench_state.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace tgc::desktop {

/// What a person said to a prompt.
struct PromptAnswer {
    int id = 0;
    std::optional<double> value;
    std::optional<QString> utc; ///< empty: now
};

/// One step for the hands: what to do, the value it gave where one is asked for, when it was, and Done.
class PromptCard : public QFrame {
    Q_OBJECT
public:
    PromptCard(const BenchPrompt &prompt, QWidget *parent);

    [[nodiscard]] int id() const { return m_prompt.id; }
    void setTrouble(const QString &sentence);
    [[nodiscard]] QLineEdit *valueField() const { return m_value; }
    [[nodiscard]] QPushButton *doneButton() const { return m_done; }

signals:
    void answered(const tgc::desktop::PromptAnswer &answer);

private:
    void done();

    BenchPrompt m_prompt;
    QLineEdit *m_value;
    QLineEdit *m_time;
    QPushButton *m_done;
    QLabel *m_trouble;
};

/// "Next": the steps that wait for a person, oldest first; hidden while there are none. What was typed stays while
/// others come and go.
class PromptList : public QFrame {
    Q_OBJECT
public:
    explicit PromptList(QWidget *parent = nullptr);

    void setPrompts(const std::vector<BenchPrompt> &prompts);
    [[nodiscard]] PromptCard *card(int id) const;
    [[nodiscard]] const std::vector<PromptCard *> &cards() const { return m_cards; }

signals:
    void answered(const tgc::desktop::PromptAnswer &answer);

private:
    QVBoxLayout *m_column;
    std::vector<PromptCard *> m_cards;
};

} // namespace tgc::desktop
