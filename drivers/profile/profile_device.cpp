// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/profile/profile_device.h"

#include <algorithm>

#include "drivers/profile/interpret.h"

namespace tgc::drivers {

namespace {

Reading noReading(const std::string &id, const std::string &unit, Quality quality, const std::string &reason)
{
    return {id, std::nullopt, unit, quality, {}, reason};
}

/// A refusal is the device's word; everything else leaves open whose answer it was.
Quality qualityOf(const Error &error)
{
    return error.code == ErrorCode::Integrity ? Quality::Suspect : Quality::Bad;
}

/// Of what was not reached in a round: the reason of the question that failed.
void blame(std::vector<Reading> &readings, const std::string &why)
{
    for (Reading &reading : readings) {
        if (reading.quality == Quality::Bad && reading.time == std::chrono::system_clock::time_point{}) {
            reading.reason = why;
        }
    }
}

} // namespace

ProfileDevice::ProfileDevice(Profile profile, ModbusPort &port, Clock &clock)
    : m_profile(std::move(profile)), m_client(port, clock, m_profile.modbus), m_clock(clock)
{
    m_why = "not connected yet";
}

void ProfileDevice::publish(DeviceState state, std::string why)
{
    const std::lock_guard lock(m_mutex);
    m_state = state;
    m_why = std::move(why);
    m_health = m_client.health();
}

Result<DeviceIdentity> ProfileDevice::connect(Instant deadline)
{
    publish(DeviceState::Connecting, "connecting");
    if (auto connected = m_client.connect(deadline); !connected) {
        publish(DeviceState::Disconnected, connected.error().message);
        return fail(connected.error());
    }
    publish(DeviceState::Identifying, "reading its identity");
    if (auto proved = proveIdentity(); !proved) {
        publish(DeviceState::Fault, proved.error().message);
        return fail(proved.error());
    }
    publish(DeviceState::Ready, "");
    return DeviceIdentity{m_profile.vendor, m_profile.model, "", "", m_profile.evidence};
}

void ProfileDevice::disconnect()
{
    m_client.disconnect();
    m_identified = false;
    publish(DeviceState::Disconnected, "disconnected");
}

DeviceState ProfileDevice::state() const
{
    const std::lock_guard lock(m_mutex);
    return m_state;
}

std::string ProfileDevice::why() const
{
    const std::lock_guard lock(m_mutex);
    return m_why;
}

LinkHealth ProfileDevice::health() const
{
    const std::lock_guard lock(m_mutex);
    return m_health;
}

Result<void> ProfileDevice::safeState(Instant /*deadline*/)
{
    return {};
}

Result<void> ProfileDevice::proveIdentity()
{
    // A line that was lost may have come back with another device on it.
    const std::uint64_t connection = m_client.health().reconnects;
    if (!m_profile.identity || (m_identified && connection == m_identifiedConnection)) {
        return {};
    }
    m_identified = false;
    const PointSpec &point = *m_profile.point(m_profile.identity->point);
    std::vector<Reading> readings(1);
    for (const ReadBlock &block : planReads(m_profile, {&point})) {
        readBlock(block, m_clock.now() + m_profile.modbus.responseTimeout, readings);
    }
    if (readings.front().quality != Quality::Good) {
        return fail(ErrorCode::Device, "the identity was not read: " + readings.front().reason);
    }
    if (!equalsText(readings.front(), m_profile.identity->expected)) {
        return fail(ErrorCode::Device, "point " + point.id + " reads " + valueText(*readings.front().value) +
                                           ", but a " + m_profile.vendor + " " + m_profile.model + " reads " +
                                           m_profile.identity->expected + ": this is another device");
    }
    m_identified = true;
    m_identifiedConnection = m_client.health().reconnects;
    return {};
}

void ProfileDevice::readBlock(const ReadBlock &block, Instant deadline, std::vector<Reading> &into)
{
    std::vector<std::uint16_t> words;
    std::optional<Error> problem;
    if (block.table == ModbusTable::Coil || block.table == ModbusTable::Discrete) {
        const auto bits =
            m_client.readBits(block.table, block.address, static_cast<std::uint16_t>(block.count), deadline);
        if (bits) {
            words.assign(bits->begin(), bits->end());
        } else {
            problem = bits.error();
        }
    } else {
        auto registers = m_client.readRegisters(block.table, block.address, static_cast<std::uint16_t>(block.count),
                                                block.wide, deadline);
        if (registers) {
            words = std::move(*registers);
        } else {
            problem = registers.error();
        }
    }
    const bool more = block.points.size() > 1 || block.count > block.points.front()->addresses();
    if (problem && problem->code == ErrorCode::Device && more) {
        // Some devices refuse a read that touches an address they do not have: ask for each point by itself, and remember.
        m_noGaps.insert(block.address);
        for (const PointSpec *point : block.points) {
            readBlock({block.table, point->address, point->addresses(), point->wide, false, {point}}, deadline, into);
        }
        return;
    }
    const int step = block.wide ? 2 : 1;
    const auto now = std::chrono::system_clock::now();
    for (const PointSpec *point : block.points) {
        Reading reading;
        if (problem) {
            reading = noReading(point->id, point->unit, qualityOf(*problem), problem->message);
        } else {
            const auto at = static_cast<std::size_t>((point->address - block.address) * step);
            const auto count = point->isBit() ? 1U : static_cast<std::size_t>(registersOf(point->format));
            reading = readingOf(*point, std::span(words).subspan(at, count));
        }
        reading.time = now;
        const auto slot = std::find_if(into.begin(), into.end(),
                                       [&](const Reading &r) { return r.point == point->id || r.point.empty(); });
        if (slot != into.end()) {
            *slot = std::move(reading);
        }
    }
}

std::vector<Reading> ProfileDevice::readAll(Instant deadline)
{
    std::vector<std::string> ids;
    for (const PointSpec &point : m_profile.points) {
        if (point.readable()) {
            ids.push_back(point.id);
        }
    }
    return read(ids, deadline);
}

std::vector<Reading> ProfileDevice::read(const std::vector<std::string> &ids, Instant deadline)
{
    std::vector<Reading> readings;
    std::vector<const PointSpec *> points;
    for (const std::string &id : ids) {
        const PointSpec *point = m_profile.point(id);
        if (point != nullptr && point->readable()) {
            points.push_back(point);
            readings.push_back(noReading(id, point->unit, Quality::Bad, id + ": not read in the time given"));
        } else {
            readings.push_back(noReading(id, "", Quality::Bad, id + ": no point that can be read"));
        }
    }
    if (auto proved = proveIdentity(); !proved) {
        for (Reading &reading : readings) {
            reading.reason = proved.error().message;
        }
        publish(DeviceState::Fault, proved.error().message);
        return readings;
    }
    std::vector<ReadBlock> blocks;
    for (const ReadBlock &block : planReads(m_profile, points)) {
        if (m_noGaps.contains(block.address)) {
            const auto apart = planReads(m_profile, block.points, false);
            blocks.insert(blocks.end(), apart.begin(), apart.end());
        } else {
            blocks.push_back(block);
        }
    }
    const std::vector<Reading> unread = readings;
    bool settled = false;
    for (int tries = 0; tries < 2 && !settled; ++tries) {
        readings = unread;
        for (const ReadBlock &block : blocks) {
            if (m_clock.now() >= deadline) {
                break;
            }
            readBlock(block, deadline, readings);
            if (m_client.dead()) {
                blame(readings, m_client.why());
                break;
            }
        }
        settled = m_client.settle();
    }
    if (!settled) {
        // The round may have been one answer out of step: its values are nobody's.
        for (Reading &reading : readings) {
            reading = noReading(reading.point, reading.unit, Quality::Suspect, m_client.why());
        }
    }
    for (Reading &reading : readings) {
        if (reading.time == std::chrono::system_clock::time_point{}) {
            reading.time = std::chrono::system_clock::now();
        }
    }
    const bool suspect = m_client.suspect();
    publish(suspect ? DeviceState::Suspect : DeviceState::Ready, suspect ? m_client.why() : "");
    return readings;
}

} // namespace tgc::drivers
