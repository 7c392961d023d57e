// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>
#include <cmath>

#include "analysis/core/decimal.h"
#include "app/formats/importers.h"
#include "app/formats/line_reader.h"
#include "app/formats/location.h"
#include "app/formats/shimadzu_sections.h"

namespace tgc::formats {

namespace {

/// A number of a table cell; blank is "not given". Decimal comma or dot: the export follows the PC's settings.
Result<std::optional<double>> cellNumber(const ShimadzuLine &line, std::optional<std::size_t> column,
                                         const std::string &name)
{
    if (!column || trimmed(line.cells[*column]).empty()) {
        return std::nullopt;
    }
    const auto value = parseDecimal(line.cells[*column]);
    if (!value) {
        return badLine(name, line.number, value.error().message);
    }
    return value->value;
}

/// A line "key<sep>number" of a section's head.
Result<double> headNumber(const ShimadzuSection &section, std::string_view key, const std::string &name)
{
    const auto text = section.value(key);
    const auto value = text ? parseDecimal(*text) : fail(ErrorCode::BadInput, "it is missing");
    if (!value) {
        return badLine(name, section.line, "[" + section.title + "] needs \"" + std::string(key) + "\": " +
                                               value.error().message);
    }
    return value->value;
}

/// A counted table: its heading and as many rows as the section states.
struct CountedTable {
    std::vector<std::string_view> heading;
    std::vector<const ShimadzuLine *> rows;

    [[nodiscard]] std::optional<std::size_t> column(std::string_view wanted) const
    {
        const auto found = std::find_if(heading.begin(), heading.end(), [&](auto cell) { return trimmed(cell) == wanted; });
        return found == heading.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - heading.begin()));
    }
};

Result<CountedTable> countedTable(const ShimadzuSection &section, std::string_view countKey, const std::string &name)
{
    const auto count = headNumber(section, countKey, name);
    if (!count) {
        return fail(count.error());
    }
    CountedTable table;
    if (*count == 0.0) {
        return table;
    }
    // The heading is the line after the count.
    const auto at = std::find_if(section.lines.begin(), section.lines.end(),
                                 [&](const auto &line) { return trimmed(line.cells[0]) == countKey; });
    const auto heading = at + 1;
    const auto after = static_cast<double>(section.lines.end() - at) - 2.0;
    const bool cut = after >= *count && !section.lines.back().terminated;
    if (heading == section.lines.end() || after < *count || cut || *count < 0.0) {
        return badLine(name, section.line, "[" + section.title + "] states " + shortest(*count) + " rows and holds " +
                                               shortest(std::max(after, 0.0)) + ": the file is incomplete");
    }
    table.heading = heading->cells;
    for (auto row = heading + 1; static_cast<double>(table.rows.size()) < *count; ++row) {
        if (row->cells.size() != table.heading.size()) {
            return badLine(name, row->number, "has " + std::to_string(row->cells.size()) + " fields where the heading has " +
                                                  std::to_string(table.heading.size()) +
                                                  "; export with a separator that is not in names or numbers");
        }
        table.rows.push_back(&*row);
    }
    return table;
}

std::optional<std::string> nonEmpty(std::string_view text)
{
    text = trimmed(text);
    return text.empty() ? std::nullopt : std::optional(std::string(text));
}

/// Reads the columns of one row that are numbers, stopping at the first that is not.
class RowReader {
public:
    RowReader(const CountedTable &table, const ShimadzuLine &line, const std::string &name)
        : m_table(&table), m_line(&line), m_name(&name)
    {
    }
    std::optional<double> number(std::string_view column, double scale = 1.0)
    {
        const auto value = cellNumber(*m_line, m_table->column(column), *m_name);
        if (!value) {
            if (!m_error) {
                m_error = value.error();
            }
            return std::nullopt;
        }
        return *value ? std::optional(**value * scale) : std::nullopt;
    }
    [[nodiscard]] std::optional<std::string> text(std::string_view column) const
    {
        const auto at = m_table->column(column);
        return at ? nonEmpty(m_line->cells[*at]) : std::nullopt;
    }
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }

private:
    const CountedTable *m_table;
    const ShimadzuLine *m_line;
    const std::string *m_name;
    std::optional<Error> m_error;
};

