// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/protocol/messages.h"

#include <limits>

#include "app/station/protocol/read_cbor.h"

namespace tgc::station {

namespace {

using nlohmann::json;

/// Takes the keys of one map, each checked; the first that is wrong is kept as the sentence.
class Fields {
public:
    Fields(const json &map, std::string kind) : m_map(map), m_kind(std::move(kind)) {}

    void text(const char *key, std::string &into)
    {
        if (const json *value = needed(key, &json::is_string, "a text")) {
            into = value->get<std::string>();
        }
    }

    void truth(const char *key, bool &into)
    {
        if (const json *value = needed(key, &json::is_boolean, "true or false")) {
            into = value->get<bool>();
        }
    }

    void map(const char *key, json &into)
    {
        if (const json *value = needed(key, &json::is_object, "a map")) {
            into = *value;
        }
    }

    void integer(const char *key, std::int64_t &into)
    {
        const json *value = needed(key, &json::is_number_integer, "an integer");
        if (value == nullptr) {
            return;
        }
        if (value->is_number_unsigned() &&
            value->get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
            wrong(key, "an integer of 64 bits with sign");
            return;
        }
        into = value->get<std::int64_t>();
    }

    template <class Unsigned>
    void count(const char *key, Unsigned &into)
    {
        const json *value = needed(key, &json::is_number_unsigned, "an integer, not negative");
        if (value == nullptr) {
            return;
        }
        if (value->get<std::uint64_t>() > std::numeric_limits<Unsigned>::max()) {
            wrong(key, "an integer that fits");
            return;
        }
        into = value->get<Unsigned>();
    }

    void numbers(const char *key, std::vector<double> &into)
    {
        if (const json *value = needed(key, &json::is_array, "an array of numbers")) {
            takeNumbers(key, *value, into);
        }
    }

    void rows(const char *key, std::vector<std::vector<double>> &into)
    {
        const json *value = needed(key, &json::is_array, "an array of arrays of numbers");
        for (std::size_t i = 0; value != nullptr && i < value->size() && m_why.empty(); ++i) {
            if (!(*value)[i].is_array()) {
                wrong(key, "an array of arrays of numbers");
                return;
            }
            takeNumbers(key, (*value)[i], into.emplace_back());
        }
    }

    [[nodiscard]] bool has(const char *key) const { return m_map.contains(key); }
    void wrong(const char *key, const std::string &what)
    {
        if (m_why.empty()) {
            m_why = "a message \"" + m_kind + "\" needs " + what + " as \"" + key + "\"";
        }
    }

    template <class Message>
    [[nodiscard]] Result<Message> done(Message message) const
    {
        if (!m_why.empty()) {
            return fail(ErrorCode::BadInput, m_why);
        }
        return message;
    }

private:
    const json *needed(const char *key, bool (json::*is)() const noexcept, const char *what)
    {
        const auto found = m_map.find(key);
        if (found == m_map.end() || !((*found).*is)()) {
            wrong(key, what);
            return nullptr;
        }
        return &*found;
    }

    void takeNumbers(const char *key, const json &array, std::vector<double> &into)
    {
        into.reserve(array.size());
        for (const json &one : array) {
            if (!one.is_number()) {
                wrong(key, "numbers only");
                return;
            }
            into.push_back(one.get<double>());
        }
    }

