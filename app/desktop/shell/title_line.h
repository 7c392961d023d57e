// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QMenu;
class QToolButton;

namespace tgc::desktop {

/// The line on top: program, store, the band that brands simulated data (it has no close button), menu and help.
class TitleLine : public QFrame {
    Q_OBJECT
public:
    explicit TitleLine(QWidget *parent = nullptr);

    void setPlace(const QString &workspace, const QString &store, const QString &storeToolTip);
    void setSimulated(bool simulated);
    [[nodiscard]] bool simulatedShown() const;
    [[nodiscard]] QMenu *menu() const { return m_menu; }

signals:
    void helpRequested();

private:
    QLabel *m_place;
    QLabel *m_store;
    QLabel *m_band;
    QMenu *m_menu;
};

} // namespace tgc::desktop
