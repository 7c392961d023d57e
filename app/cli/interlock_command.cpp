// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interlock_command.h"

#include <memory>

#include "app/cli/json_object.h"
#include "app/cli/station_access.h"
#include "app/station/protocol/stop_table.h"

namespace tgc::cli {

namespace {

using formats::numberCell;
using formats::textCell;
using nlohmann::json;

struct WordOptions {
    std::optional<std::string> bench;
    std::string name;
    std::string by;
    std::string reason;
    double minutes = 60.0;
};

std::string text(const json &map, const char *key)
{
    const auto found = map.find(key);
    return found != map.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<double> number(const json &map, const char *key)
{
    const auto found = map.find(key);
    return found != map.end() && found->is_number() ? std::optional(found->get<double>()) : std::nullopt;
}

/// Why it stands as it does: what latched it is more than that it is well now.
std::string why(const json &interlock)
{
    const std::string state = text(interlock, "state");
    const std::string message = text(interlock, "message");
    std::string words = state == "latched" ? text(interlock, "latched_by") : text(interlock, "sentence");
    if (state == "inhibited" && interlock.at("inhibited").is_object()) {
        words = "by " + text(interlock["inhibited"], "by") + " until " + text(interlock["inhibited"], "until") + ": " +
                text(interlock["inhibited"], "reason");
    }
    return state == "ok" || message.empty() ? words : words + " [" + message + "]";
}

formats::OutTable interlockTable(const std::string &bench, const json &interlocks)
{
    formats::OutTable table{
        "interlocks",
        {"bench", "name", "kind", "point", "state", "lets_dose", "value", "limit", "unit", "action", "why"},
        {}};
    for (const json &one : interlocks) {
        table.rows.push_back({textCell(bench), textCell(text(one, "name")), textCell(text(one, "kind")),
                              textCell(text(one, "point")), textCell(text(one, "state")),
                              textCell(one.value("lets_dose", false) ? "yes" : "no"), numberCell(number(one, "value")),
                              numberCell(number(one, "limit")), textCell(text(one, "unit")),
                              textCell(text(one, "action")), textCell(why(one))});
    }
    return table;
}

void list(Context &context, const std::optional<std::string> &bench)
{
    const auto client = attachTo(bench);
    if (!client) {
        context.console.error(client.error());
        return;
    }
    const json interlocks = client->welcome().snapshot.value("interlocks", json::array());
    context.print(interlockTable(client->welcome().bench, interlocks));
    if (interlocks.empty()) {
        context.console.warning("bench " + client->welcome().bench +
                                " declares no interlock: doses depend on the vial's data alone");
    }
    for (const json &one : interlocks) {
        if (!one.value("lets_dose", false)) {
            context.console.raise(ExitStatus::CheckFailed);
        }
    }
}

void say(Context &context, const char *command, const WordOptions &options, bool withMinutes)
{
    auto client = attachTo(options.bench);
    if (!client) {
        context.console.error(client.error());
        return;
    }
    json args = {{"name", options.name}, {"by", options.by}, {"reason", options.reason}};
    if (withMinutes) {
        args["minutes"] = options.minutes;
    }
    const auto done = client->command(command, args);
    if (!done) {
        context.console.error(done.error());
        return;
    }
    context.print(interlockTable(client->welcome().bench, done->value("interlocks", json::array())));
}

void stops(Context &context)
{
    formats::OutTable table{"stops", {"stop", "device", "does", "not_known_afterwards"}, {}};
    for (const station::StopRow &row : station::stopTable()) {
        table.rows.push_back({textCell(std::string(wordOf(row.act))), textCell(std::string(wordOf(row.device))),
                              textCell(std::string(row.does)), textCell(std::string(row.unknown))});
    }
    context.print(table);
}

void stopBench(Context &context, const std::optional<std::string> &bench, const std::string &act,
               const std::string &why)
{
    auto client = attachTo(bench);
    if (!client) {
        context.console.error(client.error());
        return;
    }
    const auto done = client->command("stop", {{"act", act}, {"why", why}}, std::chrono::minutes(2));
    if (!done) {
        context.console.error(done.error());
        return;
    }
    context.console.write(text(*done, "sentence") + "\n");
}

using Bench = std::shared_ptr<std::optional<std::string>>;

void addBench(CLI::App *command, const Bench &bench)
{
    command->add_option("--bench", *bench, "a bench file or a bench's name; needed where several stations run")
        ->type_name("BENCH");
}

void addWord(CLI::App &station, Action &chosen, const char *name, const char *command, const char *what,
             const char *footer)
{
    auto bench = std::make_shared<std::optional<std::string>>();
    auto options = std::make_shared<WordOptions>();
    CLI::App *added = station.add_subcommand(name, what);
    addBench(added, bench);
    added->add_option("NAME", options->name, "the interlock, as tgc station interlocks names it")
        ->required()
        ->type_name("NAME");
    added->add_option("--by", options->by, "who says so")->required()->type_name("WHO");
    added->add_option("--reason", options->reason, "why; kept in the log with the name")->required()->type_name("WHY");
    const bool inhibits = std::string(name) == "inhibit";
    if (inhibits) {
        added->add_option("--minutes", options->minutes, "for so long; 480 at most")->capture_default_str();
    }
    added->footer(footer);
    added->callback([bench, options, command, inhibits, &chosen] {
        chosen = [bench, options, command, inhibits](Context &context) {
            options->bench = *bench;
            say(context, command, *options, inhibits);
        };
    });
}

} // namespace

void addInterlockCommands(CLI::App &station, Action &chosen)
{
    auto bench = std::make_shared<std::optional<std::string>>();
    CLI::App *listing = station.add_subcommand("interlocks", "How the interlocks stand, and why nothing is dosed");
    addBench(listing, bench);
    listing->footer("Exit 1 while one of them forbids doses. This is not a safety system (docs/safety.md).\n"
                    "Example:\n  tgc station interlocks --format csv");
    listing->callback([bench, &chosen] { chosen = [bench](Context &context) { list(context, *bench); }; });

    addWord(
        station, chosen, "acknowledge", "interlock.acknowledge",
        "Say that you looked at what an interlock tripped for; then doses pass again",
        "Refused while its cause lasts.\nExample:\n  tgc station acknowledge leak-hood --by jd --reason \"septum of "
        "V-07 changed\"");
    addWord(station, chosen, "inhibit", "interlock.inhibit",
            "Silence what an interlock does (hold the queue, safe state); nothing is dosed meanwhile",
            "Example:\n  tgc station inhibit leak-hood --by jd --reason calibration --minutes 20");
    addWord(station, chosen, "release", "interlock.release", "End an inhibition before its time",
            "Example:\n  tgc station release leak-hood --by jd --reason \"calibration done\"");

    CLI::App *table = station.add_subcommand("stops", "What each way to stop does to each device");
    table->footer("The table of docs/safety.md.\nExample:\n  tgc station stops --format csv");
    table->callback([&chosen] { chosen = [](Context &context) { stops(context); }; });

    auto whose = std::make_shared<std::optional<std::string>>();
    auto act = std::make_shared<std::string>();
    auto reason = std::make_shared<std::string>("tgc station halt");
    CLI::App *halting = station.add_subcommand("halt", "Stop the bench, not the station, in one of three ways");
    addBench(halting, whose);
    halting->add_option("ACT", *act, "after-step, now-keep or safe-state; tgc station stops says what they do")
        ->required()
        ->check(CLI::IsMember({"after-step", "now-keep", "safe-state"}))
        ->type_name("ACT");
    halting->add_option("--why", *reason, "goes into the run's record")->type_name("TEXT");
    halting->footer("Example:\n  tgc station halt now-keep --why \"wrong vial\"");
    halting->callback([whose, act, reason, &chosen] {
        chosen = [whose, act, reason](Context &context) { stopBench(context, *whose, *act, *reason); };
    });
}

} // namespace tgc::cli
