// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>
#include <variant>

#include <CLI/CLI.hpp>

#include "app/cli/commands.h"
#include "app/cli/cycler_options.h"
#include "app/cli/import_kind.h"
#include "app/cli/input_table.h"
#include "app/cli/store_access.h"
#include "app/session/cycler_source.h"
#include "app/session/run_records.h"
#include "app/session/sample_records.h"
#include "db/store.h"

namespace tgc::cli {

using formats::textCell;

namespace {

struct ImportOptions {
    std::vector<std::string> files;
    bool samples = false;
    bool blanks = false;
    bool standards = false;
    bool checks = false;
    bool cycler = false;
    std::string sample;
    CyclerOptions reading; ///< of cycler files
    bool allOrNothing = false;
};

/// What a cycler file says of one cell.
struct FileCharges {
    std::string sampleId;
    session::CyclerCharges charges;
    std::string reason; ///< for the audit trail
    std::vector<std::string> warnings;
};

/// One file, read and checked but not yet stored.
struct Prepared {
    std::string file;
    std::variant<formats::ImportedRun, std::vector<db::Sample>, FileCharges> content;
};

Result<ImportKind> kindOf(const std::string &file, const ImportOptions &options)
{
    if (options.samples) {
        return ImportKind::Samples;
    }
    if (options.blanks) {
        return ImportKind::Blanks;
    }
    if (options.standards) {
        return ImportKind::Standards;
    }
    if (options.checks) {
        return ImportKind::Checks;
    }
    return options.cycler ? ImportKind::Cycler : importKindOf(file);
}

Result<Prepared> prepareCycler(const std::string &file, const ImportOptions &options)
{
    auto source = session::readCyclerSource(file);
    if (!source) {
        return fail(source.error());
    }
    if (source->halves.empty()) {
        return fail(ErrorCode::BadInput, file + ": no current flows in this file, so it has no charges");
    }
    const auto reading = cyclerReading(options.reading);
    if (!reading) {
        return fail(reading.error());
    }
    const auto counted = countedHalvesOf(file, source->halves, *reading);
    if (!counted) {
        return fail(counted.error());
    }
    FileCharges found{options.sample.empty() ? source->file.stem().string() : options.sample,
                      session::cyclerCharges(*counted, *reading), session::chargesReason(*source, *counted),
                      std::move(source->content.warnings)};
    if (counted->doubt) {
        found.warnings.push_back(file + ": " + inOptions(*counted->doubt));
    }
    if (!counted->leftOut.empty()) {
        found.warnings.push_back(file + ": half cycles left out: " + session::leftOutText(*counted));
    }
    const std::string where = file + ": ";
    for (const std::string &note : found.charges.cell.notes) {
        found.warnings.push_back(where + note);
    }
    if (found.charges.cell.endsPlated) {
        found.warnings.push_back(file + ": " + std::string(session::endsPlatedSentence) + "; check --plating");
    }
    return Prepared{file, std::move(found)};
}

/// Nothing in such a table tells samples whose charges are still to come from blanks.
bool lacksCharges(const formats::TextTable &table)
{
    return !table.column("inactive_mAh") && !table.column("charge_plated_mAh") && !table.column("charge_stripped_mAh");
}

Result<Prepared> prepare(const std::string &file, const ImportOptions &options, Console &console)
{
    const auto kind = kindOf(file, options);
    if (!kind) {
        return fail(kind.error());
    }
    if (*kind == ImportKind::Chromatogram) {
        auto run = formats::importRun(file);
        return run ? Result<Prepared>(Prepared{file, std::move(*run)}) : fail(run.error());
    }
    if (*kind == ImportKind::Cycler) {
        return prepareCycler(file, options);
    }
    const auto table = readInputTable(file, console);
    if (!table) {
        return fail(table.error());
    }
    if (*kind == ImportKind::Samples && !options.samples && lacksCharges(*table)) {
        console.warning(file + ": has no charges and is taken for samples; import blanks with --blanks");
    }
    auto records = *kind == ImportKind::Standards ? session::standardRecords(*table)
                   : *kind == ImportKind::Checks  ? session::checkRecords(*table)
                   : *kind == ImportKind::Blanks  ? session::sampleRecords(*table, db::SampleKind::Blank)
                                                  : session::sampleRecords(*table, db::SampleKind::Sample);
    return records ? Result<Prepared>(Prepared{file, std::move(*records)}) : fail(records.error());
}

Result<void> storeRun(db::Store &store, const std::string &file, const formats::ImportedRun &run,
                      formats::OutTable &report)
{
    const auto added = store.addRun(session::runRecord(run));
    if (!added) {
        return fail(added.error().code, file + ": " + added.error().message);
    }
    if (!added->alreadyThere) {
        const auto channels = session::integrateRun(run);
        if (!channels.empty()) {
            const auto saved = store.saveResult(session::integrationRecord(added->id, run.source, channels));
            if (!saved) {
                return fail(saved.error());
            }
        }
    }
    report.rows.push_back({textCell(file), textCell("run"), textCell(db::runName(added->id)),
                           textCell(added->alreadyThere ? "already there" : "added")});
    return {};
}

Result<void> storeSamples(db::Store &store, const std::string &file, std::vector<db::Sample> samples,
                          formats::OutTable &report)
{
    if (!samples.empty() && samples.front().kind == db::SampleKind::Check) {
        auto all = session::afterStoredChecks(store, std::move(samples));
        if (!all) {
            return fail(all.error());
        }
        samples = std::move(*all);
    }
    const auto saved = store.saveSamples(samples, "imported from " + std::filesystem::path(file).filename().string());
    if (!saved) {
        return fail(saved.error().code, file + ": " + saved.error().message);
    }
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const db::SaveOutcome outcome = (*saved)[i].outcome;
        report.rows.push_back({textCell(file), textCell(std::string(db::toString(samples[i].kind))),
                               textCell(samples[i].sampleId),
                               textCell(outcome == db::SaveOutcome::Added     ? "added"
                                        : outcome == db::SaveOutcome::Changed ? "changed"
                                                                              : "already there")});
    }
    return {};
}

/// The charges go into the sample of that name, beside what is known of it already.
Result<void> storeCharges(db::Store &store, const std::string &file, const FileCharges &found,
                          formats::OutTable &report)
{
    const auto known = store.samples({.sampleId = found.sampleId});
    if (!known) {
        return fail(known.error());
    }
    db::Sample sample;
    if (known->empty()) {
        sample.sampleId = found.sampleId;
        sample.source = Source::Imported;
    } else {
        sample = known->front().record;
    }
    if (sample.kind != db::SampleKind::Sample) {
        return fail(ErrorCode::BadInput, file + ": \"" + found.sampleId + "\" is stored as a " +
                                             std::string(db::toString(sample.kind)) +
                                             ", which has no charges; name the sample: --sample");
    }
    for (const auto &[column, text] : session::chargeColumns(found.charges)) {
        sample.values[column] = text;
    }
    const auto saved = store.saveSample(sample, found.reason);
    if (!saved) {
        return fail(saved.error().code, file + ": " + saved.error().message);
    }
    report.rows.push_back({textCell(file), textCell("charges"), textCell(found.sampleId),
                           textCell(saved->outcome == db::SaveOutcome::Added     ? "added"
                                    : saved->outcome == db::SaveOutcome::Changed ? "changed"
                                                                                 : "already there")});
    return {};
}

Result<void> storeOne(db::Store &store, const Prepared &prepared, formats::OutTable &report)
{
    if (const auto *run = std::get_if<formats::ImportedRun>(&prepared.content)) {
        return storeRun(store, prepared.file, *run, report);
    }
    if (const auto *charges = std::get_if<FileCharges>(&prepared.content)) {
        return storeCharges(store, prepared.file, *charges, report);
    }
    return storeSamples(store, prepared.file, std::get<std::vector<db::Sample>>(prepared.content), report);
}

void import(Context &context, const ImportOptions &options)
{
    if (!options.sample.empty() && options.files.size() > 1) {
        context.console.error({ErrorCode::BadInput, "--sample names one sample: import its cycler file by itself"});
        return;
    }
    formats::OutTable report{"import", {"file", "kind", "record", "outcome"}, {}};
    std::optional<db::Store> store;
    std::vector<Prepared> waiting;
    bool usable = true;
    const auto storeWaiting = [&]() -> bool {
        if (!store) { // opened late: a command whose every file is bad leaves no empty store behind
            auto opened = openForWriting(context);
            if (!opened) {
                context.console.error(opened.error());
                return false;
            }
            store.emplace(std::move(*opened));
        }
        for (const Prepared &prepared : waiting) {
            const auto stored = storeOne(*store, prepared, report);
            if (stored) {
                continue;
            }
            context.console.error(stored.error());
            if (stored.error().code == ErrorCode::Store) { // locked, full: the other files would wait as long in vain
                usable = false;
                break;
            }
        }
        waiting.clear();
        return true;
    };
    Progress progress(context.console, "importing", options.files.size());
    for (std::size_t i = 0; i < options.files.size() && usable && !context.console.shouldStop(); ++i) {
        progress.at(i);
        auto prepared = prepare(options.files[i], options, context.console);
        if (!prepared) {
            context.console.error(prepared.error());
            if (options.allOrNothing) {
                return;
            }
            continue;
        }
        if (const auto *run = std::get_if<formats::ImportedRun>(&prepared->content)) {
            for (const std::string &warning : run->warnings) {
                context.console.warning(warning);
            }
        }
        if (const auto *charges = std::get_if<FileCharges>(&prepared->content)) {
            for (const std::string &warning : charges->warnings) {
                context.console.warning(warning);
            }
        }
        waiting.push_back(std::move(*prepared));
        if (!options.allOrNothing && !storeWaiting()) {
            return;
        }
    }
    if (options.allOrNothing && (context.console.shouldStop() || !storeWaiting())) {
        return;
    }
    if (!report.rows.empty()) {
        context.print(report);
    }
}

} // namespace

