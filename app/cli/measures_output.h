// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/peaks/peak_measures.h"
#include "analysis/signal/astm_noise.h"
#include "app/cli/table_text.h"

namespace tgc::cli {

/// What was measured of one channel's peaks, and of its detector.
struct ChannelMeasures {
    std::vector<PeakMeasures> peaks;            ///< one for each peak of the result
    std::optional<std::string> blank; ///< the file that the noise windows lie in; the trace itself when empty
    std::optional<AstmNoise> noise; ///< where it was asked for
    std::optional<double> minimumDetectability; ///< mg/mL
};

/// The object `measures` of a peak.
[[nodiscard]] std::string measuresJson(const PeakMeasures &measures);
/// The object `noise_astm` of a channel, or null.
[[nodiscard]] std::string noiseJson(const ChannelMeasures &measures);

/// Columns that follow those of the peak itself, and a peak's cells for them.
[[nodiscard]] const std::vector<std::string> &measureColumns();
[[nodiscard]] std::vector<formats::OutCell> measureCells(const PeakMeasures &measures);

} // namespace tgc::cli
