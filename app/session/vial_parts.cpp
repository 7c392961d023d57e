// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/vial_parts.h"

#include <algorithm>
#include <cctype>

#include <toml++/toml.h>

#include "app/formats/location.h"
#include "app/session/chemistry_text.h"

namespace tgc::session {

namespace {

Result<PartKind> partOf(const toml::node &node, const std::string &origin)
{
    const auto bad = [&](const std::string &what) { return formats::badLine(origin, node.source().begin.line, what); };
    const toml::table *entry = node.as_table();
    const toml::array *words = entry ? (*entry)["words"].as_array() : nullptr;
    if (!words || words->empty()) {
        return bad("a part needs words that name it");
    }
    PartKind part;
    for (const toml::node &word : *words) {
        part.words.push_back(word.value_or(std::string()));
    }
    part.verdict = (*entry)["verdict"].value_or(std::string());
    part.says = (*entry)["says"].value_or(std::string());
    part.source = (*entry)["source"].value_or(std::string());
    if (part.verdict != "gives-hydrogen" && part.verdict != "slow" && part.verdict != "inert") {
        return bad("verdict is gives-hydrogen, slow or inert");
    }
    if (part.says.empty() || part.source.empty()) {
        return bad("a part needs says and a source");
    }
    return part;
}

const std::vector<PartKind> &shippedParts()
{
    static const std::vector<PartKind> parts = parseParts(partsText, "parts.toml").value();
    return parts;
}

std::string trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t");
    return first == std::string_view::npos ? std::string()
                                           : std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

std::vector<std::string> wordsOf(std::string_view text)
{
    std::vector<std::string> words(1);
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 || byte >= 0x80) {
            words.back() += static_cast<char>(std::tolower(byte));
        } else if (!words.back().empty()) {
            words.emplace_back();
        }
    }
    return words;
}

PartInVial judged(const std::string &part)
{
    const std::vector<std::string> named = wordsOf(part);
    for (const PartKind &kind : shippedParts()) {
        if (std::find_first_of(named.begin(), named.end(), kind.words.begin(), kind.words.end()) != named.end()) {
            return {part, kind.verdict, kind.says, kind.source};
        }
    }
    return {part, "not-known", "whether it gives hydrogen in LiOH is not known: run a blank with the same part", ""};
}

} // namespace

Result<std::vector<PartKind>> parseParts(std::string_view toml, const std::string &origin)
{
    toml::table document;
    try {
        document = toml::parse(toml, origin);
    } catch (const toml::parse_error &error) {
        return formats::badLine(origin, error.source().begin.line, std::string(error.description()));
    }
    std::vector<PartKind> parts;
    const toml::array *entries = document["part"].as_array();
    if (!entries || document.size() != 1) {
        return formats::badLine(origin, 1, "only [[part]] entries belong here");
    }
    for (const toml::node &entry : *entries) {
        auto part = partOf(entry, origin);
        if (!part) {
            return fail(part.error());
        }
        parts.push_back(std::move(*part));
    }
    return parts;
}

std::vector<PartInVial> checkListOf(std::string_view parts)
{
    std::vector<PartInVial> list;
    while (!parts.empty()) {
        const auto end = std::min(parts.find(';'), parts.size());
        if (const std::string part = trimmed(parts.substr(0, end)); !part.empty()) {
            list.push_back(judged(part));
        }
        parts.remove_prefix(std::min(end + 1, parts.size()));
    }
    return list;
}

} // namespace tgc::session
