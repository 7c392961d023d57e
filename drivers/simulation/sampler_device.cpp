// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/simulation/sampler_device.h"

#include "drivers/simulation/sampler_registers.h"

namespace tgc::simulation {

namespace {

constexpr std::string_view identityText = "TGCSIM";
constexpr float least_uL = 1.0F;
constexpr float most_uL = 5000.0F;

} // namespace

std::unique_ptr<ProtocolServer> SamplerDevice::connection()
{
    return std::make_unique<ModbusTcpServer>(*this);
}

void SamplerDevice::tick(drivers::Instant now)
{
    m_bench.advance(m_bench.secondsAt(now));
}

std::optional<std::uint16_t> SamplerDevice::word(std::uint16_t address)
{
    const SamplerSetting &set = m_bench.sampler;
    switch (address) {
    case sampler::identity:
    case sampler::identity + 1:
    case sampler::identity + 2: return textWord(identityText, address - sampler::identity);
    case sampler::mapVersion: return 1;
    case sampler::vial: return static_cast<std::uint16_t>(set.vial);
    case sampler::gas: return set.standard ? 1 : 0;
    case sampler::volume_uL:
    case sampler::volume_uL + 1: return floatWord(static_cast<float>(set.volume_uL), address - sampler::volume_uL);
    case sampler::level_ppm:
    case sampler::level_ppm + 1: return floatWord(static_cast<float>(set.level_ppm), address - sampler::level_ppm);
    case sampler::sampling: return set.equalised ? 1 : 0;
    case sampler::inject: return 0;
    case sampler::state:
    case sampler::busy: return m_bench.drawing() ? 1 : 0;
    case sampler::done: return static_cast<std::uint16_t>(m_bench.injections());
    case sampler::result: return static_cast<std::uint16_t>(m_bench.samplerResult());
    case sampler::vials: return static_cast<std::uint16_t>(m_bench.description().vials.size());
    default: return std::nullopt;
    }
}

RegisterDevice::Written SamplerDevice::write(std::uint16_t address, std::span<const std::uint16_t> words)
{
    while (!words.empty()) {
        const bool two = address == sampler::volume_uL || address == sampler::level_ppm;
        if (two && words.size() < 2) {
            return Written::BadValue; // half a number
        }
        const std::size_t taken = two ? 2 : 1;
        if (const Written written = writeOne(address, words.first(taken)); written != Written::Done) {
            return written;
        }
        words = words.subspan(taken);
        address = static_cast<std::uint16_t>(address + taken);
    }
    return Written::Done;
}

RegisterDevice::Written SamplerDevice::writeOne(std::uint16_t address, std::span<const std::uint16_t> words)
{
    SamplerSetting &set = m_bench.sampler;
    const float number = words.size() == 2 ? floatOf(words[0], words[1]) : 0.0F;
    if (address >= sampler::vial && address <= sampler::sampling && m_bench.drawing()) {
        return Written::Busy; // the needle is in
    }
    switch (address) {
    case sampler::vial:
        if (words[0] != 0 && !m_bench.hasVial(words[0])) {
            return Written::BadValue;
        }
        set.vial = words[0];
        return Written::Done;
    case sampler::gas:
    case sampler::sampling:
        if (words[0] > 1) {
            return Written::BadValue;
        }
        (address == sampler::gas ? set.standard : set.equalised) = words[0] == 1;
        return Written::Done;
    case sampler::volume_uL:
        if (!(number >= least_uL && number <= most_uL)) {
            return Written::BadValue;
        }
        set.volume_uL = static_cast<double>(number);
        return Written::Done;
    case sampler::level_ppm:
        if (!m_bench.hasLevel(static_cast<double>(number))) {
            return Written::BadValue;
        }
        set.level_ppm = static_cast<double>(number);
        return Written::Done;
    case sampler::inject:
        if (words[0] != 1) {
            return Written::BadValue;
        }
        return m_bench.orderInjection(m_bench.now_s()) ? Written::Done : Written::Busy;
    default: return Written::NoAddress;
    }
}

} // namespace tgc::simulation
