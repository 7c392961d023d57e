// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <nlohmann/json.hpp>

#include "analysis/core/decimal.h"
#include "db/store_impl.h"

namespace tgc::db {

namespace {

bool isNumeric(std::span<const InputColumn> columns, std::string_view name)
{
    if (name.starts_with("u_")) { // a standard uncertainty is as numeric as what it belongs to
        name.remove_prefix(2);
    }
    const auto found =
        std::find_if(columns.begin(), columns.end(), [&](const auto &each) { return each.name == name; });
    return found != columns.end() && found->numeric;
}

/// Values to columns, everything without a column of its own to `extra`.
Result<Row> inputRow(std::span<const InputColumn> columns, const InputValues &values, const std::string &who)
{
    Row row;
    for (const InputColumn &column : columns) {
        row[std::string(column.name)] = Value();
    }
    nlohmann::json extra = nlohmann::json::object();
    for (const auto &[name, typed] : values) {
        std::string text = typed;
        if (isNumeric(columns, name) && !typed.empty()) {
            const auto number = parseDecimal(typed);
            if (!number) {
                return fail(ErrorCode::BadInput,
                            std::string(who).append(", ").append(name).append(": ").append(number.error().message));
            }
            text = number->canonical;
        }
        if (const auto own = row.find(name); own != row.end()) {
            own->second = textOrNull(text);
        } else if (!text.empty()) {
            extra[name] = text;
        }
    }
    row["extra"] = extra.empty() ? Value() : Value(jsonText(extra));
    return row;
}

InputValues inputValues(std::span<const InputColumn> columns, const Row &row)
{
    InputValues values;
    for (const InputColumn &column : columns) {
        if (const auto text = optionalText(row, column.name)) {
            values.emplace(column.name, *text);
        }
    }
    const auto extra = nlohmann::json::parse(textOf(row, "extra"), nullptr, false);
    if (extra.is_object()) {
        for (const auto &[name, value] : extra.items()) {
            if (value.is_string()) {
                values.emplace(name, value.get<std::string>());
            }
        }
    }
    return values;
}

Result<Row> sampleRow(const Sample &sample)
{
    if (sample.sampleId.empty()) {
        return fail(ErrorCode::BadInput, "a sample has no sample_id: give it one");
    }
    auto row = inputRow(sampleColumns(), sample.values, "sample \"" + sample.sampleId + "\"");
    if (row) {
        (*row)["sample_id"] = sample.sampleId;
        (*row)["kind"] = std::string(toString(sample.kind));
        (*row)["cell_id"] = valueOf(sample.cellId);
        (*row)["vial_id"] = valueOf(sample.vialId);
        (*row)["titrant_id"] = valueOf(sample.titrantId);
        (*row)["source"] = std::string(toString(sample.source));
    }
    return row;
}

Result<std::vector<Row>> drawRows(const Sample &sample)
{
    std::vector<Row> rows;
    for (const Draw &draw : sample.draws) {
        const std::string number = std::to_string(rows.size() + 1);
        auto row = inputRow(drawColumns(), draw.values, "sample \"" + sample.sampleId + "\", draw " + number);
        if (!row) {
            return fail(row.error());
        }
        (*row)["number"] = static_cast<std::int64_t>(rows.size() + 1);
        (*row)["run_id"] = valueOf(draw.runId);
        (*row)["syringe_id"] = valueOf(draw.syringeId);
        (*row)["source"] = std::string(toString(draw.source));
        rows.push_back(std::move(*row));
    }
    return rows;
}

std::vector<Row> storedDraws(const Connection &connection, RecordId sample)
{
    return connection.rows("SELECT * FROM draws WHERE sample = ? AND withdrawn_at IS NULL ORDER BY number", {sample});
}

/// Brings the stored draws in line with `wanted`; true when anything differed.
bool saveDraws(Change &writes, RecordId sample, std::vector<Row> wanted, const std::string &reason)
{
    const std::vector<Row> stored = storedDraws(writes.connection(), sample);
    bool changed = false;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (i < stored.size()) {
            changed |= writes.update("draws", integerOf(stored[i], "id"), wanted[i], "changed", reason);
            continue;
        }
        wanted[i]["sample"] = sample;
        wanted[i]["created_at"] = writes.connection().now();
        writes.log("added", "draws", writes.insert("draws", wanted[i]), reason);
        changed = true;
    }
    for (std::size_t i = wanted.size(); i < stored.size(); ++i) {
        const std::string why = reason.empty() ? "no longer among the sample's draws" : reason;
        writes.update("draws", integerOf(stored[i], "id"),
                      {{"withdrawn_at", writes.connection().now()}, {"withdrawn_reason", why}}, "withdrawn", why);
        changed = true;
    }
    return changed;
}

SavedSample saveOne(Change &writes, Row row, std::vector<Row> draws, const std::string &reason)
{
    const auto stored = writes.connection().rows("SELECT id FROM samples WHERE sample_id = ? AND withdrawn_at IS NULL",
                                                 {row.find("sample_id")->second});
    if (stored.empty()) {
        row["created_at"] = writes.connection().now();
        const RecordId id = writes.insert("samples", row);
        writes.log("added", "samples", id, reason);
        saveDraws(writes, id, std::move(draws), reason);
        return {id, SaveOutcome::Added};
    }
    const RecordId id = integerOf(stored.front(), "id");
    const bool sampleChanged = writes.update("samples", id, row, "changed", reason);
    const bool drawsChanged = saveDraws(writes, id, std::move(draws), reason);
    return {id, sampleChanged || drawsChanged ? SaveOutcome::Changed : SaveOutcome::Unchanged};
}

Entry<Sample> sampleEntry(const Connection &connection, const Row &row)
{
    Entry<Sample> entry;
    entry.id = integerOf(row, "id");
    entry.createdAt_utc = textOf(row, "created_at");
    entry.withdrawn = withdrawalOf(row);
    entry.record.sampleId = textOf(row, "sample_id");
    entry.record.kind = sampleKindFromString(textOf(row, "kind")).value_or(SampleKind::Sample);
    entry.record.values = inputValues(sampleColumns(), row);
    entry.record.cellId = optionalInteger(row, "cell_id");
    entry.record.vialId = optionalInteger(row, "vial_id");
    entry.record.titrantId = optionalInteger(row, "titrant_id");
    entry.record.source = sourceOf(row);
    for (const Row &draw : storedDraws(connection, entry.id)) {
        entry.record.draws.push_back({inputValues(drawColumns(), draw), optionalInteger(draw, "run_id"),
                                      optionalInteger(draw, "syringe_id"), sourceOf(draw)});
    }
    return entry;
}

std::string anA(SampleKind kind)
{
    return "a " + std::string(toString(kind));
}

/// One name, one kind: among the samples themselves, and with what is stored.
Result<void> checkKinds(const Connection &connection, const std::vector<Sample> &samples, KindChange kindChange)
{
    std::map<std::string, SampleKind> kinds;
    for (const Sample &sample : samples) {
        const auto [known, isNew] = kinds.emplace(sample.sampleId, sample.kind);
        if (!isNew && known->second != sample.kind) {
            return fail(ErrorCode::BadInput, "\"" + sample.sampleId + "\" is given both as " + anA(known->second) +
                                                 " and as " + anA(sample.kind) + "; give one of them another name");
        }
        if (!isNew || kindChange == KindChange::Allowed) {
            continue;
        }
        const auto stored =
            connection.rows("SELECT kind FROM samples WHERE sample_id = ? AND withdrawn_at IS NULL", {sample.sampleId});
        if (!stored.empty() && textOf(stored.front(), "kind") != toString(sample.kind)) {
            return fail(ErrorCode::BadInput, "\"" + sample.sampleId + "\" is " + anA(sample.kind) +
                                                 " here and stored as a " + textOf(stored.front(), "kind") +
                                                 "; give it another name");
        }
    }
    return {};
}

} // namespace

