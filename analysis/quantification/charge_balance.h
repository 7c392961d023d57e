// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "analysis/core/error.h"
#include "analysis/core/units.h"

namespace tgc {

/// What kind of cell the electrode comes from; it decides what the metal found may include (tgc-method.md 2.6).
enum class CellType { LiCu, Reservoir, AnodeFree, Foil, Host };

/// Li||Cu, reservoir, anode-free, foil, host. A symmetric Li||Li cell has no name here: its charge carries no loss of
/// one electrode, so SEI by difference is refused.
[[nodiscard]] std::optional<CellType> cellTypeFromString(std::string_view text);
[[nodiscard]] std::string_view toString(CellType type);
/// Why "Li||Li" is refused.
inline constexpr std::string_view whySymmetricIsRefused =
    "a symmetric Li||Li cell's charge does not tell one electrode's loss: SEI by difference is refused";

/// What the cycler says of the titrated electrode. Charges are positive magnitudes with a role (tgc-method.md 2.1).
struct ChargeRecord {
    std::optional<Estimate<Charge>> plated;
    std::optional<Estimate<Charge>> stripped;
    std::optional<Charge> inactive;    ///< given directly; goes before plated minus stripped
    std::optional<Charge> inactiveU;   ///< replaces what plated and stripped say of it
    Current offsetU{};                 ///< standard uncertainty of the current's offset
    Time cyclingTime{};                ///< sum of plating and stripping time: the offset's charge is offset x time
    std::optional<CellType> cellType;
    double gainU = 0.0;                ///< relative standard uncertainty of the current's gain
    std::optional<Estimate<Charge>> foil; ///< metal that was on the titrated electrode before the first cycle
    bool accuracyGiven = false;        ///< offset, gain or the cycler's specification, be it zero
    std::optional<bool> strippedToCutoff; ///< whether the last strip ended by its voltage
};

/// Total inactive metal as charge, and each contribution to its uncertainty (tgc-method.md 2.6, 2.9).
struct InactiveCharge {
    Charge value{};
    Charge uPlated{};
    Charge uStripped{};
    Charge uGiven{};
    Charge uGain{};    ///< gain is common to plating and stripping: g times the difference
    Charge uOffset{};  ///< offset adds up over both half cycles
    Charge uFoil{};
    [[nodiscard]] Charge u() const;
};

/// A foil cell whose foil was weighed: the foil belongs to what is accounted for (case e).
[[nodiscard]] bool countsFoil(const ChargeRecord &record);

/// plated - stripped; of a foil cell whose foil was weighed n_0 + plated - stripped: all metal that did not go back to the
/// other electrode, whether it is still active or not. Empty when the record has neither an inactive charge nor both half cycles. BadInput when an inactive charge and the
/// half cycles contradict each other by more than 0.1 % of the plated charge.
[[nodiscard]] Result<std::optional<InactiveCharge>> inactiveCharge(const ChargeRecord &record);

/// Standard uncertainty of a current's offset from a specification in percent of full scale: a uniform distribution of
/// that half width (GUM 4.3.7), u = range x percent / 100 / sqrt 3. All of the specification counts as offset, which adds
/// up over plating and stripping: the cautious reading.
[[nodiscard]] Current offsetOfSpecification(Current range, double percentOfFullScale);

/// Reservoir efficiency test (Adams et al. 2018): reservoir Q_T, n cycles of Q_C, final strip Q_S. In the roles of
/// ChargeRecord: plated n Q_C + Q_T, stripped n Q_C + Q_S, so that CE = stripped / plated and inactive = Q_T - Q_S.
struct ReservoirTest {
    Charge reservoir{};
    Charge cycled{};
    int cycles = 0;
    Charge finalStrip{};
};
[[nodiscard]] ChargeRecord chargesOfReservoirTest(const ReservoirTest &test);

/// Stripped over plated, 0..1, above 1 kept; empty without both or with nothing plated.
[[nodiscard]] std::optional<double> coulombicEfficiency(const ChargeRecord &record);

/// u^2(CE) = (u_s/Q_p)^2 + (CE u_p/Q_p)^2 + ((1 + CE) i_0 t/(2 Q_p))^2: the gain is common to both half cycles and cancels,
/// the offset takes from one in half the time what it gives to the other. Empty where CE is.
[[nodiscard]] std::optional<double> coulombicEfficiencyU(const ChargeRecord &record);

} // namespace tgc
