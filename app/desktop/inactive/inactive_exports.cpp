// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFileDialog>
#include <QFileInfo>
#include <QTableView>
#include <algorithm>

#include "app/desktop/inactive/inactive_workspace.h"
#include "app/desktop/inactive/study_tabs.h"
#include "app/desktop/plot/breakdown_plot.h"
#include "app/desktop/shell/jobs.h"
#include "app/desktop/shell/message_bar.h"
#include "app/desktop/shell/text.h"
#include "app/formats/breakdown_table.h"
#include "app/formats/write_csv.h"
#include "app/formats/write_xlsx.h"
#include "app/report/write_report.h"

/// What leaves the Inactive Li workspace as a file.
namespace tgc::desktop {

namespace {

/// The group that all these samples are of; empty where they are of several, or of none.
std::optional<std::string> oneGroupOf(const std::vector<Breakdown> &rows)
{
    const bool one =
        !rows.empty() && !rows.front().group.empty() &&
        std::all_of(rows.begin(), rows.end(), [&](const Breakdown &row) { return row.group == rows.front().group; });
    return one ? std::optional(rows.front().group) : std::nullopt;
}

} // namespace

void InactiveWorkspace::chooseExport()
{
    const auto tables = m_tabs->shownTables();
    const QString name =
        tables.empty() ? QStringLiteral("breakdown.csv") : qstr(tables.front().name) + QStringLiteral(".csv");
    const QString file = QFileDialog::getSaveFileName(this, tr("Export the table"), name,
                                                      tr("CSV table (*.csv);;Excel workbook (*.xlsx)"));
    if (!file.isEmpty()) {
        exportTable(file);
    }
}

void InactiveWorkspace::exportTable(const QString &file)
{
    if (m_model.rows().empty()) {
        m_messages->say(MessageBar::Kind::Note, tr("There is nothing to export: no evaluated sample is shown."));
        return;
    }
    std::vector<formats::OutTable> tables = m_tabs->shownTables();
    if (tables.empty()) {
        tables.push_back(formats::breakdownTable(m_model.rows()));
    }
    const QFileInfo info(file);
    QStringList written;
    const auto done = [&]() -> Result<void> {
        if (info.suffix().compare(QLatin1String("xlsx"), Qt::CaseInsensitive) == 0) {
            written << file;
            return formats::writeXlsx(file.toStdString(), tables);
        }
        for (const formats::OutTable &table : tables) { // a CSV file holds one table: the second has its name in it
            const QString name = written.isEmpty() ? file
                                                   : info.path() + u'/' + info.completeBaseName() + u'-' +
                                                         qstr(table.name) + u'.' + info.suffix();
            if (auto one = formats::writeCsv(name.toStdString(), table); !one) {
                return one;
            }
            written << name;
        }
        return {};
    }();
    m_messages->say(done ? MessageBar::Kind::Done : MessageBar::Kind::Problem,
                    done ? tr("Written: %1").arg(written.join(QStringLiteral(", "))) : qstr(done.error().message));
}

void InactiveWorkspace::exportPlot(const QString &file)
{
    plot()->selectRow(-1); // the mark belongs to the table, not to the figure
    const auto done = plot()->save(file);
    plot()->selectRow(m_table->currentIndex().row());
    m_messages->say(done ? MessageBar::Kind::Done : MessageBar::Kind::Problem,
                    done ? tr("Written: %1").arg(file) : qstr(done.error().message));
}

void InactiveWorkspace::writeReport(const QString &file)
{
    const auto group = oneGroupOf(m_shown.rows);
    m_lab.jobs().start<QString>(
        tr("Writing the report"), this,
        [store = m_lab.store().file(), group, out = file.toStdString()](QPromise<QString> &promise) {
            const auto opened = db::Store::openReadOnly(store);
            const auto done = opened ? report::writeGroupReport(*opened, group, out) : fail(opened.error());
            promise.addResult(done ? QString() : qstr(done.error().message));
        },
        [this, file](const QString &problem) {
            const auto save = [this] { m_results.save(); };
            if (!problem.isEmpty()) {
                m_messages->say(MessageBar::Kind::Problem, problem, tr("Save as result"), save);
            } else if (m_results.savedState().allSaved) {
                m_messages->say(MessageBar::Kind::Done, tr("Written: %1").arg(file));
            } else {
                m_messages->say(
                    MessageBar::Kind::Note,
                    tr("Written: %1, with what is saved. On the screen: %2.").arg(file, m_results.savedState().brief),
                    tr("Save as result"), save);
            }
        });
}

} // namespace tgc::desktop
