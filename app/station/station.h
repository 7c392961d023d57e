// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include <QObject>

#include "app/session/bench/bench.h"
#include "app/session/recording/recorder.h"
#include "app/station/adopter.h"
#include "app/station/instance_lock.h"
#include "app/station/line_judge.h"
#include "app/station/live_feed.h"
#include "app/station/make_devices.h"
#include "app/station/sleep_inhibitor.h"
#include "app/station/station_log.h"
#include "app/station/station_server.h"

namespace tgc::station {

struct StationOptions {
    std::filesystem::path bench;                  ///< BENCH.toml
    std::optional<std::filesystem::path> store{}; ///< empty: as chooseStore says
    bool logOnStandardError = false;
};

/// The process that owns one bench and its recording: puts bench, recorder, socket, adoption and log together, and
/// closes them in order.
class Station : public QObject {
    Q_OBJECT

public:
    /// Busy: this bench has a station already ; else what is wrong with bench
    /// file, store or folders.
    [[nodiscard]] static Result<std::unique_ptr<Station>> open(const bench::BenchFile &file,
                                                               const StationOptions &options);
    Station(const Station &) = delete;
    Station &operator=(const Station &) = delete;
    Station(Station &&) = delete;
    Station &operator=(Station &&) = delete;
    ~Station() override;

    /// Clients may attach, devices are connected, and runs that an earlier station left behind are taken into the store.
    [[nodiscard]] Result<void> start();
    /// Closes a run under way as `stopped` and brings the devices to their safe state; stopped() follows. Never waits.
    void stop(const std::string &why);

    [[nodiscard]] const Welcome &about() const { return m_about; }

signals:
    void stopped();

private:
    Station(const bench::BenchFile &file, const StationOptions &options, std::filesystem::path store,
            InstanceLock lock);
    [[nodiscard]] Result<void> openRecorder(const bench::BenchFile &file);
    [[nodiscard]] Result<nlohmann::json> command(const std::string &name, const nlohmann::json &args);
    [[nodiscard]] Result<nlohmann::json> stopOnDemand(const nlohmann::json &args);
    void followEvents();
    void log(const char *level, const std::string &text);

    // In the order in which they need each other: the last is closed first.
    InstanceLock m_lock;
    Welcome m_about;
    StationLog m_log;
    drivers::SystemClock m_clock;
    bench::EventLog m_events;
    LiveFeed m_live;
    std::unique_ptr<recording::Recorder> m_recorder;
    LineJudge m_judge;
    Adopter m_adopter;
    MadeDevices m_devices;
    std::unique_ptr<bench::Bench> m_bench;
    std::unique_ptr<StationServer> m_server;
    SleepInhibitor m_inhibitor;
    std::uint64_t m_logged = 1; ///< number of the next event for the log
    bool m_queueRunning = false;
    std::atomic<bool> m_stopping = false;
    std::jthread m_stopper;
};

} // namespace tgc::station
