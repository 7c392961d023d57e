// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/backup.h"

#include <SQLiteCpp/Backup.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "db/connection.h"
#include "db/schema_version.h"

namespace tgc::db {

namespace fs = std::filesystem;

namespace {

constexpr int pagesAtOnce = 2048; ///< 8 MiB: some milliseconds
constexpr std::array<const char *, 2> endings{"-wal", "-shm"}; ///< what SQLite keeps beside a file

Error cannot(const fs::path &file, const std::string &why)
{
    return {ErrorCode::Store, "the store \"" + file.string() + "\" " + why};
}

/// A connection that changes nothing of its own accord. A store that may be written is opened so, because reading in WAL
/// mode needs its files beside it; another one as openReadOnly() does.
Result<SQLite::Database> openSource(const fs::path &file, int timeout_ms)
{
    std::error_code ignored;
    if (!fs::is_regular_file(file, ignored)) {
        return fail(cannot(file, fs::exists(file, ignored) ? "is not a plain file; name another" : "is not there"));
    }
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    const bool writable = ::access(file.c_str(), W_OK) == 0 && ::access(folder.c_str(), W_OK) == 0;
    return writable ? SQLite::Database(file.string(), SQLite::OPEN_READWRITE, timeout_ms)
                    : openUntouched(file, timeout_ms);
}

Result<void> copyPages(SQLite::Database &to, SQLite::Database &from, const std::function<bool(double)> &goOn)
{
    to.exec("PRAGMA journal_mode = OFF"); // nobody else knows the file; it is thrown away if anything fails
    to.exec("PRAGMA synchronous = OFF"); // the caller brings it onto the disk as a whole
    SQLite::Backup backup(to, from);
    while (true) {
        const int done = backup.executeStep(pagesAtOnce);
        if (done == SQLITE_DONE) {
            return {};
        }
        if (done != SQLITE_OK) {
            throw SQLite::Exception("the copy did not go on", done);
        }
        const int total = backup.getTotalPageCount();
        if (goOn && !goOn(total > 0 ? 1.0 - static_cast<double>(backup.getRemainingPageCount()) / total : 0.0)) {
            return fail(ErrorCode::Busy, "the copy was stopped before its end");
        }
    }
}

/// As it stands at one moment: the read transaction keeps others' later writes out of the copy.
Result<void> copySnapshot(const fs::path &from, const fs::path &to, const OpenOptions &options,
                          const std::function<bool(double)> &goOn)
{
    const auto timeout_ms = static_cast<int>(options.busyTimeout.count());
    auto source = openSource(from, timeout_ms);
    if (!source) {
        return fail(source.error());
    }
    Connection connection{from, options, true, std::move(*source)};
    const auto kind = recognise(connection);
    if (!kind) {
        return fail(kind.error());
    }
    if (*kind == FileKind::Empty) {
        return fail(cannot(from, "is empty: there is nothing to copy"));
    }
    connection.database.exec("BEGIN");
    (void)connection.database.execAndGet("SELECT count(*) FROM sqlite_schema");
    SQLite::Database target(to.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, timeout_ms);
    return copyPages(target, connection.database, goOn);
}

Result<TrailHead> checkedHead(const fs::path &from, const fs::path &copy, const OpenOptions &options)
{
    const auto store = Store::openReadOnly(copy, options);
    const auto altered = store ? store->verify() : fail(store.error());
    if (!altered) {
        return fail(altered.error());
    }
    if (!altered->empty()) {
        const Alteration &first = altered->front();
        return fail(ErrorCode::Integrity, "\"" + from.string() + "\" is not what was written (" +
                                              std::to_string(altered->size()) + " findings; " + first.table +
                                              (first.id ? " " + std::to_string(*first.id) : "") + ": " + first.what +
                                              "): `tgc verify` lists all");
    }
    return store->trailHead();
}

/// Does another program hold a lock that SQLite takes on an open file? (The lock bytes of SQLite's file format.)
bool isLockedElsewhere(const fs::path &file)
{
    constexpr off_t pendingByte = 0x40000000;
    constexpr off_t lockBytes = 512;
    const int fd = ::open(file.c_str(), O_RDWR | O_CLOEXEC);
    if (fd < 0) {
        return false;
    }
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = pendingByte;
    lock.l_len = lockBytes;
    const bool locked = ::fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
    ::close(fd);
    return locked;
}

/// Whether the file is a store as far as its first page tells; false: it is damaged, or empty. Looked at for reading only,
/// and closed again. Store: it is another program's, or a newer one's.
Result<bool> looksUsable(const fs::path &file, const OpenOptions &options)
{
    Connection looked{file, options, true, openUntouched(file, static_cast<int>(options.busyTimeout.count()))};
    const auto kind = recognise(looked);
    if (!kind && kind.error().code != ErrorCode::Integrity) {
        return fail(kind.error());
    }
    return kind && *kind == FileKind::Ours;
}

Result<void> renamed(const fs::path &from, const fs::path &to)
{
    std::error_code problem;
    fs::rename(from, to, problem);
    return problem ? fail(ErrorCode::Io,
                          from.string() + ": cannot be set aside as " + to.string() + ": " + problem.message())
                   : Result<void>();
}

} // namespace

Result<TrailHead> copyStore(const fs::path &from, const fs::path &to, const OpenOptions &options,
                            const std::function<bool(double)> &goOn)
{
    try {
        if (auto copied = copySnapshot(from, to, options, goOn); !copied) {
            return fail(copied.error());
        }
    } catch (const SQLite::Exception &thrown) {
        const int code = thrown.getErrorCode() & 0xff;
        const fs::path folder = to.has_parent_path() ? to.parent_path() : fs::path(".");
        if (code == SQLITE_FULL || (code == SQLITE_IOERR && hasNoRoom(folder))) {
            return fail(ErrorCode::Io, to.string() + ": the disk is full; free some space and try again");
        }
        if (code == SQLITE_IOERR) {
            return fail(ErrorCode::Io, to.string() + ": the operating system failed to write it, or to read \"" +
                                           from.string() + "\": check both disks");
        }
        return fail(storeFailure(code, thrown.what(), from));
    }
    return checkedHead(from, to, options);
}

struct HeldStore::Held {
    fs::path file;
    std::optional<SQLite::Database> exclusive{}; ///< empty: the file is damaged
    std::optional<TrailHead> head{};
    fs::path aside{};
};

HeldStore::HeldStore(std::unique_ptr<Held> held) : m_held(std::move(held)) {}
HeldStore::HeldStore(HeldStore &&) noexcept = default;
HeldStore &HeldStore::operator=(HeldStore &&) noexcept = default;
HeldStore::~HeldStore() = default;

const std::optional<TrailHead> &HeldStore::head() const
{
    return m_held->head;
}

Result<HeldStore> HeldStore::hold(const fs::path &file, const OpenOptions &options)
{
    const Error inUse = cannot(file, "is open in another program: close the desktop, or stop the station "
                                     "(`tgc station stop`), and try again; nothing was changed");
    auto held = std::make_unique<Held>();
    held->file = file;
    try {
        // A damaged file is not opened for writing: SQLite would tidy up what stands beside it.
        const auto usable = looksUsable(file, options);
        if (!usable) {
            return fail(usable.error());
        }
        if (*usable) {
            Connection connection{
                file, options, false,
                SQLite::Database(file.string(), SQLite::OPEN_READWRITE, static_cast<int>(options.busyTimeout.count()))};
            if (const auto info = connection.row("store_info", 1), end = connection.row("trail_head", 1); info && end) {
                held->head = TrailHead{textOf(*info, "store_id"), integerOf(*end, "entries"), textOf(*end, "chain")};
            }
            // Leaving WAL mode takes in what stands in `-wal`, and is refused while anybody else has the file open.
            if (connection.database.execAndGet("PRAGMA journal_mode = DELETE").getString() != "delete") {
                return fail(inUse);
            }
            connection.database.exec("BEGIN EXCLUSIVE");
            held->exclusive.emplace(std::move(connection.database));
        }
    } catch (const SQLite::Exception &thrown) {
        const int code = thrown.getErrorCode();
        if (code == SQLITE_BUSY || code == SQLITE_LOCKED) {
            return fail(inUse);
        }
        if (code != SQLITE_CORRUPT && code != SQLITE_NOTADB) {
            return fail(storeFailure(code, thrown.what(), file));
        }
        held->head.reset();
    }
    if (!held->exclusive && isLockedElsewhere(file)) {
        return fail(inUse);
    }
    return HeldStore(std::move(held));
}

Result<void> HeldStore::setAside(const fs::path &name)
{
    // A second name, so that there is no moment without a store; where the file system knows none, a new one.
    if (m_held->exclusive && ::link(m_held->file.c_str(), name.c_str()) == 0) {
        m_held->aside = name;
        return {};
    }
    if (auto moved = moveRemainsAside(m_held->file, name); !moved) {
        return moved;
    }
    auto moved = renamed(m_held->file, name);
    if (!moved) {
        (void)moveRemainsAside(name, m_held->file); // back again
        return moved;
    }
    m_held->aside = name;
    return {};
}

void HeldStore::putBack()
{
    if (m_held->aside.empty()) {
        return;
    }
    std::error_code ignored;
    if (fs::exists(m_held->file, ignored)) {
        fs::remove(m_held->aside, ignored); // the second name of the same file
    } else {
        fs::rename(m_held->aside, m_held->file, ignored);
        for (const char *ending : endings) {
            fs::rename(m_held->aside.string() + ending, m_held->file.string() + ending, ignored);
        }
    }
    m_held->aside.clear();
}

Result<void> moveRemainsAside(const fs::path &file, const fs::path &name)
{
    std::error_code ignored;
    for (const char *ending : endings) {
        const fs::path beside = file.string() + ending;
        if (!fs::exists(beside, ignored)) {
            continue;
        }
        if (auto moved = renamed(beside, name.string() + ending); !moved) {
            return moved;
        }
    }
    return {};
}

} // namespace tgc::db
