// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/station_folders.h"

#include <cstdlib>

namespace tgc::station {

std::filesystem::path dataFolder()
{
    // The specification says that a relative XDG_DATA_HOME is to be ignored.
    const char *data = std::getenv("XDG_DATA_HOME");
    if (data != nullptr && std::filesystem::path(data).is_absolute()) {
        return std::filesystem::path(data) / "tgc-workbench";
    }
    const char *home = std::getenv("HOME");
    return std::filesystem::path(home != nullptr ? home : "/") / ".local" / "share" / "tgc-workbench";
}

std::filesystem::path shippedProfiles()
{
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    return program.parent_path().parent_path() / "share" / "tgc-workbench" / "devices";
}

} // namespace tgc::station
