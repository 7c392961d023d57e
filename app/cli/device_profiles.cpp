// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/device_profiles.h"

#include "app/cli/program_files.h"
#include "drivers/profile/find_profile.h"

namespace tgc::cli {

std::vector<std::filesystem::path> shippedProfiles()
{
    const auto folder = sharedFile("devices");
    return folder ? drivers::profilesIn(*folder) : std::vector<std::filesystem::path>();
}

Result<std::filesystem::path> profileFile(const std::string &nameOrFile)
{
    return drivers::findProfile(nameOrFile, sharedFile("devices").value_or(""));
}

} // namespace tgc::cli
