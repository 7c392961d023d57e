// SPDX-License-Identifier: GPL-3.0-or-later
#include <charconv>

#include "analysis/core/decimal.h"
#include "app/formats/csv_records.h"
#include "app/formats/decimal_signs.h"
#include "app/formats/importers.h"
#include "app/formats/line_reader.h"
#include "app/formats/location.h"

namespace tgc::formats {

namespace {

constexpr std::string_view signalPrefix = "signal_";

struct Header {
    char separator = ',';
    bool minutes = false;
    std::string unit;
    std::size_t line = 0;
};

/// What the file states in its comments, and what has been read of it.
struct Reading {
    std::string name;
    Header header;
    ImportedRun run;
    ImportedChannel channel;
    std::optional<std::size_t> statedPoints;
    std::vector<Stretch> saturation;
    std::vector<double> times_s;
    std::vector<double> values;
};

bool isTimeColumn(std::string_view cell)
{
    return cell == "time_s" || cell == "time_min";
}

/// First line that is neither blank nor a comment.
std::optional<LineReader> headerLine(std::string_view text)
{
    LineReader lines(text);
    while (lines.next()) {
        const auto line = trimmed(lines.line());
        if (!line.empty() && line.front() != '#') {
            return lines;
        }
    }
    return std::nullopt;
}

/// `# key: value`; keys not known are other people's remarks.
Result<void> readComment(Reading &reading, std::string_view line, std::size_t number)
{
    line.remove_prefix(1);
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) {
        return {};
    }
    const auto key = trimmed(line.substr(0, colon));
    const auto value = trimmed(line.substr(colon + 1));
    if (key == "source") {
        const auto source = sourceFromString(value);
        if (!source) {
            return badLine(reading.name, number,
                           "source is " + excerpt(value) + "; it must be measured, imported, typed or simulated");
        }
        reading.run.source = *source == Source::Simulated ? Source::Simulated : Source::Imported;
    } else if (key == "sample") {
        reading.run.sampleName = std::string(value);
    } else if (key == "acquired") {
        reading.run.acquiredAt = std::string(value);
    } else if (key == "channel") {
        reading.channel.name = std::string(value);
    } else if (key == "points") {
        std::size_t points = 0;
        const auto [end, status] = std::from_chars(value.data(), value.data() + value.size(), points);
        if (status != std::errc{} || end != value.data() + value.size()) {
            return badLine(reading.name, number, "points is " + excerpt(value) + "; a whole number is needed");
        }
        reading.statedPoints = points;
    } else if (key == "saturated") {
        const auto space = value.find(' ');
        const auto from = parseDotDecimal(value.substr(0, space));
        const auto to = parseDotDecimal(space == std::string_view::npos ? "" : trimmed(value.substr(space)));
        if (!from || !to) {
            return badLine(reading.name, number, "saturated is " + excerpt(value) + "; two times in s are needed");
        }
        reading.saturation.push_back({*from, *to});
    }
    return {};
}

Result<Header> readHeader(std::string_view line, std::size_t number, const std::string &name)
{
    Header header;
    header.line = number;
    header.separator = line.find('\t') != std::string_view::npos  ? '\t'
                       : line.find(';') != std::string_view::npos ? ';'
                                                                  : ',';
    const auto records = splitRecords(line, header.separator, name);
    if (!records) {
        return fail(records.error());
    }
    const auto &cells = records->front().cells;
    if (cells.size() != 2 || !isTimeColumn(cells[0]) || !std::string_view(cells[1]).starts_with(signalPrefix) ||
        cells[1].size() == signalPrefix.size()) {
        return badLine(name, number,
                       "the header of a trace is time_s,signal_<unit> or time_min,signal_<unit>, with the "
                       "detector's unit in the place of <unit>, and no other columns");
    }
    header.minutes = cells[0] == "time_min";
    header.unit = cells[1].substr(signalPrefix.size());
    return header;
}

Result<double> readNumber(std::string_view cell, std::size_t line, const char *column, DecimalSigns &signs,
                          const std::string &name)
{
    const auto canonical = signs.canonical(cell, line);
    if (!canonical) {
        return fail(canonical.error());
    }
    const auto value = parseDotDecimal(*canonical);
    if (!value) {
        return badLine(name, line, std::string("column ") + column + ": " + value.error().message);
    }
    return *value;
}

Result<void> readSample(Reading &reading, std::string_view line, std::size_t number, DecimalSigns &signs)
{
    const auto split = line.find(reading.header.separator);
    if (split == std::string_view::npos) {
        return badLine(reading.name, number, "a time and a signal value are needed, separated as in the header");
    }
    auto rest = line.substr(split + 1);
    while (rest.ends_with(reading.header.separator)) {
        rest.remove_suffix(1); // cells a spreadsheet left empty
    }
    if (rest.find(reading.header.separator) != std::string_view::npos) {
        return badLine(reading.name, number, "has more than a time and a signal value");
    }
    const auto time = readNumber(trimmed(line.substr(0, split)), number, "time", signs, reading.name);
    if (!time) {
        return fail(time.error());
    }
    const auto value = readNumber(trimmed(rest), number, "signal", signs, reading.name);
    if (!value) {
        return fail(value.error());
    }
    const double time_s = reading.header.minutes ? *time * 60.0 : *time;
    if (!reading.times_s.empty() && !(time_s > reading.times_s.back())) {
        return badLine(reading.name, number, "the time does not rise from the sample before it");
    }
    reading.times_s.push_back(time_s);
    reading.values.push_back(*value);
    return {};
}

/// Walks the lines after the header.
Result<void> readSamples(Reading &reading, LineReader lines)
{
    DecimalSigns signs(reading.name, reading.header.separator);
    while (lines.next()) {
        const auto line = trimmed(lines.line());
        if (line.empty()) {
            continue;
        }
        if (!lines.terminated()) {
            // Without its line end a last number may have lost digits, and nobody could tell.
            reading.run.warnings.push_back(at(reading.name, lines.number()) +
                                           "the file ends in the middle of this line, which is left out");
            break;
        }
        auto done = line.front() == '#' ? readComment(reading, line, lines.number())
                                        : readSample(reading, lines.line(), lines.number(), signs);
        if (!done) {
            return done;
        }
    }
    return signs.finish();
}

} // namespace

