// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/suitability.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "analysis/core/decimal.h"
#include "analysis/core/near_name.h"

namespace tgc {

namespace {

std::optional<double> timeOf(const std::optional<Time> &time)
{
    return time ? std::optional(inSeconds(*time)) : std::nullopt;
}

using P = Peak;
using M = PeakMeasures;
using Value = std::optional<double>;

constexpr SuitabilityQuantity quantities[] = {
    {"apex_s", "s", [](const P &p, const M &) -> Value { return inSeconds(p.apex); }},
    {"height", "signal", [](const P &p, const M &) -> Value { return inDetectorUnits(p.height); }},
    {"area", "signal*s", [](const P &p, const M &) -> Value { return inDetectorUnitSeconds(p.area); }},
    {"width_half_s", "s", [](const P &p, const M &) -> Value { return timeOf(p.widthHalf); }},
    {"tailing", "", [](const P &p, const M &) -> Value { return p.tailing; }},
    {"asymmetry", "", [](const P &, const M &m) -> Value { return m.asymmetry; }},
    {"plates", "", [](const P &p, const M &) -> Value { return p.plates; }},
    {"plates_tangent", "", [](const P &, const M &m) -> Value { return m.platesTangent; }},
    {"plates_foley_dorsey", "", [](const P &, const M &m) -> Value { return m.platesFoleyDorsey; }},
    {"resolution", "", [](const P &p, const M &) -> Value { return p.resolution; }},
    {"resolution_tangent", "", [](const P &, const M &m) -> Value { return m.resolutionTangent; }},
    {"peak_to_valley", "", [](const P &, const M &m) -> Value { return m.peakToValley; }},
    {"signal_to_noise", "", [](const P &p, const M &) -> Value { return p.signalToNoise; }},
    {"signal_to_noise_pharmacopoeia", "", [](const P &, const M &m) -> Value { return m.signalToNoise; }},
    {"retention_factor", "", [](const P &, const M &m) -> Value { return m.retentionFactor; }},
    {"separation_factor", "", [](const P &, const M &m) -> Value { return m.separationFactor; }},
};

constexpr std::array<std::string_view, 4> comparisons{"<=", ">=", "<", ">"};
constexpr std::array<std::string_view, 5> aggregates{"each", "mean", "rsd", "min", "max"};
constexpr std::array<std::string_view, 3> verdicts{"pass", "fail", "not-applicable"};

template <std::size_t N>
std::optional<std::size_t> indexOf(const std::array<std::string_view, N> &names, std::string_view name)
{
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? std::nullopt : std::optional<std::size_t>(found - names.begin());
}

template <std::size_t N>
std::string listed(const std::array<std::string_view, N> &names)
{
    std::string text;
    for (const std::string_view name : names) {
        text += (text.empty() ? "" : ", ") + std::string(name);
    }
    return text;
}

bool holds(double value, Comparison comparison, double limit)
{
    switch (comparison) {
    case Comparison::AtMost: return value <= limit;
    case Comparison::AtLeast: return value >= limit;
    case Comparison::Below: return value < limit;
    case Comparison::Above: return value > limit;
    }
    return false;
}

/// Four significant digits; more where it would read like the limit and is not.
std::string digits(double value, double limit)
{
    std::array<char, 40> text{};
    for (int precision = 4; precision < 17; ++precision) {
        const auto end =
            std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, precision).ptr;
        std::string shown(text.data(), end);
        if (value == limit || shown != shortest(limit)) {
            return shown;
        }
    }
    return shortest(value);
}

std::string withUnit(std::string number, const SuitabilityRule &rule)
{
    const std::string_view unit = rule.aggregate == Aggregate::Rsd ? "%" : rule.quantity->unit;
    return unit.empty() || unit.starts_with("signal") ? std::move(number) : number + ' ' + std::string(unit);
}

std::string said(const SuitabilityRule &rule, std::size_t n)
{
    const std::string limit = ' ' + std::string(toString(rule.comparison)) + ' ' + withUnit(shortest(rule.limit), rule);
    const std::string runs = std::to_string(n) + (n == 1 ? " run" : " runs");
    const std::string what = rule.peak + ' ' + std::string(rule.quantity->name);
    switch (rule.aggregate) {
    case Aggregate::Each: return what + limit + " in each of " + runs;
    case Aggregate::Mean: return "mean " + what + limit + " over " + runs;
    case Aggregate::Rsd: return "RSD of " + what + limit + " over " + runs;
    case Aggregate::Min: return "smallest " + what + limit + " of " + runs;
    case Aggregate::Max: return "largest " + what + limit + " of " + runs;
    }
    return what + limit;
}

SuitabilityVerdict verdictOf(const SuitabilityRule &rule, std::size_t n, Verdict verdict, std::optional<double> value,
                             const std::string &why)
{
    const std::string head = verdict == Verdict::NotApplicable ? "not applicable" : std::string(toString(verdict));
    return {verdict, n, value, head + ": " + said(rule, n) + "; " + why};
}

/// Why no number can be had from these runs; empty when one can.
std::optional<SuitabilityVerdict> withoutNumber(const SuitabilityRule &rule, std::span<const SuitabilityValue> runs)
{
    const std::size_t n = runs.size();
    const auto because = [&](Verdict verdict, const std::string &why) {
        return verdictOf(rule, n, verdict, std::nullopt, why);
    };
    if (n == 0) {
        return because(Verdict::NotApplicable, "there is no run");
    }
    for (const SuitabilityValue &run : runs) {
        if (run.peaks == 0) {
            return because(Verdict::Fail, "no peak is named " + rule.peak + " in " + run.run);
        }
    }
    for (const SuitabilityValue &run : runs) {
        if (run.peaks > 1) {
            return because(Verdict::NotApplicable, std::to_string(run.peaks) + " peaks are named " + rule.peak +
                                                       " in " + run.run + "; choose one channel");
        }
        if (!run.value || !std::isfinite(*run.value)) {
            return because(Verdict::NotApplicable,
                           std::string(rule.quantity->name) + " could not be determined in " + run.run);
        }
    }
    if (rule.aggregate == Aggregate::Rsd && n < 3) {
        return because(Verdict::NotApplicable, "n too small: an RSD wants three runs or more");
    }
    return std::nullopt;
}

SuitabilityVerdict judgeEach(const SuitabilityRule &rule, std::span<const SuitabilityValue> runs)
{
    const bool upper = rule.comparison == Comparison::AtMost || rule.comparison == Comparison::Below;
    const auto smaller = [](const SuitabilityValue &a, const SuitabilityValue &b) { return *a.value < *b.value; };
    const auto nearest = upper ? std::max_element(runs.begin(), runs.end(), smaller)
                               : std::min_element(runs.begin(), runs.end(), smaller);
    std::string beyond;
    for (const SuitabilityValue &run : runs) {
        if (!holds(*run.value, rule.comparison, rule.limit)) {
            beyond += (beyond.empty() ? "" : ", ") + withUnit(digits(*run.value, rule.limit), rule) + " in " + run.run;
        }
    }
    const std::string best =
        "nearest to it " + withUnit(digits(*nearest->value, rule.limit), rule) + " in " + nearest->run;
    return verdictOf(rule, runs.size(), beyond.empty() ? Verdict::Pass : Verdict::Fail, nearest->value,
                     beyond.empty() ? best : beyond);
}

double meanOf(std::span<const SuitabilityValue> runs)
{
    double sum = 0.0;
    for (const SuitabilityValue &run : runs) {
        sum += *run.value / static_cast<double>(runs.size());
    }
    return sum;
}

double sdOf(std::span<const SuitabilityValue> runs, double mean)
{
    double squares = 0.0;
    for (const SuitabilityValue &run : runs) {
        squares += (*run.value - mean) * (*run.value - mean);
    }
    return std::sqrt(squares / static_cast<double>(runs.size() - 1));
}

/// USP <621>, unless the monograph says otherwise: five injections for a limit up to 2 %, six above.
std::string injectionsWanted(const SuitabilityRule &rule, std::size_t n)
{
    const std::size_t wanted = rule.limit <= 2.0 ? 5 : 6;
    return n < wanted ? "; USP <621> wants " + std::to_string(wanted) + " injections for this limit" : std::string();
}

} // namespace

