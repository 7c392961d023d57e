// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/metals.h"

#include <algorithm>
#include <array>

#include <toml++/toml.h>

#include "analysis/core/decimal.h"
#include "app/formats/file_bytes.h"
#include "app/formats/location.h"
#include "app/session/chemistry_text.h"

namespace tgc::session {

namespace {

constexpr std::array<std::string_view, 6> keys = {
    "name", "molar_mass_g_per_mol", "h2_per_atom", "charges", "reactions", "source"};
constexpr double heaviest_g_per_mol = 300.0;
constexpr int mostCharges = 8;

std::size_t lineOf(const toml::node &node)
{
    return node.source().begin.line;
}

/// One [[metal]]; the first thing that is wrong with it.
Result<Analyte> metalOf(const toml::table &entry, const std::string &origin)
{
    const auto bad = [&](const toml::node &node, const std::string &what) {
        return formats::badLine(origin, lineOf(node), what);
    };
    for (const auto &[key, value] : entry) {
        if (std::find(keys.begin(), keys.end(), key.str()) == keys.end()) {
            return bad(value, "a metal has no key \"" + std::string(key.str()) + "\"");
        }
    }
    const auto name = entry["name"].value<std::string>();
    const auto mass = entry["molar_mass_g_per_mol"].value<double>();
    const auto hydrogen = entry["h2_per_atom"].value<double>();
    const auto charges = entry["charges"].value<std::int64_t>();
    const auto source = entry["source"].value<std::string>();
    const toml::table *reactions = entry["reactions"].as_table();
    if (!name || name->empty() || !mass || !hydrogen || !charges || !source || source->empty() || !reactions) {
        return bad(entry, "a metal needs name, molar_mass_g_per_mol, h2_per_atom, charges, reactions and a source");
    }
    if (!(*mass > 0.0 && *mass <= heaviest_g_per_mol)) {
        return bad(entry, *name + ": molar_mass_g_per_mol must lie above 0 and not above 300");
    }
    if (*charges < 1 || *charges > mostCharges) {
        return bad(entry, *name + ": charges must be a whole number from 1 to 8");
    }
    // An electron makes half an H2 and no more, whatever the metal.
    if (!(*hydrogen > 0.0 && *hydrogen <= 0.5 * static_cast<double>(*charges))) {
        return bad(entry,
                   *name + ": h2_per_atom must lie above 0 and not above half its charges, not " + shortest(*hydrogen));
    }
    Analyte metal{*name, gramsPerMole(*mass), *hydrogen, static_cast<int>(*charges), {}, *source};
    for (const auto &[titrant, reaction] : *reactions) {
        const auto text = reaction.value<std::string>();
        if (!text) {
            return bad(reaction, *name + ": a reaction is a text");
        }
        metal.reactions[std::string(titrant.str())] = *text;
    }
    if (metal.reactions.empty()) {
        return bad(entry, *name + ": reactions are empty; write at least that with water");
    }
    return metal;
}

} // namespace

Result<std::vector<Analyte>> parseMetals(std::string_view toml, const std::string &origin)
{
    toml::table document;
    try {
        document = toml::parse(toml, origin);
    } catch (const toml::parse_error &error) {
        return formats::badLine(origin, error.source().begin.line, std::string(error.description()));
    }
    std::vector<Analyte> metals;
    for (const auto &[key, value] : document) {
        const toml::array *entries = value.as_array();
        if (key.str() != "metal" || !entries || !entries->is_array_of_tables()) {
            return formats::badLine(origin, lineOf(value), "only [[metal]] entries belong here");
        }
        for (const auto &entry : *entries) {
            auto metal = metalOf(*entry.as_table(), origin);
            if (!metal) {
                return fail(metal.error());
            }
            if (metalByName(metals, metal->name)) {
                return formats::badLine(origin, lineOf(entry), metal->name + " stands here twice");
            }
            metals.push_back(std::move(*metal));
        }
    }
    return metals;
}

const std::vector<Analyte> &shippedMetals()
{
    static const std::vector<Analyte> metals = parseMetals(metalsText, "metals.toml").value();
    return metals;
}

Result<std::vector<Analyte>> metalsWith(const std::optional<std::filesystem::path> &own)
{
    std::vector<Analyte> metals = shippedMetals();
    if (!own) {
        return metals;
    }
    const auto bytes = formats::readFileBytes(*own);
    if (!bytes) {
        return fail(bytes.error());
    }
    auto added = parseMetals(*bytes, own->string());
    if (!added) {
        return fail(added.error());
    }
    for (Analyte &metal : *added) {
        if (metalByName(metals, metal.name)) {
            return formats::badFile(own->string(), metal.name + " comes with the program: give yours another name");
        }
        metals.push_back(std::move(metal));
    }
    return metals;
}

std::optional<Analyte> metalByName(const std::vector<Analyte> &metals, std::string_view name)
{
    const auto found =
        std::find_if(metals.begin(), metals.end(), [&](const Analyte &metal) { return metal.name == name; });
    return found == metals.end() ? std::nullopt : std::optional(*found);
}

} // namespace tgc::session
