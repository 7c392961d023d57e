// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/trace_options.h"

#include <CLI/CLI.hpp>

#include "app/cli/parse_option.h"

namespace tgc::cli {

void addTraceOptions(CLI::App &command, TraceOptions &options)
{
    command
        .add_option("--target", options.targets,
                    "the peak to take from the chromatograms of column trace: its name, where it is expected and "
                    "give or take how much, in s (default: H2 where the file itself says when it elutes)")
        ->type_name("NAME=RT_S:HALF_WINDOW_S")
        ->expected(1)
        ->take_all();
    command.add_option("--channel", options.channel, "channel of these chromatograms: its name, or a number from 1")
        ->type_name("C");
}

Result<std::vector<Target>> parseTargets(const std::vector<std::string> &texts)
{
    std::vector<Target> targets;
    for (const std::string &text : texts) {
        auto target = parseTarget(text);
        if (!target) {
            return fail(target.error());
        }
        targets.push_back(std::move(*target));
    }
    return targets;
}

Result<session::TraceIntegrator> traceIntegrator(const TraceOptions &options, const std::filesystem::path &table)
{
    auto targets = parseTargets(options.targets);
    if (!targets) {
        return fail(targets.error());
    }
    session::TraceIntegratorOptions integration;
    integration.folder = table.parent_path();
    integration.targets = std::move(*targets);
    integration.channel = options.channel;
    return session::traceIntegrator(std::move(integration));
}

} // namespace tgc::cli
