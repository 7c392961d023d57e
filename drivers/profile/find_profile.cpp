// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/profile/find_profile.h"

#include <algorithm>

namespace tgc::drivers {

std::vector<std::filesystem::path> profilesIn(const std::filesystem::path &folder)
{
    std::vector<std::filesystem::path> files;
    std::error_code ignored;
    for (const auto &entry : std::filesystem::directory_iterator(folder, ignored)) {
        if (entry.path().extension() == ".toml") {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

Result<std::filesystem::path> findProfile(const std::string &nameOrFile, const std::filesystem::path &shipped,
                                          const std::filesystem::path &beside)
{
    std::string names;
    for (const auto &file : profilesIn(shipped)) {
        if (file.stem() == nameOrFile) {
            return file;
        }
        names += (names.empty() ? "" : ", ") + file.stem().string();
    }
    std::error_code ignored;
    const auto own = beside / nameOrFile;
    if (std::filesystem::is_regular_file(own, ignored)) {
        return own;
    }
    return fail(ErrorCode::BadInput,
                nameOrFile + ": there is no such file, and no device profile of that name; " +
                    (names.empty() ? std::string("none came with the program") : "there are " + names));
}

} // namespace tgc::drivers
