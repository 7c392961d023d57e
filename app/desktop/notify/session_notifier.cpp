// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/notify/session_notifier.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QStringList>
#include <QVariantMap>

namespace tgc::desktop {

namespace {

QString serviceName()
{
    return QStringLiteral("org.freedesktop.Notifications");
}

QString objectPath()
{
    return QStringLiteral("/org/freedesktop/Notifications");
}

constexpr int noAnswer_ms = 5000;

} // namespace

SessionNotifier::SessionNotifier(QDBusConnection bus, QObject *parent) : QObject(parent), m_bus(std::move(bus)) {}

void SessionNotifier::tell(const Notice &notice)
{
    if (!m_bus.isConnected()) {
        emit undelivered(notice);
        return;
    }
    if (!m_listening) {
        m_listening = true;
        m_bus.connect({}, objectPath(), serviceName(), QStringLiteral("ActionInvoked"), this,
                      SLOT(takeAction(uint, QString)));
        m_bus.connect({}, objectPath(), serviceName(), QStringLiteral("NotificationClosed"), this,
                      SLOT(takeClosed(uint, uint)));
    }
    QDBusMessage call =
        QDBusMessage::createMethodCall(serviceName(), objectPath(), serviceName(), QStringLiteral("Notify"));
    // The body is markup to many services: what a device or a person wrote must not be.
    const QVariantMap hints{{QStringLiteral("urgency"), QVariant::fromValue<uchar>(notice.isUrgent() ? 2 : 1)},
                            {QStringLiteral("desktop-entry"), QStringLiteral("tgc-workbench")}};
    call << QStringLiteral("TGC Workbench") << uint{0} << QStringLiteral("tgc-workbench") << notice.title
         << notice.text.toHtmlEscaped() << QStringList{QStringLiteral("default"), tr("Show")} << hints << -1;
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call, noAnswer_ms), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, notice](QDBusPendingCallWatcher *done) {
        const QDBusPendingReply<uint> reply = *done;
        done->deleteLater();
        if (reply.isError()) {
            emit undelivered(notice);
        } else {
            m_shown[reply.value()] = notice.place();
        }
    });
}

void SessionNotifier::takeAction(uint id, const QString &action)
{
    // Notices of other programs come by here, too.
    if (m_shown.contains(id) && action == QLatin1String("default")) {
        emit clicked(m_shown.take(id));
    }
}

void SessionNotifier::takeClosed(uint id, uint)
{
    m_shown.remove(id);
}

} // namespace tgc::desktop
