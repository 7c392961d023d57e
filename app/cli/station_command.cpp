// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include <CLI/CLI.hpp>

#include "analysis/core/decimal.h"
#include "app/cli/commands.h"
#include "app/cli/context.h"
#include "app/cli/interlock_command.h"
#include "app/cli/queue_words.h"
#include "app/cli/station_access.h"
#include "app/station/protocol/socket_path.h"

namespace tgc::cli {

namespace {

using formats::textCell;
using nlohmann::json;
using station::BlockingClient;
using station::Welcome;

json lineOf(const Welcome &welcome, bool running = true)
{
    return {{"bench", welcome.bench},         {"running", running},     {"pid", welcome.pid},
            {"simulated", welcome.simulated}, {"store", welcome.store}, {"spool", welcome.spool}};
}

void start(Context &context, const std::string &bench)
{
    const auto started = ensureStation(bench, context.options.database);
    if (!started) {
        context.console.error(started.error());
        return;
    }
    const auto client = BlockingClient::connect(started->socket, {});
    if (!client) {
        context.console.error(client.error());
        return;
    }
    const Welcome &welcome = client->welcome();
    if (context.format(Format::Table) == Format::Json) {
        json line = lineOf(welcome);
        line["started"] = !started->alreadyThere;
        context.console.write(line.dump() + "\n");
        return;
    }
    context.console.write("station of bench " + welcome.bench +
                          (started->alreadyThere ? " was running already" : " started") + " (process " +
                          std::to_string(welcome.pid) + (welcome.simulated ? ", SIMULATED" : "") + "); runs go to " +
                          welcome.store + "\n");
}

/// A row each for the station, its devices, the run and the lines of the queue.
void addRows(formats::OutTable &table, const Welcome &welcome)
{
    const auto add = [&](const char *what, const std::string &name, const std::string &state,
                         const std::string &details) {
        table.rows.push_back(
            {textCell(welcome.bench), textCell(what), textCell(name), textCell(state), textCell(details)});
    };
    const json &snapshot = welcome.snapshot;
    add("station", std::to_string(welcome.pid), welcome.simulated ? "simulated" : "running", welcome.store);
    for (const json &device : snapshot.value("devices", json::array())) {
        add("device", text(device, "id"), text(device, "state"), text(device, "why"));
    }
    for (const json &device : snapshot.value("devices", json::array())) {
        if (const json watchdog = device.value("watchdog", json()); watchdog.is_object()) {
            add("watchdog", text(device, "id"), watchdog.value("armed", false) ? "armed" : "none",
                text(watchdog, "sentence"));
        }
    }
    for (const json &interlock : snapshot.value("interlocks", json::array())) {
        const std::string latched = text(interlock, "latched_by");
        add("interlock", text(interlock, "name"), text(interlock, "state"),
            latched.empty() ? text(interlock, "sentence") : latched);
    }
    if (const json run = snapshot.value("run", json()); run.is_object()) {
        const std::string fault = text(run, "fault");
        add("run", text(run, "run"), text(run, "state"),
            fault.empty() ? text(run, "samples") + " samples, saved " + text(run, "saved_s_ago") + " s ago" : fault);
    }
    for (const json &line : snapshot.value("queue", json::array())) {
        const std::string why = text(line, "why");
        add("line", text(line, "line"), text(line, "state"), why.empty() ? text(line, "step") : why);
    }
    for (const json &prompt : snapshot.value("prompts", json::array())) {
        add("prompt", text(prompt, "id"), "waiting", text(prompt, "question"));
    }
}

void status(Context &context, const std::optional<std::string> &bench)
{
    std::vector<std::string> names;
    if (bench) {
        const auto name = benchName(*bench);
        if (!name) {
            context.console.error(name.error());
            return;
        }
        names.push_back(*name);
    } else {
        names = station::benchesWithSockets();
    }
    formats::OutTable table{"station", {"bench", "what", "name", "state", "details"}, {}};
    for (const std::string &name : names) {
        const auto client = BlockingClient::connect(station::socketPath(name), {});
        if (!client) {
            // What a killed station left behind is no station.
            if (client.error().code != ErrorCode::LinkLost) {
                context.console.error(client.error());
            }
            continue;
        }
        if (context.format(Format::Json) == Format::Json) {
            json line = lineOf(client->welcome());
            line.update(client->welcome().snapshot);
            context.console.write(line.dump() + "\n");
        }
        addRows(table, client->welcome());
    }
    if (table.rows.empty()) {
        context.console.raise(ExitStatus::CheckFailed);
        context.console.warning(bench ? "no station of bench " + names.front() + " is running"
                                      : "no station is running");
    } else if (context.format(Format::Json) != Format::Json) {
        context.print(table);
    }
}

void stop(Context &context, const std::optional<std::string> &bench, bool force)
{
    auto client = attachTo(bench);
    if (!client) {
        context.console.error(client.error());
        return;
    }
    const std::string name = client->welcome().bench;
    if (auto stopped = stopStation(*client, force); !stopped) {
        context.console.error(stopped.error());
        return;
    }
    context.console.write("station of bench " + name + " stopped\n");
}

void abortRun(Context &context, const std::optional<std::string> &bench, const std::string &why)
{
    auto client = attachTo(bench);
    if (!client) {
        context.console.error(client.error());
        return;
    }
    const auto before = client->welcome().snapshot.value("run", json());
    if (auto aborted = client->command("abort", {{"why", why}}, std::chrono::minutes(2)); !aborted) {
        context.console.error(aborted.error());
        return;
    }
    context.console.write(before.is_object() ? "run " + text(before, "run") + " aborted and kept; the queue is held\n"
                                             : std::string("no run was being recorded; the queue is held\n"));
}

void initialise(Context &context, const std::optional<std::string> &bench, bool yes)
{
    if (!yes) {
        context.console.error({ErrorCode::BadInput, "initialising moves the pump's plunger and liquid: look that its "
                                                    "outlet leads into a waste beaker, then say it again with --yes"});
        return;
    }
    auto client = attachTo(bench);
    if (!client) {
        context.console.error(client.error());
        return;
    }
    if (auto done = client->command("titrator.initialise", {{"confirm", true}}, std::chrono::minutes(2)); !done) {
        context.console.error(done.error());
        return;
    }
    context.console.write("the titrator of bench " + client->welcome().bench + " is initialised\n");
}

struct AnswerOptions {
    std::optional<std::string> bench;
    int question = 0;
    std::optional<std::string> value;
    std::optional<std::string> time;
    std::string by;
};

void answer(Context &context, const AnswerOptions &options)
{
    json args = {{"id", options.question}, {"by", options.by}};
    if (options.value) {
        const auto number = parseDotDecimal(*options.value);
        if (!number) {
            context.console.error({ErrorCode::BadInput, "\"" + *options.value + "\" is no number"});
            return;
        }
        args["value"] = *number;
    }
    if (options.time) {
        args["time"] = *options.time;
    }
    auto client = attachTo(options.bench);
    if (!client) {
        context.console.error(client.error());
        return;
    }
    if (auto done = client->command("prompt.answer", args); !done) {
        context.console.error(done.error());
        return;
    }
    context.console.write("question " + std::to_string(options.question) + " of bench " + client->welcome().bench +
                          " is answered\n");
}

void addBench(CLI::App *command, const std::shared_ptr<std::optional<std::string>> &bench)
{
    command->add_option("--bench", *bench, "a bench file or a bench's name; needed where several stations run")
        ->type_name("BENCH");
}

} // namespace

void addStationCommand(CLI::App &program, Action &chosen)
{
    CLI::App *station = program.add_subcommand(
        "station", "The process that owns the bench: start, look, stop. It is not a safety system");
    station->require_subcommand(1);

    auto file = std::make_shared<std::string>();
    CLI::App *starting = station->add_subcommand("start", "Start the station of a bench; it goes on when this ends");
    starting->add_option("--bench", *file, "the bench file (docs/bench.md)")->required()->type_name("BENCH.toml");
    starting->footer("Returns when the station answers. Where one is running already, it says so. Connecting moves "
                     "nothing.\nWithout --db a simulated bench writes to simulated.sqlite in the user's data folder.\n"
                     "Example:\n  tgc station start --bench bench.toml --db lab.sqlite");
    starting->callback([file, &chosen] { chosen = [file](Context &context) { start(context, *file); }; });

    auto bench = std::make_shared<std::optional<std::string>>();
    CLI::App *looking = station->add_subcommand("status", "How the stations, their devices and their queues stand");
    addBench(looking, bench);
    looking->footer("Not on a terminal: one JSON object a station and line, with its snapshot. Exit 1 where none is "
                    "running.\nExample:\n  tgc station status --bench bench-a");
    looking->callback([bench, &chosen] { chosen = [bench](Context &context) { status(context, *bench); }; });

    auto yes = std::make_shared<bool>(false);
    CLI::App *initialising =
        station->add_subcommand("initialise", "Let the titrator find its plunger's position: it moves liquid");
    addBench(initialising, bench);
    initialising->add_flag("--yes", *yes, "the outlet leads to waste, and nobody's hands are at the pump");
    initialising->footer("A pump that was switched on doses nothing before. Example:\n  tgc station initialise --yes");
    initialising->callback(
        [bench, yes, &chosen] { chosen = [bench, yes](Context &context) { initialise(context, *bench, *yes); }; });

    auto reply = std::make_shared<AnswerOptions>();
    CLI::App *answering = station->add_subcommand("answer", "Answer what the bench asks a person");
    addBench(answering, bench);
    answering->add_option("QUESTION", reply->question, "its number, as tgc station status shows it")
        ->required()
        ->type_name("N");
    answering->add_option("VALUE", reply->value, "what is asked for, in the unit of the question")->type_name("VALUE");
    answering->add_option("--time", reply->time, "when it was done, UTC, ISO 8601 (default: now)")->type_name("T");
    answering->add_option("--by", reply->by, "who answers; kept with the run")->type_name("NAME");
    answering->footer("Example:\n  tgc station answer 3 101.9 --by jd");
    answering->callback([bench, reply, &chosen] {
        chosen = [bench, reply](Context &context) {
            reply->bench = *bench;
            answer(context, *reply);
        };
    });

    addInterlockCommands(*station, chosen);

    auto force = std::make_shared<bool>(false);
    CLI::App *stopping = station->add_subcommand("stop", "Stop a station, once nothing is being recorded");
    addBench(stopping, bench);
    stopping->add_flag("--force", *force, "also while a run is being recorded: it is closed as stopped, and kept");
    stopping->footer("Example:\n  tgc station stop --bench bench-a");
    stopping->callback(
        [bench, force, &chosen] { chosen = [bench, force](Context &context) { stop(context, *bench, *force); }; });
}

void addAbortCommand(CLI::App &program, Action &chosen)
{
    auto bench = std::make_shared<std::optional<std::string>>();
    auto why = std::make_shared<std::string>("tgc abort");
    CLI::App *command = program.add_subcommand("abort", "Close the run now, hold the queue, devices to safe state");
    addBench(command, bench);
    command->add_option("--why", *why, "goes into the run's record")->type_name("TEXT");
    command->footer("What was recorded so far is kept, with status aborted.\nExample:\n  tgc abort --why \"leak\"");
    command->callback(
        [bench, why, &chosen] { chosen = [bench, why](Context &context) { abortRun(context, *bench, *why); }; });
}

} // namespace tgc::cli
