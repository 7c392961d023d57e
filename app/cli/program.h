// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tgc::cli {

/// The whole program: understands the command line, runs one command, returns its exit status. Throws nothing.
[[nodiscard]] int runProgram(int argc, const char *const *argv);

} // namespace tgc::cli
