// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes at all: a table is read, or refused with one sentence, and the same bytes are judged the same twice.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "app/formats/read_table.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    const auto table = tgc::formats::parseTable(bytes, "fuzz.csv");
    const auto again = tgc::formats::parseTable(bytes, "fuzz.csv");
    if (table.has_value() != again.has_value()) {
        std::abort();
    }
    if (!table && (table.error().message.empty() || table.error().message.find('\n') != std::string::npos)) {
        std::abort();
    }
    return 0;
}
