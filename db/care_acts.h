// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/core/error.h"
#include "db/records.h"

namespace tgc::db {

class Store;

/// What was done for a gas chromatograph or its gases: one line of an append-only list (docs/store.md). What it means is
/// not asked here (app/session/care).
struct CareActRecord {
    RecordId id = 0; ///< given by the store
    std::string bench{};
    std::string kind{}; ///< bake-out|septum|column|carrier-cylinder|standard-cylinder|leak-check|note|void
    std::string at_utc{}; ///< ISO 8601 with `Z`: when it was done
    std::string by{}; ///< the person
    std::string value{}; ///< as typed
    std::string unit{}; ///< of `value` and `minimum`
    std::string minimum{}; ///< of a standard: the pressure its certificate still vouches for, as typed
    std::string expiresOn{}; ///< of a standard: YYYY-MM-DD
    std::string part{}; ///< part, serial or cylinder number
    std::string instrument{}; ///< the name that this bench's runs have; `-`: they have none
    std::string note{};
    std::optional<RecordId> voids{}; ///< of a void: the act it takes back
    Source source = Source::Typed;
    std::string createdAt_utc{}; ///< given by the store: when it was recorded
};

/// BadInput: `expiresOn` is no day, or what a void names is not there, is a void itself, or is taken back already. The
/// bench of a void is that of the act it takes back.
[[nodiscard]] Result<RecordId> addCareAct(Store &store, const CareActRecord &act);

/// In the order in which they were recorded. None in a store of a schema before 13 that is open for reading.
[[nodiscard]] Result<std::vector<CareActRecord>> careActs(const Store &store);

} // namespace tgc::db
