// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/profile/lint.h"

#include <algorithm>
#include <map>
#include <set>

#include "drivers/modbus/frame.h"
#include "drivers/profile/interpret.h"
#include "drivers/profile/plan.h"

namespace tgc::drivers {

namespace {

class Linter {
public:
    explicit Linter(CheckedProfile &checked) : m_checked(checked), m_profile(checked.profile) {}

    void run()
    {
        uniqueNames();
        overlaps();
        groups();
        commands();
        sequences();
        alarms();
        proofs();
        components();
        for (const GoldenVector &golden : m_profile.golden) {
            goldenVector(golden);
        }
    }

private:
    void error(int line, std::string text) { m_checked.findings.push_back({line, true, std::move(text)}); }
    void warn(int line, std::string text) { m_checked.findings.push_back({line, false, std::move(text)}); }

    void uniqueNames()
    {
        std::map<std::string, int> seen;
        const auto see = [&](const std::string &id, int line, const char *what) {
            const auto [first, fresh] = seen.emplace(id, line);
            if (!fresh) {
                error(line, std::string(what) + " \"" + id + "\": this name is taken by line " +
                                std::to_string(first->second));
            }
        };
        for (const PointSpec &point : m_profile.points) {
            see(point.id, point.line, "point");
        }
        for (const CommandSpec &command : m_profile.commands) {
            see(command.id, command.line, "command");
        }
        for (const SequenceSpec &sequence : m_profile.sequences) {
            see(sequence.id, sequence.line, "sequence");
        }
    }

    void overlaps()
    {
        std::vector<const PointSpec *> sorted;
        for (const PointSpec &point : m_profile.points) {
            sorted.push_back(&point);
            if (point.address + point.addresses() > 65536) {
                error(point.line, "point \"" + point.id + "\": runs past address 65535");
            }
            if (!point.isBit() && point.addresses() > m_profile.maxReadRegisters) {
                error(point.line, "point \"" + point.id +
                                      "\": is longer than max_read_registers, and a value is "
                                      "never read in two halves");
            }
        }
        std::stable_sort(sorted.begin(), sorted.end(), [](const auto *a, const auto *b) {
            return std::make_pair(a->table, a->address) < std::make_pair(b->table, b->address);
        });
        for (std::size_t i = 1; i < sorted.size(); ++i) {
            const PointSpec &a = *sorted[i - 1];
            const PointSpec &b = *sorted[i];
            if (a.table == b.table && b.address < a.address + a.addresses()) {
                error(std::max(a.line, b.line), "points \"" + a.id + "\" (line " + std::to_string(a.line) + ") and \"" +
                                                    b.id + "\" (line " + std::to_string(b.line) +
                                                    ") lie over each other");
            }
        }
    }

    void groups()
    {
        std::map<std::string, std::vector<const PointSpec *>> groups;
        for (const PointSpec &point : m_profile.points) {
            if (!point.group.empty() && point.readable()) {
                groups[point.group].push_back(&point);
            }
        }
        for (const auto &[name, points] : groups) {
            const auto blocks = planReads(m_profile, points);
            if (blocks.size() > 1) {
                error(points.front()->line, "group \"" + name + "\": its points do not fit one read transaction");
            } else if (blocks.front().hasGap && m_profile.unmappedIsGarbage) {
                error(points.front()->line, "group \"" + name +
                                                "\": reading it at once would read undeclared "
                                                "addresses, which this device answers with garbage");
            }
        }
    }

    void commands()
    {
        for (const CommandSpec &command : m_profile.commands) {
            const std::string who = "command \"" + command.id + "\": ";
            const PointSpec *point = m_profile.point(command.point);
            if (point == nullptr) {
                error(command.line, who + "there is no point \"" + command.point + "\"");
                continue;
            }
            if (!point->writable()) {
                error(command.line, who + "point \"" + point->id + "\" is read-only");
            }
            if (command.function) {
                const bool bit = *command.function == 5 || *command.function == 15;
                if (bit != point->isBit()) {
                    error(command.line,
                          who + "function " + std::to_string(*command.function) + " does not write this point's table");
                } else if (*command.function == 6 && registersOf(point->format) != 1) {
                    error(command.line, who + "function 6 writes one register, the value takes more");
                }
            }
            const bool numeric = point->format.type != WordType::String && point->format.type != WordType::Enum &&
                                 point->format.type != WordType::Bool;
            if (numeric && !command.low && !point->min && !point->max) {
                warn(command.line, who + "has no limits: any value would be sent");
            }
            if (command.confirm) {
                const PointSpec *confirmed = m_profile.point(command.confirm->point);
                if (confirmed == nullptr || !confirmed->readable()) {
                    error(command.line, who + "confirm.point \"" + command.confirm->point + "\" is no readable point");
                } else if (!command.confirm->equals.empty()) {
                    named(command.line, who, *confirmed, command.confirm->equals);
                }
            } else {
                warn(command.line, who + "has no confirm: nobody looks whether it was done");
            }
        }
    }

