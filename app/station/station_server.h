// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include <QLocalServer>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include "app/session/bench/event_log.h"
#include "app/station/client_session.h"
#include "app/station/live_feed.h"

namespace tgc::station {

/// What clients may see and ask. The functions are called from threads that may wait.
struct Served {
    Welcome welcome; ///< all but next, oldest and snapshot
    bench::EventLog &events;
    LiveFeed &live;
    std::function<nlohmann::json()> snapshot;
    std::function<Result<nlohmann::json>(const std::string &name, const nlohmann::json &args)> command;
};

/// The station's socket. Lives in one thread's event loop, which never waits for a disk or a device: what may wait is
/// done on threads of its own, and answered when it is done.
class StationServer : public QObject {
    Q_OBJECT

public:
    explicit StationServer(Served served, QObject *parent = nullptr);
    StationServer(const StationServer &) = delete;
    StationServer &operator=(const StationServer &) = delete;
    StationServer(StationServer &&) = delete;
    StationServer &operator=(StationServer &&) = delete;
    /// Waits for commands under way.
    ~StationServer() override;

    /// Io. A socket that a killed station left there is replaced: who calls this holds the bench's lock.
    [[nodiscard]] Result<void> listen(const std::string &path);

signals:
    /// From the event loop, after events came.
    void eventsCame();

private:
    void accept();
    void greet(int id);
    void ask(int id, const Command &command);
    void answer(int id, const Reply &reply);
    void sendEvents();
    void sendLive();

    Served m_served;
    QLocalServer m_server;
    QTimer m_liveTimer;
    std::map<int, ClientSession *> m_sessions;
    int m_lastId = 0;
    /// How other threads wake the event loop, as long as there is one.
    struct Bell {
        std::mutex mutex;
        StationServer *server = nullptr;
        bool rung = false; ///< the loop has been told and has not looked yet
    };
    std::shared_ptr<Bell> m_bell = std::make_shared<Bell>();
    QThreadPool m_pool;
    QThreadPool m_urgentPool; ///< for what must not wait behind a dose
    QThreadPool m_greetPool;  ///< nor may who attaches
};

} // namespace tgc::station
