// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include <CLI/CLI.hpp>

#include "app/cli/commands.h"
#include "app/cli/follow_queue.h"
#include "app/cli/queue_lines.h"
#include "app/cli/station_access.h"

namespace tgc::cli {

namespace {

using station::BlockingClient;

struct RunOptions {
    std::string queue;
    std::string bench;
};

formats::OutTable tableOf(const std::vector<EndedLine> &lines)
{
    using formats::numberCell;
    using formats::textCell;
    formats::OutTable table{"run", {"line", "sample_id", "group", "kind", "injections", "state", "runs", "why"}, {}};
    for (const EndedLine &line : lines) {
        std::string names;
        for (const std::string &name : line.runs) {
            names += (names.empty() ? "" : ";") + name;
        }
        table.rows.push_back({numberCell(line.line), textCell(line.sampleId), textCell(line.group), textCell(line.kind),
                              numberCell(line.injections), textCell(line.state), textCell(names), textCell(line.why)});
    }
    return table;
}

/// Rows as they come: the names of the columns once. A table for the eye is aligned, and comes at the end.
class Rows {
public:
    explicit Rows(Context &context) : m_context(context) {}

    void add(const std::vector<EndedLine> &lines)
    {
        const formats::OutTable more = tableOf(lines);
        const Format format = m_context.format(Format::Csv);
        if (format == Format::Table) {
            m_all.rows.insert(m_all.rows.end(), more.rows.begin(), more.rows.end());
            return;
        }
        std::string text = toText(more, format);
        if (format == Format::Csv && std::exchange(m_named, true)) {
            text.erase(0, text.find('\n') + 1);
        }
        m_context.console.write(text);
        m_context.console.flush();
    }
    void end()
    {
        if (!m_all.rows.empty()) {
            m_context.print(m_all);
        }
    }

private:
    Context &m_context;
    formats::OutTable m_all = tableOf({});
    bool m_named = false;
};

Error stationGone(const Error &error, const station::Welcome &welcome)
{
    return {ErrorCode::LinkLost,
            error.message +
                "; what was recorded until then is kept beside the store: start the station again, "
                "or run tgc recover --db " +
                welcome.store};
}

/// Follows the lines to their end, and prints them. True: there is nothing that this program leaves under way.
bool follow(Context &context, BlockingClient &client, RunWatch &watch)
{
    Rows rows(context);
    const auto end = followQueue(context.console, client, watch, [&](const auto &lines) { rows.add(lines); });
    rows.end();
    if (!end) {
        context.console.error(stationGone(end.error(), client.welcome()));
        return false;
    }
    if (*end == QueueEnd::Interrupted) {
        const auto held = client.command("queue.hold");
        context.console.warning(held ? "the queue is held after the present injection, and the station goes on; tgc "
                                       "abort stops now, tgc station stop ends the station"
                                     : held.error().message);
        return false;
    }
    if (*end == QueueEnd::Held) {
        context.console.warning("the queue stands still before all lines are done: " + watch.held().value_or(""));
    }
    return true;
}

void run(Context &context, const RunOptions &options)
{
    const auto rows = queueRows(options.queue, context.console);
    if (!rows) {
        context.console.error(rows.error());
        return;
    }
    const auto started = ensureStation(options.bench, context.options.database);
    if (!started) {
        context.console.error(started.error());
        return;
    }
    BlockingClient::Options greeting;
    greeting.program = "tgc " TGC_VERSION " run";
    auto client = BlockingClient::connect(started->socket, greeting);
    if (!client) {
        context.console.error(client.error());
        return;
    }
    if (client->welcome().simulated) {
        context.console.warning("bench " + client->welcome().bench + " is SIMULATED");
    }
    bool whole = true;
    if (auto clear = nothingFromBefore(client->welcome().snapshot); !clear) {
        context.console.error(clear.error());
    } else if (auto watch = addLines(*client, *rows, context.console, folderOf(options.queue)); !watch) {
        context.console.error(watch.error());
    } else if (auto begun = client->command("queue.start"); !begun) {
        context.console.error(begun.error());
    } else {
        whole = follow(context, *client, *watch);
        if (whole && watch->anyFailed()) {
            context.console.raise(ExitStatus::CheckFailed);
        }
    }
    if (whole && !started->alreadyThere) {
        if (auto stopped = stopStation(*client, false); !stopped) {
            context.console.error(stopped.error());
        }
    }
}

} // namespace

void addRunCommand(CLI::App &program, Action &chosen)
{
    auto options = std::make_shared<RunOptions>();
    CLI::App *command = program.add_subcommand("run", "Measure the lines of a queue at a bench");
    command->add_option("QUEUE", options->queue, "CSV file with a row an injection or vial (docs/bench.md)")
        ->required()
        ->type_name("QUEUE.csv");
    command->add_option("--bench", options->bench, "the bench file (docs/bench.md)")
        ->required()
        ->type_name("BENCH.toml");
    command->footer(
        "Starts the bench's station where none is running, and stops it afterwards. One row a line when it is "
        "done, with its runs\nin the store. Exit 1 where a line was not done, 3 where the station was lost.\n"
        "Ctrl-C holds the queue after the present injection; the station goes on. tgc abort stops now.\n"
        "Example:\n  tgc run queue.csv --bench bench.toml --db lab.sqlite");
    command->callback([options, &chosen] { chosen = [options](Context &context) { run(context, *options); }; });
}

} // namespace tgc::cli
