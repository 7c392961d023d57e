// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/core/error.h"

namespace tgc::simulation {

enum class FaultKind {
    Late,        ///< the answer comes, `seconds` later
    Lost,        ///< the device did what was asked; its answer is lost
    Unheard,     ///< the request never reached the device
    Duplicated,  ///< the answer comes twice
    Truncated,   ///< half of the answer comes
    BadChecksum, ///< a bit of the answer is wrong
    OtherUnit,   ///< the answer carries another unit's address
    Exception,   ///< the device refuses with `code` and does nothing
    Stall,       ///< what moves jams; what does not move hangs for `seconds`
    Unplug,      ///< the line is gone for `seconds`
    PowerCycle,  ///< the device loses its power for a moment, and its state
};

/// One fault of a script. It strikes at a request: the `request`-th, the first at or after `at_s`, or each with
/// `probability`. Unplug and PowerCycle at a time need no request.
struct Fault {
    std::string device;
    FaultKind kind = FaultKind::Late;
    std::optional<std::uint64_t> request; ///< from 1, counted for each device
    std::optional<double> at_s;           ///< simulated time
    std::optional<double> probability;
    double seconds = 1.0; ///< of whoever waits: wall time, whatever the bench's speed
    int code = 4;
};

/// A script in TOML: `[[fault]]` with `device`, `kind` ("late", "bad-checksum" ...), one of `request`, `at_s`,
/// `probability`, and `seconds`, `code` where they matter. BadInput: "FILE:LINE: what is wrong".
[[nodiscard]] Result<std::vector<Fault>> parseFaultScript(std::string_view text, const std::string &file);
[[nodiscard]] Result<std::vector<Fault>> readFaultScript(const std::filesystem::path &file);

} // namespace tgc::simulation
