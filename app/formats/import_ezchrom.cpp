// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "analysis/core/decimal.h"
#include "app/formats/andi_units.h"
#include "app/formats/chemstation_text.h"
#include "app/formats/importers.h"
#include "app/formats/line_reader.h"
#include "app/formats/location.h"

/// EZChrom Elite ASCII (.asc): thirteen "Key:<sep>value..." lines, then all integers of channel 1, of channel 2 ...,
/// one a line.
namespace tgc::formats {

namespace {

constexpr std::size_t maxChannels = 64;

/// The head's lines by key. Values of one channel each stand side by side; names may hold the separator themselves.
class Head {
public:
    Head(LineReader &lines, std::string name) : m_name(std::move(name))
    {
        // The head ends where a line is a bare number.
        LineReader ahead = lines;
        while (ahead.next()) {
            const auto line = ahead.line();
            const auto colon = line.find(':');
            if (colon == std::string_view::npos || colon + 1 >= line.size()) {
                break;
            }
            m_entries.push_back({line.substr(0, colon), line[colon + 1], line.substr(colon + 2), ahead.number()});
            lines = ahead;
        }
    }
    [[nodiscard]] std::optional<std::string> text(std::string_view key) const
    {
        const auto *entry = find(key);
        const auto value = entry ? trimmed(entry->rest) : std::string_view{};
        return value.empty() ? std::nullopt : std::optional(std::string(value));
    }
    [[nodiscard]] Result<std::string> cell(std::string_view key, std::size_t index) const
    {
        const auto *entry = find(key);
        std::string_view rest = entry ? entry->rest : std::string_view{};
        for (std::size_t i = 0; entry; ++i) {
            const auto end = rest.find(entry->separator);
            if (i == index) {
                return std::string(trimmed(rest.substr(0, end)));
            }
            if (end == std::string_view::npos) {
                break;
            }
            rest.remove_prefix(end + 1);
        }
        return badFile(m_name, "lacks \"" + std::string(key) + "\" of channel " + std::to_string(index + 1));
    }
    [[nodiscard]] Result<double> number(std::string_view key, std::size_t index) const
    {
        const auto text = cell(key, index);
        if (!text) {
            return fail(text.error());
        }
        const auto value = parseDecimal(*text);
        if (!value || !(value->value > 0.0)) {
            return badLine(m_name, find(key)->line,
                           "\"" + std::string(key) + "\" must be a number above zero, not " + excerpt(*text));
        }
        return value->value;
    }

private:
    struct Entry {
        std::string_view key;
        char separator;
        std::string_view rest;
        std::size_t line;
    };
    [[nodiscard]] const Entry *find(std::string_view key) const
    {
        const auto found =
            std::find_if(m_entries.begin(), m_entries.end(), [key](const auto &e) { return e.key == key; });
        return found == m_entries.end() ? nullptr : &*found;
    }

    std::string m_name;
    std::vector<Entry> m_entries;
};

Result<std::vector<double>> readValues(LineReader &lines, double points, double factor, const std::string &name)
{
    std::vector<double> values;
    while (static_cast<double>(values.size()) < points && lines.next()) {
        if (trimmed(lines.line()).empty()) {
            continue;
        }
        const auto value = parseDotDecimal(lines.line());
        if (!value) {
            return badLine(name, lines.number(), value.error().message);
        }
        if (!lines.terminated()) {
            break; // cut off in the middle of a number, perhaps
        }
        values.push_back(*value * factor);
    }
    if (static_cast<double>(values.size()) < points) {
        return badFile(name, "states " + shortest(points) + " points and holds " + std::to_string(values.size()) +
                                 " in its last channel: the file is incomplete");
    }
    return values;
}

Result<ImportedChannel> readChannel(const Head &head, std::size_t index, LineReader &lines, const std::string &name)
{
    const auto rate = head.number("Sampling Rate", index);
    const auto points = head.number("Total Data Points", index);
    const auto multiplier = head.number("Y Axis Multiplier", index);
    const auto title = head.cell("Y Axis Title", index);
    if (!rate || !points || !multiplier || !title) {
        return fail(!rate ? rate.error() : !points ? points.error() : !multiplier ? multiplier.error() : title.error());
    }
    // "counts" are the integers themselves; any other unit is reached by the multiplier.
    const std::string unit = *title == "mVolts" ? "mV" : chemstationUnit(*title);
    const bool counts = unit == "counts" || unit.empty();
    auto values = readValues(lines, *points, counts ? 1.0 : *multiplier, name);
    if (!values) {
        return fail(values.error());
    }
    auto trace = Chromatogram::uniform(seconds(0.0), seconds(1.0 / *rate), std::move(*values),
                                       counts ? "counts" : plainUnit(unit));
    if (!trace) {
        return badFile(name, trace.error().message);
    }
    ImportedChannel channel;
    channel.name = "channel " + std::to_string(index + 1);
    channel.trace = std::move(*trace);
    return channel;
}

} // namespace

bool recognisesEzchrom(std::string_view text)
{
    const auto head = text.substr(0, 4096);
    return head.starts_with("Version:") && head.find("\nMaxchannels:") != std::string_view::npos;
}

Result<ImportedRun> readEzchrom(std::string_view text, const std::string &name)
{
    LineReader lines(text);
    const Head head(lines, name);
    const auto channels = head.number("Maxchannels", 0);
    if (!channels) {
        return fail(channels.error());
    }
    if (*channels > static_cast<double>(maxChannels) || *channels != std::floor(*channels)) {
        return badFile(name, "states " + shortest(*channels) + " channels");
    }
    ImportedRun run;
    run.format = "ezchrom-ascii";
    run.sampleName = head.text("Sample ID");
    run.methodName = head.text("Method");
    run.acquiredAt = head.text("Acquisition Date and Time");
    for (std::size_t i = 0; i < static_cast<std::size_t>(*channels); ++i) {
        auto channel = readChannel(head, i, lines, name);
        if (!channel) {
            return fail(channel.error());
        }
        run.channels.push_back(std::move(*channel));
    }
    while (lines.next()) {
        if (!trimmed(lines.line()).empty()) {
            return badLine(name, lines.number(), "goes on after the points its header states");
        }
    }
    return run;
}

} // namespace tgc::formats
