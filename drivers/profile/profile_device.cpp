// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/profile/profile_device.h"

#include <algorithm>

#include "drivers/profile/composition.h"
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

bool untouched(const Reading &reading)
{
    return reading.time == std::chrono::system_clock::time_point{};
}

const Reading *readingFor(const std::vector<Reading> &readings, const std::string &id)
{
    const auto found =
        std::find_if(readings.begin(), readings.end(), [&](const Reading &reading) { return reading.point == id; });
    return found != readings.end() ? &*found : nullptr;
}

/// True where the reading is the point's `ok_value`.
bool inOrder(const PointSpec &point, const Reading &reading)
{
    const auto name = point.names.find(*point.okValue);
    return equalsText(reading, name != point.names.end() ? name->second : std::to_string(*point.okValue));
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
    return DeviceIdentity{m_profile.vendor, m_profile.model, m_serial, "", m_profile.evidence};
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
    const Reading reading = readOnce({&point}, m_clock.now() + m_profile.modbus.responseTimeout).front();
    if (reading.quality != Quality::Good) {
        return fail(ErrorCode::Device, "the identity was not read: " + reading.reason);
    }
    m_serial = valueText(*reading.value);
    const std::string &expected = m_profile.identity->expected;
    if (!expected.empty() && !equalsText(reading, expected)) {
        return fail(ErrorCode::Device, "point " + point.id + " reads " + m_serial + ", but a " + m_profile.vendor +
                                           " " + m_profile.model + " reads " + expected + ": this is another device");
    }
    m_identified = true;
    m_identifiedConnection = m_client.health().reconnects;
    return {};
}

Result<std::vector<std::uint16_t>> ProfileDevice::words(const ReadBlock &block, Instant deadline)
{
    const auto count = static_cast<std::uint16_t>(block.count);
    if (block.table != ModbusTable::Coil && block.table != ModbusTable::Discrete) {
        return m_client.readRegisters(block.table, block.address, count, block.wide, deadline);
    }
    const auto bits = m_client.readBits(block.table, block.address, count, deadline);
    if (!bits) {
        return fail(bits.error());
    }
    return std::vector<std::uint16_t>(bits->begin(), bits->end());
}

void ProfileDevice::readBlock(const ReadBlock &block, Instant deadline, std::vector<Reading> &into)
{
    const auto got = words(block, deadline);
    const bool more = block.points.size() > 1 || block.count > block.points.front()->addresses();
    if (!got && got.error().code == ErrorCode::Device && more) {
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
        if (!got) {
            reading = noReading(point->id, point->unit, qualityOf(got.error()), got.error().message);
        } else {
            const auto at = static_cast<std::size_t>((point->address - block.address) * step);
            const auto count = point->isBit() ? 1U : static_cast<std::size_t>(registersOf(point->format));
            reading = readingOf(*point, std::span(*got).subspan(at, count));
        }
        reading.time = now;
        const auto slot =
            std::find_if(into.begin(), into.end(), [&](const Reading &r) { return r.point == point->id; });
        if (slot != into.end()) {
            *slot = std::move(reading);
        }
    }
}

std::vector<Reading> ProfileDevice::readAll(Instant deadline)
{
    const Instant now = m_clock.now();
    std::vector<std::string> ids;
    std::vector<std::string> due;
    for (const PointSpec &point : m_profile.points) {
        if (!point.readable()) {
            continue;
        }
        ids.push_back(point.id);
        const auto last = m_last.find(point.id);
        if (!point.poll_ms || last == m_last.end() || last->second.reading.quality != Quality::Good ||
            now - last->second.at >= std::chrono::milliseconds(*point.poll_ms)) {
            due.push_back(point.id);
        }
    }
    const std::vector<Reading> fresh = due.empty() ? std::vector<Reading>() : read(due, deadline);
    for (const Reading &reading : fresh) {
        m_last[reading.point] = {m_clock.now(), reading};
    }
    std::vector<Reading> readings;
    for (const std::string &id : ids) {
        readings.push_back(m_last[id].reading);
        if (readingFor(fresh, id) == nullptr && m_client.suspect()) {
            readings.back().quality = Quality::Stale;
            readings.back().reason = id + ": read before the line was lost";
        }
    }
    return readings;
}

std::vector<Reading> ProfileDevice::readOnce(const std::vector<const PointSpec *> &points, Instant deadline)
{
    std::vector<Reading> readings;
    std::vector<ReadBlock> blocks;
    for (const PointSpec *point : points) {
        readings.push_back(noReading(point->id, point->unit, Quality::Bad, point->id + ": not read in the time given"));
    }
    for (const ReadBlock &block : planReads(m_profile, points)) {
        if (m_noGaps.contains(block.address)) {
            const auto apart = planReads(m_profile, block.points, false);
            blocks.insert(blocks.end(), apart.begin(), apart.end());
        } else {
            blocks.push_back(block);
        }
    }
    for (const ReadBlock &block : blocks) {
        if (m_clock.now() >= deadline) {
            break;
        }
        readBlock(block, deadline, readings);
        if (m_client.dead()) { // each further block would wait as long for nothing
            for (Reading &reading : readings) {
                if (untouched(reading)) {
                    reading.reason = m_client.why();
                }
            }
            break;
        }
    }
    return readings;
}

