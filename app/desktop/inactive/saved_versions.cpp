// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/inactive/saved_versions.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>

#include "app/desktop/shell/local_time.h"
#include "app/desktop/shell/text.h"
#include "app/formats/breakdown_json.h"

namespace tgc::desktop {

namespace {

constexpr qsizetype namesShown = 2;

QString say(const char *text)
{
    return QCoreApplication::translate("SavedVersions", text);
}

QString timeInWords(const QDateTime &at, const QDateTime &now)
{
    const QDateTime here = at.toLocalTime();
    return (here.date() == now.toLocalTime().date() ? here.toString(QStringLiteral("hh:mm"))
                                                    : here.toString(QStringLiteral("yyyy-MM-dd hh:mm"))) +
           offsetIfTwice(here);
}

QString namesInShort(const QStringList &names)
{
    const QString first = QStringList(names.first(std::min(namesShown, names.size()))).join(QStringLiteral(", "));
    return names.size() > namesShown ? say("%1 and %2 more").arg(first).arg(names.size() - namesShown) : first;
}

} // namespace

Result<SavedVersions> latestBreakdowns(const db::Store &store)
{
    const auto samples = store.samples();
    if (!samples) {
        return fail(samples.error());
    }
    db::ResultFilter filter;
    filter.kind = "breakdown";
    filter.latestOnly = true;
    filter.withdrawnToo = false;
    const auto results = store.results(filter);
    if (!results) {
        return fail(results.error());
    }
    std::map<db::RecordId, std::string> names;
    for (const auto &entry : *samples) {
        names.emplace(entry.id, entry.record.sampleId);
    }
    SavedVersions versions;
    for (const db::StoredResult &stored : *results) {
        const auto name = names.find(stored.result.sampleId.value_or(0));
        if (name != names.end()) {
            versions[name->second] = {stored.version, stored.result.outputsJson, stored.result.calibrationId,
                                      QDateTime::fromString(qstr(stored.createdAt_utc), Qt::ISODateWithMs)};
        }
    }
    return versions;
}

SavedWords savedInWords(std::span<const Breakdown> rows, const SavedVersions &versions,
                        std::optional<db::RecordId> calibration, const QDateTime &now)
{
    SavedWords words;
    QStringList unsaved;
    QStringList lines;
    int lowest = 0;
    int highest = 0;
    QDateTime last;
    for (const Breakdown &row : rows) {
        const QString name = qstr(row.sampleId);
        const auto found = versions.find(row.sampleId);
        if (found == versions.end()) {
            unsaved << name;
            lines << say("%1: never saved").arg(name);
            continue;
        }
        const SavedVersion &saved = found->second;
        if (saved.calibration != calibration || saved.outputs != formats::breakdownJson(row)) {
            unsaved << name;
            lines << say("%1: changed since version %2 of %3")
                         .arg(name, QString::number(saved.version), timeInWords(saved.at, now));
            continue;
        }
        lines << say("%1: version %2, %3").arg(name, QString::number(saved.version), timeInWords(saved.at, now));
        lowest = lowest == 0 ? saved.version : std::min(lowest, saved.version);
        highest = std::max(highest, saved.version);
        last = last.isValid() ? std::max(last, saved.at) : saved.at;
    }
    words.detail = lines.join(u'\n');
    words.allSaved = unsaved.isEmpty() && !rows.empty();
    if (words.allSaved) {
        const QString at = timeInWords(last, now);
        words.brief = lowest == highest
                          ? say("saved as version %1 at %2").arg(highest).arg(at)
                          : say("saved as versions %1 to %2, last at %3").arg(lowest).arg(highest).arg(at);
    } else if (!rows.empty()) {
        words.brief = unsaved.size() == static_cast<qsizetype>(rows.size())
                          ? say("not saved as a result")
                          : say("not saved: %1").arg(namesInShort(unsaved));
    }
    return words;
}

} // namespace tgc::desktop
