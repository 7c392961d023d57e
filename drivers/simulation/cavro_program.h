// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "drivers/simulation/pump_drive.h"

namespace tgc::simulation {

/// The pump's error codes (low four bits of its status byte).
enum class CavroError {
    None = 0,
    Initialisation = 1,
    InvalidCommand = 2,
    InvalidOperand = 3,
    InvalidSequence = 4,
    NotInitialised = 7,
    PlungerOverload = 9,
    MoveNotAllowed = 11,
    Overflow = 15,
};

/// What the pump remembers between programs.
struct CavroSettings {
    bool initialised = false;
    bool microsteps = false;      ///< N1: 24000 instead of 3000 a stroke
    double top_steps_s = 1400.0;  ///< V
    double start_steps_s = 900.0; ///< v
    double cutoff_steps_s = 900.0; ///< c
    int slope = 14;               ///< L
    int backlash = 12;            ///< K

    /// Numbers of a position on the wire, per step of the full stroke's 3000.
    [[nodiscard]] double scale() const { return microsteps ? 8.0 : 1.0; }
};

struct CavroProgram {
    std::vector<PumpMove> moves;
    CavroSettings settings;  ///< as they are when it has ended
    bool execute = false;    ///< an R stands at its end
    bool initialises = false;
    CavroError error = CavroError::None;
};

/// Reads a command string such as "IA3000OV200D1500R" (XCalibur manual, chapter 3), for a pump whose plunger and valve
/// stand as given. With an error nothing of it is done.
[[nodiscard]] CavroProgram readCavroProgram(std::string_view text, const CavroSettings &settings, double position_steps,
                                            char valve);

} // namespace tgc::simulation
