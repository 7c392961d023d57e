// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <cstdlib>
#include <memory>
#include <spawn.h>
#include <unistd.h>

#include <CLI/CLI.hpp>

#include "app/cli/commands.h"
#include "app/cli/demo_analysis.h"
#include "app/cli/demo_folder.h"
#include "app/cli/parse_option.h"
#include "app/cli/program_files.h"

namespace tgc::cli {

using formats::numberCell;
using formats::textCell;

namespace {

struct DemoOptions {
    std::string out = "demo-out";
    std::uint64_t seed = 1;
    bool noWindow = false;
};

constexpr double h2Window_s = 4.0;

/// The study's own H2 peak, as a method would state it.
IntegrationOptions hydrogenOf(const DemoStudy &study)
{
    IntegrationOptions options;
    for (const DemoComponent &component : study.chromatograph.components) {
        if (!component.area_uV_s) {
            options.targets = {{"H2", seconds(component.retention_s), seconds(h2Window_s)}};
            options.expectedWidthHalf = seconds(2.355 * std::hypot(component.sigma_s, component.tau_s));
        }
    }
    return options;
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
           ": breakdown.csv truth.csv calibration.json standards.csv blanks.csv samples.csv chromatograms/ "
           "runs.sqlite\n";
}

void demo(Context &context, const DemoOptions &options)
{
    if (context.options.database) {
        context.console.error({ErrorCode::BadInput, "--db: the demonstration makes its own store, runs.sqlite in its "
                                                    "folder; name the folder with --out"});
        return;
    }
    const auto file = sharedFile("demo/study.toml");
    if (!file) {
        context.console.error({ErrorCode::Io,
                               "../share/tgc-workbench/demo/study.toml is not there beside this program's "
                               "folder; install it as a whole"});
        return;
    }
    const auto study = readDemoStudy(*file);
    const auto simulated = study ? simulateStudy(*study, options.seed, "chromatograms") : fail(study.error());
    const auto prepared = simulated ? prepareDemoFolder(options.out, options.seed) : fail(simulated.error());
    const auto written = prepared ? writeStudy(options.out, *simulated) : fail(prepared.error());
    const auto outcome =
        written ? analyseDemoFolder(options.out, hydrogenOf(*study), context.console) : fail(written.error());
    if (!outcome) {
        context.console.error(outcome.error());
        return;
    }
    if (context.console.shouldStop()) {
        return;
    }
    const Format format = context.options.format.value_or(Format::Table);
    context.console.write(toText(comparison(outcome->rows, simulated->truth), format));
    if (format == Format::Table) {
        context.console.write(summary(options, *outcome));
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
    CLI::App *command =
        program.add_subcommand("demo", "Simulate a study, quantify it, and show what was measured beside what is true");
    command->add_option("--out", options->out, "folder for everything that is written (default demo-out)")
        ->type_name("DIR");
    command->add_option("--seed", options->seed, "of the simulation: another seed, another truth (default 1)")
        ->check(notASeed)
        ->type_name("N");
    command->add_flag("--no-window", options->noWindow, "do not open tgc-workbench on the result");
    command->footer(
        "The chromatograms go through the importer, the integrator, the calibration and the quantification\n"
        "that measured ones go through; charges are in mAh, u_ are standard uncertainties (k = 1).\n"
        "Example:\n  tgc demo --seed 7 --out demo-out --no-window");
    command->callback([options, &chosen] { chosen = [options](Context &context) { demo(context, *options); }; });
}

} // namespace tgc::cli
