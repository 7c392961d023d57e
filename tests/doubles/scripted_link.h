// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <cmath>
#include <map>
#include <vector>

#include "app/desktop/bench/bench_link.h"

/// A station that says what the test tells it to, and remembers what it was asked.
class ScriptedLink : public tgc::desktop::BenchLink {
public:
    using json = nlohmann::json;

    struct Asked {
        QString name;
        json args;
    };
    std::vector<Asked> asked;
    std::map<QString, tgc::Result<json>> answers; ///< by command; else an empty map
    std::vector<QString> loads;                   ///< runs whose recording was asked for
    tgc::Result<tgc::desktop::SpooledTrace> spool = tgc::desktop::SpooledTrace{};
    bool started = false;
    std::uint64_t nextEvent = 1;

    void start() override { started = true; }
    void command(const QString &name, json args, QObject *owner, Answer answer) override
    {
        asked.push_back({name, std::move(args)});
        const auto hit = answers.find(name);
        const tgc::Result<json> reply = hit == answers.end() ? tgc::Result<json>(json::object()) : hit->second;
        QMetaObject::invokeMethod(
            this,
            [owner = QPointer<QObject>(owner), answer = std::move(answer), reply] {
                if (owner) {
                    answer(reply);
                }
            },
            Qt::QueuedConnection);
    }
    void loadRun(const QString &, const QString &run, QObject *owner, LoadedRun loaded) override
    {
        loads.push_back(run);
        QMetaObject::invokeMethod(
            this,
            [this, owner = QPointer<QObject>(owner), loaded = std::move(loaded)] {
                if (owner) {
                    loaded(spool);
                }
            },
            Qt::QueuedConnection);
    }

    [[nodiscard]] int count(const QString &name) const
    {
        return static_cast<int>(
            std::count_if(asked.begin(), asked.end(), [&](const Asked &a) { return a.name == name; }));
    }
    [[nodiscard]] json lastArgs(const QString &name) const
    {
        json args;
        for (const Asked &a : asked) {
            args = a.name == name ? a.args : args;
        }
        return args;
    }

    /// A bench with a converter, a pump and a pressure gauge, as docs/station-protocol.md writes it.
    [[nodiscard]] static json device(const char *id, const char *state = "ready", const char *why = "")
    {
        const bool pump = std::string(id) == "pump";
        return {
            {"id", id},
            {"kind", pump                       ? "cavro"
                     : std::string(id) == "adc" ? "labjack-t7"
                                                : "profile"},
            {"model", pump                       ? ""
                      : std::string(id) == "adc" ? "LabJack T7"
                                                 : "Keller 33X"},
            {"serial", std::string(id) == "adc" ? "470012345" : ""},
            {"firmware", std::string(id) == "adc" ? "1.0299" : ""},
            {"evidence", std::string(id) == "gauge" ? "canary 4660 read back" : ""},
            {"endpoint", "tcp://127.0.0.1:502"},
            {"state", state},
            {"why", why},
            {"health", {{"requests", 1204}, {"answers", 1203}, {"timeouts", 1}, {"last_ms", 3.2}, {"worst_ms", 41.0}}},
            {"initialised", pump ? json(false) : json(nullptr)},
            {"largest_dose_mL", pump ? json(1.0) : json(nullptr)}};
    }
    [[nodiscard]] static json line(int number, const char *state, const char *step = "", const char *why = "")
    {
        return {{"line", number},        {"sample_id", "V-0" + std::to_string(number)},
                {"group", "LHCE"},       {"kind", "sample"},
                {"method", "H2-TCD"},    {"level", ""},
                {"injections", 2},       {"state", state},
                {"step", step},          {"done_injections", 0},
                {"runs", json::array()}, {"why", why}};
    }
    [[nodiscard]] static json run(const char *id, std::uint64_t first, std::optional<double> zero_s)
    {
        return {{"run", id},
                {"state", "recording"},
                {"line", 1},
                {"injection", 1},
                {"sample_id", "V-01"},
                {"group", "LHCE"},
                {"kind", "sample"},
                {"level", ""},
                {"method", "H2-TCD"},
                {"first_sample", first},
                {"zero_device_s", zero_s ? json(*zero_s) : json(nullptr)},
                {"samples", 0},
                {"durable", 0},
                {"elapsed_s", 0.0},
                {"duration_s", 180.0},
                {"saved_s_ago", 0.3},
                {"fault", ""}};
    }
    [[nodiscard]] static json snapshot()
    {
        return {{"bench", "bench-a"},
                {"simulated", true},
                {"time_scale", 1.0},
                {"channels", json::array({{{"name", "TCD"}, {"unit", "uV"}}})},
                {"h2_window_s", json::array({45.0, 60.0})},
                {"devices", json::array({device("adc"), device("pump"), device("gauge")})},
                {"roles", {{"signal", "adc"}, {"titrator", "pump"}, {"pressure", "gauge.headspace_pressure"}}},
                {"readings", json::array({{{"point", "gauge.headspace_pressure"},
                                           {"value", 106.9},
                                           {"unit", "kPa"},
                                           {"quality", "good"},
                                           {"t", ""}},
                                          {{"point", "gauge.sensor_temperature"},
                                           {"value", 24.87},
                                           {"unit", "degC"},
                                           {"quality", "good"},
                                           {"t", ""}}})},
                {"run", nullptr},
                {"queue", json::array()},
                {"queue_running", false},
                {"prompts", json::array()}};
    }

    void attach(const json &snapshot, const QString &station = QStringLiteral("bench-a 1"))
    {
        emit attached({station, QStringLiteral("/tmp/bench.sqlite"), QStringLiteral("/tmp/bench.sqlite-spool"),
                       nextEvent, snapshot});
    }
    void lose() { emit detached(QStringLiteral("the station ended the connection.")); }
    void tell(const char *what, json data)
    {
        emit happened(
            {nextEvent++, QStringLiteral("2026-11-25T15:01:02.123Z"), QString::fromUtf8(what), std::move(data)});
    }

    /// A chromatogram: air at 20 s, H2 at 52 s, nitrogen at 74 s after `zero_s`, on a baseline of 850 uV with noise.
    [[nodiscard]] static double signalAt(double device_s, double zero_s)
    {
        const double t = device_s - zero_s;
        const auto peak = [t](double at, double width, double height) {
            return height * std::exp(-0.5 * std::pow((t - at) / width, 2));
        };
        const double wiggle =
            std::sin(device_s * 91.7) + std::sin(device_s * 57.3 + 1.0) + std::sin(device_s * 23.9 + 2.0);
        return 850.0 + 0.3 * wiggle +
               (t > 0.0 ? peak(20.0, 1.2, 60.0) + peak(52.0, 1.3, 400.0) + peak(74.0, 2.0, 160.0) : 0.0);
    }
    /// Samples number `first` ... `last - 1`, ten a second; sample n is at n * 0.1 s.
    [[nodiscard]] static tgc::desktop::LiveBatch samples(std::uint64_t first, std::uint64_t last, double zero_s = 1e9)
    {
        tgc::desktop::LiveBatch batch;
        batch.first = first;
        batch.values.resize(1);
        for (std::uint64_t n = first; n < last; ++n) {
            const double t = static_cast<double>(n) * 0.1;
            batch.device_s.push_back(t);
            batch.values[0].push_back(signalAt(t, zero_s));
        }
        return batch;
    }
    [[nodiscard]] static json recent(const tgc::desktop::LiveBatch &batch)
    {
        return {{"first", batch.first}, {"device_s", batch.device_s}, {"values", batch.values}};
    }
};
