// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/demo_bench.h"

#include <algorithm>
#include <atomic>
#include <functional>
#include <thread>

#include "app/cli/follow_queue.h"
#include "app/cli/queue_lines.h"
#include "app/cli/simulator.h"
#include "app/cli/station_access.h"
#include "app/station/protocol/socket_path.h"

namespace tgc::cli {

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using nlohmann::json;
using station::BlockingClient;

constexpr auto devicesTimeout = 60s;
constexpr auto initialiseTimeout = 60s;

/// Every folder has a bench of its own name: demonstrations may run side by side, and a second one in the same folder
/// finds what the first left behind.
std::string benchNameFor(const fs::path &folder)
{
    return "demo-" + std::to_string(std::hash<std::string>()(fs::weakly_canonical(fs::absolute(folder)).string()));
}

/// The simulated bench, served for as long as this lives.
class ServedBench {
public:
    explicit ServedBench(Simulator &simulator)
        : m_thread([this, &simulator] { simulator.run([this] { return m_stop.load(); }); })
    {
    }
    ServedBench(const ServedBench &) = delete;
    ServedBench &operator=(const ServedBench &) = delete;
    ~ServedBench()
    {
        m_stop = true;
        m_thread.join();
    }

private:
    std::atomic<bool> m_stop = false;
    std::thread m_thread;
};

/// A connection to the demonstration's station, which ends with it.
class OwnStation {
public:
    explicit OwnStation(BlockingClient client) : m_client(std::move(client)) {}
    OwnStation(const OwnStation &) = delete;
    OwnStation &operator=(const OwnStation &) = delete;
    ~OwnStation()
    {
        if (!m_stopped) {
            (void)stop(); // something else went wrong before, and is what is told
        }
    }

    [[nodiscard]] BlockingClient &client() { return m_client; }
    [[nodiscard]] Result<void> stop()
    {
        m_stopped = true;
        return stopStation(m_client, true);
    }

private:
    BlockingClient m_client;
    bool m_stopped = false;
};

Result<BlockingClient> startOn(const fs::path &bench, const fs::path &store)
{
    const auto started = ensureStation(bench, store);
    if (!started) {
        return fail(started.error());
    }
    BlockingClient::Options greeting;
    greeting.program = "tgc demo";
    return BlockingClient::connect(started->socket, greeting);
}

Result<void> waitForDevices(BlockingClient &client)
{
    const auto deadline = std::chrono::steady_clock::now() + devicesTimeout;
    while (true) {
        const auto reply = client.command("snapshot");
        if (!reply) {
            return fail(reply.error());
        }
        std::string away;
        const json snapshot = reply->value("snapshot", json::object());
        for (const json &device : snapshot.value("devices", json::array())) {
            if (device.value("state", "") != "ready") {
                away += (away.empty() ? "" : ", ") + device.value("id", "") + " (" + device.value("why", "") + ")";
            }
        }
        if (away.empty()) {
            return {};
        }
        if (std::chrono::steady_clock::now() > deadline) {
            return fail(ErrorCode::Device, "the simulated bench did not become ready: " + away);
        }
        std::this_thread::sleep_for(50ms);
    }
}

/// What a technician does at the bench: pump initialised, queue loaded and started; then it is watched to its end.
Result<std::vector<EndedLine>> workOff(BlockingClient &client, const json &rows, Console &console)
{
    if (auto ready = waitForDevices(client); !ready) {
        return fail(ready.error());
    }
    if (auto moved = client.command("titrator.initialise", {{"confirm", true}}, initialiseTimeout); !moved) {
        return fail(moved.error());
    }
    auto watch = addLines(client, rows, console);
    const auto begun = watch ? client.command("queue.start") : fail(watch.error());
    if (!begun) {
        return fail(begun.error());
    }
    std::vector<EndedLine> all;
    const auto end = followQueue(console, client, *watch, [&](const auto &lines) {
        all.insert(all.end(), lines.begin(), lines.end());
        console.info(std::to_string(all.size()) + " of " + std::to_string(rows.size()) + " lines done");
    });
    if (!end) {
        return fail(end.error());
    }
    if (*end == QueueEnd::Interrupted) {
        return fail(ErrorCode::Busy, "the demonstration was stopped");
    }
    for (const EndedLine &line : all) {
        if (line.state != "done") {
            return fail(ErrorCode::Device, "line " + std::to_string(line.line) + " (" + line.sampleId + ") was " +
                                               line.state + ": " + line.why);
        }
    }
    if (all.size() != rows.size()) {
        return fail(ErrorCode::Device,
                    "the queue stands still before all lines are done: " + watch->held().value_or(""));
    }
    std::sort(all.begin(), all.end(), [](const EndedLine &a, const EndedLine &b) { return a.line < b.line; });
    return all;
}

/// Station and served bench live as long as this works.
Result<std::vector<EndedLine>> measureOn(Simulator &simulator, const fs::path &bench, const json &rows,
                                         const fs::path &store, Console &console)
{
    const ServedBench served(simulator);
    auto client = startOn(bench, store);
    if (!client) {
        return fail(client.error());
    }
    OwnStation station(std::move(*client));
    auto lines = workOff(station.client(), rows, console);
    const auto stopped = station.stop();
    return lines && !stopped ? fail(stopped.error()) : std::move(lines);
}

} // namespace

Result<void> endDemoStation(const fs::path &folder)
{
    auto client = BlockingClient::connect(station::socketPath(benchNameFor(folder)), {});
    if (!client) {
        return client.error().code == ErrorCode::LinkLost ? Result<void>() : fail(client.error());
    }
    return stopStation(*client, true);
}

Result<DemoMeasurement> measureDemo(const fs::path &queue, const fs::path &folder, std::uint64_t seed, double speed,
                                    Console &console)
{
    const auto rows = queueRows(queue, console);
    SimulatorOptions options;
    options.seed = seed;
    options.speed = speed;
    const auto simulator = rows ? Simulator::open(options) : fail(rows.error());
    if (!simulator) {
        return fail(simulator.error());
    }
    DemoMeasurement measured;
    measured.bench = (*simulator)->bench().model().description();
    measured.truth = (*simulator)->bench().model().truth();
    // The bench file and its links to serial lines are worth nothing once the simulated bench has ended.
    const fs::path addresses = folder / "bench";
    std::error_code ignored;
    fs::create_directories(addresses, ignored);
    const fs::path bench = addresses / (benchNameFor(folder) + ".toml");
    if (auto written = (*simulator)->writeBench(bench); !written) {
        return fail(written.error());
    }
    const auto lines = measureOn(**simulator, bench, *rows, folder / "runs.sqlite", console);
    fs::remove_all(addresses, ignored);
    if (!lines) {
        return fail(lines.error());
    }
    for (std::size_t i = 0; i < lines->size(); ++i) {
        measured.lines.push_back({(*rows)[i].get<std::map<std::string, std::string>>(), (*lines)[i].runs});
    }
    return measured;
}

} // namespace tgc::cli
