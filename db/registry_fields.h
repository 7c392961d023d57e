// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "db/records.h"

/// Which column each field of a registry record lives in: the only place that knows. `visitor` gets `text`, `date`, `key` and
/// `quantity` calls, for a const record when it is written and for a mutable one when it is read. Private to the room.
namespace tgc::db {

/// What a typed quantity may be.
enum class Sign { AboveZero, NotNegative };

/// The record's table and what a person calls it.
template <class R>
struct RegistryTable;
template <>
struct RegistryTable<Cell> {
    static constexpr std::string_view name = "cells", word = "cell";
};
template <>
struct RegistryTable<Electrode> {
    static constexpr std::string_view name = "electrodes", word = "electrode";
};
template <>
struct RegistryTable<Vial> {
    static constexpr std::string_view name = "vials", word = "vial";
};
template <>
struct RegistryTable<Syringe> {
    static constexpr std::string_view name = "syringes", word = "syringe";
};
template <>
struct RegistryTable<Cylinder> {
    static constexpr std::string_view name = "cylinders", word = "cylinder";
};
template <>
struct RegistryTable<Titrant> {
    static constexpr std::string_view name = "titrants", word = "titrant";
};

using Units = std::initializer_list<std::string_view>;

template <class R, class V>
    requires std::same_as<std::remove_const_t<R>, Cell>
void eachField(R &r, V &visitor)
{
    visitor.text("cell_type", r.cellType);
    visitor.text("electrolyte", r.electrolyte);
    visitor.quantity("current_density", r.currentDensity, Units{"mA/cm2"}, Sign::NotNegative);
    visitor.quantity("areal_capacity", r.arealCapacity, Units{"mAh/cm2"}, Sign::NotNegative);
    visitor.quantity("cycles", r.cycles, Units{"1"}, Sign::NotNegative);
}

template <class R, class V>
    requires std::same_as<std::remove_const_t<R>, Electrode>
void eachField(R &r, V &visitor)
{
    visitor.key("cell_id", r.cellId);
    visitor.text("material", r.material);
    visitor.quantity("area", r.area, Units{"cm2", "mm2"}, Sign::AboveZero);
    visitor.quantity("thickness", r.thickness, Units{"um", "mm"}, Sign::AboveZero);
}

template <class R, class V>
    requires std::same_as<std::remove_const_t<R>, Vial>
void eachField(R &r, V &visitor)
{
    visitor.quantity("volume", r.volume, Units{"mL", "uL", "L"}, Sign::AboveZero);
    visitor.quantity("pressure_rating", r.pressureRating, Units{"kPa", "bar", "MPa"}, Sign::AboveZero);
}

template <class R, class V>
    requires std::same_as<std::remove_const_t<R>, Syringe>
void eachField(R &r, V &visitor)
{
    visitor.text("kind", r.kind);
    visitor.quantity("volume", r.volume, Units{"mL", "uL", "L"}, Sign::AboveZero);
    visitor.quantity("dead_volume", r.deadVolume, Units{"mL", "uL"}, Sign::NotNegative);
}

template <class R, class V>
    requires std::same_as<std::remove_const_t<R>, Cylinder>
void eachField(R &r, V &visitor)
{
    visitor.text("certificate", r.certificate);
    visitor.text("component", r.component);
    visitor.quantity("content", r.content, Units{"ppm", "percent", "mol/mol"}, Sign::AboveZero);
    visitor.text("balance_gas", r.balanceGas);
    visitor.date("expires_on", r.expiresOn);
}

template <class R, class V>
    requires std::same_as<std::remove_const_t<R>, Titrant>
void eachField(R &r, V &visitor)
{
    visitor.text("composition", r.composition);
    visitor.quantity("vapour_pressure", r.vapourPressure, Units{"kPa"}, Sign::NotNegative);
    visitor.quantity("h2_solubility", r.h2Solubility, Units{"mol/(m3 Pa)"}, Sign::NotNegative);
    visitor.date("expires_on", r.expiresOn);
}

} // namespace tgc::db
