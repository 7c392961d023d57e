// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/recording/claim_spool.h"

#include <cerrno>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "app/session/recording/read_spool.h"
#include "app/session/recording/spool_file.h"

namespace tgc::recording {

namespace fs = std::filesystem;

namespace {

tl::unexpected<Error> refused(const fs::path &file, const std::string &what, const std::error_code &why)
{
    return fail(ErrorCode::Io, file.string() + ": " + what + ": " + why.message());
}

std::error_code lastError()
{
    return {errno, std::generic_category()};
}

} // namespace

Result<ClaimedSpool> ClaimedSpool::claim(const fs::path &file)
{
    ClaimedSpool spool(file, Descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)));
    if (spool.m_fd.get() < 0) {
        return refused(file, "the recording cannot be opened", lastError());
    }
    if (::flock(spool.m_fd.get(), LOCK_EX | LOCK_NB) != 0) {
        return errno == EWOULDBLOCK
                   ? fail(ErrorCode::BadInput, file.string() + ": is still being recorded; end the run first")
                   : refused(file, "the recording cannot be locked", lastError());
    }
    // Between opening and locking it another program may have taken it in and removed it.
    struct stat there = {};
    if (::fstat(spool.m_fd.get(), &there) != 0 || there.st_nlink == 0) {
        return fail(ErrorCode::BadInput,
                    file.string() + ": another program has just taken this recording into its store");
    }
    auto bytes = readSpoolBytes(file);
    if (!bytes) {
        return fail(bytes.error());
    }
    spool.m_bytes = std::move(*bytes);
    return spool;
}

Result<void> ClaimedSpool::remove()
{
    std::error_code problem;
    fs::remove(m_file, problem);
    return problem ? refused(m_file, "the file of the recording cannot be removed", problem)
                   : syncFolder(m_file.parent_path());
}

Result<fs::path> ClaimedSpool::setAside()
{
    const fs::path aside = m_file.string() + ".damaged";
    std::error_code problem;
    fs::rename(m_file, aside, problem);
    if (problem) {
        return refused(m_file, "the recording is in the store, but its file cannot be renamed", problem);
    }
    const auto done = syncFolder(m_file.parent_path());
    return done ? Result<fs::path>(aside) : fail(done.error());
}

Result<bool> removeBrokenOffAtOnce(const fs::path &file)
{
    auto claimed = ClaimedSpool::claim(file);
    if (!claimed) {
        return fail(claimed.error());
    }
    if (!brokeOffAtOnce(claimed->bytes())) {
        return false;
    }
    const auto removed = claimed->remove();
    return removed ? Result<bool>(true) : fail(removed.error());
}

} // namespace tgc::recording
