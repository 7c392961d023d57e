// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/watch/match_file.h"

#include <algorithm>
#include <set>
#include <vector>

#include "app/session/watch/acquired_moment.h"
#include "app/session/watch/sample_names.h"

namespace tgc::watch {

namespace {

namespace time = std::chrono;
using Verdict = Match::Verdict;
using Indices = std::vector<std::size_t>;

/// Two draws nearer to each other than this cannot be told apart by a file's time.
constexpr time::seconds asGood{60};
/// Two files of one injection state the same time; some in whole seconds, some in parts.
constexpr time::seconds sameInjection{2};

std::string quoted(const std::string &text)
{
    return "\"" + text + "\"";
}

TimePoint::duration apart(TimePoint a, TimePoint b)
{
    return a > b ? a - b : b - a;
}

std::string minutesText(TimePoint::duration span)
{
    const auto seconds = time::duration_cast<time::seconds>(span).count();
    return seconds < 120 ? std::to_string(seconds) + " s" : std::to_string((seconds + 30) / 60) + " min";
}

std::string injectionText(const Expected &one)
{
    const std::string line = one.line ? " (queue line " + std::to_string(*one.line) + ")" : "";
    return one.sampleId + " injection " + std::to_string(one.injection) + line;
}

std::string timeText(const FileFacts &file)
{
    return (file.acquired ? "acquired " : "last written ") + minuteText(*file.at);
}

/// The names of those awaited samples that stand in the text; of names that contain one another only the longest.
std::vector<std::string> samplesIn(const std::string &text, std::span<const Expected> expected, bool wholeOnly)
{
    const auto parts = nameParts(text);
    std::vector<std::pair<std::string, std::vector<std::string>>> found;
    std::set<std::string> looked;
    for (const Expected &one : expected) {
        if (!looked.insert(one.sampleId).second) {
            continue;
        }
        for (const std::string &name : {one.sampleId, one.level}) {
            auto own = nameParts(name);
            const bool whole = !own.empty() && own == parts;
            if (whole || (!wholeOnly && isTelling(own) && standsIn(own, parts))) {
                found.emplace_back(one.sampleId, std::move(own));
                break;
            }
        }
    }
    std::vector<std::string> names;
    for (const auto &[name, own] : found) {
        const bool withinLonger = std::any_of(found.begin(), found.end(), [&own = own](const auto &other) {
            return other.second.size() > own.size() && standsIn(own, other.second);
        });
        if (!withinLonger) {
            names.push_back(name);
        }
    }
    return names;
}

struct Named {
    std::vector<std::string> samples;
    std::string by;     ///< what named them, for sentences
    std::string remark; ///< what is odd about it
};

/// A sentence instead of a name where statement and file name contradict each other.
struct NamedOrNot {
    Named named;
    std::string contradiction;
};

/// "EF-R205.1" of "EF-R205.1.gcd.txt": an ending is no part of a name, a number is.
std::string withoutEndings(std::string name)
{
    for (;;) {
        const std::size_t dot = name.find_last_of("./");
        const bool ending = dot != std::string::npos && name[dot] == '.' && dot + 1 < name.size() &&
                            std::all_of(name.begin() + static_cast<std::ptrdiff_t>(dot) + 1, name.end(),
                                        [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
        if (!ending) {
            return name;
        }
        name.resize(dot);
    }
}

NamedOrNot lookForNames(const FileFacts &file, std::span<const Expected> expected)
{
    const std::string path = withoutEndings(file.file);
    const auto whole = samplesIn(file.sampleName, expected, true);
    const auto stated = whole.empty() ? samplesIn(file.sampleName, expected, false) : whole;
    const auto stem = samplesIn(path.substr(path.find_last_of('/') + 1), expected, true); // npos + 1 is the whole
    const auto inPath = stem.empty() ? samplesIn(path, expected, false) : stem;
    NamedOrNot found;
    if (stated.empty()) {
        found.named = {inPath, "the file's name", ""};
        if (!inPath.empty() && !file.sampleName.empty()) {
            found.named.remark = "; the file itself states the sample " + quoted(file.sampleName);
        }
        return found;
    }
    found.named = {stated, "the sample name in the file, " + quoted(file.sampleName), ""};
    const bool disjoint = std::none_of(inPath.begin(), inPath.end(), [&](const std::string &name) {
        return std::find(stated.begin(), stated.end(), name) != stated.end();
    });
    if (!inPath.empty() && disjoint) {
        found.contradiction = "the file states the sample " + quoted(file.sampleName) + ", and its name says " +
                              quoted(inPath.front()) + ": one of them is wrong";
    }
    return found;
}

Match refuse(Verdict verdict, std::string why)
{
    return {verdict, std::nullopt, std::move(why)};
}

/// The order of a sample's injections must be that of their times.
std::string outOfOrder(const FileFacts &file, const Expected &chosen, std::span<const Expected> expected)
{
    for (const Expected &other : expected) {
        if (!file.at || other.sampleId != chosen.sampleId || !other.takenAt) {
            continue;
        }
        const bool contradicts =
            other.injection < chosen.injection ? *file.at < *other.takenAt : *file.at > *other.takenAt;
        if (contradicts) {
            return "it would be " + injectionText(chosen) + ", but was " + timeText(file) + ", " +
                   (other.injection < chosen.injection ? "before " : "after ") + other.takenBy +
                   ", which is injection " + std::to_string(other.injection);
        }
    }
    return {};
}

/// Of these waiting injections, all with a recorded time, the nearest.
Match nearest(const FileFacts &file, std::span<const Expected> expected, Indices timed, const MatchOptions &options,
              const std::string &by)
{
    std::sort(timed.begin(), timed.end(), [&](std::size_t a, std::size_t b) {
        return apart(*expected[a].at, *file.at) < apart(*expected[b].at, *file.at);
    });
    const Expected &first = expected[timed.front()];
    const auto distance = apart(*first.at, *file.at);
    if (distance > options.within) {
        return refuse(Verdict::TooFar, injectionText(first) + " was drawn " + minuteText(*first.at) +
                                           " and the file was " + timeText(file) + ": " + minutesText(distance) +
                                           " apart, more than " + std::to_string(options.within.count()) + " min");
    }
    if (timed.size() > 1) {
        const Expected &second = expected[timed[1]];
        if (apart(*second.at, *file.at) - distance < asGood) {
            return refuse(Verdict::Ambiguous, injectionText(first) + " (drawn " + minuteText(*first.at) + ") and " +
                                                  injectionText(second) + " (" + minuteText(*second.at) +
                                                  ") go equally well with a file that was " + timeText(file));
        }
    }
    return {Verdict::Matched, timed.front(),
            "by " + by + ", and by time: " + timeText(file) + ", " + minutesText(distance) +
                (*first.at > *file.at ? " before it was recorded as drawn" : " after it was drawn")};
}

std::string nothingAwaited(const std::string &sample, std::span<const Expected> expected)
{
    std::string taken;
    std::string notYet;
    int full = 0;
    for (const Expected &one : expected) {
        if (one.sampleId == sample && !one.takenBy.empty()) {
            taken += (taken.empty() ? "" : ", ") + one.takenBy;
            ++full;
        } else if (one.sampleId == sample) {
            notYet = one.notYet;
        }
    }
    std::string why = sample + " awaits no chromatogram now";
    if (full > 0) {
        why += full == 1 ? ": its injection has one (" + taken + ")"
                         : ": its " + std::to_string(full) + " injections have theirs (" + taken + ")";
    }
    return why + (notYet.empty() ? "" : "; " + notYet);
}

Match byTime(const FileFacts &file, std::span<const Expected> expected, const MatchOptions &options)
{
    Indices near;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        if (waits(expected[i]) && expected[i].at && apart(*expected[i].at, *file.at) <= options.within) {
            near.push_back(i);
        }
    }
    if (near.empty()) {
        return refuse(Verdict::Nobody, "it names no sample that is awaited, and nothing was drawn within " +
                                           std::to_string(options.within.count()) + " min of " + minuteText(*file.at));
    }
    if (near.size() > 1) {
        return refuse(Verdict::Ambiguous, "it names no sample, and by time it may be " +
                                              injectionText(expected[near[0]]) + " or " +
                                              injectionText(expected[near[1]]));
    }
    return {Verdict::Matched, near.front(),
            "by time alone: " + timeText(file) + ", drawn " + minuteText(*expected[near.front()].at)};
}

} // namespace

Match matchFile(const FileFacts &file, std::span<const Expected> expected, const MatchOptions &options)
{
    const auto [named, contradiction] = lookForNames(file, expected);
    if (!contradiction.empty()) {
        return refuse(Verdict::Ambiguous, contradiction);
    }
    if (named.samples.empty()) {
        if (options.byTimeAlone && file.sampleName.empty() && file.at) {
            return byTime(file, expected, options);
        }
        return refuse(Verdict::Nobody, (file.sampleName.empty() ? "neither the file nor its name says a sample"
                                                                : "the file states the sample " +
                                                                      quoted(file.sampleName) + ", which is none") +
                                           std::string(" that is awaited"));
    }
    if (named.samples.size() > 1) {
        return refuse(Verdict::Ambiguous,
                      named.by + " may mean " + quoted(named.samples[0]) + " or " + quoted(named.samples[1]));
    }
    const std::string &sample = named.samples.front();
    Indices timed;
    Indices untimed;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const Expected &one = expected[i];
        if (one.sampleId != sample) {
            continue;
        }
        if (file.acquired && one.takenAt && apart(*one.takenAt, *file.at) <= sameInjection) {
            return refuse(Verdict::Duplicate, "another export of " + injectionText(one) + ", which " + one.takenBy +
                                                  " holds: the same time of acquisition");
        }
        if (waits(one)) {
            (one.at && file.at ? timed : untimed).push_back(i);
        }
    }
    if (timed.empty() && untimed.empty()) {
        return refuse(Verdict::Nobody, nothingAwaited(sample, expected));
    }
    Match match;
    if (!timed.empty()) {
        match = nearest(file, expected, timed, options, named.by);
    }
    if (match.verdict != Verdict::Matched && match.verdict != Verdict::Ambiguous && !untimed.empty()) {
        if (!file.at && untimed.size() > 1) {
            return refuse(Verdict::Ambiguous, sample + " awaits " + std::to_string(untimed.size()) +
                                                  " chromatograms, and the file says no time");
        }
        match = {Verdict::Matched, untimed.front(),
                 "by " + named.by + ", the next in order: when it was drawn is not recorded"};
    }
    if (match.expected) {
        if (const std::string odd = outOfOrder(file, expected[*match.expected], expected); !odd.empty()) {
            return refuse(Verdict::Ambiguous, odd);
        }
        match.why += named.remark;
    }
    return match;
}

} // namespace tgc::watch
