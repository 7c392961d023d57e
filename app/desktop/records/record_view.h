// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/approvals.h"
#include "db/audit_records.h"
#include "db/store.h"

namespace tgc::desktop {

/// One column of a record, before and after a change; of a record as it stands now, `after` alone.
struct RecordField {
    std::string name{};
    std::string before{};
    std::string after{};
};

/// What is to be seen of a record, and whether it can be approved.
struct RecordView {
    std::string table{};
    db::RecordId id = 0;
    std::optional<db::AuditEntry> entry{};    ///< the change it is shown for; empty: as it stands now
    std::vector<RecordField> fields{};
    bool approvable = false;                  ///< a result or a calibration, the latest, not withdrawn, not approved
    std::optional<db::StoredApproval> approval{};
    std::string cannot{}; ///< why a result or calibration cannot be approved; empty: it can, or is
};

/// What an entry of the trail changed. An entry that says nothing of it (from before schema 12) shows the record as it is.
[[nodiscard]] Result<RecordView> viewOfEntry(const db::Store &store, const db::AuditEntry &entry);
[[nodiscard]] Result<RecordView> viewOfRecord(const db::Store &store, const std::string &table, db::RecordId id);

} // namespace tgc::desktop
