// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <cmath>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "drivers/api/roles.h"

/// Devices of a bench that need no wire: what they do is set by the test, what was done to them is counted.
namespace tgc::doubles {

/// What a device and the test share. Acts are whatever moves, starts or changes something.
struct Script {
    std::atomic<bool> away = false; ///< the link is lost
    std::atomic<int> acts = 0;
    std::atomic<int> connects = 0;
    std::atomic<int> safeStates = 0; ///< so often it was told to let go
};

/// State, link and identity, as every double has them.
class ScriptedDevice : public virtual drivers::Device {
public:
    explicit ScriptedDevice(Script &script) : m_script(script) {}

    [[nodiscard]] Result<drivers::DeviceIdentity> connect(drivers::Instant) override
    {
        ++m_script.connects;
        if (m_script.away) {
            return fail(ErrorCode::LinkLost, "nobody answers");
        }
        m_open = true;
        return drivers::DeviceIdentity{"Test", "double", "1", "0", "code"};
    }
    void disconnect() override { m_open = false; }
    [[nodiscard]] drivers::DeviceState state() const override
    {
        if (!m_open) {
            return drivers::DeviceState::Disconnected;
        }
        return m_script.away ? drivers::DeviceState::Suspect : drivers::DeviceState::Ready;
    }
    [[nodiscard]] std::string why() const override { return state() == drivers::DeviceState::Ready ? "" : "no answer"; }
    [[nodiscard]] drivers::LinkHealth health() const override { return {}; }
    [[nodiscard]] Result<void> safeState(drivers::Instant) override
    {
        ++m_script.safeStates;
        return {};
    }

protected:
    Script &m_script;

private:
    std::atomic<bool> m_open = false;
};

/// A chromatograph's signal with its own clock; its lines are the test's.
struct SignalScript : Script {
    double scale = 1.0;
    std::atomic<std::uint32_t> lines = 0x7; ///< start, ready, started: all high
    std::atomic<bool> jump = false; ///< the next frame says that the clock jumped
    std::atomic<std::uint32_t> saturated = 0; ///< bit 0: the detector is beyond the digitiser's range
    std::atomic<int> pulses = 0;
    std::atomic<bool> pulseStarts = true; ///< a pulse closes the start relay
    std::atomic<bool> pulseAnswerLost = false;
    std::atomic<std::uint64_t> frames = 0;
    std::atomic<double> peak = 0.0; ///< uV high, a Gaussian 20 s after the relay closed (s = 3 s); 0: a sine instead
};

class FakeSignal final : public ScriptedDevice, public drivers::SignalSource, public drivers::DigitalOutputs {
public:
    FakeSignal(SignalScript &script, drivers::Clock &clock)
        : ScriptedDevice(script), m_signal(script), m_clock(clock), m_began(clock.now())
    {
    }
    [[nodiscard]] const std::vector<drivers::SignalChannel> &signalChannels() const override { return m_channels; }
    [[nodiscard]] Result<drivers::SignalFrame> frame(drivers::Instant) override
    {
        if (m_signal.away) {
            return fail(ErrorCode::LinkLost, "the cable is out");
        }
        ++m_signal.frames;
        drivers::SignalFrame frame;
        frame.host = m_clock.now();
        frame.deviceTime_s = std::chrono::duration<double>(frame.host - m_began).count() * m_signal.scale;
        frame.timeJumped = m_signal.jump.exchange(false);
        frame.lines = m_signal.lines;
        frame.values = {valueAt(frame.deviceTime_s, (frame.lines & 4U) == 0)};
        frame.saturated = m_signal.saturated;
        return frame;
    }
    [[nodiscard]] Result<void> pulseLow(int, drivers::Duration, drivers::Instant) override
    {
        ++m_signal.acts;
        ++m_signal.pulses;
        if (m_signal.pulseStarts) {
            m_signal.lines &= ~4U;
        }
        if (m_signal.pulseAnswerLost) {
            return fail(ErrorCode::Timeout, "no answer to the pulse");
        }
        return {};
    }

private:
    double valueAt(double device_s, bool started)
    {
        if (!started) {
            m_start_s.reset();
        } else if (!m_start_s) {
            m_start_s = device_s;
        }
        if (m_signal.peak <= 0.0) {
            return std::sin(device_s);
        }
        const double noise = 0.05 * std::sin(1000.0 * device_s);
        const double z = m_start_s ? (device_s - *m_start_s - 20.0) / 3.0 : 100.0;
        return noise + m_signal.peak * std::exp(-0.5 * z * z);
    }

