// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <optional>

#include "analysis/quantification/balance_words.h"
#include "app/desktop/lab/missing.h"
#include "app/session/cycler_reading.h"

namespace tgc::desktop {

/// What the counted half cycles of a file would make of a sample.
struct ChargeBalance {
    InactiveCharge inactive;
    bool accuracyGiven = false; ///< the sample says how accurate the cycler is
    BalanceInWords words;
};

/// Charges that can be written into a sample, with what they make of it.
struct UsableCharges {
    session::CountedHalves counted;
    session::CyclerCharges charges;
    ChargeBalance balance;
};

/// The half cycles read so, with their charges in place of the sample's own and its other columns (accuracy of the
/// cycler, cell type) as they are; `sample` without rows: a new one. BadInput, in a sentence: no current flows, the
/// voltages contradict the declared cell, or the sample's columns contradict each other.
[[nodiscard]] Result<UsableCharges> usableCharges(const std::vector<HalfCycle> &halves,
                                                  const session::CyclerReading &reading, const SheetModel &sheet,
                                                  const SampleRows &sample);

/// The numbers as a small table in rich text.
[[nodiscard]] QString chargesInNumbers(const UsableCharges &usable);

/// What else is to be known of these charges, a sentence each.
[[nodiscard]] QStringList chargesInWords(const UsableCharges &usable, const session::CyclerReading &reading);

} // namespace tgc::desktop
