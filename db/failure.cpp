// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/failure.h"

#include <sqlite3.h>

namespace tgc::db {

Error failureSentence(int code, const std::string &said, const std::string &storeName)
{
    const auto store = [](std::string text) { return Error{ErrorCode::Store, std::move(text)}; };
    switch (code) {
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

} // namespace tgc::db
