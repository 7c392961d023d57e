// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include "app/cli/commands.h"

namespace tgc::cli {

/// Of `tgc station`: interlocks, acknowledge, inhibit, release, stops, halt.
void addInterlockCommands(CLI::App &station, Action &chosen);

} // namespace tgc::cli
