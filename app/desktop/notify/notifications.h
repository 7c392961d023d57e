// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <functional>

#include "app/desktop/notify/bench_news.h"
#include "app/desktop/notify/notice_gate.h"
#include "app/desktop/notify/session_notifier.h"
#include "app/desktop/notify/vial_news.h"

namespace tgc::desktop {

/// Tells a person the news of bench and vials: in the window while he works in it, else through the desktop session, else
/// in the window all the same. Nothing is told twice, nothing waits for an answer, and it can be switched off.
class Notifications : public QObject {
    Q_OBJECT
public:
    explicit Notifications(QDBusConnection bus, QObject *parent = nullptr);

    /// Whether the person works in this window now; empty: the application's own state.
    void setAtWindow(std::function<bool()> atWindow) { m_atWindow = std::move(atWindow); }
    void setOn(bool on) { m_on = on; }
    [[nodiscard]] bool isOn() const { return m_on; }

    void lookAtBench(const BenchState &state);
    void lookAtVials(const std::vector<session::StoredVial> &vials, day::TimePoint now);
    void tell(const std::vector<Notice> &news); ///< those of one moment

signals:
    void inWindow(const tgc::desktop::Notice &notice); ///< to be said in the window
    void show(tgc::desktop::Notice::Place place); ///< a person asks to see it

private:
    void flush();

    BenchNews m_bench;
    VialNews m_vials;
    NoticeGate m_gate;
    SessionNotifier m_session;
    std::function<bool()> m_atWindow;
    QTimer m_later;
    bool m_on = true;
};

} // namespace tgc::desktop
