// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "app/session/bench/queue_engine.h"

namespace tgc::bench {

/// The commands `queue.*` of docs/station-protocol.md. From any thread.
[[nodiscard]] Result<nlohmann::json> doQueueCommand(QueueEngine &queue, const std::string &name,
                                                    const nlohmann::json &args);

} // namespace tgc::bench
