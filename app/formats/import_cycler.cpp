// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/formats/import_cycler.h"

#include "app/formats/cycler_neware_nested.h"
#include "app/formats/cycler_reader.h"
#include "app/formats/file_bytes.h"
#include "app/formats/line_reader.h"
#include "app/formats/location.h"
#include "app/formats/text_decode.h"

namespace tgc::formats {

namespace {

constexpr std::size_t preambleLines = 5000;

std::optional<CyclerHeading> nextHeading(LineReader &lines, const std::vector<CyclerLayout> &layouts)
{
    while (lines.number() < preambleLines && lines.next()) {
        for (const CyclerLayout &layout : layouts) {
            if (auto heading = cyclerHeadingIn(lines.line(), lines.number(), layout)) {
                return heading;
            }
        }
    }
    return std::nullopt;
}

std::string vendorNames()
{
    std::string names;
    for (const CyclerLayout &layout : cyclerLayouts()) {
        if (names.find(layout.vendor) == std::string::npos) {
            names += (names.empty() ? "" : ", ") + layout.vendor;
        }
    }
    return names;
}

/// `own`: empty for the known layouts.
Result<CyclerFile> parseLines(std::string_view utf8, const std::string &origin, const std::vector<CyclerLayout> &own,
                              const ReadWatch &watch)
{
    LineReader lines(utf8);
    if (const auto heading = nextHeading(lines, own.empty() ? cyclerLayouts() : own)) {
        const auto goOn = [&](std::string_view line) {
            return !watch || watch(static_cast<double>(line.data() - utf8.data()) / static_cast<double>(utf8.size()));
        };
        return readCyclerRows(lines, *heading, origin, goOn);
    }
    return badFile(origin, own.empty() ? "no headings of a cycler file (" + vendorNames() +
                                             ") were found; name the columns: tgc charges --columns "
                                             "time_s=...,current_A=..."
                                       : "no line holds all the headings that were named");
}

} // namespace

Result<CyclerFile> parseCycler(std::string_view bytes, const std::string &origin,
                               const std::vector<CyclerLayout> &layouts, const ReadWatch &watch)
{
    const auto text = decodeVendor(bytes, origin);
    if (!text) {
        return fail(text.error());
    }
    if (layouts.empty() && isNestedNeware(text->utf8)) {
        const FlatNeware flat = flattenNestedNeware(text->utf8);
        auto file = parseLines(flat.utf8, origin, {}, watch);
        for (const std::size_t line : flat.mergedLines) {
            if (file) {
                file->warnings.push_back(at(origin, line) +
                                         "a cycle and its first step stand on one line; both are read");
            }
        }
        return file;
    }
    return parseLines(text->utf8, origin, layouts, watch);
}

bool hasCyclerHeadings(std::string_view start)
{
    if (isNestedNeware(start)) {
        return true;
    }
    LineReader lines(start.starts_with("\xEF\xBB\xBF") ? start.substr(3) : start);
    return nextHeading(lines, cyclerLayouts()).has_value();
}

Result<CyclerFile> importCycler(const std::filesystem::path &file, const std::vector<CyclerLayout> &layouts)
{
    const auto bytes = readFileBytes(file);
    return bytes ? parseCycler(*bytes, file.string(), layouts) : fail(bytes.error());
}

} // namespace tgc::formats
