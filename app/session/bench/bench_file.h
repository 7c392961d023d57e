// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/core/error.h"
#include "app/session/bench/interlock.h"
#include "app/session/bench/line_verdict.h"

namespace tgc::bench {

struct AnalogChannel {
    std::string name = "TCD";
    int input = 0;               ///< AIN number
    std::string unit = "uV";
    double scale = 1e6;          ///< unit per volt
    double range_V = 1.0;
    int resolutionIndex = 9;
    std::optional<int> negative; ///< AIN number of a differential pair; empty: single-ended
};

struct DeviceEntry {
    std::string id;
    std::string driver; ///< labjack-t7 | cavro | profile
    std::string endpoint;
    std::string serial; ///< empty: any unit
    // labjack-t7
    double rate_hz = 10.0;
    std::vector<AnalogChannel> channels;
    std::optional<int> startLine, readyLine, startedLine; ///< DIO numbers
    // cavro
    int address = 1;
    int baud = 9600;
    double syringe_mL = 1.0;
    int steps = 3000;
    double largestDose_mL = 1.0;
    std::string inputValve = "I";
    std::string outputValve = "O";
    double speed_mL_per_min = 3.0;
    // profile
    std::string profile;
    std::optional<int> unit;
    int line = 0; ///< of the file
};

struct Roles {
    std::string signal;               ///< a labjack-t7
    std::optional<std::string> gcReady;
    std::string gcStart = "watch";
    std::string titrator = "manual";
    std::string sampler = "manual";
    std::optional<std::string> pressure;
    std::vector<std::string> trends;
};

/// How the queue goes on.
struct QueuePolicy {
    bool holdOnFailure = false; ///< a line that fails holds the queue; else the next one begins
    /// After so many hours without an injection the first one is discarded; empty: never.
    std::optional<double> discardFirstAfter_h;
    /// A vial is dosed while so many lines at most, itself included, wait for their injections: docs/bench.md.
    int doseAhead = 2;
    OnUnsuitable onUnsuitable = OnUnsuitable::Continue; ///< where a line itself says nothing
    int unsuitableRepeats = 1; ///< so often at most an unsuitable line is repeated
    std::optional<int> checkEvery; ///< a check standard is wanted after so many injections
};

/// BENCH.toml, docs/bench.md.
struct BenchFile {
    std::string name;
    bool simulated = false;
    double timeScale = 1.0; ///< device seconds a wall second
    std::vector<DeviceEntry> devices;
    Roles roles;
    std::string channel = "TCD";
    double duration_s = 180.0;
    std::optional<std::pair<double, double>> h2Window_s;
    double poll_s = 1.0;
    QueuePolicy queue;
    std::vector<Interlock> interlocks;

    [[nodiscard]] const DeviceEntry *device(const std::string &id) const;
};

/// BadInput: "FILE, line N: what is wrong; what to do". Everything is checked here: names, roles that no device can play,
/// a time scale on a real bench.
[[nodiscard]] Result<BenchFile> parseBenchFile(const std::string &text, const std::string &file);
[[nodiscard]] Result<BenchFile> loadBenchFile(const std::filesystem::path &file);

} // namespace tgc::bench
