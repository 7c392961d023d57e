// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/watch/expected_injections.h"

#include <algorithm>
#include <map>

#include "app/session/sample_records.h"
#include "app/session/vial_step_records.h"
#include "app/session/watch/acquired_moment.h"
#include "app/session/watch/run_notes.h"
#include "db/vial_steps.h"

namespace tgc::watch {

namespace {

/// What the store knows, read once.
struct Known {
    std::map<std::string, db::Sample> samples;
    std::map<std::string, day::Timeline> vials; ///< those with steps
    std::map<db::RecordId, db::RunSummary> runs;
    std::multimap<std::string, db::RecordId> runsOf; ///< by sample
};

Result<Known> readStore(const db::Store &store)
{
    Known known;
    auto samples = store.samples();
    const auto steps = samples ? db::vialSteps(store) : fail(samples.error());
    auto runs = steps ? store.runs() : fail(steps.error());
    if (!runs) {
        return fail(runs.error());
    }
    std::map<std::string, std::vector<day::VialStep>> lists;
    for (const db::VialStepRecord &step : *steps) {
        lists[step.sampleId].push_back(session::stepOf(step));
    }
    for (auto &entry : *samples) {
        const std::string id = entry.record.sampleId;
        if (const auto list = lists.find(id); list != lists.end()) {
            known.vials.emplace(id, day::timelineOf(list->second, session::planOf(entry.record)));
        }
        known.samples.emplace(id, std::move(entry.record));
    }
    for (db::RunSummary &run : *runs) {
        if (run.status == "withdrawn") {
            continue;
        }
        if (run.sampleId) {
            known.runsOf.emplace(*run.sampleId, run.id);
        }
        known.runs.emplace(run.id, std::move(run));
    }
    return known;
}

std::optional<TimePoint> acquiredAt(const Known &known, db::RecordId id)
{
    const auto run = known.runs.find(id);
    if (run == known.runs.end()) {
        return std::nullopt;
    }
    if (run->second.startedUtc) {
        return session::zonedMoment(*run->second.startedUtc);
    }
    return run->second.acquiredAt ? acquiredMoment(*run->second.acquiredAt) : std::nullopt;
}

/// What fills a row of a sample's table.
void takeRow(Expected &one, const db::Draw &draw, const Known &known)
{
    const auto text = [&](const char *column) {
        const auto found = draw.values.find(column);
        return found == draw.values.end() ? std::string() : found->second;
    };
    const std::string trace = text("trace");
    const auto run = draw.runId ? draw.runId : db::runIdFromName(trace);
    if (run && known.runs.contains(*run)) {
        one.takenBy = db::runName(*run);
        one.takenAt = acquiredAt(known, *run);
    } else if (!trace.empty()) {
        one.takenBy = trace;
    } else if (!text("area").empty()) {
        one.takenBy = "the typed area";
    }
    if (const auto at = acquiredMoment(text("injected_at")); at && !one.at) {
        one.at = at;
    }
}

/// Runs that an earlier watch stored for injections from number `first` on, which have no row in a table.
Result<void> takeRuns(std::vector<Expected> &ofSample, int first, const db::Store &store, const Known &known)
{
    const auto [begin, end] = known.runsOf.equal_range(ofSample.front().sampleId);
    for (auto run = begin; run != end; ++run) {
        const std::string name = db::runName(run->second);
        const bool linked =
            std::any_of(ofSample.begin(), ofSample.end(), [&](const Expected &one) { return one.takenBy == name; });
        if (linked) {
            continue;
        }
        const auto details = store.run(run->second);
        if (!details) {
            return fail(details.error());
        }
        const auto injection = injectionNoted(details->queueLine);
        for (Expected &one : ofSample) {
            if (injection && one.injection == *injection && one.injection >= first && one.takenBy.empty()) {
                one.takenBy = name;
                one.takenAt = acquiredAt(known, run->second);
            }
        }
    }
    return {};
}

struct Draws {
    std::vector<const day::TimelineEntry *> entries;
    bool recorded = false; ///< the vial has steps, so that a draw is one of them
};

Draws drawsOf(const std::string &sampleId, const Known &known)
{
    Draws draws;
    if (const auto vial = known.vials.find(sampleId); vial != known.vials.end()) {
        draws.recorded = true;
        for (const day::TimelineEntry &entry : vial->second.entries) {
            if (entry.draw > 0 && !entry.voided) {
                draws.entries.push_back(&entry);
            }
        }
    }
    return draws;
}

/// `count` injections of a sample, with what the store knows of each.
Result<std::vector<Expected>> injectionsOf(Expected pattern, std::size_t count, const db::Store &store,
                                           const Known &known, bool ofQueue)
{
    std::vector<Expected> all;
    const Draws draws = drawsOf(pattern.sampleId, known);
    const auto sample = known.samples.find(pattern.sampleId);
    for (std::size_t i = 0; i < count; ++i) {
        pattern.injection = static_cast<int>(i) + 1;
        Expected &one = all.emplace_back(pattern);
        if (i < draws.entries.size()) {
            const day::VialStep &step = draws.entries[i]->step;
            one.at = step.at;
            one.drawn = step.value.empty() ? "" : step.value + " " + step.unit;
        }
        if (sample != known.samples.end() && i < sample->second.draws.size()) {
            takeRow(one, sample->second.draws[i], known);
        }
    }
    // Where the table has a row for it, the row counts: who empties it means that its chromatogram is another one.
    const bool rowsCount = !ofQueue && sample != known.samples.end();
    const int first = rowsCount ? static_cast<int>(sample->second.draws.size()) + 1 : 1;
    if (const auto taken = all.empty() ? Result<void>() : takeRuns(all, first, store, known); !taken) {
        return fail(taken.error());
    }
    for (std::size_t i = draws.entries.size(); draws.recorded && i < all.size(); ++i) {
        if (all[i].takenBy.empty()) {
            all[i].notYet = "draw " + std::to_string(i + 1) +
                            " of its vial is not recorded: record it first (Day, or tgc vials step " +
                            pattern.sampleId + " draw)";
        }
    }
    return all;
}

Expected patternOf(const db::Sample &sample)
{
    Expected one;
    one.sampleId = sample.sampleId;
    one.kind = std::string(db::toString(sample.kind));
    if (const auto group = sample.values.find("group"); group != sample.values.end()) {
        one.group = group->second;
    }
    if (session::isGas(sample)) {
        one.level = sample.sampleId.substr(session::levelPrefix(sample.kind).size());
    }
    return one;
}

/// A row of the samples' table each; of a vial whose draws are recorded one each, and the next that may come.
std::size_t awaitedOf(const db::Sample &sample, const Known &known)
{
    const Draws draws = drawsOf(sample.sampleId, known);
    const auto planned = session::planOf(sample).draws;
    const std::size_t rows = std::max<std::size_t>(sample.draws.size(), 1);
    if (draws.recorded) {
        return std::max(rows, draws.entries.size() + 1);
    }
    return std::max(rows, static_cast<std::size_t>(std::max(planned.value_or(1), 1)));
}

Result<void> append(std::vector<Expected> &all, Result<std::vector<Expected>> some)
{
    if (!some) {
        return fail(some.error());
    }
    all.insert(all.end(), std::make_move_iterator(some->begin()), std::make_move_iterator(some->end()));
    return {};
}

Result<std::vector<Expected>> ofQueue(const std::vector<Planned> &queue, const db::Store &store, const Known &known)
{
    // Lines of one sample are counted through: its third injection is its third draw, whatever line it stands in.
    std::vector<std::string> order;
    std::map<std::string, std::vector<const Planned *>> lines;
    for (const Planned &line : queue) {
        const std::string id = line.sampleId.empty() ? line.kind + " " + line.level : line.sampleId;
        if (!lines.contains(id)) {
            order.push_back(id);
        }
        lines[id].push_back(&line);
    }
    std::vector<Expected> all;
    for (const std::string &id : order) {
        std::vector<int> lineOf;
        for (const Planned *line : lines[id]) {
            lineOf.insert(lineOf.end(), static_cast<std::size_t>(std::max(line->injections, 0)), line->line);
        }
        const Planned &first = *lines[id].front();
        Expected pattern{id, first.group, first.kind, first.level};
        auto own = injectionsOf(std::move(pattern), lineOf.size(), store, known, true);
        for (std::size_t i = 0; own && i < own->size(); ++i) {
            (*own)[i].line = lineOf[i];
        }
        if (auto added = append(all, std::move(own)); !added) {
            return fail(added.error());
        }
    }
    return all;
}

} // namespace

Result<std::vector<Expected>> expectedInjections(const db::Store &store, const Scope &scope)
{
    const auto known = readStore(store);
    if (!known) {
        return fail(known.error());
    }
    if (!scope.queue.empty()) {
        return ofQueue(scope.queue, store, *known);
    }
    std::vector<Expected> all;
    for (const auto &[id, sample] : known->samples) {
        if (!scope.samples.empty() && !scope.samples.contains(id)) {
            continue;
        }
        auto own = injectionsOf(patternOf(sample), awaitedOf(sample, *known), store, *known, false);
        if (auto added = append(all, std::move(own)); !added) {
            return fail(added.error());
        }
    }
    return all;
}

std::size_t waitingCount(const std::vector<Expected> &expected)
{
    return static_cast<std::size_t>(std::count_if(expected.begin(), expected.end(), waits));
}

} // namespace tgc::watch
