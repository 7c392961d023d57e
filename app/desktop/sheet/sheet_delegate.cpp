// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/sheet/sheet_delegate.h"

#include <QCompleter>
#include <QLineEdit>
#include <QToolTip>

#include "app/desktop/sheet/sheet_model.h"
#include "app/desktop/shell/theme.h"

namespace tgc::desktop {

QWidget *SheetDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const
{
    auto *edit = new QLineEdit(parent);
    edit->setFrame(false);
    edit->setStyleSheet(QStringLiteral("min-height: 0px; padding: 0px 4px;"));
    const auto *sheet = qobject_cast<const SheetModel *>(index.model());
    const SheetColumn &column = sheet->columns()[static_cast<std::size_t>(index.column())];
    edit->setWhatsThis(column.help);
    if (column.kind == SheetColumn::Kind::Number) {
        edit->setAlignment(Qt::AlignRight);
    }
    if (column.kind == SheetColumn::Kind::Choice) {
        auto *completer = new QCompleter(column.choices, edit);
        completer->setCaseSensitivity(Qt::CaseInsensitive);
        completer->setCompletionMode(QCompleter::PopupCompletion);
        completer->setFilterMode(Qt::MatchContains);
        edit->setCompleter(completer);
    }
    connect(edit, &QLineEdit::textChanged, edit, [edit, column](const QString &text) {
        const QString wrong = cellProblem(column, text);
        QPalette colours = edit->palette();
        colours.setColor(QPalette::Base, wrong.isEmpty() ? edit->parentWidget()->palette().color(QPalette::Base)
                                                         : softened(stateColour(State::Bad), colours));
        edit->setPalette(colours);
        if (wrong.isEmpty()) {
            QToolTip::hideText();
        } else if (edit->hasFocus()) {
            QToolTip::showText(edit->mapToGlobal(QPoint(0, edit->height())), wrong, edit);
        }
    });
    return edit;
}

void SheetDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    model->setData(index, static_cast<QLineEdit *>(editor)->text());
}

} // namespace tgc::desktop
