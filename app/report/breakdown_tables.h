// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "app/report/block.h"
#include "app/report/content.h"

/// The breakdown as tables, a row a sample.
namespace tgc::report {

/// "95 % interval", where all results have the same confidence.
[[nodiscard]] QString intervalName(const Content &content);

/// Decision, net hydrogen, metal as amount, mass and charge.
void addMetalTable(Blocks &blocks, const Content &content);
/// Inactive charge, SEI, and the shares of both.
void addChargeTable(Blocks &blocks, const Content &content);
/// CE and what it lost; per cm2 where an area is known. Nothing where neither is.
void addEfficiencyTable(Blocks &blocks, const Content &content);
/// Nothing where no trials were made.
void addMonteCarlo(Blocks &blocks, const Content &content);

} // namespace tgc::report
