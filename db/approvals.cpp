// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/approvals.h"

#include <algorithm>
#include <cctype>
#include <sstream>

#include "db/approval_rows.h"
#include "db/audit_rows.h"
#include "db/sha256.h"
#include "db/store_impl.h"

namespace tgc::db {

namespace {

constexpr const char *blanks = " \t\r\n";

std::string trimmed(const std::string &text)
{
    const auto first = text.find_first_not_of(blanks);
    return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// As names are compared: "J. Smith" is "j. smith ".
std::string plain(const std::string &name)
{
    std::string text = trimmed(name);
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return c < 128 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c); });
    return text;
}

struct Maker {
    std::string account{};
    std::string name{}; ///< empty: none was given

    [[nodiscard]] const std::string &called() const { return name.empty() ? account : name; }
};

/// Who made a record, from the entry that tells of it.
Maker makerOf(const Connection &connection, std::string_view table, RecordId id)
{
    const auto entries =
        connection.rows("SELECT who, operator_name FROM audit_trail WHERE table_name = ? AND record_id "
                        "= ? AND action = 'added' ORDER BY id LIMIT 1",
                        {std::string(table), id});
    return entries.empty() ? Maker{} : Maker{textOf(entries.front(), "who"), textOf(entries.front(), "operator_name")};
}

OwnWork ownWork(const Maker &maker, const std::string &reviewer, const std::string &account)
{
    if (!maker.name.empty()) {
        return plain(maker.name) == plain(reviewer) ? OwnWork::Yes : OwnWork::No;
    }
    if (maker.account.empty()) { // it is older than the trail
        return OwnWork::NotKnown;
    }
    if (plain(maker.account) == plain(reviewer)) {
        return OwnWork::Yes;
    }
    // One account for a whole laboratory tells nothing of who sat there.
    return maker.account == account ? OwnWork::NotKnown : OwnWork::No;
}

Result<ApprovalWords> checked(const ApprovalWords &words)
{
    ApprovalWords said{trimmed(words.reviewer), trimmed(words.statement)};
    if (said.reviewer.empty()) {
        return fail(ErrorCode::BadInput, "an approval is a person's word: say who reviews (--reviewer NAME)");
    }
    if (said.statement.empty()) {
        return fail(ErrorCode::BadInput, "an approval says something: state what was checked (--statement TEXT)");
    }
    return said;
}

/// A version that is not what was written is not approved. `also`: records that belong to it.
Result<std::string> wholeDigest(const Connection &connection, std::string_view table, const Row &record,
                                const std::vector<std::pair<std::string, Row>> &also = {})
{
    const RecordId id = integerOf(record, "id");
    std::vector<std::pair<std::string, Row>> all{{std::string(table), record}};
    all.insert(all.end(), also.begin(), also.end());
    const auto written = connection.rows("SELECT digests FROM audit_trail WHERE table_name = ? AND record_id = ? ORDER "
                                         "BY id",
                                         {std::string(table), id});
    std::string lines;
    for (const Row &entry : written) {
        lines += textOf(entry, "digests");
    }
    for (const auto &[name, row] : all) {
        const std::string line = name + " " + std::to_string(integerOf(row, "id")) + " " + digest(name, row) + "\n";
        const auto last = lines.rfind(line.substr(0, line.rfind(' ') + 1));
        if (last == std::string::npos || lines.compare(last, line.size(), line) != 0) {
            return fail(ErrorCode::Integrity, "record " + std::to_string(integerOf(row, "id")) + " of " + name +
                                                  " is not what was written: it is not approved; run `tgc verify`");
        }
    }
    if (also.empty()) {
        return digest(table, record);
    }
    std::string together;
    for (const auto &[name, row] : all) {
        together += digest(name, row) + "\n";
    }
    return sha256Hex(together);
}

