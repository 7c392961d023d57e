// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/spooled_run_record.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include <nlohmann/json.hpp>

#include "app/session/run_axis.h"

namespace tgc::session {

using recording::Sample;
using recording::SpooledRun;
using recording::Trend;

namespace {

/// Names of a run's signals are all different; one that is taken gets a number.
class Names {
public:
    std::string unique(const std::string &wanted)
    {
        std::string name = wanted;
        for (int i = 2; !m_taken.insert(name).second; ++i) {
            name = wanted + " (" + std::to_string(i) + ")";
        }
        return name;
    }

private:
    std::set<std::string> m_taken;
};

bool isOneOf(const std::string &word, std::initializer_list<std::string_view> words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

void addPurpose(const SpooledRun &run, db::NewRun &record)
{
    record.queueLine = run.header.line;
    const auto line = nlohmann::json::parse(run.header.line, nullptr, false);
    const auto text = [&](const char *key) {
        const bool there = line.is_object() && line.contains(key) && line[key].is_string();
        return there ? line[key].get<std::string>() : std::string();
    };
    const auto given = [](std::string value) { return value.empty() ? std::nullopt : std::optional(std::move(value)); };
    if (const std::string discarded = text("discarded"); !discarded.empty()) {
        // No draw of a sample: what belongs to none is quantified for none.
        record.warnings.push_back("discarded, not to be quantified: " + discarded);
    } else {
        record.sampleId = given(text("sample_id"));
        record.group = given(text("group"));
    }
    record.methodName = text("method");
    if (const std::string refused = text("dose_overridden"); !refused.empty()) {
        record.warnings.push_back("dosed against its check, on the word of " + text("override_by") + ": " +
                                  text("override_reason") + "; the check had said: " + refused);
    }
    const std::string kind = text("kind");
    if (isOneOf(kind, {"sample", "standard", "blank", "check"})) {
        record.kind = kind;
    } else if (!kind.empty()) {
        record.warnings.push_back("the queue's kind \"" + kind +
                                  "\" is none of sample, standard, blank, check: taken as "
                                  "a sample");
    }
}

void addEnd(const SpooledRun &run, db::NewRun &record)
{
    record.status = "interrupted";
    if (run.end) {
        record.endedUtc = run.end->endedUtc.empty() ? std::nullopt : std::optional(run.end->endedUtc);
        if (isOneOf(run.end->status, {"done", "stopped", "aborted", "failed", "interrupted"})) {
            record.status = run.end->status;
        } else {
            record.warnings.push_back("the recording ended as \"" + run.end->status + "\", which is no known way");
        }
        if (!run.end->why.empty()) {
            record.warnings.push_back(record.status + ": " + run.end->why);
        }
    } else {
        record.warnings.emplace_back("the recording was interrupted; this is the run as far as it went");
    }
    if (run.tornBytes > 0) {
        record.warnings.push_back("the last " + std::to_string(run.tornBytes) +
                                  " bytes of the recording are not whole, and are left out");
    }
}

void describeSaturation(const db::NewChannel &channel, std::vector<std::string> &warnings)
{
    constexpr std::size_t most = 20;
    const auto stretches = channel.trace->saturation();
    for (std::size_t i = 0; i < std::min(most, stretches.size()); ++i) {
        warnings.push_back("channel " + channel.name + " was at the end of the digitiser's range from " +
                           rounded(stretches[i].from_s) + " s to " + rounded(stretches[i].to_s) +
                           " s: the signal there is cut off, and an area over it is too small");
    }
    if (stretches.size() > most) {
        warnings.push_back("channel " + channel.name + " was so " + std::to_string(stretches.size() - most) +
                           " more times");
    }
}

void addDetectors(const SpooledRun &run, const RunAxis &axis, Names &names, db::NewRun &record)
{
    for (std::size_t channel = 0; channel < run.header.channels.size(); ++channel) {
        db::NewChannel added;
        added.name = names.unique(run.header.channels[channel].name);
        added.trace = channelTrace(run, axis, channel);
        const std::size_t points = added.trace ? added.trace->size() : 0;
        if (points < axis.samples().size()) {
            record.warnings.push_back("channel " + added.name + ": " + std::to_string(axis.samples().size() - points) +
                                      " samples without a value are left out");
        }
        if (added.trace) {
            describeSaturation(added, record.warnings);
        }
        record.channels.push_back(std::move(added));
    }
    if (axis.samples().empty()) {
        record.warnings.emplace_back("no sample was recorded");
    }
    const auto beyond = std::count_if(run.samples.begin(), run.samples.end(), [&](const Sample &sample) {
        return sample.values.size() > run.header.channels.size();
    });
    if (beyond > 0) {
        record.warnings.push_back(std::to_string(beyond) + " samples have more values than there are channels; these "
                                                           "are left out");
    }
}

/// A signal of a value of each placed sample.
template <class ValueOf>
void addCompanion(const SpooledRun &run, const RunAxis &axis, std::string name, const char *unit, const char *role,
                  ValueOf valueOf, db::NewRun &record)
{
    std::vector<double> times_s;
    std::vector<double> values;
    for (const RunAxis::Placed &placed : axis.samples()) {
        times_s.push_back(placed.time_s);
        values.push_back(valueOf(run.samples[placed.sample]));
    }
    if (auto trace = Chromatogram::create(std::move(times_s), std::move(values), unit)) {
        db::NewChannel added;
        added.name = std::move(name);
        added.role = role;
        added.trace = std::move(*trace);
        record.channels.push_back(std::move(added));
    }
}

struct Readings {
    std::string point;
    std::string unit;
    std::vector<double> times_s;
    std::vector<double> values;
    std::size_t without = 0; ///< no value, or no time of their own
};

void addTrends(const SpooledRun &run, const RunAxis &axis, Names &names, db::NewRun &record)
{
    std::vector<Readings> all;
    for (const Trend &trend : run.trends) {
        auto found = std::find_if(all.begin(), all.end(), [&](const Readings &each) {
            return each.point == trend.point && each.unit == trend.unit;
        });
        if (found == all.end()) {
            found = all.insert(all.end(), {trend.point, trend.unit, {}, {}, 0});
        }
        const auto rises = [&](std::optional<double> time_s) {
            return time_s && (found->times_s.empty() || *time_s > found->times_s.back());
        };
        // While the signal's device is away its clock stands still: then the computer's tells the readings apart.
        auto time_s = axis.at(trend.device_s, trend.host_ns);
        if (!rises(time_s)) {
            time_s = axis.atHost(trend.host_ns);
        }
        if (!std::isfinite(trend.value) || !rises(time_s)) {
            ++found->without;
            continue;
        }
        found->times_s.push_back(*time_s);
        found->values.push_back(trend.value);
    }
    for (Readings &readings : all) {
        if (readings.without > 0) {
            record.warnings.push_back(readings.point + ": " + std::to_string(readings.without) +
                                      " readings without a value or a time of their own are left out");
        }
        auto trace = Chromatogram::create(std::move(readings.times_s), std::move(readings.values), readings.unit);
        if (trace) {
            db::NewChannel added;
            added.name = names.unique(readings.point);
            added.role = "trend";
            added.trace = std::move(*trace);
            record.channels.push_back(std::move(added));
        }
    }
}

} // namespace

db::NewRun spooledRunRecord(const SpooledRun &run, const std::string &fileName, bool owned)
{
    db::NewRun record;
    record.source = run.header.simulated ? Source::Simulated : Source::Measured;
    record.startedUtc = run.header.startedUtc;
    record.format = "tgc-spool";
    record.fileName = fileName;
    record.instrument = run.header.instrument;
    record.status = "running";
    if (!owned) {
        addEnd(run, record);
    }
    addPurpose(run, record);
    const RunAxis axis(run);
    record.warnings.insert(record.warnings.end(), axis.warnings().begin(), axis.warnings().end());
    record.marks = axis.marks();
    Names names;
    addDetectors(run, axis, names, record);
    addTrends(run, axis, names, record);
    // As whole numbers of ns since the run's start they are exact for a hundred days.
    addCompanion(
        run, axis, names.unique("host time"), "ns", "host-time",
        [&](const Sample &sample) { return static_cast<double>(nsBetween(run.header.started_ns, sample.host_ns)); },
        record);
    addCompanion(
        run, axis, names.unique("device time"), "s", "device-time",
        [](const Sample &sample) { return sample.device_s; }, record);
    if (std::any_of(run.samples.begin(), run.samples.end(), [](const Sample &sample) { return sample.lines != 0; })) {
        addCompanion(
            run, axis, names.unique("lines"), "", "lines",
            [](const Sample &sample) { return static_cast<double>(sample.lines); }, record);
    }
    return record;
}

} // namespace tgc::session
