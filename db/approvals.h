// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/store.h"

/// A reviewer's word that a result version, or a calibration, is right. As long as it stands the version is locked: it
/// cannot be withdrawn, and a later version says that it takes the place of an approved one and is not approved itself.
namespace tgc::db {

/// Whether who approves is who made it. NotKnown: the same account, and no name was given when it was made.
enum class OwnWork { No, Yes, NotKnown };
[[nodiscard]] std::string_view toString(OwnWork own);

struct ApprovalWords {
    std::string reviewer{}; ///< the name the reviewer gives; must say something
    std::string statement{}; ///< what the reviewer says of it; must say something
};

struct GivenApproval {
    RecordId id = 0;
    OwnWork ownWork = OwnWork::No;
    std::string madeBy{}; ///< the name given when it was made, else the account
};

struct StoredApproval {
    RecordId id = 0;
    std::optional<RecordId> resultId{}; ///< exactly one of the two is set
    std::optional<RecordId> calibrationId{};
    std::string reviewer{};
    std::string statement{};
    std::string account{}; ///< operating system user
    std::string madeBy{};
    OwnWork ownWork = OwnWork::No;
    std::string at_utc{};
    std::optional<Withdrawal> withdrawn{}; ///< taken back
};

/// Approves the latest version there is of its kind and subject, and locks it. BadInput: it is withdrawn, approved
/// already, or a later version took its place; reviewer or statement is empty. Integrity: the record, or one of its
/// peaks, is not what was written.
[[nodiscard]] Result<GivenApproval> approveResult(Store &store, RecordId result, const ApprovalWords &words);
/// As Store::approveCalibration(), under the reviewer's name.
[[nodiscard]] Result<GivenApproval> approveCalibrationAs(Store &store, RecordId calibration,
                                                         const ApprovalWords &words);
/// The approval of a result stays on record and no longer locks. A calibration's is for good: it is retired instead.
[[nodiscard]] Result<void> takeBackApproval(Store &store, RecordId result, const std::string &reason);

/// The names given by those who made the records of a table, by key; who gave none is not among them.
[[nodiscard]] Result<std::map<RecordId, std::string>> makers(const Store &store, const std::string &table);

/// Oldest first; of a store of an earlier schema none. Standing ones only, unless those taken back are asked for.
[[nodiscard]] Result<std::vector<StoredApproval>> approvals(const Store &store, bool withdrawnToo = false);

} // namespace tgc::db
