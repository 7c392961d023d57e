// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <future>
#include <semaphore>
#include <thread>

#include <QEventLoop>
#include <QTemporaryDir>
#include <unistd.h>

#include "app/station/client/blocking_client.h"
#include "app/station/station_server.h"

namespace tgc::station {

/// A station without a bench: its server in an event loop of its own, and commands that the test decides.
class Standing {
public:
    explicit Standing(std::size_t kept = 20000) : events(kept) { begin(::getpid()); }

    /// Listens; `pid` is what it says of itself.
    void begin(std::int64_t pid)
    {
        std::promise<std::string> listening;
        m_thread = std::thread([this, &listening, pid] {
            QEventLoop loop;
            StationServer server(
                {{protocolVersion, "tgc-station test", "bench-t", true, pid, 0, 0, "/s", "/d", {}},
                 events,
                 live,
                 [] {
                     return nlohmann::json{{"queue_running", false}};
                 },
                 [this](const std::string &name, const nlohmann::json &args) { return command(name, args); }});
            m_loop = &loop;
            const auto listens = server.listen(path());
            listening.set_value(listens ? "" : listens.error().message);
            loop.exec();
        });
        const std::string wrong = listening.get_future().get();
        if (!wrong.empty()) {
            qFatal("%s", wrong.c_str());
        }
    }
    Standing(const Standing &) = delete;
    Standing &operator=(const Standing &) = delete;
    ~Standing() { end(); }

    void end()
    {
        if (m_thread.joinable()) {
            QMetaObject::invokeMethod(m_loop, [this] { m_loop->quit(); });
            m_thread.join();
        }
    }

    [[nodiscard]] std::string path() const { return m_folder.filePath("bench-t.sock").toStdString(); }

    [[nodiscard]] Result<nlohmann::json> command(const std::string &name, const nlohmann::json &args)
    {
        if (name == "dose") { // waits until the test lets it go
            entered.release();
            gate.acquire();
        }
        if (name == "nonsense") {
            return fail(ErrorCode::Busy, "the pump is at work");
        }
        if (name == "huge") {
            return nlohmann::json{{"text", std::string(longestMessage, 'x')}};
        }
        return nlohmann::json{{"name", name}, {"args", args}};
    }

    void add(int count)
    {
        for (int i = 0; i < count; ++i) {
            events.add("log", {{"i", i}});
        }
    }

    bench::EventLog events;
    LiveFeed live;
    std::counting_semaphore<64> entered{0};
    std::counting_semaphore<64> gate{0};

private:
    QTemporaryDir m_folder;
    std::thread m_thread;
    QEventLoop *m_loop = nullptr;
};

inline BlockingClient attach(const Standing &station, std::optional<std::uint64_t> from = {}, bool live = false)
{
    auto client = BlockingClient::connect(station.path(), {"test", from, live, std::chrono::seconds(10)});
    if (!client) {
        qFatal("%s", client.error().message.c_str());
    }
    return std::move(*client);
}

} // namespace tgc::station
