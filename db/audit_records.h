// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "db/records.h"

namespace tgc::db {

/// One entry of the append-only audit trail.
struct AuditEntry {
    RecordId id = 0;
    std::string at_utc{};
    std::string who{};                        ///< operating system user
    std::string action{}; ///< `added`, `changed`, `withdrawn`, `approved`, `migrated`, `restored` ...
    std::string table{};
    RecordId recordId = 0;
    std::optional<std::string> oldValue{}; ///< JSON of the changed columns
    std::optional<std::string> newValue{};
    std::optional<std::string> reason{};
    std::string program{};
    std::string operatorName{}; ///< whom the person said to be; empty: nobody said
    std::optional<std::int64_t> uptime_ns{}; ///< since the machine was started; empty: written before schema 12
    std::string bootId{}; ///< of the machine's start that `uptime_ns` counts from
};

struct AuditFilter {
    std::optional<std::string> since{}; ///< ISO 8601
    std::optional<std::string> table{};
    std::optional<RecordId> recordId{};
    std::optional<std::string> action{};
    std::optional<std::size_t> limit{}; ///< the newest ones; the answer is oldest first
};

/// Where the trail ends: what an anchor outside the file has to remember.
struct TrailHead {
    std::string storeId{}; ///< UUID given when the store was made
    std::int64_t entries = 0;
    std::string chain{}; ///< SHA-256, hex
};

/// What a restore tells the trail.
struct RestoreNote {
    std::string backup{}; ///< the file
    TrailHead head{}; ///< of the backup
    std::optional<TrailHead> before{}; ///< of the store it stands in for now; empty: there was none, or it is damaged
    std::string setAside{}; ///< under which name that one is kept; empty: there was none
};

/// A record that is not what the program wrote.
struct Alteration {
    std::string table{}; ///< of `docs/store.md`; `(file)` and `(schema)` for the file as a whole
    std::optional<RecordId> id{};
    std::string what{}; ///< one sentence
};

} // namespace tgc::db