Result<void> Store::checkSamples(const std::vector<Sample> &samples, KindChange kindChange) const
{
    return guarded(m_impl->connection,
                   [&]() -> Result<void> { return checkKinds(m_impl->connection, samples, kindChange); });
}

Result<std::vector<SavedSample>> Store::saveSamples(const std::vector<Sample> &samples, const std::string &reason,
                                                    KindChange kindChange)
{
    std::vector<std::pair<Row, std::vector<Row>>> prepared;
    for (const Sample &sample : samples) {
        auto row = sampleRow(sample);
        if (!row) {
            return fail(row.error());
        }
        auto draws = drawRows(sample);
        if (!draws) {
            return fail(draws.error());
        }
        prepared.emplace_back(std::move(*row), std::move(*draws));
    }
    return db::change(m_impl->connection, [&](Change &writes) -> Result<std::vector<SavedSample>> {
        if (auto good = checkKinds(writes.connection(), samples, kindChange); !good) {
            return fail(good.error());
        }
        std::vector<SavedSample> saved;
        for (auto &[row, draws] : prepared) {
            saved.push_back(saveOne(writes, std::move(row), std::move(draws), reason));
        }
        return saved;
    });
}

Result<SavedSample> Store::saveSample(const Sample &sample, const std::string &reason)
{
    return saveSamples({sample}, reason).map([](const auto &saved) { return saved.front(); });
}

Result<std::vector<Entry<Sample>>> Store::samples(const SampleFilter &filter) const
{
    std::string conditions = filter.withdrawnToo ? "1" : "withdrawn_at IS NULL";
    std::vector<Value> values;
    if (filter.sampleId) {
        conditions += " AND sample_id = ?";
        values.emplace_back(*filter.sampleId);
    }
    if (filter.group) {
        conditions += " AND \"group\" = ?";
        values.emplace_back(*filter.group);
    }
    if (filter.kind) {
        conditions += " AND kind = ?";
        values.emplace_back(std::string(toString(*filter.kind)));
    }
    return guarded(m_impl->connection, [&]() -> Result<std::vector<Entry<Sample>>> {
        std::vector<Entry<Sample>> found;
        for (const Row &row :
             m_impl->connection.rows("SELECT * FROM samples WHERE " + conditions + " ORDER BY id", values)) {
            found.push_back(sampleEntry(m_impl->connection, row));
        }
        return found;
    });
}

} // namespace tgc::db