void ProfileDevice::addComposition(const std::vector<Reading> &before, Instant deadline, std::vector<Reading> &into)
{
    const GcComponents &components = *m_profile.components;
    std::vector<const PointSpec *> guards = guardPoints();
    std::vector<Reading> guardsBefore;
    for (const PointSpec *guard : guards) {
        guardsBefore.push_back(*readingFor(before, guard->id));
    }
    const auto block = [](const CodeBlock &b) {
        return ReadBlock{b.table, b.address, b.addresses(), b.wide, false, {}};
    };
    const auto codes = words(block(components.codes), deadline);
    const auto values = codes ? words(block(components.values), deadline) : codes;
    if (const Reading *run = readingFor(before, components.freshPoint);
        !m_runBefore && run != nullptr && run->quality == Quality::Good) {
        m_runBefore = valueText(*run->value);
    }
    Acceptance acceptance =
        values ? acceptComposition(components, guardsBefore, readOnce(guards, deadline), m_runBefore.value_or(""))
               : Acceptance{qualityOf(values.error()), values.error().message};
    for (const std::string &id : m_profile.composition()) {
        into.push_back(componentReading(components, *m_profile.component(id),
                                        codes ? *codes : std::vector<std::uint16_t>(),
                                        values ? *values : std::vector<std::uint16_t>(), acceptance));
        into.back().time = std::chrono::system_clock::now();
    }
}

std::vector<const PointSpec *> ProfileDevice::guardPoints() const
{
    std::vector<const PointSpec *> guards;
    const auto add = [&](const std::string &id) {
        const PointSpec *point = m_profile.point(id);
        if (point != nullptr && std::find(guards.begin(), guards.end(), point) == guards.end()) {
            guards.push_back(point);
        }
    };
    for (const Condition &condition : m_profile.components->acceptWhen) {
        add(condition.point);
    }
    add(m_profile.components->freshPoint);
    return guards;
}

std::optional<std::string> ProfileDevice::applyAlarms(const std::vector<Reading> &round, std::vector<Reading> &readings)
{
    std::optional<std::string> alarm;
    for (const PointSpec &point : m_profile.points) {
        const Reading *state = point.okValue ? readingFor(round, point.id) : nullptr;
        if (state == nullptr || inOrder(point, *state)) {
            continue;
        }
        const bool known = state->quality == Quality::Good;
        const std::string why = known ? "the device reports " + (point.alarm.empty() ? "a fault" : point.alarm) + ": " +
                                            point.id + " reads " + valueText(*state->value) + " instead of " +
                                            std::to_string(*point.okValue)
                                      : "whether the device is in order is not known: " + state->reason;
        alarm = known ? why : alarm;
        for (Reading &reading : readings) {
            const PointSpec *of = m_profile.point(reading.point);
            if (reading.quality == Quality::Good && (of == nullptr || !of->okValue)) {
                reading.quality = known ? Quality::Invalid : Quality::Suspect;
                reading.value.reset();
                reading.reason = reading.point + ": " + why;
            }
        }
    }
    return alarm;
}

std::vector<Reading> ProfileDevice::read(const std::vector<std::string> &ids, Instant deadline)
{
    std::vector<const PointSpec *> points;
    const auto add = [&](const PointSpec *point) {
        if (point != nullptr && point->readable() && std::find(points.begin(), points.end(), point) == points.end()) {
            points.push_back(point);
        }
    };
    bool composition = false;
    for (const std::string &id : ids) {
        add(m_profile.point(id));
        composition = composition || m_profile.component(id);
    }
    if (composition) {
        for (const PointSpec *guard : guardPoints()) {
            add(guard);
        }
    }
    for (const PointSpec &point : m_profile.points) { // a device that is not in order is not believed
        add(point.okValue ? &point : nullptr);
    }
    std::vector<Reading> round;
    const auto proved = proveIdentity();
    bool settled = !proved;
    for (int tries = 0; tries < 2 && !settled; ++tries) {
        round = readOnce(points, deadline);
        if (composition && !m_client.dead()) {
            addComposition(std::vector<Reading>(round), deadline, round);
        }
        settled = m_client.settle();
    }
    // The line may have proved itself again since.
    const std::string doubt =
        m_client.why().empty() ? "answers were out of step: whose value this was is not known" : m_client.why();
    std::vector<Reading> readings;
    for (const std::string &id : ids) {
        const Reading *found = readingFor(round, id);
        if (found != nullptr) {
            readings.push_back(*found);
        } else {
            const PointSpec *point = m_profile.point(id);
            const bool known = (point != nullptr && point->readable()) || m_profile.component(id);
            readings.push_back(noReading(id, point != nullptr ? point->unit : "", Quality::Bad,
                                         !known    ? id + ": no point that can be read"
                                         : !proved ? proved.error().message
                                                   : doubt));
        }
        // The round may have been one answer out of step: its values are nobody's.
        if (!settled) {
            readings.back() = noReading(id, readings.back().unit, Quality::Suspect, doubt);
        }
        if (untouched(readings.back())) {
            readings.back().time = std::chrono::system_clock::now();
        }
    }
    const std::optional<std::string> alarm = settled && proved ? applyAlarms(round, readings) : std::nullopt;
    if (!proved || alarm) {
        publish(DeviceState::Fault, alarm.value_or(proved ? "" : proved.error().message));
    } else {
        const bool suspect = m_client.suspect();
        publish(suspect ? DeviceState::Suspect : DeviceState::Ready, suspect ? m_client.why() : "");
    }
    return readings;
}

} // namespace tgc::drivers
