// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/recording/read_spool.h"

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <tuple>

#include <fcntl.h>
#include <sys/file.h>

#include "app/session/recording/descriptor.h"
#include "app/session/recording/spool_records.h"

namespace tgc::recording {

namespace fs = std::filesystem;

namespace {

Descriptor openToRead(const fs::path &file)
{
    // A name that is no file (a pipe) must not stop the listing.
    return Descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
}

/// Read to the end rather than by a size: the file may grow meanwhile.
Result<Bytes> bytesOf(const fs::path &file, std::size_t atMost)
{
    const Descriptor fd = openToRead(file);
    const auto refused = [&file] {
        return fail(ErrorCode::Io, file.string() + ": cannot be read: " + std::generic_category().message(errno));
    };
    if (fd.get() < 0) {
        return refused();
    }
    constexpr std::size_t step = 1U << 18U;
    Bytes bytes;
    while (bytes.size() < atMost) {
        const std::size_t have = bytes.size();
        bytes.resize(have + std::min(step, atMost - have));
        const auto got = ::read(fd.get(), bytes.data() + have, bytes.size() - have);
        if (got < 0 && errno != EINTR) {
            return refused();
        }
        bytes.resize(have + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
        if (got == 0) {
            break;
        }
    }
    return bytes;
}

} // namespace

Result<Bytes> readSpoolBytes(const fs::path &file)
{
    return bytesOf(file, Bytes().max_size());
}

Result<SpooledRun> readSpool(const fs::path &file)
{
    const auto bytes = readSpoolBytes(file);
    return bytes ? parseSpool(*bytes, file.string()) : fail(bytes.error());
}

std::vector<fs::path> spoolFilesIn(const fs::path &folder)
{
    std::vector<fs::path> files;
    std::error_code problem;
    for (fs::directory_iterator each(folder, problem), none; !problem && each != none; each.increment(problem)) {
        if (each->path().extension() == spoolSuffix && each->is_regular_file(problem)) {
            files.push_back(each->path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

bool isOwned(const fs::path &spool)
{
    const Descriptor fd = openToRead(spool);
    return fd.get() >= 0 && ::flock(fd.get(), LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

std::vector<SpoolEntry> listSpools(const fs::path &folder)
{
    std::vector<SpoolEntry> entries;
    for (const fs::path &file : spoolFilesIn(folder)) {
        const auto bytes = bytesOf(file, spoolMagic.size() + recordFrame + longestPayload);
        auto run = bytes ? parseSpool(*bytes, file.string()) : fail(bytes.error());
        if (run) {
            entries.push_back({file, std::move(run->header), isOwned(file)});
        }
    }
    std::stable_sort(entries.begin(), entries.end(), [](const SpoolEntry &a, const SpoolEntry &b) {
        return std::tie(a.header.startedUtc, a.header.run) < std::tie(b.header.startedUtc, b.header.run);
    });
    return entries;
}

fs::path spoolFolderOf(const fs::path &store)
{
    return store.string() + "-spool";
}

} // namespace tgc::recording
