// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/watch/fill_draw.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <vector>

#include "app/desktop/shell/text.h"
#include "app/session/sample_records.h"

namespace tgc::desktop {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("FillDraw", text);
}

/// The rows of a sheet that are injections of this sample.
std::vector<int> rowsOf(const SheetModel &sheet, const QString &nameColumn, const QString &name,
                        const std::optional<bool> &check)
{
    std::vector<int> rows;
    for (const int row : sheet.allRows()) {
        const bool isCheck = sheet.cell(row, QStringLiteral("kind")) == QLatin1String("check");
        if (sheet.cell(row, nameColumn).trimmed() == name && (!check || *check == isCheck)) {
            rows.push_back(row);
        }
    }
    return rows;
}

QString fillIn(SheetModel &sheet, const std::vector<int> &rows, const watch::DrawLink &link)
{
    const QString run = qstr(db::runName(link.run));
    if (rows.empty()) {
        return say("%1 is stored for %2, which is no row of the table: type it in Samples, with %1 as its run.")
            .arg(run, qstr(link.sampleId));
    }
    const auto column = [&](const std::string &name) { return sheet.column(qstr(name)); };
    const bool added = link.row >= rows.size();
    SheetModel::Row row(sheet.columnCount(), QString());
    const SheetModel::Row &like = sheet.rows()[static_cast<std::size_t>(rows.front())];
    if (added) {
        std::vector<std::string> copied = watch::columnsOfEveryDraw();
        copied.insert(copied.end(), {"sample_id", "level", "kind"});
        for (const std::string &name : copied) {
            if (const int at = column(name); at >= 0) {
                row[at] = like[at];
            }
        }
    } else {
        constexpr std::array<const char *, 2> names{"trace", "area"};
        row = sheet.rows()[static_cast<std::size_t>(rows[link.row])];
        const bool filled = std::any_of(names.begin(), names.end(), [&](const char *name) {
            return column(name) >= 0 && !row[column(name)].isEmpty();
        });
        if (filled) {
            return say("%1 is stored for %2, whose row %3 has an area already: put it where it belongs.")
                .arg(run, qstr(link.sampleId))
                .arg(rows[link.row] + 1);
        }
    }
    for (const auto &[name, text] : link.cells) {
        const int at = column(name);
        const bool stated = at >= 0 && !row[at].isEmpty() && !(added && name == "injection_volume_mL");
        if (at >= 0 && !stated) {
            row[at] = qstr(text);
        }
    }
    const int at = added ? rows.back() + 1 : rows[link.row];
    sheet.replaceRows(at, added ? 0 : 1, {row}, say("chromatogram %1").arg(run));
    return {};
}

} // namespace

QString fillDraw(SheetModel &samples, SheetModel &standards, const watch::DrawLink &link)
{
    for (const db::SampleKind kind : {db::SampleKind::Standard, db::SampleKind::Check}) {
        const std::string prefix = session::levelPrefix(kind);
        if (link.sampleId.starts_with(prefix)) {
            const QString level = qstr(link.sampleId.substr(prefix.size()));
            return fillIn(standards, rowsOf(standards, QStringLiteral("level"), level, kind == db::SampleKind::Check),
                          link);
        }
    }
    return fillIn(samples, rowsOf(samples, QStringLiteral("sample_id"), qstr(link.sampleId), std::nullopt), link);
}

} // namespace tgc::desktop
