// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "app/cli/context.h"

namespace tgc::cli {

/// What the chosen command does, once the whole command line has been understood.
using Action = std::function<void(Context &)>;

// Each adds one command to the program: its options, its help, and what it puts into `chosen` when it is called for.
void addIntegrateCommand(CLI::App &program, Action &chosen);
void addDumpCommand(CLI::App &program, Action &chosen);
void addCalibrateCommand(CLI::App &program, Action &chosen);
void addCheckCommand(CLI::App &program, Action &chosen);
void addQuantifyCommand(CLI::App &program, Action &chosen);
void addCompareCommand(CLI::App &program, Action &chosen);
void addSafetyCommand(CLI::App &program, Action &chosen);
void addChargesCommand(CLI::App &program, Action &chosen);
void addImportCommand(CLI::App &program, Action &chosen);
void addWatchCommand(CLI::App &program, Action &chosen);
void addSamplesCommand(CLI::App &program, Action &chosen);
void addVialsCommand(CLI::App &program, Action &chosen);
void addCareCommand(CLI::App &program, Action &chosen);
void addRunsCommand(CLI::App &program, Action &chosen);
void addShowCommand(CLI::App &program, Action &chosen);
void addReprocessCommand(CLI::App &program, Action &chosen);
void addExportCommand(CLI::App &program, Action &chosen);
void addReportCommand(CLI::App &program, Action &chosen);
void addRecoverCommand(CLI::App &program, Action &chosen);
void addApproveCommand(CLI::App &program, Action &chosen);
void addReviewCommand(CLI::App &program, Action &chosen);
void addVerifyCommand(CLI::App &program, Action &chosen);
void addBackupCommand(CLI::App &program, Action &chosen);
void addRestoreCommand(CLI::App &program, Action &chosen);
void addArchiveCommand(CLI::App &program, Action &chosen);
void addSelfTestCommand(CLI::App &program, Action &chosen);
void addDemoCommand(CLI::App &program, Action &chosen);
void addDeviceCommand(CLI::App &program, Action &chosen);
void addSimulateCommand(CLI::App &program, Action &chosen);
void addStationCommand(CLI::App &program, Action &chosen);
void addRunCommand(CLI::App &program, Action &chosen);
void addQueueCommand(CLI::App &program, Action &chosen);
void addAbortCommand(CLI::App &program, Action &chosen);

} // namespace tgc::cli