GivenApproval give(Change &writes, const std::string &column, std::string_view table, const Row &record,
                   const ApprovalWords &words, const std::string &recordDigest)
{
    const Connection &connection = writes.connection();
    const RecordId id = integerOf(record, "id");
    const Maker maker = makerOf(connection, table, id);
    const std::string &account = connection.options.person;
    const OwnWork own = ownWork(maker, words.reviewer, account);
    const RecordId approval = writes.insert("approvals", {{column, id},
                                                          {"reviewer", words.reviewer},
                                                          {"statement", words.statement},
                                                          {"account", account},
                                                          {"made_by", maker.called()},
                                                          {"own_work", std::string(toString(own))},
                                                          {"record_digest", recordDigest},
                                                          {"program", connection.options.program},
                                                          {"source", std::string(toString(sourceOf(record)))},
                                                          {"created_at", connection.now()}});
    return {approval, own, maker.called()};
}

OwnWork ownWorkOf(const Row &row)
{
    const std::string text = textOf(row, "own_work");
    return text == "yes" ? OwnWork::Yes : text == "no" ? OwnWork::No : OwnWork::NotKnown;
}

std::string versionName(const Connection &connection, const Row &result)
{
    const auto sample = optionalInteger(result, "sample");
    const std::string subject = sample ? textOf(connection.row("samples", *sample).value_or(Row()), "sample_id")
                                       : runName(optionalInteger(result, "run_id").value_or(0));
    return "the " + textOf(result, "kind") + " of " + subject + ", version " +
           std::to_string(integerOf(result, "version"));
}

} // namespace

std::string_view toString(OwnWork own)
{
    switch (own) {
    case OwnWork::No: return "no";
    case OwnWork::Yes: return "yes";
    case OwnWork::NotKnown: return "not-known";
    }
    return "not-known";
}

