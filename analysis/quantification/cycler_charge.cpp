// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quantification/cycler_charge.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "analysis/core/decimal.h"

namespace tgc {

namespace {

constexpr double coulombsPerAmpereHour = 3600.0;

/// One step's records, and the record before it.
struct Step {
    std::span<const CyclerRecord> records;
    const CyclerRecord *before = nullptr;
};

int signOf(double value)
{
    return value > 0.0 ? 1 : value < 0.0 ? -1 : 0;
}

bool beginsStep(const CyclerRecord &before, const CyclerRecord &now, StepRule rule)
{
    const bool startsAgain = before.stepTime_s && now.stepTime_s && *now.stepTime_s < *before.stepTime_s;
    switch (rule) {
    case StepRule::Numbered: return now.step != before.step || startsAgain;
    case StepRule::BySign: return signOf(now.current_A) != signOf(before.current_A);
    case StepRule::WholeHalfCycle: return false;
    }
    return false;
}

std::vector<Step> stepsOf(std::span<const CyclerRecord> records, StepRule rule)
{
    std::vector<Step> steps;
    std::size_t begin = 0;
    for (std::size_t i = 1; i <= records.size(); ++i) {
        const bool ends = i == records.size() || records[i].cycle != records[begin].cycle ||
                          beginsStep(records[i - 1], records[i], rule) || records[i].time_s < records[i - 1].time_s;
        if (ends) {
            steps.push_back({records.subspan(begin, i - begin), begin > 0 ? &records[begin - 1] : nullptr});
            begin = i;
        }
    }
    return steps;
}

struct StepCharge {
    double trapezoid_C = 0.0;
    double rectangle_C = 0.0;
    double time_s = 0.0;
    double against_C = 0.0; ///< what flowed the other way within the step: it is taken off the sum
    double moved_C = 0.0;   ///< magnitudes, and their sum of voltage times charge
    std::optional<double> energy_J = 0.0;
};

StepCharge chargeOf(const Step &step)
{
    StepCharge charge;
    const CyclerRecord &first = step.records.front();
    if (first.stepTime_s) {
        double since = *first.stepTime_s;
        if (step.before) { // a step time kept from the step before must not count
            since = std::min(since, std::max(first.time_s - step.before->time_s, 0.0));
        }
        charge.trapezoid_C = charge.rectangle_C = first.current_A * since;
        charge.time_s = since;
    }
    charge.time_s += step.records.back().time_s - first.time_s;
    double forward_C = 0.0;
    double backward_C = 0.0;
    for (std::size_t i = 1; i < step.records.size(); ++i) {
        const CyclerRecord &a = step.records[i - 1];
        const CyclerRecord &b = step.records[i];
        const double dt = b.time_s - a.time_s;
        charge.trapezoid_C += 0.5 * (a.current_A + b.current_A) * dt;
        charge.rectangle_C += b.current_A * dt;
        (b.current_A > 0.0 ? forward_C : backward_C) += std::abs(b.current_A) * dt;
        charge.moved_C += std::abs(b.current_A) * dt;
        charge.energy_J = charge.energy_J && b.voltage_V
                              ? std::optional(*charge.energy_J + *b.voltage_V * std::abs(b.current_A) * dt)
                              : std::nullopt;
    }
    charge.against_C = std::min(forward_C, backward_C);
    return charge;
}

/// The cycler's counter over the steps of one half cycle, and where it fell back within one.
class CounterSum {
public:
    CounterSum(CounterRule rule, CycleDirection direction) : m_rule(rule), m_direction(direction) {}

    void add(const Step &step)
    {
        const auto &records = step.records;
        if (!of(records.front()) || !of(records.back())) {
            m_missing = true;
            return;
        }
        double lost = 0.0;
        for (std::size_t i = 1; i < records.size(); ++i) {
            const double before = std::abs(of(records[i - 1]).value_or(0.0));
            const double now = std::abs(of(records[i]).value_or(0.0));
            // A counter of magnitudes only grows; half of what stood is gone: it began anew.
            if (m_rule != CounterRule::Net && now < 0.5 * before) {
                m_fallenLines.push_back(records[i].line);
                lost += before;
            }
        }
        m_lost_Ah += lost;
        const double last = std::abs(*of(records.back()));
        switch (m_rule) {
        case CounterRule::PerStep: m_sum_Ah += last; break;
        case CounterRule::PerHalfCycle: m_sum_Ah = last; break;
        case CounterRule::Net: m_sum_Ah += std::abs(*of(records.back()) - *of(records.front())); break;
        }
        m_begun = true;
    }

