// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "drivers/transport/byte_link.h"
#include "drivers/transport/serial_settings.h"

namespace tgc::drivers {

/// A serial port, held by this program alone. An unplugged adapter shows as LinkLost.
class SerialLink final : public ByteLink {
public:
    SerialLink(std::string device, SerialSettings settings);
    SerialLink(const SerialLink &) = delete;
    SerialLink &operator=(const SerialLink &) = delete;
    ~SerialLink() override;

    [[nodiscard]] Result<void> open(Instant deadline) override;
    void close() override;
    [[nodiscard]] bool isOpen() const override;
    [[nodiscard]] Result<void> write(std::span<const std::uint8_t> bytes, Instant deadline) override;
    [[nodiscard]] Result<std::size_t> read(std::span<std::uint8_t> into, Instant deadline) override;
    [[nodiscard]] const std::string &endpoint() const override { return m_name; }

private:
    struct Parts;
    std::string m_device;
    SerialSettings m_settings;
    std::string m_name;
    std::unique_ptr<Parts> m_parts;
};

} // namespace tgc::drivers
