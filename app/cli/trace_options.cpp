// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/trace_options.h"

#include <CLI/CLI.hpp>

#include "app/cli/interrupt.h"
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
    command
        .add_option(
            "--method", options.methodFile,
            "how these chromatograms are integrated: settings, events and targets in TOML (docs/integration.md); "
            "--target and --peak-width go before it")
        ->type_name("M.toml");
    command.add_option("--peak-width", options.peakWidth, "their expected peak width at half height in s")
        ->type_name("S");
    command.add_option("--channel", options.channel, "channel of these chromatograms: its name, or a number from 1")
        ->type_name("C");
}

Result<session::Method> methodOf(const TraceOptions &options)
{
    session::Method method;
    if (options.methodFile) {
        auto read = session::readMethod(*options.methodFile);
        if (!read) {
            return fail(read.error());
        }
        method = std::move(*read);
    }
    std::vector<Target> targets;
    for (const std::string &text : options.targets) {
        auto target = parseTarget(text);
        if (!target) {
            return fail(target.error());
        }
        targets.push_back(std::move(*target));
    }
    if (!targets.empty()) {
        method.processing.options.targets = std::move(targets);
    }
    if (options.peakWidth) {
        const auto width = parsePositive("--peak-width", *options.peakWidth);
        if (!width) {
            return fail(width.error());
        }
        setPeakWidth(method.processing, seconds(*width));
    }
    return method;
}

Result<session::TraceIntegrator> traceIntegrator(const TraceOptions &options, const std::filesystem::path &table)
{
    auto method = methodOf(options);
    if (!method) {
        return fail(method.error());
    }
    auto integrate = session::traceIntegrator({table.parent_path(), std::move(method->processing), options.channel});
    return [integrate = std::move(integrate)](const std::string &trace) -> Result<session::TraceArea> {
        if (interrupted()) { // a table may name hundreds of chromatograms
            return fail(ErrorCode::BadInput, "stopped before " + trace);
        }
        return integrate(trace);
    };
}

} // namespace tgc::cli
