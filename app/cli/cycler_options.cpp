// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cycler_options.h"

#include <algorithm>
#include <charconv>

#include "analysis/core/decimal.h"
#include "app/cli/parse_option.h"

namespace tgc::cli {

namespace {

using Range = std::pair<std::size_t, std::size_t>;
constexpr std::size_t toTheEnd = static_cast<std::size_t>(-1);

std::optional<std::size_t> wholeNumber(std::string_view text)
{
    std::size_t value = 0;
    const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
    return status == std::errc{} && end == text.data() + text.size() && value > 0 ? std::optional(value) : std::nullopt;
}

Result<std::vector<Range>> rangesOf(std::string_view text)
{
    std::vector<Range> ranges;
    for (std::string_view rest = text; !rest.empty();) {
        const auto comma = std::min(rest.find(','), rest.size());
        const std::string_view part = rest.substr(0, comma);
        const auto dash = part.find('-');
        const auto from = wholeNumber(part.substr(0, std::min(dash, part.size())));
        auto to = from;
        if (dash != std::string_view::npos) {
            to = dash + 1 == part.size() ? std::optional(toTheEnd) : wholeNumber(part.substr(dash + 1));
        }
        if (!from || !to || *to < *from) {
            return fail(ErrorCode::BadInput, "--halves \"" + std::string(text) +
                                                 "\": give numbers of the column `half`, for example 3- or 1,4-7");
        }
        ranges.emplace_back(*from, *to);
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    return ranges;
}

std::string nameOf(CycleDirection direction)
{
    return std::string(toString(direction));
}

} // namespace

void addCyclerOptions(CLI::App &command, CyclerOptions &options)
{
    command
        .add_option("--cell-type", options.cellType,
                    "what the cell is; its voltages are held against it, and it says which direction plates: discharge "
                    "in Li||Cu, reservoir and host, charge in anode-free and foil. Li||Li is refused")
        ->check(CLI::IsMember({"Li||Cu", "reservoir", "anode-free", "foil", "host", "Li||Li"}))
        ->type_name("TYPE");
    command
        .add_option(
            "--plating", options.plating,
            "direction that plates metal on the titrated electrode: discharge or charge (default by --cell-type, "
            "without it discharge)")
        ->check(CLI::IsMember({"discharge", "charge"}))
        ->type_name("DIRECTION");
    command
        .add_option("--cutoff", options.cutoff_V,
                    "voltage at which stripping was to end, V: says whether the last strip reached it")
        ->type_name("V");
    command
        .add_option(
            "--halves", options.halves,
            "half cycles that count, by their number (column half), for example 3- or 1,4-7; the others are listed "
            "as left out (default all)")
        ->type_name("LIST");
}

Result<session::CyclerReading> cyclerReading(const CyclerOptions &options)
{
    session::CyclerReading reading;
    if (options.cellType == "Li||Li") {
        return fail(ErrorCode::BadInput, "--cell-type Li||Li: " + std::string(whySymmetricIsRefused));
    }
    reading.cellType = cellTypeFromString(options.cellType);
    if (reading.cellType) {
        reading.plating = platingOf(*reading.cellType);
    }
    if (!options.plating.empty()) {
        const auto said = options.plating == "charge" ? CycleDirection::Charging : CycleDirection::Discharging;
        if (reading.cellType && *reading.cellType != CellType::Host && said != reading.plating) {
            return fail(ErrorCode::BadInput, "--plating " + options.plating + ": in a cell of type " +
                                                 options.cellType + " it is the " + nameOf(reading.plating) +
                                                 " that plates; leave --plating out");
        }
        reading.plating = said;
    }
    if (!options.cutoff_V.empty()) {
        const auto cutoff = parseNumber("--cutoff", options.cutoff_V);
        if (!cutoff) {
            return fail(cutoff.error());
        }
        reading.cutoff_V = *cutoff;
    }
    auto ranges = rangesOf(options.halves);
    if (!ranges) {
        return fail(ranges.error());
    }
    reading.halves = std::move(*ranges);
    return reading;
}

Result<session::CountedHalves> countedHalvesOf(const std::string &file, const std::vector<HalfCycle> &halves,
                                               const session::CyclerReading &reading)
{
    for (const Range &range : reading.halves) {
        const std::size_t last = range.second == toTheEnd ? range.first : range.second;
        if (last > halves.size()) {
            return fail(ErrorCode::BadInput, file + ": --halves names half cycle " + std::to_string(last) +
                                                 ", and there are " + std::to_string(halves.size()));
        }
    }
    auto counted = session::countedHalves(halves, reading);
    if (counted.refused) {
        return fail(ErrorCode::BadInput, file + ": " + inOptions(*counted.doubt));
    }
    return counted;
}

std::string inOptions(const VoltageDoubt &doubt)
{
    switch (doubt.remedy) {
    case VoltageDoubt::Remedy::PlatingOrSign:
        return doubt.words + "; check --plating, and the sign of the current in the file";
    case VoltageDoubt::Remedy::PlatingOrCellType: return doubt.words + "; check --plating, or say --cell-type";
    case VoltageDoubt::Remedy::CellType: break;
    }
    return doubt.words;
}

} // namespace tgc::cli
