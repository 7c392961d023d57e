// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "analysis/quantification/charge_balance.h"

namespace tgc {

/// What a charge balance says and what it leaves open, as printed with a result.
struct BalanceInWords {
    std::string letter;   ///< of the case in tgc-method.md 2.6 (docs/method.md 3); empty: no cell type was declared
    std::string equation; ///< in the columns of a table of samples
    std::string means;    ///< what the metal found and the difference stand for in this kind of cell
    std::vector<std::string> notes; ///< what was not given and would matter
};
[[nodiscard]] BalanceInWords balanceInWords(const ChargeRecord &record);

} // namespace tgc
