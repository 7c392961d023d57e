// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/protocol/socket_path.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <sys/stat.h>
#include <unistd.h>

namespace tgc::station {

namespace {

constexpr std::size_t longestName = 40;

std::filesystem::path fileOf(std::string_view bench, const char *suffix)
{
    return socketFolder() / (std::string(bench) + suffix);
}

} // namespace

bool isBenchName(std::string_view name)
{
    return !name.empty() && name.size() <= longestName &&
           name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
               std::string_view::npos;
}

std::filesystem::path socketFolder()
{
    const char *runtime = std::getenv("XDG_RUNTIME_DIR");
    if (runtime != nullptr && *runtime == '/') {
        return std::filesystem::path(runtime) / "tgc-workbench";
    }
    return "/tmp/tgc-workbench-" + std::to_string(::getuid());
}

std::filesystem::path socketPath(std::string_view bench)
{
    return fileOf(bench, ".sock");
}

std::filesystem::path lockPath(std::string_view bench)
{
    return fileOf(bench, ".lock");
}

std::vector<std::string> benchesWithSockets()
{
    std::vector<std::string> names;
    std::error_code error;
    for (auto entry = std::filesystem::directory_iterator(socketFolder(), error);
         !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
        const auto &path = entry->path();
        if (path.extension() == ".sock" && isBenchName(path.stem().string())) {
            names.push_back(path.stem().string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

Result<void> prepareSocketFolder()
{
    const std::string folder = socketFolder().string();
    const auto refused = [&folder](const std::string &what) {
        return fail(ErrorCode::Unsupported, "the folder " + folder + " for the station's socket " + what);
    };
    if (::mkdir(folder.c_str(), S_IRWXU) != 0 && errno != EEXIST) {
        return refused(std::string("cannot be made: ") + std::strerror(errno));
    }
    struct stat status {};
    if (::lstat(folder.c_str(), &status) != 0 || !S_ISDIR(status.st_mode)) {
        return refused("is no folder; remove it");
    }
    if (status.st_uid != ::getuid()) {
        return refused("belongs to another user; set XDG_RUNTIME_DIR to a folder of your own");
    }
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return refused("is open to other users; run: chmod 700 " + folder);
    }
    return {};
}

} // namespace tgc::station