    const json &m_map;
    std::string m_kind;
    std::string m_why;
};

Result<Hello> readHello(Fields fields)
{
    Hello hello;
    fields.integer("protocol", hello.protocol);
    fields.text("program", hello.program);
    if (fields.has("from")) {
        fields.count("from", hello.from.emplace());
    }
    if (fields.has("live")) {
        fields.truth("live", hello.live);
    }
    return fields.done(std::move(hello));
}

Result<Command> readCommand(Fields fields)
{
    Command command;
    fields.integer("id", command.id);
    fields.text("name", command.name);
    fields.map("args", command.args);
    return fields.done(std::move(command));
}

Result<Welcome> readWelcome(Fields fields)
{
    Welcome welcome;
    fields.integer("protocol", welcome.protocol);
    fields.text("program", welcome.program);
    fields.text("bench", welcome.bench);
    fields.truth("simulated", welcome.simulated);
    fields.integer("pid", welcome.pid);
    fields.count("next", welcome.next);
    fields.count("oldest", welcome.oldest);
    fields.text("spool", welcome.spool);
    fields.text("store", welcome.store);
    fields.map("snapshot", welcome.snapshot);
    return fields.done(std::move(welcome));
}

Result<Refused> readRefused(Fields fields)
{
    Refused refused;
    fields.text("why", refused.why);
    return fields.done(std::move(refused));
}

Result<EventMessage> readEvent(Fields fields)
{
    EventMessage event;
    fields.count("n", event.n);
    fields.text("t", event.t);
    fields.text("what", event.what);
    fields.map("data", event.data);
    return fields.done(std::move(event));
}

Result<Reply> readReply(Fields fields)
{
    Reply reply;
    fields.integer("id", reply.id);
    fields.truth("ok", reply.ok);
    if (reply.ok) {
        fields.map("data", reply.data);
    } else {
        fields.text("code", reply.code);
        fields.text("why", reply.why);
    }
    return fields.done(std::move(reply));
}

Result<Live> readLive(Fields fields)
{
    Live live;
    fields.count("first", live.first);
    fields.numbers("device_s", live.device_s);
    fields.rows("values", live.values);
    fields.count("lines", live.lines);
    for (const auto &row : live.values) {
        if (row.size() != live.device_s.size()) {
            fields.wrong("values", "as many numbers a channel as \"device_s\" has");
        }
    }
    return fields.done(std::move(live));
}

/// The map and its kind.
struct Kind {
    json map;
    std::string kind;
};

Result<Kind> readKind(std::span<const std::uint8_t> cbor)
{
    auto map = readCbor(cbor);
    if (!map) {
        return fail(map.error());
    }
    const auto kind = map->is_object() ? map->find("kind") : map->end();
    if (!map->is_object() || kind == map->end() || !kind->is_string()) {
        return fail(ErrorCode::BadInput, "a message is no map with a text \"kind\"");
    }
    std::string name = kind->get<std::string>();
    return Kind{std::move(*map), std::move(name)};
}

template <class Any, class One>
Result<Any> widen(Result<One> one)
{
    if (!one) {
        return fail(one.error());
    }
    return Any(std::move(*one));
}

/// For the sentence only: whatever was sent as a kind may be long, or have line breaks.
tl::unexpected<Error> unknown(const std::string &kind)
{
    std::string shown = kind.substr(0, 40);
    for (char &c : shown) {
        c = c >= ' ' && c <= '~' ? c : '?';
    }
    return fail(ErrorCode::BadInput, "a message of kind \"" + shown + "\" is not known here");
}

} // namespace

Result<ClientMessage> readClientMessage(std::span<const std::uint8_t> cbor)
{
    const auto read = readKind(cbor);
    if (!read) {
        return fail(read.error());
    }
    const auto &[map, kind] = *read;
    if (kind == "hello") {
        return widen<ClientMessage>(readHello({map, kind}));
    }
    if (kind == "command") {
        return widen<ClientMessage>(readCommand({map, kind}));
    }
    return unknown(kind);
}

Result<StationMessage> readStationMessage(std::span<const std::uint8_t> cbor)
{
    const auto read = readKind(cbor);
    if (!read) {
        return fail(read.error());
    }
    const auto &[map, kind] = *read;
    if (kind == "welcome") {
        return widen<StationMessage>(readWelcome({map, kind}));
    }
    if (kind == "refused") {
        return widen<StationMessage>(readRefused({map, kind}));
    }
    if (kind == "event") {
        return widen<StationMessage>(readEvent({map, kind}));
    }
    if (kind == "reply") {
        return widen<StationMessage>(readReply({map, kind}));
    }
    if (kind == "live") {
        return widen<StationMessage>(readLive({map, kind}));
    }
    return unknown(kind);
}

} // namespace tgc::station
