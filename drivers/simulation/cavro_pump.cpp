// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/simulation/cavro_pump.h"

#include <cmath>
#include <utility>

#include "drivers/simulation/cavro_line.h"

namespace tgc::simulation {

namespace {

constexpr std::size_t bufferBytes = 255;
constexpr const char *firmware = "733085-B SIM 1.0";
constexpr const char *configuration = "XCalibur 3000 9600 3-port SIM";

std::string rounded(double value)
{
    return std::to_string(std::lround(value));
}

} // namespace

CavroPump::CavroPump(BenchModel &bench) : m_bench(bench)
{
    powerCycle({});
}

std::unique_ptr<ProtocolServer> CavroPump::connection()
{
    return std::make_unique<CavroLine>(*this);
}

void CavroPump::powerCycle(drivers::Instant)
{
    m_bench.pump().terminate(m_bench.now_s());
    m_settings = {};
    m_bench.pump().compensation_steps = m_settings.backlash;
    m_stored.clear();
    m_executed.clear();
    m_error = CavroError::NotInitialised;
    m_oemSeen = false;
    m_lastSequence.reset();
    m_lastData.clear();
}

bool CavroPump::jam(drivers::Instant now)
{
    settle(m_bench.secondsAt(now));
    m_bench.pump().jamNext();
    return true;
}

std::uint8_t CavroPump::address() const
{
    return static_cast<std::uint8_t>(0x30 + m_bench.description().pump.address);
}

char CavroPump::status(CavroError error, double now_s) const
{
    const bool ready = !m_bench.pump().busy(now_s);
    return static_cast<char>(0x40 | (ready ? 0x20 : 0x00) | static_cast<int>(error));
}

void CavroPump::settle(double now_s)
{
    m_bench.advance(now_s);
    if (m_bench.pump().takeJammed()) {
        m_settings.initialised = false;
        m_error = CavroError::PlungerOverload;
    }
}

std::string CavroPump::execute(std::string_view text, drivers::Instant now)
{
    const double now_s = m_bench.secondsAt(now);
    settle(now_s);
    Reply reply = order(text, now_s);
    m_lastData = reply.data;
    return status(reply.error, now_s) + reply.data;
}

std::string CavroPump::executeOem(std::uint8_t sequence, std::string_view text, drivers::Instant now)
{
    constexpr std::uint8_t repeatBit = 0x08;
    const auto number = static_cast<std::uint8_t>(sequence & 0x07U);
    m_oemSeen = true;
    if ((sequence & repeatBit) != 0 && m_lastSequence == number) {
        const double now_s = m_bench.secondsAt(now);
        settle(now_s);
        return status(m_error, now_s) + m_lastData;
    }
    m_lastSequence = number;
    return execute(text, now);
}

CavroPump::Reply CavroPump::order(std::string_view text, double now_s)
{
    if (text.size() > bufferBytes) {
        return {CavroError::Overflow, {}};
    }
    if (auto reported = report(text)) {
        return *reported;
    }
    if (text == "T" || text == "TR" || text == "H" || text == "HR") {
        // Halting a movement for good is all that is simulated of H: what R would go on with is gone.
        m_bench.pump().terminate(now_s);
        return {m_error, {}};
    }
    return m_bench.pump().moving(now_s) ? Reply{CavroError::Overflow, {}} : program(text, now_s);
}

std::optional<CavroPump::Reply> CavroPump::report(std::string_view text)
{
    if (!text.empty() && text.back() == 'R' && text.size() > 1) {
        text.remove_suffix(1); // drivers in the field put an R behind reports, too
    }
    const PumpDrive &drive = m_bench.pump();
    if (text == "Q" || text.empty()) {
        return Reply{m_error, {}};
    }
    if (text == "&") {
        return Reply{m_error, firmware};
    }
    if (text == "F") {
        return Reply{m_error, m_stored.empty() ? "0" : "1"};
    }
    if (text.front() != '?') {
        return std::nullopt;
    }
    const std::string_view which = text.substr(1);
    if (which.empty() || which == "0" || which == "4") {
        return Reply{m_error, rounded(drive.position_steps() * m_settings.scale())};
    }
    if (which == "1") {
        return Reply{m_error, rounded(m_settings.start_steps_s)};
    }
    if (which == "2") {
        return Reply{m_error, rounded(m_settings.top_steps_s)};
    }
    if (which == "3") {
        return Reply{m_error, rounded(m_settings.cutoff_steps_s)};
    }
    if (which == "6") {
        return Reply{m_error, std::string(1, drive.valve())};
    }
    if (which == "12") {
        return Reply{m_error, std::to_string(m_settings.backlash)};
    }
    if (which == "13" || which == "14") {
        return Reply{m_error, "0"};
    }
    if (which == "76") {
        return Reply{m_error, configuration};
    }
    return Reply{CavroError::InvalidOperand, {}};
}

CavroPump::Reply CavroPump::program(std::string_view text, double now_s)
{
    if (text == "R") {
        return m_stored.empty() ? Reply{m_error, {}} : run(std::exchange(m_stored, {}), now_s);
    }
    if (text == "X" || text == "XR") {
        return m_executed.empty() ? Reply{CavroError::InvalidSequence, {}} : run(m_executed, now_s);
    }
    if (text.back() == 'R') {
        return run(std::string(text.substr(0, text.size() - 1)), now_s);
    }
    const CavroProgram read =
        readCavroProgram(text, m_settings, m_bench.pump().position_steps(), m_bench.pump().valve());
    if (read.error != CavroError::None) {
        return {read.error, {}};
    }
    m_stored = text;
    return {m_error, {}};
}

CavroPump::Reply CavroPump::run(const std::string &text, double now_s)
{
    PumpDrive &drive = m_bench.pump();
    const CavroProgram read = readCavroProgram(text, m_settings, drive.position_steps(), drive.valve());
    if (read.error != CavroError::None) {
        // What keeps it from moving goes before what the order would be.
        return {read.error == CavroError::NotInitialised ? m_error : read.error, {}};
    }
    m_settings = read.settings;
    if (read.initialises) {
        m_error = CavroError::None;
    }
    drive.compensation_steps = m_settings.backlash;
    m_executed = text;
    drive.begin(now_s, read.moves);
    return {m_error, {}};
}

} // namespace tgc::simulation
