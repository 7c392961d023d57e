// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include <CLI/CLI.hpp>

#include "app/cli/commands.h"
#include "app/cli/store_access.h"
#include "app/cli/store_tables.h"

namespace tgc::cli {

namespace {

struct SamplesOptions {
    db::SampleFilter filter;
    std::optional<std::string> kind;
};

void listSamples(Context &context, const SamplesOptions &options)
{
    db::SampleFilter filter = options.filter;
    if (options.kind) {
        filter.kind = db::sampleKindFromString(*options.kind);
    }
    const auto store = openForReading(context);
    const auto table = store ? sampleTable(*store, filter) : fail(store.error());
    if (!table) {
        context.console.error(table.error());
        return;
    }
    context.print(*table);
}

} // namespace

void addSamplesCommand(CLI::App &program, Action &chosen)
{
    auto options = std::make_shared<SamplesOptions>();
    CLI::App *command = program.add_subcommand("samples", "List the samples in the store, with their latest breakdown");
    command->add_option("--sample", options->filter.sampleId, "only the sample of this name")->type_name("S");
    command->add_option("--group", options->filter.group, "only samples of this group")->type_name("G");
    command->add_option("--kind", options->kind, "only samples of this kind")
        ->check(CLI::IsMember({"sample", "blank", "standard", "check"}))
        ->type_name("KIND");
    command->footer("Charges are in mAh, u_ are standard uncertainties (k = 1).\n"
                    "Example:\n  tgc samples --group carbonate --db lab.sqlite");
    command->callback([options, &chosen] { chosen = [options](Context &context) { listSamples(context, *options); }; });
}

} // namespace tgc::cli
