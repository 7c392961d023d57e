// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quantification/balance_words.h"

namespace tgc {

namespace {

struct Case {
    CellType type;
    const char *letter;
    const char *means;
};

constexpr Case cases[] = {
    {CellType::LiCu, "a, b",
     "metal found is inactive lithium; after several cycles it is what all of them left behind, so charges are sums "
     "too"},
    {CellType::Reservoir, "c",
     "reservoir minus final strip; charge_plated_mAh is n Q_C + Q_T and charge_stripped_mAh n Q_C + Q_S, and a "
     "preconditioning cycle on the same foil belongs to both"},
    {CellType::AnodeFree, "d",
     "lithium that the cathode could not take back may still lie on the electrode, active: metal found is inactive and "
     "unstripped lithium together; charge from the oxidation of the cathode's side carries no lithium"},
    {CellType::Foil, "e",
     "metal found is what is left of the foil, active and inactive together; the difference is lithium lost as ions"},
    {CellType::Host, "g", "metal found is plated metal and lithium trapped in the host together"},
};

} // namespace

BalanceInWords balanceInWords(const ChargeRecord &record)
{
    BalanceInWords words;
    words.equation = record.inactive      ? "as given in inactive_mAh"
                     : countsFoil(record) ? "foil + charge_plated_mAh - charge_stripped_mAh"
                                          : "charge_plated_mAh - charge_stripped_mAh";
    for (const Case &each : cases) {
        if (record.cellType == each.type) {
            words.letter = each.letter;
            words.means = each.means;
        }
    }
    if (!record.cellType) {
        words.notes.emplace_back("cell-type-not-given: the balance is read as that of Li||Cu; give cell_type");
    }
    if (record.cellType == CellType::Foil && !record.foil) {
        words.notes.emplace_back("foil-not-given: the foil's own metal is found with the rest, so SEI by difference is "
                                 "too small by it; give foil_mg");
    }
    if (!record.accuracyGiven && !record.inactiveU) {
        words.notes.emplace_back(
            "cycler-accuracy-not-given: the uncertainty of the charges holds no offset and no gain of the cycler's "
            "current; give current_offset_uA (or current_range_mA with current_accuracy_percent_fs) with "
            "cycling_time_h, "
            "and current_gain_rel");
    }
    if (!record.strippedToCutoff && (record.cellType == CellType::AnodeFree || record.cellType == CellType::Foil)) {
        words.notes.emplace_back("unstripped-possible: whether the last strip ended at its cut-off voltage is not "
                                 "given; give stripped_to_cutoff (tgc charges --cutoff says it)");
    }
    return words;
}

} // namespace tgc
