// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "analysis/core/decimal.h"
#include "app/formats/chemstation_text.h"
#include "app/formats/importers.h"
#include "app/formats/line_reader.h"
#include "app/formats/location.h"

/// ChemStation's printed report (Report.TXT): fixed-width peak tables, one a signal, no trace.
namespace tgc::formats {

namespace {

constexpr std::string_view endMark = "*** End of Report ***";

/// One column of the table, cut out where the rule of dashes under the heading puts it.
struct Column {
    std::string name; ///< "RetTime", "Area" ...
    std::string unit; ///< without brackets
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Part of a line by character columns: rules and rows count characters, and UTF-8 has several bytes for some.
std::string_view part(std::string_view line, std::size_t begin, std::size_t end)
{
    const auto byteOf = [line](std::size_t column) {
        std::size_t at = 0;
        while (at < line.size() && column > 0) {
            ++at;
            while (at < line.size() && (static_cast<unsigned char>(line[at]) & 0xC0U) == 0x80U) {
                ++at;
            }
            --column;
        }
        return at;
    };
    const auto from = byteOf(begin);
    return trimmed(line.substr(from, end == std::string_view::npos ? end : byteOf(end) - from));
}

bool isRule(std::string_view line)
{
    return line.starts_with("---") && line.find('|') != std::string_view::npos &&
           line.find_first_not_of("-| ") == std::string_view::npos;
}

std::vector<Column> columnsUnder(std::string_view rule, std::string_view names, std::string_view units)
{
    std::vector<Column> columns;
    std::size_t begin = 0;
    while (begin < rule.size()) {
        const auto bar = std::min(rule.find('|', begin), rule.size());
        const bool last =
            rule.find_first_of("-|", bar + 1 < rule.size() ? bar + 1 : rule.size()) == std::string_view::npos;
        const auto end = last ? std::string_view::npos : bar;
        std::string unit(part(units, begin, end));
        if (unit.starts_with('[') && unit.ends_with(']')) {
            unit = unit.substr(1, unit.size() - 2);
        }
        columns.push_back({std::string(part(names, begin, end)), std::move(unit), begin, end});
        begin = bar + 1;
    }
    return columns;
}

const Column *find(const std::vector<Column> &columns, std::string_view name)
{
    const auto found = std::find_if(columns.begin(), columns.end(), [name](const Column &column) {
        return column.name == name && column.unit != "%"; // the second "Area" is a share
    });
    return found == columns.end() ? nullptr : &*found;
}

/// A printed number; "-" stands for a component that was not found.
Result<std::optional<double>> number(std::string_view line, const Column *column)
{
    const auto text = column ? part(line, column->begin, column->end) : std::string_view{};
    if (text.empty() || text == "-") {
        return std::nullopt;
    }
    const auto value = parseDecimal(text);
    if (!value) {
        return fail(value.error());
    }
    return value->value;
}

Result<VendorPeak> readRow(std::string_view line, const std::vector<Column> &columns)
{
    const auto *areaColumn = find(columns, "Area");
    const auto *heightColumn = find(columns, "Height");
    const auto *typeColumn = find(columns, "Type");
    const auto *nameColumn = find(columns, "Name");
    const auto time = number(line, find(columns, "RetTime"));
    const auto area = number(line, areaColumn);
    const auto height = number(line, heightColumn);
    const auto amount = number(line, find(columns, "Amount"));
    for (const auto *value : {&time, &area, &height, &amount}) {
        if (!*value) {
            return fail(value->error());
        }
    }
    VendorPeak peak;
    peak.apex_s = *time ? std::optional(**time * 60.0) : std::nullopt;
    peak.area = *area;
    peak.areaUnit = areaColumn ? chemstationUnit(areaColumn->unit) : "";
    peak.height = *height;
    peak.heightUnit = heightColumn ? chemstationUnit(heightColumn->unit) : "";
    peak.concentration = *amount;
    peak.code = typeColumn ? std::string(part(line, typeColumn->begin, typeColumn->end)) : "";
    if (peak.areaUnit.find("*s") == std::string::npos && !peak.areaUnit.empty()) {
        peak.areaUnit += "*s";
    }
    const std::string name(nameColumn ? part(line, nameColumn->begin, nameColumn->end) : std::string_view{});
    peak.name = name.empty() || name == "?" ? std::nullopt : std::optional(name);
    peak.manual = peak.code.find('M') != std::string::npos;
    peak.absent = !peak.area || (*peak.area == 0.0 && peak.name);
    return peak;
}

ImportedChannel &channelNamed(ImportedRun &run, std::string_view name)
{
    for (auto &channel : run.channels) {
        if (channel.name == name) {
            return channel;
        }
    }
    run.channels.emplace_back();
    run.channels.back().name = std::string(name);
    run.channels.back().detector = std::string(name.substr(0, name.find(' ')));
    return run.channels.back();
}

/// "Key   : value" of the report's head.
std::optional<std::string> headValue(std::string_view line, std::string_view key)
{
    if (!line.starts_with(key)) {
        return std::nullopt;
    }
    const auto rest = trimmed(line.substr(key.size()));
    if (!rest.starts_with(':')) {
        return std::nullopt;
    }
    auto value = trimmed(rest.substr(1));
    value = trimmed(value.substr(0, value.find("   "))); // a second entry may stand to the right
    return value.empty() ? std::nullopt : std::optional(std::string(value));
}

void readHead(ImportedRun &run, std::string_view line)
{
    const auto keep = [line](std::optional<std::string> &field, std::string_view key) {
        if (!field) {
            field = headValue(line, key);
        }
    };
    keep(run.sampleName, "Sample Name");
    keep(run.acquiredAt, "Injection Date");
    keep(run.methodName, "Method");
    keep(run.methodName, "Acq. Method");
    keep(run.instrument, "Acq. Instrument");
}

} // namespace

bool recognisesChemstationReport(std::string_view text)
{
    return text.find("Signal 1:") != std::string_view::npos && text.find("RetTime") != std::string_view::npos &&
           (text.find("Percent Report") != std::string_view::npos ||
            text.find("Standard Report") != std::string_view::npos);
}

Result<ImportedRun> readChemstationReport(std::string_view text, const std::string &name)
{
    if (text.find(endMark) == std::string_view::npos) {
        return badFile(name, "ends before its \"End of Report\" line: the report is incomplete");
    }
    ImportedRun run;
    run.format = "chemstation-report";
    std::vector<Column> columns;
    std::string channel;
    std::string_view twoAbove;
    std::string_view above;
    bool inTable = false;
    LineReader lines(text);
    while (lines.next()) {
        const auto line = lines.line();
        const auto whole = trimmed(line);
        if (whole.find("Summed Peaks Report") != std::string_view::npos) {
            break; // signals are named again there, without peaks of their own
        }
        readHead(run, line);
        if (whole.starts_with("Signal ") && whole.find(':') != std::string_view::npos) {
            auto signal = trimmed(whole.substr(whole.find(':') + 1));
            signal = trimmed(signal.substr(0, signal.ends_with(',') ? signal.size() - 1 : signal.size()));
            channel = std::string(signal);
            channelNamed(run, channel);
            inTable = false;
        } else if (isRule(whole) && !channel.empty()) {
            columns = columnsUnder(line, twoAbove, above);
            inTable = true;
        } else if (whole.empty() || whole.starts_with("Totals")) {
            inTable = false;
        } else if (inTable) {
            auto peak = readRow(line, columns);
            if (!peak) {
                return badLine(name, lines.number(), peak.error().message);
            }
            channelNamed(run, channel).vendorPeaks.push_back(std::move(*peak));
        }
        twoAbove = above;
        above = line;
    }
    return run;
}

} // namespace tgc::formats
