// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/profile/profile_device.h"

#include <algorithm>
#include <cmath>

#include "analysis/core/decimal.h"
#include "drivers/profile/interpret.h"

namespace tgc::drivers {

namespace {

Reading noReading(const std::string &id, const std::string &unit, Quality quality, const std::string &reason)
{
    return {id, std::nullopt, unit, quality, std::chrono::system_clock::now(), reason};
}

/// A refusal is the device's word; everything else leaves open whose answer it was.
Quality qualityOf(const Error &error)
{
    return error.code == ErrorCode::Integrity ? Quality::Suspect : Quality::Bad;
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
        readBlock(block, readings);
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

void ProfileDevice::readBlock(const ReadBlock &block, std::vector<Reading> &into)
{
    std::vector<std::uint16_t> words;
    std::optional<Error> problem;
    if (block.table == ModbusTable::Coil || block.table == ModbusTable::Discrete) {
        const auto bits = m_client.readBits(block.table, block.address, static_cast<std::uint16_t>(block.count));
        if (bits) {
            words.assign(bits->begin(), bits->end());
        } else {
            problem = bits.error();
        }
    } else {
        auto registers =
            m_client.readRegisters(block.table, block.address, static_cast<std::uint16_t>(block.count), block.wide);
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
            readBlock({block.table, point->address, point->addresses(), point->wide, false, {point}}, into);
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
            readBlock(block, readings);
        }
        settled = m_client.settle();
    }
    if (!settled) {
        // The round may have been one answer out of step: its values are nobody's.
        for (Reading &reading : readings) {
            reading = noReading(reading.point, reading.unit, Quality::Suspect, m_client.why());
        }
    }
    const bool suspect = m_client.suspect();
    publish(suspect ? DeviceState::Suspect : DeviceState::Ready, suspect ? m_client.why() : "");
    return readings;
}

Result<void> ProfileDevice::allows(const std::string &id, const std::string &value) const
{
    const CommandSpec *command = m_profile.command(id);
    const PointSpec *point = m_profile.point(command != nullptr ? command->point : id);
    if (point == nullptr) {
        return fail(ErrorCode::BadInput, "\"" + id + "\" is no point and no command of profile " + m_profile.name);
    }
    if (!point->writable()) {
        return fail(ErrorCode::BadInput, "point " + id + " is read-only");
    }
    if (!m_profile.modbus.canary || !m_profile.identity) {
        return fail(ErrorCode::BadInput, "profile " + m_profile.name + " has no " +
                                             (m_profile.modbus.canary ? "[identity]" : "[canary]") +
                                             ": without it nothing is written, since it could be the wrong device");
    }
    const auto words = wordsFor(*point, value);
    if (!words) {
        return fail(words.error());
    }
    // The limits of every command on this point hold, by whichever name it is written.
    for (const CommandSpec &limiting : m_profile.commands) {
        if (limiting.point != point->id || !limiting.low) {
            continue;
        }
        const auto number = parseDotDecimal(value);
        if (!number || *number < *limiting.low || *number > *limiting.high) {
            return fail(ErrorCode::BadInput, "command " + limiting.id + ": " + value + " is outside " +
                                                 shortest(*limiting.low) + " to " + shortest(*limiting.high) + " " +
                                                 limiting.units);
        }
    }
    if (static_cast<int>(words->size()) > m_profile.maxWriteRegisters) {
        return fail(ErrorCode::BadInput, id + ": takes more registers than the device writes at once");
    }
    return {};
}

Result<void> ProfileDevice::write(const std::string &id, const std::string &value)
{
    if (auto allowed = allows(id, value); !allowed) {
        return allowed;
    }
    if (auto proved = proveIdentity(); !proved) {
        return proved;
    }
    const CommandSpec *command = m_profile.command(id);
    const PointSpec &point = *m_profile.point(command != nullptr ? command->point : id);
    const auto words = wordsFor(point, value);
    // A command that is not declared idempotent is an act; a plain value may be written twice without harm.
    const bool act = command != nullptr ? !command->idempotent : point.access == Access::Command;
    const Repeat repeat = act ? Repeat::Never : Repeat::Harmless;
    Result<void> sent;
    if (point.isBit()) {
        sent = m_client.writeCoil(point.address, words->front() != 0, repeat);
    } else {
        const bool single = words->size() == 1 && !m_profile.fc16Only &&
                            (command == nullptr || !command->function || *command->function == 6);
        sent = m_client.writeRegisters(point.address, *words, single, repeat);
    }
    if (!sent) {
        publish(DeviceState::Suspect, sent.error().message);
        return fail(sent.error().code == ErrorCode::BadInput ? ErrorCode::Device : sent.error().code,
                    id + ": " + sent.error().message +
                        (sent.error().code == ErrorCode::Device ? ""
                                                                : "; whether it was done is not known, and it "
                                                                  "was not sent again"));
    }
    if (command != nullptr && command->confirm) {
        return confirm(*command->confirm, point, value);
    }
    if (point.readable()) {
        return confirm({point.id, 0.0, 500}, point, value);
    }
    return {};
}

Result<void> ProfileDevice::confirm(const Confirm &confirm, const PointSpec &written, const std::string &value)
{
    const PointSpec &point = *m_profile.point(confirm.point);
    const auto wanted = parseDotDecimal(value);
    // What the device holds is the value rounded to its type, and that is what may be asked back.
    const auto words = wordsFor(written, value);
    const Reading stored = readingOf(written, *words);
    const auto rounded = stored.value ? numberOf(*stored.value) : std::nullopt;
    const Instant deadline = m_clock.now() + std::chrono::milliseconds(confirm.within_ms);
    Reading last;
    do {
        last = read({point.id}, m_clock.now() + m_profile.modbus.responseTimeout * 2).front();
        const auto number = last.value ? numberOf(*last.value) : std::nullopt;
        const bool usable = last.quality == Quality::Good || last.quality == Quality::OutOfRange;
        const double tolerance = confirm.tolerance * (1.0 + 1e-9);
        const bool near = number && ((wanted && std::abs(*number - *wanted) <= tolerance) ||
                                     (rounded && std::abs(*number - *rounded) <= tolerance));
        if (usable && (near || equalsText(last, value) || (stored.value && last.value == stored.value))) {
            return {};
        }
        if (last.quality == Quality::Good) {
            m_clock.sleepUntil(std::min(deadline, m_clock.now() + std::chrono::milliseconds(50)));
        }
    } while (m_clock.now() < deadline);
    return fail(ErrorCode::Device, written.id + ": " + value + " was sent, but " + point.id + " reads " +
                                       (last.value ? valueText(*last.value) : "nothing (" + last.reason + ")") +
                                       " after " + std::to_string(confirm.within_ms) + " ms");
}

Result<void> ProfileDevice::run(const std::string &id)
{
    const SequenceSpec *sequence = m_profile.sequence(id);
    if (sequence == nullptr) {
        return fail(ErrorCode::BadInput, "\"" + id + "\" is no sequence of profile " + m_profile.name);
    }
    for (const SequenceStep &step : sequence->steps) {
        if (!step.wait) {
            if (auto done = write(step.point, step.value); !done) {
                return done;
            }
            continue;
        }
        const Instant deadline = m_clock.now() + std::chrono::milliseconds(step.within_ms);
        Reading last;
        while (!equalsText(last, step.value)) {
            if (m_clock.now() >= deadline) {
                return fail(ErrorCode::Timeout, "sequence " + id + ": " + step.point + " did not become " + step.value +
                                                    " within " + std::to_string(step.within_ms) + " ms; it reads " +
                                                    (last.value ? valueText(*last.value) : "nothing"));
            }
            last = read({step.point}, std::max(deadline, m_clock.now() + m_profile.modbus.responseTimeout)).front();
            m_clock.sleepUntil(std::min(deadline, m_clock.now() + std::chrono::milliseconds(100)));
        }
    }
    return {};
}

} // namespace tgc::drivers
