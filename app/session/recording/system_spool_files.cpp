// SPDX-License-Identifier: GPL-3.0-or-later
#include <cerrno>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "app/session/recording/descriptor.h"
#include "app/session/recording/network_file_system.h"
#include "app/session/recording/spool_file.h"

namespace tgc::recording {

namespace fs = std::filesystem;

namespace {

tl::unexpected<Error> refused(const fs::path &file, const std::string &what, int why)
{
    return fail(ErrorCode::Io, file.string() + ": " + what + ": " + std::generic_category().message(why) +
                                   (why == ENOSPC || why == EDQUOT ? "; make room on that disk" : ""));
}

class SystemSpoolFile final : public SpoolFile {
public:
    SystemSpoolFile(fs::path file, Descriptor fd) : m_file(std::move(file)), m_fd(std::move(fd)) {}

    [[nodiscard]] Result<void> append(std::span<const std::uint8_t> bytes) override
    {
        while (!bytes.empty()) {
            const auto put = ::write(m_fd.get(), bytes.data(), bytes.size());
            if (put < 0 && errno == EINTR) {
                continue;
            }
            if (put < 0) {
                return refused(m_file, "the recording cannot be written", errno);
            }
            bytes = bytes.subspan(static_cast<std::size_t>(put));
        }
        return {};
    }

    [[nodiscard]] Result<void> sync() override
    {
        if (::fdatasync(m_fd.get()) != 0) {
            return refused(m_file, "the recording cannot be made durable", errno);
        }
        return {};
    }

    [[nodiscard]] Result<void> truncate(std::uint64_t bytes) override
    {
        if (::ftruncate(m_fd.get(), static_cast<off_t>(bytes)) != 0) {
            return refused(m_file, "a half-written record cannot be cut off", errno);
        }
        return {};
    }

private:
    fs::path m_file;
    Descriptor m_fd;
};

class SystemSpoolFiles final : public SpoolFiles {
public:
    [[nodiscard]] Result<void> prepare(const fs::path &folder) override
    {
        std::error_code problem;
        const bool isNew = fs::create_directories(folder, problem);
        if (problem) {
            return fail(ErrorCode::Io,
                        folder.string() + ": the folder of recordings cannot be made: " + problem.message());
        }
        struct statfs where = {};
        if (::statfs(folder.c_str(), &where) != 0) {
            return refused(folder, "the folder of recordings cannot be looked at", errno);
        }
        // f_type is signed and its width differs between machines; the numbers have 32 bits.
        if (const auto network = networkFileSystem(static_cast<std::uint32_t>(where.f_type))) {
            return fail(ErrorCode::Unsupported,
                        folder.string() + ": is on a network file system (" + std::string(*network) +
                            "), which cannot promise that a recording survives a power cut; keep the data on a disk of "
                            "this computer and copy them from there");
        }
        if (::access(folder.c_str(), W_OK | X_OK) != 0) {
            return refused(folder, "the folder of recordings cannot be written to", errno);
        }
        return isNew ? syncFolder(fs::absolute(folder).parent_path()) : Result<void>();
    }

    [[nodiscard]] Result<std::unique_ptr<SpoolFile>> create(const fs::path &file) override
    {
        for (;;) {
            Descriptor fd(::open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
            if (fd.get() < 0) {
                return refused(file, "the recording cannot be begun", errno);
            }
            // Whoever lists recordings holds the lock for an instant to see whether it is free.
            while (::flock(fd.get(), LOCK_EX) != 0) {
                if (errno != EINTR) {
                    return refused(file, "the recording cannot be locked", errno);
                }
            }
            // Before it was locked the empty file may have been taken for one that a dead program left, and removed.
            struct stat there = {};
            if (::fstat(fd.get(), &there) != 0) {
                return refused(file, "the recording cannot be looked at", errno);
            }
            if (there.st_nlink == 0) {
                continue;
            }
            if (const auto done = syncFolder(file.parent_path()); !done) {
                return fail(done.error());
            }
            return std::make_unique<SystemSpoolFile>(file, std::move(fd));
        }
    }
};

} // namespace

Result<void> syncFolder(const fs::path &folder)
{
    const fs::path name = folder.empty() ? fs::path(".") : folder;
    const Descriptor fd(::open(name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (fd.get() < 0 || ::fsync(fd.get()) != 0) {
        return refused(name, "the folder cannot be made durable", errno);
    }
    return {};
}

SpoolFiles &systemSpoolFiles()
{
    static SystemSpoolFiles files;
    return files;
}

} // namespace tgc::recording
