// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "app/desktop/sheet/column.h"

namespace tgc::desktop {

/// The columns of SAMPLES.csv and `kind` (sample or blank), in the order a technician fills them in; those every
/// sample needs come first. Each number is followed by its `u_` column.
[[nodiscard]] SheetColumns sampleColumns();

/// True for columns that describe the vial or its charges: one value a sample, however many draws.
[[nodiscard]] bool isSampleLevel(std::string_view name);

/// Groups of the form, in order: heading and the columns under it.
struct FormGroup {
    QString heading;
    std::vector<std::string> columns;
};
[[nodiscard]] std::vector<FormGroup> sampleFormGroups();

} // namespace tgc::desktop
