// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

/// What `tgc self-test` looks at. Every check says in words what was seen, whether it passed or not.
namespace tgc::cli {

struct CheckLine {
    std::string check; ///< `numbers`, `integration` ...
    bool passed = false;
    std::string words; ///< one sentence with the numbers in it
};

/// Numbers written and read, and the analysis against check values: a synthetic peak of known area, a regression with
/// certified coefficients, a vial with a computed result. The source of each stands in its words.
[[nodiscard]] std::vector<CheckLine> checkEngine();

/// Files and a store in `folder`, which must be empty and is left to the caller: written, read back, damaged on purpose,
/// put back to an earlier state; each must be noticed.
[[nodiscard]] std::vector<CheckLine> checkStore(const std::filesystem::path &folder);

/// The installation and this machine: the files that come with the program, disk, clock, the folder of the store, and
/// the simulated bench answering on the loopback interface. `folder`: a scratch folder.
[[nodiscard]] std::vector<CheckLine> checkMachine(const std::filesystem::path &store,
                                                  const std::filesystem::path &folder);

/// A value against the expected one.
[[nodiscard]] CheckLine compared(const std::string &check, const std::string &what, std::optional<double> found,
                                 double expected, double tolerance_rel);

} // namespace tgc::cli
