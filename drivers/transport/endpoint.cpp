// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/transport/endpoint.h"

#include <charconv>
#include <optional>

namespace tgc::drivers {

namespace {

std::optional<std::uint16_t> portNumber(std::string_view text)
{
    unsigned port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc{} || end != text.data() + text.size() || port == 0 || port > 65535) {
        return std::nullopt;
    }
    return static_cast<std::uint16_t>(port);
}

} // namespace

Result<Endpoint> parseEndpoint(std::string_view text, std::uint16_t defaultPort)
{
    constexpr std::string_view tcp = "tcp://";
    constexpr std::string_view serial = "serial://";
    const auto refuse = [&](std::string_view what) {
        return fail(ErrorCode::BadInput, "\"" + std::string(text) + "\" " + std::string(what) +
                                             "; write tcp://HOST:PORT or serial:///dev/serial/by-id/NAME");
    };
    if (text.starts_with(serial)) {
        const std::string_view device = text.substr(serial.size());
        if (!device.starts_with('/') || device.size() < 2) {
            return refuse("names no device file by its whole path");
        }
        return SerialEndpoint{std::string(device)};
    }
    if (!text.starts_with(tcp)) {
        return refuse("is no endpoint");
    }
    std::string_view host = text.substr(tcp.size());
    while (host.ends_with('/')) {
        host.remove_suffix(1);
    }
    std::uint16_t port = defaultPort;
    const std::size_t bracket = host.rfind(']');
    const std::size_t colon = host.rfind(':');
    if (colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket)) {
        const auto number = portNumber(host.substr(colon + 1));
        if (!number) {
            return refuse("has no port between 1 and 65535");
        }
        port = *number;
        host = host.substr(0, colon);
    }
    if (host.starts_with('[') && host.ends_with(']')) {
        host = host.substr(1, host.size() - 2);
    }
    if (host.empty()) {
        return refuse("names no host");
    }
    return TcpEndpoint{std::string(host), port};
}

} // namespace tgc::drivers
