// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include <CLI/CLI.hpp>

#include "app/cli/commands.h"
#include "app/cli/store_access.h"
#include "db/anchor.h"

namespace tgc::cli {

namespace {

struct VerifyOptions {
    std::optional<std::string> anchor;
};

/// What was found, of the store itself and against its anchor.
struct Findings {
    std::vector<db::Alteration> altered;
    std::vector<std::string> words; ///< of the anchor: what is no finding
    std::string unanchored;         ///< why nothing outside the file vouches for it; empty: an anchor does
};

std::string lineOf(const db::Alteration &alteration)
{
    return alteration.table + (alteration.id ? " " + std::to_string(*alteration.id) : std::string()) + ": " +
           alteration.what + "\n";
}

/// The anchor that is named, else that of the user's data folder. Read before the store is looked at: what is anchored
/// was in the store by then.
Result<db::Anchor> anchorOf(const db::Store &store, const VerifyOptions &options)
{
    if (!options.anchor) {
        const auto head = store.trailHead();
        return head ? db::readAnchor(db::anchorFile(Context::anchorFolder(), head->storeId)) : fail(head.error());
    }
    auto anchor = db::readAnchor(*options.anchor);
    if (anchor && !anchor->found) {
        return fail(ErrorCode::BadInput, *options.anchor + ": there is no such anchor; name another, or leave --anchor "
                                                           "out for the one in the user's data folder");
    }
    return anchor;
}

std::string listed(const std::vector<std::size_t> &numbers)
{
    constexpr std::size_t most = 10;
    std::string text;
    for (std::size_t i = 0; i < numbers.size() && i < most; ++i) {
        text += (i > 0 ? ", " : "") + std::to_string(numbers[i]);
    }
    return text + (numbers.size() > most ? " ..." : "");
}

void holdAgainst(const db::Anchor &anchor, const db::Store &store, Context &context, Findings &findings)
{
    const auto verdict = db::compareWithAnchor(store, anchor);
    if (!verdict) {
        context.console.error(verdict.error());
        return;
    }
    findings.altered.insert(findings.altered.end(), verdict->findings.begin(), verdict->findings.end());
    findings.words.insert(findings.words.end(), verdict->notes.begin(), verdict->notes.end());
    const std::string name = "the anchor " + anchor.file.string();
    if (!anchor.damaged.empty()) {
        const std::string lines = name + " has damaged lines (" + listed(anchor.damaged) + "), which were not used";
        verdict->endIsDamaged ? context.console.failedCheck(lines + ": what was anchored last is not known")
                              : context.console.warning(lines + "; a whole line behind them vouches for the trail");
    }
    if (!anchor.found) {
        findings.unanchored = "no anchor of this store is there (" + anchor.file.string() +
                              "): that the file was not put back to an earlier state is not shown";
    } else if (!verdict->known && anchor.damaged.empty()) {
        findings.unanchored =
            name + " does not know this store: that its file was not put back to an earlier state is not shown";
    } else if (verdict->findings.empty() && verdict->agreedUpTo > 0) {
        findings.words.push_back("the anchor agrees up to entry " + std::to_string(verdict->agreedUpTo));
    }
}

/// A file too damaged to be read as a store is a finding like the others.
Result<Findings> findingsOf(const Result<db::Store> &store, const VerifyOptions &options, Context &context)
{
    Findings findings;
    const auto anchor = store ? anchorOf(*store, options) : fail(store.error());
    auto altered = store ? store->verify() : fail(store.error());
    if (!altered && altered.error().code == ErrorCode::Integrity) {
        findings.altered = {{"(file)", std::nullopt, altered.error().message}};
        return findings;
    }
    if (!altered) {
        return fail(altered.error());
    }
    findings.altered = std::move(*altered);
    if (anchor) {
        holdAgainst(*anchor, *store, context, findings);
    } else if (anchor.error().code != ErrorCode::Integrity) { // a lost end of the trail is among the findings
        context.console.error(anchor.error());
    }
    return findings;
}

formats::OutTable tableOf(const std::vector<db::Alteration> &altered)
{
    formats::OutTable table{"altered", {"table", "id", "what"}, {}};
    for (const db::Alteration &each : altered) {
        table.rows.push_back(
            {formats::textCell(each.table),
             formats::numberCell(each.id ? std::optional(static_cast<double>(*each.id)) : std::nullopt),
             formats::textCell(each.what)});
    }
    return table;
}

void verify(Context &context, const VerifyOptions &options)
{
    const auto store = openForReading(context);
    const auto findings = findingsOf(store, options, context);
    if (!findings) {
        context.console.error(findings.error());
        return;
    }
    if (!findings->altered.empty()) {
        context.console.raise(ExitStatus::Store);
    }
    if (context.options.format) {
        context.print(tableOf(findings->altered));
        for (const std::string &sentence : findings->words) {
            context.console.info(sentence);
        }
        if (!findings->unanchored.empty()) {
            context.console.warning(findings->unanchored);
        }
        return;
    }
    for (const db::Alteration &each : findings->altered) {
        context.console.write(lineOf(each));
    }
    if (findings->altered.empty()) {
        const auto head = store->trailHead();
        head ? context.console.write("nothing was altered; the trail has " + std::to_string(head->entries) +
                                     " entries\n")
             : context.console.error(head.error());
    }
    for (const std::string &sentence : findings->words) {
        context.console.write(sentence + "\n");
    }
    if (!findings->unanchored.empty()) {
        context.console.write(findings->unanchored + "\n");
    }
}

} // namespace

void addVerifyCommand(CLI::App &program, Action &chosen)
{
    auto options = std::make_shared<VerifyOptions>();
    CLI::App *command = program.add_subcommand(
        "verify", "Check every record of the store against its audit trail, and that against its "
                  "anchor");
    command
        ->add_option("--anchor", options->anchor,
                     "the anchor to hold the trail against, also a copy of it (default: the store's own in the folder "
                     "tgc-workbench/anchors of the user's data folder)")
        ->type_name("FILE");
    command->footer(
        "One line an altered record, and exit status 4; otherwise exit status 0. A store that was put back to "
        "an earlier state,\nor whose trail was rewritten, is found where there is an anchor; what the anchor "
        "says else is told in words.\nAn anchor whose end is damaged gives status 1.\n"
        "Example:\n  tgc verify --db lab.sqlite");
    command->callback([options, &chosen] { chosen = [options](Context &context) { verify(context, *options); }; });
}

} // namespace tgc::cli
