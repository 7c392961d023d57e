// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "drivers/simulation/cavro_pump.h"

namespace tgc::simulation {

/// The pump's serial line: takes OEM blocks and DT commands out of the bytes, and packs the answers alike.
class CavroLine final : public ProtocolServer {
public:
    explicit CavroLine(CavroPump &pump) : m_pump(pump) {}

    [[nodiscard]] std::vector<TimedBytes> receive(std::span<const std::uint8_t> bytes, drivers::Instant now) override;
    void connected(drivers::Instant now) override;

private:
    enum class Within { Nothing, Oem, Checksum, Dt };
    void take(std::uint8_t byte, drivers::Instant now, std::vector<TimedBytes> &answers);
    void oemBlock(std::uint8_t checksum, drivers::Instant now, std::vector<TimedBytes> &answers);
    void dtCommand(drivers::Instant now, std::vector<TimedBytes> &answers);

    CavroPump &m_pump;
    Within m_within = Within::Nothing;
    Bytes m_block;
};

} // namespace tgc::simulation
