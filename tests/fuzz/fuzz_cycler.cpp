// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes at all: a cycler file is read, or refused with one sentence that names the file; what is read adds up.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "app/formats/import_cycler.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string bytes(reinterpret_cast<const char *>(data), size);
    const auto file = tgc::formats::parseCycler(bytes, "fuzz.csv");
    if (!file) {
        if (!file.error().message.starts_with("fuzz.csv") || file.error().message.find('\n') != std::string::npos) {
            std::abort();
        }
        return 0;
    }
    std::size_t counted = 0;
    for (const tgc::HalfCycle &half : tgc::halfCycles(file->records, file->rules)) {
        counted += half.records;
        if (tgc::inCoulombs(half.integral) < 0.0) {
            std::abort();
        }
    }
    if (counted > file->records.size()) {
        std::abort();
    }
    return 0;
}
