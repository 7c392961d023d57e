// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/session/bench/bench_file.h"
#include "app/session/bench/line_state.h"
#include "app/session/recording/recorder.h"
#include "drivers/api/roles.h"

/// The maps of docs/station-protocol.md.
namespace tgc::bench {

/// A number, or null where it is none.
[[nodiscard]] nlohmann::json numberOrNull(const std::optional<double> &value);

/// What a titrator says of itself; asked on its bus's thread.
struct TitratorState {
    bool initialised = false;
    double largestDose_mL = 0.0;
};
/// DEVICE. `identity`: as the last connect told it. `why`: what the bench knows where the device itself says nothing.
[[nodiscard]] nlohmann::json deviceJson(const DeviceEntry &entry, const drivers::DeviceIdentity &identity,
                                        const drivers::Device &device, const std::optional<TitratorState> &titrator,
                                        const std::string &why);

/// READING, of a device's point or of a person's.
struct PointReading {
    std::string point;  ///< "gauge.headspace_pressure"
    std::string device; ///< whose link it needs; not told
    std::optional<double> value;
    std::string unit;
    std::string quality = "bad";
    std::string t;
    drivers::Instant at{}; ///< when it was asked for; not told. Empty: never, as far as an interlock is concerned
};
[[nodiscard]] PointReading pointReading(const std::string &device, const drivers::Reading &reading);
[[nodiscard]] nlohmann::json readingJson(const PointReading &reading);

/// LINE.
[[nodiscard]] nlohmann::json lineJson(const LineState &state);
/// DOSE, or null where the line gives none.
[[nodiscard]] nlohmann::json doseJson(const LineState &state);

/// What is known of a run besides what the recorder knows.
struct RunInfo {
    std::string run;
    std::string state = "recording"; ///< recording | closing
    std::optional<int> line;
    int injection = 0;
    std::string sampleId, group, kind, level, method;
    std::optional<double> duration_s;
    std::string discarded; ///< why it counts as no injection of its line; empty: it does
};
[[nodiscard]] nlohmann::json runJson(const RunInfo &info, const recording::RecorderState &recorder);

/// PROMPT.
struct PromptField {
    std::string name;
    std::string unit;
    std::optional<double> preset;
};
struct Prompt {
    std::int64_t id = 0;
    std::optional<int> line;
    std::string role;
    std::string question;
    std::optional<PromptField> field;
    std::string since;
};
[[nodiscard]] nlohmann::json promptJson(const Prompt &prompt);

[[nodiscard]] nlohmann::json rolesJson(const Roles &roles);

/// Data of the event `durable`, for whoever opens the recorder.
[[nodiscard]] nlohmann::json durableJson(const std::string &run, std::uint64_t samples);

} // namespace tgc::bench
