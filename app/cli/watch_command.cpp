// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <chrono>
#include <memory>
#include <thread>

#include <CLI/CLI.hpp>

#include "app/cli/commands.h"
#include "app/cli/interrupt.h"
#include "app/cli/parse_option.h"
#include "app/cli/person.h"
#include "app/cli/store_access.h"
#include "app/cli/trace_options.h"
#include "app/cli/watch_inputs.h"
#include "app/cli/watch_table.h"

namespace tgc::cli {

namespace {

namespace time = std::chrono;

struct WatchCommandOptions {
    std::string folder;
    std::optional<std::string> queue;
    std::optional<std::string> samples;
    std::vector<std::string> byHand; ///< FILE=SAMPLE[:N]
    std::string reason;
    std::string settle = "5";
    std::string within = "30";
    bool byTime = false;
    bool once = false;
    bool keepResults = false;
    TraceOptions traces;
};

Result<watch::WatchOptions> watchOptions(const WatchCommandOptions &options, Console &console)
{
    watch::WatchOptions made;
    made.folder = options.folder;
    std::error_code error;
    if (!std::filesystem::is_directory(made.folder, error)) {
        return fail(ErrorCode::BadInput, options.folder + ": is no folder, or cannot be reached; check the name, and "
                                                          "that a network folder is connected");
    }
    const auto settle_s = parseNumber("--settle", options.settle);
    const auto within_min = parsePositive("--within", options.within);
    if (!settle_s || !within_min) {
        return fail(settle_s ? within_min.error() : settle_s.error());
    }
    if (!(*settle_s >= 0.0 && *settle_s <= 3600.0) || *within_min > 1e5) {
        return fail(ErrorCode::BadInput, "--settle takes 0 to 3600 s, --within up to 100000 min");
    }
    made.settle = time::milliseconds(static_cast<std::int64_t>(1000.0 * *settle_s));
    made.match.within = time::minutes(std::max<std::int64_t>(1, static_cast<std::int64_t>(*within_min)));
    made.match.byTimeAlone = options.byTime;
    made.keepResults = options.keepResults;
    auto method = methodOf(options.traces);
    if (!method) {
        return fail(method.error());
    }
    made.take.method = std::move(*method);
    made.take.channel = options.traces.channel;
    if (options.queue) {
        auto queue = readQueue(*options.queue, console);
        if (!queue) {
            return fail(queue.error());
        }
        made.scope.queue = std::move(*queue);
    }
    return made;
}

/// One watch from its start to its end.
class Watching {
public:
    Watching(Context &context, db::Store store, watch::FolderWatch watch, std::vector<HandMatch> byHand,
             std::string reason)
        : m_context(context),
          m_store(std::move(store)),
          m_watch(std::move(watch)),
          m_byHand(std::move(byHand)),
          m_reason(std::move(reason)),
          m_format(context.format(Format::Csv))
    {
    }

    void run(bool once)
    {
        Console &console = m_context.console;
        while (!console.shouldStop()) {
            const auto began = time::steady_clock::now();
            look();
            if (once && (m_watch.isThrough() || !m_watch.trouble().empty())) {
                break;
            }
            // A large folder on a slow network is not asked without pause.
            const auto took = time::steady_clock::now() - began;
            pause(std::clamp<time::steady_clock::duration>(20 * took, time::seconds(1), time::seconds(30)));
        }
        end(once);
    }

private:
    void look()
    {
        m_watch.look(
            m_store, time::steady_clock::now(), [this](const watch::FileRow &row) { print(row); },
            [this] { return !m_context.console.shouldStop(); });
        for (const std::string &remark : m_watch.remarks()) {
            if (m_remarked.insert(remark).second) {
                m_context.console.warning(remark);
            }
        }
        if (m_watch.trouble() != m_trouble) {
            m_trouble = m_watch.trouble();
            m_context.console.warning(m_trouble.empty() ? "the folder and the store can be used again"
                                                        : m_trouble + "; it is tried again");
        }
        matchByHand();
    }

    void matchByHand()
    {
        const auto waiting = m_watch.unmatched();
        std::erase_if(m_byHand, [&](const HandMatch &wanted) {
            if (std::find(waiting.begin(), waiting.end(), wanted.file) == waiting.end()) {
                return false;
            }
            const auto row = m_watch.matchByHand(m_store, wanted.file, wanted.sampleId, wanted.injection,
                                                 personOr(m_context.operatorName()), m_reason);
            if (row) {
                print(*row);
            } else {
                m_context.console.error(row.error());
            }
            return true;
        });
    }

    void print(const watch::FileRow &row)
    {
        m_context.console.write(watchText(row, m_format, m_first));
        m_context.console.flush(); // whoever reads along waits for this very row
        m_first = false;
        if (row.outcome == watch::FileRow::Outcome::Unreadable) {
            m_unreadable.insert(row.file);
        } else {
            m_unreadable.erase(row.file);
        }
    }