std::span<const SuitabilityQuantity> suitabilityQuantities()
{
    return quantities;
}

std::string_view toString(Comparison comparison)
{
    return comparisons.at(static_cast<std::size_t>(comparison));
}

std::string_view toString(Aggregate aggregate)
{
    return aggregates.at(static_cast<std::size_t>(aggregate));
}

std::string_view toString(Verdict verdict)
{
    return verdicts.at(static_cast<std::size_t>(verdict));
}

Result<SuitabilityRule> makeSuitabilityRule(std::string peak, std::string_view quantity, std::string_view comparison,
                                            double limit, std::string_view aggregate)
{
    std::vector<std::string_view> names;
    for (const SuitabilityQuantity &each : quantities) {
        names.push_back(each.name);
    }
    const auto known = std::find(names.begin(), names.end(), quantity);
    if (known == names.end()) {
        return fail(ErrorCode::BadInput,
                    "no quantity is called \"" + std::string(quantity) + '"' + nearName(quantity, names));
    }
    const auto compared = indexOf(comparisons, comparison);
    const auto together = indexOf(aggregates, aggregate.empty() ? "each" : aggregate);
    if (!compared || !together) {
        return fail(ErrorCode::BadInput,
                    compared ? "aggregate \"" + std::string(aggregate) + "\" is none of " + listed(aggregates)
                             : "operator \"" + std::string(comparison) + "\" is none of " + listed(comparisons));
    }
    if (peak.empty() || !std::isfinite(limit)) {
        return fail(ErrorCode::BadInput, peak.empty() ? "a suitability rule needs the name of its peak"
                                                      : "the limit of a suitability rule must be a number");
    }
    return SuitabilityRule{std::move(peak), &quantities[known - names.begin()], static_cast<Comparison>(*compared),
                           limit, static_cast<Aggregate>(*together)};
}

