// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "app/session/bench/bench_parts.h"
#include "app/session/bench/queue_engine.h"

namespace tgc::bench {

/// The commands of docs/station-protocol.md, station.stop apart, which is the station's own. From any thread.
[[nodiscard]] Result<nlohmann::json> doCommand(BenchParts &parts, QueueEngine &queue, const std::string &name,
                                               const nlohmann::json &args);

[[nodiscard]] nlohmann::json snapshotOf(BenchParts &parts, const QueueEngine &queue);

} // namespace tgc::bench
