// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/calibration/standards_input.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>

#include "app/desktop/lab/imported_rows.h"
#include "app/desktop/lab/sheet_records.h"
#include "app/desktop/sheet/sheet_view.h"
#include "app/desktop/shell/message_bar.h"
#include "app/desktop/shell/text.h"
#include "app/formats/read_table.h"
#include "app/session/foils_table.h"

namespace tgc::desktop {

StandardsInput::StandardsInput(Lab &lab, SheetView &table, MessageBar &messages, QWidget *window)
    : QObject(window), m_lab(lab), m_table(table), m_messages(messages), m_window(window)
{
    connect(&table, &SheetView::pasted, this, &StandardsInput::sayTaken);
}

void StandardsInput::chooseFile(Kind kind)
{
    const QString title = kind == Kind::Checks ? tr("Import check standards") : tr("Import standards");
    const QString file =
        QFileDialog::getOpenFileName(m_window, title, {}, tr("Tables (*.csv *.tsv *.txt);;All files (*)"));
    if (!file.isEmpty()) {
        importCsv(file, kind);
    }
}

void StandardsInput::importCsv(const QString &file, Kind kind)
{
    auto read = formats::readTable(file.toStdString());
    if (!read) {
        m_messages.say(MessageBar::Kind::Problem, qstr(read.error().message));
        return;
    }
    const bool foils = kind == Kind::Checks && session::isFoilsTable(*read);
    if (kind == Kind::Checks && !read->column("kind")) {
        read->columns.emplace_back("kind");
        for (auto &row : read->rows) {
            row.cells.emplace_back(foils ? "foil" : "check");
        }
    }
    SheetModel &sheet = foils ? m_lab.samples() : m_lab.standards();
    const ImportedRows rows = rowsForSheet(*read, sheet, file);
    const int count = sheet.paste(rows.block, static_cast<int>(sheet.rows().size()), 0, {});
    if (foils) {
        emit begun();
        m_messages.say(MessageBar::Kind::Done,
                       tr("%n row(s) of Li foils taken over into Samples (Ctrl+1): they are vials.", nullptr, count));
    } else {
        sayTaken(count, rows.block.unknown);
    }
    if (!rows.traces.isEmpty()) {
        m_lab.importRuns(rows.traces);
    }
}

void StandardsInput::paste()
{
    if (QApplication::clipboard()->text().trimmed().isEmpty()) {
        m_messages.say(MessageBar::Kind::Note,
                       tr("The clipboard holds no text: copy the rows in your spreadsheet first, then paste."));
        return;
    }
    startTyping();
    m_table.pasteClipboard();
}

void StandardsInput::startTyping()
{
    emit begun();
    if (!m_table.currentIndex().isValid()) {
        m_table.goTo(0, m_table.visibleColumns().front());
    }
    m_table.setFocus(Qt::OtherFocusReason);
}

void StandardsInput::sayTaken(int rows, const QStringList &unknown)
{
    emit begun();
    const QString taken = tr("%n row(s) taken over.", nullptr, rows);
    m_messages.say(
        unknown.isEmpty() ? MessageBar::Kind::Done : MessageBar::Kind::Note,
        taken +
            (unknown.isEmpty()
                 ? tr(" Ctrl+Z takes them back.")
                 : tr(" No column is called %1: these cells were left out.").arg(unknown.join(QStringLiteral(", ")))));
}

std::vector<int> StandardsInput::rows(Kind kind) const
{
    const SheetModel &sheet = m_lab.standards();
    std::vector<int> rows = sheet.allRows();
    std::erase_if(rows, [&](int row) {
        return sheet.rows()[static_cast<std::size_t>(row)].join(QString()).trimmed().isEmpty() ||
               isCheckRow(sheet, row) != (kind == Kind::Checks);
    });
    return rows;
}

} // namespace tgc::desktop
