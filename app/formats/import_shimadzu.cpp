// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "analysis/core/decimal.h"
#include "app/formats/importers.h"
#include "app/formats/line_reader.h"
#include "app/formats/location.h"
#include "app/formats/shimadzu_sections.h"
#include "app/formats/shimadzu_trace.h"

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

/// A counted table: its heading and as many rows as the section states.
struct CountedTable {
    std::vector<std::string_view> heading;
    std::vector<const ShimadzuLine *> rows;

    [[nodiscard]] std::optional<std::size_t> column(std::string_view wanted) const
    {
        const auto found =
            std::find_if(heading.begin(), heading.end(), [&](auto cell) { return trimmed(cell) == wanted; });
        return found == heading.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - heading.begin()));
    }
};

Result<CountedTable> countedTable(const ShimadzuSection &section, std::string_view countKey, const std::string &name)
{
    const auto count = shimadzuNumber(section, countKey, name);
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
        return badLine(name, section.line,
                       "[" + section.title + "] states " + shortest(*count) + " rows and holds " +
                           shortest(std::max(after, 0.0)) + ": the file is incomplete");
    }
    table.heading = heading->cells;
    for (auto row = heading + 1; static_cast<double>(table.rows.size()) < *count; ++row) {
        if (row->cells.size() != table.heading.size()) {
            return badLine(name, row->number,
                           "has " + std::to_string(row->cells.size()) + " fields where the heading has " +
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
            auto trace = shimadzuTrace(section, name);
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
            run.warnings.push_back(name + ": no chromatogram was exported for " + channel.name +
                                   ", only its peak table");
        }
    }
    return run;
}

} // namespace tgc::formats
