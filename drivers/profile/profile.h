// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "drivers/modbus/modbus_client.h"
#include "drivers/modbus/word_codec.h"
#include "drivers/transport/serial_settings.h"

/// A device model as a file: its registers, what they mean, and how much of that has been seen to be true.
/// docs/devices/profile.md explains every key.
namespace tgc::drivers {

enum class Access { Read, Write, ReadWrite, Command };

struct PointSpec {
    std::string id;
    std::string label;
    std::string role;
    ModbusTable table = ModbusTable::Holding;
    std::uint16_t address = 0; ///< as on the wire
    WordFormat format;
    bool wide = false;         ///< registers of four bytes
    double scale = 1.0;        ///< value = raw * scale + offset
    double offset = 0.0;
    std::string unit;
    std::string siUnit;
    Access access = Access::Read;
    std::optional<double> min;
    std::optional<double> max;
    std::vector<std::string> invalid; ///< raw values that mean "no value": "nan", "inf", "-inf" or a number
    std::optional<int> poll_ms;
    std::string group; ///< points of one group are read in one transaction
    std::map<std::uint64_t, std::string> names;
    std::optional<std::uint64_t> okValue; ///< the raw value that says the device is in order
    std::string alarm;                    ///< what another value means, in a word
    std::string evidence;
    std::string source;
    int line = 0;

    [[nodiscard]] bool readable() const { return access == Access::Read || access == Access::ReadWrite; }
    [[nodiscard]] bool writable() const { return access != Access::Read; }
    [[nodiscard]] bool scaled() const { return scale != 1.0 || offset != 0.0; }
    [[nodiscard]] bool isBit() const { return table == ModbusTable::Coil || table == ModbusTable::Discrete; }
    /// How many addresses it takes: registers of the device's own width, or one bit.
    [[nodiscard]] int addresses() const;
};

struct Confirm {
    std::string point;
    std::string equals; ///< what it must come to; empty: what was written
    double tolerance = 0.0;
    int within_ms = 500;
};

struct CommandSpec {
    std::string id;
    std::string point;
    std::optional<int> function; ///< 5, 6, 15 or 16; empty: by the point
    std::optional<double> low;
    std::optional<double> high;
    std::string units;
    std::optional<Confirm> confirm;
    bool idempotent = false;
    bool requiresIdentity = true;
    int line = 0;
};

/// One step of a sequence: write `value` to a point or command, or wait until a point equals it.
struct SequenceStep {
    bool wait = false;
    std::string point;
    std::string value;
    int within_ms = 0;
    int line = 0;
};

struct SequenceSpec {
    std::string id;
    std::vector<SequenceStep> steps;
    int line = 0;
};

struct CodeBlock {
    ModbusTable table = ModbusTable::Holding;
    std::uint16_t address = 0;
    int count = 0;
    WordFormat format;
    bool wide = false;
    std::string unit;

    [[nodiscard]] int addresses() const { return count * registersOf(format) / (wide ? 2 : 1); }
};

/// "mode == analysing": a point and the value it must have, as text.
struct Condition {
    std::string point;
    std::string value;
};

/// Of a gas chromatograph: pairs of a component's code and its value, in any order; read as points "composition.NAME".
struct GcComponents {
    CodeBlock codes;
    CodeBlock values;
    std::map<std::uint64_t, std::string> names;
    std::vector<Condition> acceptWhen; ///< all must hold, before and after the values are read
    std::string freshPoint; ///< counts the analyses: until it changes, the values are those of before
    int line = 0;
};

struct IdentitySpec {
    std::string point;
    std::string expected; ///< empty: the installation says it, and nothing is written until it does
    int line = 0;
};

/// A request and its answer as bytes from a manual or a device, and what the answer means: the proof that the file
/// does not only agree with itself.
struct GoldenVector {
    std::vector<std::uint8_t> request;
    std::vector<std::uint8_t> reply;
    std::map<std::string, std::string> expect;
    int line = 0;
};

struct Profile {
    std::string name; ///< stem of the file
    std::string vendor;
    std::string model;
    std::string kind;
    std::string version;
    std::string evidence;
    std::string protocol = "modbus"; ///< "modbus", or the name of the driver that speaks it: "cavro-oem"
    std::vector<std::string> sources;
    bool overTcp = true;
    bool overRtu = true;
    SerialSettings serial;
    bool echo = false;
    ModbusOptions modbus;
    int maxReadRegisters = 125;
    int maxWriteRegisters = 123;
    int allowGap = 0;
    bool unmappedIsGarbage = false; ///< the device answers for addresses it does not have: never read one
    bool fc16Only = false;
    std::vector<PointSpec> points;
    std::vector<CommandSpec> commands;
    std::vector<SequenceSpec> sequences;
    std::optional<IdentitySpec> identity;
    std::optional<GcComponents> components;
    std::vector<GoldenVector> golden;

    [[nodiscard]] const PointSpec *point(const std::string &id) const;
    [[nodiscard]] const CommandSpec *command(const std::string &id) const;
    [[nodiscard]] const SequenceSpec *sequence(const std::string &id) const;
    /// The component's name of "composition.H2"; empty where the profile has no such.
    [[nodiscard]] std::optional<std::string> component(const std::string &id) const;
    /// "composition.H2", ... in the order of their codes.
    [[nodiscard]] std::vector<std::string> composition() const;
    /// What can be written, for a sentence: "inject, vial, gas".
    [[nodiscard]] std::string writableNames() const;
};

/// What the linter has to say about a line of a profile.
struct Finding {
    int line = 0;
    bool error = false; ///< else a warning
    std::string text;
};

struct CheckedProfile {
    Profile profile;
    std::vector<Finding> findings; ///< in the order of their lines

    [[nodiscard]] bool usable() const;
};

/// Reads and checks a profile's text; everything wrong is found at once. `name` is the file's stem.
[[nodiscard]] CheckedProfile checkProfile(const std::string &text, const std::string &name);

/// Reads a profile that must be usable. BadInput: "FILE, line N: ..." of the first error; Io: not readable.
[[nodiscard]] Result<Profile> loadProfile(const std::string &file);

} // namespace tgc::drivers
