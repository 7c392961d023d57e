// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/spool_runs.h"

#include <algorithm>
#include <cctype>

#include "app/cli/store_access.h"
#include "app/formats/atomic_file.h"
#include "app/formats/write_trace_csv.h"
#include "app/session/recording/read_spool.h"
#include "app/session/recording/spool_records.h"
#include "app/session/spooled_run_record.h"

namespace tgc::cli {

namespace fs = std::filesystem;

namespace {

std::string fileNameOf(const std::string &run)
{
    return run + std::string(recording::spoolSuffix);
}

db::RunSummary summaryOf(const SpoolRun &run)
{
    db::RunSummary summary;
    summary.status = run.record.status;
    summary.sampleId = run.record.sampleId;
    summary.group = run.record.group;
    summary.kind = run.record.kind;
    summary.source = run.record.source;
    summary.startedUtc = run.record.startedUtc;
    summary.endedUtc = run.record.endedUtc;
    summary.fileName = run.record.fileName;
    for (const db::NewChannel &channel : run.record.channels) {
        if (channel.role.empty()) {
            summary.points += channel.trace ? channel.trace->size() : 0;
            summary.channels.push_back(channel.name);
        }
    }
    return summary;
}

db::RunDetails detailsOf(const SpoolRun &run)
{
    db::RunDetails details;
    details.summary = summaryOf(run);
    details.format = run.record.format;
    details.instrument = run.record.instrument;
    details.methodName = run.record.methodName;
    details.warnings = run.record.warnings;
    details.queueLine = run.record.queueLine;
    details.marks = run.record.marks;
    for (const db::NewChannel &channel : run.record.channels) {
        db::StoredChannel shown;
        shown.name = channel.name;
        shown.role = channel.role;
        shown.points = channel.trace ? channel.trace->size() : 0;
        shown.signalUnit = channel.trace ? channel.trace->signalUnit() : std::string();
        (channel.role.empty() ? details.channels : details.companions).push_back(std::move(shown));
    }
    return details;
}

/// Letters of any case, as SQL's LIKE takes them.
bool contains(const std::string &text, const std::string &wanted)
{
    const auto same = [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
    };
    return std::search(text.begin(), text.end(), wanted.begin(), wanted.end(), same) != text.end();
}

bool passes(const SpoolRun &run, const db::RunSummary &summary, const db::RunFilter &filter)
{
    if (filter.text) {
        std::vector<std::string> texts = summary.channels;
        texts.insert(texts.end(), {summary.sampleId.value_or(""), summary.group.value_or(""), summary.fileName,
                                   run.record.methodName, run.record.instrument});
        if (std::none_of(texts.begin(), texts.end(), [&](const auto &text) { return contains(text, *filter.text); })) {
            return false;
        }
    }
    return (!filter.since || summary.startedUtc.value_or("").substr(0, filter.since->size()) >= *filter.since) &&
           (!filter.sampleId || summary.sampleId == filter.sampleId) &&
           (!filter.group || summary.group == filter.group) && (!filter.status || summary.status == *filter.status);
}

} // namespace

Result<SpoolRun> readSpoolRun(const fs::path &file)
{
    // Asked before it is read: a run that ends meanwhile is still called running, and never interrupted.
    const bool owned = recording::isOwned(file);
    const auto run = recording::readSpool(file);
    if (!run) {
        return fail(run.error());
    }
    return SpoolRun{file, run->header.run, session::spooledRunRecord(*run, file.filename().string(), owned)};
}

Result<std::vector<ListedRun>> listRuns(const fs::path &store, const db::RunFilter &filter)
{
    // The recordings first: one that is taken into the store meanwhile is then seen twice, rather than not at all.
    std::vector<ListedRun> listed;
    for (const fs::path &file : recording::spoolFilesIn(recording::spoolFolderOf(store))) {
        if (const auto run = readSpoolRun(file)) {
            if (db::RunSummary summary = summaryOf(*run); passes(*run, summary, filter)) {
                listed.push_back({run->name, std::move(summary)});
            }
        }
    }
    std::stable_sort(listed.begin(), listed.end(), [](const ListedRun &a, const ListedRun &b) {
        return a.summary.startedUtc > b.summary.startedUtc;
    });
    std::error_code ignored;
    if (!listed.empty() && !fs::exists(store, ignored)) {
        return listed;
    }
    const auto opened = db::Store::openReadOnly(store);
    const auto runs = opened ? opened->runs(filter) : fail(opened.error());
    if (!runs) {
        return fail(runs.error());
    }
    for (const db::RunSummary &run : *runs) {
        std::erase_if(listed, [&](const ListedRun &each) {
            return each.summary.fileName == run.fileName && run.status != "withdrawn";
        });
    }
    for (const db::RunSummary &run : *runs) {
        listed.push_back({db::runName(run.id), run});
    }
    return listed;
}

Result<OpenedRun> OpenedRun::open(const fs::path &store, const std::string &name)
{
    OpenedRun run;
    run.m_name = name;
    auto id = db::runIdFromName(name);
    if (!id && name.find('/') == std::string::npos) {
        const fs::path file = recording::spoolFolderOf(store) / fileNameOf(name);
        std::error_code ignored;
        if (fs::exists(file, ignored)) {
            auto spool = readSpoolRun(file);
            if (spool) {
                run.m_details = detailsOf(*spool);
                run.m_spool = std::move(*spool);
                return run;
            }
            if (fs::exists(file, ignored)) { // else it was taken into the store just now
                return fail(spool.error());
            }
        }
    }
    std::error_code ignored;
    if (!id && !fs::exists(store, ignored)) {
        return fail(parseRun(name).error());
    }
    auto opened = db::Store::openReadOnly(store);
    if (!opened) {
        return fail(opened.error());
    }
    if (!id) {
        db::RunFilter filter;
        filter.text = fileNameOf(name);
        const auto runs = opened->runs(filter);
        if (!runs) {
            return fail(runs.error());
        }
        const auto found =
            std::find_if(runs->begin(), runs->end(), [&](const auto &each) { return each.fileName == *filter.text; });
        if (found == runs->end()) {
            return fail(parseRun(name).error());
        }
        id = found->id;
        run.m_name = db::runName(*id);
    }
    auto details = opened->run(*id);
    if (!details) {
        return fail(details.error());
    }
    run.m_name = db::runName(*id);
    run.m_details = std::move(*details);
    run.m_store = std::move(*opened);
    return run;
}

Result<Chromatogram> OpenedRun::signal(const std::string &channel) const
{
    if (m_store) {
        return m_store->loadSignal(m_details.summary.id, channel);
    }
    for (const db::NewChannel &each : m_spool->record.channels) {
        if (each.name == channel && each.trace) {
            return *each.trace;
        }
    }
    return fail(ErrorCode::NotDetermined, m_name + ": no sample of channel \"" + channel + "\" was recorded yet");
}

Result<void> writeChromatogram(const fs::path &file, const OpenedRun &run, const std::string &channel)
{
    const auto trace = run.signal(channel);
    if (!trace) {
        return fail(trace.error());
    }
    const db::RunSummary &summary = run.details().summary;
    formats::TraceNotes notes;
    notes.source = summary.source;
    notes.sample = summary.sampleId.value_or("");
    notes.channel = channel;
    notes.acquiredAt = summary.startedUtc.value_or(summary.acquiredAt.value_or(""));
    notes.origin = run.name();
    return formats::writeFile(file, formats::traceCsv(*trace, notes));
}

} // namespace tgc::cli
