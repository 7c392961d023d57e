// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include <CLI/CLI.hpp>

#include "app/cli/commands.h"
#include "app/cli/interrupt.h"
#include "app/cli/parse_option.h"
#include "app/cli/simulator.h"

namespace tgc::cli {

namespace {

void simulate(Context &context, const SimulatorOptions &options, const std::optional<std::string> &benchFile)
{
    const auto simulator = Simulator::open(options);
    const auto written = simulator && benchFile ? (*simulator)->writeBench(*benchFile) : Result<void>();
    if (!simulator || !written) {
        context.console.error(simulator ? written.error() : simulator.error());
        return;
    }
    context.console.write((*simulator)->announcement() + "\n");
    context.console.flush();
    (*simulator)->run([&context] { return context.console.shouldStop(); });
    takeInterrupt(); // the end it waits for
}

} // namespace

void addSimulateCommand(CLI::App &program, Action &chosen)
{
    auto options = std::make_shared<SimulatorOptions>();
    auto benchFile = std::make_shared<std::optional<std::string>>();
    CLI::App *command =
        program.add_subcommand("simulate", "Serve a simulated bench over the real protocols, until it is stopped");
    command->add_option("--bench", options->bench, "what the simulated bench is like (default: the shipped one)")
        ->type_name("BENCH.toml");
    command->add_option("--seed", options->seed, "another seed, another bench (default 1)")
        ->check(notASeed)
        ->type_name("N");
    command->add_option("--speed", options->speed, "simulated seconds a second, 1 to 1000 (default 1)")
        ->check(CLI::Range(1.0, 1000.0))
        ->type_name("X");
    command->add_option("--faults", options->faults, "faults that happen, and when (docs/simulation.md)")
        ->type_name("F.toml");
    command->add_option("--write-bench", *benchFile, "write the bench file for `tgc station` and `tgc run`")
        ->type_name("FILE");
    command->footer(
        "The first line on standard output is one JSON object: the devices with their endpoints, and the truth that a\n"
        "measurement should find. Ctrl-C or SIGTERM ends it, exit 0. Above speed 1 simulated time waits for the polls "
        "of\nthe digitiser. Example:\n  tgc simulate --speed 60 --write-bench bench.toml &\n  tgc run queue.csv "
        "--bench bench.toml");
    command->callback([options, benchFile, &chosen] {
        chosen = [options, benchFile](Context &context) { simulate(context, *options, *benchFile); };
    });
}

} // namespace tgc::cli