Result<void> readPeaks(ImportedChannel &channel, const ShimadzuSection &section, const std::string &name)
{
    const auto table = countedTable(section, "# of Peaks", name);
    if (!table) {
        return fail(table.error());
    }
    for (const auto *line : table->rows) {
        RowReader row(*table, *line, name);
        VendorPeak peak;
        peak.name = row.text("Name");
        peak.apex_s = row.number("R.Time", 60.0);
        peak.start_s = row.number("I.Time", 60.0);
        peak.end_s = row.number("F.Time", 60.0);
        peak.area = row.number("Area");
        peak.areaUnit = "uV*s";
        peak.height = row.number("Height");
        peak.heightUnit = "uV";
        peak.concentration = row.number("Conc.");
        peak.code = row.text("Mark").value_or("");
        if (row.error()) {
            return fail(*row.error());
        }
        channel.vendorPeaks.push_back(std::move(peak));
    }
    return {};
}

/// The identification table: its curve coefficients, and the components that were looked for and not found.
Result<void> readCompounds(ImportedChannel &channel, const ShimadzuSection &section, const std::string &name)
{
    const auto table = countedTable(section, "# of IDs", name);
    if (!table) {
        return fail(table.error());
    }
    for (const auto *line : table->rows) {
        RowReader row(*table, *line, name);
        VendorCalibration curve;
        curve.name = row.text("Name").value_or("");
        curve.fit = row.text("Curve").value_or("");
        const auto time = row.number("R.Time", 60.0);
        const auto area = row.number("Area");
        for (const std::string_view column : {"Constant", "1st", "2nd", "3rd"}) {
            curve.coefficients.push_back(row.number(column).value_or(0.0));
        }
        if (row.error()) {
            return fail(*row.error());
        }
        while (!curve.coefficients.empty() && curve.coefficients.back() == 0.0) {
            curve.coefficients.pop_back(); // all zero: no curve was made
        }
        const bool found = time && *time > 0.0;
        curve.retention_s = found ? time : std::nullopt;
        if (!found && area == 0.0) {
            VendorPeak absent;
            absent.name = nonEmpty(curve.name);
            absent.area = 0.0;
            absent.areaUnit = "uV*s";
            absent.absent = true;
            channel.vendorPeaks.push_back(std::move(absent));
        }
        channel.vendorCalibrations.push_back(std::move(curve));
    }
    return {};
}

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
    auto factor = section.value("Intensity Multiplier") ? headNumber(section, "Intensity Multiplier", name) : Result<double>(1.0);
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

Result<Chromatogram> readTrace(const ShimadzuSection &section, const std::string &name)
{
    const auto interval_ms = headNumber(section, "Interval(msec)", name);
    const auto points = headNumber(section, "# of Points", name);
    const auto scale = intensity(section, name);
    if (!interval_ms || !points || !scale) {
        return fail(!interval_ms ? interval_ms.error() : !points ? points.error() : scale.error());
    }
    if (!(*interval_ms > 0.0)) {
        return badLine(name, section.line, "the interval must be above zero");
    }
    const auto heading = std::find_if(section.lines.begin(), section.lines.end(), [](const auto &line) {
        return trimmed(line.cells[0]).starts_with("R.Time");
    });
    std::vector<double> values;
    std::optional<double> start_s;
    const double interval_s = *interval_ms / 1000.0;
    for (auto line = heading; line != section.lines.end() && ++line != section.lines.end();) {
        if (!line->terminated) {
            break; // cut off in the middle of a number, perhaps
        }
        const auto time = line->cells.size() == 2 ? parseDecimal(line->cells[0]) : fail(ErrorCode::BadInput, "a time and an intensity are needed");
        const auto value = time ? parseDecimal(line->cells[1]) : fail(time.error());
        if (!value) {
            return badLine(name, line->number, value.error().message);
        }
        // Printed times are rounded to 0.6 ms at best, so they are rebuilt from the interval, and only checked here.
        start_s = start_s ? start_s : std::optional(time->value * 60.0);
        const double rebuilt = *start_s + static_cast<double>(values.size()) * interval_s;
        if (std::abs(time->value * 60.0 - rebuilt) > std::max(interval_s, 0.06)) {
            return badLine(name, line->number, "the time does not follow the stated interval of " +
                                                   shortest(*interval_ms) + " ms; rows are missing or changed");
        }
        values.push_back(value->value * scale->factor);
    }
    if (static_cast<double>(values.size()) != *points) {
        return badLine(name, section.line, "[" + section.title + "] states " + shortest(*points) + " points and holds " +
                                               std::to_string(values.size()) + ": the file is incomplete");
    }
    auto trace = Chromatogram::uniform(seconds(start_s.value_or(0.0)), seconds(interval_s), std::move(values), scale->unit);
    return trace ? std::move(trace) : badLine(name, section.line, trace.error().message);
}

