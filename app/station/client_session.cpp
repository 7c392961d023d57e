// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/client_session.h"

#include <utility>

namespace tgc::station {

namespace {

constexpr qint64 eventsWaiting_bytes = qint64{256} * 1024;
constexpr qint64 liveWaiting_bytes = qint64{64} * 1024;
/// Replies are not dropped: who asks on and on and never reads is let go.
constexpr qint64 mostWaiting_bytes = qint64{8} * 1024 * 1024;
constexpr std::size_t eventsAtOnce = 64;
constexpr int patience_ms = 10'000;

} // namespace

ClientSession::ClientSession(QLocalSocket *socket, const bench::EventLog &events, QObject *parent)
    : QObject(parent), m_socket(socket), m_events(events)
{
    m_socket->setParent(this);
    m_socket->setReadBufferSize(longestMessage);
    connect(m_socket, &QLocalSocket::readyRead, this, &ClientSession::readBytes);
    connect(m_socket, &QLocalSocket::bytesWritten, this, &ClientSession::sendEvents);
    connect(m_socket, &QLocalSocket::disconnected, this, [this] {
        m_over = true;
        emit ended();
    });
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] { refuse("nothing was said for 10 s"); });
    m_patience.start(patience_ms);
}

void ClientSession::send(const StationMessage &message)
{
    auto frame = frameOf(message);
    if (!frame && std::holds_alternative<Reply>(message)) {
        frame = frameOf(StationMessage(Reply{
            std::get<Reply>(message).id, false, {}, std::string(codeName(frame.error().code)), frame.error().message}));
    }
    if (frame) {
        write(*frame);
    } else {
        refuse(frame.error().message);
    }
}

void ClientSession::welcome(const Welcome &welcome)
{
    const std::uint64_t from = m_hello->from.value_or(welcome.next);
    m_next = from < welcome.oldest || from > welcome.next ? welcome.oldest : from;
    send(welcome);
    sendEvents();
}

void ClientSession::refuse(const std::string &why)
{
    if (m_over) {
        return;
    }
    m_over = true;
    m_patience.stop();
    if (const auto frame = frameOf(StationMessage(Refused{why}));
        frame && m_socket->bytesToWrite() < mostWaiting_bytes) {
        m_socket->write(reinterpret_cast<const char *>(frame->data()), static_cast<qint64>(frame->size()));
        m_socket->flush();
    }
    // What the socket takes at once has gone; who does not read gets no more.
    m_socket->abort();
    emit ended();
}

void ClientSession::sendEvents()
{
    while (m_next && !m_over && m_socket->bytesToWrite() < eventsWaiting_bytes) {
        const auto events = m_events.since(*m_next, eventsAtOnce);
        if (events.empty()) {
            return;
        }
        if (events.front().number != *m_next) {
            refuse("this program has not read its events for so long that event " + std::to_string(*m_next) +
                   " is no longer kept; attach again");
            return;
        }
        for (const bench::Event &event : events) {
            send(EventMessage{event.number, event.utc, event.what, event.data});
            m_next = event.number + 1;
        }
    }
}

void ClientSession::sendLive(const QByteArray &frame)
{
    if (m_next && !m_over && m_hello->live && m_socket->bytesToWrite() < liveWaiting_bytes) {
        m_socket->write(frame);
    }
}

void ClientSession::readBytes()
{
    const QByteArray bytes = m_socket->readAll();
    m_splitter.append(
        {reinterpret_cast<const std::uint8_t *>(bytes.constData()), static_cast<std::size_t>(bytes.size())});
    while (!m_over) {
        const auto payload = m_splitter.next();
        if (payload && !*payload) {
            return;
        }
        const auto message = payload ? readClientMessage(**payload) : fail(payload.error());
        if (!message) {
            refuse(message.error().message);
            return;
        }
        std::visit([this](const auto &one) { take(one); }, *message);
    }
}

void ClientSession::take(const Hello &hello)
{
    if (m_hello) {
        refuse("a program greets once");
        return;
    }
    if (hello.protocol != protocolVersion) {
        refuse("this station speaks protocol " + std::to_string(protocolVersion) +
               ", the program that attaches speaks " + std::to_string(hello.protocol) +
               "; install the same version of both");
        return;
    }
    m_patience.stop();
    m_hello = hello;
    emit greeted();
}

void ClientSession::take(const Command &command)
{
    if (!m_next) {
        refuse("the first message must be a hello, and its welcome waited for");
        return;
    }
    emit asked(command);
}

void ClientSession::write(const Bytes &frame)
{
    if (m_over) {
        return;
    }
    m_socket->write(reinterpret_cast<const char *>(frame.data()), static_cast<qint64>(frame.size()));
    if (m_socket->bytesToWrite() > mostWaiting_bytes) {
        refuse("this program does not read its replies");
    }
}

} // namespace tgc::station