    void sequences()
    {
        for (const SequenceSpec &sequence : m_profile.sequences) {
            for (const SequenceStep &step : sequence.steps) {
                const PointSpec *point = m_profile.point(step.point);
                const CommandSpec *command = m_profile.command(step.point);
                if (!step.wait && command != nullptr) {
                    point = m_profile.point(command->point);
                }
                const std::string who = "sequence \"" + sequence.id + "\": ";
                if (point == nullptr || (step.wait ? !point->readable() : !point->writable())) {
                    error(step.line,
                          who + "\"" + step.point + "\" is no point that can be " + (step.wait ? "read" : "written"));
                } else {
                    named(step.line, who, *point, step.value);
                }
            }
        }
    }

    void named(int line, const std::string &who, const PointSpec &point, const std::string &value)
    {
        const bool known =
            std::any_of(point.names.begin(), point.names.end(), [&](const auto &name) { return name.second == value; });
        if (point.format.type == WordType::Enum && !known) {
            error(line, who + "\"" + value + "\" is no name of point \"" + point.id + "\"");
        }
    }

    void alarms()
    {
        for (const PointSpec &point : m_profile.points) {
            const std::string who = "point \"" + point.id + "\": ";
            if (!point.alarm.empty() && !point.okValue) {
                warn(point.line, who + "alarm does nothing without ok_value");
            }
            if (!point.okValue) {
                continue;
            }
            if (!point.readable() || point.format.type == WordType::String) {
                error(point.line, who + "ok_value belongs to a number that can be read");
            } else if (point.format.type == WordType::Enum && !point.names.contains(*point.okValue)) {
                error(point.line, who + "ok_value is none of its codes");
            }
        }
    }

    void proofs()
    {
        if (m_profile.protocol != "modbus") {
            return;
        }
        bool writes = false;
        for (const PointSpec &point : m_profile.points) {
            writes = writes || point.writable();
        }
        if (m_profile.points.empty()) {
            error(1, "the profile has no [[point]]");
        }
        const std::string why =
            writes ? ": without it nothing can be written" : ": after a fault the line cannot be proved";
        if (!m_profile.modbus.canary) {
            warn(1, "there is no [canary]" + why);
        }
        if (!m_profile.identity && writes) {
            warn(1, "there is no [identity]" + why);
        }
        if (m_profile.identity) {
            const PointSpec *point = m_profile.point(m_profile.identity->point);
            if (point == nullptr || !point->readable()) {
                error(m_profile.identity->line, "identity: \"" + m_profile.identity->point + "\" is no readable point");
            }
            if (m_profile.identity->expected.empty() && writes) {
                warn(m_profile.identity->line,
                     "identity: has no expect: nothing is written until the installation says what \"" +
                         m_profile.identity->point + "\" reads (--serial, or serial in the bench file)");
            }
        }
        if (m_profile.golden.empty()) {
            warn(1,
                 "there is no [[golden]] vector: only a device or its manual can tell whether this profile is right");
        }
        lengths();
    }

    void lengths()
    {
        if (!m_profile.modbus.canary) {
            return;
        }
        std::vector<const PointSpec *> points;
        for (const PointSpec &point : m_profile.points) {
            if (point.readable()) {
                points.push_back(&point);
            }
        }
        for (const ReadBlock &block : planReads(m_profile, points)) {
            const int words = block.wide ? 2 * block.count : block.count;
            if (block.table == m_profile.modbus.canary->table && words == m_profile.modbus.canary->words() &&
                m_profile.overRtu) {
                warn(block.points.front()->line,
                     "point \"" + block.points.front()->id +
                         "\" is read with as many registers as the canary: an "
                         "answer out of step could pass for it; give the canary another count");
            }
        }
    }

