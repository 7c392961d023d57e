// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/core/error.h"
#include "analysis/peaks/integrate_events.h"

namespace tgc::session {

/// How peaks get their areas: as they stand, or fitted (`tgc integrate --mode fit`).
enum class IntegrationMode { Classic, Fit };

/// What one channel of a run is integrated with besides the method.
struct ChannelInputs {
    std::string channel;
    std::vector<Target> targets;              ///< in place of the method's
    std::optional<Time> peakWidth{};          ///< expected for the whole trace, in place of the method's
    std::vector<IntegrationEvent> events{};   ///< the run's own, done after the method's
    IntegrationMode mode = IntegrationMode::Classic;
};

/// The method with a channel's own inputs.
[[nodiscard]] Processing processingOf(Processing method, const ChannelInputs &own);

/// As results and drafts keep them: an array of {"channel","mode","targets","peak_width_s","events"}, the last two only
/// where there are any, the mode only where it is `fit`. The same inputs give the same text; what is read back is equal.
[[nodiscard]] std::string inputsJson(std::span<const ChannelInputs> channels);

/// Integrity, with the channel, where the text is not what `inputsJson` writes or names an event or a mode that is not
/// known.
[[nodiscard]] Result<std::vector<ChannelInputs>> inputsFromJson(std::string_view json);

/// Those of one channel; empty where it is not among them.
[[nodiscard]] std::optional<ChannelInputs> inputsFor(std::span<const ChannelInputs> all, const std::string &channel);

} // namespace tgc::session
