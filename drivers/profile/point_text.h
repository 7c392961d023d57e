// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <charconv>
#include <set>

#include "drivers/profile/device_text.h"

namespace tgc::drivers::profile_text {

/// Points, and the two that prove the device: canary and identity.
class PointText : public DeviceText {
public:
    using DeviceText::DeviceText;

    void readPoint(const toml::table &table)
    {
        PointSpec p;
        TomlFields f(table, "point \"" + table["id"].value_or(std::string("?")) + "\"", m_out.findings);
        f.require("id");
        p.line = f.line();
        p.id = f.text("id");
        if (p.id.empty() || p.id.find_first_of(" ,\t=") != std::string::npos) {
            f.error("id", "must be a name without blanks, commas and equals signs");
        }
        p.label = f.text("label");
        p.role = f.text("role");
        p.table = readTable(f);
        const ModbusTable written = p.table;
        const auto wire = address(f, "address", p.table);
        p.address = wire.value_or(0);
        if (p.table != written && f.node("table") != nullptr) {
            f.error("table", "contradicts the address, whose number names another table");
        }
        p.format = readFormat(f, "type", !p.isBit(), p.isBit() ? WordType::Bool : WordType::U16);
        if (p.isBit() && p.format.type != WordType::Bool) {
            f.error("type", "of a coil or discrete input is bool");
        }
        if (const auto order = f.someText("word_order")) {
            const auto known = wordOrderFromString(*order);
            if (!known) {
                f.error("word_order", "must be ABCD, CDAB, BADC or DCBA, not \"" + *order + "\"");
            }
            p.format.order = known.value_or(p.format.order);
        }
        p.wide = m_addressing.wide && registersOf(p.format) % 2 == 0 && p.format.type != WordType::String && !p.isBit();
        p.scale = f.number("scale").value_or(1.0);
        p.offset = f.number("offset").value_or(0.0);
        const bool numeric = p.format.type != WordType::String && p.format.type != WordType::Enum &&
                             p.format.type != WordType::Bool && p.format.type != WordType::Bitfield;
        if (p.scale == 0.0) {
            f.error("scale", "must not be 0");
        }
        if (p.scaled() && !numeric) {
            f.error("scale", "and offset belong to numbers only");
        }
        p.unit = f.text("unit");
        p.siUnit = f.text("si_unit");
        readAccess(f, p);
        p.min = f.number("min");
        p.max = f.number("max");
        if (p.min && p.max && *p.min > *p.max) {
            f.error("min", "is above max");
        }
        readInvalid(f, p);
        if (const auto poll = f.whole("poll_ms", 1, 86400000)) {
            p.poll_ms = static_cast<int>(*poll);
        }
        p.group = f.text("group");
        readNames(f, p);
        if (const auto ok = f.whole("ok_value", 0, 65535)) {
            p.okValue = static_cast<std::uint64_t>(*ok);
        }
        p.alarm = f.text("alarm");
        p.evidence = f.text("evidence", m_profile.evidence);
        checkRung(f, "evidence", p.evidence);
        p.source = f.text("source");
        if (wire) {
            m_profile.points.push_back(std::move(p));
        }
    }

    static void readAccess(TomlFields &f, PointSpec &p)
    {
        const std::string access = f.text("access", "r");
        if (access == "r") {
            p.access = Access::Read;
        } else if (access == "w") {
            p.access = Access::Write;
        } else if (access == "rw") {
            p.access = Access::ReadWrite;
        } else if (access == "cmd") {
            p.access = Access::Command;
        } else {
            f.error("access", "must be r, w, rw or cmd, not \"" + access + "\"");
        }
        if (p.writable() && (p.table == ModbusTable::Input || p.table == ModbusTable::Discrete)) {
            f.error("access", "cannot write: input registers and discrete inputs are read-only");
        }
    }

    static void readInvalid(TomlFields &f, PointSpec &p)
    {
        const toml::array *list = f.array("invalid");
        for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
            if (const auto text = scalarText(*list->get(i))) {
                p.invalid.push_back(*text);
            } else {
                f.error("invalid", "must list numbers, \"nan\", \"inf\" or \"-inf\"");
            }
        }
    }

