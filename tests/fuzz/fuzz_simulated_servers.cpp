// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes at all, to every simulated device: it answers or is silent, and what it says is whole.
// Input: device (its first byte), then pieces: length, wait in 10 ms, bytes.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "drivers/simulation/modbus_wire.h"
#include "drivers/simulation/simulated_bench.h"

using namespace tgc::simulation;

namespace {

BenchDescription description()
{
    BenchDescription bench;
    bench.chromatograph.run_s = 150.0;
    bench.chromatograph.preparing_s = 8.0;
    bench.chromatograph.noise_uV = 1.0;
    bench.chromatograph.components = {{"H2", 52.0, 0.9, 0.5, {400.0, 400.0}}};
    bench.cylinders.levels_ppm = {1000.0};
    bench.vial.volume_mL = 30.0;
    bench.vial.liquid_mL = 0.5;
    bench.vial.sealed_kPa = 101.3;
    bench.vial.syringe_mL = 0.5;
    bench.vial.ambient_kPa = 100.4;
    bench.vial.reaction_s = 40.0;
    bench.vials = {{1, {0.2, 0.2}, {0.0, 0.0}, false}, {5, {0.1, 0.1}, {0.0, 0.0}, true}};
    return bench;
}

bool whole(const Bytes &answer, Framing framing)
{
    switch (framing) {
    case Framing::ModbusTcp: return answer.size() > 7 && wordAt(answer, 4) == answer.size() - 6;
    case Framing::ModbusRtu:
        return answer.size() > 4 && crc16(std::span(answer).first(answer.size() - 2)) ==
                                        (answer[answer.size() - 2] | (answer[answer.size() - 1] << 8U));
    case Framing::CavroOem: return answer.size() > 4 && (answer[0] == 0x02 || answer[0] == '/') && answer[1] == '0';
    }
    return false;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0) {
        return 0;
    }
    SimulatedBench bench(description(), {});
    const std::size_t device = data[0] % bench.devices().size();
    const std::string &protocol = bench.devices()[device].protocol;
    const Framing framing = protocol == "modbus-tcp"   ? Framing::ModbusTcp
                            : protocol == "modbus-rtu" ? Framing::ModbusRtu
                                                       : Framing::CavroOem;
    const auto line = bench.connect(device);
    tgc::drivers::Instant now{};
    std::span<const std::uint8_t> rest(data + 1, size - 1);
    while (rest.size() > 2) {
        const std::size_t length = std::min<std::size_t>(rest[0], rest.size() - 2);
        now += std::chrono::milliseconds(10) * rest[1];
        for (const TimedBytes &answer : line->receive(rest.subspan(2, length), now)) {
            if (answer.at < now || !whole(answer.bytes, framing)) {
                std::abort();
            }
        }
        rest = rest.subspan(2 + length);
    }
    return 0;
}
