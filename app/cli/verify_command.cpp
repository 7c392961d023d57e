// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>

#include "app/cli/commands.h"
#include "app/cli/store_access.h"

namespace tgc::cli {

namespace {

std::string lineOf(const db::Alteration &alteration)
{
    return alteration.table + (alteration.id ? " " + std::to_string(*alteration.id) : std::string()) + ": " +
           alteration.what + "\n";
}

/// What is wrong with the store. A file too damaged to be read as a store is a finding like the others.
Result<std::vector<db::Alteration>> alterations(const Result<db::Store> &store)
{
    auto altered = store ? store->verify() : fail(store.error());
    if (!altered && altered.error().code == ErrorCode::Integrity) {
        return std::vector<db::Alteration>{{"(file)", std::nullopt, altered.error().message}};
    }
    return altered;
}

void verify(Context &context)
{
    const auto store = openForReading(context);
    const auto altered = alterations(store);
    if (!altered) {
        context.console.error(altered.error());
        return;
    }
    if (!altered->empty()) {
        context.console.raise(ExitStatus::Store);
    }
    if (context.options.format) {
        formats::OutTable table{"altered", {"table", "id", "what"}, {}};
        for (const db::Alteration &each : *altered) {
            table.rows.push_back(
                {formats::textCell(each.table),
                 formats::numberCell(each.id ? std::optional(static_cast<double>(*each.id)) : std::nullopt),
                 formats::textCell(each.what)});
        }
        context.print(table);
        return;
    }
    for (const db::Alteration &each : *altered) {
        context.console.write(lineOf(each));
    }
    if (altered->empty()) {
        const auto head = store->trailHead();
        head ? context.console.write("nothing was altered; the trail has " + std::to_string(head->entries) +
                                     " entries\n")
             : context.console.error(head.error());
    }
}

} // namespace

void addVerifyCommand(CLI::App &program, Action &chosen)
{
    CLI::App *command = program.add_subcommand("verify", "Check every record of the store against its audit trail");
    command->footer("One line an altered record, and exit status 4; otherwise exit status 0.\n"
                    "Example:\n  tgc verify --db lab.sqlite");
    command->callback([&chosen] { chosen = verify; });
}

} // namespace tgc::cli
