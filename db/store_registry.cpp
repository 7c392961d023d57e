// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "analysis/core/decimal.h"
#include "db/approval_rows.h"
#include "db/dates.h"
#include "db/registry_fields.h"
#include "db/store_impl.h"

namespace tgc::db {

namespace {

std::string column(std::string_view base, std::string_view suffix)
{
    return std::string(base) + std::string(suffix);
}

/// Record to row, checking what was typed. Keeps the first thing that is wrong.
class Writer {
public:
    explicit Writer(std::string who) : m_who(std::move(who)) {}

    void text(std::string_view name, const std::string &field) { row[std::string(name)] = textOrNull(field); }
    void key(std::string_view name, const std::optional<RecordId> &field) { row[std::string(name)] = valueOf(field); }
    void date(std::string_view name, const std::string &field)
    {
        if (!field.empty() && !isDate(field)) {
            refuse(name, "\"" + field + "\" is not a date; write YYYY-MM-DD");
        }
        text(name, field);
    }
    void quantity(std::string_view name, const std::optional<AsTyped> &field, Units units, Sign sign)
    {
        Value &value = row[std::string(name)];
        Value &unit = row[column(name, "_unit")];
        Value &u = row[column(name, "_u")];
        if (!field) {
            return;
        }
        if (std::find(units.begin(), units.end(), field->unit) == units.end()) {
            std::string known;
            for (const std::string_view each : units) {
                known += (known.empty() ? "" : ", ") + std::string(each);
            }
            refuse(name, "unknown unit \"" + field->unit + "\"; use " + known);
        }
        value = number(name, field->value, sign);
        unit = field->unit;
        if (field->u) {
            u = number(column(name, "_u"), *field->u, Sign::NotNegative);
        }
    }

    Row row;
    std::optional<Error> problem;

private:
    void refuse(std::string_view name, const std::string &why)
    {
        if (!problem) {
            problem = Error{ErrorCode::BadInput, m_who + ", " + std::string(name) + ": " + why};
        }
    }
    Value number(std::string_view name, const std::string &typed, Sign sign)
    {
        const auto read = parseDecimal(typed);
        if (!read) {
            refuse(name, read.error().message);
            return {};
        }
        if (read->value < 0.0 || (sign == Sign::AboveZero && read->value <= 0.0)) {
            refuse(name, read->canonical + (sign == Sign::AboveZero ? " must be above zero" : " must not be negative"));
        }
        return read->canonical;
    }

    std::string m_who;
};

/// Row to record.
struct Reader {
    const Row &row;

