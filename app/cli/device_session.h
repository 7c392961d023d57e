// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/core/error.h"
#include "drivers/api/reading.h"

namespace tgc::cli {

/// What `tgc device read|write` was asked for.
struct DeviceQuery {
    std::string profile;
    std::string endpoint;
    std::optional<int> unit;
    std::optional<int> timeout_ms;
    std::optional<int> retries;
    std::string serial; ///< what the identity's point must read in this installation
    std::size_t count = 1;
    std::vector<std::string> points;
};

/// One device, reached for the length of a command.
class DeviceSession {
public:
    DeviceSession() = default;
    DeviceSession(const DeviceSession &) = delete;
    DeviceSession &operator=(const DeviceSession &) = delete;
    virtual ~DeviceSession() = default;

    [[nodiscard]] virtual std::vector<drivers::Reading> read(const std::vector<std::string> &points) = 0;
    [[nodiscard]] virtual Result<void> allows(const std::string &point, const std::string &value) const = 0;
    [[nodiscard]] virtual Result<void> write(const std::string &point, const std::string &value) = 0;
};

/// Loads the profile and checks the question; the line itself is opened by the first read or write. Fills in all
/// readable points where none was named. BadInput: profile, endpoint or a point's name is wrong.
[[nodiscard]] Result<std::unique_ptr<DeviceSession>> openDevice(const DeviceQuery &query);

/// `{"point","value","unit","quality","time"}`
[[nodiscard]] std::string readingJson(const drivers::Reading &reading);
/// ISO 8601 with milliseconds and `Z`.
[[nodiscard]] std::string utcText(std::chrono::system_clock::time_point time);

} // namespace tgc::cli
