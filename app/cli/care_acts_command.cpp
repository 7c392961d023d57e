// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/care_acts_command.h"

#include <pwd.h>
#include <unistd.h>

#include <memory>

#include <CLI/CLI.hpp>

#include "app/cli/care_table.h"
#include "app/cli/store_access.h"
#include "app/session/vial_step_records.h"

namespace tgc::cli {

namespace {

struct ActOptions {
    std::string kind;
    std::optional<std::string> at;
    care::CareAct act;
};

struct VoidOptions {
    std::int64_t id = 0;
    std::string by;
    std::string reason;
};

care::TimePoint now()
{
    return std::chrono::system_clock::now();
}

/// The account, where nobody says who they are.
std::string personOr(const std::string &typed)
{
    const passwd *entry = getpwuid(geteuid());
    return !typed.empty() ? typed : entry != nullptr ? entry->pw_name : "uid " + std::to_string(geteuid());
}

Result<care::CareAct> actOf(const ActOptions &options)
{
    const auto kind = care::kindFromString(options.kind);
    if (!kind || *kind == care::Kind::Void) {
        return fail(ErrorCode::BadInput,
                    "\"" + options.kind +
                        "\" is no act of care; acts are bake-out, septum, column, carrier-cylinder, standard-cylinder, "
                        "leak-check, note" +
                        (kind ? " (an act is taken back with tgc care void)" : ""));
    }
    care::CareAct act = options.act;
    act.kind = *kind;
    act.by = personOr(act.by);
    act.at = now();
    if (options.at) {
        const auto at = session::zonedMoment(*options.at);
        if (!at) {
            return fail(ErrorCode::BadInput,
                        "--at \"" + *options.at +
                            "\" is not read as a time: write it as "
                            "2026-11-27T10:04Z (Z: UTC) or with its offset, 2026-11-27T11:04+01:00");
        }
        act.at = *at;
    }
    if (act.unit.empty() && !care::unitsOf(*kind).empty()) {
        act.unit = care::unitsOf(*kind).front();
    }
    return act;
}

void report(Context &context, const std::string &kind, const Result<db::RecordId> &id)
{
    if (!id) {
        context.console.error(id.error());
        return;
    }
    formats::OutTable table{"recorded", {"id", "kind"}, {}};
    table.rows.push_back({{std::to_string(*id), true}, formats::textCell(kind)});
    context.print(table);
}

void record(Context &context, const ActOptions &options)
{
    // What is wrong is said before a store is made for it.
    const auto act = actOf(options);
    const auto right = act ? care::checkAct(*act, now()) : fail(act.error());
    auto store = right ? openForWriting(context) : fail(right.error());
    report(context, options.kind, store ? session::recordCare(*store, *act, now()) : fail(store.error()));
}

void takeBack(Context &context, const VoidOptions &options)
{
    const auto there = openForReading(context); // an act is taken back in a store that has it
    auto store = there ? openForWriting(context) : fail(there.error());
    report(context, "void",
           store ? session::voidCare(*store, options.id, personOr(options.by), options.reason, now())
                 : fail(store.error()));
}

void showActs(Context &context, const std::optional<std::string> &bench)
{
    const auto store = openForReading(context);
    auto acts = store ? session::careActsOf(*store) : fail(store.error());
    if (!acts) {
        context.console.error(acts.error());
        return;
    }
    if (bench) {
        std::erase_if(*acts, [&](const care::CareAct &act) { return act.bench != *bench; });
    }
    context.print(careActsTable(*acts));
}

void addRecord(CLI::App &care, Action &chosen)
{
    auto options = std::make_shared<ActOptions>();
    care::CareAct &act = options->act;
    CLI::App *command = care.add_subcommand("record", "Record what was done for a chromatograph or its gases");
    command
        ->add_option("KIND", options->kind,
                     "bake-out, septum, column, carrier-cylinder, standard-cylinder, leak-check or note")
        ->required();
    command->add_option("--bench", act.bench, "which chromatograph: its runs' name for it, or a name of your own")
        ->required()
        ->type_name("NAME");
    command->add_option("--by", act.by, "who did it (default: this account)")->type_name("NAME");
    command->add_option("--at", options->at, "when it was done, with Z or an offset (default: now)")->type_name("UTC");
    command
        ->add_option(
            "--value", act.value,
            "of a cylinder its pressure (0: it is empty, or gone), of bake-out how long, of leak-check the leak")
        ->type_name("X");
    command
        ->add_option("--unit", act.unit, "kPa (default), bar, MPa, psi; of bake-out h; of leak-check kPa/min, mL/min")
        ->type_name("U");
    command->add_option("--part", act.part, "part, serial or cylinder number; a standard-cylinder needs one")
        ->type_name("N");
    command->add_option("--expires", act.expiresOn, "of a standard: the last day of its certificate")
        ->type_name("YYYY-MM-DD");
    command
        ->add_option("--minimum", act.minimum,
                     "of a standard: the pressure down to which its certificate holds, in the same unit")
        ->type_name("X");
    command
        ->add_option("--instrument", act.instrument,
                     "the runs of this instrument are the bench's, from now on for all acts; -: runs that name none")
        ->type_name("NAME");
    command->add_option("--note", act.note, "why, or what else there is to say")->type_name("T");
    command->footer(
        "Examples:\n  tgc care record septum --bench \"GC 1\" --by jd --part \"BTO 11 mm\"\n"
        "  tgc care record standard-cylinder --bench \"GC 1\" --by jd --part C-4711 --value 9500 --minimum 1000 "
        "--expires 2027-03-31");
    command->callback([options, &chosen] { chosen = [options](Context &context) { record(context, *options); }; });
}

} // namespace

void addCareActCommands(CLI::App &care, Action &chosen)
{
    addRecord(care, chosen);

    auto options = std::make_shared<VoidOptions>();
    CLI::App *taken = care.add_subcommand("void", "Take back an act that was recorded by mistake; both stay");
    taken->add_option("ID", options->id, "the act's number, as tgc care acts shows it")->required()->type_name("N");
    taken->add_option("--reason", options->reason, "why")->required()->type_name("T");
    taken->add_option("--by", options->by, "who takes it back (default: this account)")->type_name("NAME");
    taken->footer("Example:\n  tgc care void 12 --reason \"the other chromatograph\"");
    taken->callback([options, &chosen] { chosen = [options](Context &context) { takeBack(context, *options); }; });

    auto bench = std::make_shared<std::optional<std::string>>();
    CLI::App *acts = care.add_subcommand("acts", "All that was recorded, with its numbers");
    acts->add_option("--bench", *bench, "only of this bench")->type_name("NAME");
    acts->footer("Example:\n  tgc care acts --format csv");
    acts->callback([bench, &chosen] { chosen = [bench](Context &context) { showActs(context, *bench); }; });
}

} // namespace tgc::cli
