// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/watch_table.h"

#include <array>
#include <charconv>

namespace tgc::cli {

using formats::numberCell;
using formats::textCell;

namespace {

std::string wordOf(watch::FileRow::Outcome outcome)
{
    using Outcome = watch::FileRow::Outcome;
    switch (outcome) {
    case Outcome::Matched: return "matched";
    case Outcome::Unmatched: return "unmatched";
    case Outcome::Unreadable: return "unreadable";
    case Outcome::AlreadyThere: return "already-there";
    }
    return "unmatched";
}

/// For the eye: six significant digits, as in tables.
std::string shortened(double value)
{
    std::array<char, 32> text{};
    const auto [end, error] =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, 6);
    return error == std::errc() ? std::string(text.data(), end) : std::string();
}

} // namespace

formats::OutTable watchRow(const watch::FileRow &row)
{
    formats::OutTable table{"watch",
                            {"file", "outcome", "sample_id", "kind", "injection", "run", "area", "area_unit",
                             "h2_vial_umol", "li0_mAh", "u_li0_mAh", "decision", "why"},
                            {}};
    const auto &breakdown = row.quantified.breakdown;
    const auto of = [&](auto value) { return breakdown ? std::optional(value(*breakdown)) : std::nullopt; };
    table.rows.push_back({textCell(row.file),
                          textCell(wordOf(row.outcome)),
                          textCell(row.sampleId),
                          textCell(row.kind),
                          {row.injection ? std::to_string(*row.injection) : "", true},
                          textCell(row.run),
                          numberCell(row.area),
                          textCell(row.area ? row.areaUnit : ""),
                          numberCell(of([](const Breakdown &b) { return inMicromoles(b.h2Vial); })),
                          numberCell(of([](const Breakdown &b) { return inMilliampereHours(b.li0.value); })),
                          numberCell(of([](const Breakdown &b) { return inMilliampereHours(b.li0.u); })),
                          textCell(breakdown ? std::string(toString(breakdown->decision)) : ""),
                          textCell(row.why)});
    return table;
}

std::string watchSentence(const watch::FileRow &row)
{
    std::string text = row.file + ": " + wordOf(row.outcome);
    if (!row.sampleId.empty()) {
        text += ", " + row.sampleId + " injection " + std::to_string(row.injection.value_or(0));
    }
    if (!row.run.empty()) {
        text += ", " + row.run;
    }
    if (row.area) {
        text += ", H2 area " + shortened(*row.area) + " " + row.areaUnit;
    }
    if (const auto &breakdown = row.quantified.breakdown) {
        text += ", Li metal " + shortened(inMilliampereHours(breakdown->li0.value)) + " mAh, u " +
                shortened(inMilliampereHours(breakdown->li0.u)) + " mAh (" +
                std::string(toString(breakdown->decision)) + ")";
    }
    return text + (row.why.empty() ? "" : ". " + row.why) + "\n";
}

std::string watchText(const watch::FileRow &row, Format format, bool first)
{
    if (format == Format::Table) {
        return watchSentence(row);
    }
    const std::string text = toText(watchRow(row), format);
    // CSV: the header is the first line, and there only once.
    return format == Format::Csv && !first ? text.substr(text.find('\n') + 1) : text;
}

} // namespace tgc::cli