    void components()
    {
        if (!m_profile.components) {
            return;
        }
        const GcComponents &gc = *m_profile.components;
        const std::string who = "gc.components: ";
        const auto readable = [&](const std::string &id) {
            const PointSpec *point = m_profile.point(id);
            return point != nullptr && point->readable() ? point : nullptr;
        };
        for (const Condition &condition : gc.acceptWhen) {
            const PointSpec *point = readable(condition.point);
            if (point == nullptr) {
                error(gc.line, who + "accept_when names \"" + condition.point + "\", which is no readable point");
            } else {
                named(gc.line, who, *point, condition.value);
            }
        }
        if (gc.acceptWhen.empty()) {
            warn(gc.line, who + "has no accept_when: a calibration's values would be taken for an analysis");
        }
        if (!gc.freshPoint.empty() && readable(gc.freshPoint) == nullptr) {
            error(gc.line, who + "fresh_when names \"" + gc.freshPoint + "\", which is no readable point");
        }
        if (gc.names.empty()) {
            error(gc.line, who + "has no code_names: no component could be told from another");
        }
        for (const CodeBlock *block : {&gc.codes, &gc.values}) {
            if (block->table == ModbusTable::Coil || block->table == ModbusTable::Discrete) {
                error(gc.line, who + "codes and values are registers");
            } else if (block->count * registersOf(block->format) > m_profile.maxReadRegisters ||
                       block->address + block->addresses() > 65536) {
                error(gc.line, who + "the block at " + std::to_string(block->address) +
                                   " is longer than one read brings (max_read_registers)");
            }
        }
        if (gc.codes.format.type != WordType::U16 && gc.codes.format.type != WordType::U32) {
            error(gc.line, who + "codes are of type u16 or u32");
        }
    }

    void goldenVector(const GoldenVector &golden)
    {
        const auto wrong = [&](const std::string &text) { error(golden.line, "golden: " + text); };
        const auto frame = [&](const std::vector<std::uint8_t> &bytes) {
            return bytes.size() >= 5 && modbusCrc(std::span(bytes).first(bytes.size() - 2)) ==
                                            (bytes[bytes.size() - 2] | bytes[bytes.size() - 1] << 8U);
        };
        if (golden.request.size() != 8 || !frame(golden.request) || !frame(golden.reply)) {
            wrong("request and reply must be whole RTU frames with the right checksum");
            return;
        }
        const int function = golden.request[1];
        const auto words = wordsFromBytes(std::span(golden.request).subspan(2, 4));
        if ((function != 3 && function != 4) || golden.reply[1] != function ||
            golden.reply.size() != golden.reply[2] + 5U) {
            wrong("only reads of registers (function 3 or 4) can be golden");
            return;
        }
        const ModbusTable table = function == 3 ? ModbusTable::Holding : ModbusTable::Input;
        const auto values = wordsFromBytes(std::span(golden.reply).subspan(3, golden.reply[2]));
        for (const auto &[id, expected] : golden.expect) {
            const PointSpec *point = m_profile.point(id);
            const int at = point != nullptr ? point->address - words[0] : -1;
            const int scale = point != nullptr && point->wide ? 2 : 1;
            const int count = point != nullptr ? registersOf(point->format) : 0;
            if (point == nullptr || point->table != table || at < 0 ||
                static_cast<std::size_t>(at * scale + count) > values.size()) {
                wrong("\"" + id + "\" is no point that this request reads");
                continue;
            }
            const Reading reading = readingOf(*point, std::span(values).subspan(static_cast<std::size_t>(at * scale),
                                                                                static_cast<std::size_t>(count)));
            if (!equalsText(reading, expected)) {
                std::string text = "\"" + id + "\" comes out as ";
                text += reading.value ? valueText(*reading.value) : std::string(toString(reading.quality));
                wrong(text.append(", expected ").append(expected));
            }
        }
    }

    CheckedProfile &m_checked;
    const Profile &m_profile;
};

} // namespace

void lintProfile(CheckedProfile &checked)
{
    Linter(checked).run();
}

} // namespace tgc::drivers
