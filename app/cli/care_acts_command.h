// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/commands.h"

namespace tgc::cli {

/// `care record`, `care void` and `care acts`.
void addCareActCommands(CLI::App &care, Action &chosen);

} // namespace tgc::cli
