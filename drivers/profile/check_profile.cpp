// SPDX-License-Identifier: GPL-3.0-or-later
#include <sstream>

#include "drivers/profile/lint.h"
#include "drivers/profile/point_text.h"

namespace tgc::drivers {

namespace {

/// Commands, sequences, components and golden vectors, and the order in which a file is read.
class ProfileText : public profile_text::PointText {
public:
    ProfileText(CheckedProfile &out, const toml::table &root) : PointText(out), m_root(root) {}

    void read()
    {
        TomlFields top(m_root, "profile", m_out.findings);
        top.require("schema");
        if (const auto schema = top.whole("schema", 0, 1000); schema && *schema != 1) {
            top.error("schema", "must be 1: this program knows no other");
        }
        top.ignore("sim");
        top.require("device");
        if (const toml::table *t = top.table("device")) {
            readDevice(*t);
        }
        if (const toml::table *t = top.table("transport")) {
            readTransport(*t);
        }
        if (const toml::table *t = top.table("conventions")) {
            readConventions(*t);
        }
        if (const toml::table *t = top.table("quirks")) {
            readQuirks(*t);
        }
        each(top, "point", [&](const toml::table &t) { readPoint(t); });
        if (const toml::table *t = top.table("canary")) {
            readCanary(*t);
        }
        if (const toml::table *t = top.table("identity")) {
            readIdentity(*t);
        }
        each(top, "command", [&](const toml::table &t) { readCommand(t); });
        each(top, "sequence", [&](const toml::table &t) { readSequence(t); });
        if (const toml::table *t = top.table("gc")) {
            readGc(*t);
        }
        each(top, "golden", [&](const toml::table &t) { readGolden(t); });
    }

private:
    void readCommand(const toml::table &table)
    {
        CommandSpec c;
        TomlFields f(table, "command \"" + table["id"].value_or(std::string("?")) + "\"", m_out.findings);
        c.line = f.line();
        f.require("id");
        f.require("point");
        c.id = f.text("id");
        c.point = f.text("point");
        f.ignore("label");
        f.ignore("source");
        if (const auto function = f.whole("function", 5, 16)) {
            if (*function != 5 && *function != 6 && *function != 15 && *function != 16) {
                f.error("function", "must be 5, 6, 15 or 16");
            }
            c.function = static_cast<int>(*function);
        }
        if (const toml::array *limits = f.array("limits")) {
            if (limits->size() == 2 && limits->get(0)->is_number() && limits->get(1)->is_number()) {
                c.low = limits->get(0)->value<double>();
                c.high = limits->get(1)->value<double>();
                if (*c.low > *c.high) {
                    f.error("limits", "are in the wrong order");
                }
            } else {
                f.error("limits", "must be two numbers: [low, high]");
            }
        }
        c.units = f.text("units");
        c.idempotent = f.flag("idempotent", false);
        for (const std::string &required : f.texts("requires")) {
            if (required != "identity_ok") {
                f.error("requires", "has \"" + required + "\"; the only condition there is is identity_ok");
            }
        }
        if (const toml::table *confirm = f.table("confirm")) {
            TomlFields g(*confirm, "command \"" + c.id + "\", confirm", m_out.findings);
            g.require("point");
            std::string equals;
            if (const toml::node *node = g.node("equals")) {
                equals = scalarText(*node).value_or("");
            }
            c.confirm = Confirm{g.text("point"), equals, g.number("tolerance").value_or(0.0),
                                static_cast<int>(g.whole("within_ms", 1, 600000).value_or(500))};
        }
        m_profile.commands.push_back(std::move(c));
    }

    void readSequence(const toml::table &table)
    {
        SequenceSpec s;
        TomlFields f(table, "sequence \"" + table["id"].value_or(std::string("?")) + "\"", m_out.findings);
        s.line = f.line();
        f.require("id");
        f.require("steps");
        s.id = f.text("id");
        f.ignore("label");
        f.ignore("source");
        each(f, "steps", [&](const toml::table &t) {
            TomlFields g(t, "sequence \"" + s.id + "\", step " + std::to_string(s.steps.size() + 1), m_out.findings);
            SequenceStep step;
            step.line = g.line();
            const auto write = g.someText("write");
            const auto wait = g.someText("wait");
            if (write.has_value() == wait.has_value()) {
                g.error("write", "or wait: a step has exactly one of them");
            }
            step.wait = wait.has_value();
            step.point = wait ? *wait : write.value_or("");
            const char *key = step.wait ? "equals" : "value";
            g.require(key);
            if (const toml::node *node = g.node(key)) {
                step.value = scalarText(*node).value_or("");
            }
            if (step.wait) {
                g.require("within_ms");
                step.within_ms = static_cast<int>(g.whole("within_ms", 1, 86400000).value_or(1000));
            }
            s.steps.push_back(std::move(step));
        });
        m_profile.sequences.push_back(std::move(s));
    }

