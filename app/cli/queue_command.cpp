// SPDX-License-Identifier: GPL-3.0-or-later
#include <functional>
#include <memory>
#include <vector>

#include <CLI/CLI.hpp>

#include "analysis/core/decimal.h"
#include "app/cli/commands.h"
#include "app/cli/queue_lines.h"
#include "app/cli/queue_words.h"
#include "app/cli/station_access.h"

namespace tgc::cli {

namespace {

using formats::textCell;
using nlohmann::json;

/// What any of the commands may be given.
struct QueueOptions {
    std::optional<std::string> bench;
    int line = 0;
    std::string file;
    std::string choice;
    std::vector<std::string> columns; ///< COLUMN=VALUE
    std::optional<int> shown;
    std::optional<int> before;
    std::optional<std::string> dosed;
    std::optional<std::string> onFailure;
    std::optional<std::string> onUnsuitable;
    bool first = false;
    bool last = false;
    std::string by;
    std::string reason;
};

std::string lineName(const QueueOptions &options)
{
    return "line " + std::to_string(options.line);
}

/// A command to the station, and what is said when it was done. Empty: it was refused, and that is said.
std::optional<json> order(Context &context, const QueueOptions &options, const std::string &command, json args,
                          const std::string &done)
{
    auto client = attachTo(options.bench);
    if (!client) {
        context.console.error(client.error());
        return std::nullopt;
    }
    if (!options.by.empty()) {
        args["by"] = options.by;
    }
    if (!options.reason.empty()) {
        args["reason"] = options.reason;
    }
    auto reply = client->command(command, args);
    if (!reply) {
        context.console.error(reply.error());
        return std::nullopt;
    }
    for (const json &warning : reply->value("warnings", json::array())) {
        context.console.warning(warning.is_string() ? warning.get<std::string>() : warning.dump());
    }
    if (!done.empty()) {
        context.console.write(done + "\n");
    }
    return std::move(*reply);
}

void showLine(Context &context, const QueueOptions &options)
{
    QueueOptions wanted = options;
    wanted.line = *options.shown;
    const auto reply = order(context, wanted, "queue.line", {{"line", wanted.line}}, {});
    if (!reply) {
        return;
    }
    const json line = reply->value("line", json::object());
    if (context.format(Format::Json) == Format::Json) {
        context.console.write(line.dump() + "\n");
        return;
    }
    formats::OutTable table{"line", {"what", "value"}, {}};
    const auto add = [&](const std::string &what, const std::string &value) {
        table.rows.push_back({textCell(what), textCell(value)});
    };
    add("state", text(line, "state"));
    add("known", text(line, "known"));
    add("why", text(line, "why"));
    add("suitability", suitabilitySentence(line));
    for (const auto &[column, value] : line.value("columns", json::object()).items()) {
        add(column, value.is_string() ? value.get<std::string>() : value.dump());
    }
    for (const auto &[choice, against] : line.value("choices", json::object()).items()) {
        const std::string words = against.is_string() ? against.get<std::string>() : std::string();
        add("recover: " + choice, !words.empty()                                        ? "no: " + words
                                  : line.value("needs_name", false) && choice != "hold" ? "with --by and --reason"
                                                                                        : "yes");
    }
    context.print(table);
}

void list(Context &context, const QueueOptions &options)
{
    if (options.shown) {
        showLine(context, options);
        return;
    }
    auto client = attachTo(options.bench);
    if (!client) {
        context.console.error(client.error());
        return;
    }
    const json &snapshot = client->welcome().snapshot;
    formats::OutTable table{"queue",
                            {"line", "sample_id", "group", "kind", "method", "injections", "done", "state", "dose",
                             "details", "suitability"},
                            {}};
    for (const json &line : snapshot.value("queue", json::array())) {
        const json judged = line.value("suitability", json());
        const bool open = line.value("undecided", false);
        table.rows.push_back(
            {textCell(text(line, "line")), textCell(text(line, "sample_id")), textCell(text(line, "group")),
             textCell(text(line, "kind")), textCell(text(line, "method")), textCell(text(line, "injections")),
             textCell(text(line, "done_injections")), textCell(text(line, "state")), textCell(doseWords(line)),
             textCell(detailsOf(line)), textCell(judged.is_object() ? text(judged, "verdict") : std::string())});
        if (open) {
            context.console.warning("line " + text(line, "line") + " waits for a choice: tgc queue recover " +
                                    text(line, "line") + " continue|repeat|skip|hold|close");
        }
    }
    const json policy = snapshot.value("queue_policy", json::object());
    if (const std::string trouble = text(policy, "trouble"); !trouble.empty()) {
        context.console.warning(trouble);
    }
    if (!snapshot.value("queue_running", false)) {
        context.console.warning("the queue of bench " + client->welcome().bench + " stands: " + text(policy, "why"));
    }
    context.print(table);
}

void add(Context &context, const QueueOptions &options)
{
    const auto rows = queueRows(options.file, context.console);
    if (!rows) {
        context.console.error(rows.error());
        return;
    }
    const auto reply = order(context, options, "queue.add",
                             {{"lines", *rows}, {"first", options.first}, {"folder", folderOf(options.file)}}, {});
    if (!reply) {
        return;
    }
    std::string numbers;
    for (const json &number : reply->value("numbers", json::array())) {
        numbers += (numbers.empty() ? "" : ", ") + number.dump();
    }
    context.console.write("added" + std::string(options.first ? " before those that wait" : "") + ": line " + numbers +
                          "\n");
}

void edit(Context &context, const QueueOptions &options)
{
    json columns = json::object();
    for (const std::string &pair : options.columns) {
        const auto equals = pair.find('=');
        if (equals == std::string::npos || equals == 0) {
            context.console.error({ErrorCode::BadInput, "\"" + pair +
                                                            "\" is not COLUMN=VALUE (a column of QUEUE.csv; "
                                                            "nothing behind = takes the value away)"});
            return;
        }
        columns[pair.substr(0, equals)] = pair.substr(equals + 1);
    }
    (void)order(context, options, "queue.edit",
                {{"line", options.line}, {"columns", columns}, {"folder", folderOf("here")}},
                lineName(options) + " is changed");
}

void move(Context &context, const QueueOptions &options)
{
    if (options.before.has_value() == options.last) {
        context.console.error({ErrorCode::BadInput, "say where to: --before LINE or --last"});
        return;
    }
    json args = {{"line", options.line}};
    if (options.before) {
        args["before"] = *options.before;
    }
    (void)order(context, options, "queue.move", args,
                lineName(options) + (options.before ? " stands before line " + std::to_string(*options.before)
                                                    : std::string(" stands last")));
}

void repeat(Context &context, const QueueOptions &options)
{
    if (const auto reply = order(context, options, "queue.repeat", {{"line", options.line}}, {})) {
        context.console.write(lineName(options) + " stands at the end once more, as line " + text(*reply, "line") +
                              "\n");
    }
}

void recover(Context &context, const QueueOptions &options)
{
    json args = {{"line", options.line}, {"choice", options.choice}};
    if (options.dosed) {
        const auto number = parseDotDecimal(*options.dosed);
        if (!number) {
            context.console.error({ErrorCode::BadInput, "--dosed: \"" + *options.dosed + "\" is no number"});
            return;
        }
        args["dosed_mL"] = *number;
    }
    (void)order(context, options, "queue.recover", args,
                lineName(options) + ": " + options.choice + "; the queue stands until it is started");
}

void start(Context &context, const QueueOptions &options)
{
    json args = json::object();
    if (options.onFailure) {
        args["on_failure"] = *options.onFailure;
    }
    if (options.onUnsuitable) {
        args["on_unsuitable"] = *options.onUnsuitable;
    }
    (void)order(context, options, "queue.start", args, "the queue runs");
}

/// Makes the commands below `queue`; all share one set of options, of which each takes its own.
class Maker {
public:
    Maker(CLI::App &queue, Action &chosen)
        : m_queue(queue), m_chosen(chosen), m_options(std::make_shared<QueueOptions>())
    {
    }