    void text(std::string_view name, std::string &field) const { field = textOf(row, name); }
    void date(std::string_view name, std::string &field) const { field = textOf(row, name); }
    void key(std::string_view name, std::optional<RecordId> &field) const { field = optionalInteger(row, name); }
    void quantity(std::string_view name, std::optional<AsTyped> &field, Units, Sign) const
    {
        if (const auto value = optionalText(row, name)) {
            field = AsTyped{*value, textOf(row, column(name, "_unit")), optionalText(row, column(name, "_u"))};
        }
    }
};

template <RegistryRecord R>
Result<Row> rowOf(const R &record)
{
    const std::string word(RegistryTable<R>::word);
    if (record.name.empty()) {
        return fail(ErrorCode::BadInput, "the " + word + " has no name: give it one");
    }
    Writer writer(word + " \"" + record.name + "\"");
    eachField(record, writer);
    if constexpr (std::same_as<R, Syringe>) {
        if (record.kind != "syringe" && record.kind != "loop") {
            return fail(ErrorCode::BadInput,
                        "syringe \"" + record.name + "\", kind: \"" + record.kind + "\" is neither syringe nor loop");
        }
    }
    if (writer.problem) {
        return fail(*writer.problem);
    }
    writer.row["name"] = record.name;
    writer.row["notes"] = textOrNull(record.notes);
    writer.row["source"] = std::string(toString(record.source));
    return writer.row;
}

/// Says so when another record that is not withdrawn has the name.
template <RegistryRecord R>
Result<void> nameIsFree(const Connection &connection, const std::string &name, RecordId self)
{
    const auto taken = connection.rows("SELECT id FROM " + sqlName(RegistryTable<R>::name) +
                                           " WHERE name = ? AND withdrawn_at IS NULL AND id <> ?",
                                       {name, self});
    if (!taken.empty()) {
        return fail(ErrorCode::BadInput, "there is already a " + std::string(RegistryTable<R>::word) + " named \"" +
                                             name + "\": change that one or choose another name");
    }
    return {};
}

} // namespace

template <RegistryRecord R>
Result<RecordId> Store::add(const R &record)
{
    auto row = rowOf(record);
    if (!row) {
        return fail(row.error());
    }
    return db::change(m_impl->connection, [&](Change &writes) -> Result<RecordId> {
        if (const auto free = nameIsFree<R>(writes.connection(), record.name, 0); !free) {
            return fail(free.error());
        }
        (*row)["created_at"] = writes.connection().now();
        const RecordId id = writes.insert(RegistryTable<R>::name, *row);
        writes.log("added", RegistryTable<R>::name, id);
        return id;
    });
}

template <RegistryRecord R>
Result<SaveOutcome> Store::change(RecordId id, const R &record, const std::string &reason)
{
    const auto row = rowOf(record);
    if (!row) {
        return fail(row.error());
    }
    return db::change(m_impl->connection, [&](Change &writes) -> Result<SaveOutcome> {
        if (!writes.connection().row(RegistryTable<R>::name, id)) {
            return fail(ErrorCode::BadInput,
                        "there is no " + std::string(RegistryTable<R>::word) + " number " + std::to_string(id));
        }
        if (const auto free = nameIsFree<R>(writes.connection(), record.name, id); !free) {
            return fail(free.error());
        }
        return writes.update(RegistryTable<R>::name, id, *row, "changed", reason) ? SaveOutcome::Changed
                                                                                  : SaveOutcome::Unchanged;
    });
}

template <RegistryRecord R>
Result<std::vector<Entry<R>>> Store::list(bool withdrawnToo) const
{
    return guarded(m_impl->connection, [&]() -> Result<std::vector<Entry<R>>> {
        std::vector<Entry<R>> found;
        for (const Row &row :
             m_impl->connection.rows("SELECT * FROM " + sqlName(RegistryTable<R>::name) +
                                     (withdrawnToo ? "" : " WHERE withdrawn_at IS NULL") + " ORDER BY id")) {
            Entry<R> entry;
            entry.id = integerOf(row, "id");
            Reader reader{row};
            eachField(entry.record, reader);
            entry.record.name = textOf(row, "name");
            entry.record.notes = textOf(row, "notes");
            entry.record.source = sourceOf(row);
            entry.createdAt_utc = textOf(row, "created_at");
            entry.withdrawn = withdrawalOf(row);
            found.push_back(std::move(entry));
        }
        return found;
    });
}

#define TGC_REGISTRY(R)                                                                                                \
    template Result<RecordId> Store::add(const R &);                                                                   \
    template Result<SaveOutcome> Store::change(RecordId, const R &, const std::string &);                              \
    template Result<std::vector<Entry<R>>> Store::list<R>(bool) const; // NOLINT(bugprone-macro-parentheses): a type
TGC_REGISTRY(Cell)
TGC_REGISTRY(Electrode)
TGC_REGISTRY(Vial)
TGC_REGISTRY(Syringe)
TGC_REGISTRY(Cylinder)
TGC_REGISTRY(Titrant)
#undef TGC_REGISTRY

std::string_view toString(RecordTable table)
{
    switch (table) {
    case RecordTable::Cells: return "cells";
    case RecordTable::Electrodes: return "electrodes";
    case RecordTable::Vials: return "vials";
    case RecordTable::Syringes: return "syringes";
    case RecordTable::Cylinders: return "cylinders";
    case RecordTable::Titrants: return "titrants";
    case RecordTable::Samples: return "samples";
    case RecordTable::Draws: return "draws";
    case RecordTable::Runs: return "runs";
    case RecordTable::Methods: return "methods";
    case RecordTable::Calibrations: return "calibrations";
    case RecordTable::Results: return "results";
    }
    return "samples";
}

Result<void> Store::withdraw(RecordTable table, RecordId id, const std::string &reason)
{
    if (reason.find_first_not_of(" \t\r\n") == std::string::npos) {
        return fail(ErrorCode::BadInput, "a record is withdrawn only with a reason: say why");
    }
    return db::change(m_impl->connection, [&](Change &writes) -> Result<void> {
        const std::string what = "record " + std::to_string(id) + " of " + std::string(toString(table));
        const auto row = writes.connection().row(toString(table), id);
        if (!row) {
            return fail(ErrorCode::BadInput, "there is no " + what);
        }
        if (const auto earlier = withdrawalOf(*row)) {
            return fail(ErrorCode::BadInput, what + " was already withdrawn on " + earlier->at_utc);
        }
        if (table == RecordTable::Results) {
            if (const auto lock = standingApproval(writes.connection(), "result_id", id)) {
                return fail(ErrorCode::BadInput, what + " is approved by " + textOf(*lock, "reviewer") +
                                                     " and locked: take the approval back first, with a reason");
            }
        }
        writes.update(toString(table), id, {{"withdrawn_at", writes.connection().now()}, {"withdrawn_reason", reason}},
                      "withdrawn", reason);
        return {};
    });
}

} // namespace tgc::db
