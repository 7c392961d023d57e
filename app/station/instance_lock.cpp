// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/instance_lock.h"

#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <string>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tgc::station {

Result<InstanceLock> InstanceLock::take(const std::filesystem::path &file)
{
    recording::Descriptor fd(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR));
    if (fd.get() < 0) {
        return fail(ErrorCode::Io, "the lock file " + file.string() + " cannot be opened: " + std::strerror(errno));
    }
    if (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
        const auto pid = holder(file);
        return fail(ErrorCode::Busy, "a station of this bench is running already" +
                                         (pid ? " (process " + std::to_string(*pid) + ")" : std::string()));
    }
    const std::string pid = std::to_string(::getpid()) + "\n";
    if (::ftruncate(fd.get(), 0) != 0 ||
        ::write(fd.get(), pid.data(), pid.size()) != static_cast<ssize_t>(pid.size())) {
        return fail(ErrorCode::Io, "the lock file " + file.string() + " cannot be written: " + std::strerror(errno));
    }
    return InstanceLock(std::move(fd));
}

std::optional<std::int64_t> InstanceLock::holder(const std::filesystem::path &file)
{
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    std::int64_t pid = 0;
    const auto read = std::from_chars(line.data(), line.data() + line.size(), pid);
    return read.ec == std::errc() && pid > 0 ? std::optional(pid) : std::nullopt;
}

} // namespace tgc::station
