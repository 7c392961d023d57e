// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/day/care_words.h"

#include <QCoreApplication>
#include <algorithm>

#include "analysis/core/decimal.h"
#include "app/desktop/day/day_words.h"
#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CareWords", text);
}

} // namespace

StateWords careWords(care::Verdict verdict)
{
    switch (verdict) {
    case care::Verdict::InOrder: return {State::Good, tr("in order"), QStringLiteral("✓")};
    case care::Verdict::NotRecorded: return {State::Offline, tr("not recorded"), QStringLiteral("○")};
    case care::Verdict::Soon: return {State::Waiting, tr("soon"), QStringLiteral("!")};
    case care::Verdict::Due: return {State::Bad, tr("due"), QStringLiteral("✕")};
    }
    return {};
}

QString kindWords(care::Kind kind)
{
    switch (kind) {
    case care::Kind::BakeOut: return tr("Bake-out");
    case care::Kind::Septum: return tr("Septum");
    case care::Kind::Column: return tr("Column");
    case care::Kind::CarrierCylinder: return tr("Carrier cylinder");
    case care::Kind::StandardCylinder: return tr("Standard cylinder");
    case care::Kind::LeakCheck: return tr("Leak check");
    case care::Kind::Note: return tr("Note");
    case care::Kind::Void: return tr("Take back");
    }
    return {};
}

QString subjectWords(const care::CareRow &row, bool withBench)
{
    QString words = row.act ? kindWords(*row.act) : tr("Check standard");
    if (row.act == care::Kind::StandardCylinder && !row.part.empty()) {
        words += u' ' + qstr(row.part);
    }
    return withBench && !row.bench.empty() ? qstr(row.bench) + QStringLiteral(": ") + words : words;
}

QString countWords(const care::CareRow &row)
{
    if (!row.count) {
        return {};
    }
    const QString count = qstr(rounded(*row.count, 0));
    if (row.limit && row.unit == "kPa") {
        return tr("%1 kPa, at least %2").arg(count, qstr(rounded(*row.limit, 0)));
    }
    return row.limit ? tr("%1 of %2 %3").arg(count, qstr(rounded(*row.limit, 0)), qstr(row.unit))
                     : tr("%1 %2").arg(count, qstr(row.unit));
}

care::Verdict worstVerdict(const session::CareState &state)
{
    // What was never recorded is no trouble: it shows only where nothing else is known.
    for (const care::Verdict verdict : {care::Verdict::Due, care::Verdict::Soon, care::Verdict::InOrder}) {
        if (std::any_of(state.rows.begin(), state.rows.end(),
                        [&](const care::CareRow &row) { return row.verdict == verdict; })) {
            return verdict;
        }
    }
    return care::Verdict::NotRecorded;
}

QString summaryWords(const session::CareState &state)
{
    const auto count = [&](care::Verdict verdict) {
        return std::count_if(state.rows.begin(), state.rows.end(),
                             [&](const care::CareRow &row) { return row.verdict == verdict; });
    };
    QStringList parts;
    for (const care::Verdict verdict : {care::Verdict::Due, care::Verdict::Soon, care::Verdict::InOrder}) {
        if (const auto many = count(verdict); many > 0) {
            parts << QStringLiteral("%1 %2").arg(many).arg(careWords(verdict).word);
        }
    }
    return parts.isEmpty() ? tr("nothing recorded yet: septum, bake-out, cylinders ...") : parts.join(", ");
}

QString actWords(const care::CareAct &act, care::TimePoint now)
{
    return QStringLiteral("%1, %2, %3, %4")
        .arg(kindWords(act.kind), qstr(act.bench), wallTime(act.at, now), qstr(act.by));
}

} // namespace tgc::desktop
