// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "app/session/exceptions.h"
#include "db/audit_records.h"

namespace tgc::desktop {

/// "2026-03-01 12:00:00".
[[nodiscard]] QString whenText(const std::string &utc);
/// The name given, else the account.
[[nodiscard]] QString personText(const db::AuditEntry &entry);
/// Account and program, for whoever wants to know exactly.
[[nodiscard]] QString accountText(const db::AuditEntry &entry);
/// "added", "approved" ... as people say it.
[[nodiscard]] QString actionText(const std::string &action);
/// "sample 12", "result 3".
[[nodiscard]] QString recordText(const db::AuditEntry &entry);
[[nodiscard]] QString recordText(const std::string &table, db::RecordId id);
/// The table in the singular: "sample", "run" ...
[[nodiscard]] QString tableText(const std::string &table);

/// "Edited by hand", "Broken runs" ...: a list's heading.
[[nodiscard]] QString exceptionText(session::ExceptionKind kind);

} // namespace tgc::desktop
