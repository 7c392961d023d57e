// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFloat16> // QCOMPARE tries it on a nlohmann::json
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <mutex>
#include <thread>

#include "app/session/bench/bench.h"
#include "app/session/recording/read_spool.h"
#include "tests/doubles/bench_devices.h"

namespace tgc::doubles {

/// Who plays which role, in the bench file's words.
struct Roles {
    std::string start = "watch";
    std::string titrator = "pump";
    std::string sampler = "sampler";
    std::string extra{}; ///< more lines of [roles], or more tables
    std::string memory{}; ///< file of what interlocks must not forget
    std::string journal{}; ///< file of the queue's journal; empty: none
    std::function<Result<std::optional<bench::MethodText>>(const std::string &, const std::string &)> method{};
    std::function<void(bench::JudgeQuestion)> judge{}; ///< of lines that are done
    std::function<void(const recording::ClosedRun &)> closed{};
};

/// A bench of doubles, fifty device seconds a second, whose runs go into real spools.
class FakeBench {
public:
    explicit FakeBench(const Roles &roles = Roles())
    {
        signal.scale = scale;
        sampler.set("done", std::uint64_t{7});
        sampler.set("result", std::string("none"));
        gauge.set("headspace_pressure", 101.0);
        gauge.set("h2", 0.4);
        gauge.set("temperature", 25.0);
        gauge.set("flow", 20.0);
        gauge.units = {{"headspace_pressure", "kPa"}, {"h2", "%LEL"}, {"temperature", "degC"}, {"flow", "mL/min"}};
        gauge.set("ready", std::string("idle"));
        // The sampler injects: its counter rises, and the chromatograph's relay closes.
        sampler.wrote = [this](const std::string &point, const std::string &) -> Result<void> {
            if (point == "inject") {
                inject();
            }
            return {};
        };
        const auto file = bench::parseBenchFile(text(roles), "BENCH.toml");
        if (!file) {
            qFatal("%s", file.error().message.c_str());
        }
        recording::RecorderOptions options;
        options.folder = folder.path().toStdString();
        options.durableEvery = std::chrono::milliseconds(100);
        auto opened = recording::Recorder::open(options, {}, recording::systemSpoolFiles());
        if (!opened) {
            qFatal("%s", opened.error().message.c_str());
        }
        recorder = std::move(*opened);
        bench::BenchDevices devices;
        devices.devices["adc"] = std::make_unique<FakeSignal>(signal, clock);
        devices.devices["pump"] = std::make_unique<FakePump>(pump);
        devices.devices["sampler"] = std::make_unique<FakePoints>(sampler);
        devices.devices["gauge"] = std::make_unique<FakePoints>(gauge);
        bench::BenchContext context{clock, *recorder, events, "test 0", {}, {}};
        context.journal = roles.journal;
        context.method = roles.method;
        context.live = [this](const bench::LiveBatch &batch) {
            ++batches;
            liveSamples += batch.device_s.size();
        };
        context.judge = roles.judge;
        context.closed = [this, also = roles.closed](const recording::ClosedRun &run) {
            {
                const std::lock_guard lock(m_mutex);
                m_closed.push_back(run);
            }
            if (also) {
                also(run);
            }
        };
        context.vialStep = [this](const day::StationStep &step) {
            const std::lock_guard lock(m_mutex);
            m_steps.push_back(step);
        };
        context.interlockMemory = roles.memory;
        it = std::make_unique<bench::Bench>(*file, std::move(devices), std::move(context));
        it->start();
    }
    FakeBench(const FakeBench &) = delete;
    FakeBench &operator=(const FakeBench &) = delete;
    ~FakeBench() { it->stop("aborted"); }

    /// The vial's gas is on the column: the sampler's counter and the relay tell.
    void inject()
    {
        {
            const std::lock_guard lock(sampler.mutex);
            sampler.points["done"] = std::get<std::uint64_t>(sampler.points["done"]) + 1;
            sampler.points["result"] = std::string("injected");
        }
        signal.lines &= ~4U;
    }
    /// The chromatograph is ready for the next: its relay opens.
    void rearm() { signal.lines |= 4U; }

