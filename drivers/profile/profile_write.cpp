// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "analysis/core/decimal.h"
#include "drivers/profile/interpret.h"
#include "drivers/profile/profile_device.h"

/// The half of ProfileDevice that changes something in a device.
namespace tgc::drivers {

Result<void> ProfileDevice::allows(const std::string &id, const std::string &value) const
{
    const CommandSpec *command = m_profile.command(id);
    const PointSpec *point = m_profile.point(command != nullptr ? command->point : id);
    if (point == nullptr) {
        return fail(ErrorCode::BadInput, "\"" + id + "\" is no point and no command of profile " + m_profile.name +
                                             "; it writes " + m_profile.writableNames());
    }
    if (!point->writable()) {
        return fail(ErrorCode::BadInput, "point " + id + " is read-only");
    }
    if (!m_profile.modbus.canary || !m_profile.identity) {
        return fail(ErrorCode::BadInput, "profile " + m_profile.name + " has no " +
                                             (m_profile.modbus.canary ? "[identity]" : "[canary]") +
                                             ": without it nothing is written, since it could be the wrong device");
    }
    if (m_profile.identity->expected.empty()) {
        return fail(ErrorCode::BadInput,
                    "profile " + m_profile.name + " does not say what " + m_profile.identity->point +
                        " reads, and this installation does not either (--serial, or serial in the "
                        "bench file): without it nothing is written, since it could be the wrong "
                        "device");
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
        const bool single = command == nullptr || command->function != 15;
        sent = m_client.writeCoil(point.address, words->front() != 0, single, repeat);
    } else if (point.wide) {
        sent = m_client.writeWideRegisters(point.address, *words, repeat);
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
        return confirm({point.id, "", 0.0, 500}, point, value);
    }
    return {};
}

Result<void> ProfileDevice::confirm(const Confirm &confirm, const PointSpec &written, const std::string &value)
{
    const PointSpec &point = *m_profile.point(confirm.point);
    // What the device holds is the value rounded to its type, and that is what may be asked back.
    const auto words = wordsFor(written, value);
    const Reading stored = readingOf(written, *words);
    const auto near = [&](double number, const auto &wanted) {
        return wanted && std::abs(number - *wanted) <= confirm.tolerance * (1.0 + 1e-9);
    };
    const auto confirmed = [&](const Reading &reading) {
        if (!confirm.equals.empty()) {
            return equalsText(reading, confirm.equals);
        }
        if (reading.quality != Quality::Good && reading.quality != Quality::OutOfRange) {
            return false;
        }
        const double number = numberOf(*reading.value).value_or(HUGE_VAL);
        return near(number, parseDotDecimal(value)) ||
               near(number, numberOf(stored.value.value_or(Value(std::string())))) || equalsText(reading, value) ||
               (stored.value && reading.value == stored.value);
    };
    const Instant deadline = m_clock.now() + std::chrono::milliseconds(confirm.within_ms);
    Reading last;
    do {
        last = read({point.id}, m_clock.now() + m_profile.modbus.responseTimeout * 2).front();
        if (confirmed(last)) {
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
    if (m_profile.components && !m_profile.components->freshPoint.empty()) {
        // What the device shows now is the analysis before this one.
        const std::string &fresh = m_profile.components->freshPoint;
        const Reading now = read({fresh}, m_clock.now() + m_profile.modbus.responseTimeout * 2).front();
        if (now.quality != Quality::Good) {
            return fail(ErrorCode::Device, "sequence " + id + " was not begun: " + fresh +
                                               " was not read, so a new result could not be told from the last (" +
                                               now.reason + ")");
        }
        m_runBefore = valueText(*now.value);
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
                return fail(ErrorCode::Timeout,
                            "sequence " + id + ": " + step.point + " did not become " + step.value + " within " +
                                std::to_string(step.within_ms) + " ms; it reads " +
                                (last.value ? valueText(*last.value) : "nothing (" + last.reason + ")"));
            }
            last = read({step.point}, std::max(deadline, m_clock.now() + m_profile.modbus.responseTimeout)).front();
            m_clock.sleepUntil(std::min(deadline, m_clock.now() + std::chrono::milliseconds(100)));
        }
    }
    return {};
}

} // namespace tgc::drivers