    static void readNames(TomlFields &f, PointSpec &p)
    {
        const toml::table *names = f.table("enum");
        if (p.format.type == WordType::Enum && (names == nullptr || names->empty())) {
            f.error("enum", "is missing: the names of the codes, as { \"0\" = \"idle\", \"1\" = \"running\" }");
        }
        if (names != nullptr) {
            p.names = codeNames(f, "enum", *names);
            if (p.format.type != WordType::Enum) {
                f.error("enum", "belongs to a point of type enum");
            }
        }
    }

    static std::map<std::uint64_t, std::string> codeNames(TomlFields &f, const char *key, const toml::table &names)
    {
        std::map<std::uint64_t, std::string> out;
        std::set<std::string> seen;
        for (const auto &[code, name] : names) {
            const std::string_view digits = code.str();
            std::uint64_t number = 0;
            const bool hex = digits.starts_with("0x") || digits.starts_with("0X");
            const char *begin = digits.data() + (hex ? 2 : 0);
            const auto [end, error] = std::from_chars(begin, digits.data() + digits.size(), number, hex ? 16 : 10);
            const auto text = name.value_exact<std::string>();
            if (error != std::errc{} || end != digits.data() + digits.size() || number > 65535 || !text) {
                f.error(key, "has \"" + std::string(digits) + "\": codes are whole numbers up to 65535, names texts");
                continue;
            }
            if (!seen.insert(*text).second) {
                f.error(key, "has the name \"" + *text + "\" twice");
            }
            out[number] = *text;
        }
        return out;
    }

    void readCanary(const toml::table &table)
    {
        TomlFields f(table, "canary", m_out.findings);
        Canary canary;
        canary.table = readTable(f);
        const auto wire = address(f, "address", canary.table);
        canary.address = wire.value_or(0);
        canary.count = static_cast<std::uint16_t>(f.whole("count", 1, 125).value_or(1));
        const auto width = f.whole("register_width", 16, 32).value_or(16);
        if (width != 16 && width != 32) {
            f.error("register_width", "must be 16 or 32");
        }
        canary.wide = width == 32;
        canary.mask = static_cast<std::uint16_t>(f.whole("expect_mask", 0, 65535).value_or(65535));
        if (canary.table == ModbusTable::Coil || canary.table == ModbusTable::Discrete) {
            f.error("table", "must be holding or input");
        }
        if (const toml::node *expect = f.node("expect")) {
            readExpected(f, *expect, canary);
        }
        if (wire) {
            m_profile.modbus.canary = canary;
        }
    }

    static void readExpected(TomlFields &f, const toml::node &expect, Canary &canary)
    {
        std::vector<std::uint16_t> words;
        const auto add = [&](const toml::node &node) {
            const auto word = node.value_exact<std::int64_t>();
            if (word && *word >= 0 && *word <= 65535) {
                words.push_back(static_cast<std::uint16_t>(*word & canary.mask));
            }
        };
        if (expect.value_exact<std::string>() == "same_as_first_read") {
            return;
        }
        if (const toml::array *list = expect.as_array()) {
            for (const toml::node &node : *list) {
                add(node);
            }
        } else {
            add(expect);
        }
        if (words.size() != static_cast<std::size_t>(canary.words())) {
            f.error("expect", "must be \"same_as_first_read\", or as many words of 16 bits (0 to 65535) as count says");
            return;
        }
        canary.expected = std::move(words);
    }

    void readIdentity(const toml::table &table)
    {
        TomlFields f(table, "identity", m_out.findings);
        IdentitySpec identity;
        f.require("point");
        identity.point = f.text("point");
        // The one word for it is `expect`, as in [canary]; `value` and `expected` are what others write.
        for (const char *key : {"expect", "expected", "value", "equals"}) {
            if (const toml::node *node = f.node(key)) {
                const auto text = scalarText(*node);
                if (!text) {
                    f.error(key, "must be one value");
                }
                identity.expected = text.value_or("");
            }
        }
        identity.line = f.line();
        m_profile.identity = identity;
    }
};

} // namespace tgc::drivers::profile_text
