// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QMap>
#include <QObject>

#include "app/desktop/notify/notice.h"

namespace tgc::desktop {

/// Tells notices through the desktop session (org.freedesktop.Notifications). It never waits: where there is no such
/// service, or it refuses, `undelivered` gives the notice back.
class SessionNotifier : public QObject {
    Q_OBJECT
public:
    explicit SessionNotifier(QDBusConnection bus, QObject *parent = nullptr);

    void tell(const Notice &notice);

signals:
    void undelivered(const tgc::desktop::Notice &notice);
    void clicked(tgc::desktop::Notice::Place place); ///< a person asks to see it

private slots:
    void takeAction(uint id, const QString &action);
    void takeClosed(uint id, uint reason);

private:
    QDBusConnection m_bus;
    bool m_listening = false;
    QMap<uint, Notice::Place> m_shown;
};

} // namespace tgc::desktop
