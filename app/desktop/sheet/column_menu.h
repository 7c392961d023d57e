// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QToolButton;
class QWidget;

namespace tgc::desktop {

class SheetModel;
class SheetView;

/// A button whose menu shows and hides the sheet's columns, group by group.
[[nodiscard]] QToolButton *makeColumnButton(SheetView &view, const SheetModel &sheet, QWidget *parent);

} // namespace tgc::desktop
