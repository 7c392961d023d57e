// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/core/error.h"
#include "app/formats/imported_run.h"

namespace tgc::session {

/// The channels of a run that carry a signal: the one named (the file's own name for it, or a number from 1), or all.
/// BadInput lists the names there are.
[[nodiscard]] Result<std::vector<const formats::ImportedChannel *>>
channelsWithSignal(const formats::ImportedRun &run, const std::optional<std::string> &channel);

/// The names of a run's channels, for messages: "Ch1, Ch2".
[[nodiscard]] std::string channelNames(const formats::ImportedRun &run);

} // namespace tgc::session
