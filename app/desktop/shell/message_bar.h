// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <functional>

class QLabel;
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
    void clear();
    [[nodiscard]] QString text() const;
    [[nodiscard]] Kind kind() const { return m_kind; }

private:
    QLabel *m_word;
    QLabel *m_text;
    QPushButton *m_act;
    std::function<void()> m_action;
    Kind m_kind = Kind::Note;
};

} // namespace tgc::desktop
