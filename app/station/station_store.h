// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>

#include "analysis/core/error.h"

namespace tgc::station {

/// The store that a station's runs go to, made absolute: the one asked for, else the user's own - or, for a simulated
/// bench, a store of its own beside it (`simulated.sqlite`). Simulated and real runs are kept apart:
/// Unsupported: a simulated bench is to write to the user's own store or to one that holds runs that are not simulated,
/// or a real bench to one that holds simulated runs. Store: it cannot be read.
[[nodiscard]] Result<std::filesystem::path> chooseStore(const std::optional<std::filesystem::path> &asked,
                                                        bool simulated);

} // namespace tgc::station
