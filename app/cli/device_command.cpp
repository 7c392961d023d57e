// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>
#include <memory>
#include <sstream>

#include <CLI/CLI.hpp>

#include "app/cli/commands.h"
#include "app/cli/device_profiles.h"
#include "app/cli/device_session.h"
#include "app/cli/json_object.h"
#include "drivers/profile/interpret.h"

namespace tgc::cli {

namespace {

using formats::textCell;

void list(Context &context)
{
    formats::OutTable table{"devices", {"profile", "vendor", "model", "kind", "protocol", "evidence"}, {}};
    for (const auto &file : shippedProfiles()) {
        const auto profile = drivers::loadProfile(file.string());
        if (!profile) {
            context.console.error(profile.error());
            continue;
        }
        if (context.format(Format::Json) == Format::Json) {
            context.console.write(JsonObject()
                                      .text("profile", profile->name)
                                      .text("vendor", profile->vendor)
                                      .text("model", profile->model)
                                      .text("kind", profile->kind)
                                      .text("protocol", profile->protocol)
                                      .text("evidence", profile->evidence)
                                      .str() +
                                  "\n");
        }
        table.rows.push_back({textCell(profile->name), textCell(profile->vendor), textCell(profile->model),
                              textCell(profile->kind), textCell(profile->protocol), textCell(profile->evidence)});
    }
    if (context.format(Format::Json) != Format::Json) {
        context.print(table);
    }
}

void check(Context &context, const std::string &name)
{
    const auto file = profileFile(name);
    if (!file) {
        context.console.error(file.error());
        return;
    }
    std::ifstream in(*file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) {
        context.console.error({ErrorCode::Io, file->string() + ": this file cannot be read"});
        return;
    }
    const auto checked = drivers::checkProfile(text.str(), file->stem().string());
    for (const drivers::Finding &finding : checked.findings) {
        if (context.format(Format::Table) == Format::Json) {
            context.console.write(JsonObject()
                                      .text("file", file->string())
                                      .number("line", finding.line)
                                      .text("severity", finding.error ? "error" : "warning")
                                      .text("text", finding.text)
                                      .str() +
                                  "\n");
        } else {
            context.console.write(file->string() + ":" + std::to_string(finding.line) + ": " +
                                  (finding.error ? "error: " : "warning: ") + finding.text + "\n");
        }
    }
    if (!checked.usable()) {
        context.console.raise(ExitStatus::BadInput);
    } else if (context.format(Format::Table) != Format::Json) {
        context.console.write(file->string() + ": usable; " + std::to_string(checked.profile.points.size()) +
                              " points\n");
    }
}

void read(Context &context, const DeviceQuery &query)
{
    auto session = openDevice(query);
    if (!session) {
        context.console.error(session.error());
        return;
    }
    const bool json = context.format(Format::Json) == Format::Json;
    formats::OutTable table{"readings", {"point", "value", "unit", "quality", "time"}, {}};
    std::string said;
    for (std::size_t round = 0; round < query.count && !context.console.shouldStop(); ++round) {
        for (const drivers::Reading &reading : (*session)->read(query.points)) {
            if (reading.quality != drivers::Quality::Good) {
                context.console.raise(ExitStatus::Device);
                if (!reading.reason.empty() && reading.reason != said) {
                    context.console.error({ErrorCode::Device, reading.reason});
                    said = reading.reason;
                }
            }
            if (json) {
                context.console.write(readingJson(reading) + "\n");
            } else {
                table.rows.push_back({textCell(reading.point),
                                      textCell(reading.value ? drivers::valueText(*reading.value) : ""),
                                      textCell(reading.unit), textCell(std::string(toString(reading.quality))),
                                      textCell(utcText(reading.time))});
            }
        }
        if (json) {
            context.console.flush();
        }
    }
    if (!json) {
        context.print(table);
    }
}

void write(Context &context, const DeviceQuery &query, const std::string &point, const std::string &value, bool yes)
{
    auto session = openDevice(query);
    if (!session) {
        context.console.error(session.error());
        return;
    }
    if (auto allowed = (*session)->allows(point, value); !allowed) {
        context.console.error(allowed.error());
        return;
    }
    if (!yes) {
        context.console.error({ErrorCode::BadInput, "nothing was sent: this writes " + value + " to " + point +
                                                        " of a device; say --yes to do it"});
        return;
    }
    if (auto done = (*session)->write(point, value); !done) {
        const ErrorCode code = done.error().code == ErrorCode::Integrity ? ErrorCode::Device : done.error().code;
        context.console.error({code, done.error().message});
        return;
    }
    context.console.info(point + " is " + value);
}

} // namespace

void addDeviceCommand(CLI::App &program, Action &chosen)
{
    CLI::App *device = program.add_subcommand("device", "Talk to one device by its profile");
    device->require_subcommand(1);

    CLI::App *listing = device->add_subcommand("list", "The device profiles that come with the program");
    listing->callback([&chosen] { chosen = [](Context &context) { list(context); }; });

    auto name = std::make_shared<std::string>();
    CLI::App *checking = device->add_subcommand("check", "Look through a profile, with line numbers");
    checking->add_option("PROFILE", *name, "a shipped profile's name, or a TOML file")->required();
    checking->footer("Exit 2 where the profile cannot be used; warnings alone do not change the exit.\n"
                     "Example:\n  tgc device check my-gauge.toml");
    checking->callback([name, &chosen] { chosen = [name](Context &context) { check(context, *name); }; });

    auto query = std::make_shared<DeviceQuery>();
    const auto addLine = [query](CLI::App *command) {
        command->add_option("PROFILE", query->profile, "a shipped profile's name, or a TOML file")->required();
        command->add_option("--port", query->endpoint, "tcp://HOST:PORT or serial:///dev/serial/by-id/NAME")
            ->required()
            ->type_name("ENDPOINT");
        command
            ->add_option("--unit", query->unit,
                         "unit (slave) id, 1 to 247, on TCP also 0 and 255; default: the profile's")
            ->check(CLI::Range(0, 255))
            ->type_name("N");
        command->add_option("--timeout-ms", query->timeout_ms, "wait so long for an answer; default: the profile's")
            ->check(CLI::Range(1, 600000))
            ->type_name("T");
        command->add_option("--retries", query->retries, "ask so often again; default: the profile's")
            ->check(CLI::Range(0, 100))
            ->type_name("R");
    };
    const auto addSerial = [query](CLI::App *command) {
        command->add_option("--serial", query->serial, "what the profile's identity point reads on this very unit");
    };
    CLI::App *reading = device->add_subcommand("read", "Read points of a device");
    addLine(reading);
    addSerial(reading);
    reading->add_option("--count", query->count, "so many rounds, as fast as the device answers (default 1)")
        ->check(CLI::Range(1, 100000000))
        ->type_name("N");
    reading->add_option("POINT", query->points,
                        "the points to read, `composition` for a GC's whole table; none: all that can be read");
    reading->footer("Not on a terminal: one JSON line for every point and round. Exit 3 if any is not good.\n"
                    "Example:\n  tgc device read keller-33x --port serial:///dev/serial/by-id/NAME headspace_pressure");
    reading->callback([query, &chosen] { chosen = [query](Context &context) { read(context, *query); }; });

    auto point = std::make_shared<std::string>();
    auto value = std::make_shared<std::string>();
    auto yes = std::make_shared<bool>(false);
    CLI::App *writing = device->add_subcommand("write", "Write a point or command of a device, once, and look");
    addLine(writing);
    addSerial(writing);
    writing->add_option("POINT", *point, "point or command to write")->required();
    writing->add_option("VALUE,--value", *value, "in the point's unit; an enum's name")->required();
    writing->add_flag("--yes", *yes, "really send it");
    writing->footer("Without --yes, or outside the limits: exit 2, nothing sent. Not confirmed by the device: exit 3.\n"
                    "Example:\n  tgc device write my-mfc.toml --port tcp://192.168.1.9:502 setpoint 12.5 --yes");
    writing->callback([query, point, value, yes, &chosen] {
        chosen = [query, point, value, yes](Context &context) { write(context, *query, *point, *value, *yes); };
    });
}

} // namespace tgc::cli
