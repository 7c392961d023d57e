// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/station.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QTimer>
#include <unistd.h>

#include "app/session/recording/claim_spool.h"
#include "app/session/recording/read_spool.h"
#include "app/station/notify_service.h"
#include "app/station/protocol/socket_path.h"
#include "app/station/queue_methods.h"
#include "app/station/station_folders.h"
#include "app/station/station_store.h"
#include "app/station/stop_command.h"
#include "db/anchor.h"

namespace tgc::station {

namespace {

constexpr double ring_s = 60.0;
/// For what was closed last to reach the store; what does not is taken in by the next start.
constexpr std::chrono::seconds lastAdoptions(10);
/// For the last events to reach who is attached.
constexpr int farewell_ms = 200;

std::size_t ringSamples(const bench::BenchFile &file)
{
    double rate_hz = 1.0;
    for (const bench::DeviceEntry &device : file.devices) {
        rate_hz = std::max(rate_hz, device.driver == "labjack-t7" ? device.rate_hz : 0.0);
    }
    return static_cast<std::size_t>(std::ceil(ring_s * rate_hz));
}

Welcome aboutOf(const bench::BenchFile &file, const std::filesystem::path &store)
{
    Welcome about;
    about.program = "tgc-station " TGC_VERSION;
    about.bench = file.name;
    about.simulated = file.simulated;
    about.pid = ::getpid();
    about.spool = recording::spoolFolderOf(store).string();
    about.store = store.string();
    return about;
}

AdopterOptions adopterOptions(std::filesystem::path store, const std::string &bench, LineJudge &judge)
{
    AdopterOptions options;
    options.adopted = [&judge] { judge.adopted(); };
    options.spool = recording::spoolFolderOf(store);
    options.bench = bench;
    options.store = std::move(store);
    options.anchors = dataFolder() / db::anchorFolderName;
    return options;
}

} // namespace

Result<std::unique_ptr<Station>> Station::open(const bench::BenchFile &file, const StationOptions &options)
{
    if (auto folder = prepareSocketFolder(); !folder) {
        return fail(folder.error());
    }
    auto lock = InstanceLock::take(lockPath(file.name));
    if (!lock) {
        return fail(lock.error());
    }
    auto store = chooseStore(options.store, file.simulated);
    if (!store) {
        return fail(store.error());
    }
    std::unique_ptr<Station> station(
        new Station(file, options, std::move(*store), std::move(*lock))); // NOLINT: private
    auto devices = makeDevices(file, options.bench.string(),
                               {shippedProfiles(), std::filesystem::absolute(options.bench).parent_path(),
                                dataFolder() / "logs" / "wire" / file.name},
                               station->m_clock);
    if (!devices) {
        return fail(devices.error());
    }
    station->m_devices = std::move(*devices);
    if (auto recorder = station->openRecorder(file); !recorder) {
        return fail(recorder.error());
    }
    Station *self = station.get();
    bench::BenchContext context{station->m_clock,
                                *station->m_recorder,
                                station->m_events,
                                station->m_about.program,
                                [self](bench::LiveBatch batch) { self->m_live.add(std::move(batch)); },
                                [self](const recording::ClosedRun &run) { self->m_adopter.adopt(run.file); }};
    context.vialStep = [self](const day::StationStep &step) { self->m_adopter.record(step); };
    context.judge = [self](bench::JudgeQuestion question) { self->m_judge.ask(std::move(question)); };
    context.interlockMemory = dataFolder() / "interlocks" / (file.name + ".json");
    context.journal = std::filesystem::path(station->m_about.spool) / (file.name + ".queue");
    context.method = [folder = std::filesystem::absolute(options.bench).parent_path()](const std::string &method,
                                                                                       const std::string &beside) {
        return queueMethod(method, beside, folder);
    };
    station->m_bench = std::make_unique<bench::Bench>(file, std::move(station->m_devices.devices), std::move(context));
    station->m_judge.answerTo(
        [self](std::uint64_t line, const bench::LineVerdict &verdict) { self->m_bench->judged(line, verdict); });
    station->m_server = std::make_unique<StationServer>(
        Served{station->m_about, station->m_events, station->m_live, [self] { return self->m_bench->snapshot(); },
               [self](const std::string &name, const nlohmann::json &args) { return self->command(name, args); }});
    connect(station->m_server.get(), &StationServer::eventsCame, self, &Station::followEvents);
    return station;
}

Station::Station(const bench::BenchFile &file, const StationOptions &options, std::filesystem::path store,
                 InstanceLock lock)
    : m_lock(std::move(lock)),
      m_about(aboutOf(file, store)),
      m_log(dataFolder() / "logs" / ("station-" + file.name + ".log"), options.logOnStandardError),
      m_judge({store}),
      m_adopter(adopterOptions(std::move(store), file.name, m_judge), m_events),
      m_inhibitor(QDBusConnection::connectToBus(QDBusConnection::SystemBus, QStringLiteral("tgc-station")),
                  tr("a run is being recorded at bench %1").arg(QString::fromStdString(file.name)))
{
    connect(&m_inhibitor, &SleepInhibitor::said, this,
            [this](const QString &text) { log("info", text.toStdString()); });
}

Station::~Station()
{
    m_server.reset();
    m_judge.answerTo({});
    m_bench.reset();
}

Result<void> Station::openRecorder(const bench::BenchFile &file)
{
    recording::RecorderOptions options;
    options.folder = m_about.spool;
    options.ringSamples = ringSamples(file);
    recording::RecorderEvents told;
    told.durable = [this](const std::string &run, std::uint64_t samples) {
        m_events.add("durable", {{"run", run}, {"samples", samples}});
    };
    told.fault = [this](const std::string &run, const std::string &why) { log("error", "run " + run + ": " + why); };
    auto recorder = recording::Recorder::open(std::move(options), std::move(told), recording::systemSpoolFiles());
    if (!recorder) {
        return fail(recorder.error());
    }
    m_recorder = std::move(*recorder);
    return {};
}

Result<void> Station::start()
{
    m_events.add("station",
                 {{"text", m_about.program + " of bench " + m_about.bench + " started; runs go to " + m_about.store}});
    if (auto listens = m_server->listen(socketPath(m_about.bench).string()); !listens) {
        return fail(listens.error());
    }
    m_bench->start();
    for (const auto &spool : recording::spoolFilesIn(m_about.spool)) {
        if (recording::isOwned(spool)) {
            continue;
        }
        if (const auto removed = recording::removeBrokenOffAtOnce(spool); removed && *removed) {
            log("info", spool.string() + ": broke off before its first sample, and is removed");
        } else {
            m_adopter.adopt(spool);
        }
    }
    m_adopter.recordLeft();
    notifyService("READY=1");
    return {};
}

void Station::stop(const std::string &why)
{
    if (m_stopping.exchange(true)) {
        return;
    }
    notifyService("STOPPING=1");
    m_events.add("station", {{"text", "stopping: " + why}});
    m_stopper = std::jthread([this] {
        m_bench->stop("stopped");
        if (!m_adopter.finish(lastAdoptions)) {
            log("warning", "not all runs are in the store yet; the next start takes them in, or tgc recover");
        }
        QMetaObject::invokeMethod(this, [this] { QTimer::singleShot(farewell_ms, this, &Station::stopped); });
    });
}

Result<nlohmann::json> Station::command(const std::string &name, const nlohmann::json &args)
{
    if (m_stopping) {
        return fail(ErrorCode::Busy, "the station is stopping; nothing was done");
    }
    if (name == "stop") {
        return stopBench(
            args, [this](const std::string &order, const nlohmann::json &its) { return m_bench->command(order, its); });
    }
    return name == "station.stop" ? stopOnDemand(args) : m_bench->command(name, args);
}

Result<nlohmann::json> Station::stopOnDemand(const nlohmann::json &args)
{
    const auto force = args.find("force");
    if (force != args.end() && !force->is_boolean()) {
        return fail(ErrorCode::BadInput, "station.stop: force is true or false");
    }
    if (force == args.end() || !force->get<bool>()) {
        if (m_bench->recordingNow()) {
            return fail(ErrorCode::Busy,
                        "a run is being recorded; stop it first, or stop the station by force (the run "
                        "is then closed as stopped, and kept)");
        }
        if (m_bench->snapshot().value("queue_running", false)) {
            return fail(ErrorCode::Busy, "the queue is running; hold it first, or stop the station by force");
        }
    }
    QMetaObject::invokeMethod(this, [this] { stop("asked to"); });
    return nlohmann::json::object();
}

void Station::followEvents()
{
    for (auto events = m_events.since(m_logged); !events.empty(); events = m_events.since(m_logged)) {
        for (const bench::Event &event : events) {
            m_log.event(event);
            if (event.what == "queue") {
                m_queueRunning = event.data.value("running", m_queueRunning);
            }
        }
        m_logged = events.back().number + 1;
    }
    m_inhibitor.set(m_queueRunning || m_bench->recordingNow());
}

void Station::log(const char *level, const std::string &text)
{
    m_events.add("log", {{"level", level}, {"text", text}});
}

} // namespace tgc::station
