// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QTextBrowser;

namespace tgc::desktop {

/// Help beside the thing it is about: it follows the focus while it is open and covers nothing.
class HelpPane : public QFrame {
    Q_OBJECT
public:
    explicit HelpPane(QWidget *parent = nullptr);

    void setHelp(const QString &markdown);
    [[nodiscard]] QString text() const;

    /// The help of a widget: its own "what's this", else that of the nearest parent that has one.
    [[nodiscard]] static QString helpOf(const QWidget *widget);

signals:
    void closeRequested();

private:
    QTextBrowser *m_text;
};

} // namespace tgc::desktop
