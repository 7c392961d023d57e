// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/formats/cycler_layout.h"

#include <algorithm>
#include <array>

#include "app/formats/line_reader.h"

namespace tgc::formats {

namespace {

constexpr double minute_s = 60.0;
constexpr double hour_s = 3600.0;
constexpr double milli = 1e-3;
constexpr double clockOnly = 0.0;

constexpr std::array separators = {',', ';', '\t'};

using Role = CyclerRole;

CyclerLayout neware()
{
    return {"Neware",
            ',',
            {{Role::RecordNumber, "DataPoint"},
             {Role::Cycle, "Cycle Index", 1.0, true},
             {Role::Step, "Step Index", 1.0, true},
             {Role::Time, "Cumulative Time", clockOnly},
             {Role::Time, "Total Time", clockOnly},
             {Role::Time, "Total Time(min)", minute_s},
             {Role::StepTime, "Time", clockOnly},
             {Role::StepTime, "Time(min)", minute_s},
             {Role::Current, "Current(A)"},
             {Role::Current, "Current(mA)", milli},
             {Role::Voltage, "Voltage(V)"},
             {Role::Counter, "Capacity(Ah)"},
             {Role::Counter, "Capacity(mAh)", milli}},
            {CurrentRule::Trapezoid, CounterRule::PerStep},
            false};
}

CyclerLayout arbin()
{
    return {"Arbin",
            ',',
            {{Role::RecordNumber, "Data Point"},
             {Role::RecordNumber, "Data_Point"},
             {Role::Cycle, "Cycle Index"},
             {Role::Cycle, "Cycle_Index"},
             {Role::Step, "Step Index"},
             {Role::Step, "Step_Index"},
             {Role::Time, "Test Time (s)"},
             {Role::Time, "Test_Time(s)"},
             {Role::Time, "Test_Time"}, // the table of the .res file, which is in SI units
             {Role::StepTime, "Step Time (s)"},
             {Role::StepTime, "Step_Time(s)"},
             {Role::StepTime, "Step_Time"},
             {Role::Current, "Current (A)"},
             {Role::Current, "Current(A)"},
             {Role::Current, "Current"},
             {Role::Voltage, "Voltage (V)"},
             {Role::Voltage, "Voltage(V)"},
             {Role::Voltage, "Voltage"},
             {Role::ChargeCounter, "Charge Capacity (Ah)"},
             {Role::ChargeCounter, "Charge_Capacity(Ah)"},
             {Role::ChargeCounter, "Charge_Capacity"},
             {Role::DischargeCounter, "Discharge Capacity (Ah)"},
             {Role::DischargeCounter, "Discharge_Capacity(Ah)"},
             {Role::DischargeCounter, "Discharge_Capacity"}},
            {CurrentRule::Trapezoid, CounterRule::PerHalfCycle},
            false};
}

CyclerLayout landt()
{
    return {"Landt",
            ',',
            {{Role::Time, "test_time_s", 1.0, true},
             {Role::StepTime, "step_time_s"},
             {Role::Cycle, "cycle_index", 1.0, true},
             {Role::Step, "step_index"},
             {Role::Current, "current_A", 1.0, true},
             {Role::Voltage, "voltage_V"},
             {Role::ChargeCounter, "charge_capacity_Ah"},
             {Role::DischargeCounter, "discharge_capacity_Ah"}},
            {CurrentRule::Trapezoid, CounterRule::PerStep},
            false};
}

/// Battery Data Format; its cycle count is not read: published files hold it in radian.
CyclerLayout bdf()
{
    return {"BDF",
            ',',
            {{Role::Time, "test_time_second"},
             {Role::Time, "Test Time / s"},
             {Role::Step, "step_index"},
             {Role::Step, "Step Index / 1"},
             {Role::Step, "Step ID"},
             {Role::Current, "current_ampere"},
             {Role::Current, "Current / A"},
             {Role::Voltage, "voltage_volt"},
             {Role::Voltage, "Voltage / V"},
             {Role::ChargeCounter, "charging_capacity_ah"},
             {Role::ChargeCounter, "Charging Capacity / Ah"},
             {Role::DischargeCounter, "discharging_capacity_ah"},
             {Role::DischargeCounter, "Discharging Capacity / Ah"}},
            {CurrentRule::Trapezoid, CounterRule::PerStep},
            false};
}

CyclerLayout biologic()
{
    return {"BioLogic",
            '\t',
            {{Role::Time, "time/s", 1.0, true},
             {Role::StepTime, "step time/s"},
             {Role::Cycle, "half cycle", 1.0, true},
             {Role::Current, "I/mA", milli},
             {Role::Current, "<I>/mA", milli},
             {Role::Voltage, "Ewe/V"},
             {Role::Voltage, "<Ewe>/V"},
             {Role::Voltage, "Ecell/V"},
             {Role::Counter, "Q charge/discharge/mA.h", milli}},
            // <I> is a mean since the record before; with I no record stands where the set current changes.
            {CurrentRule::Rectangle, CounterRule::PerHalfCycle, StepRule::WholeHalfCycle},
            false};
}

CyclerLayout maccor()
{
    return {"Maccor",
            '\t',
            {{Role::RecordNumber, "Rec"},
             {Role::Cycle, "Cycle C", 1.0, true},
             {Role::Step, "Step"},
             {Role::Time, "TestTime", minute_s, true},
             {Role::StepTime, "StepTime", minute_s},
             {Role::Current, "Current [A]"},
             {Role::Voltage, "Voltage [V]"},
             {Role::Counter, "Cap. [Ah]"},
             {Role::Mode, "Md", 1.0, true},
             {Role::ClockTime, "DPT Time"}},
            {CurrentRule::Trapezoid, CounterRule::PerStep},
            true};
}

CyclerLayout novonix()
{
    return {"Novonix",
            ',',
            {{Role::Time, "Run Time (h)", hour_s, true},
             {Role::StepTime, "Step Time (h)", hour_s},
             {Role::Cycle, "Cycle Number", 1.0, true},
             {Role::Step, "Step Number"},
             {Role::Current, "Current (A)"},
             {Role::Voltage, "Potential (V)"},
             {Role::Counter, "Capacity (Ah)"}},
            // The record at step time 0 has no current yet.
            {CurrentRule::Rectangle, CounterRule::Net},
            false};
}

CyclerLayout basytec()
{
    return {"Basytec",
            '\t',
            {{Role::Time, "Time[s]", 1.0, true},
             {Role::StepTime, "t-Step[s]"},
             {Role::Step, "Line"},
             {Role::Cycle, "Cyc-Count"},
             {Role::Current, "I[A]", 1.0, true},
             {Role::Voltage, "U[V]"},
             {Role::Counter, "Ah-Step"}},
            {CurrentRule::Trapezoid, CounterRule::PerStep},
            false};
}

/// Names with units, as this program writes its own tables.
std::vector<CyclerColumn> plainColumns()
{
    return {{Role::Time, "time_s"},
            {Role::Time, "time_min", minute_s},
            {Role::Time, "time_h", hour_s},
            {Role::StepTime, "step_time_s"},
            {Role::Current, "current_A"},
            {Role::Current, "current_mA", milli},
            {Role::Current, "current_uA", milli * milli},
            {Role::Voltage, "voltage_V"},
            {Role::Cycle, "cycle"},
            {Role::Step, "step"},
            {Role::Counter, "counter_Ah"},
            {Role::Counter, "counter_mAh", milli}};
}

tl::unexpected<Error> notAColumn(std::string_view entry)
{
    std::string names;
    for (const CyclerColumn &candidate : plainColumns()) {
        names += (names.empty() ? "" : ", ") + candidate.heading;
    }
    return fail(ErrorCode::BadInput,
                "columns: \"" + std::string(entry) + "\" is not NAME=HEADING with one of these names: " + names);
}

} // namespace

const std::vector<CyclerLayout> &cyclerLayouts()
{
    static const std::vector<CyclerLayout> layouts = [] {
        std::vector<CyclerLayout> all{neware(), arbin(), landt(), bdf(), biologic(), maccor(), novonix(), basytec()};
        for (const char separator : separators) {
            all.push_back({"table", separator, plainColumns(), {}, false});
        }
        return all;
    }();
    return layouts;
}

Result<std::vector<CyclerLayout>> cyclerLayoutsOf(std::span<const OwnColumn> own)
{
    std::vector<CyclerColumn> columns;
    const auto known = plainColumns();
    for (const OwnColumn &each : own) {
        const auto column = std::find_if(known.begin(), known.end(),
                                         [&](const CyclerColumn &candidate) { return candidate.heading == each.name; });
        if (each.heading.empty() || column == known.end()) {
            return notAColumn(each.name + "=" + each.heading);
        }
        columns.push_back({column->role, each.heading, column->factor, true});
    }
    const auto has = [&](Role role) {
        return std::any_of(columns.begin(), columns.end(),
                           [role](const CyclerColumn &column) { return column.role == role; });
    };
    if (!has(Role::Time) || !has(Role::Current)) {
        return fail(ErrorCode::BadInput, std::string("columns: ") +
                                             (has(Role::Time) ? "a current (current_A=...)" : "a time (time_s=...)") +
                                             " is missing");
    }
    std::vector<CyclerLayout> layouts;
    for (const char separator : separators) {
        layouts.push_back({"own columns", separator, columns, {}, false});
    }
    return layouts;
}

Result<std::vector<CyclerLayout>> cyclerLayoutsOf(std::string_view mapping)
{
    std::vector<OwnColumn> own;
    while (!mapping.empty()) {
        const auto end = std::min(mapping.find(','), mapping.size());
        const std::string_view entry = mapping.substr(0, end);
        mapping.remove_prefix(std::min(end + 1, mapping.size()));
        const auto equals = entry.find('=');
        if (equals == std::string_view::npos) {
            return notAColumn(entry);
        }
        own.push_back({std::string(trimmed(entry.substr(0, equals))), std::string(trimmed(entry.substr(equals + 1)))});
    }
    return cyclerLayoutsOf(own);
}

} // namespace tgc::formats
