// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <functional>

class QToolButton;

namespace tgc::desktop {

class WrappedRow;

/// A workspace's row of buttons and fields; two rows where the window is narrow.
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
    WrappedRow *m_row;
};

} // namespace tgc::desktop
