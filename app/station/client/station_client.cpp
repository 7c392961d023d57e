// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/client/station_client.h"

#include <algorithm>
#include <utility>

#include <QSignalBlocker>

namespace tgc::station {

namespace {

constexpr int firstRetry_ms = 100;
constexpr int longestRetry_ms = 5000;

} // namespace

StationClient::StationClient(std::string program, QObject *parent) : QObject(parent), m_program(std::move(program))
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &StationClient::tryToConnect);
    connect(&m_socket, &QLocalSocket::connected, this, &StationClient::hello);
    connect(&m_socket, &QLocalSocket::readyRead, this, &StationClient::readBytes);
    connect(&m_socket, &QLocalSocket::disconnected, this,
            [this] { connectionEnded(tr("the station ended the connection")); });
    connect(&m_socket, &QLocalSocket::errorOccurred, this, [this](QLocalSocket::LocalSocketError error) {
        if (error == QLocalSocket::PeerClosedError) {
            return; // disconnected() follows
        }
        const bool absent = error == QLocalSocket::ServerNotFoundError || error == QLocalSocket::ConnectionRefusedError;
        connectionEnded(absent ? tr("no station is running for this bench") : m_socket.errorString());
    });
}

StationClient::~StationClient()
{
    m_socket.disconnect(this);
}

void StationClient::attach(const std::string &path, std::optional<std::uint64_t> from, bool live)
{
    detach();
    m_path = path;
    m_next = from;
    m_wantsLive = live;
    m_stationPid.reset();
    m_saidLost.clear();
    m_another = false;
    m_wanted = true;
    m_retry.start(0);
}

void StationClient::detach()
{
    m_wanted = false;
    m_retry.stop();
    connectionEnded({});
}

void StationClient::command(const std::string &name, const nlohmann::json &args, ReplyHandler reply)
{
    const auto refuse = [this, &reply](Error error) {
        // From the event loop, like every other reply: who asks is done asking first.
        QMetaObject::invokeMethod(
            this, [reply = std::move(reply), error = std::move(error)] { reply(fail(error)); }, Qt::QueuedConnection);
    };
    if (!m_welcomed) {
        refuse({ErrorCode::LinkLost, "nothing was sent: this program is not attached to a station"});
        return;
    }
    const auto frame = frameOf(ClientMessage(Command{++m_lastId, name, args}));
    if (!frame) {
        refuse(frame.error());
        return;
    }
    m_waiting.emplace(m_lastId, std::move(reply));
    m_socket.write(reinterpret_cast<const char *>(frame->data()), static_cast<qint64>(frame->size()));
}

void StationClient::tryToConnect()
{
    m_splitter = FrameSplitter();
    m_socket.connectToServer(QString::fromStdString(m_path));
}

void StationClient::hello()
{
    const auto frame = frameOf(ClientMessage(Hello{protocolVersion, m_program, m_next, m_wantsLive}));
    m_socket.write(reinterpret_cast<const char *>(frame->data()), static_cast<qint64>(frame->size()));
}

void StationClient::readBytes()
{
    const QByteArray bytes = m_socket.readAll();
    m_splitter.append(
        {reinterpret_cast<const std::uint8_t *>(bytes.constData()), static_cast<std::size_t>(bytes.size())});
    // What is told may detach, or attach elsewhere: then the rest of these bytes is nobody's.
    const std::uint64_t connection = m_connection;
    while (connection == m_connection) {
        const auto payload = m_splitter.next();
        if (payload && !*payload) {
            return;
        }
        const auto message = payload ? readStationMessage(**payload) : fail(payload.error());
        if (!message) {
            connectionEnded(
                tr("the station sent what is no message: %1").arg(QString::fromStdString(message.error().message)));
            return;
        }
        std::visit([this](const auto &one) { take(one); }, *message);
    }
}

void StationClient::take(const Welcome &welcome)
{
    const bool another = m_stationPid && *m_stationPid != welcome.pid;
    m_stationPid = welcome.pid;
    if (another) {
        // Its events have numbers of their own: ask for all of them.
        m_next = 0;
        m_another = true;
        connectionEnded(tr("the station was started anew"));
        m_retry.start(0);
        return;
    }
    // `from` 0 asks for all that are kept; a number beyond the next is another station's: then all are sent as well.
    const bool known = m_next && *m_next <= welcome.next;
    const bool missing = m_next && (!known || (*m_next != 0 && *m_next < welcome.oldest));
    const bool complete = !std::exchange(m_another, false) && !missing;
    if (!m_next) {
        m_next = welcome.next;
    } else if (!known || *m_next < welcome.oldest) {
        m_next = welcome.oldest;
    }
    m_welcomed = true;
    m_retryAfter_ms = 0;
    m_saidLost.clear();
    emit attached(welcome, complete);
}

void StationClient::take(const Refused &refused)
{
    connectionEnded(QString::fromStdString(refused.why));
}

void StationClient::take(const EventMessage &message)
{
    if (m_next && message.n < *m_next) {
        return; // given out before
    }
    m_next = message.n + 1;
    emit happened(message);
}

void StationClient::take(const Reply &reply)
{
    const auto waiting = m_waiting.extract(reply.id);
    if (waiting.empty()) {
        return;
    }
    if (reply.ok) {
        waiting.mapped()(reply.data);
    } else {
        waiting.mapped()(fail(codeOf(reply.code), reply.why));
    }
}

void StationClient::take(const Live &message)
{
    emit live(message);
}

void StationClient::connectionEnded(const QString &why)
{
    ++m_connection;
    const bool was = std::exchange(m_welcomed, false);
    {
        const QSignalBlocker quiet(m_socket); // it would tell of its own end
        m_socket.abort();
    }
    if (m_wanted && !m_retry.isActive()) {
        m_retryAfter_ms = std::clamp(2 * m_retryAfter_ms, firstRetry_ms, longestRetry_ms);
        m_retry.start(m_retryAfter_ms);
    }
    for (auto &[id, reply] : std::exchange(m_waiting, {})) {
        reply(fail(ErrorCode::LinkLost, "the connection to the station ended before it answered; what became of the "
                                        "command is not known"));
    }
    if (m_wanted && (was || why != m_saidLost)) {
        m_saidLost = why;
        emit lost(why);
    }
}

} // namespace tgc::station
