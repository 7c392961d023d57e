// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "analysis/peaks/bounds.h"
#include "analysis/peaks/describe.h"
#include "analysis/peaks/peak.h"

namespace tgc {

/// Measures a cluster's peaks and adds them to `result`; steps, and what is too low over the baseline, go to
/// `rejected` with the criterion.
void addClusterPeaks(IntegrationResult &result, const TraceFacts &trace, const Scene &scene, const Cluster &cluster);

/// "height 4.1 noise, needs 6"
[[nodiscard]] std::string weakCriterion(const Feature &feature);

} // namespace tgc
