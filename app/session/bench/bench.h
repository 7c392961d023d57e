// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "analysis/core/error.h"
#include "app/session/bench/bench_file.h"
#include "app/session/bench/event_log.h"
#include "app/session/bench/queue_line.h"
#include "app/session/day/station_step.h"
#include "app/session/recording/recorder.h"
#include "drivers/api/clock.h"
#include "drivers/api/roles.h"

namespace tgc::bench {

/// The bench's devices, made by whoever knows drivers (the station); all keyed by the bench file's ids. Devices of one
/// endpoint share a bus, which one thread serves.
struct BenchDevices {
    std::map<std::string, std::unique_ptr<drivers::Device>> devices;
};

/// Samples for the eye, many at a time.
struct LiveBatch {
    std::uint64_t first = 0;
    std::vector<double> device_s;
    std::vector<std::vector<double>> values; ///< one vector a channel
    std::uint32_t lines = 0;
};

/// A processing method as a queue line froze it.
struct MethodText {
    std::string text;
    std::string sha256;
};

/// A line whose injections are done and are to be judged.
struct JudgeQuestion {
    std::uint64_t id = 0; ///< the line's own
    QueueLine line;
    std::string methodText; ///< empty: the line has none
    std::vector<std::string> runs; ///< those that count, as they were called while they were recorded
    int begunInjections = 0; ///< draws that were begun, those of the lines that it repeats included
};

struct BenchContext {
    drivers::Clock &clock;
    recording::Recorder &recorder;
    EventLog &events;
    std::string program;                               ///< name and version, for the spool's header
    std::function<void(LiveBatch)> live{};             ///< from the signal's thread; must not wait
    std::function<void(recording::ClosedRun)> closed{};///< a run was closed and can be adopted; must not wait
    std::filesystem::path journal{};                   ///< of the queue; empty: none is kept
    /// The file that a line's method names, looked for in `folder` too; empty: there is none of that name. BadInput: it is
    /// no method. Not set: no method is looked for.
    std::function<Result<std::optional<MethodText>>(const std::string &method, const std::string &folder)> method{};
    /// What a line did to its vial; kept when it returns. May write a small file, never waits for a store.
    std::function<void(const day::StationStep &)> vialStep{};
    /// Has a line judged; must not wait. The answer comes by Bench::judged(), always, and may come at once or minutes later.
    /// Not set: nothing is judged here.
    std::function<void(JudgeQuestion)> judge{};
    std::filesystem::path interlockMemory{}; ///< file of what interlocks must not forget; empty: they forget
};

/// The bench at work: a thread for each bus, one for the queue. Everything that happens is told to the event log;
/// everything that can be asked of it is a command (docs/station-protocol.md).
class Bench {
public:
    Bench(BenchFile file, BenchDevices devices, BenchContext context);
    ~Bench();
    Bench(const Bench &) = delete;
    Bench &operator=(const Bench &) = delete;

    /// Starts the threads and connects every device. Connecting moves nothing.
    void start();
    /// Holds the queue, closes a run under way as `status`, brings devices to their safe state, ends the threads.
    void stop(const std::string &status);

    /// Does a command; from any thread, may wait for the device concerned, never for a queue line.
    [[nodiscard]] Result<nlohmann::json> command(const std::string &name, const nlohmann::json &args);
    /// The answer to BenchContext::judge, from any thread. A later answer to the same question changes the words only.
    void judged(std::uint64_t line, const LineVerdict &verdict);
    [[nodiscard]] nlohmann::json snapshot() const;
    [[nodiscard]] bool recordingNow() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace tgc::bench