bool recognisesNativeCsv(std::string_view text)
{
    const auto lines = headerLine(text);
    if (!lines) {
        return false;
    }
    auto line = trimmed(lines->line());
    if (line.starts_with('"')) {
        line.remove_prefix(1);
    }
    return line.starts_with("time_s") || line.starts_with("time_min");
}

Result<ImportedRun> readNativeCsv(std::string_view text, const std::string &name)
{
    Reading reading;
    reading.name = name;
    reading.run.format = "native-csv";
    LineReader lines(text);
    while (lines.next()) {
        const auto line = trimmed(lines.line());
        if (line.empty()) {
            continue;
        }
        if (line.front() == '#') {
            if (auto noted = readComment(reading, line, lines.number()); !noted) {
                return fail(noted.error());
            }
            continue;
        }
        auto header = readHeader(lines.line(), lines.number(), name);
        if (!header) {
            return fail(header.error());
        }
        reading.header = std::move(*header);
        break;
    }
    if (auto done = readSamples(reading, lines); !done) {
        return fail(done.error());
    }
    const std::size_t points = reading.values.size();
    if (points == 0) {
        return badFile(name, "holds a header and no samples");
    }
    if (reading.statedPoints && *reading.statedPoints != points) {
        return badFile(name, "states " + std::to_string(*reading.statedPoints) + " points and holds " +
                                 std::to_string(points) + ": the file is incomplete or was changed");
    }
    auto trace = Chromatogram::create(std::move(reading.times_s), std::move(reading.values), reading.header.unit);
    if (!trace) {
        return badFile(name, trace.error().message);
    }
    auto known = std::move(*trace).withSaturation(std::move(reading.saturation));
    if (!known) {
        return badFile(name, known.error().message);
    }
    reading.channel.trace = std::move(*known);
    if (reading.channel.name.empty()) {
        reading.channel.name = "signal";
    }
    reading.run.channels.push_back(std::move(reading.channel));
    return std::move(reading.run);
}

} // namespace tgc::formats
