// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

/// Interlocks as a station tells of them (docs/station-protocol.md), for the tests of the Bench workspace.
namespace tgc::test {

inline nlohmann::json interlock(const char *name, const char *kind, const char *state, nlohmann::json value,
                                nlohmann::json limit, const char *unit)
{
    return {{"name", name},
            {"kind", kind},
            {"point", ""},
            {"action", "refuse-dose"},
            {"state", state},
            {"value", std::move(value)},
            {"limit", std::move(limit)},
            {"unit", unit},
            {"trips", std::string(kind) == "no-carrier-flow" ? "below" : "above"},
            {"sentence", ""},
            {"message", ""},
            {"lets_dose", std::string(state) == "ok"},
            {"latched", std::string(state) == "latched"},
            {"latched_by", ""},
            {"inhibited", nullptr}};
}

/// All is well.
inline nlohmann::json allWell()
{
    return nlohmann::json::array({interlock("leak-hood", "h2-leak", "ok", 0.4, 10.0, "%LEL"),
                                  interlock("headspace", "over-pressure", "ok", 106.9, 160.0, "kPa"),
                                  interlock("oven", "over-temperature", "ok", 24.87, 60.0, "degC"),
                                  interlock("carrier", "no-carrier-flow", "ok", 20.0, 5.0, "mL/min"),
                                  interlock("volumes", "titrator-over-volume", "ok", 1.5, 10.0, "mL"),
                                  interlock("pump-link", "lost-link", "ok", nullptr, nullptr, "")});
}

/// One in each state.
inline nlohmann::json mixed()
{
    nlohmann::json all = allWell();
    all[0] = interlock("leak-hood", "h2-leak", "tripped", 12.0, 10.0, "%LEL");
    all[0]["sentence"] = "leak.h2 reads 12 %LEL, at or above its limit of 10 %LEL";
    all[0]["message"] = "Close the hydrogen bottle and leave the hood open";
    all[1] = interlock("headspace", "over-pressure", "latched", 106.9, 160.0, "kPa");
    all[1]["latched_by"] = "gauge.headspace_pressure reads 163 kPa, at or above its limit of 160 kPa";
    all[2] = interlock("oven", "over-temperature", "inhibited", 24.87, 60.0, "degC");
    all[2]["inhibited"] = {{"by", "jd"}, {"reason", "calibration"}, {"until", "2026-11-25T15:31:02.000Z"}};
    all[3] = interlock("carrier", "no-carrier-flow", "unknown", nullptr, 5.0, "mL/min");
    all[3]["sentence"] = "leak.carrier_flow has not been read since the station started; look at its device";
    return all;
}

} // namespace tgc::test