    [[nodiscard]] std::vector<recording::ClosedRun> closed() const
    {
        const std::lock_guard lock(m_mutex);
        return m_closed;
    }
    /// What lines did to their vials.
    [[nodiscard]] std::vector<day::StationStep> steps() const
    {
        const std::lock_guard lock(m_mutex);
        return m_steps;
    }
    /// The queue's line with that number.
    [[nodiscard]] nlohmann::json line(int number) const
    {
        const nlohmann::json all = it->snapshot();
        for (const auto &l : all.at("queue")) {
            if (l.at("line") == number) {
                return l;
            }
        }
        return nlohmann::json::object();
    }
    [[nodiscard]] std::string lineState(int number) const { return line(number).value("state", ""); }
    [[nodiscard]] bool over(int number) const
    {
        const std::string state = lineState(number);
        return state == "done" || state == "failed" || state == "aborted";
    }
    [[nodiscard]] std::vector<nlohmann::json> told(const std::string &what) const
    {
        std::vector<nlohmann::json> out;
        for (const bench::Event &event : events.since(0, 100000)) {
            if (event.what == what) {
                out.push_back(event.data);
            }
        }
        return out;
    }
    [[nodiscard]] recording::SpooledRun spool(std::size_t index) const
    {
        const auto runs = closed();
        if (index >= runs.size()) {
            qFatal("there are only %zu runs", runs.size());
        }
        const auto run = recording::readSpool(runs[index].file);
        if (!run) {
            qFatal("%s", run.error().message.c_str());
        }
        return *run;
    }
    /// It is connected: what is asked of it now is not refused for that.
    [[nodiscard]] bool pumpReady() const { return it->snapshot().at("devices")[1].at("state") == "ready"; }
    [[nodiscard]] int acts() const { return signal.acts + pump.acts + sampler.acts + gauge.acts; }
    /// A question that is open now, or null.
    [[nodiscard]] nlohmann::json prompt() const
    {
        const auto prompts = it->snapshot().at("prompts");
        return prompts.empty() ? nlohmann::json(nullptr) : prompts.front();
    }

    [[nodiscard]] Result<nlohmann::json> command(const std::string &name, const nlohmann::json &args = nullptr)
    {
        return it->command(name, args);
    }
    /// Adds the rows and starts the queue; the sentence of the refusal, else empty.
    std::string queue(std::initializer_list<nlohmann::json> given)
    {
        nlohmann::json rows = nlohmann::json::array();
        for (const nlohmann::json &row : given) {
            rows.push_back(row);
        }
        const auto added = it->command("queue.add", {{"lines", rows}});
        if (!added) {
            return added.error().message;
        }
        const auto started = it->command("queue.start", nullptr);
        return started ? std::string() : started.error().message;
    }

    static constexpr double scale = 50.0;
    QTemporaryDir folder;
    drivers::SystemClock clock;
    bench::EventLog events{100000};
    SignalScript signal;
    PumpScript pump;
    PointScript sampler;
    PointScript gauge;
    std::atomic<int> batches = 0;
    std::atomic<std::size_t> liveSamples = 0;
    std::unique_ptr<recording::Recorder> recorder;
    std::unique_ptr<bench::Bench> it;

private:
    static std::string text(const Roles &roles)
    {
        return "schema = 1\nname = \"test\"\nsimulated = true\ntime_scale = 50.0\n"
               "[[device]]\nid = \"adc\"\ndriver = \"labjack-t7\"\nendpoint = \"tcp://a:1\"\nrate_hz = 10.0\n"
               "channels = [ { name = \"TCD\", input = 0 } ]\nlines = { start = 0, ready = 1, started = 2 }\n"
               "[[device]]\nid = \"pump\"\ndriver = \"cavro\"\nendpoint = \"tcp://b:1\"\n"
               "[[device]]\nid = \"sampler\"\ndriver = \"profile\"\nprofile = \"s\"\nendpoint = \"tcp://c:1\"\n"
               "[[device]]\nid = \"gauge\"\ndriver = \"profile\"\nprofile = \"g\"\nendpoint = \"tcp://d:1\"\n"
               "[run]\nduration_s = 10.0\npoll_s = 1.0\n"
               "[roles]\nsignal = \"adc\"\ntrends = [\"gauge.headspace_pressure\"]\ngc_start = \"" +
               roles.start + "\"\ntitrator = \"" + roles.titrator + "\"\nsampler = \"" + roles.sampler + "\"\n" +
               roles.extra;
    }

    mutable std::mutex m_mutex;
    std::vector<recording::ClosedRun> m_closed;
    std::vector<day::StationStep> m_steps;
};

/// A row that may be dosed: the vial of S1 (tgc-method.md 3.5), and a rating that it keeps.
inline nlohmann::json sampleRow(const std::string &id)
{
    return {{"sample_id", id},
            {"kind", "sample"},
            {"vial", "3"},
            {"injection_volume_mL", "0.5"},
            {"vial_volume_mL", "30"},
            {"solids_volume_mL", "0.05"},
            {"dose_mL", "0.5"},
            {"initial_pressure_kPa", "101.325"},
            {"temperature_C", "25"},
            {"pressure_rating_kPa", "200"},
            {"li_upper_mAh", "0.5"},
            {"reaction_s", "5"}};
}
inline nlohmann::json standardRow()
{
    return {{"kind", "standard"}, {"level", "L1"}, {"fraction_ppm", "1000"}, {"injection_volume_mL", "0.5"}};
}

} // namespace tgc::doubles
