// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <functional>

class QLabel;
class QLineEdit;
class QPushButton;

namespace tgc::desktop {

/// One sentence in place of a message box: it waits beside the work until it is read, with an action where there is
/// one. Each kind has its word and its colour.
class MessageBar : public QFrame {
    Q_OBJECT
public:
    enum class Kind { Done, Note, Problem };

    explicit MessageBar(QWidget *parent = nullptr);

    void say(Kind kind, const QString &text);
    void say(Kind kind, const QString &text, const QString &actionName, std::function<void()> action);
    /// Asks for one line of text, in the bar: nothing else is blocked. `answer` gets it, trimmed and never empty. While
    /// the bar is asking already, what was typed so far stays.
    void ask(const QString &question, const QString &hint, const QString &actionName,
             std::function<void(const QString &)> answer);
    [[nodiscard]] bool asking() const { return static_cast<bool>(m_answer); }
    void clear();
    [[nodiscard]] QString text() const;
    [[nodiscard]] Kind kind() const { return m_kind; }

protected:
    void changeEvent(QEvent *event) override; ///< follows a change of theme

private:
    void act();
    void recolour();

    QLabel *m_word;
    QLabel *m_text;
    QString m_said; ///< what stands there, without what keeps its lines in shape
    QLineEdit *m_field;
    QPushButton *m_act;
    std::function<void()> m_action;
    std::function<void(const QString &)> m_answer;
    Kind m_kind = Kind::Note;
    bool m_dark = false; ///< the theme its colours are for
};

} // namespace tgc::desktop
