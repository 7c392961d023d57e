// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "app/session/bench/interlock_latch.h"

namespace tgc::bench {

/// One word for how an interlock stands, the worst first: tripped, unknown, latched, inhibited, ok.
[[nodiscard]] std::string interlockState(const InterlockVerdict &verdict, const InterlockLatch &latch,
                                         drivers::Instant now);

/// INTERLOCK of docs/station-protocol.md.
[[nodiscard]] nlohmann::json interlockJson(const Interlock &declared, const InterlockVerdict &verdict,
                                           const InterlockLatch &latch, drivers::Instant now);

} // namespace tgc::bench
