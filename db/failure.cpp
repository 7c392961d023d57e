// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/failure.h"

#include <cstdint>

#include <sqlite3.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace tgc::db {

Error failureSentence(int code, const std::string &said, const std::string &storeName)
{
    const auto store = [](std::string text) { return Error{ErrorCode::Store, std::move(text)}; };
    switch (code & 0xff) { // without what an extended code adds
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return store(storeName + " is locked by another program: nothing was written; close it there or try again");
    case SQLITE_FULL:
        return store("the disk is full: nothing was written to " + storeName + "; free some space and try again");
    case SQLITE_READONLY:
        return store(storeName + " is read-only: nothing was written; change its permissions or work on a copy");
    case SQLITE_CORRUPT: return {ErrorCode::Integrity, storeName + " is damaged (" + said + "): restore a backup"};
    case SQLITE_NOTADB:
        return {ErrorCode::Integrity,
                storeName + " is not a TGC store, or its first page is damaged: name another file or restore a backup"};
    case SQLITE_CANTOPEN: return store(storeName + " cannot be opened: check the folder and its permissions");
    case SQLITE_PERM:
    case SQLITE_AUTH: return store(storeName + " must not be opened by this user: check its permissions");
    case SQLITE_IOERR:
        return store("the operating system failed to read or write " + storeName +
                     ": nothing was written; check the disk");
    case SQLITE_CONSTRAINT:
        return {ErrorCode::BadInput,
                std::string("the record breaks a rule of the store (") + said + "): nothing was written; correct it"};
    default: return store(storeName + " refused: " + said);
    }
}

bool hasNoRoom(const std::filesystem::path &folder)
{
    constexpr std::uint64_t fewPages = 64U * 1024U;
    struct statvfs disk {};
    return ::statvfs(folder.c_str(), &disk) == 0 && std::uint64_t{disk.f_bavail} * disk.f_frsize < fewPages;
}

Error storeFailure(int code, const std::string &said, const std::filesystem::path &file)
{
    const std::string name = "the store \"" + file.string() + "\"";
    const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    if ((code & 0xff) == SQLITE_IOERR && hasNoRoom(folder)) { // of the files beside it, SQLite does not tell why
        return failureSentence(SQLITE_FULL, said, name);
    }
    if ((code & 0xff) == SQLITE_CANTOPEN && ::access(folder.c_str(), F_OK) == 0 &&
        ::access(folder.c_str(), W_OK) != 0) {
        std::error_code ignored;
        if (std::filesystem::exists(file.string() + "-wal", ignored)) {
            return {ErrorCode::Store, name + " cannot be read in a read-only folder, since what was written to it last "
                                             "stands beside it: copy it together with its -wal to a folder that can be "
                                             "written"};
        }
        return failureSentence(SQLITE_READONLY, said, name);
    }
    return failureSentence(code, said, name);
}

} // namespace tgc::db