    CodeBlock readCodeBlock(TomlFields &parent, const char *key)
    {
        CodeBlock block;
        parent.require(key);
        if (const toml::table *table = parent.table(key)) {
            TomlFields f(*table, std::string("gc.components, ") + key, m_out.findings);
            block.table = f.node("table") != nullptr ? readTable(f) : ModbusTable::Holding;
            block.address = address(f, "address", block.table).value_or(0);
            f.require("count");
            block.count = static_cast<int>(f.whole("count", 1, 125).value_or(1));
            block.format = readFormat(f, "type", true, WordType::U16);
            block.wide = m_addressing.wide && registersOf(block.format) % 2 == 0;
            block.unit = f.text("unit");
            f.ignore("code_names"); // an older place for them
            f.ignore("source");
        }
        return block;
    }

    void readGc(const toml::table &table)
    {
        TomlFields gc(table, "gc", m_out.findings);
        const toml::table *components = gc.table("components");
        if (components == nullptr) {
            return;
        }
        TomlFields f(*components, "gc.components", m_out.findings);
        GcComponents out;
        out.line = f.line();
        f.ignore("source");
        out.codes = readCodeBlock(f, "codes");
        out.values = readCodeBlock(f, "values");
        if (out.codes.count != out.values.count) {
            f.error("values", "must be as many as the codes");
        }
        if (const toml::table *block = f.table("values")) {
            if (const toml::table *names = (*block)["code_names"].as_table()) {
                out.names = codeNames(f, "values", *names);
            }
        }
        if (const toml::table *names = f.table("code_names")) {
            out.names = codeNames(f, "code_names", *names);
        }
        for (const std::string &text : f.texts("accept_when")) {
            const std::size_t sign = text.find("==");
            if (sign == std::string::npos) {
                f.error("accept_when", "has \"" + text + "\"; a condition is written POINT == VALUE");
                continue;
            }
            const auto trimmed = [](std::string part) {
                part.erase(0, part.find_first_not_of(' '));
                part.erase(part.find_last_not_of(' ') + 1);
                return part;
            };
            out.acceptWhen.push_back({trimmed(text.substr(0, sign)), trimmed(text.substr(sign + 2))});
        }
        const toml::node *wanted = f.node("wanted");
        for (Condition &condition : out.acceptWhen) {
            if (condition.value == "wanted") {
                condition.value = wanted != nullptr ? scalarText(*wanted).value_or("") : "";
                if (condition.value.empty()) {
                    f.error("accept_when", "asks for the wanted " + condition.point + "; say which: wanted = 1");
                }
            }
        }
        // Written "POINT changes", or as in the first profiles "POINT_changes".
        const std::string fresh = f.text("fresh_when");
        if (!fresh.empty()) {
            constexpr std::string_view ending = "changes";
            const bool said = fresh.size() > ending.size() + 1 && fresh.ends_with(ending);
            out.freshPoint = said ? fresh.substr(0, fresh.size() - ending.size() - 1) : "";
            if (!said) {
                f.error("fresh_when", "must be written \"POINT changes\", with a point that counts the analyses");
            }
        }
        m_profile.components = out;
    }

    void readGolden(const toml::table &table)
    {
        TomlFields f(table, "golden", m_out.findings);
        GoldenVector g;
        g.line = f.line();
        g.request = hexBytes(f, "request");
        g.reply = hexBytes(f, "reply");
        f.ignore("source");
        f.require("expect");
        if (const toml::table *expect = f.table("expect")) {
            for (const auto &[point, value] : *expect) {
                g.expect[std::string(point.str())] = scalarText(value).value_or("");
            }
        }
        m_profile.golden.push_back(std::move(g));
    }

    static std::vector<std::uint8_t> hexBytes(TomlFields &f, const char *key)
    {
        std::vector<std::uint8_t> bytes;
        f.require(key);
        std::istringstream words(f.text(key));
        for (std::string word; words >> word;) {
            unsigned value = 256;
            const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value, 16);
            if (error != std::errc{} || end != word.data() + word.size() || value > 255 || word.size() > 2) {
                f.error(key, "must be bytes as \"01 03 00 02\"; \"" + word + "\" is none");
                return {};
            }
            bytes.push_back(static_cast<std::uint8_t>(value));
        }
        return bytes;
    }

    const toml::table &m_root;
};

} // namespace

CheckedProfile checkProfile(const std::string &text, const std::string &name)
{
    CheckedProfile out;
    out.profile.name = name;
    try {
        const toml::table root = toml::parse(text);
        ProfileText(out, root).read();
        lintProfile(out);
    } catch (const toml::parse_error &error) {
        out.findings.push_back({static_cast<int>(error.source().begin.line), true,
                                "this is no TOML: " + std::string(error.description())});
    }
    std::stable_sort(out.findings.begin(), out.findings.end(),
                     [](const Finding &a, const Finding &b) { return a.line < b.line; });
    return out;
}

} // namespace tgc::drivers
