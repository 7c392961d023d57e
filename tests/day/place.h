// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDeadlineTimer>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <fstream>
#include <optional>

#include <nlohmann/json.hpp>

#include "app/station/client/blocking_client.h"
#include "tests/day/csv.h"
#include "tests/run_tgc.h"

/// Folder, store, station and programs of the rehearsed day, kept away from whoever runs the tests.
namespace tgc::test {

class DayPlace {
public:
    DayPlace()
    {
        qputenv("XDG_RUNTIME_DIR", m_folder.path().toUtf8());
        qputenv("XDG_DATA_HOME", m_folder.filePath("data").toUtf8());
        qputenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent");
    }
    DayPlace(const DayPlace &) = delete;
    DayPlace &operator=(const DayPlace &) = delete;
    ~DayPlace()
    {
        m_client.reset();
        (void)runTgc({"station", "stop", "--force"}, folder());
    }

    [[nodiscard]] QString folder() const { return m_folder.path(); }
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] QString bench() const { return path("day.toml"); }
    [[nodiscard]] QString store() const { return path("runs.sqlite"); }

    /// A command that must succeed: what it printed, else what it complained of is the test's failure.
    QByteArray tgc(const QStringList &arguments) const
    {
        const TgcRun run = runTgc(arguments, folder());
        if (run.status != 0) {
            qWarning("tgc %s: exit %d: %s", qPrintable(arguments.join(' ')), run.status, run.err.constData());
            ++m_failed;
        }
        return run.out;
    }
    /// A command that must be refused, with these words.
    [[nodiscard]] bool refused(const QStringList &arguments, const char *words) const
    {
        const TgcRun run = runTgc(arguments, folder());
        if (run.status == 0 || !run.err.contains(words)) {
            qWarning("tgc %s: exit %d: %s", qPrintable(arguments.join(' ')), run.status, run.err.constData());
        }
        return run.status != 0 && run.err.contains(words);
    }
    /// Commands that failed and should not have.
    [[nodiscard]] int failed() const { return m_failed; }

    void startStation()
    {
        tgc({"station", "start", "--bench", bench(), "--db", store()});
        attach();
    }
    void attach()
    {
        auto client = station::BlockingClient::connect(path("tgc-workbench/day.sock").toStdString(),
                                                       {"test", {}, false, std::chrono::seconds(30)});
        if (!client) {
            qFatal("%s", client.error().message.c_str());
        }
        m_client.emplace(std::move(*client));
    }
    void detach() { m_client.reset(); }
    [[nodiscard]] auto pid() const { return m_client->welcome().pid; }

    /// An empty map where the station is gone.
    [[nodiscard]] nlohmann::json snapshot()
    {
        const auto reply = m_client->command("snapshot");
        return reply ? reply->at("snapshot") : nlohmann::json::object();
    }
    /// The newest line of that vial or gas.
    [[nodiscard]] nlohmann::json line(const std::string &id)
    {
        nlohmann::json found = nlohmann::json::object();
        for (const nlohmann::json &each : snapshot().value("queue", nlohmann::json::array())) {
            if (each.value("sample_id", "") == id) {
                found = each;
            }
        }
        return found;
    }
    [[nodiscard]] QString number(const std::string &id) { return QString::number(line(id).value("line", 0)); }

    /// Looks until it is so.
    template <class IsSo>
    [[nodiscard]] bool waitFor(IsSo isSo, int seconds)
    {
        const QDeadlineTimer deadline(1000 * seconds);
        while (!deadline.hasExpired()) {
            if (isSo()) {
                return true;
            }
            QThread::msleep(10);
        }
        const nlohmann::json now = snapshot();
        qWarning("after %d s: running %s, %s", seconds, now.value("queue_running", false) ? "yes" : "no",
                 now.value("queue_policy", nlohmann::json::object()).dump().c_str());
        for (const nlohmann::json &each : now.value("queue", nlohmann::json::array())) {
            if (each.value("state", "") != "done") {
                qWarning("%s", each.dump().c_str());
            }
        }
        return false;
    }
    /// `but`: the one that cannot be.
    [[nodiscard]] bool waitForDevices(const std::string &but = {})
    {
        return waitFor(
            [this, &but] {
                const auto devices = snapshot().value("devices", nlohmann::json::array());
                return !devices.empty() && std::all_of(devices.begin(), devices.end(), [&but](const auto &device) {
                    return device.value("state", "") == "ready" || device.value("id", "") == but;
                });
            },
            60);
    }
    /// All lines have come to an end.
    [[nodiscard]] bool waitUntilThrough(int seconds)
    {
        return waitFor(
            [this] {
                const nlohmann::json now = snapshot();
                const auto lines = now.value("queue", nlohmann::json::array());
                return !now.value("queue_running", true) &&
                       std::none_of(lines.begin(), lines.end(), [](const auto &each) {
                           const std::string state = each.value("state", "");
                           return state == "waiting" || state == "active" || state == "interrupted";
                       });
            },
            seconds);
    }
    [[nodiscard]] bool waitUntilFailed(const std::string &id, int seconds)
    {
        return waitFor(
            [&] { return line(id).value("state", "") == "failed" && !snapshot().value("queue_running", true); },
            seconds);
    }
    /// An injection of that line is on the column: its run's time has begun.
    [[nodiscard]] bool waitUntilInjected(const std::string &id, int injection, int seconds)
    {
        return waitFor(
            [&] {
                const nlohmann::json run = snapshot().value("run", nlohmann::json());
                return run.is_object() && run.value("sample_id", "") == id && run.value("injection", 0) == injection &&
                       run.contains("zero_device_s") && run.at("zero_device_s").is_number();
            },
            seconds);
    }
    /// What the stations of this day have logged, all of them.
    [[nodiscard]] QByteArray log() const
    {
        QByteArray all;
        const QDir folder(path("data/tgc-workbench/logs"));
        for (const QString &file : folder.entryList({"station-day*"}, QDir::Files, QDir::Time | QDir::Reversed)) {
            all += readBytes(folder.filePath(file));
        }
        return all;
    }
    void addLines(const QByteArray &queue)
    {
        writeText(path("queue.csv"), queue);
        tgc({"queue", "add", path("queue.csv")});
    }
    void startQueue() { tgc({"queue", "start", "--on-failure", "hold"}); }

private:
    QTemporaryDir m_folder;
    std::optional<station::BlockingClient> m_client;
    mutable int m_failed = 0;
};

} // namespace tgc::test