void addImportCommand(CLI::App &program, Action &chosen)
{
    auto options = std::make_shared<ImportOptions>();
    CLI::App *command = program.add_subcommand("import", "Put chromatograms and tables of samples into the store");
    command
        ->add_option(
            "FILE", options->files,
            "chromatograms of any importable kind, SAMPLES.csv, BLANKS.csv, STANDARDS.csv, CHECKS.csv, cycler files; "
            "recognised by content (blanks only where --blanks says so, check standards where --checks does)")
        ->required();
    CLI::Option *samples = command->add_flag("--samples", options->samples, "the files are tables of samples");
    CLI::Option *blanks = command->add_flag("--blanks", options->blanks, "the files are tables of blanks");
    CLI::Option *standards = command->add_flag("--standards", options->standards, "the files are tables of standards");
    CLI::Option *checks = command->add_flag(
        "--checks", options->checks,
        "the files are tables of check standards, or of Li foils (vials with li_ug, foil_mg or plated_mAh)");
    CLI::Option *cycler = command->add_flag(
        "--cycler", options->cycler,
        "the files are a cycler's: their charges go into the sample named by --sample, else by the file's name");
    command->add_option("--sample", options->sample, "sample that the charges of a cycler file belong to")
        ->type_name("S");
    addCyclerOptions(*command, options->reading);
    samples->excludes(blanks)->excludes(standards)->excludes(checks)->excludes(cycler);
    blanks->excludes(standards)->excludes(checks)->excludes(cycler);
    standards->excludes(checks)->excludes(cycler);
    checks->excludes(cycler);
    command->add_flag("--all-or-nothing", options->allOrNothing, "store nothing when one of the files cannot be read");
    command->footer(
        "Each file is stored whole or not at all; a chromatogram that is there already is said so and kept.\n"
        "Example:\n  tgc import run1.csv SAMPLES.csv --db lab.sqlite");
    command->callback([options, &chosen] { chosen = [options](Context &context) { import(context, *options); }; });
}

} // namespace tgc::cli
