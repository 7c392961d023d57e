// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/device_profiles.h"

#include <algorithm>

#include "app/cli/program_files.h"

namespace tgc::cli {

std::vector<std::filesystem::path> shippedProfiles()
{
    std::vector<std::filesystem::path> files;
    if (const auto folder = sharedFile("devices")) {
        std::error_code ignored;
        for (const auto &entry : std::filesystem::directory_iterator(*folder, ignored)) {
            if (entry.path().extension() == ".toml") {
                files.push_back(entry.path());
            }
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

Result<std::filesystem::path> profileFile(const std::string &nameOrFile)
{
    std::string names;
    for (const auto &file : shippedProfiles()) {
        if (file.stem() == nameOrFile) {
            return file;
        }
        names += (names.empty() ? "" : ", ") + file.stem().string();
    }
    std::error_code ignored;
    if (std::filesystem::is_regular_file(nameOrFile, ignored)) {
        return std::filesystem::path(nameOrFile);
    }
    return fail(ErrorCode::BadInput,
                nameOrFile + ": there is no such file, and no device profile of that name; " +
                    (names.empty() ? std::string("none came with the program") : "there are " + names));
}

} // namespace tgc::cli
