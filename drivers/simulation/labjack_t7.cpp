// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/simulation/labjack_t7.h"

#include <bit>
#include <cmath>

#include "drivers/simulation/register_device.h"

namespace tgc::simulation {

namespace {

constexpr std::uint8_t illegalFunction = 1;
constexpr std::uint8_t illegalAddress = 2;
constexpr std::uint8_t illegalValue = 3;
constexpr std::uint8_t deviceFailure = 4;
constexpr std::uint16_t answerTooLong = 2300;
constexpr std::size_t longestAnswer = 1033; // a packet of 1040 bytes
constexpr std::uint16_t badRegisterCount = 2313;
constexpr std::uint16_t oddCount = 2315;
constexpr std::uint16_t badRange = 2370;
constexpr std::uint16_t badNegative = 2373;
constexpr std::uint16_t badResolution = 2375;
constexpr std::uint16_t singleEnded = 199;
constexpr std::uint32_t lines = (1U << 23U) - 1; // DIO0 to DIO22
constexpr auto beforeTheBench = std::chrono::seconds(83); // powered on so long before: CORE_TIMER wraps early

std::uint32_t bitsOf(float number)
{
    return std::bit_cast<std::uint32_t>(number);
}

/// Which registers hold 32 bits; the rest hold 16.
bool isWide(std::uint16_t address)
{
    return address < 2000 || (address >= 2800 && address < 3000) || (address >= 40000 && address < 41000) ||
           (address >= 42000 && address < 43000) || address == 43900 || address == 43904 ||
           (address >= 50000 && address < 50500) || address == 55100 || (address >= 55120 && address <= 55125) ||
           (address >= 60000 && address < 61600);
}

bool isSignal(std::uint16_t address)
{
    return address < 2U * LabjackT7::inputs;
}

} // namespace

LabjackT7::LabjackT7(BenchModel &bench, SignalPace pace)
    : m_bench(bench), m_pace(std::move(pace)), m_serial(470010000U + static_cast<std::uint32_t>(bench.seed() % 10000U))
{
    powerCycle(drivers::Instant{});
    m_poweredOn = drivers::Instant{} - beforeTheBench;
}

std::unique_ptr<ProtocolServer> LabjackT7::connection()
{
    return std::make_unique<ModbusTcpServer>(*this);
}

void LabjackT7::powerCycle(drivers::Instant now)
{
    m_poweredOn = now;
    m_inputs.fill({});
    m_state = 0;
    m_direction = 0;
    m_inhibit = 0;
    m_testU16 = 0x0011;
    m_tests = {0x00112233U, 0x8899AABBU, bitsOf(-9999.0F)};
    m_lastError = 0;
    m_lastFrame = 0;
    driveLines();
}

PduAnswer LabjackT7::answer(std::span<const std::uint8_t> pdu, drivers::Instant now)
{
    m_now = now;
    // A feedback packet that reads an input is the digitiser at work.
    for (std::size_t at = 1; pdu[0] == 76 && at + 4 <= pdu.size(); at += 4) {
        if (pdu[at] != 0) {
            break; // writes, and what stands behind them, keep the time they came
        }
        if (isSignal(wordAt(pdu, at + 1))) {
            m_now = m_pace(now);
            break;
        }
    }
    m_bench.advance(m_bench.secondsAt(m_now));
    Problem problem;
    Bytes made = execute(pdu, problem);
    if (problem.code != 0) {
        m_lastError = problem.detail;
        made = exceptionPdu(pdu[0], problem.code);
    }
    return {m_now, std::move(made)};
}

Bytes LabjackT7::execute(std::span<const std::uint8_t> pdu, Problem &problem)
{
    Bytes made;
    std::vector<std::uint16_t> words;
    switch (pdu[0]) {
    case 3:
    case 4: {
        if (pdu.size() != 5 || wordAt(pdu, 3) < 1 || wordAt(pdu, 3) > 125) {
            problem = {illegalValue, badRegisterCount};
            return made;
        }
        made = {pdu[0], static_cast<std::uint8_t>(2 * wordAt(pdu, 3))};
        problem = read(wordAt(pdu, 1), wordAt(pdu, 3), made);
        return made;
    }
    case 6:
        if (pdu.size() != 5) {
            problem = {illegalValue, badRegisterCount};
            return made;
        }
        words = {wordAt(pdu, 3)};
        break;
    case 16:
        if (pdu.size() < 8 || pdu[5] != 2 * wordAt(pdu, 3) || pdu.size() != 6 + std::size_t{pdu[5]}) {
            problem = {illegalValue, badRegisterCount};
            return made;
        }
        for (std::size_t at = 6; at < pdu.size(); at += 2) {
            words.push_back(wordAt(pdu, at));
        }
        break;
    case 76: return feedback(pdu, problem);
    default: problem = {illegalFunction, 0}; return made;
    }
    problem = write(wordAt(pdu, 1), words);
    return {pdu.begin(), pdu.begin() + 5};
}

Bytes LabjackT7::feedback(std::span<const std::uint8_t> pdu, Problem &problem)
{
    Bytes made{76};
    std::size_t at = 1;
    m_lastFrame = 0;
    if (pdu.size() == 1) {
        problem = {illegalValue, badRegisterCount};
    }
    while (at < pdu.size() && problem.code == 0) {
        const std::size_t count = at + 4 <= pdu.size() ? pdu[at + 3] : 0;
        const bool writes = pdu[at] == 1;
        if (pdu[at] > 1 || count == 0 || (writes && at + 4 + 2 * count > pdu.size())) {
            problem = {illegalValue, badRegisterCount};
            break;
        }
        const std::uint16_t address = wordAt(pdu, at + 1);
        at += 4;
        if (writes) {
            std::vector<std::uint16_t> words;
            for (std::size_t i = 0; i < count; ++i, at += 2) {
                words.push_back(wordAt(pdu, at));
            }
            problem = write(address, words);
        } else {
            problem = read(address, static_cast<unsigned>(count), made);
        }
        if (problem.code == 0 && made.size() > longestAnswer) {
            problem = {deviceFailure, answerTooLong};
        }
        ++m_lastFrame;
    }
    return made;
}

LabjackT7::Problem LabjackT7::read(std::uint16_t address, unsigned count, Bytes &into)
{
    unsigned done = 0;
    while (done < count) {
        const unsigned at = address + done;
        const auto found = at <= 0xFFFFU ? value(static_cast<std::uint16_t>(at)) : std::nullopt;
        if (!found) {
            return {illegalAddress, 0};
        }
        if (!isWide(static_cast<std::uint16_t>(at))) {
            putWord(into, static_cast<std::uint16_t>(*found));
            ++done;
            continue;
        }
        if (count - done < 2) {
            return {deviceFailure, oddCount};
        }
        putWord(into, static_cast<std::uint16_t>(*found >> 16U));
        putWord(into, static_cast<std::uint16_t>(*found & 0xFFFFU));
        done += 2;
    }
    return {};
}

LabjackT7::Problem LabjackT7::write(std::uint16_t address, std::span<const std::uint16_t> words)
{
    std::size_t done = 0;
    while (done < words.size()) {
        const auto at = static_cast<std::uint16_t>(address + done);
        const bool wide = isWide(at);
        if (wide && words.size() - done < 2) {
            return {deviceFailure, oddCount};
        }
        const std::uint32_t number = wide ? (std::uint32_t{words[done]} << 16U) | words[done + 1] : words[done];
        if (const Problem problem = writeOne(at, number); problem.code != 0) {
            return problem;
        }
        done += wide ? 2 : 1;
    }
    return {};
}

LabjackT7::Problem LabjackT7::writeOne(std::uint16_t address, std::uint32_t number)
{
    if (address >= 40000 && address < 44000) {
        return configureInput(address, number);
    }
    if (address >= 2000 && address <= 2022) { // FIO, EIO, CIO, MIO: writing makes an output of it
        const std::uint32_t bit = 1U << (address - 2000U);
        m_direction |= bit;
        m_state = number != 0 ? m_state | bit : m_state & ~bit;
        driveLines();
        return {};
    }
    switch (address) {
    case 2800: m_state = (m_state & m_inhibit) | (number & ~m_inhibit & lines); break;
    case 2850: m_direction = (m_direction & m_inhibit) | (number & ~m_inhibit & lines); break;
    case 2900: m_inhibit = number & lines; break;
    case 55110: m_testU16 = static_cast<std::uint16_t>(number); break;
    case 55120:
    case 55122:
    case 55124: m_tests[(address - 55120U) / 2] = number; break;
    default: // read only, or not there
        return {illegalAddress, 0};
    }
    driveLines();
    return {};
}

LabjackT7::Problem LabjackT7::configureInput(std::uint16_t address, std::uint32_t number)
{
    const bool all = address >= 43900;
    const unsigned offset = address % 1000U;
    int kind = 0; // 0 range, 1 negative channel, 2 resolution, 3 settling
    unsigned input = 0;
    if (all) {
        kind = address == 43900 ? 0 : address == 43902 ? 1 : address == 43903 ? 2 : address == 43904 ? 3 : -1;
    } else if (address < 41000 || address >= 42000) {
        kind = offset % 2 != 0 || address >= 43000 ? -1 : address < 41000 ? 0 : 3;
        input = offset / 2;
    } else {
        kind = offset < 500 ? 1 : 2;
        input = offset % 500;
    }
    if (kind < 0 || input >= static_cast<unsigned>(inputs)) {
        return {illegalAddress, 0};
    }
    const float real = std::bit_cast<float>(number);
    if (kind == 0 && real != 0.0F && real != 10.0F && real != 1.0F && real != 0.1F && real != 0.01F) {
        return {deviceFailure, badRange};
    }
    if (kind == 1 && number != singleEnded && (all || input % 2 != 0 || number != input + 1)) {
        return {deviceFailure, badNegative};
    }
    if (kind == 2 && number > 12) {
        return {deviceFailure, badResolution};
    }
    if (kind == 3 && !(real >= 0.0F && real <= 50000.0F)) {
        return {illegalValue, 0};
    }
    for (unsigned i = all ? 0 : input; i < (all ? static_cast<unsigned>(inputs) : input + 1); ++i) {
        Input &each = m_inputs[i];
        switch (kind) {
        case 0: each.range_V = real == 0.0F ? 10.0F : real; break;
        case 1: each.negative = static_cast<std::uint16_t>(number); break;
        case 2: each.resolution = static_cast<std::uint16_t>(number); break;
        default: each.settling_us = real; break;
        }
    }
    return {};
}

std::optional<std::uint32_t> LabjackT7::inputValue(std::uint16_t address) const
{
    const unsigned offset = address % 1000U;
    const bool wide = isWide(address);
    const unsigned input = wide ? offset / 2 : offset % 500;
    if (input >= static_cast<unsigned>(inputs) || (wide && offset % 2 != 0) || address >= 43000) {
        return std::nullopt;
    }
    const Input &each = m_inputs[input];
    if (wide) {
        return bitsOf(address < 41000 ? each.range_V : each.settling_us);
    }
    return offset < 500 ? each.negative : each.resolution;
}

std::optional<std::uint32_t> LabjackT7::value(std::uint16_t address) const
{
    if (isSignal(address)) {
        return address % 2 == 0 ? std::optional(bitsOf(volts(address / 2))) : std::nullopt;
    }
    if (address >= 40000 && address < 44000) {
        return inputValue(address);
    }
    if (address >= 2000 && address <= 2022) {
        return (lineState() >> (address - 2000U)) & 1U;
    }
    const std::int64_t on_ns = (m_now - m_poweredOn).count();
    switch (address) {
    case 2800: return lineState();
    case 2850: return m_direction;
    case 2900: return m_inhibit;
    case 55000: return m_lastError;
    case 55002: return m_lastFrame;
    case 55003: // transaction of the last error: not kept
        return 0;
    case 55100: return 0x00112233U;
    case 55110: return m_testU16;
    case 55120:
    case 55122:
    case 55124: return m_tests[(address - 55120U) / 2];
    case 60000: return bitsOf(7.0F);
    case 60002: return bitsOf(1.35F);
    case 60004: return bitsOf(1.0308F);
    case 60010: return 1; // the 24-bit converter: a T7-Pro
    case 60028: return m_serial;
    case 60050: return bitsOf(296.15F);
    case 60052: return bitsOf(299.65F);
    case 61520: // 40 MHz
        return static_cast<std::uint32_t>(on_ns / 25);
    case 61522: // 20 Hz
        return static_cast<std::uint32_t>(on_ns / 50'000'000);
    default: return std::nullopt;
    }
}

float LabjackT7::volts(int input) const
{
    const Input &settings = m_inputs[static_cast<std::size_t>(input)];
    const double real_V = input == 0 ? m_bench.chromatograph().signal_uV(m_bench.now_s()) * 1e-6 : 0.0;
    const double range_V = static_cast<double>(settings.range_V);
    const double beyond_V = 1.06 * range_V; // the converter goes a little past its range and stops
    if (std::abs(real_V) > beyond_V) {
        return static_cast<float>(std::copysign(beyond_V, real_V));
    }
    // Index 0 is 9 on a Pro; 1 to 8 are the 16-bit converter.
    const bool fine = settings.resolution == 0 || settings.resolution > 8;
    const double step_V = 2.0 * range_V / (fine ? 16777216.0 : 65536.0);
    return static_cast<float>(std::round(real_V / step_V) * step_V);
}

std::uint32_t LabjackT7::lineState() const
{
    std::uint32_t state = lines; // nothing pulls the others down
    const double now_s = m_bench.now_s();
    const Chromatograph &gc = m_bench.chromatograph();
    if (gc.state(now_s) != Chromatograph::State::Ready) {
        state &= ~(1U << static_cast<unsigned>(readyLine));
    }
    if (gc.relayClosed(now_s)) {
        state &= ~(1U << static_cast<unsigned>(startedLine));
    }
    return (state & ~m_direction) | (m_state & m_direction);
}

void LabjackT7::driveLines()
{
    constexpr std::uint32_t start = 1U << static_cast<unsigned>(startLine);
    m_bench.setStartLine((m_direction & start) != 0 && (m_state & start) == 0, m_bench.now_s());
}

} // namespace tgc::simulation
