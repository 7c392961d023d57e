// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/formats/shimadzu_sections.h"

#include "analysis/core/decimal.h"
#include "app/formats/line_reader.h"
#include "app/formats/location.h"

namespace tgc::formats {

std::optional<std::string_view> ShimadzuSection::value(std::string_view key) const
{
    for (const auto &entry : lines) {
        if (entry.cells.size() >= 2 && trimmed(entry.cells[0]) == key) {
            return trimmed(entry.cells[1]);
        }
    }
    return std::nullopt;
}

std::optional<std::string> ShimadzuSection::channel(std::string_view kind) const
{
    std::string_view rest = title;
    if (!rest.starts_with(kind)) {
        return std::nullopt;
    }
    rest = trimmed(rest.substr(kind.size()));
    if (!rest.starts_with('(') || !rest.ends_with(')')) {
        return std::nullopt;
    }
    return std::string(trimmed(rest.substr(1, rest.size() - 2)));
}

Result<double> shimadzuNumber(const ShimadzuSection &section, std::string_view key, const std::string &name)
{
    const auto text = section.value(key);
    const auto value = text ? parseDecimal(*text) : fail(ErrorCode::BadInput, "it is missing");
    if (!value) {
        return badLine(name, section.line,
                       "[" + section.title + "] needs \"" + std::string(key) + "\": " + value.error().message);
    }
    return value->value;
}

char shimadzuSeparator(std::string_view text)
{
    for (const std::string_view key : {"Output Date", "Application Name"}) {
        const auto at = text.find(key);
        if (at != std::string_view::npos && at + key.size() < text.size()) {
            const char c = text[at + key.size()];
            if (c == ';' || c == ',' || c == '\t') {
                return c;
            }
        }
    }
    return '\t';
}

std::vector<ShimadzuSection> splitShimadzu(std::string_view text, char separator)
{
    std::vector<ShimadzuSection> sections;
    LineReader lines(text);
    while (lines.next()) {
        const auto line = lines.line();
        const auto whole = trimmed(line);
        if (whole.starts_with('[') && whole.ends_with(']')) {
            sections.push_back({std::string(whole.substr(1, whole.size() - 2)), lines.number(), {}});
            continue;
        }
        if (whole.empty() || sections.empty()) {
            continue;
        }
        ShimadzuLine split{lines.number(), lines.terminated(), {}};
        std::size_t begin = 0;
        while (true) {
            const auto end = line.find(separator, begin);
            split.cells.push_back(line.substr(begin, end == std::string_view::npos ? end : end - begin));
            if (end == std::string_view::npos) {
                break;
            }
            begin = end + 1;
        }
        sections.back().lines.push_back(std::move(split));
    }
    return sections;
}

} // namespace tgc::formats
