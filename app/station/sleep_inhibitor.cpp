// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/sleep_inhibitor.h"

#include <utility>

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace tgc::station {

SleepInhibitor::SleepInhibitor(QDBusConnection bus, QString what, QObject *parent)
    : QObject(parent), m_bus(std::move(bus)), m_what(std::move(what))
{
}

void SleepInhibitor::set(bool wanted)
{
    if (wanted == m_wanted) {
        return;
    }
    m_wanted = wanted;
    m_failed = false;
    if (wanted) {
        ask();
    } else if (m_held.isValid()) {
        m_held = QDBusUnixFileDescriptor();
        emit changed(false);
    }
}

void SleepInhibitor::ask()
{
    if (m_asking || m_failed) {
        return;
    }
    if (!m_bus.isConnected()) {
        refused(m_bus.lastError().message());
        return;
    }
    m_asking = true;
    QDBusMessage call = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.login1"), QStringLiteral("/org/freedesktop/login1"),
        QStringLiteral("org.freedesktop.login1.Manager"), QStringLiteral("Inhibit"));
    call << QStringLiteral("sleep:shutdown") << QStringLiteral("TGC Workbench") << m_what << QStringLiteral("block");
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this); // NOLINT: owned by its parent
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher *done) {
        const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *done;
        done->deleteLater();
        m_asking = false;
        if (reply.isError()) {
            refused(reply.error().message());
        } else if (m_wanted) {
            m_held = reply.value();
            emit changed(true);
        } // else the run is over already: the descriptor closes here
    });
}

void SleepInhibitor::refused(const QString &why)
{
    m_failed = true;
    emit said(tr("the machine may go to sleep during a run: logind does not hold it (%1)").arg(why));
}

} // namespace tgc::station
