// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "app/report/block.h"
#include "app/report/content.h"

namespace tgc::report {

/// The draws of one vial, or of several with their names: how gas was taken, its area, the amount by the curve (null: none),
/// the run.
void addDraws(Blocks &blocks, std::span<const ReportedSample> vials, const ReportedCurve *curve);

} // namespace tgc::report
