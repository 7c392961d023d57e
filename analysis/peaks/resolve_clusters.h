// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "analysis/peaks/bounds.h"

namespace tgc {

/// Clusters of the features that really rise above (or fall below) the baseline they share. A strong peak bends the
/// signal the other way at its feet, which looks like two weak opposite ones: features close to a stronger opposite
/// one are put back only where the signal does cross the baseline. Clusters whose valleys reach below their baseline
/// are split there.
[[nodiscard]] std::vector<Cluster> resolveClusters(const Scene &scene, const std::vector<Feature> &features);

} // namespace tgc
