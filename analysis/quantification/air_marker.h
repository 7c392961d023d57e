// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/quantification/vial_record.h"

namespace tgc {

/// The N2 peak of one injection, and the gas that was injected.
struct NitrogenReading {
    double area = 0.0;
    std::optional<double> injected_mL;
};
[[nodiscard]] std::vector<NitrogenReading> nitrogenOf(std::span<const DrawRecord> draws);

/// Whether air got into a vial of argon, by its nitrogen. (Its oxygen elutes under the argon; tgc-method.md 1C.)
struct AirMarker {
    bool air = false; ///< one injection has more than `limit`
    double most = 0.0;
    double blankMean = 0.0;
    double limit = 0.0;
    bool perMilliliter = false; ///< the three are areas per mL injected: every injection says its volume
    std::size_t injections = 0;
    std::size_t blankInjections = 0;
    std::string sentence;
};

/// The largest N2 area of the injections against the blanks': the limit is that of one more injection of N,
///   mean + t(0.99, N-1) s sqrt(1 + 1/N),
/// one-sided. Areas are divided by the injected volume where all of them state it. Empty without a reading of the sample
/// or with fewer than two of the blanks: then nothing is said.
[[nodiscard]] std::optional<AirMarker> airMarker(std::span<const NitrogenReading> sample,
                                                 std::span<const NitrogenReading> blanks);

} // namespace tgc