    SignalScript &m_signal;
    drivers::Clock &m_clock;
    drivers::Instant m_began;
    std::optional<double> m_start_s;
    std::vector<drivers::SignalChannel> m_channels = {{"TCD", "uV"}};
};

struct PumpScript : Script {
    std::atomic<bool> initialised = true;
    std::atomic<bool> blocked = false; ///< its plunger was: a fault that initialising heals
    std::atomic<int> doses = 0;
    std::atomic<bool> answerLost = false; ///< it doses, and its answer is lost: an error
    std::atomic<bool> unread = false;     ///< it doses, and its position cannot be read back
    std::function<void()> dosing;         ///< called in the middle of a dose
};

class FakePump final : public ScriptedDevice, public drivers::Titrator {
public:
    explicit FakePump(PumpScript &script) : ScriptedDevice(script), m_pump(script) {}
    [[nodiscard]] Result<void> initialise(drivers::Instant) override
    {
        ++m_pump.acts;
        m_pump.initialised = true;
        m_pump.blocked = false;
        return {};
    }
    [[nodiscard]] bool initialised() const override { return m_pump.initialised && !m_pump.blocked; }
    /// As the real ones: a blocked pump answers, and says that it cannot dose.
    [[nodiscard]] drivers::DeviceState state() const override
    {
        const drivers::DeviceState state = ScriptedDevice::state();
        return state == drivers::DeviceState::Ready && m_pump.blocked ? drivers::DeviceState::Fault : state;
    }
    [[nodiscard]] Volume largestDose() const override { return milliliters(1.0); }
    [[nodiscard]] Result<drivers::Dose> dose(Volume volume, drivers::Instant) override
    {
        ++m_pump.acts;
        ++m_pump.doses;
        if (m_pump.dosing) {
            m_pump.dosing();
        }
        if (m_pump.answerLost) {
            return fail(ErrorCode::Timeout, "the answer was lost; delivered is not known");
        }
        if (m_pump.unread) {
            return drivers::Dose{{}, false, volume, "the plunger's position was not read back"};
        }
        return drivers::Dose{volume, true, volume, "plunger 3000 to 1500"};
    }

private:
    PumpScript &m_pump;
};

/// Points by name; `wrote` is told of what was written, and may refuse.
struct PointScript : Script {
    mutable std::mutex mutex;
    std::map<std::string, drivers::Value> points;
    std::map<std::string, std::string> units;
    std::map<std::string, drivers::Quality> qualities; ///< other than good
    std::atomic<bool> hangs = false; ///< whoever reads waits
    std::vector<std::pair<std::string, std::string>> written;
    std::function<Result<void>(const std::string &, const std::string &)> wrote;
    std::vector<std::string> sequences;
    std::function<Result<void>(const std::string &)> ran;
    std::optional<std::chrono::system_clock::time_point>
        answered; ///< then, and not asked since: what it hands out is old

    void set(const std::string &point, drivers::Value value)
    {
        const std::lock_guard lock(mutex);
        points[point] = std::move(value);
    }
    [[nodiscard]] int count(const std::string &point) const
    {
        const std::lock_guard lock(mutex);
        int n = 0;
        for (const auto &[id, value] : written) {
            n += id == point ? 1 : 0;
        }
        return n;
    }
};

class FakePoints final : public ScriptedDevice, public drivers::PointDevice {
public:
    explicit FakePoints(PointScript &script) : ScriptedDevice(script), m_points(script) {}
    [[nodiscard]] std::vector<drivers::Reading> readAll(drivers::Instant deadline) override
    {
        std::vector<std::string> ids;
        {
            const std::lock_guard lock(m_points.mutex);
            for (const auto &[id, value] : m_points.points) {
                ids.push_back(id);
            }
        }
        return read(ids, deadline);
    }
    [[nodiscard]] std::vector<drivers::Reading> read(const std::vector<std::string> &ids, drivers::Instant) override
    {
        while (m_points.hangs) {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        const std::lock_guard lock(m_points.mutex);
        std::vector<drivers::Reading> out;
        for (const std::string &id : ids) {
            drivers::Reading reading;
            reading.point = id;
            reading.time = m_points.answered.value_or(std::chrono::system_clock::now());
            const auto found = m_points.points.find(id);
            if (found != m_points.points.end() && !m_points.away) {
                const auto quality = m_points.qualities.find(id);
                reading.value = found->second;
                reading.unit = m_points.units.count(id) > 0 ? m_points.units.at(id) : std::string();
                reading.quality = quality != m_points.qualities.end() ? quality->second : drivers::Quality::Good;
            } else {
                reading.reason = "no answer";
            }
            out.push_back(std::move(reading));
        }
        return out;
    }
    [[nodiscard]] Result<void> write(const std::string &id, const std::string &value) override
    {
        ++m_points.acts;
        {
            const std::lock_guard lock(m_points.mutex);
            m_points.written.emplace_back(id, value);
        }
        return m_points.wrote ? m_points.wrote(id, value) : Result<void>();
    }
    [[nodiscard]] Result<void> run(const std::string &sequence) override
    {
        ++m_points.acts;
        {
            const std::lock_guard lock(m_points.mutex);
            m_points.sequences.push_back(sequence);
        }
        return m_points.ran ? m_points.ran(sequence) : Result<void>();
    }

private:
    PointScript &m_points;
};

} // namespace tgc::doubles
