// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/sheet/column_menu.h"

#include <QCoreApplication>
#include <QMenu>
#include <QToolButton>
#include <map>

#include "app/desktop/sheet/sheet_view.h"

namespace tgc::desktop {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("ColumnMenu", text);
}

void fill(QMenu &menu, SheetView &view, const SheetModel &sheet)
{
    menu.clear();
    std::map<QString, QMenu *> groups;
    for (int c = 0; c < sheet.columnCount(); ++c) {
        const SheetColumn &column = sheet.columns()[static_cast<std::size_t>(c)];
        const QString heading = column.name.startsWith(QLatin1String("u_")) ? say("Uncertainties") : column.group;
        auto at = groups.find(heading);
        if (at == groups.end()) {
            at = groups.emplace(heading, heading.isEmpty() ? &menu : menu.addMenu(heading)).first;
        }
        const QString name = column.unit.isEmpty() ? column.label : say("%1 (%2)").arg(column.label, column.unit);
        QAction *action = at->second->addAction(name);
        action->setCheckable(true);
        action->setChecked(!view.isColumnHidden(c));
        // What is filled in may not be hidden: nobody should send off numbers they cannot see.
        action->setEnabled(sheet.columnIsEmpty(c));
        QObject::connect(action, &QAction::toggled, &view, [&view, c](bool on) { view.setColumnHidden(c, !on); });
    }
}

} // namespace

QToolButton *makeColumnButton(SheetView &view, const SheetModel &sheet, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setText(say("Columns"));
    button->setToolTip(say("Which columns are shown"));
    button->setAutoRaise(true);
    button->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(button);
    button->setMenu(menu);
    QObject::connect(menu, &QMenu::aboutToShow, menu, [menu, &view, &sheet] { fill(*menu, view, sheet); });
    return button;
}

} // namespace tgc::desktop
