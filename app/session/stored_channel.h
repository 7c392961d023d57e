// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>

#include "app/session/run_records.h"

namespace tgc::session {

/// What of an integration is kept beside the columns of its peaks, as JSON: for each channel its noise, drift, warnings,
/// rejected bumps, steps of the baseline, and of fitted peaks the classic area and the curve's parameters.
[[nodiscard]] std::string outputsJson(std::span<const ChannelIntegration> channels);

/// One channel of a stored integration as it was saved; nothing is computed anew. What earlier programs did not keep
/// (rejected bumps, noise from peak to peak) is empty. Empty where the record does not know the channel. Integrity: the
/// record cannot be read.
[[nodiscard]] Result<std::optional<ChannelIntegration>>
storedChannel(const db::NewResult &integration, const std::string &channel, const Chromatogram &trace);

} // namespace tgc::session
