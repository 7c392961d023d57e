// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "analysis/core/decimal.h"
#include "app/formats/imported_run.h"
#include "app/formats/read_table.h"
#include "app/formats/table_row.h"
#include "tests/shared_data.h"

/// What another decoder read from the same public file (../shared/data/chromatograms): the samples, and the vendor's
/// own peak table. The comparisons return what differs, empty when nothing does.
namespace reference {

using tgc::formats::ImportedChannel;
using tgc::formats::TableRow;

inline std::filesystem::path set(const std::string &name)
{
    return sharedData() / "chromatograms" / name;
}

inline bool near(double a, double b, double relative, double absolute)
{
    return std::abs(a - b) <= std::max(relative * std::abs(b), absolute);
}

/// The trace of `channel` against `<chromatogram>.trace.csv`: count, every time within `time_s`, every value within
/// the nine digits that file was printed with. `unit` where the reference keeps the vendor's spelling ("Volts").
inline std::string compareTrace(const ImportedChannel &channel, const std::filesystem::path &traceCsv, double time_s,
                                const std::string &unit = {})
{
    const auto expected = tgc::formats::importRun(traceCsv);
    if (!expected) {
        return expected.error().message;
    }
    const auto &theirs = *expected->channels[0].trace;
    if (!channel.trace) {
        return "no trace";
    }
    const auto &ours = *channel.trace;
    if (ours.signalUnit() != (unit.empty() ? theirs.signalUnit() : unit)) {
        return "unit " + ours.signalUnit() + " for " + theirs.signalUnit();
    }
    if (ours.size() != theirs.size()) {
        return std::to_string(ours.size()) + " points for " + std::to_string(theirs.size());
    }
    for (std::size_t i = 0; i < ours.size(); ++i) {
        if (!near(ours.times_s()[i], theirs.times_s()[i], 0.0, time_s) ||
            !near(ours.values()[i], theirs.values()[i], 1e-8, 1e-12)) {
            return "sample " + std::to_string(i) + ": (" + tgc::shortest(ours.times_s()[i]) + ", " +
                   tgc::shortest(ours.values()[i]) + ") for (" + tgc::shortest(theirs.times_s()[i]) + ", " +
                   tgc::shortest(theirs.values()[i]) + ")";
        }
    }
    return {};
}

inline std::string differs(const char *what, std::optional<double> ours, std::optional<double> theirs, double relative,
                           double absolute)
{
    if (!theirs || (ours && near(*ours, *theirs, relative, absolute))) {
        return {};
    }
    return std::string(what) + " " + (ours ? tgc::shortest(*ours) : "none") + " for " + tgc::shortest(*theirs);
}

/// The vendor's peaks against `peaks.csv` (as given by the vendor, times in s). Components reported absent are in both.
inline std::string comparePeaks(const ImportedChannel &channel, const std::string &set, const std::string &chromatogram,
                                double relative = 1e-8, double time_s = 1e-6)
{
    const auto table = tgc::formats::readTable(reference::set(set) / "peaks.csv");
    if (!table) {
        return table.error().message;
    }
    // Components an identification table lists as not found stand behind the peaks and are not in the reference.
    const auto counted =
        static_cast<std::size_t>(std::count_if(channel.vendorPeaks.begin(), channel.vendorPeaks.end(),
                                               [](const auto &peak) { return !(peak.absent && !peak.apex_s); }));
    std::size_t next = 0;
    for (const auto &row : table->rows) {
        const TableRow expected(*table, row);
        if (expected.text("chromatogram") != chromatogram) {
            continue;
        }
        if (next >= counted) {
            return "only " + std::to_string(next) + " peaks";
        }
        const auto &peak = channel.vendorPeaks[next++];
        std::string found;
        if (peak.name.value_or("") != expected.text("name")) {
            found = "name " + peak.name.value_or("") + " for " + std::string(expected.text("name"));
        }
        if (peak.areaUnit != expected.text("area_unit")) {
            found += " area unit " + peak.areaUnit + " for " + std::string(expected.text("area_unit"));
        }
        found += differs("apex", peak.apex_s, expected.optionalNumber("rt_s").value(), 1e-8, time_s);
        found += differs("area", peak.area, expected.optionalNumber("area").value(), relative, 0.0);
        found += differs("height", peak.height, expected.optionalNumber("height").value(), relative, 0.0);
        found += differs("start", peak.start_s, expected.optionalNumber("start_s").value(), 1e-8, time_s);
        found += differs("end", peak.end_s, expected.optionalNumber("end_s").value(), 1e-8, time_s);
        found +=
            differs("baseline start", peak.baselineStart, expected.optionalNumber("base_start").value(), relative, 0.0);
        found += differs("baseline end", peak.baselineEnd, expected.optionalNumber("base_end").value(), relative, 0.0);
        if (!found.empty()) {
            return "peak " + std::to_string(next) + ": " + found;
        }
    }
    if (next != counted) {
        return std::to_string(counted) + " peaks for " + std::to_string(next);
    }
    return next == 0 ? "the reference names no such chromatogram" : std::string{};
}

} // namespace reference
