// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "analysis/peaks/integration_event.h"
#include "app/cli/console.h"
#include "app/formats/out_table.h"

namespace tgc::cli {

/// A run's own events: `time_s,event,value[,end_s][,reason]`. A setting without time_s holds for the whole trace. BadInput
/// names the line.
[[nodiscard]] Result<std::vector<IntegrationEvent>> readEvents(const std::filesystem::path &file, Console &console);

/// The same columns, a row an event.
[[nodiscard]] formats::OutTable eventRows(std::span<const IntegrationEvent> events);

/// Every event that there is, as `--list-events` prints it.
[[nodiscard]] formats::OutTable eventList();

} // namespace tgc::cli
