// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boost/units/absolute.hpp>
#include <boost/units/base_dimension.hpp>
#include <boost/units/base_unit.hpp>
#include <boost/units/derived_dimension.hpp>
#include <boost/units/make_system.hpp>
#include <boost/units/quantity.hpp>
#include <boost/units/systems/si.hpp>

/// Dimensions checked by the compiler. Inside the program everything is SI; the named makers below are the only
/// doors in, the `in...` readers the only doors out. Absolute temperature and temperature difference differ in type.
namespace tgc {

/// The height of a detector's signal, in that detector's own unit (counts, uV, pA ...), which travels beside the
/// numbers as text: no SI dimension fits all detectors.
struct DetectorResponseDimension : boost::units::base_dimension<DetectorResponseDimension, 1001> {};
struct DetectorResponseUnit
    : boost::units::base_unit<DetectorResponseUnit, DetectorResponseDimension::dimension_type, 1002> {
    static std::string name() { return "detector unit"; }
    static std::string symbol() { return "du"; }
};
using DetectorSystem = boost::units::make_system<DetectorResponseUnit>::type;
using DetectorUnit = boost::units::unit<DetectorResponseDimension::dimension_type, DetectorSystem>;

namespace si = boost::units::si;

using Time = boost::units::quantity<si::time>;
using Volume = boost::units::quantity<si::volume>;
using Pressure = boost::units::quantity<si::pressure>;
using Amount = boost::units::quantity<si::amount>;
using Mass = boost::units::quantity<si::mass>;
using Charge = boost::units::quantity<si::electric_charge>;
using Current = boost::units::quantity<si::current>;
using Temperature = boost::units::quantity<boost::units::absolute<si::temperature>>;
using TemperatureDifference = boost::units::quantity<si::temperature>;
using MolarMass = decltype(Mass{} / Amount{});
using Density = decltype(Mass{} / Volume{});
using Concentration = decltype(Amount{} / Volume{});
/// Henry solubility H_s^cp: dissolved concentration per partial pressure, mol/(m3 Pa).
using HenrySolubility = decltype(Concentration{} / Pressure{});

using Signal = boost::units::quantity<DetectorUnit>;
/// Peak area: signal unit times seconds.
using PeakArea = decltype(Signal{} * Time{});
using SignalRate = decltype(Signal{} / Time{});

// Makers divide by exact powers of ten, readers multiply: a value comes back with the digits it was made with.
// clang-format off
inline Time seconds(double v) { return v * si::seconds; }
inline Time minutes(double v) { return v * 60.0 * si::seconds; }
inline Time hours(double v) { return v * 3600.0 * si::seconds; }
inline Volume cubicMeters(double v) { return v * si::cubic_meters; }
inline Volume milliliters(double v) { return v / 1e6 * si::cubic_meters; }
inline Pressure pascals(double v) { return v * si::pascals; }
inline Pressure kilopascals(double v) { return v * 1e3 * si::pascals; }
inline Amount moles(double v) { return v * si::moles; }
inline Amount micromoles(double v) { return v / 1e6 * si::moles; }
inline Amount nanomoles(double v) { return v / 1e9 * si::moles; }
inline Mass kilograms(double v) { return v * si::kilograms; }
inline Mass micrograms(double v) { return v / 1e9 * si::kilograms; }
inline Charge coulombs(double v) { return v * si::coulombs; }
inline Charge milliampereHours(double v) { return v * 3.6 * si::coulombs; }
inline Current microamperes(double v) { return v / 1e6 * si::amperes; }
inline Temperature kelvin(double v) { return v * boost::units::absolute<si::temperature>(); }
inline Temperature celsius(double v) { return (v + 273.15) * boost::units::absolute<si::temperature>(); }
inline TemperatureDifference kelvinDifference(double v) { return v * si::kelvins; }
inline MolarMass gramsPerMole(double v) { return v / 1e3 * si::kilograms / si::moles; }
inline Density kilogramsPerCubicMeter(double v) { return v * si::kilograms / si::cubic_meters; }
inline HenrySolubility molesPerCubicMeterPascal(double v) { return v * (si::moles / si::cubic_meters / si::pascals); }
inline Signal detectorUnits(double v) { return v * DetectorUnit(); }
inline PeakArea detectorUnitSeconds(double v) { return detectorUnits(v) * seconds(1.0); }
inline SignalRate detectorUnitsPerSecond(double v) { return detectorUnits(v) / seconds(1.0); }

inline double inSeconds(Time q) { return q.value(); }
inline double inMinutes(Time q) { return q.value() / 60.0; }
inline double inHours(Time q) { return q.value() / 3600.0; }
inline double inCubicMeters(Volume q) { return q.value(); }
inline double inMilliliters(Volume q) { return q.value() * 1e6; }
inline double inPascals(Pressure q) { return q.value(); }
inline double inKilopascals(Pressure q) { return q.value() / 1e3; }
inline double inMoles(Amount q) { return q.value(); }
inline double inMicromoles(Amount q) { return q.value() * 1e6; }
inline double inNanomoles(Amount q) { return q.value() * 1e9; }
inline double inMicrograms(Mass q) { return q.value() * 1e9; }
inline double inCoulombs(Charge q) { return q.value(); }
inline double inMilliampereHours(Charge q) { return q.value() / 3.6; }
inline double inKelvin(Temperature q) { return q.value(); }
inline double inCelsius(Temperature q) { return q.value() - 273.15; }
inline double inKelvinDifference(TemperatureDifference q) { return q.value(); }
inline double inGramsPerMole(MolarMass q) { return q.value() * 1e3; }
inline double inKilogramsPerCubicMeter(Density q) { return q.value(); }
inline double inMolesPerCubicMeterPascal(HenrySolubility q) { return q.value(); }
inline double inDetectorUnits(Signal q) { return q.value(); }
inline double inDetectorUnitSeconds(PeakArea q) { return q.value(); }
inline double inDetectorUnitsPerSecond(SignalRate q) { return q.value(); }
// clang-format on

/// A value with its standard uncertainty (k = 1), both in the same unit.
template <class Q>
struct Estimate {
    Q value{};
    Q u{};
};

} // namespace tgc