/// The channel a section's name means: "Detector B" is the first channel of that detector, "Detector B-Ch1".
ImportedChannel *channelFor(ImportedRun &run, const std::string &key)
{
    for (auto &channel : run.channels) {
        if (channel.name == key) {
            return &channel;
        }
    }
    for (auto &channel : run.channels) {
        if (channel.name.starts_with(key + "-")) {
            return &channel;
        }
    }
    return nullptr;
}

ImportedChannel &channelOrNew(ImportedRun &run, const std::string &key)
{
    if (auto *found = channelFor(run, key)) {
        return *found;
    }
    run.channels.emplace_back();
    run.channels.back().name = key;
    return run.channels.back();
}

Result<void> readTraces(ImportedRun &run, const std::vector<ShimadzuSection> &sections, const std::string &name)
{
    for (const auto &section : sections) {
        for (const std::string_view kind : {"Chromatogram", "LC Chromatogram", "PDA Multi Chromatogram"}) {
            const auto key = section.channel(kind);
            if (!key) {
                continue;
            }
            auto trace = readTrace(section, name);
            if (!trace) {
                return fail(trace.error());
            }
            auto &channel = channelOrNew(run, kind.starts_with("PDA") ? "PDA-" + *key : *key);
            channel.detector = channel.name.substr(0, channel.name.find("-Ch"));
            channel.trace = std::move(*trace);
        }
    }
    return {};
}

Result<void> readTables(ImportedRun &run, const std::vector<ShimadzuSection> &sections, const std::string &name)
{
    for (const auto &section : sections) {
        const auto peaks = section.channel("Peak Table");
        const auto compounds = section.channel("Compound Results");
        if (!peaks && !compounds) {
            continue;
        }
        const std::string key = peaks ? *peaks : *compounds;
        ImportedChannel scratch;
        auto *channel = channelFor(run, key);
        auto done = peaks ? readPeaks(channel ? *channel : scratch, section, name)
                          : readCompounds(channel ? *channel : scratch, section, name);
        if (!done) {
            return done;
        }
        if (!channel && (!scratch.vendorPeaks.empty() || !scratch.vendorCalibrations.empty())) {
            scratch.name = key; // a report of a channel whose signal was not exported
            run.channels.push_back(std::move(scratch));
        }
    }
    return {};
}

void readNames(ImportedRun &run, const std::vector<ShimadzuSection> &sections)
{
    const auto find = [&](std::string_view title, std::string_view key) -> std::optional<std::string> {
        for (const auto &section : sections) {
            if (section.title == title) {
                const auto value = section.value(key);
                return value ? nonEmpty(*value) : std::nullopt;
            }
        }
        return std::nullopt;
    };
    run.sampleName = find("Sample Information", "Sample Name");
    run.acquiredAt = find("Sample Information", "Acquired");
    run.methodName = find("Original Files", "Method File");
    run.instrument = find("Configuration", "Instrument Name");
}

} // namespace

bool recognisesShimadzu(std::string_view text)
{
    const auto head = text.substr(0, 4096);
    return trimmed(head).starts_with("[Header]") && head.find("Application Name") != std::string_view::npos;
}

Result<ImportedRun> readShimadzu(std::string_view text, const std::string &name)
{
    const char separator = shimadzuSeparator(text.substr(0, 4096));
    const auto sections = splitShimadzu(text, separator);
    ImportedRun run;
    run.format = "shimadzu-labsolutions";
    readNames(run, sections);
    if (auto done = readTraces(run, sections, name); !done) {
        return fail(done.error());
    }
    if (auto done = readTables(run, sections, name); !done) {
        return fail(done.error());
    }
    if (run.channels.empty()) {
        return badFile(name, "is a Shimadzu export without chromatogram or peak table; export it with them");
    }
    for (const auto &channel : run.channels) {
        if (!channel.trace) {
            run.warnings.push_back(name + ": no chromatogram was exported for " + channel.name + ", only its peak table");
        }
    }
    return run;
}

} // namespace tgc::formats
