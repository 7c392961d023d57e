// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace tgc::station {

/// `tgc-workbench` in the user's data folder (XDG base directory specification).
[[nodiscard]] std::filesystem::path dataFolder();

/// The device profiles that come with the program: ../share/tgc-workbench/devices of the folder that it stands in.
[[nodiscard]] std::filesystem::path shippedProfiles();

} // namespace tgc::station
