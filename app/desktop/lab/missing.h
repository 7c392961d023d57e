// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

#include "app/desktop/sheet/sheet_model.h"

namespace tgc::desktop {

/// Something a sample still needs before it can be evaluated, in words, and the cell where it goes.
struct MissingInput {
    int row = 0;
    int column = 0;
    QString words;
    bool blocks = true; ///< without it nothing can be said of the sample
};

/// Rows of the sheet that belong to one vial, in order.
struct SampleRows {
    enum class Kind {
        Sample,
        Blank,
        Foil, ///< a known mass of Li: a check of the calibration
    };
    QString sampleId;
    Kind kind = Kind::Sample;
    std::vector<int> rows;
};

/// Groups the sheet's rows by sample; rows without a sample name stand alone.
[[nodiscard]] std::vector<SampleRows> samplesIn(const SheetModel &sheet);

/// What the sample lacks, in the order a technician would fill it in; and cells that hold what cannot be.
[[nodiscard]] std::vector<MissingInput> missingInputs(const SheetModel &sheet, const SampleRows &sample);

} // namespace tgc::desktop
