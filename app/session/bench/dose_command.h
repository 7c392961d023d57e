// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <nlohmann/json.hpp>

#include "app/session/bench/bench_parts.h"
#include "app/session/bench/command_args.h"

namespace tgc::bench {

/// `dose.check`: whether a dose would be given, in numbers and words. Moves nothing.
[[nodiscard]] Result<nlohmann::json> doseCheck(BenchParts &parts, const nlohmann::json &args);

/// `dose`, once `mayMove` has agreed to moving liquid now.
[[nodiscard]] Result<nlohmann::json> doseNow(BenchParts &parts, const nlohmann::json &args,
                                             const std::function<Result<void>(CommandArgs &)> &mayMove);

} // namespace tgc::bench
