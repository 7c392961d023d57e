// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/method_file.h"

#include <algorithm>
#include <cmath>

#include <toml++/toml.h>

#include "analysis/core/decimal.h"
#include "analysis/core/near_name.h"
#include "app/formats/file_bytes.h"
#include "app/formats/location.h"

namespace tgc::session {

namespace {

std::size_t lineOf(const toml::node &node)
{
    return std::max<std::size_t>(1, node.source().begin.line);
}

/// The method while it is read; the first thing that is wrong ends it.
class Reader {
public:
    Reader(const toml::table &document, std::string origin) : m_document(document), m_origin(std::move(origin)) {}

    Result<Method> read();

private:
    using Done = Result<void>;

    [[nodiscard]] tl::unexpected<Error> bad(const toml::node &node, const std::string &what) const
    {
        return formats::badLine(m_origin, lineOf(node), what);
    }
    [[nodiscard]] Done onlyKeys(const toml::table &table, std::string_view name) const;
    [[nodiscard]] Result<std::string> text(const toml::table &table, const char *key) const;
    [[nodiscard]] Result<std::optional<double>> number(const toml::table &table, const char *key) const;
    [[nodiscard]] Result<double> needed(const toml::table &table, const char *key) const;
    [[nodiscard]] Result<std::string> value(const toml::node &node) const;
    [[nodiscard]] Result<std::vector<const toml::table *>> entries(const char *key) const;
    Done readAlgorithm();
    Done readSettings();
    Done readTarget(const toml::table &entry);
    Done readEvent(const toml::table &entry);
    Done readRule(const toml::table &entry);

