// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>

#include <QLocalSocket>
#include <QObject>
#include <QTimer>

#include "app/session/bench/event_log.h"
#include "app/station/protocol/frames.h"

namespace tgc::station {

/// One client of the station. The event log is its queue: only so many bytes at a time stand in the socket's buffer, and
/// the next events are taken from the log when they have gone out. So a slow client costs no memory, loses no event while
/// the log keeps it, and is let go when it has fallen so far behind that the log has dropped what it has not read.
class ClientSession : public QObject {
    Q_OBJECT

public:
    ClientSession(QLocalSocket *socket, const bench::EventLog &events, QObject *parent);

    void send(const StationMessage &message);
    /// Answers the greeting; from then on events are sent.
    void welcome(const Welcome &welcome);
    /// Says why and ends the connection.
    void refuse(const std::string &why);
    /// Events that have not been sent yet, as many as the socket takes for now.
    void sendEvents();
    /// Dropped where the client is slow.
    void sendLive(const QByteArray &frame);

    int commandsUnderWay = 0; ///< kept by the server

signals:
    void greeted();
    void asked(const tgc::station::Command &command);
    void ended();

private:
    void readBytes();
    void take(const Hello &hello);
    void take(const Command &command);
    void write(const Bytes &frame);

    QLocalSocket *m_socket;
    const bench::EventLog &m_events;
    FrameSplitter m_splitter;
    QTimer m_patience; ///< with a client that connects and says nothing
    std::optional<Hello> m_hello;
    std::optional<std::uint64_t> m_next; ///< event to be sent next; empty: not welcomed yet
    bool m_over = false;
};

} // namespace tgc::station
