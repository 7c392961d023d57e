// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>

#include "drivers/simulation/simulated_bench.h"

namespace tgc::test {

/// The shipped description of the simulated bench.
inline simulation::BenchDescription shippedBench()
{
    return *simulation::readBenchDescription(std::filesystem::path(TGC_SOURCE_DIR) / "resources/bench/simulated.toml");
}

/// "01 03 0B" as bytes.
inline simulation::Bytes hex(std::string_view text)
{
    simulation::Bytes bytes;
    int digits = 0;
    unsigned value = 0;
    for (const char c : text) {
        if (c == ' ') {
            continue;
        }
        value = value * 16 + static_cast<unsigned>(c <= '9' ? c - '0' : c - 'A' + 10);
        if (++digits % 2 == 0) {
            bytes.push_back(static_cast<std::uint8_t>(value));
            value = 0;
        }
    }
    return bytes;
}

inline std::string toHex(const simulation::Bytes &bytes)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string text;
    for (const std::uint8_t byte : bytes) {
        text += text.empty() ? "" : " ";
        text += digits[byte >> 4U];
        text += digits[byte & 15U];
    }
    return text;
}

/// A simulated bench in memory, and one connection to each of its devices. Time is what the test says.
class SimulatedWire {
public:
    explicit SimulatedWire(std::uint64_t seed = 1, std::vector<simulation::Fault> faults = {})
        : bench(shippedBench(), {seed, std::move(faults), {}, 1.0, {}})
    {
        for (std::size_t i = 0; i < bench.devices().size(); ++i) {
            lines.push_back(bench.connect(i));
        }
    }

    [[nodiscard]] std::size_t place(std::string_view id) const
    {
        std::size_t i = 0;
        while (bench.devices()[i].id != id) {
            ++i;
        }
        return i;
    }
    /// What the device sends to these bytes, all of it; its times are kept in `answers`.
    simulation::Bytes ask(std::string_view id, const simulation::Bytes &request)
    {
        answers = lines[place(id)]->receive(request, now);
        simulation::Bytes all;
        for (const simulation::TimedBytes &answer : answers) {
            all.insert(all.end(), answer.bytes.begin(), answer.bytes.end());
        }
        return all;
    }
    std::string askHex(std::string_view id, std::string_view request) { return toHex(ask(id, hex(request))); }
    void wait(double seconds) { now += drivers::Duration(static_cast<std::int64_t>(seconds * 1e9)); }

    simulation::SimulatedBench bench;
    std::vector<std::unique_ptr<simulation::ProtocolServer>> lines;
    std::vector<simulation::TimedBytes> answers;
    drivers::Instant now{};
};

} // namespace tgc::test
