// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

#include <nlohmann/json.hpp>

#include "analysis/core/error.h"

namespace tgc::station {

/// One CBOR item (RFC 8949) of the kinds that the protocol uses: maps with text keys, arrays, texts, integers, numbers,
/// true, false, null. BadInput: cut short, something behind it, byte strings, tags, texts that are not UTF-8, a key
/// twice, nested deeper than 32.
[[nodiscard]] Result<nlohmann::json> readCbor(std::span<const std::uint8_t> bytes);

} // namespace tgc::station
