// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include "drivers/modbus/libmodbus_port.h"
#include "drivers/profile/profile_device.h"
#include "tests/doubles/faulty_modbus_device.h"

namespace tgc::test {

struct LateTally {
    std::atomic<int> good = 0;
    std::atomic<int> wrong = 0;   ///< with quality good
    std::atomic<int> refused = 0; ///< another quality
    std::atomic<int> faults = 0;
};

/// Timeouts scaled down: an answer is awaited for 60 ms and none comes later than 200 ms.
inline constexpr std::chrono::milliseconds lateTimeout{60};

inline drivers::Profile lateProfile()
{
    using namespace std::chrono_literals;
    drivers::Profile profile;
    profile.name = "late";
    profile.modbus.responseTimeout = lateTimeout;
    profile.modbus.maxReply = 200ms;
    drivers::Canary canary;
    canary.address = 500;
    canary.count = 2;
    profile.modbus.canary = canary;
    // One register each, apart: five questions that differ in nothing but the address, as bad as it gets.
    for (const int address : {3, 17, 101, 202, 303}) {
        drivers::PointSpec point;
        point.id = std::to_string(address);
        point.address = static_cast<std::uint16_t>(address);
        profile.points.push_back(point);
    }
    return profile;
}

inline std::unique_ptr<drivers::ModbusPort> portTo(const FaultyModbusDevice &device, bool serial)
{
    if (serial) {
        return std::make_unique<drivers::LibmodbusPort>(drivers::SerialEndpoint{device.serialPort()},
                                                        drivers::SerialSettings{});
    }
    return std::make_unique<drivers::LibmodbusPort>(drivers::TcpEndpoint{"127.0.0.1", device.tcpPort()},
                                                    drivers::SerialSettings{});
}

/// `lines` devices at once, `rounds` of five readings each.
inline void readLate(bool serial, const FaultyModbusDevice::Faults &faults, int lines, int rounds, LateTally &tally)
{
    std::vector<std::unique_ptr<FaultyModbusDevice>> devices;
    std::vector<std::thread> readers;
    for (int line = 0; line < lines; ++line) {
        devices.push_back(std::make_unique<FaultyModbusDevice>(serial, faults, 1000U + static_cast<unsigned>(line)));
    }
    for (const auto &device : devices) {
        readers.emplace_back([&tally, &device, serial, rounds] {
            drivers::SystemClock clock;
            const auto port = portTo(*device, serial);
            drivers::ProfileDevice reader(lateProfile(), *port, clock);
            for (int round = 0; round < rounds; ++round) {
                for (const drivers::Reading &reading : reader.readAll(clock.now() + std::chrono::seconds(5))) {
                    if (reading.quality != drivers::Quality::Good) {
                        ++tally.refused;
                    } else if (drivers::numberOf(*reading.value) ==
                               FaultyModbusDevice::valueAt(std::stoi(reading.point))) {
                        ++tally.good;
                    } else {
                        ++tally.wrong;
                    }
                }
            }
        });
    }
    for (std::thread &reader : readers) {
        reader.join();
    }
    for (const auto &device : devices) {
        tally.faults += device->faultsMade();
    }
}

} // namespace tgc::test
