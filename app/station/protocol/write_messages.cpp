// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/protocol/messages.h"

#include <array>
#include <utility>

namespace tgc::station {

namespace {

using nlohmann::json;

/// Nothing to say is an empty map.
json mapFrom(const json &data)
{
    return data.is_null() ? json::object() : data;
}

json mapOf(const Hello &hello)
{
    json map = {{"kind", "hello"}, {"protocol", hello.protocol}, {"program", hello.program}, {"live", hello.live}};
    if (hello.from) {
        map["from"] = *hello.from;
    }
    return map;
}

json mapOf(const Command &command)
{
    return {{"kind", "command"}, {"id", command.id}, {"name", command.name}, {"args", mapFrom(command.args)}};
}

json mapOf(const Welcome &welcome)
{
    return {{"kind", "welcome"},
            {"protocol", welcome.protocol},
            {"program", welcome.program},
            {"bench", welcome.bench},
            {"simulated", welcome.simulated},
            {"pid", welcome.pid},
            {"next", welcome.next},
            {"oldest", welcome.oldest},
            {"spool", welcome.spool},
            {"store", welcome.store},
            {"snapshot", mapFrom(welcome.snapshot)}};
}

json mapOf(const Refused &refused)
{
    return {{"kind", "refused"}, {"why", refused.why}};
}

json mapOf(const EventMessage &event)
{
    return {{"kind", "event"}, {"n", event.n}, {"t", event.t}, {"what", event.what}, {"data", mapFrom(event.data)}};
}

json mapOf(const Reply &reply)
{
    json map = {{"kind", "reply"}, {"id", reply.id}, {"ok", reply.ok}};
    if (reply.ok) {
        map["data"] = mapFrom(reply.data);
    } else {
        map["code"] = reply.code;
        map["why"] = reply.why;
    }
    return map;
}

json mapOf(const Live &live)
{
    return {{"kind", "live"},
            {"first", live.first},
            {"device_s", live.device_s},
            {"values", live.values},
            {"lines", live.lines}};
}

constexpr std::array<std::pair<ErrorCode, std::string_view>, 10> codes = {{
    {ErrorCode::BadInput, "bad-input"},
    {ErrorCode::NotDetermined, "not-determined"},
    {ErrorCode::Unsupported, "unsupported"},
    {ErrorCode::Io, "io"},
    {ErrorCode::Store, "store"},
    {ErrorCode::Integrity, "integrity"},
    {ErrorCode::Device, "device"},
    {ErrorCode::Timeout, "timeout"},
    {ErrorCode::Busy, "busy"},
    {ErrorCode::LinkLost, "link-lost"},
}};

} // namespace

json toMap(const ClientMessage &message)
{
    return std::visit([](const auto &one) { return mapOf(one); }, message);
}

json toMap(const StationMessage &message)
{
    return std::visit([](const auto &one) { return mapOf(one); }, message);
}

std::string_view codeName(ErrorCode code)
{
    for (const auto &[known, name] : codes) {
        if (known == code) {
            return name;
        }
    }
    return "device";
}

ErrorCode codeOf(std::string_view name)
{
    for (const auto &[code, known] : codes) {
        if (known == name) {
            return code;
        }
    }
    return ErrorCode::Device;
}

} // namespace tgc::station