void addPeaks(SuitabilityValue &value, const SuitabilityRule &rule, std::span<const Peak> peaks,
              std::span<const PeakMeasures> measures)
{
    for (std::size_t i = 0; i < peaks.size(); ++i) {
        if (peaks[i].name == rule.peak) {
            ++value.peaks;
            value.value = rule.quantity->valueOf(peaks[i], measures[i]);
        }
    }
}

SuitabilityVerdict judgeSuitability(const SuitabilityRule &rule, std::span<const SuitabilityValue> runs)
{
    if (auto none = withoutNumber(rule, runs)) {
        return std::move(*none);
    }
    if (rule.aggregate == Aggregate::Each) {
        return judgeEach(rule, runs);
    }
    const auto smaller = [](const SuitabilityValue &a, const SuitabilityValue &b) { return *a.value < *b.value; };
    const auto [low, high] = std::minmax_element(runs.begin(), runs.end(), smaller);
    double value = rule.aggregate == Aggregate::Min ? *low->value : *high->value;
    std::string note;
    if (rule.aggregate == Aggregate::Min || rule.aggregate == Aggregate::Max) {
        note = " in " + (rule.aggregate == Aggregate::Min ? low : high)->run;
    } else {
        const double mean = meanOf(runs);
        value = mean;
        if (rule.aggregate == Aggregate::Rsd) {
            value = 100.0 * sdOf(runs, mean) / std::abs(mean);
            note = injectionsWanted(rule, runs.size());
        }
        if (!std::isfinite(value)) {
            return verdictOf(rule, runs.size(), Verdict::NotApplicable, std::nullopt, "the mean is zero");
        }
    }
    return verdictOf(rule, runs.size(), holds(value, rule.comparison, rule.limit) ? Verdict::Pass : Verdict::Fail,
                     value, "it is " + withUnit(digits(value, rule.limit), rule) + note);
}

} // namespace tgc