    [[nodiscard]] std::optional<double> sum_C() const
    {
        return m_begun && !m_missing ? std::optional(m_sum_Ah * coulombsPerAmpereHour) : std::nullopt;
    }
    [[nodiscard]] double lost_C() const { return m_lost_Ah * coulombsPerAmpereHour; }
    [[nodiscard]] const std::vector<std::size_t> &fallenLines() const { return m_fallenLines; }

private:
    [[nodiscard]] std::optional<double> of(const CyclerRecord &record) const
    {
        return m_direction == CycleDirection::Charging ? record.chargeCounter_Ah : record.dischargeCounter_Ah;
    }

    CounterRule m_rule;
    CycleDirection m_direction;
    double m_sum_Ah = 0.0;
    double m_lost_Ah = 0.0;
    bool m_begun = false;
    bool m_missing = false;
    std::vector<std::size_t> m_fallenLines;
};

/// Stretches without a record while current flows, far longer than the step's usual interval.
std::vector<std::string> holesOf(const Step &step)
{
    constexpr std::size_t fewest = 5;
    constexpr double usualIntervals = 20.0;
    std::vector<double> intervals;
    for (std::size_t i = 1; i < step.records.size(); ++i) {
        intervals.push_back(step.records[i].time_s - step.records[i - 1].time_s);
    }
    std::vector<std::string> holes;
    if (intervals.size() < fewest) {
        return holes;
    }
    auto sorted = intervals;
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    for (std::size_t i = 0; i < intervals.size(); ++i) {
        const CyclerRecord &before = step.records[i];
        const CyclerRecord &after = step.records[i + 1];
        if (intervals[i] > usualIntervals * *middle && *middle > 0.0 &&
            (before.current_A != 0.0 || after.current_A != 0.0)) {
            holes.push_back("no record for " + shortest(std::round(intervals[i] * 10.0) / 10.0) + " s before line " +
                            std::to_string(after.line) + ", while current may have flowed");
        }
    }
    return holes;
}

/// A half cycle being added up.
struct Sum {
    HalfCycle half;
    StepCharge charge;
    CounterSum counter;
};

std::string lineList(const std::vector<std::size_t> &lines)
{
    std::string list;
    for (const std::size_t line : lines) {
        list += (list.empty() ? "" : ", ") + std::to_string(line);
    }
    return list;
}

void explain(Sum &sum, const CyclerRules &rules, double tolerance)
{
    HalfCycle &half = sum.half;
    const double integral = inCoulombs(half.integral);
    if (sum.charge.against_C > tolerance * integral) {
        half.notes.push_back(shortest(inMilliampereHours(coulombs(sum.charge.against_C))) +
                             " mAh flowed the other way within a step and are taken off: the steps are not told apart");
    }
    if (!half.counter) {
        return;
    }
    const double counter = inCoulombs(*half.counter);
    if (const auto &lines = sum.counter.fallenLines(); !lines.empty()) {
        half.notes.push_back("the cycler's counter falls back at line " + lineList(lines) +
                             "; with what it lost it is " +
                             shortest(inMilliampereHours(coulombs(counter + sum.counter.lost_C()))) + " mAh");
    }
    if (integral > 0.0 && std::abs(counter / integral - 1.0) > tolerance) {
        std::string note = "integral and the cycler's counter differ by " +
                           shortest(std::round((counter / integral - 1.0) * 1e4) / 1e2) + " %";
        const double mean_A = integral / std::max(inSeconds(half.end - half.start), 1e-9);
        if (rules.currentResolution_A > 0.02 * mean_A) {
            note += "; the current is rounded to " + shortest(std::round(rules.currentResolution_A * 1e9) / 1e6) +
                    " mA in this file: take the counter";
        } else if (std::abs(inCoulombs(half.otherRule) / counter - 1.0) < std::abs(integral / counter - 1.0)) {
            note += "; few records stand where the current changes";
        }
        half.notes.push_back(std::move(note));
    }
}

} // namespace

std::string_view toString(CycleDirection direction)
{
    return direction == CycleDirection::Charging ? "charge" : "discharge";
}

std::vector<HalfCycle> halfCycles(std::span<const CyclerRecord> records, const CyclerRules &rules, double tolerance)
{
    std::vector<Sum> sums;
    std::map<std::pair<int, CycleDirection>, std::size_t> where;
    for (const Step &step : stepsOf(records, rules.steps)) {
        double net = 0.0;
        bool flows = false;
        for (const CyclerRecord &record : step.records) {
            net += record.current_A;
            flows = flows || record.current_A != 0.0;
        }
        if (!flows) {
            continue; // a rest
        }
        const CyclerRecord &first = step.records.front();
        const CyclerRecord &last = step.records.back();
        const CycleDirection direction = net > 0.0 ? CycleDirection::Charging : CycleDirection::Discharging;
        const auto [at, isNew] = where.try_emplace({first.cycle, direction}, sums.size());
        if (isNew) {
            sums.push_back({{}, {}, CounterSum(rules.counter, direction)});
            sums.back().half.cycle = first.cycle;
            sums.back().half.direction = direction;
            sums.back().half.start = seconds(first.time_s);
            sums.back().half.firstLine = first.line;
        }
        Sum &sum = sums[at->second];
        const StepCharge charge = chargeOf(step);
        sum.charge.trapezoid_C += charge.trapezoid_C;
        sum.charge.rectangle_C += charge.rectangle_C;
        sum.charge.time_s += charge.time_s;
        sum.charge.against_C += charge.against_C;
        sum.charge.moved_C += charge.moved_C;
        sum.charge.energy_J = sum.charge.energy_J && charge.energy_J
                                  ? std::optional(*sum.charge.energy_J + *charge.energy_J)
                                  : std::nullopt;
        sum.counter.add(step);
        for (std::string &hole : holesOf(step)) {
            sum.half.notes.push_back(std::move(hole));
        }
        sum.half.records += step.records.size();
        sum.half.end = seconds(last.time_s);
        sum.half.endVoltage_V = last.voltage_V;
        sum.half.lastLine = last.line;
    }
    std::vector<HalfCycle> result;
    for (Sum &sum : sums) {
        const bool trapezoid = rules.current == CurrentRule::Trapezoid;
        const double trapezoid_C = std::abs(sum.charge.trapezoid_C);
        const double rectangle_C = std::abs(sum.charge.rectangle_C);
        sum.half.integral = coulombs(trapezoid ? trapezoid_C : rectangle_C);
        sum.half.otherRule = coulombs(trapezoid ? rectangle_C : trapezoid_C);
        sum.half.flowing = seconds(sum.charge.time_s);
        if (sum.charge.energy_J && sum.charge.moved_C > 0.0) {
            sum.half.meanVoltage_V = *sum.charge.energy_J / sum.charge.moved_C;
        }
        if (const auto counter_C = sum.counter.sum_C()) {
            sum.half.counter = coulombs(*counter_C);
        }
        explain(sum, rules, tolerance);
        result.push_back(std::move(sum.half));
    }
    return result;
}

CellCharges cellCharges(std::span<const HalfCycle> halves, CycleDirection plating)
{
    CellCharges cell;
    cell.counterPlated = cell.counterStripped = Charge{};
    for (const HalfCycle &half : halves) {
        const bool plated = half.direction == plating;
        (plated ? cell.plated : cell.stripped) += half.integral;
        std::optional<Charge> &counter = plated ? cell.counterPlated : cell.counterStripped;
        counter = counter && half.counter ? std::optional<Charge>(*counter + *half.counter) : std::nullopt;
        cell.flowing += half.flowing;
        cell.endsPlated = plated;
        cell.lastVoltage_V = half.endVoltage_V;
        for (const std::string &note : half.notes) {
            cell.notes.push_back("cycle " + std::to_string(half.cycle) + " " + std::string(toString(half.direction)) +
                                 ": " + note);
        }
    }
    return cell;
}

} // namespace tgc
