// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <string>
#include <vector>

#include "db/sample_records.h"

namespace tgc::desktop {

/// A sample (or a level of standards) as the store has it, as far as a sheet must know.
struct StoredSample {
    std::string name;
    db::RecordId id = 0;
    std::size_t draws = 0;
};

/// A sheet's records, set against what is stored. What would take something away needs a reason first.
struct Removals {
    std::vector<db::Sample> kept;    ///< take nothing away: can be saved at once
    std::vector<db::Sample> shorter; ///< have fewer draws than the store
    std::vector<StoredSample> gone;  ///< stored, but no longer in the sheet

    [[nodiscard]] bool any() const { return !shorter.empty() || !gone.empty(); }
};

/// `complete`: every row of the sheet gave a record. While one waits, nothing counts as gone: its name may be half typed.
[[nodiscard]] Removals removalsIn(const std::vector<db::Sample> &records, const std::vector<StoredSample> &known,
                                  bool complete);

/// "cell-03, a draw of cell-01": what needs the reason.
[[nodiscard]] QString removalsInWords(const Removals &removals, const std::vector<StoredSample> &known);

} // namespace tgc::desktop
