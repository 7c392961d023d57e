// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "drivers/transport/byte_link.h"
#include "drivers/transport/endpoint.h"

namespace tgc::drivers {

/// A TCP connection without delay of small packets, with keep-alive probes.
class TcpLink final : public ByteLink {
public:
    explicit TcpLink(TcpEndpoint endpoint);
    TcpLink(const TcpLink &) = delete;
    TcpLink &operator=(const TcpLink &) = delete;
    ~TcpLink() override;

    [[nodiscard]] Result<void> open(Instant deadline) override;
    void close() override;
    [[nodiscard]] bool isOpen() const override;
    [[nodiscard]] Result<void> write(std::span<const std::uint8_t> bytes, Instant deadline) override;
    [[nodiscard]] Result<std::size_t> read(std::span<std::uint8_t> into, Instant deadline) override;
    [[nodiscard]] const std::string &endpoint() const override { return m_name; }

private:
    struct Parts;
    TcpEndpoint m_endpoint;
    std::string m_name;
    std::unique_ptr<Parts> m_parts;
};

} // namespace tgc::drivers
