// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/fake_bench.h"
#include "tests/recorded_runs.h"

/// The cable of each device is pulled at each step of a line, and put back soon or never: what becomes of the line, of the
/// vial and of the samples. Every cell is a bench of its own; many run at once, since most of what they do is wait.
namespace tgc::doubles {

inline constexpr std::array unplugSteps{"before the dose", "dosing",   "reacting", "held",     "ready",
                                        "beginning",       "pressure", "drawing",  "starting", "awaiting the start",
                                        "recording",       "closing"};
inline constexpr std::array unplugDevices{"signal", "titrator", "sampler", "gauge"};

/// What becomes of the line.
struct Becomes {
    std::string state;
    std::string words; ///< that its reason holds
    bool waits = false; ///< it waits for the device, and goes on when that is there again
};

inline Becomes becomesOf(const std::string &step, const std::string &device, bool comesBack)
{
    const Becomes done{"done", "", false};
    if (step == "dosing" && device == "titrator") { // its answer is lost: at most one dose, and it is said
        return {"failed", "not repeated", false};
    }
    if (step == "starting" && device == "signal") { // the pulse goes over that cable
        return {"failed", "did not start in time", false};
    }
    if (comesBack) {
        return done;
    }
    const auto stepIs = [&](std::initializer_list<const char *> steps) {
        return std::find(steps.begin(), steps.end(), step) != steps.end();
    };
    if (device == "signal") {
        if (stepIs({"drawing", "awaiting the start"})) {
            return {"failed", "did not start in time", false};
        }
        return stepIs({"recording", "closing"}) ? done : Becomes{"failed", "not injected, the signal is lost", false};
    }
    if (device == "titrator") {
        return step == "before the dose" ? Becomes{"failed", "not dosed", false} : done;
    }
    if (device == "sampler") {
        if (step == "before the dose") {
            return {"failed", "not dosed", false};
        }
        if (stepIs({"dosing", "reacting", "held"})) {
            return {"done", "", true};
        }
        if (stepIs({"ready", "beginning", "pressure"})) {
            return {"failed", "not injected: ", false};
        }
        return stepIs({"drawing", "starting"}) ? Becomes{"failed", "not known whether the sampler injected", false}
                                               : done;
    }
    return step == "ready" ? Becomes{"done", "", true} : done; // the gauge is what tells of the chromatograph there
}

struct UnplugTally {
    int cells = 0;
    int done = 0;
    int failed = 0;
    int waited = 0;
    int gaps = 0;
    std::size_t samples = 0;
};

class UnpluggedCell {
public:
    UnpluggedCell(std::string step, std::string device, bool comesBack)
        : m_step(std::move(step)), m_device(std::move(device)), m_comesBack(comesBack), m_b(roles(m_step))
    {
    }

