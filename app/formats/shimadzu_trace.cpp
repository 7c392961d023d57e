// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/formats/shimadzu_trace.h"

#include <algorithm>
#include <cmath>

#include "analysis/core/decimal.h"
#include "app/formats/line_reader.h"
#include "app/formats/location.h"

namespace tgc::formats {

namespace {

/// What one stored step of the signal is worth: stored integers are uV, written as mV with a multiplier of 0.001.
struct Intensity {
    double factor = 1.0;
    std::string unit = "uV";
};

Result<Intensity> intensity(const ShimadzuSection &section, const std::string &name)
{
    const auto unit = section.value("Intensity Units");
    if (!unit) {
        return Intensity{}; // GC exports name no unit; area and height in uV agree with the trace
    }
    auto factor = section.value("Intensity Multiplier") ? shimadzuNumber(section, "Intensity Multiplier", name)
                                                        : Result<double>(1.0);
    if (!factor) {
        return fail(factor.error());
    }
    if (!(*factor > 0.0)) {
        return badLine(name, section.line, "the intensity multiplier must be above zero");
    }
    if (*unit == "mV") {
        return Intensity{*factor * 1000.0, "uV"};
    }
    if (*unit == "V") {
        return Intensity{*factor * 1e6, "uV"};
    }
    return Intensity{*factor, *unit == "µV" ? "uV" : std::string(*unit)};
}

} // namespace

Result<Chromatogram> shimadzuTrace(const ShimadzuSection &section, const std::string &name)
{
    const auto interval_ms = shimadzuNumber(section, "Interval(msec)", name);
    const auto points = shimadzuNumber(section, "# of Points", name);
    const auto scale = intensity(section, name);
    if (!interval_ms || !points || !scale) {
        return fail(!interval_ms ? interval_ms.error() : !points ? points.error() : scale.error());
    }
    if (!(*interval_ms > 0.0)) {
        return badLine(name, section.line, "the interval must be above zero");
    }
    const auto heading = std::find_if(section.lines.begin(), section.lines.end(),
                                      [](const auto &line) { return trimmed(line.cells[0]).starts_with("R.Time"); });
    std::vector<double> values;
    std::optional<double> start_s;
    const double interval_s = *interval_ms / 1000.0;
    for (auto line = heading; line != section.lines.end() && ++line != section.lines.end();) {
        if (!line->terminated) {
            break; // cut off in the middle of a number, perhaps
        }
        const auto time = line->cells.size() == 2 ? parseDecimal(line->cells[0])
                                                  : fail(ErrorCode::BadInput, "a time and an intensity are needed");
        const auto value = time ? parseDecimal(line->cells[1]) : fail(time.error());
        if (!value) {
            return badLine(name, line->number, value.error().message);
        }
        // Printed times are rounded to 0.6 ms at best, so they are rebuilt from the interval, and only checked here.
        start_s = start_s ? start_s : std::optional(time->value * 60.0);
        const double rebuilt = *start_s + static_cast<double>(values.size()) * interval_s;
        if (std::abs(time->value * 60.0 - rebuilt) > std::max(interval_s, 0.06)) {
            return badLine(name, line->number,
                           "the time does not follow the stated interval of " + shortest(*interval_ms) +
                               " ms; rows are missing or changed");
        }
        values.push_back(value->value * scale->factor);
    }
    if (static_cast<double>(values.size()) != *points) {
        return badLine(name, section.line,
                       "[" + section.title + "] states " + shortest(*points) + " points and holds " +
                           std::to_string(values.size()) + ": the file is incomplete");
    }
    auto trace =
        Chromatogram::uniform(seconds(start_s.value_or(0.0)), seconds(interval_s), std::move(values), scale->unit);
    return trace ? std::move(trace) : badLine(name, section.line, trace.error().message);
}

} // namespace tgc::formats
