// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "drivers/profile/profile.h"

/// The results of a gas chromatograph that lists its components by code (hardware.md 1.2). Pure: readings in, readings
/// out.
namespace tgc::drivers {

/// Why the table must not be taken, and what its values are worth then; Good: it may be.
struct Acceptance {
    Quality quality = Quality::Good;
    std::string reason;
};

/// `guards` are readings of every accept_when point and of the fresh point, taken before and after the table.
/// `runBefore` is the fresh point's value when the program first looked or last started a run.
[[nodiscard]] Acceptance acceptComposition(const GcComponents &components, std::span<const Reading> before,
                                           std::span<const Reading> after, const std::string &runBefore);

/// The reading of "composition.NAME" from the registers of both blocks.
[[nodiscard]] Reading componentReading(const GcComponents &components, const std::string &name,
                                       std::span<const std::uint16_t> codes, std::span<const std::uint16_t> values,
                                       const Acceptance &acceptance);

} // namespace tgc::drivers
