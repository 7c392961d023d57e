// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include <QLocalSocket>
#include <QObject>
#include <QTimer>

#include "app/station/protocol/frames.h"
#include "app/station/protocol/messages.h"

namespace tgc::station {

/// The desktop's end of a station's socket. Lives in one thread's event loop and never waits. When the station or the
/// connection goes, it says so, tries again by itself (after 0.1 s, then ever longer, up to 5 s) and goes on with the
/// event after the last one it has given out: each event is given out once, in order, also across a new connection.
class StationClient : public QObject {
    Q_OBJECT

public:
    using ReplyHandler = std::function<void(const Result<nlohmann::json> &)>;

    explicit StationClient(std::string program, QObject *parent = nullptr);
    StationClient(const StationClient &) = delete;
    StationClient &operator=(const StationClient &) = delete;
    StationClient(StationClient &&) = delete;
    StationClient &operator=(StationClient &&) = delete;
    ~StationClient() override;

    /// Attaches to the socket at `path` (socketPath(bench)), and stays attached until detach(). `from`: the first event
    /// wanted; 0: all that are kept; empty: only new ones. A missing station is waited for.
    void attach(const std::string &path, std::optional<std::uint64_t> from = std::nullopt, bool live = true);
    void detach();
    [[nodiscard]] bool isAttached() const { return m_welcomed; }
    /// Number of the next event that will be given out.
    [[nodiscard]] std::optional<std::uint64_t> nextEvent() const { return m_next; }

    /// Sends a command. `reply` is called once, from the event loop: with `data`, with the station's refusal, or with
    /// LinkLost when the connection ended before an answer (what became of the command is then not known; nothing is
    /// sent again). Without a station it is called with LinkLost, and nothing is sent.
    void command(const std::string &name, const nlohmann::json &args, ReplyHandler reply);

signals:
    /// `complete`: no event is missing since the last one given out. False: another station, or away too long; the
    /// welcome's snapshot then tells how things stand.
    void attached(const tgc::station::Welcome &welcome, bool complete);
    void happened(const tgc::station::EventMessage &event);
    void live(const tgc::station::Live &live);
    /// After attached(): the connection ended. Before it: nothing answers, or it was refused; told once, until the
    /// sentence changes.
    void lost(const QString &why);

private:
    void tryToConnect();
    void hello();
    void readBytes();
    void take(const Welcome &welcome);
    void take(const Refused &refused);
    void take(const EventMessage &message);
    void take(const Reply &reply);
    void take(const Live &message);
    void connectionEnded(const QString &why);

    std::string m_program;
    std::string m_path;
    std::optional<std::uint64_t> m_next;
    bool m_wantsLive = true;
    bool m_wanted = false;
    bool m_welcomed = false;
    std::optional<std::int64_t> m_stationPid; ///< of the station that m_next counts in
    bool m_another = false; ///< than the one before: its events are not those that were given out
    QString m_saidLost;
    QLocalSocket m_socket;
    std::uint64_t m_connection = 0; ///< counts connections that ended
    QTimer m_retry;
    int m_retryAfter_ms = 0;
    FrameSplitter m_splitter;
    std::int64_t m_lastId = 0;
    std::map<std::int64_t, ReplyHandler> m_waiting;
};

} // namespace tgc::station
