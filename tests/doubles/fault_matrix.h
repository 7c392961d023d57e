// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

#include "drivers/cavro/cavro_pump.h"
#include "drivers/labjack/t7.h"
#include "drivers/profile/profile_device.h"
#include "drivers/simulation/simulated_bench.h"
#include "tests/doubles/small_t7.h"
#include "tests/doubles/virtual_modbus_port.h"

/// Fault x driver x seed on a virtual clock: what a driver hands out as good is right, what a pump gave is what it says,
/// and whoever has nothing says why. Used by tst_fault_matrix and, with more seeds, tst_fault_matrix_long.
namespace tgc::test::fault_matrix {

using namespace std::chrono_literals;
using simulation::Fault;
using simulation::FaultKind;

struct Kind {
    const char *name;
    FaultKind kind;
    double probability;
    double seconds; ///< the longest a seed draws
};

inline constexpr Kind kinds[] = {
    {"late", FaultKind::Late, 0.1, 0.4},
    {"very late", FaultKind::Late, 0.05, 2.0},
    {"lost", FaultKind::Lost, 0.1, 0.0},
    {"unheard", FaultKind::Unheard, 0.1, 0.0},
    {"duplicated", FaultKind::Duplicated, 0.1, 0.0},
    {"truncated", FaultKind::Truncated, 0.1, 0.0},
    {"bad checksum", FaultKind::BadChecksum, 0.1, 0.0},
    {"other unit", FaultKind::OtherUnit, 0.1, 0.0},
    {"exception", FaultKind::Exception, 0.1, 0.0},
    {"stall", FaultKind::Stall, 0.01, 3.0},
    {"unplug", FaultKind::Unplug, 0.02, 3.0},
    {"power cycle", FaultKind::PowerCycle, 0.01, 0.0},
};

inline std::vector<Fault> script(const char *device, const Kind &kind, std::uint64_t seed)
{
    Fault fault;
    fault.device = device;
    fault.kind = kind.kind;
    // A dose is a hundred questions or more; what ends it must not strike every one.
    const bool ends = kind.kind >= FaultKind::Exception;
    fault.probability = kind.probability * (ends && fault.device == "pump" ? 0.1 : 1.0);
    fault.seconds = kind.seconds * (0.1 + 0.3 * static_cast<double>(seed % 4));
    fault.code = seed % 2 == 0 ? 4 : 2; // of Modbus; a pump's "invalid sequence" and "invalid command"
    return {fault};
}

/// What a test tells when it is over: that it tested something, and something struck.
struct Tally {
    int good = 0;
    int failed = 0;
    std::string wrong; ///< the first mistake; empty: none
};

inline void expect(Tally &tally, bool right, const std::string &otherwise)
{
    if (!right && tally.wrong.empty()) {
        tally.wrong = otherwise;
    }
}

/// The small T7 as a device that a fault script can strike.
class FaultyT7 final : public simulation::SimulatedDevice {
public:
    explicit FaultyT7(drivers::Instant now) : t7(now) {}
    [[nodiscard]] simulation::Framing framing() const override { return simulation::Framing::ModbusTcp; }
    [[nodiscard]] std::unique_ptr<simulation::ProtocolServer> connection() override
    {
        return std::make_unique<Connection>(t7);
    }
    void powerCycle(drivers::Instant now) override { t7.powerCycle(now); }
    SmallT7 t7;

private:
    struct Connection final : simulation::ProtocolServer {
        explicit Connection(SmallT7 &device) : t7(device) {}
        std::vector<simulation::TimedBytes> receive(std::span<const std::uint8_t> bytes, drivers::Instant now) override
        {
            return t7.receive(bytes, now);
        }
        void connected(drivers::Instant now) override { t7.connected(now); }
        SmallT7 &t7;
    };
};

/// The signal tells its own time: input 0 rises by 0.1 mV a second from when power came. So every value proves when it
/// was taken, and the frame's device time must agree.
inline Tally labjack(const Kind &kind, std::uint64_t seed)
{
    VirtualClock clock;
    FaultyT7 device(clock.now());
    simulation::DeviceFaults faults(device, "adc", script("adc", kind, seed), seed, clock.now(), 1.0);
    simulation::FaultyLine line(device.connection(), device.framing(), faults);
    auto link = std::make_shared<VirtualLink>(clock, line, VirtualLink::Kind::Tcp);
    link->unplugged = [&](drivers::Instant now) { return faults.unplugged(now); };
    drivers::T7Config config;
    config.channels = {drivers::T7Channel{}, drivers::T7Channel{}};
    config.channels[1].input = 2;
    drivers::T7 t7(config, link, clock);

    Tally tally;
    std::optional<double> lastTime_s;
    std::optional<double> lastUptime_s;
    drivers::Instant lastPower{};
    for (int i = 0; i < 150; ++i) {
        const drivers::Instant asked = clock.now();
        const auto frame = t7.frame(asked + 1s);
        if (frame) {
            ++tally.good;
            const double uptime_s = (frame->values[0] * 1e-6 - 0.1) * 1e4;
            const double earliest_s = std::max(0.0, device.t7.uptime_s(asked));
            expect(tally, uptime_s > earliest_s - 0.01 && uptime_s < device.t7.uptime_s(clock.now()) + 0.01,
                   "a value of another time");
            expect(tally, std::abs(frame->values[1] - frame->values[0] - 0.2e6) < 1.0, "another channel's value");
            const bool restarted = lastUptime_s && lastPower != device.t7.poweredOn;
            if (lastTime_s && !frame->timeJumped) {
                expect(tally, !restarted, "a restart that was not told");
                expect(tally, std::abs(frame->deviceTime_s - *lastTime_s - (uptime_s - *lastUptime_s)) < 0.01,
                       "time does not go with the signal");
            }
            expect(tally, !lastTime_s || frame->deviceTime_s > *lastTime_s, "time went back");
            expect(tally, !frame->timeJumped || restarted, "a jump that was none");
            expect(tally, t7.state() == drivers::DeviceState::Ready && t7.why().empty(), "good, but not Ready");
            lastTime_s = frame->deviceTime_s;
            lastUptime_s = uptime_s;
            lastPower = device.t7.poweredOn;
        } else {
            ++tally.failed;
            expect(tally, !frame.error().message.empty() && !t7.why().empty(), "no sentence");
            expect(tally, t7.state() != drivers::DeviceState::Ready, "Ready without a value");
            expect(tally, clock.now() <= asked + 1100ms, "a call outlasted its deadline");
        }
        clock.sleepUntil(asked + 100ms);
    }
    return tally;
}

inline simulation::BenchDescription description()
{
    auto read = simulation::readBenchDescription(TGC_SOURCE_DIR "/resources/bench/simulated.toml");
    if (!read) {
        qFatal("%s", read.error().message.c_str());
    }
    read->pump.uSyringe_rel = 0.0;
    return *read;
}

inline std::size_t placeOf(const simulation::SimulatedBench &bench, const std::string &id)
{
    std::size_t i = 0;
    while (bench.devices()[i].id != id) {
        ++i;
    }
    return i;
}

/// Three doses into one vial. What reached it is seen in the vial's own headspace, a minute after each.
inline Tally cavro(const Kind &kind, std::uint64_t seed)
{
    VirtualClock clock;
    simulation::BenchOptions options;
    options.seed = seed;
    options.faults = script("pump", kind, seed);
    options.start = clock.now();
    simulation::SimulatedBench bench(description(), options);
    simulation::DeviceFaults &faults = bench.faults(placeOf(bench, "pump"));
    const auto line = bench.connect(placeOf(bench, "pump"));
    auto link = std::make_shared<VirtualLink>(clock, *line, VirtualLink::Kind::Serial);
    link->unplugged = [&](drivers::Instant now) { return faults.unplugged(now); };
    drivers::CavroConfig config;
    config.largestDose = milliliters(0.5);
    drivers::CavroPump pump(config, link, clock);
    const auto settle = [&] {
        clock.sleepUntil(clock.now() + 60s);
        bench.model().advance(bench.model().secondsAt(clock.now()));
    };

    Tally tally;
    constexpr double step_mL = 1.0 / 3000.0;
    for (int dose = 0; dose < 3; ++dose) {
        bench.model().sampler.vial = 0; // the vial is off the line: initialising moves liquid
        for (int i = 0; i < 30 && !(pump.initialised() && pump.state() == drivers::DeviceState::Ready); ++i) {
            static_cast<void>(pump.connect(clock.now() + 10s));
            if (!pump.initialised()) {
                static_cast<void>(pump.initialise(clock.now() + 60s));
            }
        }
        settle();
        bench.model().sampler.vial = 1;
        const double before_mL = bench.model().vial(1)->headspace_mL();
        const auto given = pump.dose(milliliters(0.3), clock.now() + 120s);
        const auto state = pump.state();
        settle();
        const double true_mL = before_mL - bench.model().vial(1)->headspace_mL();
        expect(tally, true_mL < 0.3 + 2.0 * step_mL, "more than was asked for reached the vial");
        if (!given) {
            ++tally.failed;
            expect(tally, std::abs(true_mL) < 2.0 * step_mL,
                   "an error says nothing was dosed, and " + std::to_string(true_mL) +
                       " mL was: " + given.error().message);
            expect(tally, !given.error().message.empty(), "no sentence");
        } else if (given->known) {
            ++tally.good;
            expect(tally, std::abs(true_mL - inMilliliters(given->delivered)) < 2.0 * step_mL,
                   "it says " + std::to_string(inMilliliters(given->delivered)) + " mL, the vial " +
                       std::to_string(true_mL) + ": " + given->evidence);
        } else {
            ++tally.failed;
            expect(tally, true_mL < inMilliliters(given->atMost) + 2.0 * step_mL, "more than at most");
            expect(tally, !given->evidence.empty() && !pump.why().empty(), "no sentence");
            expect(tally, state != drivers::DeviceState::Ready && state != drivers::DeviceState::Busy,
                   "ready after a dose that is not known: " + given->evidence);
        }
    }
    return tally;
}

/// Every reading of a fault-free device, which stands still, is the truth for the faulty one.
inline Tally profile(const char *id, const Kind &kind, std::uint64_t seed)
{
    const auto readings = [&](std::vector<Fault> faultScript, int rounds) {
        VirtualClock clock;
        simulation::BenchOptions options;
        options.seed = seed;
        options.faults = std::move(faultScript);
        options.start = clock.now();
        simulation::SimulatedBench bench(description(), options);
        const std::size_t place = placeOf(bench, id);
        const auto line = bench.connect(place);
        const bool tcp = !bench.devices()[place].serial();
        VirtualLink link(clock, *line, tcp ? VirtualLink::Kind::Tcp : VirtualLink::Kind::Serial);
        link.unplugged = [&](drivers::Instant now) { return bench.faults(place).unplugged(now); };
        VirtualModbusPort port(clock, link, tcp);
        auto loaded =
            drivers::loadProfile(TGC_SOURCE_DIR "/resources/devices/" + bench.devices()[place].profile + ".toml");
        if (!loaded) {
            qFatal("%s", loaded.error().message.c_str());
        }
        drivers::ProfileDevice device(*loaded, port, clock);
        std::vector<std::vector<drivers::Reading>> all;
        for (int i = 0; i < rounds; ++i) {
            const drivers::Instant now = clock.now();
            all.push_back(device.readAll(now + 10s));
            clock.sleepUntil(now + 3s); // beyond every poll_ms: each round asks the device
        }
        return all;
    };
    const auto truth = readings({}, 1).front();
    Tally tally;
    for (const auto &round : readings(script(id, kind, seed), 30)) {
        for (const drivers::Reading &reading : round) {
            if (reading.quality != drivers::Quality::Good) {
                ++tally.failed;
                expect(tally, !reading.reason.empty(), reading.point + ": no sentence");
                continue;
            }
            ++tally.good;
            const auto same = std::find_if(truth.begin(), truth.end(),
                                           [&](const drivers::Reading &t) { return t.point == reading.point; });
            expect(tally, same != truth.end() && same->value == reading.value, reading.point + ": a wrong value, good");
        }
    }
    return tally;
}

/// How often the line itself, with nobody judging its answers, hands out another question's: if it never did, the rest
/// would test nothing.
inline int wrongWithoutJudgement(std::uint64_t seed)
{
    VirtualClock clock;
    simulation::BenchOptions options;
    options.faults = script("gauge", {"late", FaultKind::Late, 0.3, 1.0}, seed);
    options.start = clock.now();
    simulation::SimulatedBench bench(description(), options);
    const auto line = bench.connect(placeOf(bench, "gauge"));
    VirtualLink link(clock, *line, VirtualLink::Kind::Serial);
    VirtualModbusPort port(clock, link, false);
    int wrong = link.open(clock.now()) ? 0 : -1;
    for (int i = 0; i < 100; ++i) { // P1 in bar and the temperature in degC, in turn
        const auto words =
            port.readRegisters(1, drivers::ModbusTable::Holding, i % 2 == 0 ? 2 : 8, 2, clock.now() + 200ms);
        if (words) {
            const auto bits = static_cast<std::uint32_t>(((*words)[0] << 16U) | (*words)[1]);
            const bool pressure = std::bit_cast<float>(bits) < 5.0F;
            wrong += pressure != (i % 2 == 0) ? 1 : 0;
        }
    }
    return wrong;
}

inline Tally run(const std::string &driver, const Kind &kind, std::uint64_t seed)
{
    if (driver == "labjack") {
        return labjack(kind, seed);
    }
    return driver == "cavro" ? cavro(kind, seed) : profile(driver.c_str(), kind, seed);
}

/// A data row for each driver and fault.
inline void rows()
{
    QTest::addColumn<QString>("driver");
    QTest::addColumn<int>("kind");
    for (const char *driver : {"labjack", "cavro", "gauge", "gc"}) {
        for (int i = 0; i < int(std::size(kinds)); ++i) {
            QTest::addRow("%s, %s", driver, kinds[i].name) << QString(driver) << i;
        }
    }
}

/// True if no seed found anything wrong, and both good and bad were seen.
inline bool holds(const QString &driver, int kind, std::uint64_t seeds)
{
    Tally sum;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        const Tally one = run(driver.toStdString(), kinds[kind], seed);
        sum.good += one.good;
        sum.failed += one.failed;
        if (!one.wrong.empty()) {
            qWarning("seed %llu: %s", static_cast<unsigned long long>(seed), one.wrong.c_str());
            sum.wrong = one.wrong;
        }
    }
    qInfo("%d good, %d not", sum.good, sum.failed);
    return sum.wrong.empty() && sum.good > 0;
}

} // namespace tgc::test::fault_matrix
