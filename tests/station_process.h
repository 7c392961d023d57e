// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>

#include <QDeadlineTimer>
#include <QProcess>
#include <QTemporaryDir>

#include "app/session/recording/read_spool.h"
#include "app/station/client/blocking_client.h"
#include "tests/doubles/foreign_peer.h"

/// The real station as a process of its own, recording from a LabJack that is not ours.
namespace tgc::test {

/// Folder, bench file and digitiser of a station; the environment keeps it away from whoever runs the tests.
class StationPlace {
public:
    /// Four channels at 100 Hz.
    StationPlace() : m_t7(QStringLiteral("t7_server.py"))
    {
        qputenv("XDG_RUNTIME_DIR", m_folder.path().toUtf8());
        qputenv("XDG_DATA_HOME", m_folder.filePath("data").toUtf8());
        qputenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent");
        m_endpoint = "tcp://127.0.0.1:" + m_t7.start({}).trimmed().toStdString();
        std::ofstream(path("bench.toml")) << R"(schema = 1
name = "bench-k"
simulated = true
[[device]]
id = "adc"
driver = "labjack-t7"
endpoint = ")" << m_endpoint << R"("
rate_hz = 100.0
channels = [ { name = "A", input = 0 }, { name = "B", input = 1 }, { name = "C", input = 2 }, { name = "D", input = 3 } ]
lines = { started = 2 }
[roles]
signal = "adc"
[run]
channel = "A"
)";
    }

    [[nodiscard]] std::filesystem::path path(const char *name) const { return m_folder.filePath(name).toStdString(); }
    [[nodiscard]] std::filesystem::path store() const { return path("runs.sqlite"); }
    [[nodiscard]] const std::string &endpoint() const { return m_endpoint; }
    [[nodiscard]] std::filesystem::path spool() const { return recording::spoolFolderOf(store()); }

private:
    QTemporaryDir m_folder;
    ForeignPeer m_t7;
    std::string m_endpoint;
};

class StationProcess {
public:
    /// Empty: it runs and its socket answers; else what it said.
    [[nodiscard]] QString start(const StationPlace &place)
    {
        m_process.setProcessChannelMode(QProcess::SeparateChannels);
        m_process.start(QStringLiteral(TGC_STATION_PROGRAM),
                        {"--bench", QString::fromStdString(place.path("bench.toml").string()), "--db",
                         QString::fromStdString(place.store().string())});
        while (!m_process.canReadLine() && m_process.waitForReadyRead(30000)) {
        }
        const auto line = nlohmann::json::parse(m_process.readLine().toStdString(), nullptr, false);
        if (!line.is_object() || line.value("already", true)) {
            m_process.waitForFinished(5000);
            return QString::fromUtf8(m_process.readAllStandardError());
        }
        m_socket = line.value("socket", "");
        return {};
    }
    StationProcess() = default;
    StationProcess(const StationProcess &) = delete;
    StationProcess &operator=(const StationProcess &) = delete;
    ~StationProcess() { kill(); }

    /// SIGKILL.
    void kill()
    {
        if (m_process.state() != QProcess::NotRunning) {
            m_process.kill();
            m_process.waitForFinished();
        }
    }
    /// SIGTERM; the exit status.
    [[nodiscard]] int terminate()
    {
        m_process.terminate();
        m_process.waitForFinished(60000);
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }
    [[nodiscard]] bool isRunning() const { return m_process.state() == QProcess::Running; }
    [[nodiscard]] qint64 pid() const { return m_process.processId(); }
    [[nodiscard]] const std::string &socket() const { return m_socket; }
    [[nodiscard]] station::BlockingClient attach(std::optional<std::uint64_t> from = {}, bool live = false) const
    {
        auto client = station::BlockingClient::connect(m_socket, {"test", from, live, std::chrono::seconds(30)});
        if (!client) {
            qFatal("%s", client.error().message.c_str());
        }
        return std::move(*client);
    }

private:
    QProcess m_process;
    std::string m_socket;
};

/// Waits until the digitiser answers.
[[nodiscard]] inline bool waitForSignal(station::BlockingClient &client)
{
    const QDeadlineTimer deadline(30000);
    while (!deadline.hasExpired()) {
        const auto reply = client.command("snapshot");
        if (!reply) {
            return false;
        }
        const auto devices = reply->at("snapshot").at("devices");
        if (!devices.empty() && devices[0].value("state", "") == "ready") {
            return true;
        }
        QThread::msleep(10);
    }
    return false;
}

/// Starts a run as soon as the digitiser answers: empty, or what stands in the way. On a busy machine the signal may be
/// lost for a moment even after it was there: the station refuses in words, and is asked again.
[[nodiscard]] inline QString beginRun(station::BlockingClient &client)
{
    const QDeadlineTimer deadline(30000);
    for (;;) {
        const auto begun = client.command("run.start");
        if (begun) {
            return {};
        }
        if (deadline.hasExpired() || begun.error().message.find("the signal is lost") == std::string::npos) {
            return QString::fromStdString(begun.error().message);
        }
        QThread::msleep(10);
    }
}

/// What a client has seen of one run: what was acknowledged, and the samples themselves.
struct Seen {
    std::string run;
    std::uint64_t firstSample = 0;
    std::uint64_t acknowledged = 0;
    std::vector<std::uint64_t> events; ///< their numbers
    std::string closed; ///< the status it was closed with
    std::string storeId;
    struct Point {
        double device_s = 0.0;
        std::vector<double> values;
        std::int64_t came_ns = 0; ///< when it was seen, by the host's monotonic clock
    };
    std::map<std::uint64_t, Point> samples; ///< by number

    void take(const station::EventMessage &event)
    {
        events.push_back(event.n);
        const auto &data = event.data;
        if (event.what == "run" && run.empty()) {
            run = data.value("run", "");
            firstSample = data.value("first_sample", std::uint64_t{0});
        } else if (event.what == "durable" && data.value("run", "") == run) {
            acknowledged = std::max(acknowledged, data.value("samples", std::uint64_t{0}));
        } else if (event.what == "closed" && data.value("run", "") == run) {
            closed = data.value("status", "");
            acknowledged = std::max(acknowledged, data.value("samples", std::uint64_t{0}));
        } else if (event.what == "adopted" && data.value("run", "") == run) {
            storeId = data.value("store_id", "");
        }
    }
    void take(const station::Live &live)
    {
        const std::int64_t now_ns =
            std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
        for (std::size_t i = 0; i < live.device_s.size(); ++i) {
            Point point{live.device_s[i], {}, now_ns};
            for (const auto &channel : live.values) {
                point.values.push_back(channel[i]);
            }
            samples[live.first + i] = std::move(point);
        }
    }
    /// Everything that comes until the deadline. False: the station is gone.
    bool listen(station::BlockingClient &client, const QDeadlineTimer &deadline)
    {
        do {
            const auto event = client.nextEvent(std::chrono::milliseconds(10));
            for (const station::Live &live : client.takeLive()) {
                take(live);
            }
            if (!event) {
                return false;
            }
            if (*event) {
                take(**event);
            }
        } while (!deadline.hasExpired());
        return true;
    }
};

} // namespace tgc::test
