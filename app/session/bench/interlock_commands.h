// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "app/session/bench/interlock_watch.h"

namespace tgc::bench {

/// interlock.acknowledge, interlock.inhibit, interlock.release: each needs a name and a reason that somebody typed.
[[nodiscard]] Result<nlohmann::json> interlockCommand(InterlockWatch &interlocks, const std::string &command,
                                                      const nlohmann::json &args);

/// What a person typed as name and reason; complains at `args` where one of them says nothing.
class CommandArgs;
[[nodiscard]] InterlockWord typedWord(CommandArgs &args);

} // namespace tgc::bench
