// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/core/source.h"

/// The registry: things of the laboratory that samples and runs refer to. One struct a table of `docs/store.md`.
namespace tgc::db {

/// Key of a row within its table.
using RecordId = std::int64_t;

/// Nothing is deleted: a record is withdrawn, with a reason, and stays readable.
struct Withdrawal {
    std::string at_utc{};
    std::string reason{};
};

/// A quantity exactly as a person typed it (`,` turned to `.`, no digit changed), with its unit and, where known, its
/// standard uncertainty in the same unit.
struct AsTyped {
    std::string value{};
    std::string unit{};
    std::optional<std::string> u{};
    bool operator==(const AsTyped &) const = default;
};

struct Cell {
    std::string name{};
    std::string cellType{};                   ///< `Li||Cu`, `anode-free` ...
    std::string electrolyte{};
    std::optional<AsTyped> currentDensity{};  ///< mA/cm2
    std::optional<AsTyped> arealCapacity{};   ///< mAh/cm2
    std::optional<AsTyped> cycles{};          ///< unit `1`
    std::string notes{};
    Source source = Source::Typed;
};

struct Electrode {
    std::string name{};
    std::optional<RecordId> cellId{};
    std::string material{};
    std::optional<AsTyped> area{};            ///< cm2 or mm2
    std::optional<AsTyped> thickness{};       ///< um
    std::string notes{};
    Source source = Source::Typed;
};

struct Vial {
    std::string name{};
    std::optional<AsTyped> volume{};          ///< mL, uL or L; above zero
    std::optional<AsTyped> pressureRating{};  ///< kPa, bar or MPa, gauge; above zero
    std::string notes{};
    Source source = Source::Typed;
};

struct Syringe {
    std::string name{};
    std::string kind = "syringe";           ///< `syringe` or `loop`
    std::optional<AsTyped> volume{};          ///< mL, uL or L; above zero
    std::optional<AsTyped> deadVolume{};      ///< mL or uL
    std::string notes{};
    Source source = Source::Typed;
};

struct Cylinder {
    std::string name{};
    std::string certificate{};                ///< number and issuer
    std::string component = "H2";
    std::optional<AsTyped> content{};         ///< ppm, percent or mol/mol; above zero
    std::string balanceGas{};
    std::string expiresOn{};                  ///< YYYY-MM-DD, empty when not stated
    std::string notes{};
    Source source = Source::Typed;
};

struct Titrant {
    std::string name{};
    std::string composition{};                ///< `water`, `ethanol` ...
    std::optional<AsTyped> vapourPressure{};  ///< kPa
    std::optional<AsTyped> h2Solubility{};    ///< mol/(m3 Pa)
    std::string expiresOn{};                  ///< YYYY-MM-DD, empty when not stated
    std::string notes{};
    Source source = Source::Typed;
};

template <class R>
concept RegistryRecord = std::same_as<R, Cell> || std::same_as<R, Electrode> || std::same_as<R, Vial> ||
                         std::same_as<R, Syringe> || std::same_as<R, Cylinder> || std::same_as<R, Titrant>;

/// A record as the store holds it.
template <class R>
struct Entry {
    RecordId id = 0;
    R record;
    std::string createdAt_utc{};
    std::optional<Withdrawal> withdrawn{};
};

/// The tables whose records may be withdrawn one by one.
enum class RecordTable {
    Cells,
    Electrodes,
    Vials,
    Syringes,
    Cylinders,
    Titrants,
    Samples,
    Draws,
    Runs,
    Methods,
    Calibrations,
    Results
};

[[nodiscard]] std::string_view toString(RecordTable table);

} // namespace tgc::db
