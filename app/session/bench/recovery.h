// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/session/bench/line_state.h"

namespace tgc::bench {

/// What a person may choose for a line that did not come to its end.
inline constexpr std::string_view recoveryChoices[] = {"continue", "repeat", "skip", "hold", "close"};

struct RecoveryChoice {
    std::string choice;
    std::string by;
    std::string reason;
    std::optional<double> dosed_mL; ///< what the person says the vial has got, where it is not known
};

/// What is known of a line that did not come to its end, and what is not, in sentences.
[[nodiscard]] std::string whatIsKnown(const LineState &state);

/// The line after the choice. A dose that may have been given is never asked for again; one that nobody knows is taken
/// over only on a person's name and reason. BadInput says in words what stands against it.
[[nodiscard]] Result<LineState> afterChoice(LineState state, const RecoveryChoice &choice);

/// The dose of a line in doubt, after a person has said so: by name, with a reason, perhaps with the amount.
[[nodiscard]] Result<DoseFact> acknowledged(DoseFact dose, int line, const RecoveryChoice &choice);

} // namespace tgc::bench
