// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/formats/atomic_file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tgc::formats {

namespace fs = std::filesystem;

namespace {

tl::unexpected<Error> ioError(const fs::path &file, const std::string &what)
{
    return fail(ErrorCode::Io, file.string() + ": " + what + ": " + std::strerror(errno));
}

/// A file descriptor that closes itself.
class Descriptor {
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    ~Descriptor()
    {
        if (m_fd >= 0) {
            ::close(m_fd);
        }
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    [[nodiscard]] int get() const { return m_fd; }

private:
    int m_fd;
};

/// Removes the temporary file unless it was renamed.
class Leftover {
public:
    explicit Leftover(fs::path file) : m_file(std::move(file)) {}
    ~Leftover()
    {
        std::error_code ignored;
        if (!m_file.empty()) {
            fs::remove(m_file, ignored);
        }
    }
    Leftover(const Leftover &) = delete;
    Leftover &operator=(const Leftover &) = delete;
    void keep() { m_file.clear(); }

private:
    fs::path m_file;
};

bool writeAll(int fd, std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto put = ::write(fd, bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put < 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    return true;
}

bool flushToDisk(const fs::path &file, int flags)
{
    const Descriptor fd(::open(file.c_str(), flags | O_CLOEXEC));
    return fd.get() >= 0 && ::fsync(fd.get()) == 0;
}

/// Creates an empty file beside `target` under a name nobody else has, with the rights a plain new file would get.
Result<fs::path> createBeside(const fs::path &target)
{
    constexpr int attempts = 100;
    constexpr mode_t plainFile = 0666;
    for (int i = 0; i < attempts; ++i) {
        const fs::path name = target.parent_path() / ("." + target.filename().string() + "." +
                                                      std::to_string(::getpid()) + "-" + std::to_string(i) + ".part");
        const Descriptor fd(::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, plainFile));
        if (fd.get() >= 0) {
            struct stat before {};
            if (::stat(target.c_str(), &before) == 0) {
                ::fchmod(fd.get(), before.st_mode & 07777U); // replacing keeps the file's rights
            }
            return name;
        }
        if (errno != EEXIST) {
            break;
        }
    }
    return ioError(target, "cannot be written");
}

bool isStream(const fs::path &target)
{
    std::error_code ignored;
    return fs::exists(target, ignored) && !fs::is_regular_file(target, ignored);
}

} // namespace

Result<void> replaceFile(const fs::path &target, const std::function<Result<void>(const fs::path &)> &write)
{
    std::error_code status;
    if (fs::is_directory(target, status)) {
        return fail(ErrorCode::BadInput, target.string() + ": is a folder; name a file to write");
    }
    fs::path real = fs::is_symlink(target, status) ? fs::weakly_canonical(target, status) : target;
    if (real.empty()) {
        real = target;
    }
    auto temporary = createBeside(real);
    if (!temporary) {
        return fail(temporary.error());
    }
    Leftover leftover(*temporary);
    if (auto written = write(*temporary); !written) {
        return written;
    }
    if (!flushToDisk(*temporary, O_RDWR)) {
        return ioError(target, "cannot be flushed to the disk");
    }
    if (::rename(temporary->c_str(), real.c_str()) != 0) {
        return ioError(target, "cannot be put in its place");
    }
    leftover.keep();
    // The new name itself must reach the disk too; some file systems cannot, and then the file is there all the same.
    const fs::path folder = real.has_parent_path() ? real.parent_path() : fs::path(".");
    (void)flushToDisk(folder, O_RDONLY | O_DIRECTORY);
    return {};
}

Result<void> writeFile(const fs::path &target, std::string_view bytes)
{
    if (target == "-") {
        if (std::fflush(stdout) != 0 || !writeAll(STDOUT_FILENO, bytes)) {
            return ioError("standard output", "cannot be written");
        }
        return {};
    }
    if (isStream(target) && !fs::is_directory(target)) {
        const Descriptor fd(::open(target.c_str(), O_WRONLY | O_CLOEXEC));
        if (fd.get() < 0 || !writeAll(fd.get(), bytes)) {
            return ioError(target, "cannot be written");
        }
        return {};
    }
    return replaceFile(target, [&](const fs::path &temporary) -> Result<void> {
        const Descriptor fd(::open(temporary.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC));
        if (fd.get() < 0 || !writeAll(fd.get(), bytes)) {
            return ioError(target, "cannot be written");
        }
        return {};
    });
}

} // namespace tgc::formats
