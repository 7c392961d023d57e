// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/station_server.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <QFile>
#include <unistd.h>

#include "app/station/peer.h"

namespace tgc::station {

namespace {

constexpr std::size_t mostClients = 32;
constexpr int mostCommandsUnderWay = 32;
constexpr int commandThreads = 8;
constexpr int urgentThreads = 4;
constexpr int greetThreads = 2;
constexpr int liveEvery_ms = 40; // 25 a second
constexpr std::array<std::string_view, 4> urgent{"abort", "run.stop", "queue.hold", "station.stop"};

} // namespace

StationServer::StationServer(Served served, QObject *parent) : QObject(parent), m_served(std::move(served))
{
    m_pool.setMaxThreadCount(commandThreads);
    m_urgentPool.setMaxThreadCount(urgentThreads);
    m_greetPool.setMaxThreadCount(greetThreads);
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &StationServer::accept);
    connect(&m_liveTimer, &QTimer::timeout, this, &StationServer::sendLive);
    m_liveTimer.start(liveEvery_ms);
    m_bell->server = this;
    // The log may call this once more after the server is gone: the bell outlives it.
    m_served.events.setListener([bell = m_bell] {
        const std::scoped_lock lock(bell->mutex);
        if (bell->server != nullptr && !std::exchange(bell->rung, true)) {
            QMetaObject::invokeMethod(bell->server, &StationServer::sendEvents, Qt::QueuedConnection);
        }
    });
}

StationServer::~StationServer()
{
    m_served.events.setListener({});
    {
        const std::scoped_lock lock(m_bell->mutex);
        m_bell->server = nullptr;
    }
    m_server.close();
    m_pool.waitForDone();
    m_urgentPool.waitForDone();
    m_greetPool.waitForDone();
}

Result<void> StationServer::listen(const std::string &path)
{
    const QString name = QString::fromStdString(path);
    QLocalServer::removeServer(name);
    if (!m_server.listen(name)) {
        return fail(ErrorCode::Io, "the socket " + path + " cannot be made: " + m_server.errorString().toStdString());
    }
    return {};
}

void StationServer::accept()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        const auto peer = peerUser(static_cast<int>(socket->socketDescriptor()));
        const auto allowed = peer ? checkPeer(*peer, ::getuid()) : fail(peer.error());
        const int id = ++m_lastId;
        auto *session = new ClientSession(socket, m_served.events, this); // NOLINT: owned by its parent
        if (!allowed || m_sessions.size() == mostClients) {
            session->refuse(allowed ? "too many programs are attached to this station" : allowed.error().message);
            session->deleteLater();
            continue;
        }
        m_sessions[id] = session;
        connect(session, &ClientSession::greeted, this, [this, id] { greet(id); });
        connect(session, &ClientSession::asked, this, [this, id](const Command &command) { ask(id, command); });
        connect(session, &ClientSession::ended, this, [this, id, session] {
            m_sessions.erase(id);
            session->deleteLater();
        });
    }
}

void StationServer::greet(int id)
{
    m_greetPool.start([this, id] {
        Welcome welcome = m_served.welcome;
        // In this order: the snapshot holds all that the events before `next` told.
        welcome.next = m_served.events.next();
        welcome.oldest = m_served.events.oldest();
        welcome.snapshot = m_served.snapshot();
        QMetaObject::invokeMethod(this, [this, id, welcome = std::move(welcome)] {
            if (const auto found = m_sessions.find(id); found != m_sessions.end()) {
                found->second->welcome(welcome);
            }
        });
    });
}

void StationServer::ask(int id, const Command &command)
{
    ClientSession *session = m_sessions.at(id);
    if (session->commandsUnderWay == mostCommandsUnderWay) {
        session->send(Reply{command.id,
                            false,
                            {},
                            std::string(codeName(ErrorCode::Busy)),
                            "too many commands are waiting for their replies; nothing was done"});
        return;
    }
    ++session->commandsUnderWay;
    const bool first = std::find(urgent.begin(), urgent.end(), command.name) != urgent.end();
    (first ? m_urgentPool : m_pool).start([this, id, command] {
        auto done = m_served.command(command.name, command.args);
        Reply reply{command.id, done.has_value(), {}, "", ""};
        if (done) {
            reply.data = std::move(*done);
        } else {
            reply.code = codeName(done.error().code);
            reply.why = done.error().message;
        }
        QMetaObject::invokeMethod(this, [this, id, reply = std::move(reply)] { answer(id, reply); });
    });
}

void StationServer::answer(int id, const Reply &reply)
{
    if (const auto found = m_sessions.find(id); found != m_sessions.end()) {
        --found->second->commandsUnderWay;
        found->second->send(reply);
    }
}

void StationServer::sendEvents()
{
    {
        const std::scoped_lock lock(m_bell->mutex);
        m_bell->rung = false;
    }
    // A session that is let go leaves the map: not while it is walked.
    const auto sessions = m_sessions;
    for (const auto &[id, session] : sessions) {
        session->sendEvents();
    }
    emit eventsCame();
}

void StationServer::sendLive()
{
    while (const auto live = m_served.live.take()) {
        const auto frame = frameOf(StationMessage(*live));
        if (!frame) {
            continue;
        }
        const QByteArray bytes(reinterpret_cast<const char *>(frame->data()), static_cast<qsizetype>(frame->size()));
        const auto sessions = m_sessions;
        for (const auto &[id, session] : sessions) {
            session->sendLive(bytes);
        }
    }
}

} // namespace tgc::station
