// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/audit_rows.h"

namespace tgc::db {

bool hasTable(const Connection &connection, const std::string &table)
{
    return !connection.rows("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", {table}).empty();
}

bool hasColumn(const Connection &connection, const std::string &table, const std::string &column)
{
    return !connection.rows("SELECT 1 FROM pragma_table_info(?) WHERE name = ?", {table, column}).empty();
}

std::string auditColumns(const Connection &connection)
{
    const std::string always = "id, at_utc, who, action, table_name, record_id, old_value, new_value, reason, program";
    return hasColumn(connection, "audit_trail", "operator_name") ? always + ", operator_name, uptime_ns, boot_id"
                                                                 : always;
}

AuditEntry auditEntryOf(const Row &row)
{
    AuditEntry entry;
    entry.id = integerOf(row, "id");
    entry.at_utc = textOf(row, "at_utc");
    entry.who = textOf(row, "who");
    entry.action = textOf(row, "action");
    entry.table = textOf(row, "table_name");
    entry.recordId = integerOf(row, "record_id");
    entry.oldValue = optionalText(row, "old_value");
    entry.newValue = optionalText(row, "new_value");
    entry.reason = optionalText(row, "reason");
    entry.program = textOf(row, "program");
    entry.operatorName = textOf(row, "operator_name");
    entry.uptime_ns = optionalInteger(row, "uptime_ns");
    entry.bootId = textOf(row, "boot_id");
    return entry;
}

} // namespace tgc::db
