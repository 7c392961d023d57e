// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <functional>

class QHBoxLayout;
class QToolButton;

namespace tgc::desktop {

/// A workspace's row of buttons and fields.
class ToolRow : public QFrame {
    Q_OBJECT
public:
    explicit ToolRow(QWidget *parent = nullptr);

    QToolButton *add(const QString &name, const QString &toolTip, std::function<void()> action);
    void addWidget(QWidget *widget);
    void addLabel(const QString &text);
    void gap();
    void addStretch(); ///< what follows stands at the right end

private:
    QHBoxLayout *m_row;
};

} // namespace tgc::desktop
