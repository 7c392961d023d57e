// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <memory>
#include <unistd.h>

#include <CLI/CLI.hpp>

#include "app/cli/commands.h"
#include "app/cli/input_table.h"
#include "app/cli/interrupt.h"
#include "app/cli/run_watch.h"
#include "app/cli/station_access.h"

namespace tgc::cli {

namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using station::BlockingClient;

constexpr std::chrono::seconds adoptionTimeout = 60s;
constexpr std::chrono::seconds heldTimeout = 2s;

struct RunOptions {
    std::string queue;
    std::string bench;
};

/// The rows of QUEUE.csv as the station takes them: texts, without the empty cells.
Result<json> queueRows(const std::string &file, Console &console)
{
    const auto table = readInputTable(file, console);
    if (!table) {
        return fail(table.error());
    }
    json rows = json::array();
    for (const auto &row : table->rows) {
        json map = json::object();
        for (std::size_t i = 0; i < table->columns.size(); ++i) {
            if (!row.cells[i].empty()) {
                map[table->columns[i]] = row.cells[i];
            }
        }
        rows.push_back(std::move(map));
    }
    if (rows.empty()) {
        return fail(ErrorCode::BadInput, file + ": there is no row in it");
    }
    return rows;
}

std::set<int> linesOf(const json &snapshot)
{
    std::set<int> lines;
    for (const json &line : snapshot.value("queue", json::array())) {
        lines.insert(line.value("line", -1));
    }
    return lines;
}

Result<json> snapshotOf(BlockingClient &client)
{
    auto reply = client.command("snapshot");
    if (!reply) {
        return fail(reply.error());
    }
    return reply->value("snapshot", json::object());
}

/// Adds the rows, and says which lines of the queue they are.
Result<RunWatch> addLines(BlockingClient &client, const json &rows, Console &console)
{
    const auto before = snapshotOf(client);
    if (!before) {
        return fail(before.error());
    }
    const auto added = client.command("queue.add", {{"lines", rows}, {"replace", false}});
    if (!added) {
        return fail(added.error());
    }
    for (const json &warning : added->value("warnings", json::array())) {
        console.warning(warning.get<std::string>());
    }
    const auto after = snapshotOf(client);
    if (!after) {
        return fail(after.error());
    }
    std::set<int> ours = linesOf(*after);
    for (const int line : linesOf(*before)) {
        ours.erase(line);
    }
    return RunWatch(ours, *after);
}

/// One line on standard error, written over and over, where that is a terminal.
class ProgressLine {
public:
    explicit ProgressLine(const Console &console) : m_wanted(!console.quiet && ::isatty(STDERR_FILENO) == 1) {}
    ProgressLine(const ProgressLine &) = delete;
    ProgressLine &operator=(const ProgressLine &) = delete;
    ~ProgressLine() { clear(); }

    void show(const std::string &text)
    {
        if (m_wanted) {
            std::fprintf(stderr, "\r\033[K%s", text.c_str());
            m_shown = true;
        }
    }
    void clear()
    {
        if (std::exchange(m_shown, false)) {
            std::fputs("\r\033[K", stderr);
        }
    }

private:
    bool m_wanted;
    bool m_shown = false;
};

/// Rows as they come: the names of the columns once. A table for the eye is aligned, and comes at the end.
class Rows {
public:
    explicit Rows(Context &context) : m_context(context) {}

    void add(const formats::OutTable &more)
    {
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
    formats::OutTable m_all = RunWatch::emptyTable();
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

/// Follows the lines to their end. True: they came to it, whatever it was.
bool follow(Context &context, BlockingClient &client, RunWatch &watch)
{
    ProgressLine line(context.console);
    Rows rows(context);
    constexpr auto never = std::chrono::steady_clock::time_point::max();
    auto giveUp = never;
    while (!watch.allShown()) {
        const auto event = client.nextEvent(200ms);
        if (!event) {
            line.clear();
            rows.add(watch.takeRows(false));
            rows.end();
            context.console.error(stationGone(event.error(), client.welcome()));
            return false;
        }
        if (interrupted()) {
            line.clear();
            const auto held = client.command("queue.hold");
            context.console.warning(held
                                        ? "the queue is held after the present injection, and the station goes on; tgc "
                                          "abort stops now, tgc station stop ends the station"
                                        : held.error().message);
            rows.add(watch.takeRows(false));
            rows.end();
            return false;
        }
        if (*event) {
            watch.take(**event);
        }
        while (const auto question = watch.takeQuestion()) {
            line.clear();
            context.console.warning("the bench waits for a person: " + *question + " (answer in tgc-workbench)");
        }
        if (const auto more = watch.takeRows(true); !more.rows.empty()) {
            line.clear();
            rows.add(more);
        }
        const auto now = std::chrono::steady_clock::now();
        // What has ended waits for the store only so long.
        if (!watch.allEnded() && !watch.held()) {
            giveUp = never;
        } else if (giveUp == never) {
            giveUp = now + (watch.allEnded() ? adoptionTimeout : heldTimeout);
        }
        if (now > giveUp) {
            break;
        }
        line.show(watch.progress());
    }
    line.clear();
    rows.add(watch.takeRows(false));
    rows.end();
    if (!watch.allEnded()) {
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
    const auto started = ensureStation(context, options.bench);
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
    if (auto watch = addLines(*client, *rows, context.console); !watch) {
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