std::optional<Row> standingApproval(const Connection &connection, const std::string &column, RecordId id)
{
    auto rows = connection.rows("SELECT * FROM approvals WHERE " + column + " = ? AND withdrawn_at IS NULL", {id});
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

Result<GivenApproval> approveCalibrationRow(Change &writes, const Row &calibration, const std::string &reviewer,
                                            const std::string &statement)
{
    const Connection &connection = writes.connection();
    const auto whole = wholeDigest(connection, "calibrations", calibration);
    if (!whole) {
        return fail(whole.error());
    }
    const auto given = give(writes, "calibration_id", "calibrations", calibration,
                            {reviewer, statement.empty() ? "approved" : statement}, *whole);
    writes.update("calibrations", integerOf(calibration, "id"),
                  {{"approved_at", connection.now()},
                   {"approved_by", connection.options.person},
                   {"approval_note", textOrNull(statement)}},
                  "approved", statement);
    return given;
}

Result<GivenApproval> approveResult(Store &store, RecordId result, const ApprovalWords &words)
{
    const auto said = checked(words);
    if (!said) {
        return fail(said.error());
    }
    return change(StoreAccess::connection(store), [&](Change &writes) -> Result<GivenApproval> {
        const Connection &connection = writes.connection();
        const auto row = connection.row("results", result);
        if (!row) {
            return fail(ErrorCode::BadInput, "there is no result number " + std::to_string(result));
        }
        const std::string name = versionName(connection, *row);
        if (const auto gone = withdrawalOf(*row)) {
            return fail(ErrorCode::BadInput,
                        name + ", was withdrawn on " + gone->at_utc.substr(0, 10) + " (" + gone->reason + ")");
        }
        if (const auto earlier = standingApproval(connection, "result_id", result)) {
            return fail(ErrorCode::BadInput, name + ", was approved on " +
                                                 textOf(*earlier, "created_at").substr(0, 10) + " by " +
                                                 textOf(*earlier, "reviewer") + " already");
        }
        const bool ofRun = optionalInteger(*row, "run_id").has_value();
        const std::string subject = ofRun ? "run_id" : "sample";
        const auto later = connection.rows("SELECT max(version) AS version FROM results WHERE " + subject +
                                               " = ? AND kind = ? AND withdrawn_at IS NULL",
                                           {row->at(subject), textOf(*row, "kind")});
        if (const auto latest = integerOf(later.front(), "version"); latest > integerOf(*row, "version")) {
            return fail(ErrorCode::BadInput, name + ", is not the latest: version " + std::to_string(latest) +
                                                 " took its place; approve that one, or withdraw it first");
        }
        std::vector<std::pair<std::string, Row>> peaks;
        for (Row &peak : connection.rows("SELECT * FROM peaks WHERE result_id = ? ORDER BY number", {result})) {
            peaks.emplace_back("peaks", std::move(peak));
        }
        const auto whole = wholeDigest(connection, "results", *row, peaks);
        if (!whole) {
            return fail(whole.error());
        }
        const GivenApproval given = give(writes, "result_id", "results", *row, *said, *whole);
        writes.log("approved", "results", result, said->statement, {},
                   toJson({{"approval", given.id},
                           {"reviewer", said->reviewer},
                           {"own_work", std::string(toString(given.ownWork))}}));
        return given;
    });
}

Result<GivenApproval> approveCalibrationAs(Store &store, RecordId calibration, const ApprovalWords &words)
{
    const auto said = checked(words);
    if (!said) {
        return fail(said.error());
    }
    // Retired or approved already: said in one place.
    const auto known = store.calibration(calibration);
    if (!known) {
        return fail(known.error());
    }
    if (known->withdrawn || known->approval) {
        return store.approveCalibration(calibration, said->statement).map([] { return GivenApproval{}; });
    }
    return change(StoreAccess::connection(store), [&](Change &writes) -> Result<GivenApproval> {
        const auto row = writes.connection().row("calibrations", calibration);
        return row && !optionalText(*row, "approved_at") && !withdrawalOf(*row)
                   ? approveCalibrationRow(writes, *row, said->reviewer, said->statement)
                   : fail(ErrorCode::BadInput, "the calibration was approved or retired meanwhile: look at it again");
    });
}

Result<void> takeBackApproval(Store &store, RecordId result, const std::string &reason)
{
    if (trimmed(reason).empty()) {
        return fail(ErrorCode::BadInput, "an approval is taken back only with a reason: say why");
    }
    return change(StoreAccess::connection(store), [&](Change &writes) -> Result<void> {
        const auto standing = standingApproval(writes.connection(), "result_id", result);
        if (!standing) {
            return fail(ErrorCode::BadInput, "this version is not approved: there is nothing to take back");
        }
        writes.update("approvals", integerOf(*standing, "id"),
                      {{"withdrawn_at", writes.connection().now()}, {"withdrawn_reason", trimmed(reason)}}, "withdrawn",
                      trimmed(reason));
        return {};
    });
}

Result<std::map<RecordId, std::string>> makers(const Store &store, const std::string &table)
{
    const Connection &connection = StoreAccess::connection(store);
    return guarded(connection, [&]() -> Result<std::map<RecordId, std::string>> {
        std::map<RecordId, std::string> named;
        if (hasColumn(connection, "audit_trail", "operator_name")) {
            for (const Row &row : connection.rows("SELECT record_id, operator_name FROM audit_trail INDEXED BY "
                                                  "audit_overview WHERE table_name = ? "
                                                  "AND action = 'added' AND operator_name IS NOT NULL",
                                                  {table})) {
                named.emplace(integerOf(row, "record_id"), textOf(row, "operator_name"));
            }
        }
        return named;
    });
}

Result<std::vector<StoredApproval>> approvals(const Store &store, bool withdrawnToo)
{
    const Connection &connection = StoreAccess::connection(store);
    return guarded(connection, [&]() -> Result<std::vector<StoredApproval>> {
        std::vector<StoredApproval> found;
        if (!hasTable(connection, "approvals")) {
            return found;
        }
        for (const Row &row : connection.rows("SELECT * FROM approvals WHERE ?1 OR withdrawn_at IS NULL ORDER BY id",
                                              {std::int64_t{withdrawnToo ? 1 : 0}})) {
            found.push_back({integerOf(row, "id"), optionalInteger(row, "result_id"),
                             optionalInteger(row, "calibration_id"), textOf(row, "reviewer"), textOf(row, "statement"),
                             textOf(row, "account"), textOf(row, "made_by"), ownWorkOf(row), textOf(row, "created_at"),
                             withdrawalOf(row)});
        }
        return found;
    });
}

} // namespace tgc::db
