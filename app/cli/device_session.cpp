// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/device_session.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "app/cli/device_profiles.h"
#include "app/cli/json_object.h"
#include "drivers/modbus/libmodbus_port.h"
#include "drivers/profile/interpret.h"
#include "drivers/profile/profile_device.h"

namespace tgc::cli {

namespace {

/// `composition` stands for all of its components.
std::vector<std::string> pointsOf(const drivers::Profile &profile, const std::vector<std::string> &points)
{
    std::vector<std::string> ids;
    for (const std::string &id : points) {
        const std::vector<std::string> components = profile.composition();
        if (id == "composition" && !components.empty()) {
            ids.insert(ids.end(), components.begin(), components.end());
        } else {
            ids.push_back(id);
        }
    }
    return ids;
}

class ModbusSession final : public DeviceSession {
public:
    ModbusSession(drivers::Profile profile, const drivers::Endpoint &endpoint)
        : m_port(endpoint, profile.serial, profile.echo), m_device(std::move(profile), m_port, m_clock)
    {
    }

    std::vector<drivers::Reading> read(const std::vector<std::string> &points) override
    {
        std::vector<std::string> ids = pointsOf(m_device.profile(), points);
        if (ids.empty()) {
            for (const drivers::PointSpec &point : m_device.profile().points) {
                if (point.readable()) {
                    ids.push_back(point.id);
                }
            }
        }
        // Every block may use up its retries, and the recovery between them; the sum is bounded, not short.
        const auto &options = m_device.profile().modbus;
        const auto patience = (options.responseTimeout + 2 * options.maxReply) * (2 + options.retriesRead);
        return m_device.read(ids, m_clock.now() + patience * static_cast<int>(ids.size() + 1));
    }

    Result<void> allows(const std::string &point, const std::string &value) const override
    {
        return m_device.allows(point, value);
    }

    Result<void> write(const std::string &point, const std::string &value) override
    {
        const auto &options = m_device.profile().modbus;
        const auto connected = m_device.connect(m_clock.now() + options.responseTimeout + 2 * options.maxReply);
        if (!connected) {
            return fail(connected.error().code == ErrorCode::Integrity ? ErrorCode::Device : connected.error().code,
                        "nothing was written: " + connected.error().message);
        }
        return m_device.write(point, value);
    }

private:
    drivers::SystemClock m_clock;
    drivers::LibmodbusPort m_port;
    drivers::ProfileDevice m_device;
};

std::string namesOf(const drivers::Profile &profile)
{
    std::string names;
    for (const drivers::PointSpec &point : profile.points) {
        if (point.readable()) {
            names += (names.empty() ? "" : ", ") + point.id;
        }
    }
    for (const std::string &id : profile.composition()) {
        names += ", " + id;
    }
    return names;
}

Result<void> checkPoints(const drivers::Profile &profile, const std::vector<std::string> &points)
{
    for (const std::string &id : points) {
        if (profile.component(id)) {
            continue;
        }
        const drivers::PointSpec *point = profile.point(id);
        if (point == nullptr) {
            return fail(ErrorCode::BadInput,
                        "profile " + profile.name + " has no point \"" + id + "\"; it has " + namesOf(profile));
        }
        if (!point->readable()) {
            return fail(ErrorCode::BadInput, "point " + id + " can only be written");
        }
    }
    return {};
}

} // namespace

Result<std::unique_ptr<DeviceSession>> openDevice(const DeviceQuery &query)
{
    const auto file = profileFile(query.profile);
    if (!file) {
        return fail(file.error());
    }
    auto profile = drivers::loadProfile(file->string());
    if (!profile) {
        return fail(profile.error());
    }
    const auto endpoint = drivers::parseEndpoint(query.endpoint, 502);
    if (!endpoint) {
        return fail(endpoint.error());
    }
    if (auto known = checkPoints(*profile, pointsOf(*profile, query.points)); !known) {
        return fail(known.error());
    }
    if (!query.serial.empty()) {
        if (!profile->identity) {
            return fail(ErrorCode::BadInput,
                        "profile " + profile->name + " has no [identity] that --serial could prove");
        }
        profile->identity->expected = query.serial;
    }
    drivers::ModbusOptions &options = profile->modbus;
    options.unit = query.unit.value_or(options.unit);
    if (query.timeout_ms) {
        options.responseTimeout = std::chrono::milliseconds(*query.timeout_ms);
        options.maxReply = std::max<drivers::Duration>(options.maxReply, options.responseTimeout);
    }
    if (query.retries) {
        options.retriesRead = *query.retries;
    }
    if (profile->protocol != "modbus") {
        return fail(ErrorCode::Unsupported, "profile " + profile->name + " speaks " + profile->protocol +
                                                ", which `tgc device` cannot read yet");
    }
    const bool tcp = std::holds_alternative<drivers::TcpEndpoint>(*endpoint);
    if (tcp ? !profile->overTcp : !profile->overRtu) {
        return fail(ErrorCode::BadInput, query.endpoint + ": profile " + profile->name + " is for " +
                                             (tcp ? "serial lines" : "TCP") + " only (transport.kinds)");
    }
    // 0 is everybody on a serial line; a TCP device that is no gateway may go by 0 or 255. The rest is reserved.
    const bool ordinary = options.unit >= 1 && options.unit <= 247;
    if (!ordinary && !(tcp && (options.unit == 0 || options.unit == 255))) {
        return fail(ErrorCode::BadInput, std::to_string(options.unit) +
                                             " is no unit that answers; there are 1 to 247, on TCP also 0 and 255");
    }
    return std::make_unique<ModbusSession>(std::move(*profile), *endpoint);
}

std::string utcText(std::chrono::system_clock::time_point time)
{
    const auto whole = std::chrono::floor<std::chrono::milliseconds>(time);
    const auto day = std::chrono::floor<std::chrono::days>(whole);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(whole - day);
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
    return text.data();
}

std::string readingJson(const drivers::Reading &reading)
{
    std::string value = "null";
    if (reading.value) {
        const bool text = std::holds_alternative<std::string>(*reading.value);
        value = text ? formats::jsonText(std::get<std::string>(*reading.value)) : drivers::valueText(*reading.value);
    }
    return JsonObject()
        .text("point", reading.point)
        .raw("value", value)
        .text("unit", reading.unit)
        .text("quality", toString(reading.quality))
        .text("time", utcText(reading.time))
        .str();
}

} // namespace tgc::cli
