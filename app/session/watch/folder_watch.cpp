// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/watch/folder_watch.h"

#include <algorithm>
#include <utility>

#include "app/formats/file_bytes.h"
#include "app/session/breakdown_records.h"
#include "app/session/superseded.h"
#include "db/run_by_content.h"

namespace tgc::watch {

namespace {

constexpr std::chrono::minutes triedAgainAfter{1};

FileRow rowOf(const std::string &file, FileRow::Outcome outcome, std::string why)
{
    FileRow row;
    row.file = file;
    row.outcome = outcome;
    row.why = std::move(why);
    return row;
}

/// Messages of the reader begin with the whole path; the row names the file.
std::string withoutPath(const std::string &message, const std::filesystem::path &file)
{
    const std::string front = file.string() + ": ";
    return message.starts_with(front) ? message.substr(front.size()) : message;
}

void addSentence(std::string &text, const std::string &sentence)
{
    if (!sentence.empty()) {
        text += (text.empty() ? "" : "; ") + sentence;
    }
}

bool mayGoOn(const GoOn &goOn)
{
    return !goOn || goOn();
}

} // namespace

FolderWatch::FolderWatch(WatchOptions options) : m_options(std::move(options)), m_settled(m_options.settle) {}

std::vector<std::string> FolderWatch::unmatched() const
{
    std::vector<std::string> files;
    for (const auto &[file, pending] : m_pending) {
        files.push_back(file);
    }
    return files;
}

bool FolderWatch::scan(Steady now)
{
    auto found = scanFolder(m_options.folder);
    if (!found) { // away, and not empty: what is known of its files stays
        m_trouble = found.error().message;
        return false;
    }
    m_trouble.clear();
    m_remarks = std::move(found->unreadable);
    for (const SeenFile &seen : m_settled.look(found->files, now)) {
        std::erase_if(m_ready, [&](const SeenFile &other) { return other.file == seen.file; });
        m_ready.push_back(seen);
    }
    if (now - m_lastTried >= triedAgainAfter) {
        for (auto &[file, seen] : std::exchange(m_refused, {})) {
            m_ready.push_back(std::move(seen));
        }
        m_lastTried = now;
    }
    std::erase_if(m_pending, [&](const auto &entry) {
        return std::none_of(found->files.begin(), found->files.end(),
                            [&](const SeenFile &seen) { return seen.file == entry.first; });
    });
    return true;
}

Result<void> FolderWatch::read(const SeenFile &seen, const db::Store &store, Steady now, const Told &told)
{
    const std::filesystem::path path = m_options.folder / seen.file;
    const auto unreadable = [&](const std::string &why) {
        if (m_told.emplace(seen.file, why).second) { // once a file, however often it is written to
            told(rowOf(seen.file, FileRow::Outcome::Unreadable, withoutPath(why, path)));
        }
    };
    const auto bytes = formats::readFileBytes(path);
    if (!bytes) { // a right that is missing, or the network between two looks: neither changes the file
        unreadable(bytes.error().message);
        m_refused.insert_or_assign(seen.file, seen);
        return {};
    }
    if (bytes->size() != seen.bytes) { // somebody went on writing
        m_settled.again(seen.file, now);
        return {};
    }
    const std::string hash = formats::sha256Hex(*bytes);
    if (const auto other = m_byHash.find(hash); other != m_byHash.end()) {
        if (other->second != seen.file) {
            told(rowOf(seen.file, FileRow::Outcome::AlreadyThere, "the same bytes as " + other->second));
        }
        return {};
    }
    const auto stored = db::runByContent(store, hash);
    if (!stored) {
        return fail(stored.error());
    }
    if (*stored) {
        m_byHash.emplace(hash, seen.file);
        FileRow row = rowOf(seen.file, FileRow::Outcome::AlreadyThere, "its bytes are in the store already");
        row.run = db::runName(**stored);
        told(row);
        return {};
    }
    const auto run = formats::importBytes(*bytes, path.string());
    if (!run) {
        unreadable(run.error().message);
        return {};
    }
    m_byHash.emplace(hash, seen.file);
    m_told.erase(seen.file);
    m_pending.insert_or_assign(seen.file, Pending{factsOf(seen.file, *run, seen.written), hash, hasSignal(*run), {}});
    m_news = true;
    return {};
}

Result<bool> FolderWatch::refreshExpected(const db::Store &store)
{
    const auto head = store.trailHead();
    if (!head) {
        return fail(head.error());
    }
    if (head->entries == m_entries) {
        return false;
    }
    auto expected = expectedInjections(store, m_options.scope);
    if (!expected) {
        return fail(expected.error());
    }
    m_expected = std::move(*expected);
    for (Expected &one : m_expected) {
        const auto taken = m_takenHere.find({one.sampleId, one.injection});
        if (taken == m_takenHere.end()) {
            continue;
        }
        if (one.takenBy == taken->second.first) {
            m_takenHere.erase(taken); // the store says so itself from now on
        } else if (one.takenBy.empty()) {
            one.takenBy = taken->second.first;
            one.takenAt = taken->second.second;
        }
    }
    m_entries = head->entries;
    return true;
}

void FolderWatch::finish(db::Store &store, FileRow &row) const
{
    row.quantified = quantifySample(store, row.sampleId);
    addSentence(row.why, row.quantified.missing);
    if (!m_options.keepResults || !row.quantified.breakdown || !row.quantified.calibration) {
        return;
    }
    const auto saved = session::storeBreakdowns(store, std::vector{*row.quantified.breakdown},
                                                *row.quantified.calibration, std::vector{row.quantified.inputs});
    addSentence(row.why, saved ? session::supersededInWords(saved->front()) : saved.error().message);
}

Result<FileRow> FolderWatch::take(db::Store &store, const Pending &pending, Expected &expected, const MatchNote &note)
{
    const std::string &file = pending.facts.file;
    const std::filesystem::path path = m_options.folder / file;
    const auto run = formats::importRun(path);
    if (!run) {
        return fail(run.error());
    }
    if (run->contentHash != pending.hash) {
        return fail(ErrorCode::BadInput, file + " is being written to anew");
    }
    const auto taken = takeFile(store, *run, expected, note, m_options.take);
    if (!taken) {
        return fail(taken.error());
    }
    FileRow row = rowOf(file, FileRow::Outcome::Matched, note.why);
    row.sampleId = expected.sampleId;
    row.kind = expected.kind;
    row.run = db::runName(taken->run);
    row.injection = expected.injection;
    row.area = taken->area;
    row.areaUnit = taken->areaUnit;
    addSentence(row.why, taken->vendorsArea ? "a report without a signal: the area is the vendor's" : taken->noArea);
    for (const std::string &flag : taken->flags) {
        addSentence(row.why, "the peak is flagged " + flag);
    }
    for (const std::string &warning : run->warnings) {
        addSentence(row.why, withoutPath(warning, path));
    }
    const auto at = pending.facts.acquired ? pending.facts.at : std::nullopt;
    expected.takenBy = row.run;
    expected.takenAt = at;
    ++m_matched;
    const DrawLink link = drawLink(expected, *taken, pending.facts);
    const auto linked = m_options.link ? m_options.link(store, link) : linkDraw(store, link);
    if (!linked || m_options.link) { // the store's row does not say it, or not yet
        m_takenHere[{expected.sampleId, expected.injection}] = {row.run, at};
    }
    if (!linked) {
        addSentence(row.why, linked.error().message);
    } else {
        for (const std::string &remark : linked->remarks) {
            addSentence(row.why, remark);
        }
    }
    if (!m_options.link && taken->area && expected.kind == "sample") { // the others are what samples are measured by
        finish(store, row);
    }
    return row;
}

/// In the order in which they were acquired. A detector may have a file of its own: of the exports of one injection first
/// those with H2 in them, last a report without a signal.
std::vector<std::string> FolderWatch::inOrder() const
{
    struct Place {
        std::string file;
        std::optional<TimePoint> at;
        int rank = 0;
    };
    std::vector<Place> places;
    std::map<TimePoint, int> together; ///< files that state the same time
    for (const auto &[file, pending] : m_pending) {
        places.push_back({file, pending.facts.at, pending.signal ? 1 : 2});
        together[*pending.facts.at] += pending.facts.acquired && pending.signal ? 1 : 0;
    }
    for (Place &place : places) {
        if (place.rank == 1 && together[*place.at] > 1) {
            const auto run = formats::importRun(m_options.folder / place.file);
            place.rank = run && holdsHydrogen(*run, m_options.take) ? 0 : 1;
        }
    }
    std::stable_sort(places.begin(), places.end(),
                     [](const Place &a, const Place &b) { return std::pair(a.at, a.rank) < std::pair(b.at, b.rank); });
    std::vector<std::string> files;
    for (const Place &place : places) {
        files.push_back(place.file);
    }
    return files;
}

Result<void> FolderWatch::matchAll(db::Store &store, const Told &told, const GoOn &goOn)
{
    const auto changed = refreshExpected(store);
    if (!changed) {
        return fail(changed.error());
    }
    if (!*changed && !m_news) {
        return {};
    }
    const std::vector<std::string> order = inOrder();
    m_news = true; // until all are through
    for (const std::string &file : order) {
        if (!mayGoOn(goOn)) {
            return {};
        }
        Pending &pending = m_pending.at(file);
        const Match match = matchFile(pending.facts, m_expected, m_options.match);
        if (match.expected) {
            const auto row = take(store, pending, m_expected[*match.expected], {match.why});
            if (!row && row.error().code == ErrorCode::Store) {
                return fail(row.error());
            }
            told(row ? *row : rowOf(file, FileRow::Outcome::Unreadable, row.error().message));
            m_pending.erase(file);
        } else if (match.why != pending.said) {
            pending.said = match.why;
            told(rowOf(file, FileRow::Outcome::Unmatched, match.why));
        }
    }
    m_news = false;
    return {};
}

void FolderWatch::look(db::Store &store, Steady now, const Told &told, const GoOn &goOn)
{
    if (!scan(now)) {
        return;
    }
    while (!m_ready.empty() && mayGoOn(goOn)) {
        const SeenFile seen = m_ready.front();
        if (const auto done = read(seen, store, now, told); !done) {
            m_trouble = done.error().message;
            return;
        }
        m_ready.erase(m_ready.begin());
    }
    if (m_ready.empty() && !m_pending.empty()) {
        if (const auto done = matchAll(store, told, goOn); !done) {
            m_trouble = done.error().message;
        }
    }
}

Result<FileRow> FolderWatch::matchByHand(db::Store &store, const std::string &file, const std::string &sampleId,
                                         int injection, const std::string &by, const std::string &reason)
{
    if (by.empty() || reason.find_first_not_of(" \t") == std::string::npos) {
        return fail(ErrorCode::BadInput, file + ": who matches it by hand, and why? Give name and reason");
    }
    const auto pending = m_pending.find(file);
    if (pending == m_pending.end()) {
        return fail(ErrorCode::BadInput, file + " is not among the files that wait to be matched");
    }
    if (const auto known = refreshExpected(store); !known) {
        return fail(known.error());
    }
    const auto chosen = std::find_if(m_expected.begin(), m_expected.end(), [&](const Expected &one) {
        return one.sampleId == sampleId && one.injection == injection;
    });
    const std::string wanted = sampleId + " injection " + std::to_string(injection);
    if (chosen == m_expected.end()) {
        return fail(ErrorCode::BadInput, wanted + " is not awaited: add the sample, or its row, first");
    }
    if (!chosen->takenBy.empty()) {
        return fail(ErrorCode::BadInput, wanted + " has its chromatogram already (" + chosen->takenBy + ")");
    }
    auto row = take(store, pending->second, *chosen, {"by hand, " + by + ": " + reason, by, reason});
    if (row) {
        m_pending.erase(pending);
    }
    return row;
}

} // namespace tgc::watch
