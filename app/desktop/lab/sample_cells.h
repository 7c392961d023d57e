// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <map>

#include "app/desktop/lab/missing.h"

namespace tgc::desktop {

/// Writes what belongs to a vial, by column name, as one step of undo. One vial, one value: the first row holds it, other
/// rows that hold another value follow; the name stands in every row. False: all of it was there already.
bool setSampleCells(SheetModel &sheet, const SampleRows &sample, const std::map<QString, QString> &cells,
                    const QString &what);

} // namespace tgc::desktop
