// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QWidget>

namespace tgc::desktop {

/// One entry of the rail: a screen for one job.
class Workspace : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;

    [[nodiscard]] virtual QString title() const = 0;
    /// Markdown shown by F1 when the focused widget has no help of its own.
    [[nodiscard]] virtual QString help() const = 0;
    /// True while anything shown comes from a simulation.
    [[nodiscard]] virtual bool showsSimulated() const = 0;
    /// What the workspace has to say in the status strip.
    [[nodiscard]] virtual QString status() const = 0;
    /// The widget that takes the keyboard when the workspace is opened.
    [[nodiscard]] virtual QWidget *firstFocus() = 0;

signals:
    void changed(); ///< status(), showsSimulated() or the help of the focused thing are no longer what they were
};

} // namespace tgc::desktop
