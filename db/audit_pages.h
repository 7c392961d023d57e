// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "db/store.h"

/// The trail as a long list is looked through: first the numbers of what is wanted, then the entries that are in sight.
namespace tgc::db {

/// Every given condition must hold.
struct AuditQuery {
    std::optional<std::string> since{}; ///< ISO 8601, or a day YYYY-MM-DD
    std::optional<std::string> until{}; ///< the same, that day included
    std::optional<std::string> table{};
    std::optional<RecordId> recordId{};
    std::optional<std::string> action{};
    std::optional<std::string> person{}; ///< the account, or the name given
    std::optional<std::string> text{}; ///< anywhere in values, reason, record or person
};

/// Numbers of the entries, newest first.
[[nodiscard]] Result<std::vector<RecordId>> auditIds(const Store &store, const AuditQuery &query = {});
/// These entries, in the order of `ids`; those that are not there are left out.
[[nodiscard]] Result<std::vector<AuditEntry>> auditEntries(const Store &store, const std::vector<RecordId> &ids);

/// What the trail can be narrowed by, each in the order of the alphabet.
struct AuditChoices {
    std::vector<std::string> tables{};
    std::vector<std::string> actions{};
    std::vector<std::string> persons{}; ///< names given and accounts
};
[[nodiscard]] Result<AuditChoices> auditChoices(const Store &store);

/// A record as it stands now, column by column in the table's order, blobs by their length; empty where there is none.
[[nodiscard]] Result<std::vector<std::pair<std::string, std::string>>> recordNow(const Store &store,
                                                                                 const std::string &table, RecordId id);

/// Between two entries the date moved on by more, or less, than the time that passed.
struct ClockJump {
    RecordId entry = 0; ///< the first one with the new date
    std::string at_utc{};
    double by_s = 0.0; ///< above zero: the clock was set forward
};
/// Where the machine's clock was set while it was on, by more than `least_s`. Found only between entries since schema 12.
[[nodiscard]] Result<std::vector<ClockJump>> clockJumps(const Store &store, double least_s = 5.0);

} // namespace tgc::db
