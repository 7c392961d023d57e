// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/lab/removals.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>

#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

template <class Known>
auto find(Known &known, const std::string &name)
{
    return std::find_if(known.begin(), known.end(), [&](const StoredSample &stored) { return stored.name == name; });
}

} // namespace

Removals removalsIn(const std::vector<db::Sample> &records, const std::vector<StoredSample> &known, bool complete)
{
    Removals out;
    for (const db::Sample &record : records) {
        const auto stored = find(known, record.sampleId);
        const bool fewer = stored != known.end() && record.draws.size() < stored->draws;
        (fewer ? out.shorter : out.kept).push_back(record);
    }
    if (complete) {
        std::copy_if(known.begin(), known.end(), std::back_inserter(out.gone), [&](const StoredSample &stored) {
            return std::none_of(records.begin(), records.end(),
                                [&](const db::Sample &record) { return record.sampleId == stored.name; });
        });
    }
    return out;
}

QString removalsInWords(const Removals &removals, const std::vector<StoredSample> &known)
{
    QStringList words;
    for (const StoredSample &stored : removals.gone) {
        words << qstr(stored.name);
    }
    for (const db::Sample &record : removals.shorter) {
        const std::size_t lost = find(known, record.sampleId)->draws - record.draws.size();
        words << (lost == 1
                      ? QCoreApplication::translate("Removals", "a draw of %1").arg(qstr(record.sampleId))
                      : QCoreApplication::translate("Removals", "%1 draws of %2").arg(lost).arg(qstr(record.sampleId)));
    }
    return words.join(QStringLiteral(", "));
}

} // namespace tgc::desktop
