// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/core/decimal.h"
#include "app/formats/importers.h"
#include "app/formats/line_reader.h"
#include "app/formats/location.h"

/// ChemStation's signal export (..._SPEC.CSV): lines "minutes<TAB>value" and nothing else, not even a header.
namespace tgc::formats {

namespace {

struct Sample {
    double minutes = 0.0;
    double value = 0.0;
};

Result<Sample> readSample(std::string_view line)
{
    const auto tab = line.find('\t');
    if (tab == std::string_view::npos) {
        return fail(ErrorCode::BadInput, "a time and a value separated by a tab are needed");
    }
    const auto minutes = parseDecimal(line.substr(0, tab));
    const auto value = parseDecimal(line.substr(tab + 1));
    if (!minutes || !value) {
        return fail(minutes ? value.error() : minutes.error());
    }
    return Sample{minutes->value, value->value};
}

} // namespace

bool recognisesMinutesText(std::string_view text)
{
    constexpr int linesToSee = 3;
    LineReader lines(text);
    for (int i = 0; i < linesToSee; ++i) {
        if (!lines.next() || !lines.terminated() || !readSample(lines.line())) {
            return false;
        }
    }
    return true;
}

Result<ImportedRun> readMinutesText(std::string_view text, const std::string &name)
{
    ImportedRun run;
    run.format = "chemstation-signal-text";
    std::vector<double> times_s;
    std::vector<double> values;
    LineReader lines(text);
    while (lines.next()) {
        if (trimmed(lines.line()).empty()) {
            continue;
        }
        if (!lines.terminated()) {
            run.warnings.push_back(at(name, lines.number()) +
                                   "the file ends in the middle of this line, which is left out");
            break;
        }
        const auto sample = readSample(lines.line());
        if (!sample) {
            return badLine(name, lines.number(), sample.error().message);
        }
        times_s.push_back(sample->minutes * 60.0);
        values.push_back(sample->value);
    }
    auto trace = Chromatogram::create(std::move(times_s), std::move(values), "unstated");
    if (!trace) {
        return badFile(name, trace.error().message);
    }
    run.warnings.push_back(name + ": the file names no unit of its signal; areas are in unstated*s");
    ImportedChannel channel;
    channel.name = "signal";
    channel.trace = std::move(*trace);
    run.channels.push_back(std::move(channel));
    return run;
}

} // namespace tgc::formats
