// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/program_files.h"

namespace tgc::cli {

namespace {

/// The folder of the running program itself, links followed.
std::filesystem::path programFolder()
{
    std::error_code error;
    return std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
}

bool isThere(const std::filesystem::path &file)
{
    std::error_code ignored;
    return std::filesystem::exists(file, ignored);
}

} // namespace

std::optional<std::filesystem::path> sharedFile(const std::filesystem::path &relative)
{
    for (std::filesystem::path folder = programFolder(); !folder.empty(); folder = folder.parent_path()) {
        const auto candidate = folder / "share" / "tgc-workbench" / relative;
        if (isThere(candidate)) {
            return candidate;
        }
        if (folder == folder.root_path()) {
            break;
        }
    }
    return std::nullopt;
}

std::optional<std::filesystem::path> workbenchProgram()
{
    const std::filesystem::path here = programFolder();
    for (const auto &candidate : {here / "tgc-workbench", here.parent_path() / "desktop" / "tgc-workbench"}) {
        if (isThere(candidate)) {
            return candidate;
        }
    }
    return std::nullopt;
}

} // namespace tgc::cli
