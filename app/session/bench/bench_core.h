// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>
#include <utility>

#include "app/session/bench/bench.h"

namespace tgc::bench {

/// What all parts of a bench share. Outlives them.
struct BenchCore {
    BenchFile file;
    BenchContext context;

    [[nodiscard]] drivers::Instant now() const { return context.clock.now(); }
    void tell(const char *what, nlohmann::json data) const { context.events.add(what, std::move(data)); }
    void log(const char *level, const std::string &text) const { tell("log", {{"level", level}, {"text", text}}); }
    /// Seconds of the devices as a wait on the wall's clock.
    [[nodiscard]] drivers::Duration wall(double device_s) const
    {
        return std::chrono::duration_cast<drivers::Duration>(std::chrono::duration<double>(device_s / file.timeScale));
    }
    /// Seconds of the devices that pass in `wall`.
    [[nodiscard]] double device_s(drivers::Duration wall) const
    {
        return std::chrono::duration<double>(wall).count() * file.timeScale;
    }
};

/// A number in a sentence: three decimals at most.
[[nodiscard]] std::string spoken(double value);

} // namespace tgc::bench
