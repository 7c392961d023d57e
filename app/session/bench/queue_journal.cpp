// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/queue_journal.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/session/bench/utc.h"
#include "app/session/recording/spool_file.h"

namespace tgc::bench {

namespace {

constexpr std::uint64_t long_bytes = 4U << 20U;

tl::unexpected<Error> ioError(const std::filesystem::path &file, const std::string &what)
{
    return fail(ErrorCode::Io, "the queue's journal " + file.string() + " cannot be " + what + ": " +
                                   std::strerror(errno)); // NOLINT(concurrency-mt-unsafe): a message
}

Result<std::string> readAll(int fd, const std::filesystem::path &file)
{
    std::string bytes;
    char part[65536];
    for (;;) {
        const ssize_t got = ::read(fd, part, sizeof part);
        if (got == 0) {
            return bytes;
        }
        if (got < 0 && errno != EINTR) {
            return ioError(file, "read");
        }
        bytes.append(part, static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    }
}

Result<void> writeAll(int fd, const std::filesystem::path &file, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t wrote = ::write(fd, bytes.data(), bytes.size());
        if (wrote < 0 && errno != EINTR) {
            return ioError(file, "written");
        }
        bytes.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(wrote, 0)));
    }
    if (::fdatasync(fd) != 0) {
        return ioError(file, "made durable");
    }
    return {};
}

Result<recording::Descriptor> openFile(const std::filesystem::path &file, int flags)
{
    const int fd = ::open(file.c_str(), flags | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (fd < 0) {
        return ioError(file, "opened");
    }
    return recording::Descriptor(fd);
}

/// "20261127T231502123Z", fit for a file's name.
std::string stamp()
{
    std::string text = utcNow();
    std::erase_if(text, [](char c) { return c == '-' || c == ':' || c == '.'; });
    return text;
}

} // namespace

Result<std::unique_ptr<QueueJournal>> QueueJournal::open(std::filesystem::path file, JournalState &found)
{
    auto fd = openFile(file, O_RDWR | O_CREAT | O_APPEND);
    if (!fd) {
        return fail(fd.error());
    }
    const auto bytes = readAll(fd->get(), file);
    if (!bytes) {
        return fail(bytes.error());
    }
    if (auto named = recording::syncFolder(file.parent_path()); !named) {
        return fail(named.error());
    }
    found = replayJournal(*bytes);
    std::unique_ptr<QueueJournal> journal(
        new QueueJournal(std::move(file), std::move(*fd), found.wholeBytes)); // NOLINT: private
    if (found.damaged) {
        QueueChange present;
        present.what = "what could be read of a damaged journal";
        present.utc = utcNow();
        present.lines = found.lines;
        present.methods = found.methods;
        present.lastInjectionUtc = found.lastInjectionUtc;
        present.sinceCheck = found.sinceCheck;
        if (auto begun = journal->beginAnew(present, ".damaged-" + stamp()); !begun) {
            return fail(begun.error());
        }
    } else if (found.tornBytes > 0 && ::ftruncate(journal->m_fd.get(), static_cast<off_t>(found.wholeBytes)) != 0) {
        return ioError(journal->m_file, "mended");
    }
    return journal;
}

Result<void> QueueJournal::append(const QueueChange &change)
{
    const std::string line = journalLine(change);
    if (auto written = writeAll(m_fd.get(), m_file, line); !written) {
        // Half of a record would make the next one unreadable; what is left of it in spite of this is left out on reading.
        if (::ftruncate(m_fd.get(), static_cast<off_t>(m_size)) == 0) {
            (void)::fdatasync(m_fd.get());
        }
        return written;
    }
    m_size += line.size();
    return {};
}

Result<bool> QueueJournal::beginAnewIfLong(const QueueChange &present)
{
    if (m_size < long_bytes) {
        return false;
    }
    auto begun = beginAnew(present, "-" + stamp());
    return begun ? Result<bool>(true) : fail(begun.error());
}

Result<void> QueueJournal::beginAnew(const QueueChange &present, const std::string &suffix)
{
    std::filesystem::path fresh = m_file;
    fresh += ".new";
    auto fd = openFile(fresh, O_RDWR | O_CREAT | O_TRUNC | O_APPEND);
    if (!fd) {
        return fail(fd.error());
    }
    const std::string line = journalLine(present);
    if (auto written = writeAll(fd->get(), fresh, line); !written) {
        return written;
    }
    std::filesystem::path kept = m_file;
    kept += suffix;
    if (::link(m_file.c_str(), kept.c_str()) != 0) {
        return ioError(kept, "kept aside");
    }
    if (::rename(fresh.c_str(), m_file.c_str()) != 0) {
        return ioError(m_file, "begun anew");
    }
    m_fd = std::move(*fd);
    m_size = line.size();
    return recording::syncFolder(m_file.parent_path());
}

} // namespace tgc::bench
