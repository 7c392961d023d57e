// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <nlohmann/json.hpp>

/// A line of a station's queue in words, from LINE of docs/station-protocol.md.
namespace tgc::cli {

/// A value of a reply as it is printed; empty where it is null or not there.
[[nodiscard]] std::string text(const nlohmann::json &map, const char *key);
/// "0.5 mL given", "UNKNOWN".
[[nodiscard]] std::string doseWords(const nlohmann::json &line);
/// "unsuitable: fail: H2 tailing <= 1.5 ...; repeated as line 4"; empty where nothing is held against the line.
[[nodiscard]] std::string suitabilitySentence(const nlohmann::json &line);
/// What is known of it, why it is over, what it does, or what stands against its injections.
[[nodiscard]] std::string detailsOf(const nlohmann::json &line);

} // namespace tgc::cli
