// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "drivers/labjack/t7.h"

namespace tgc::drivers::t7 {

/// What no T7 could do is refused before a device is asked: inputs, ranges, pairs, lines. BadInput names the channel.
[[nodiscard]] Result<void> checkConfig(const T7Config &config);

/// All channels' settings written, then read back, in one question.
[[nodiscard]] Feedback setUp(const T7Config &config);
/// Whether what was read back is what was written. Device: which setting differs.
[[nodiscard]] Result<void> checkSetUp(const T7Config &config, const std::vector<double> &readBack);

} // namespace tgc::drivers::t7