    CLI::App *command(const char *name, const char *what, const char *footer,
                      std::function<void(Context &, const QueueOptions &)> does)
    {
        CLI::App *made = m_queue.add_subcommand(name, what);
        made->add_option("--bench", m_options->bench,
                         "a bench file or a bench's name; needed where several stations run")
            ->type_name("BENCH");
        made->footer(footer);
        made->callback([options = m_options, does = std::move(does), &chosen = m_chosen] {
            chosen = [options, does](Context &context) { does(context, *options); };
        });
        return made;
    }
    CLI::App *ofLine(const char *name, const char *what, const char *footer,
                     std::function<void(Context &, const QueueOptions &)> does)
    {
        CLI::App *made = command(name, what, footer, std::move(does));
        made->add_option("LINE", m_options->line, "its number, as tgc queue list shows it")
            ->required()
            ->type_name("LINE");
        return made;
    }
    void who(CLI::App *command)
    {
        command->add_option("--by", m_options->by, "who says so; kept in the queue's journal")->type_name("NAME");
        command->add_option("--reason", m_options->reason, "why; kept with it")->type_name("TEXT");
    }
    /// A command that is one order to the station about a line.
    void simple(const char *name, const char *what, const char *order_, const char *done, const char *footer)
    {
        who(ofLine(name, what, footer,
                   [order_ = std::string(order_), done = std::string(done)](Context &context, const QueueOptions &o) {
                       (void)order(context, o, order_, {{"line", o.line}}, lineName(o) + done);
                   }));
    }
    [[nodiscard]] QueueOptions &options() { return *m_options; }

private:
    CLI::App &m_queue;
    Action &m_chosen;
    std::shared_ptr<QueueOptions> m_options;
};

} // namespace

void addQueueCommand(CLI::App &program, Action &chosen)
{
    CLI::App *queue = program.add_subcommand("queue", "Look at a station's queue and change it, also while it runs");
    queue->require_subcommand(1);
    queue->footer("Lines that wait can be changed; one that is at work or over cannot, and that is said.");
    Maker make(*queue, chosen);
    QueueOptions &options = make.options();

    make.command("list", "The lines, how they stand, and why the queue stands",
                 "With LINE all that is known of that line: its columns, its dose, what can be chosen for it.\n"
                 "Example:\n  tgc queue list 3",
                 list)
        ->add_option("LINE", options.shown, "this line alone")
        ->type_name("LINE");

    CLI::App *adding = make.command(
        "add", "Add the rows of a QUEUE.csv; the queue is not started",
        "All rows or none. Methods are looked for beside the file.\nExample:\n  tgc queue add check.csv --first", add);
    adding->add_option("FILE", options.file, "CSV file as tgc run takes it (docs/bench.md)")
        ->required()
        ->type_name("QUEUE.csv");
    adding->add_flag("--first", options.first, "before those that wait: a priority line");
    make.who(adding);

    CLI::App *editing = make.ofLine("edit", "Change columns of a line that waits",
                                    "Checked like a row of QUEUE.csv; wrong values change nothing.\n"
                                    "Example:\n  tgc queue edit 4 injections=3 li_upper_mAh=2.5",
                                    edit);
    editing->add_option("CHANGE", options.columns, "a column of QUEUE.csv; nothing behind = takes the value away")
        ->required()
        ->type_name("COLUMN=VALUE ...");
    make.who(editing);

    CLI::App *moving = make.ofLine("move", "Move a line that waits", "Example:\n  tgc queue move 7 --before 4", move);
    moving->add_option("--before", options.before, "before this line, which must wait too")->type_name("LINE");
    moving->add_flag("--last", options.last, "to the end");
    make.who(moving);

    make.simple("priority", "Put a line before all that wait", "queue.priority", " is next",
                "Example:\n  tgc queue priority 7");
    make.simple("skip", "Skip a line that waits: it stays in the list as skipped", "queue.skip", " is skipped",
                "Example:\n  tgc queue skip 4 --by jd --reason \"vial cracked\"");
    make.simple("remove", "Take a line that waits out of the queue", "queue.remove", " is out of the queue",
                "Example:\n  tgc queue remove 4");
    make.who(make.ofLine("repeat", "Add a line that is over once more, at the end",
                         "What may have been dosed is not dosed again; where that is not known, --by and --reason are "
                         "needed.\nExample:\n  tgc queue repeat 4",
                         repeat));

    CLI::App *recovering = make.ofLine(
        "recover", "Say what becomes of a line that was interrupted or failed",
        "continue: goes on with what is missing; repeat: all injections again; skip, close: the line ends, close keeps "
        "what\nit has; hold: later, the queue may go on without it. A vial that may have been dosed is never dosed "
        "again. Where the\ndose is not known, --by and --reason are needed.\n"
        "Example:\n  tgc queue recover 3 continue --by jd --reason \"vial weighed\" --dosed 0.5",
        recover);
    recovering->add_option("CHOICE", options.choice, "continue, repeat, skip, hold or close")
        ->required()
        ->check(CLI::IsMember({"continue", "repeat", "skip", "hold", "close"}))
        ->type_name("CHOICE");
    recovering->add_option("--dosed", options.dosed, "what the vial got, where the station does not know")
        ->type_name("ML");
    make.who(recovering);

    CLI::App *starting =
        make.command("start", "Start the queue, or go on", "Example:\n  tgc queue start --on-failure hold", start);
    starting
        ->add_option(
            "--on-failure", options.onFailure,
            "skip: a line that fails is marked and the next begins; hold: the queue holds (until the station ends)")
        ->check(CLI::IsMember({"skip", "hold"}))
        ->type_name("WHAT");
    starting
        ->add_option(
            "--on-unsuitable", options.onUnsuitable,
            "what follows when a line's injections break its method's suitability rules: continue: it is told; "
            "hold: the queue holds; repeat: the line once more, then the queue holds (until the station ends)")
        ->check(CLI::IsMember({"continue", "hold", "repeat"}))
        ->type_name("WHAT");
    make.command("hold", "Begin nothing new after the injection under way", "Example:\n  tgc queue hold",
                 [](Context &context, const QueueOptions &o) {
                     (void)order(context, o, "queue.hold", json::object(),
                                 "the queue is held after the injection under way");
                 });
}

} // namespace tgc::cli
