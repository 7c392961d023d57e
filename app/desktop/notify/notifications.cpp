// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/notify/notifications.h"

#include <QGuiApplication>

namespace tgc::desktop {

namespace {

constexpr int later_ms = 5000;    ///< what the gate holds back is looked at again

} // namespace

Notifications::Notifications(QDBusConnection bus, QObject *parent) : QObject(parent), m_session(std::move(bus))
{
    m_atWindow = [] { return QGuiApplication::applicationState() == Qt::ApplicationActive; };
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &Notifications::flush);
    connect(&m_session, &SessionNotifier::undelivered, this, &Notifications::inWindow);
    connect(&m_session, &SessionNotifier::clicked, this, &Notifications::show);
}

void Notifications::lookAtBench(const BenchState &state)
{
    tell(m_bench.look(state));
}

void Notifications::lookAtVials(const std::vector<session::StoredVial> &vials, day::TimePoint now)
{
    tell(m_vials.look(vials, now));
}

void Notifications::tell(const std::vector<Notice> &news)
{
    if (news.empty() || !m_on) {
        return; // what came while it was off is old when it is on again
    }
    for (const Notice &notice : news) {
        m_gate.add(notice);
    }
    flush();
}

void Notifications::flush()
{
    for (const Notice &notice : m_gate.due(std::chrono::steady_clock::now())) {
        if (m_atWindow()) {
            emit inWindow(notice);
        } else {
            m_session.tell(notice);
        }
    }
    if (m_gate.isWaiting()) {
        m_later.start(later_ms);
    }
}

} // namespace tgc::desktop