    void pause(time::steady_clock::duration span) const
    {
        const auto until = time::steady_clock::now() + span;
        while (time::steady_clock::now() < until && !m_context.console.shouldStop()) {
            std::this_thread::sleep_for(time::milliseconds(50));
        }
    }

    void end(bool once)
    {
        Console &console = m_context.console;
        if (!once) {
            takeInterrupt(); // a watch has no other end
        } else if (!m_trouble.empty()) {
            console.error({ErrorCode::Io, m_trouble});
        }
        for (const HandMatch &wanted : m_byHand) {
            console.error({ErrorCode::BadInput, "--match: " + wanted.file +
                                                    " is not among the files that wait to be "
                                                    "matched; name it as this command does"});
        }
        const std::size_t unmatched = m_watch.unmatched().size();
        if (unmatched + m_unreadable.size() > 0) {
            console.failedCheck(std::to_string(m_watch.matched()) + " files are matched, " + std::to_string(unmatched) +
                                " are not, " + std::to_string(m_unreadable.size()) + " could not be read");
        }
    }

    Context &m_context;
    db::Store m_store;
    watch::FolderWatch m_watch;
    std::vector<HandMatch> m_byHand;
    std::string m_reason;
    Format m_format;
    bool m_first = true;
    std::string m_trouble;
    std::set<std::string> m_remarked;
    std::set<std::string> m_unreadable;
};

void watchFolder(Context &context, const WatchCommandOptions &options)
{
    const auto refuse = [&](const Error &error) { context.console.error(error); };
    std::vector<HandMatch> byHand;
    for (const std::string &text : options.byHand) {
        auto match = parseHandMatch(text);
        if (!match) {
            return refuse(match.error());
        }
        byHand.push_back(std::move(*match));
    }
    if (!byHand.empty() && options.reason.empty()) {
        return refuse({ErrorCode::BadInput, "--match: give the reason, too (--reason)"});
    }
    auto made = watchOptions(options, context.console);
    if (!made) {
        return refuse(made.error());
    }
    auto store = openForWriting(context);
    if (!store) {
        return refuse(store.error());
    }
    if (options.samples) {
        auto names = addSamples(*store, *options.samples, context.console);
        if (!names) {
            return refuse(names.error());
        }
        made->scope.samples = std::move(*names);
    }
    const auto expected = watch::expectedInjections(*store, made->scope);
    if (!expected) {
        return refuse(expected.error());
    }
    context.console.info(options.folder + ": " + std::to_string(watch::waitingCount(*expected)) +
                         " injections await their chromatogram");
    Watching(context, std::move(*store), watch::FolderWatch(std::move(*made)), std::move(byHand), options.reason)
        .run(options.once);
}

} // namespace

void addWatchCommand(CLI::App &program, Action &chosen)
{
    auto options = std::make_shared<WatchCommandOptions>();
    CLI::App *command = program.add_subcommand(
        "watch", "Take the chromatograms that another program writes into a folder, and match them with the samples");
    command
        ->add_option("FOLDER", options->folder, "where the vendor's software exports to; folders in it are looked into")
        ->required();
    command
        ->add_option("--queue", options->queue,
                     "whose injections are awaited: line,sample_id,group,kind,level,injections (docs/bench.md). "
                     "Default: the samples of the store, a recorded draw or a row of their table each")
        ->type_name("QUEUE.csv");
    command
        ->add_option("--samples", options->samples,
                     "samples to await; those that the store does not have are imported first")
        ->type_name("SAMPLES.csv");
    command
        ->add_option("--settle", options->settle,
                     "a file is complete when it has not changed for so long, s (default 5)")
        ->type_name("S");
    command
        ->add_option("--within", options->within,
                     "recorded draw and acquisition may lie so far apart, min (default 30)")
        ->type_name("MIN");
    command->add_flag("--by-time", options->byTime,
                      "match a file that names no sample by its time, if one injection alone was drawn near it");
    command->add_flag("--once", options->once, "end when every file that is there has been dealt with");
    command
        ->add_option("--match", options->byHand,
                     "by hand: this file is that injection (default 1) of that sample; needs --reason")
        ->type_name("FILE=SAMPLE[:N]")
        ->expected(1)
        ->take_all();
    command->add_option("--reason", options->reason, "why it is matched by hand; kept with the run")->type_name("TEXT");
    command->add_flag("--store", options->keepResults,
                      "also keep each sample's breakdown as its next result version, as tgc quantify --store does");
    addTraceOptions(*command, options->traces);
    command->footer(
        "A row a file, as it is dealt with. No file is moved, changed or removed, and none is stored twice. Ctrl-C "
        "ends "
        "it (with --once: cuts it short). Status 1 where a file is left that was not matched or could not be read.\n"
        "docs/watch.md tells how files are matched.\n"
        "Example:\n  tgc watch /mnt/gc/export --db lab.sqlite --target H2=52.1:3");
    command->callback([options, &chosen] { chosen = [options](Context &context) { watchFolder(context, *options); }; });
}

} // namespace tgc::cli
