// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>

#include <nlohmann/json.hpp>

#include "analysis/core/error.h"

namespace tgc::station {

/// The bench's command that does what was asked for, called with name and arguments.
using BenchCommand = std::function<Result<nlohmann::json>(const std::string &name, const nlohmann::json &args)>;

/// `stop` with `act` (after-step|now-keep|safe-state) and `why`; answers with the act's sentence of the stop table.
[[nodiscard]] Result<nlohmann::json> stopBench(const nlohmann::json &args, const BenchCommand &bench);

} // namespace tgc::station