    const toml::table &m_document;
    std::string m_origin;
    Method m_method;
};

Reader::Done Reader::onlyKeys(const toml::table &table, std::string_view name) const
{
    std::vector<std::string_view> known;
    for (const MethodKey &key : methodKeys()) {
        if (key.table == name) {
            known.push_back(key.key);
        }
    }
    for (const auto &[key, node] : table) {
        if (std::find(known.begin(), known.end(), key.str()) == known.end()) {
            return formats::badLine(m_origin, std::max<std::size_t>(1, key.source().begin.line),
                                    (name.empty() ? "a method" : std::string(name)) + " has no key \"" +
                                        std::string(key.str()) + "\"" + nearName(key.str(), known));
        }
    }
    return {};
}

Result<std::string> Reader::text(const toml::table &table, const char *key) const
{
    const toml::node *node = table.get(key);
    if (node == nullptr) {
        return std::string();
    }
    const auto found = node->value_exact<std::string>();
    return found ? Result<std::string>(*found) : bad(*node, std::string(key) + " must be a text in quotes");
}

Result<std::optional<double>> Reader::number(const toml::table &table, const char *key) const
{
    const toml::node *node = table.get(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    const auto found = node->is_number() ? node->value<double>() : std::nullopt;
    if (!found || !std::isfinite(*found)) {
        return bad(*node, std::string(key) + " must be a number");
    }
    return found;
}

Result<double> Reader::needed(const toml::table &table, const char *key) const
{
    const auto found = number(table, key);
    if (found && !*found) {
        return bad(table, std::string(key) + " is missing");
    }
    return found ? Result<double>(**found) : fail(found.error());
}

/// A number or a text, as an event's value is written in a table.
Result<std::string> Reader::value(const toml::node &node) const
{
    if (const auto words = node.value_exact<std::string>()) {
        return *words;
    }
    if (node.is_number()) {
        return shortest(node.value<double>().value_or(0.0));
    }
    return bad(node, "a value is a number, or a text in quotes");
}

Result<std::vector<const toml::table *>> Reader::entries(const char *key) const
{
    std::vector<const toml::table *> found;
    const toml::node *node = m_document.get(key);
    if (node == nullptr) {
        return found;
    }
    const toml::array *list = node->as_array();
    if (list == nullptr || !list->is_array_of_tables()) {
        return bad(*node, std::string("write [[") + key + "]] above each " + key);
    }
    for (const toml::node &entry : *list) {
        found.push_back(entry.as_table());
    }
    return found;
}

Reader::Done Reader::readAlgorithm()
{
    const toml::node *node = m_document.get("algorithm");
    if (node == nullptr) {
        return {};
    }
    const toml::table *table = node->as_table();
    if (table == nullptr) {
        return bad(*node, "write [algorithm] with name and version below it");
    }
    if (auto known = onlyKeys(*table, "algorithm"); !known) {
        return known;
    }
    const auto name = text(*table, "name");
    const auto version = name ? text(*table, "version") : fail(name.error());
    if (!version) {
        return fail(version.error());
    }
    const auto found = findAlgorithm(name->empty() ? newestAlgorithm().name : *name, *version);
    if (!found) {
        return bad(*table, found.error().message);
    }
    m_method.processing.algorithm = *found;
    return {};
}

Reader::Done Reader::readSettings()
{
    const toml::node *node = m_document.get("integration");
    if (node == nullptr) {
        return {};
    }
    const toml::table *table = node->as_table();
    if (table == nullptr) {
        return bad(*node, "write [integration] with the settings below it");
    }
    if (auto known = onlyKeys(*table, "integration"); !known) {
        return known;
    }
    for (const EventInfo &info : eventTable()) { // in the table's order, whatever the file's
        const toml::node *setting = isSetting(info.kind) ? table->get(info.name) : nullptr;
        if (setting == nullptr || (info.value == EventValue::None && setting->value_exact<bool>() == false)) {
            continue;
        }
        const bool flag = info.value == EventValue::None && setting->value_exact<bool>().has_value();
        const auto words = flag ? Result<std::string>(std::string()) : value(*setting);
        auto event = words ? makeEvent(info.name, std::nullopt, std::nullopt, *words) : fail(words.error());
        if (!event) {
            return words ? bad(*setting, event.error().message) : fail(words.error());
        }
        m_method.processing.method.push_back(std::move(*event));
    }
    return {};
}

Reader::Done Reader::readTarget(const toml::table &entry)
{
    if (auto known = onlyKeys(entry, "target"); !known) {
        return known;
    }
    const auto name = text(entry, "name");
    const auto retention = name ? needed(entry, "retention_s") : fail(name.error());
    const auto half = retention ? needed(entry, "half_window_s") : fail(retention.error());
    if (!half) {
        return fail(half.error());
    }
    if (name->empty() || !(*half > 0.0)) {
        return bad(entry, name->empty() ? "a target needs a name" : "half_window_s must lie above 0");
    }
    m_method.processing.options.targets.push_back({*name, seconds(*retention), seconds(*half)});
    return {};
}

Reader::Done Reader::readEvent(const toml::table &entry)
{
    if (auto known = onlyKeys(entry, "event"); !known) {
        return known;
    }
    const auto name = text(entry, "event");
    const auto reason = name ? text(entry, "reason") : fail(name.error());
    const auto start = reason ? number(entry, "time_s") : fail(reason.error());
    const auto end = start ? number(entry, "end_s") : fail(start.error());
    if (!end) {
        return fail(end.error());
    }
    const toml::node *node = entry.get("value");
    const auto words = node != nullptr ? value(*node) : Result<std::string>(std::string());
    if (!words) {
        return fail(words.error());
    }
    const auto timeOf = [](const std::optional<double> &t) { return t ? std::optional(seconds(*t)) : std::nullopt; };
    auto event = makeEvent(*name, timeOf(*start), timeOf(*end), *words, *reason);
    if (!event) {
        return bad(entry, event.error().message);
    }
    m_method.processing.method.push_back(std::move(*event));
    return {};
}

Reader::Done Reader::readRule(const toml::table &entry)
{
    if (auto known = onlyKeys(entry, "suitability"); !known) {
        return known;
    }
    const auto peak = text(entry, "peak");
    const auto quantity = peak ? text(entry, "quantity") : fail(peak.error());
    const auto comparison = quantity ? text(entry, "operator") : fail(quantity.error());
    const auto aggregate = comparison ? text(entry, "aggregate") : fail(comparison.error());
    const auto limit = aggregate ? needed(entry, "limit") : fail(aggregate.error());
    if (!limit) {
        return fail(limit.error());
    }
    auto rule = makeSuitabilityRule(*peak, *quantity, *comparison, *limit, *aggregate);
    if (!rule) {
        return bad(entry, rule.error().message);
    }
    m_method.suitability.push_back(std::move(*rule));
    return {};
}

Result<Method> Reader::read()
{
    auto done = onlyKeys(m_document, "");
    const auto name = done ? text(m_document, "name") : fail(done.error());
    if (!name) {
        return fail(name.error());
    }
    m_method.name = name->empty() ? std::filesystem::path(m_origin).stem().string() : *name;
    done = readAlgorithm();
    done = done ? readSettings() : done;
    const auto targets = entries("target");
    const auto events = targets ? entries("event") : fail(targets.error());
    const auto rules = events ? entries("suitability") : fail(events.error());
    if (!done || !rules) {
        return fail(done ? rules.error() : done.error());
    }
    for (const toml::table *entry : *targets) {
        if (done = readTarget(*entry); !done) {
            return fail(done.error());
        }
    }
    for (const toml::table *entry : *events) {
        if (done = readEvent(*entry); !done) {
            return fail(done.error());
        }
    }
    for (const toml::table *entry : *rules) {
        if (done = readRule(*entry); !done) {
            return fail(done.error());
        }
    }
    return std::move(m_method);
}

} // namespace

const std::vector<MethodKey> &methodKeys()
{
    static const std::vector<MethodKey> keys = [] {
        std::vector<MethodKey> all{
            {"", "name", "text", "", "the file's name", "what the method is called"},
            {"", "algorithm", "table", "", "", ""},
            {"", "integration", "table", "", "", ""},
            {"", "target", "list", "", "", ""},
            {"", "event", "list", "", "", ""},
            {"", "suitability", "list", "", "", ""},
            {"algorithm", "name", "text", "", newestAlgorithm().name, "the peak search"},
            {"algorithm", "version", "text", "", "the newest", "an older one gives an older result bit for bit"},
            {"target", "name", "text", "", "", "the name of a peak"},
            {"target", "retention_s", "number", "s", "", "where its apex is expected"},
            {"target", "half_window_s", "number", "s", "", "give or take how much"},
            {"event", "event", "text", "", "", "one of the events below"},
            {"event", "time_s", "number", "s", "", "where it begins, or happens"},
            {"event", "end_s", "number", "s", "the trace's end", "where it ends"},
            {"event", "value", "number or text", "", "", "as the event wants it"},
            {"event", "reason", "text", "", "", "why, in your words"},
            {"suitability", "peak", "text", "", "", "the name of the peak that is held to the rule"},
            {"suitability", "quantity", "text", "", "",
             "what of it, under its name in JSON: tailing, plates, area ..."},
            {"suitability", "operator", "text", "", "", "<=, >=, < or >"},
            {"suitability", "limit", "number", "", "", "in the quantity's unit; % for rsd"},
            {"suitability", "aggregate", "text", "", "each", "each, mean, rsd, min or max of the runs"}};
        for (const EventInfo &info : eventTable()) {
            if (isSetting(info.kind)) {
                all.push_back({"integration", info.name, info.value == EventValue::Number ? "number" : "text",
                               info.unit, info.standard, info.meaning});
            }
        }
        return all;
    }();
    return keys;
}

Result<Method> parseMethod(std::string_view text, const std::string &origin)
{
    toml::table document;
    try {
        document = toml::parse(text, origin);
    } catch (const toml::parse_error &error) {
        return formats::badLine(origin, error.source().begin.line, std::string(error.description()));
    }
    auto method = Reader(document, origin).read();
    if (method) {
        method->text = std::string(text);
    }
    return method;
}

Result<Method> readMethod(const std::filesystem::path &file)
{
    const auto bytes = formats::readFileBytes(file);
    return bytes ? parseMethod(*bytes, file.string()) : fail(bytes.error());
}

} // namespace tgc::session
