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
    const auto candidate = programFolder().parent_path() / "share" / "tgc-workbench" / relative;
    return isThere(candidate) ? std::optional(candidate) : std::nullopt;
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
