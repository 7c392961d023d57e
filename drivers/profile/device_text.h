// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>

#include "drivers/profile/toml_fields.h"

/// How a profile's text becomes a Profile, in three layers: the device and its conventions, its points, its commands.
namespace tgc::drivers::profile_text {

inline constexpr std::array<std::string_view, 5> rungs{"manual", "code", "inferred", "interop", "hardware"};
inline constexpr std::array<std::string_view, 8> kinds{"gc",  "adc",  "mfc",     "pressure",
                                                       "env", "leak", "generic", "pump"};

enum class Numbering { Pdu, Modicon5, Modicon6, Enron };

/// How addresses of this file become addresses on the wire.
struct Addressing {
    Numbering numbering = Numbering::Pdu;
    int base = 0;
    WordOrder order = WordOrder::ABCD;
    bool wide = false;
};

inline std::optional<ModbusTable> tableFromString(std::string_view text)
{
    constexpr std::array<std::pair<std::string_view, ModbusTable>, 4> tables{{{"coil", ModbusTable::Coil},
                                                                              {"discrete", ModbusTable::Discrete},
                                                                              {"input", ModbusTable::Input},
                                                                              {"holding", ModbusTable::Holding}}};
    for (const auto &[name, table] : tables) {
        if (text == name) {
            return table;
        }
    }
    return std::nullopt;
}

/// Device, transport, conventions, quirks - and what every later part needs of them: addresses, tables, formats.
class DeviceText {
public:
    explicit DeviceText(CheckedProfile &out) : m_out(out), m_profile(out.profile) {}

    template <class Read>
    void each(TomlFields &fields, const char *key, Read read)
    {
        const toml::array *list = fields.array(key);
        for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
            if (const toml::table *t = list->get(i)->as_table()) {
                read(*t);
            } else {
                fields.error(key, "must be written as [[" + std::string(key) + "]]");
            }
        }
    }

    void readDevice(const toml::table &table)
    {
        TomlFields f(table, "device", m_out.findings);
        for (const char *key : {"vendor", "model", "evidence"}) {
            f.require(key);
        }
        m_profile.vendor = f.text("vendor");
        m_profile.model = f.text("model");
        m_profile.kind = f.text("kind", "generic");
        if (std::find(kinds.begin(), kinds.end(), m_profile.kind) == kinds.end()) {
            f.warn("kind", "\"" + m_profile.kind + "\" is none of gc, adc, mfc, pressure, env, leak, pump, generic");
        }
        m_profile.version = f.text("profile_version");
        m_profile.protocol = f.text("protocol", "modbus");
        m_profile.evidence = f.text("evidence", "inferred");
        checkRung(f, "evidence", m_profile.evidence);
        m_profile.sources = f.texts("sources");
        if (m_profile.sources.empty()) {
            f.warn("sources", "names no source: nobody can check these registers");
        }
    }

    static void checkRung(TomlFields &f, const char *key, const std::string &rung)
    {
        if (!rung.empty() && std::find(rungs.begin(), rungs.end(), rung) == rungs.end()) {
            f.error(key, "must be manual, code, inferred, interop or hardware, not \"" + rung + "\"");
        }
    }

    static Duration milliseconds(std::optional<std::int64_t> value, Duration absent)
    {
        return value ? Duration(std::chrono::milliseconds(*value)) : absent;
    }

    void readTransport(const toml::table &table)
    {
        TomlFields f(table, "transport", m_out.findings);
        if (f.node("kinds") != nullptr) {
            m_profile.overTcp = m_profile.overRtu = false;
            for (const std::string &kind : f.texts("kinds")) {
                if (kind == "tcp") {
                    m_profile.overTcp = true;
                } else if (kind == "rtu" || kind == "serial") {
                    m_profile.overRtu = true;
                } else {
                    f.error("kinds", "has \"" + kind + "\"; it may have tcp, rtu and serial");
                }
            }
        }
        m_profile.serial.baud = static_cast<int>(f.whole("baud", 300, 4000000).value_or(9600));
        const std::string parity = f.text("parity", "N");
        m_profile.serial.parity = parity.size() == 1 ? parity[0] : '?';
        m_profile.serial.dataBits = static_cast<int>(f.whole("data_bits", 7, 8).value_or(8));
        m_profile.serial.stopBits = static_cast<int>(f.whole("stop_bits", 1, 2).value_or(1));
        if (const auto line = lineSettings(m_profile.serial); !line) {
            f.error("baud", "or its neighbours: " + line.error().message);
        }
        ModbusOptions &modbus = m_profile.modbus;
        modbus.unit = static_cast<int>(f.whole("unit_id", 0, 255).value_or(1));
        modbus.responseTimeout = milliseconds(f.whole("response_timeout_ms", 1, 600000), std::chrono::seconds(1));
        const Duration usual = std::max<Duration>(modbus.responseTimeout * 5 / 2, std::chrono::milliseconds(500));
        modbus.maxReply = milliseconds(f.whole("max_reply_ms", 1, 600000), usual);
        if (modbus.maxReply < modbus.responseTimeout) {
            f.error("max_reply_ms", "is shorter than response_timeout_ms: a late answer could not be told from the "
                                    "next one's");
        }
        modbus.interRequest = milliseconds(f.whole("inter_request_ms", 0, 60000), Duration(0));
        modbus.retriesRead = static_cast<int>(f.whole("retries_read", 0, 20).value_or(1));
        modbus.retriesWrite = static_cast<int>(f.whole("retries_write", 0, 20).value_or(0));
        m_profile.echo = f.flag("echo", false);
    }

