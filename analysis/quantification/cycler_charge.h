// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/core/units.h"

namespace tgc {

/// One record of a battery cycler. The current is positive where the working electrode is oxidised (charge; stripping in
/// Li||Cu) and negative where it is reduced (discharge; plating).
struct CyclerRecord {
    double time_s = 0.0; ///< of the whole test
    std::optional<double> stepTime_s; ///< since the step began
    int cycle = 0;
    int step = 0; ///< any number that changes with the step
    double current_A = 0.0;
    std::optional<double> voltage_V;
    std::optional<double> chargeCounter_Ah; ///< the cycler's own, as they stand in the file; a file with one counter
    std::optional<double> dischargeCounter_Ah; ///< for both directions fills both
    std::size_t line = 0; ///< of the file, for messages
};

/// What stands between two records (the SOURCE of each vendor; tgc-method.md 4, rows 19 and 20).
enum class CurrentRule {
    Trapezoid, ///< currents are momentary: their mean holds in between
    Rectangle, ///< a record's current holds since the record before: mean currents, and files without a record at a change
};

/// When the cycler's counter begins again.
enum class CounterRule {
    PerStep, ///< from zero with each step
    PerHalfCycle, ///< from zero with each half cycle, or one a direction that runs on within a cycle
    Net, ///< signed net charge that runs on
};

/// Where one step ends and the next begins.
enum class StepRule {
    Numbered, ///< at a new step number, or where the step time begins again
    BySign, ///< where the current changes its sign: files without step numbers
    WholeHalfCycle, ///< nowhere within a half cycle that the cycler itself numbers
};

struct CyclerRules {
    CurrentRule current = CurrentRule::Trapezoid;
    CounterRule counter = CounterRule::PerStep;
    StepRule steps = StepRule::Numbered;
    double currentResolution_A = 0.0; ///< last digit of the file's currents; 0: finer than matters
};

enum class CycleDirection { Charging, Discharging };
[[nodiscard]] std::string_view toString(CycleDirection direction); ///< charge | discharge

/// All that flowed one way within one cycle.
struct HalfCycle {
    int cycle = 0;
    CycleDirection direction = CycleDirection::Charging;
    std::size_t records = 0;
    Time start{};
    Time end{};
    Charge integral{}; ///< of I dt by the file's rule; a magnitude
    Charge otherRule{}; ///< by the other rule: what the choice of rule is worth
    Time flowing{}; ///< the steps' own time: rests in between do not count
    std::optional<Charge> counter; ///< the cycler's own; a magnitude
    std::optional<double> endVoltage_V;
    std::optional<double> meanVoltage_V; ///< weighted by the charge; empty where a record lacks its voltage
    std::size_t firstLine = 0;
    std::size_t lastLine = 0;
    std::vector<std::string> notes; ///< what of it deserves a look, in words: counters that fall back or disagree
};

/// Half cycles in order of their first record: steps of one cycle and direction are summed, whatever parts them. Within a
/// step the sum runs over its own intervals; the first record adds its current times its step time, at most the time
/// since the record before. No interval crosses a change of step or a time that goes back. A step without
/// current is a rest. Integral and counter more than `tolerance` apart get a note, and so does charge that flows the other
/// way within a step.
[[nodiscard]] std::vector<HalfCycle> halfCycles(std::span<const CyclerRecord> records, const CyclerRules &rules,
                                                double tolerance = 1e-3);

/// What a cell's half cycles add up to, in the roles of tgc-method.md 2.1.
struct CellCharges {
    Charge plated{};
    Charge stripped{};
    std::optional<Charge> counterPlated; ///< by the cycler's counter; empty where a half cycle has none
    std::optional<Charge> counterStripped;
    Time flowing{}; ///< for the share of the current's offset
    bool endsPlated = false; ///< the last half cycle plated: metal on the electrode is active too
    std::optional<double> lastVoltage_V;
    std::vector<std::string> notes; ///< of the half cycles, each with its cycle and direction
};

/// `plating`: the direction that plates metal on the titrated electrode (discharge in Li||Cu, charge in anode-free cells).
[[nodiscard]] CellCharges cellCharges(std::span<const HalfCycle> halves, CycleDirection plating);

} // namespace tgc
