// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include <CLI/CLI.hpp>

#include "app/cli/commands.h"
#include "app/cli/store_access.h"
#include "app/report/offscreen.h"
#include "app/report/write_report.h"

namespace tgc::cli {

namespace {

struct ReportChoice {
    std::optional<std::string> group;
    std::optional<std::string> run;
    bool all = false;
    std::string out;
};

Result<void> writeReport(const Context &context, const ReportChoice &choice)
{
    if (choice.group.has_value() + choice.run.has_value() + choice.all != 1) {
        return fail(ErrorCode::BadInput, "report needs one of --group, --all or --run, to say what it is of");
    }
    const auto id = choice.run ? parseRun(*choice.run) : Result<db::RecordId>(0);
    const auto store = id ? openForReading(context) : fail(id.error());
    if (!store) {
        return fail(store.error());
    }
    const report::Offscreen drawing;
    return choice.run ? report::writeRunReport(*store, *id, choice.out)
                      : report::writeGroupReport(*store, choice.group, choice.out);
}

} // namespace

void addReportCommand(CLI::App &program, Action &chosen)
{
    auto choice = std::make_shared<ReportChoice>();
    CLI::App *command = program.add_subcommand("report", "Write a PDF report of a group of samples, or of a run");
    auto *group =
        command->add_option("--group", choice->group, "the samples of this group, with the latest saved result of each")
            ->type_name("G");
    command
        ->add_option("--run", choice->run,
                     "this run, like R12, with the sample whose draw it is; of a standard or check: its chromatogram, "
                     "its peaks, and the amount by the latest calibration")
        ->type_name("R")
        ->excludes(group);
    command->add_flag("--all", choice->all, "all samples of the store; their groups are compared");
    command->add_option("--out", choice->out, "the file, .pdf")->type_name("FILE")->required();
    command->footer(
        "A4 pages: breakdown with bars, replicates, flags, assumptions and check list, method, calibration, and for "
        "each "
        "sample\nits vial, chromatograms with baselines and uncertainty budget; then where every number comes from. "
        "Charges in mAh,\n+- is the standard uncertainty (k = 1). Results must be saved first (tgc quantify --store). "
        "The "
        "file appears whole or not at all.\n"
        "Example:\n  tgc report --group carbonate --out carbonate.pdf --db lab.sqlite");
    command->callback([choice, &chosen] {
        chosen = [choice](Context &context) {
            if (const auto done = writeReport(context, *choice); !done) {
                context.console.error(done.error());
            }
        };
    });
}

} // namespace tgc::cli