    void readConventions(const toml::table &table)
    {
        TomlFields f(table, "conventions", m_out.findings);
        const std::string numbering = f.text("numbering", "pdu");
        if (numbering == "modicon5") {
            m_addressing.numbering = Numbering::Modicon5;
        } else if (numbering == "modicon6") {
            m_addressing.numbering = Numbering::Modicon6;
        } else if (numbering == "enron") {
            m_addressing.numbering = Numbering::Enron;
        } else if (numbering != "pdu") {
            f.error("numbering", "must be pdu, modicon5, modicon6 or enron, not \"" + numbering + "\"");
        }
        m_addressing.base = static_cast<int>(f.whole("address_base", 0, 1).value_or(0));
        const auto width = f.whole("register_width", 16, 32);
        if (width && *width != 16 && *width != 32) {
            f.error("register_width", "must be 16 or 32");
        }
        m_addressing.wide = width == 32;
        const std::string order = f.text("word_order", "ABCD");
        if (const auto known = wordOrderFromString(order)) {
            m_addressing.order = *known;
        } else {
            f.error("word_order", "must be ABCD, CDAB, BADC or DCBA, not \"" + order + "\"");
        }
        m_profile.maxReadRegisters = static_cast<int>(f.whole("max_read_registers", 1, 125).value_or(125));
        m_profile.maxWriteRegisters = static_cast<int>(f.whole("max_write_registers", 1, 123).value_or(123));
        m_profile.allowGap = static_cast<int>(f.whole("allow_gap", 0, 124).value_or(0));
        if (f.flag("split_values", false)) {
            f.error("split_values", "cannot be true: a value read in two halves may never have existed");
        }
        const std::string unmapped = f.text("unmapped", "exception");
        m_profile.unmappedIsGarbage = unmapped == "garbage";
        if (unmapped != "exception" && unmapped != "garbage") {
            f.error("unmapped", "must be exception or garbage, not \"" + unmapped + "\"");
        }
    }

    void readQuirks(const toml::table &table)
    {
        TomlFields f(table, "quirks", m_out.findings);
        m_profile.fc16Only = f.flag("fc16_only", false);
        m_profile.modbus.writeDelay = milliseconds(f.whole("write_delay_ms", 0, 60000), Duration(0));
        m_profile.modbus.singleClient = f.flag("single_tcp_client", false);
        if (f.flag("unit_id_ignored", false) && m_profile.overRtu) {
            f.warn("unit_id_ignored", "is meant for TCP; on a serial line the unit is always checked");
        }
    }

    /// The address on the wire, and the table where the numbering names it.
    std::optional<std::uint16_t> address(TomlFields &f, const char *key, ModbusTable &table)
    {
        f.require(key);
        const auto number = f.whole(key, 0, 499999);
        if (!number) {
            return std::nullopt;
        }
        std::int64_t wire = *number - m_addressing.base;
        if (m_addressing.numbering == Numbering::Modicon5 || m_addressing.numbering == Numbering::Modicon6) {
            const std::int64_t unit = m_addressing.numbering == Numbering::Modicon5 ? 10000 : 100000;
            const std::int64_t family = *number / unit;
            wire = *number % unit - 1;
            switch (family) {
            case 0: table = ModbusTable::Coil; break;
            case 1: table = ModbusTable::Discrete; break;
            case 3: table = ModbusTable::Input; break;
            case 4: table = ModbusTable::Holding; break;
            default: f.error(key, std::to_string(*number) + " is no number of this numbering"); return std::nullopt;
            }
        }
        if (wire < 0 || wire > 65535) {
            f.error(key, std::to_string(*number) + " is no address: on the wire it would be " + std::to_string(wire));
            return std::nullopt;
        }
        return static_cast<std::uint16_t>(wire);
    }

    ModbusTable readTable(TomlFields &f)
    {
        const bool implied =
            m_addressing.numbering == Numbering::Modicon5 || m_addressing.numbering == Numbering::Modicon6;
        if (!implied) {
            f.require("table");
        }
        const auto text = f.someText("table");
        const auto table = text ? tableFromString(*text) : std::optional(ModbusTable::Holding);
        if (!table) {
            f.error("table", "must be coil, discrete, input or holding, not \"" + *text + "\"");
        }
        return table.value_or(ModbusTable::Holding);
    }

    WordFormat readFormat(TomlFields &f, const char *typeKey, bool required, WordType absent)
    {
        WordFormat format{absent};
        if (required) {
            f.require(typeKey);
        }
        if (const auto text = f.someText(typeKey)) {
            if (const auto known = wordFormatFromString(*text)) {
                format = *known;
            } else {
                f.error(typeKey, "\"" + *text +
                                     "\" is no type; there are bool, u16, i16, u32, i32, u64, i64, f32, "
                                     "f64, bcd16, bitfield, enum and string(n)");
            }
        }
        format.order = m_addressing.order;
        return format;
    }

protected:
    CheckedProfile &m_out;
    Profile &m_profile;
    Addressing m_addressing;
};

} // namespace tgc::drivers::profile_text
