// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/make_devices.h"

#include <algorithm>

#include "app/station/check_interlocks.h"
#include "drivers/cavro/cavro_pump.h"
#include "drivers/labjack/t7.h"
#include "drivers/labjack/t7_config.h"
#include "drivers/modbus/libmodbus_port.h"
#include "drivers/modbus/tap_port.h"
#include "drivers/profile/find_profile.h"
#include "drivers/profile/profile_device.h"
#include "drivers/transport/byte_tap.h"
#include "drivers/transport/make_link.h"

namespace tgc::station {

MadeDevices::MadeDevices() = default;
MadeDevices::MadeDevices(MadeDevices &&) noexcept = default;
MadeDevices &MadeDevices::operator=(MadeDevices &&) noexcept = default;
MadeDevices::~MadeDevices()
{
    devices.devices.clear();
}

namespace {

constexpr std::uint16_t modbusPort = 502;

using Made = Result<std::unique_ptr<drivers::Device>>;

/// What all devices are made with.
struct Making {
    MadeDevices &made;
    const bench::BenchFile &bench;
    const DeviceFolders &folders;
    drivers::Clock &clock;
};

/// Where what goes over a line is noted. Devices that share a line share its file, under the first one's name.
std::shared_ptr<drivers::ByteTap> tapOf(const Making &making, const bench::DeviceEntry &entry)
{
    return std::make_shared<drivers::ByteTap>(making.folders.wire / (entry.id + ".wire"), making.clock,
                                              drivers::ByteTap::Limits{});
}

/// The line to an endpoint, made once: devices that share it are served by one thread.
Result<std::shared_ptr<drivers::ByteLink>> sharedLink(const Making &making, const bench::DeviceEntry &entry)
{
    auto &link = making.made.links[entry.endpoint];
    if (!link) {
        drivers::SerialSettings settings;
        settings.baud = entry.baud;
        auto opened = drivers::makeLink(entry.endpoint, settings, modbusPort);
        if (!opened) {
            return fail(opened.error());
        }
        link = std::make_shared<drivers::TapLink>(std::move(*opened), tapOf(making, entry));
    }
    return link;
}

Made makeT7(const Making &making, const bench::DeviceEntry &entry)
{
    drivers::T7Config config;
    config.serial = entry.serial;
    config.unit = entry.unit.value_or(config.unit);
    config.startLine = entry.startLine;
    config.timeScale = making.bench.timeScale;
    for (const bench::AnalogChannel &channel : entry.channels) {
        drivers::T7Channel &made7 = config.channels.emplace_back();
        made7.name = channel.name;
        made7.input = channel.input;
        made7.unit = channel.unit;
        made7.scale = channel.scale;
        made7.range_V = channel.range_V;
        made7.resolutionIndex = channel.resolutionIndex;
        made7.negative = channel.negative;
    }
    if (auto possible = drivers::t7::checkConfig(config); !possible) {
        return fail(possible.error());
    }
    auto link = sharedLink(making, entry);
    if (!link) {
        return fail(link.error());
    }
    return std::make_unique<drivers::T7>(std::move(config), std::move(*link), making.clock);
}

Made makeCavro(const Making &making, const bench::DeviceEntry &entry)
{
    if (!entry.serial.empty()) {
        return fail(ErrorCode::BadInput, "serial cannot be proved: such a pump does not tell its number; leave it out");
    }
    drivers::CavroConfig config;
    config.address = entry.address;
    config.syringe = milliliters(entry.syringe_mL);
    config.steps = entry.steps;
    config.largestDose = milliliters(entry.largestDose_mL);
    config.inputValve = entry.inputValve.front();
    config.outputValve = entry.outputValve.front();
    config.speed_mL_per_min = entry.speed_mL_per_min;
    config.timeScale = making.bench.timeScale;
    auto link = sharedLink(making, entry);
    if (!link) {
        return fail(link.error());
    }
    return std::make_unique<drivers::CavroPump>(config, std::move(*link), making.clock);
}

Made makeProfile(const Making &making, const bench::DeviceEntry &entry)
{
    const auto file = drivers::findProfile(entry.profile, making.folders.shippedProfiles, making.folders.bench);
    if (!file) {
        return fail(file.error());
    }
    auto profile = drivers::loadProfile(file->string());
    if (!profile) {
        return fail(profile.error());
    }
    if (profile->protocol != "modbus") {
        return fail(ErrorCode::BadInput, "profile " + profile->name + " is of a device that speaks " +
                                             profile->protocol + "; the bench file names its driver instead");
    }
    if (!entry.serial.empty()) {
        if (!profile->identity) {
            return fail(ErrorCode::BadInput,
                        "profile " + profile->name + " has no [identity] that serial could prove; leave serial out");
        }
        profile->identity->expected = entry.serial;
    }
    const auto endpoint = drivers::parseEndpoint(entry.endpoint, modbusPort);
    if (!endpoint) {
        return fail(endpoint.error());
    }
    profile->modbus.unit = entry.unit.value_or(profile->modbus.unit);
    auto &port = making.made.ports[entry.endpoint];
    if (!port) {
        port = std::make_unique<drivers::TapPort>(
            std::make_unique<drivers::LibmodbusPort>(*endpoint, profile->serial, profile->echo), tapOf(making, entry));
    }
    return std::make_unique<drivers::ProfileDevice>(std::move(*profile), *port, making.clock);
}

} // namespace

Result<MadeDevices> makeDevices(const bench::BenchFile &bench, const std::string &file, const DeviceFolders &folders,
                                drivers::Clock &clock)
{
    if (auto good = checkInterlocks(bench, file, folders); !good) {
        return fail(good.error());
    }
    MadeDevices made;
    const Making making{made, bench, folders, clock};
    for (const bench::DeviceEntry &entry : bench.devices) {
        auto device = entry.driver == "labjack-t7" ? makeT7(making, entry)
                      : entry.driver == "cavro"    ? makeCavro(making, entry)
                                                   : makeProfile(making, entry);
        if (!device) {
            return fail(device.error().code, file + ", line " + std::to_string(entry.line) + ": device " + entry.id +
                                                 ": " + device.error().message);
        }
        made.devices.devices.emplace(entry.id, std::move(*device));
    }
    return made;
}

} // namespace tgc::station
