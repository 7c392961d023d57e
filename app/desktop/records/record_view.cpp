// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/records/record_view.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "db/audit_pages.h"

namespace tgc::desktop {

namespace {

constexpr std::size_t longest = 4000; ///< of a text: a whole method is read where methods are

std::string shownText(const nlohmann::json &value)
{
    return value.is_null() ? std::string() : value.is_string() ? value.get<std::string>() : value.dump();
}

std::string shortened(std::string text)
{
    if (text.size() > longest) {
        text = "(" + std::to_string(text.size()) + " bytes)";
    }
    return text;
}

std::vector<RecordField> changedFields(const db::AuditEntry &entry)
{
    std::vector<RecordField> fields;
    const auto before = nlohmann::json::parse(entry.oldValue.value_or("{}"), nullptr, false);
    const auto after = nlohmann::json::parse(entry.newValue.value_or("{}"), nullptr, false);
    const auto fieldOf = [&fields](const std::string &name) -> RecordField & {
        const auto found =
            std::find_if(fields.begin(), fields.end(), [&](const RecordField &each) { return each.name == name; });
        return found == fields.end() ? fields.emplace_back(RecordField{name, {}, {}}) : *found;
    };
    if (before.is_object()) {
        for (const auto &[name, value] : before.items()) {
            fieldOf(name).before = shortened(shownText(value));
        }
    }
    if (after.is_object()) {
        for (const auto &[name, value] : after.items()) {
            fieldOf(name).after = shortened(shownText(value));
        }
    }
    return fields;
}

Result<std::vector<RecordField>> fieldsNow(const db::Store &store, const std::string &table, db::RecordId id)
{
    const auto now = db::recordNow(store, table, id);
    if (!now) {
        return fail(now.error());
    }
    std::vector<RecordField> fields;
    for (const auto &[name, text] : *now) {
        if (!text.empty()) {
            fields.push_back({name, {}, shortened(text)});
        }
    }
    return fields;
}

/// Whether it is a result or a calibration that somebody can approve.
Result<void> addApproval(const db::Store &store, RecordView &view)
{
    const bool result = view.table == "results";
    if (!result && view.table != "calibrations") {
        return {};
    }
    const auto now = db::recordNow(store, view.table, view.id);
    const auto approvals = now ? db::approvals(store) : fail(now.error());
    if (!approvals) {
        return fail(approvals.error());
    }
    if (now->empty()) {
        return {};
    }
    const auto found = std::find_if(approvals->begin(), approvals->end(), [&](const db::StoredApproval &each) {
        return (result ? each.resultId : each.calibrationId) == view.id;
    });
    if (found != approvals->end()) {
        view.approval = *found;
        return {};
    }
    const auto field = [&now](std::string_view name) {
        const auto at = std::find_if(now->begin(), now->end(), [name](const auto &each) { return each.first == name; });
        return at == now->end() ? std::string() : at->second;
    };
    if (!field("withdrawn_at").empty()) {
        view.cannot = "It is withdrawn.";
    } else if (!field("approved_at").empty()) {
        view.cannot = "Approved on " + field("approved_at").substr(0, 10) + " by " + field("approved_by") + ".";
    } else if (result) {
        db::ResultFilter latest;
        latest.kind = field("kind");
        const auto key = [&](std::string_view name) {
            return field(name).empty() ? std::nullopt : std::optional<db::RecordId>(std::stoll(field(name)));
        };
        latest.runId = key("run_id");
        latest.sampleId = key("sample");
        latest.latestOnly = true;
        const auto versions = store.results(latest);
        if (!versions) {
            return fail(versions.error());
        }
        if (!versions->empty() && versions->front().id != view.id) {
            view.cannot = "Version " + std::to_string(versions->front().version) + " took its place.";
        }
    }
    view.approvable = view.cannot.empty();
    return {};
}

} // namespace

Result<RecordView> viewOfRecord(const db::Store &store, const std::string &table, db::RecordId id)
{
    RecordView view;
    view.table = table;
    view.id = id;
    auto fields = fieldsNow(store, table, id);
    if (!fields) {
        return fail(fields.error());
    }
    view.fields = std::move(*fields);
    const auto added = addApproval(store, view);
    return added ? Result<RecordView>(std::move(view)) : fail(added.error());
}

Result<RecordView> viewOfEntry(const db::Store &store, const db::AuditEntry &entry)
{
    RecordView view;
    view.table = entry.table;
    view.id = entry.recordId;
    view.entry = entry;
    view.fields = changedFields(entry);
    if (view.fields.empty()) {
        auto fields = fieldsNow(store, entry.table, entry.recordId);
        if (!fields) {
            return fail(fields.error());
        }
        view.fields = std::move(*fields);
    }
    const auto added = addApproval(store, view);
    return added ? Result<RecordView>(std::move(view)) : fail(added.error());
}

} // namespace tgc::desktop
