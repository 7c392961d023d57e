// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/store.h"

#include <pwd.h>
#include <sqlite3.h>
#include <unistd.h>

#include <thread>

#include "db/schema_version.h"
#include "db/store_impl.h"
#include "db/uptime.h"

namespace tgc::db {

namespace {

namespace fs = std::filesystem;

std::string operatingSystemUser()
{
    const passwd *entry = getpwuid(geteuid());
    return entry != nullptr ? entry->pw_name : "uid " + std::to_string(geteuid());
}

OpenOptions completed(OpenOptions options)
{
    if (options.program.empty()) {
        options.program = "tgc-workbench " TGC_VERSION;
    }
    if (options.person.empty()) {
        options.person = operatingSystemUser();
    }
    if (!options.clock) {
        options.clock = [] { return std::chrono::system_clock::now(); };
    }
    if (!options.uptime) {
        options.uptime = systemUptime;
    }
    return options;
}

Error cannot(const fs::path &file, const std::string &why)
{
    return {ErrorCode::Store, "the store \"" + file.string() + "\" cannot be opened: " + why};
}

Error noneYet(const fs::path &file)
{
    return {ErrorCode::Store, file.string() + ": there is no store yet; `tgc import` makes one, --db names another"};
}

/// The switch to WAL does not wait for other connections by itself, so it is tried until the busy timeout.
void useWal(Connection &connection)
{
    const auto giveUp = std::chrono::steady_clock::now() + connection.options.busyTimeout;
    while (connection.database.execAndGet("PRAGMA journal_mode").getString() != "wal") {
        try {
            connection.database.exec("PRAGMA journal_mode = WAL");
            return;
        } catch (const SQLite::Exception &thrown) {
            if (thrown.getErrorCode() != SQLITE_BUSY || std::chrono::steady_clock::now() >= giveUp) {
                throw;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
    }
}

SQLite::Database openDatabase(const std::string &name, int flags, const OpenOptions &options)
{
    return {name, flags, static_cast<int>(options.busyTimeout.count())};
}

} // namespace

Store::Store(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Store::Store(Store &&) noexcept = default;
Store &Store::operator=(Store &&) noexcept = default;
Store::~Store() = default;

const fs::path &Store::file() const
{
    return m_impl->connection.file;
}

void Store::setOperator(const std::string &name)
{
    m_impl->connection.options.operatorName = name;
}

Result<Store> Store::open(const fs::path &file, OpenOptions options)
{
    options = completed(std::move(options));
    std::error_code problem;
    if (fs::is_directory(file, problem)) {
        return fail(cannot(file, "it is a folder; name a file"));
    }
    if (file.has_parent_path()) {
        fs::create_directories(file.parent_path(), problem);
        if (problem) {
            return fail(cannot(file, "its folder cannot be made (" + problem.message() + ")"));
        }
    }
    try {
        auto impl = std::make_unique<Impl>(
            Impl{{file, options, false,
                  openDatabase(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, options)}});
        Connection &connection = impl->connection;
        if (!options.anchors.empty()) {
            connection.anchor = std::make_unique<AnchorKeeper>(options.anchors, file, options.anchorTrouble);
        }
        if (const auto kind = recognise(connection); !kind) {
            return fail(kind.error());
        }
        if (isArchive(connection)) {
            return fail(cannot(file, "it is an archive, which is for reading: `tgc` shows what is in it with --db, and "
                                     "nothing is written to it; name another store"));
        }
        if (sqlite3_db_readonly(connection.database.getHandle(), "main") == 1) {
            return fail(cannot(file, "the file is read-only; change its permissions or work on a copy"));
        }
        useWal(connection);
        connection.database.exec("PRAGMA synchronous = FULL");
        connection.database.exec("PRAGMA foreign_keys = ON");
        connection.database.exec("PRAGMA recursive_triggers = ON"); // a replace must not delete in silence
        if (const auto migrated = migrate(connection); !migrated) {
            return fail(migrated.error());
        }
        return Store(std::move(impl));
    } catch (const SQLite::Exception &thrown) {
        return fail(storeFailure(thrown.getErrorCode(), thrown.what(), file));
    }
}

bool Store::isStillToBeMade(const fs::path &file)
{
    std::error_code problem;
    if (!fs::exists(file, problem)) {
        return !problem;
    }
    if (!fs::is_regular_file(file, problem)) {
        return false;
    }
    try {
        Connection connection{file, {}, true, openUntouched(file, 0)};
        const auto kind = recognise(connection);
        return kind && *kind == FileKind::Empty;
    } catch (const SQLite::Exception &) {
        return false; // who opens it is told why
    }
}

Result<Store> Store::openReadOnly(const fs::path &file, OpenOptions options)
{
    options = completed(std::move(options));
    std::error_code problem;
    if (fs::is_directory(file, problem)) {
        return fail(cannot(file, "it is a folder; name a file"));
    }
    if (!fs::exists(file, problem)) {
        return fail(noneYet(file));
    }
    if (!fs::is_regular_file(file, problem)) {
        return fail(cannot(file, "it is not a plain file; name another"));
    }
    try {
        auto impl = std::make_unique<Impl>(
            Impl{{file, options, true, openUntouched(file, static_cast<int>(options.busyTimeout.count()))}});
        const auto kind = recognise(impl->connection);
        if (!kind) {
            return fail(kind.error());
        }
        if (*kind == FileKind::Empty) {
            return fail(noneYet(file)); // what a first import leaves that was killed, or found the disk full
        }
        return Store(std::move(impl));
    } catch (const SQLite::Exception &thrown) {
        return fail(storeFailure(thrown.getErrorCode(), thrown.what(), file));
    }
}

} // namespace tgc::db
