// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes at all: a bench is read, or refused with one sentence that names a line.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "app/session/bench/bench_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string bytes(reinterpret_cast<const char *>(data), size);
    const auto bench = tgc::bench::parseBenchFile(bytes, "fuzz.toml");
    if (!bench && (!bench.error().message.starts_with("fuzz.toml, line ") ||
                   bench.error().message.find('\n') != std::string::npos)) {
        std::abort();
    }
    if (bench && (bench->devices.empty() || bench->device(bench->roles.signal) == nullptr)) {
        std::abort();
    }
    return 0;
}
