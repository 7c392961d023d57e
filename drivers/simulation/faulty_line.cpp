// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/simulation/faulty_line.h"

#include <algorithm>

#include "drivers/simulation/modbus_wire.h"

namespace tgc::simulation {

namespace {

constexpr auto behind = std::chrono::milliseconds(1); // how soon a second copy follows

std::uint8_t xorOf(std::span<const std::uint8_t> bytes)
{
    std::uint8_t sum = 0;
    for (const std::uint8_t byte : bytes) {
        sum = static_cast<std::uint8_t>(sum ^ byte);
    }
    return sum;
}

/// Puts the right checksum behind bytes that were changed on purpose.
void seal(Bytes &bytes, Framing framing)
{
    if (framing == Framing::ModbusRtu && bytes.size() > 2) {
        const std::uint16_t crc = crc16(std::span(bytes).first(bytes.size() - 2));
        bytes[bytes.size() - 2] = static_cast<std::uint8_t>(crc & 0xFFU);
        bytes[bytes.size() - 1] = static_cast<std::uint8_t>(crc >> 8U);
    } else if (framing == Framing::CavroOem && bytes.size() > 1 && bytes[0] == 0x02) {
        bytes.back() = xorOf(std::span(bytes).first(bytes.size() - 1));
    }
}

void addressOtherwise(Bytes &bytes, Framing framing)
{
    const std::size_t at = framing == Framing::ModbusTcp ? 6 : framing == Framing::ModbusRtu ? 0 : 1;
    if (bytes.size() > at) {
        ++bytes[at];
        seal(bytes, framing);
    }
}

void damage(Bytes &bytes, Framing framing)
{
    if (bytes.empty()) {
        return;
    }
    if (framing == Framing::ModbusTcp && bytes.size() > 2) {
        bytes[2] ^= 0x10U; // no checksum there: the frame itself is spoilt
    } else {
        bytes.back() ^= 0x10U;
    }
}

/// How a device of this kind refuses the request.
Bytes refusal(std::span<const std::uint8_t> request, Framing framing, int code)
{
    const auto small = static_cast<std::uint8_t>(code);
    Bytes made;
    if (framing == Framing::ModbusTcp && request.size() > 7) {
        made = {request[0], request[1], 0, 0, 0, 3, request[6], static_cast<std::uint8_t>(request[7] | 0x80U), small};
    } else if (framing == Framing::ModbusRtu && request.size() > 1) {
        made = {request[0], static_cast<std::uint8_t>(request[1] | 0x80U), small, 0, 0};
    } else if (framing == Framing::CavroOem) {
        made = {0x02, 0x30, static_cast<std::uint8_t>(0x60U | (small & 0x0FU)), 0x03, 0};
    }
    seal(made, framing);
    return made;
}

/// Changes the answers as the fault wants it.
void spoil(std::vector<TimedBytes> &answers, const Fault &fault, Framing framing, drivers::Duration lasting)
{
    switch (fault.kind) {
    case FaultKind::Late:
        for (TimedBytes &answer : answers) {
            answer.at += lasting;
        }
        break;
    case FaultKind::Lost: answers.clear(); break;
    case FaultKind::Duplicated: {
        std::vector<TimedBytes> twice = answers;
        for (TimedBytes &answer : twice) {
            answer.at += behind;
        }
        answers.insert(answers.end(), twice.begin(), twice.end());
        break;
    }
    case FaultKind::Truncated:
        for (TimedBytes &answer : answers) {
            answer.bytes.resize(answer.bytes.size() / 2);
        }
        break;
    case FaultKind::BadChecksum:
        for (TimedBytes &answer : answers) {
            damage(answer.bytes, framing);
        }
        break;
    case FaultKind::OtherUnit:
        for (TimedBytes &answer : answers) {
            addressOtherwise(answer.bytes, framing);
        }
        break;
    default: // these strike before there is an answer
        break;
    }
}

} // namespace

DeviceFaults::DeviceFaults(SimulatedDevice &device, const std::string &name, const std::vector<Fault> &script,
                           std::uint64_t seed, drivers::Instant start, double speed)
    : m_device(device), m_random(seed, "faults of " + name), m_start(start), m_speed(speed)
{
    std::copy_if(script.begin(), script.end(), std::back_inserter(m_script),
                 [&](const Fault &fault) { return fault.device == name; });
    m_spent.resize(m_script.size(), false);
}

drivers::Duration DeviceFaults::lasting(const Fault &fault) const
{
    return drivers::Duration(static_cast<std::int64_t>(fault.seconds * m_speed * 1e9));
}

void DeviceFaults::strike(const Fault &fault, drivers::Instant now)
{
    if (fault.kind == FaultKind::Unplug) {
        m_pluggedIn = std::max(m_pluggedIn, now + lasting(fault));
    } else if (fault.kind == FaultKind::PowerCycle) {
        m_device.powerCycle(now);
    } else if (fault.kind == FaultKind::Stall && !m_device.jam(now)) {
        m_awake = std::max(m_awake, now + lasting(fault));
    }
}

void DeviceFaults::add(Fault fault)
{
    if (fault.request) {
        *fault.request += m_requests;
    }
    m_script.push_back(std::move(fault));
    m_spent.push_back(false);
}

void DeviceFaults::mend()
{
    m_script.clear();
    m_spent.clear();
    m_pluggedIn = {};
    m_awake = {};
}

void DeviceFaults::tick(drivers::Instant now)
{
    for (std::size_t i = 0; i < m_script.size(); ++i) {
        const Fault &fault = m_script[i];
        const bool alone = fault.kind == FaultKind::Unplug || fault.kind == FaultKind::PowerCycle;
        if (alone && fault.at_s && !m_spent[i] && 1e-9 * static_cast<double>((now - m_start).count()) >= *fault.at_s) {
            m_spent[i] = true;
            strike(fault, now);
        }
    }
}

std::vector<Fault> DeviceFaults::next(drivers::Instant now)
{
    ++m_requests;
    std::vector<Fault> striking;
    const double now_s = 1e-9 * static_cast<double>((now - m_start).count());
    for (std::size_t i = 0; i < m_script.size(); ++i) {
        const Fault &fault = m_script[i];
        bool strikes = false;
        if (fault.probability) {
            strikes = m_random.uniform(0.0, 1.0) < *fault.probability;
        } else if (!m_spent[i]) {
            strikes = fault.request ? *fault.request == m_requests : now_s >= *fault.at_s;
            m_spent[i] = strikes;
        }
        if (strikes) {
            striking.push_back(fault);
        }
    }
    return striking;
}

std::vector<TimedBytes> FaultyLine::receive(std::span<const std::uint8_t> bytes, drivers::Instant now)
{
    m_faults.tick(now);
    const std::vector<Fault> striking = m_faults.next(now);
    const Fault *refused = nullptr;
    bool heard = true;
    for (const Fault &fault : striking) {
        m_faults.strike(fault, now);
        heard = heard && fault.kind != FaultKind::Unheard && fault.kind != FaultKind::PowerCycle;
        refused = fault.kind == FaultKind::Exception ? &fault : refused;
    }
    if (!heard || m_faults.silent(now)) {
        return {};
    }
    std::vector<TimedBytes> answers;
    if (refused != nullptr) {
        answers.push_back({now + behind, refusal(bytes, m_framing, refused->code)});
    } else {
        answers = m_line->receive(bytes, now);
    }
    for (const Fault &fault : striking) {
        spoil(answers, fault, m_framing, m_faults.lasting(fault));
    }
    return answers;
}

} // namespace tgc::simulation
