// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/formats/andi_units.h"

#include <algorithm>
#include <cctype>

namespace tgc::formats {

namespace {

std::string lower(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
    return out;
}

} // namespace

std::string plainUnit(std::string_view unit)
{
    const std::string name = lower(unit);
    if (name == "volts" || name == "volt" || name == "v") {
        return "V";
    }
    if (name == "millivolts" || name == "millivolt" || name == "mv") {
        return "mV";
    }
    if (name == "microvolts" || name == "microvolt" || name == "uv" || unit == "µV") {
        return "uV";
    }
    if (name == "a.u." || name == "au" || name == "absorbance units") {
        return "AU";
    }
    return std::string(unit);
}

AndiUnits andiUnits(std::string_view origin, std::string_view detectorUnit, bool hasOrigin)
{
    const std::string vendor = lower(origin);
    const auto from = [&vendor](std::string_view name) { return vendor.find(name) != std::string::npos; };
    AndiUnits units;
    units.signal = plainUnit(detectorUnit);
    units.height = units.signal;
    units.area = units.signal + "*s";
    if (from("shimadzu")) {
        if (units.signal == "V") { // CLASS-10, CLASS-VP: trace in V, results in uV
            units = {"V", "uV*s", "uV", true};
        } else {
            units.known = true;
        }
    } else if (from("dionex") && units.signal == "uS") {
        units = {"uS", "pS*s", "pS", true};
    } else if (from("beckman") && units.signal == "AU") {
        units = {"AU", "mAU*min", "AU", true};
    } else if (from("model 1020")) {
        units = {"uV", "uV*0.1s (sum of 10 Hz counts)", "uV/100", true};
    } else if (from("sea wolf") || from("varian")) { // heights are -1: not given
        units.area = units.signal == "AU" ? "counts (2^19 per AU*s)" : "uV*s";
        units.known = true;
    } else if (!hasOrigin && units.signal == "AU") { // Waters leaves dataset_origin out
        units = {"AU", "uAU*s", "uAU", true};
    } else if (!hasOrigin && units.signal == "V") {
        units = {"V", "mV*s", "V", true};
    } else if (!hasOrigin && units.signal == "Intens") {
        units = {"Intens", "1e-6 intensity*s", "1e-6 intensity", true};
    }
    return units;
}

} // namespace tgc::formats
