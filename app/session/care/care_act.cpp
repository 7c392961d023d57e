// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/care/care_act.h"

#include <algorithm>
#include <set>

#include "analysis/core/decimal.h"

namespace tgc::care {

namespace {

constexpr std::array words = {
    std::pair{Kind::BakeOut, std::string_view("bake-out")},
    std::pair{Kind::Septum, std::string_view("septum")},
    std::pair{Kind::Column, std::string_view("column")},
    std::pair{Kind::CarrierCylinder, std::string_view("carrier-cylinder")},
    std::pair{Kind::StandardCylinder, std::string_view("standard-cylinder")},
    std::pair{Kind::LeakCheck, std::string_view("leak-check")},
    std::pair{Kind::Note, std::string_view("note")},
    std::pair{Kind::Void, std::string_view("void")},
};

constexpr std::array<std::string_view, 4> pressures = {"kPa", "bar", "MPa", "psi"};
constexpr std::array<std::string_view, 1> durations = {"h"};
constexpr std::array<std::string_view, 2> leaks = {"kPa/min", "mL/min"};

bool blank(const std::string &text)
{
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

Result<void> refuse(const CareAct &act, const std::string &why)
{
    return fail(ErrorCode::BadInput, "not recorded, " + std::string(wordOf(act.kind)) + ": " + why);
}

Result<void> checkNumber(const CareAct &act, const std::string &what, const std::string &typed)
{
    if (typed.empty()) {
        return {};
    }
    const auto units = unitsOf(act.kind);
    if (units.empty()) {
        return refuse(act, "it has no value; write what there is to say into the note or the part");
    }
    const auto number = parseDecimal(typed);
    if (!number) {
        return refuse(act, what + " " + number.error().message);
    }
    if (number->value < 0.0) {
        return refuse(act, what + " " + typed + " is below zero");
    }
    if (std::find(units.begin(), units.end(), act.unit) == units.end()) {
        std::string list;
        for (const std::string_view unit : units) {
            list += (list.empty() ? "" : ", ") + std::string(unit);
        }
        return refuse(act, "the unit of " + what + " is \"" + act.unit + "\"; it may be " + list);
    }
    return {};
}

} // namespace

std::string_view wordOf(Kind kind)
{
    return std::find_if(words.begin(), words.end(), [&](const auto &each) { return each.first == kind; })->second;
}

std::optional<Kind> kindFromString(std::string_view text)
{
    const auto *const found =
        std::find_if(words.begin(), words.end(), [&](const auto &each) { return each.second == text; });
    return found == words.end() ? std::nullopt : std::optional(found->first);
}

std::span<const std::string_view> unitsOf(Kind kind)
{
    switch (kind) {
    case Kind::BakeOut: return durations;
    case Kind::CarrierCylinder:
    case Kind::StandardCylinder: return pressures;
    case Kind::LeakCheck: return leaks;
    case Kind::Septum:
    case Kind::Column:
    case Kind::Note:
    case Kind::Void: return {};
    }
    return {};
}

Result<void> checkAct(const CareAct &act, TimePoint now)
{
    if (blank(act.by)) {
        return refuse(act, "say who did it");
    }
    if (blank(act.bench)) {
        return refuse(act, "say of which bench or chromatograph");
    }
    if (act.at > now) {
        return refuse(act, "the time it was done at is still to come");
    }
    for (const auto &[what, typed] : {std::pair("the value", &act.value), std::pair("the minimum", &act.minimum)}) {
        if (auto number = checkNumber(act, what, *typed); !number) {
            return number;
        }
    }
    if (act.kind != Kind::StandardCylinder && (!act.minimum.empty() || !act.expiresOn.empty())) {
        return refuse(act, "only a standard-cylinder has a certificate, with its last day and minimum pressure");
    }
    if (act.kind == Kind::StandardCylinder && blank(act.part)) {
        return refuse(act, "say which cylinder: its number is the part");
    }
    if ((act.kind == Kind::Note || act.kind == Kind::Void) && blank(act.note)) {
        return refuse(act, act.kind == Kind::Void ? "say why it is taken back" : "say something in the note");
    }
    return {};
}

std::vector<CareAct> standing(std::span<const CareAct> acts)
{
    std::set<std::int64_t> voided;
    for (const CareAct &act : acts) {
        if (act.voids) {
            voided.insert(*act.voids);
        }
    }
    std::vector<CareAct> stand;
    std::copy_if(acts.begin(), acts.end(), std::back_inserter(stand),
                 [&](const CareAct &act) { return act.kind != Kind::Void && !voided.contains(act.id); });
    std::stable_sort(stand.begin(), stand.end(), [](const CareAct &a, const CareAct &b) { return a.at < b.at; });
    return stand;
}

std::optional<Pressure> pressureOf(const std::string &value, const std::string &unit)
{
    constexpr double psi_kPa = 6.894757293168; // 1 lbf/in2, NIST SP 811
    const auto number = parseDecimal(value);
    if (!number) {
        return std::nullopt;
    }
    const double in_kPa = unit == "kPa"   ? 1.0
                          : unit == "bar" ? 100.0
                          : unit == "MPa" ? 1000.0
                          : unit == "psi" ? psi_kPa
                                          : 0.0;
    return in_kPa > 0.0 ? std::optional(kilopascals(number->value * in_kPa)) : std::nullopt;
}

} // namespace tgc::care
