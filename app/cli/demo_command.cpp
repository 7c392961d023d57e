// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <cstdlib>
#include <memory>
#include <spawn.h>
#include <unistd.h>

#include <CLI/CLI.hpp>

#include "app/cli/commands.h"
#include "app/cli/demo_analysis.h"
#include "app/cli/demo_bench.h"
#include "app/cli/demo_folder.h"
#include "app/cli/demo_tables.h"
#include "app/cli/parse_option.h"
#include "app/cli/program_files.h"
#include "app/formats/read_table.h"
#include "app/report/offscreen.h"
#include "app/report/write_report.h"
#include "db/store.h"

namespace tgc::cli {

using formats::numberCell;
using formats::textCell;

namespace {

struct DemoOptions {
    std::string out = "demo-out";
    std::uint64_t seed = 1;
    double speed = 1000.0; ///< the simulated bench waits for its digitiser: as fast as this machine goes
    bool noWindow = false;
};

constexpr double h2Window_s = 4.0;

/// The simulated chromatograph's own H2 peak, as a method would state it.
Processing hydrogenOf(const simulation::BenchDescription &bench)
{
    Processing processing;
    IntegrationOptions &options = processing.options;
    for (const simulation::ComponentSetup &component : bench.chromatograph.components) {
        if (component.name == "H2") {
            options.targets = {{"H2", seconds(component.retention_s), seconds(h2Window_s)}};
            options.expectedWidthHalf = seconds(2.355 * std::hypot(component.sigma_s, component.tau_s));
        }
    }
    return processing;
}

/// Measured beside true, a row a sample; "2u" says whether the truth lies within two standard uncertainties.
formats::OutTable comparison(const std::vector<Breakdown> &rows, const std::vector<SimulatedTruth> &truths)
{
    formats::OutTable table{"demo",
                            {"sample_id", "li0_mAh", "u_li0_mAh", "true_li0_mAh", "li0_within_2u", "sei_li_mAh",
                             "u_sei_li_mAh", "true_sei_li_mAh", "sei_within_2u", "decision", "flags"},
                            {}};
    const auto within = [](double value, double u, double truth) {
        return textCell(std::abs(value - truth) <= 2.0 * u ? "yes" : "no");
    };
    for (std::size_t i = 0; i < rows.size() && i < truths.size(); ++i) {
        const Breakdown &row = rows[i];
        const double li0 = inMilliampereHours(row.li0.value);
        const double uLi0 = inMilliampereHours(row.li0.u);
        const double sei = row.sei ? inMilliampereHours(row.sei->value) : 0.0;
        const double uSei = row.sei ? inMilliampereHours(row.sei->u) : 0.0;
        std::string flags;
        for (const std::string &flag : row.flags) {
            flags += (flags.empty() ? "" : ";") + flag;
        }
        table.rows.push_back({textCell(row.sampleId), numberCell(li0), numberCell(uLi0), numberCell(truths[i].li0_mAh),
                              within(li0, uLi0, truths[i].li0_mAh), numberCell(sei), numberCell(uSei),
                              numberCell(truths[i].seiLi_mAh), within(sei, uSei, truths[i].seiLi_mAh),
                              textCell(std::string(toString(row.decision))), textCell(flags)});
    }
    return table;
}

void openWorkbench(Console &console, const std::filesystem::path &store)
{
    if (std::getenv("DISPLAY") == nullptr && std::getenv("WAYLAND_DISPLAY") == nullptr) {
        return;
    }
    const auto program = workbenchProgram();
    if (!program) {
        console.warning("tgc-workbench is not beside this program; the results are in " + store.string());
        return;
    }
    const std::string path = program->string();
    const std::string file = std::filesystem::absolute(store).string();
    const char *const arguments[] = {path.c_str(), "--db", file.c_str(), nullptr};
    pid_t child = 0;
    // posix_spawn takes char *const[] for historical reasons and does not write to it.
    if (::posix_spawn(&child, path.c_str(), nullptr, nullptr, const_cast<char *const *>(arguments), environ) != 0) {
        console.warning(path + " could not be started");
    }
}

std::string summary(const DemoOptions &options, const DemoOutcome &outcome)
{
    const auto digits = [](double value) { return shortest(std::round(value * 100.0) / 100.0); };
    return "\nEverything is simulated (seed " + std::to_string(options.seed) + "). The check standard of " +
           digits(outcome.check.given_nmol) + " nmol reads " + digits(outcome.check.found_nmol) + " +/- " +
           digits(outcome.check.u_nmol) + " nmol (k = 1).\nIn " + options.out +
           ": report.pdf breakdown.csv truth.csv calibration.json standards.csv blanks.csv samples.csv chromatograms/ "
           "runs.sqlite\n";
}

/// A file of the demonstration's, as it is shipped.
Result<std::filesystem::path> shipped(const char *name)
{
    const auto file = sharedFile(std::filesystem::path("demo") / name);
    if (!file) {
        return fail(ErrorCode::Io, "../share/tgc-workbench/demo/" + std::string(name) +
                                       " is not there beside this program's folder; install it as a whole");
    }
    return *file;
}

/// Of all samples, as `tgc report` writes it of a group.
Result<void> writeDemoReport(const std::filesystem::path &folder)
{
    const auto store = db::Store::openReadOnly(folder / "runs.sqlite");
    if (!store) {
        return fail(store.error());
    }
    const report::Offscreen drawing;
    return report::writeGroupReport(*store, std::nullopt, folder / "report.pdf");
}

struct Demonstrated {
    DemoTables tables;
    DemoOutcome outcome;
};

Result<Demonstrated> measureAndAnalyse(const DemoOptions &options, Console &console)
{
    const auto queue = shipped("queue.csv");
    const auto cellsFile = queue ? shipped("cells.csv") : fail(queue.error());
    const auto cells = cellsFile ? formats::readTable(*cellsFile) : fail(cellsFile.error());
    const auto ended = cells ? endDemoStation(options.out) : fail(cells.error());
    const auto prepared = ended ? prepareDemoFolder(options.out, options.seed) : fail(ended.error());
    const auto measured =
        prepared ? measureDemo(*queue, options.out, options.seed, options.speed, console) : fail(prepared.error());
    auto tables = measured ? demoTables(*measured, *cells, options.seed) : fail(measured.error());
    const auto written = tables ? writeStudy(options.out, *tables) : fail(tables.error());
    auto outcome = written ? analyseDemoFolder(options.out, tables->traces, hydrogenOf(measured->bench), console)
                           : fail(written.error());
    const auto reported = outcome ? writeDemoReport(options.out) : fail(outcome.error());
    if (!reported) {
        return fail(reported.error());
    }
    return Demonstrated{std::move(*tables), std::move(*outcome)};
}

void demo(Context &context, const DemoOptions &options)
{
    if (context.options.database) {
        context.console.error({ErrorCode::BadInput, "--db: the demonstration makes its own store, runs.sqlite in its "
                                                    "folder; name the folder with --out"});
        return;
    }
    const auto done = measureAndAnalyse(options, context.console);
    if (context.console.shouldStop()) {
        return;
    }
    if (!done) {
        context.console.error(done.error());
        return;
    }
    const Format format = context.options.format.value_or(Format::Table);
    context.console.write(toText(comparison(done->outcome.rows, done->tables.truth), format));
    if (format == Format::Table) {
        context.console.write(summary(options, done->outcome));
    }
    context.console.flush();
    if (!options.noWindow) {
        openWorkbench(context.console, std::filesystem::path(options.out) / "runs.sqlite");
    }
}

} // namespace

void addDemoCommand(CLI::App &program, Action &chosen)
{
    auto options = std::make_shared<DemoOptions>();
    CLI::App *command = program.add_subcommand(
        "demo", "Measure a simulated bench, quantify it, and show what was measured beside the truth");
    command->add_option("--out", options->out, "folder for everything that is written (default demo-out)")
        ->type_name("DIR");
    command->add_option("--seed", options->seed, "of the simulation: another seed, another truth (default 1)")
        ->check(notASeed)
        ->type_name("N");
    command->add_option("--speed", options->speed, "simulated seconds a second, 1 to 1000 (default 1000)")
        ->check(CLI::Range(1.0, 1000.0))
        ->type_name("X");
    command->add_flag("--no-window", options->noWindow, "do not open tgc-workbench on the result");
    command->footer(
        "Standards, a check standard, blanks and samples are measured by a station through the drivers, over the "
        "protocols "
        "of\nreal devices (tgc simulate), and analysed like real ones; that takes half a minute. runs.sqlite can be "
        "read "
        "meanwhile:\ntgc runs --db DIR/runs.sqlite. Charges are in mAh, u_ are standard uncertainties (k = 1).\n"
        "Example:\n  tgc demo --seed 7 --out demo-out --no-window");
    command->callback([options, &chosen] { chosen = [options](Context &context) { demo(context, *options); }; });
}

} // namespace tgc::cli
