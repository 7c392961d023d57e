// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <memory>

#include <CLI/CLI.hpp>

#include "app/cli/commands.h"
#include "app/cli/person.h"
#include "app/cli/store_access.h"
#include "app/cli/vials_table.h"
#include "app/session/vial_step_records.h"

namespace tgc::cli {

namespace {

struct BoardOptions {
    bool all = false;
    std::optional<std::string> group;
};

struct StepOptions {
    std::string sample;
    std::string step;
    std::optional<std::string> at;
    std::string value;
    std::string unit;
    std::string by;
    std::string note;
    std::string reaction_s;
    std::string overrideReason;
    bool unknown = false;
};

struct VoidOptions {
    std::string sample;
    std::int64_t id = 0;
    std::string by;
    std::string reason;
};

day::TimePoint now()
{
    return std::chrono::system_clock::now();
}

Result<std::vector<session::StoredVial>> readBoard(const Context &context, const BoardOptions &options)
{
    const auto store = openForReading(context);
    auto vials = store ? session::vialsOfDay(*store) : fail(store.error());
    if (vials) {
        std::erase_if(*vials, [&](const session::StoredVial &vial) {
            return (!options.all && !session::isOnBoard(vial.day.line, now())) ||
                   (options.group && vial.day.plan.group != *options.group);
        });
    }
    return vials;
}

void showBoard(Context &context, const BoardOptions &options, bool next)
{
    const auto vials = readBoard(context, options);
    if (!vials) {
        context.console.error(vials.error());
        return;
    }
    context.print(next ? nextTable(*vials, now()) : boardTable(*vials, now()));
}

void showSteps(Context &context, const std::string &sample)
{
    const auto store = openForReading(context);
    const auto vial = store ? session::vialNamed(*store, sample) : fail(store.error());
    if (!vial) {
        context.console.error(vial.error());
        return;
    }
    context.print(stepsTable(*vial));
}

Result<day::VialStep> stepOf(const StepOptions &options)
{
    const auto kind = day::stepFromString(options.step);
    if (!kind || *kind == day::Step::Void) {
        return fail(ErrorCode::BadInput, "\"" + options.step +
                                             "\" is no step; steps are sealed, dosed, ready, draw, "
                                             "fault, acknowledged, closed" +
                                             (kind ? " (a step is taken back with tgc vials void)" : ""));
    }
    day::VialStep step;
    step.sampleId = options.sample;
    step.step = *kind;
    step.at = now();
    if (options.at) {
        const auto at = session::zonedMoment(*options.at);
        if (!at) {
            return fail(ErrorCode::BadInput,
                        "--at \"" + *options.at +
                            "\" is not read as a time: write it as "
                            "2026-11-27T10:04Z (Z: UTC) or with its offset, 2026-11-27T11:04+01:00");
        }
        step.at = *at;
    }
    step.by = personOr(options.by);
    step.value = options.value;
    step.unit = options.unit;
    step.known = !options.unknown;
    step.reaction_s = options.reaction_s;
    step.note = options.note;
    step.overrideReason = options.overrideReason;
    return step;
}

void report(Context &context, const std::string &sample, const std::string &what,
            const Result<session::RecordedStep> &done)
{
    if (!done) {
        context.console.error(done.error());
        return;
    }
    for (const std::string &remark : done->remarks) {
        context.console.warning(remark);
    }
    formats::OutTable table{"recorded", {"id", "sample_id", "step", "draw", "state"}, {}};
    table.rows.push_back({{std::to_string(done->id), true},
                          formats::textCell(sample),
                          formats::textCell(what),
                          {done->draw > 0 ? std::to_string(done->draw) : std::string(), true},
                          formats::textCell(std::string(day::wordOf(done->state)))});
    context.print(table);
}

/// A step needs its sample, so a store that is not there is not made.
Result<db::Store> openExisting(Context &context)
{
    if (std::error_code unknown; !std::filesystem::exists(context.databasePath(), unknown)) {
        return openForReading(context);
    }
    return openForWriting(context);
}

void record(Context &context, const StepOptions &options)
{
    auto step = stepOf(options);
    auto store = step ? openExisting(context) : fail(step.error());
    report(context, options.sample, options.step,
           store ? session::recordStep(*store, std::move(*step), now()) : fail(store.error()));
}

void takeBack(Context &context, const VoidOptions &options)
{
    auto store = openExisting(context);
    report(context, options.sample, "void",
           store ? session::voidStep(*store, options.sample, options.id, personOr(options.by), options.reason, now())
                 : fail(store.error()));
}

void addStep(CLI::App *vials, Action &chosen)
{
    auto options = std::make_shared<StepOptions>();
    CLI::App *step = vials->add_subcommand("step", "Record what was done to a vial");
    step->add_option("SAMPLE", options->sample, "the sample's name")->required();
    step->add_option("STEP", options->step,
                     "sealed, dosed, ready, draw, fault, acknowledged or closed: what may follow what stands in "
                     "docs/day.md")
        ->required();
    step->add_option("--at", options->at, "when it was done, with Z or an offset (default: now)")->type_name("UTC");
    step->add_option("--value", options->value,
                     "of dosed the amount, of draw the volume, of sealed and ready the pressure")
        ->type_name("X");
    step->add_option("--unit", options->unit, "mL or uL; of a pressure kPa, bar or mbar")->type_name("U");
    step->add_option("--by", options->by, "who did it (default: this account)")->type_name("NAME");
    step->add_option("--note", options->note, "why; needed where docs/day.md marks the step with *")->type_name("T");
    step->add_option("--reaction", options->reaction_s,
                     "of dosed: how long it reacts until gas may be drawn, s (default: reaction_s of the sample)")
        ->type_name("S");
    step->add_flag("--unknown", options->unknown,
                   "of dosed: how much went in is not known; --value is what was asked for. The vial is a fault until "
                   "somebody acknowledges it");
    step->add_option("--override", options->overrideReason,
                     "of dosed: record it although the dose is refused, for this reason, which stays in the step")
        ->type_name("REASON");
    step->footer("A dose by hand is refused unless the sample's vial_volume_mL, pressure_rating_kPa, temperature_C and "
                 "an upper bound of its lithium (li_upper_mAh, foil_mg or charge_plated_mAh) show that the vial stands "
                 "it. Status 2 where the step is refused; nothing is recorded then.\n"
                 "Example:\n  tgc vials step V-03 dosed --value 2.0 --unit mL --reaction 1800 --by jd");
    step->callback([options, &chosen] { chosen = [options](Context &context) { record(context, *options); }; });
}

void addVoid(CLI::App *vials, Action &chosen)
{
    auto options = std::make_shared<VoidOptions>();
    CLI::App *taken = vials->add_subcommand("void", "Take back a step that was recorded by mistake; both stay");
    taken->add_option("SAMPLE", options->sample, "the sample's name")->required();
    taken->add_option("ID", options->id, "the step's number, as tgc vials steps shows it")->required()->type_name("N");
    taken->add_option("--reason", options->reason, "why")->required()->type_name("T");
    taken->add_option("--by", options->by, "who takes it back (default: this account)")->type_name("NAME");
    taken->footer("Refused while a later step rests on it: take that one back first.\n"
                  "Example:\n  tgc vials void V-03 12 --reason \"wrong vial\"");
    taken->callback([options, &chosen] { chosen = [options](Context &context) { takeBack(context, *options); }; });
}

} // namespace

void addVialsCommand(CLI::App &program, Action &chosen)
{
    auto options = std::make_shared<BoardOptions>();
    CLI::App *vials = program.add_subcommand("vials", "The day's vials: where each stands, what to do next, steps");
    vials->require_subcommand(0, 1);
    vials->add_flag("--all", options->all, "also vials that were closed longer than 12 h ago");
    vials->add_option("--group", options->group, "only vials of this group")->type_name("G");
    vials->footer(
        "Without a command below: the board, a row a vial that has steps, or that nobody has dosed or measured "
        "yet. Times are UTC. docs/day.md tells of steps and states.\n"
        "Example:\n  tgc vials --db lab.sqlite");
    vials->callback([options, vials, &chosen] {
        if (vials->get_subcommands().empty()) {
            chosen = [options](Context &context) { showBoard(context, *options, false); };
        }
    });

    auto nextOptions = std::make_shared<BoardOptions>();
    CLI::App *next = vials->add_subcommand("next", "What to do next, the most pressing first");
    next->add_option("--group", nextOptions->group, "only vials of this group")->type_name("G");
    next->footer("Example:\n  tgc vials next");
    next->callback([nextOptions, &chosen] {
        chosen = [nextOptions](Context &context) { showBoard(context, *nextOptions, true); };
    });

    auto sample = std::make_shared<std::string>();
    CLI::App *steps = vials->add_subcommand("steps", "All steps of one vial, with their numbers");
    steps->add_option("SAMPLE", *sample, "the sample's name")->required();
    steps->footer("Example:\n  tgc vials steps V-03 --format csv");
    steps->callback([sample, &chosen] { chosen = [sample](Context &context) { showSteps(context, *sample); }; });

    addStep(vials, chosen);
    addVoid(vials, chosen);
}

} // namespace tgc::cli
