// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/core/error.h"
#include "analysis/quantification/cycler_charge.h"

namespace tgc::formats {

/// What a column of a cycler file says.
enum class CyclerRole {
    RecordNumber,
    Cycle,
    Step,
    Time,
    StepTime,
    Current,
    Voltage,
    Counter, ///< of both directions
    ChargeCounter,
    DischargeCounter,
    Mode, ///< C, D or R beside a current without sign
    ClockTime, ///< date and time of day, to hold a time without unit against
};

/// A column by its heading. A unit's factor turns the number into s, A, V or Ah; times may also be h:m:s or d h:m:s, and
/// must be so where the factor is 0.
struct CyclerColumn {
    CyclerRole role{};
    std::string heading;
    double factor = 1.0;
    bool required = false; ///< the heading that tells this layout from others
};

/// How one kind of cycler file is laid out. Where several headings have one role the first found is read.
struct CyclerLayout {
    std::string vendor;
    char separator = ',';
    std::vector<CyclerColumn> columns;
    CyclerRules rules;
    bool timesInMinutesUnsaid = false; ///< the headings give no unit: held against the clock time
};

/// Neware, Arbin, Landt, BDF, BioLogic, Maccor, Novonix, Basytec, and plain tables with units in their names
/// (docs/file-formats.md). Sources: the headings of public sample files.
[[nodiscard]] const std::vector<CyclerLayout> &cyclerLayouts();

/// A column of a table that is not known: what it holds, and its heading there.
struct OwnColumn {
    std::string name; ///< time_s, time_min, time_h, step_time_s, current_A, current_mA, current_uA, voltage_V, cycle,
        ///< step, counter_Ah or counter_mAh
    std::string heading;
};

/// Columns of one's own; a layout for each separator. BadInput says what is not known or missing (time and current are
/// needed).
[[nodiscard]] Result<std::vector<CyclerLayout>> cyclerLayoutsOf(std::span<const OwnColumn> own);

/// The same in one line: "time_s=Zeit,current_mA=Strom,...".
[[nodiscard]] Result<std::vector<CyclerLayout>> cyclerLayoutsOf(std::string_view mapping);

} // namespace tgc::formats
