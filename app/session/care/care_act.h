// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/core/error.h"
#include "analysis/core/units.h"
#include "app/session/day/vial_step.h"

/// The care of a gas chromatograph and its gases: what was done, and what is due.
namespace tgc::care {

using day::TimePoint;

/// What is recorded. `Void` takes back another act that was recorded by mistake; both stay in the list.
enum class Kind { BakeOut, Septum, Column, CarrierCylinder, StandardCylinder, LeakCheck, Note, Void };

/// Those that a person records.
inline constexpr std::array recordable = {Kind::BakeOut,          Kind::Septum,    Kind::Column, Kind::CarrierCylinder,
                                          Kind::StandardCylinder, Kind::LeakCheck, Kind::Note};

/// "bake-out"; what is stored and what the command line takes.
[[nodiscard]] std::string_view wordOf(Kind kind);
[[nodiscard]] std::optional<Kind> kindFromString(std::string_view text);
/// Units that its value may have, the usual one first; none: it has no value.
[[nodiscard]] std::span<const std::string_view> unitsOf(Kind kind);
/// Whether it is about a cylinder, which has a number, a pressure and, of a standard, a certificate.
[[nodiscard]] constexpr bool isCylinder(Kind kind)
{
    return kind == Kind::CarrierCylinder || kind == Kind::StandardCylinder;
}

/// One line of the list. Nothing in the list is ever changed or taken away.
struct CareAct {
    std::int64_t id = 0; ///< key in the store; 0: not stored yet
    std::string bench;
    Kind kind = Kind::Note;
    TimePoint at; ///< when it was done (UTC)
    std::string by;
    std::string value; ///< as typed: a cylinder's pressure as its gauge shows it, how long was baked, how much leaks
    std::string unit;  ///< of `value` and `minimum`
    std::string minimum; ///< of a standard: the pressure its certificate still vouches for
    std::string expiresOn; ///< of a standard: the certificate's last day, YYYY-MM-DD
    std::string part;    ///< part, serial or cylinder number
    std::string instrument; ///< the name that this bench's runs have, where it is another; `-`: they have none
    std::string note;
    std::optional<std::int64_t> voids{}; ///< of a void: the act it takes back
};

/// What stands for the instrument of runs that name none.
inline constexpr std::string_view namesNone = "-";

/// BadInput says what is wrong and what to write instead: nobody, no bench, a time still to come, a value that is no
/// number or has another unit, a standard without number, a note that says nothing.
[[nodiscard]] Result<void> checkAct(const CareAct &act, TimePoint now);

/// Those that stand: no void, and none that was taken back. In order of the time they were done at.
[[nodiscard]] std::vector<CareAct> standing(std::span<const CareAct> acts);

/// A pressure as typed. Empty: there is none.
[[nodiscard]] std::optional<Pressure> pressureOf(const std::string &value, const std::string &unit);

} // namespace tgc::care
