// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QDBusConnection>
#include <QDBusUnixFileDescriptor>
#include <QObject>

namespace tgc::station {

/// Keeps the machine from sleeping and shutting down while a run is on (org.freedesktop.login1, Inhibit). Never waits.
/// A machine without logind records as well; it is said once.
class SleepInhibitor : public QObject {
    Q_OBJECT

public:
    /// `bus`: the system's, or a test's own.
    SleepInhibitor(QDBusConnection bus, QString what, QObject *parent = nullptr);

    void set(bool wanted);
    [[nodiscard]] bool held() const { return m_held.isValid(); }

signals:
    /// For the log.
    void said(const QString &text);
    void changed(bool held);

private:
    void ask();
    void refused(const QString &why);

    QDBusConnection m_bus;
    QString m_what;
    bool m_wanted = false;
    bool m_asking = false;
    bool m_failed = false;
    QDBusUnixFileDescriptor m_held; ///< closing it lets the machine sleep again
};

} // namespace tgc::station
