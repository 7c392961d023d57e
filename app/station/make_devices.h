// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "analysis/core/error.h"
#include "app/session/bench/bench.h"
#include "app/session/bench/bench_file.h"
#include "drivers/api/clock.h"

namespace tgc::drivers {
class ByteLink;
class ModbusPort;
} // namespace tgc::drivers

namespace tgc::station {

/// A bench's devices and the lines that some of them share; the lines outlive the devices.
struct MadeDevices {
    MadeDevices();
    MadeDevices(MadeDevices &&) noexcept;
    MadeDevices &operator=(MadeDevices &&) noexcept;
    MadeDevices(const MadeDevices &) = delete;
    MadeDevices &operator=(const MadeDevices &) = delete;
    ~MadeDevices();

    std::map<std::string, std::unique_ptr<drivers::ModbusPort>> ports; ///< by endpoint
    std::map<std::string, std::shared_ptr<drivers::ByteLink>> links;   ///< by endpoint
    bench::BenchDevices devices;
};

struct DeviceFolders {
    std::filesystem::path shippedProfiles;
    std::filesystem::path bench; ///< of the bench file: other profiles are looked for here
    std::filesystem::path wire;  ///< what goes over each line is noted here (byte_tap.h, tap_port.h)
};

/// Makes the devices that a bench file names, each line with its record in folders.wire; opens no line. BadInput:
/// "FILE, line N: device ID: ...".
[[nodiscard]] Result<MadeDevices> makeDevices(const bench::BenchFile &bench, const std::string &file,
                                              const DeviceFolders &folders, drivers::Clock &clock);

} // namespace tgc::station