    /// What is wrong; empty: all is as it is to be.
    [[nodiscard]] std::string play(UnplugTally &tally)
    {
        const Becomes expected = becomesOf(m_step, m_device, m_comesBack);
        for (const auto &trouble : {bringThere(), unplug(), expected.waits ? stays() : std::string()}) {
            if (!trouble.empty()) {
                return trouble;
            }
        }
        if (m_comesBack || expected.waits) {
            setAway(false);
        }
        letGo();
        if (!comes([&] { return m_b.over(1); })) {
            return "it does not end: " + m_b.line(1).dump();
        }
        const nlohmann::json line = m_b.line(1);
        const std::string why = line.value("why", "");
        if (line.at("state") != expected.state || why.find(expected.words) == std::string::npos) {
            return "it became " + line.at("state").get<std::string>() + ": " + why + " (not " + expected.state + ": " +
                   expected.words + ")";
        }
        if (m_b.pump.doses != (expected.words == "not dosed" ? 0 : 1)) {
            return std::to_string(m_b.pump.doses) + " doses";
        }
        if (auto trouble = goesOn(); !trouble.empty()) {
            return trouble;
        }
        return judgeRuns(line, tally, expected);
    }

private:
    static Roles roles(const std::string &step)
    {
        Roles roles;
        roles.start = step == "starting" ? "pulse" : "watch";
        if (step == "pressure") {
            roles.extra = "pressure = \"manual\"\n";
        } else if (step == "ready" || step == "beginning") {
            roles.extra = "gc_ready = \"gauge.ready=idle\"\n";
        }
        return roles;
    }
    [[nodiscard]] static bool comes(const std::function<bool()> &holds)
    {
        for (int i = 0; i < patience_ms; ++i) {
            if (holds()) {
                return true;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        return false;
    }
    [[nodiscard]] bool stepIs(const char *words) const { return m_b.line(1).value("step", "") == words; }
    [[nodiscard]] bool reacts() const { return m_b.line(1).value("step", "").starts_with("reacting"); }
    [[nodiscard]] Script &script()
    {
        return m_device == "signal"     ? static_cast<Script &>(m_b.signal)
               : m_device == "titrator" ? static_cast<Script &>(m_b.pump)
               : m_device == "sampler"  ? static_cast<Script &>(m_b.sampler)
                                        : static_cast<Script &>(m_b.gauge);
    }
    void setAway(bool away)
    {
        script().away = away;
        if (m_device == "titrator" && m_step == "dosing") {
            m_b.pump.answerLost = away;
        }
    }

    /// The line is at that step, and stays there.
    [[nodiscard]] std::string bringThere()
    {
        nlohmann::json row = sampleRow("S1");
        row["reaction_s"] = m_step == "reacting" || m_step == "held" ? "15" : "1";
        row["duration_s"] = m_step == "recording" ? "30" : "10";
        m_b.sampler.wrote = [this](const std::string &point, const std::string &) -> Result<void> {
            if (point == "inject" && !m_drawHolds) {
                m_awaitHolds ? countOnly() : m_b.inject();
            }
            return {};
        };
        if (m_step == "ready" || m_step == "beginning") {
            m_b.gauge.set("ready", std::string("analysing"));
        }
        m_drawHolds = m_step == "drawing" || m_step == "starting";
        m_awaitHolds = m_step == "awaiting the start";
        if (m_step == "dosing") { // in the midst of the stroke
            m_b.pump.dosing = [this] {
                setAway(true);
                std::this_thread::sleep_for(std::chrono::milliseconds(30));
            };
        }
        if (!comes([&] { return m_b.pumpReady(); })) {
            return "the pump is not there";
        }
        if (m_step == "before the dose") {
            setAway(true);
        }
        if (const std::string refused = m_b.queue({row}); !refused.empty()) {
            return refused;
        }
        if (m_step == "held" && !(comes([&] { return reacts(); }) && m_b.command("queue.hold"))) {
            return "not held";
        }
        const auto there = [&]() -> bool {
            const auto state = m_b.recorder->state();
            if (m_step == "before the dose") {
                return stepIs("dosing") || m_b.pump.doses > 0;
            }
            if (m_step == "dosing") {
                return m_b.pump.doses > 0;
            }
            return m_step == "reacting" ? reacts()
                   : m_step == "held"   ? stepIs("ready for its injection")
                   : m_step == "ready" || m_step == "beginning"
                       ? stepIs("waiting for the gas chromatograph to be ready")
                   : m_step == "pressure"                        ? !m_b.prompt().is_null()
                   : m_step == "drawing" || m_step == "starting" ? m_b.sampler.count("inject") > 0
                   : m_step == "awaiting the start"              ? stepIs("waiting for the start")
                   : m_step == "recording"                       ? state.zero_s.has_value() && state.elapsed_s > 3.0
                                                                 : state.zero_s.has_value() && state.elapsed_s > 9.0;
        };
        if (!comes(there)) {
            return "it never came so far: " + m_b.line(1).dump();
        }
        if (m_step == "ready" ||
            m_step == "beginning") { // signal and sampler were there, and only the readiness is asked
            std::this_thread::sleep_for(std::chrono::milliseconds(200));
        }
        return {};
    }

    [[nodiscard]] std::string unplug()
    {
        if (m_step == "beginning") { // the run begins, and its first samples do not come
            m_b.signal.away = true;
            m_b.gauge.set("ready", std::string("idle"));
            if (!comes([&] { return stepIs("beginning to record"); })) {
                return "it does not begin: " + m_b.line(1).dump();
            }
            setAway(true);
            m_b.signal.away = m_device == "signal";
        } else {
            setAway(true);
        }
        // Long enough to be noticed: three seconds of the devices.
        std::this_thread::sleep_for(std::chrono::milliseconds(60));
        if (m_step == "starting") { // the start pulse is to go out now
            m_b.signal.pulseStarts = true;
            countOnly();
            std::this_thread::sleep_for(std::chrono::milliseconds(60));
        }
        return {};
    }

    /// Whatever held the line at its step does so no more.
    void letGo()
    {
        if (m_step == "held") {
            (void)m_b.command("queue.start");
        } else if (m_step == "ready") {
            m_b.gauge.set("ready", std::string("idle"));
        } else if (m_step == "pressure") {
            (void)m_b.command("prompt.answer", {{"id", m_b.prompt().value("id", 0)}, {"value", 120.0}, {"by", "jd"}});
        } else if (m_step == "drawing") {
            m_b.inject();
        } else if (m_step == "awaiting the start") {
            m_b.signal.lines &= ~4U;
        }
        m_drawHolds = false;
        m_awaitHolds = false;
    }

    /// It waits, says so, and does nothing.
    [[nodiscard]] std::string stays()
    {
        letGo();
        const int injected = m_b.sampler.count("inject");
        std::this_thread::sleep_for(std::chrono::milliseconds(700));
        const nlohmann::json line = m_b.line(1);
        return line.at("state") == "active" && !line.value("step", "").empty() &&
                       m_b.sampler.count("inject") == injected
                   ? ""
                   : "it does not wait: " + line.dump();
    }

    /// The queue goes on with the next line: it is done where the device is there again.
    [[nodiscard]] std::string goesOn()
    {
        setAway(false);
        m_b.gauge.set("ready", std::string("idle"));
        m_b.rearm();
        if (const std::string refused = m_b.queue({standardRow()}); !refused.empty()) {
            return "the next line: " + refused;
        }
        if (!comes([&] { return m_b.over(2); })) {
            return "the next line does not end: " + m_b.line(2).dump();
        }
        return m_b.lineState(2) == "done" ? "" : "the next line: " + m_b.line(2).dump();
    }

    /// No sample is lost or twice, what is missing is marked, each run is closed with the line's own end.
    [[nodiscard]] std::string judgeRuns(const nlohmann::json &line, UnplugTally &tally, const Becomes &expected)
    {
        if (m_b.sampler.count("inject") > 2) {
            return "an injection was asked for again";
        }
        int gapCount = 0;
        std::size_t samples = 0;
        const auto closed = m_b.closed();
        for (std::size_t i = 0; i < closed.size(); ++i) {
            const auto run = m_b.spool(i);
            if (!run.end || run.samples.size() != closed[i].samples || run.tornBytes > 0) {
                return "a run is not whole";
            }
            if (!run.samples.empty() && !consecutive(run)) {
                return "a sample is missing, or twice";
            }
            const auto marks = gaps(run);
            for (std::size_t n = 1; n < run.samples.size(); ++n) {
                const double from_s = run.samples[n - 1].device_s;
                const bool marked = std::any_of(run.marks.begin(), run.marks.end(), [&](const recording::Mark &mark) {
                    return mark.kind == recording::Mark::Kind::Gap && mark.device_s <= from_s &&
                           *mark.until_s >= run.samples[n].device_s;
                });
                if (run.samples[n].device_s - from_s > 2.0 && !marked) {
                    return "samples are missing, and no gap is marked";
                }
            }
            gapCount += static_cast<int>(marks.size());
            samples += run.samples.size();
        }
        const bool begun = !line.at("runs").empty();
        if (begun && closed.front().end.status != expected.state) {
            return "its run was closed as " + closed.front().end.status;
        }
        static std::mutex mutex;
        const std::lock_guard lock(mutex);
        ++tally.cells;
        tally.done += expected.state == "done" ? 1 : 0;
        tally.failed += expected.state == "failed" ? 1 : 0;
        tally.waited += expected.waits ? 1 : 0;
        tally.gaps += gapCount;
        tally.samples += samples;
        return {};
    }

    void countOnly() // the gas is on the column, and the relay does not close
    {
        const std::lock_guard lock(m_b.sampler.mutex);
        m_b.sampler.points["done"] = std::get<std::uint64_t>(m_b.sampler.points["done"]) + 1;
        m_b.sampler.points["result"] = std::string("injected");
    }

    std::string m_step;
    std::string m_device;
    bool m_comesBack;
    std::atomic<bool> m_drawHolds = false;
    std::atomic<bool> m_awaitHolds = false;
    FakeBench m_b;
};

/// All cells, so many at once; what is wrong of any.
inline std::vector<std::string> playUnplugged(bool comesBack, std::size_t atOnce, UnplugTally &tally)
{
    std::atomic<std::size_t> next = 0;
    std::mutex mutex;
    std::vector<std::string> wrong;
    std::vector<std::jthread> hands;
    for (std::size_t i = 0; i < atOnce; ++i) {
        hands.emplace_back([&] {
            for (std::size_t n = 0; (n = next++) < unplugSteps.size() * unplugDevices.size();) {
                const std::string step = unplugSteps.at(n / unplugDevices.size());
                const std::string device = unplugDevices.at(n % unplugDevices.size());
                UnpluggedCell cell(step, device, comesBack);
                if (const std::string trouble = cell.play(tally); !trouble.empty()) {
                    const std::lock_guard lock(mutex);
                    wrong.push_back(step + ", " + device + (comesBack ? "" : " for good") + ": " + trouble);
                }
            }
        });
    }
    hands.clear();
    return wrong;
}

} // namespace tgc::doubles
