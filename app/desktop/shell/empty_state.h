// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <functional>

class QLabel;
class QHBoxLayout;

namespace tgc::desktop {

/// What an empty place says: the next step, and buttons that take it.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    explicit EmptyState(const QString &title, const QString &text, QWidget *parent = nullptr);

    void offer(const QString &name, std::function<void()> action);
    void setText(const QString &text);

private:
    QLabel *m_text;
    QHBoxLayout *m_buttons;
};

} // namespace tgc::desktop
