// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <vector>

class QVBoxLayout;
class QToolButton;

namespace tgc::desktop {

enum class RailIcon { Day, Samples, Calibration, Review, Inactive, Bench, Records };

/// The column of workspaces on the left.
class Rail : public QFrame {
    Q_OBJECT
public:
    explicit Rail(QWidget *parent = nullptr);

    void add(const QString &title, RailIcon icon, const QString &shortcut);
    /// Above all others; it has the next number nevertheless.
    void addOnTop(const QString &title, RailIcon icon, const QString &shortcut);
    void setCurrent(int index);

signals:
    void chosen(int index);

protected:
    void changeEvent(QEvent *event) override;

private:
    void put(int place, const QString &title, RailIcon icon, const QString &shortcut);
    void paintIcons();

    QVBoxLayout *m_column;
    std::vector<QToolButton *> m_buttons;
    std::vector<RailIcon> m_icons;
};

/// A simple line drawing, in the palette's colours.
[[nodiscard]] QIcon railIcon(RailIcon icon, const QPalette &palette);

} // namespace tgc::desktop
