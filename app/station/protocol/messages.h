// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <nlohmann/json.hpp>

#include "analysis/core/error.h"

/// What a station and its clients say to each other: docs/station-protocol.md.
namespace tgc::station {

inline constexpr std::int64_t protocolVersion = 1;

/// The first message of a client.
struct Hello {
    std::int64_t protocol = protocolVersion;
    std::string program;               ///< name and version, for the log
    std::optional<std::uint64_t> from; ///< events with this number and later; empty: only new ones
    bool live = false;                 ///< wants `live` messages
    bool operator==(const Hello &) const = default;
};

struct Command {
    std::int64_t id = 0; ///< the client's own; its reply carries the same
    std::string name;
    nlohmann::json args = nlohmann::json::object();
    bool operator==(const Command &) const = default;
};

/// The answer to `hello`: who this is, and how everything stands.
struct Welcome {
    std::int64_t protocol = protocolVersion;
    std::string program;
    std::string bench;
    bool simulated = false;
    std::int64_t pid = 0;
    std::uint64_t next = 1;   ///< number of the next event
    std::uint64_t oldest = 1; ///< number of the oldest event that is kept
    std::string spool;        ///< folder
    std::string store;        ///< file
    nlohmann::json snapshot = nlohmann::json::object();
    bool operator==(const Welcome &) const = default;
};

/// The connection ends after it.
struct Refused {
    std::string why;
    bool operator==(const Refused &) const = default;
};

struct EventMessage {
    std::uint64_t n = 0; ///< rises by one
    std::string t;       ///< UTC, ISO 8601 ms Z
    std::string what;
    nlohmann::json data = nlohmann::json::object();
    bool operator==(const EventMessage &) const = default;
};

/// What became of a command.
struct Reply {
    std::int64_t id = 0;
    bool ok = false;
    nlohmann::json data = nlohmann::json::object(); ///< where ok
    std::string code;                               ///< else: as codeName() writes it
    std::string why;                                ///< else: a sentence
    bool operator==(const Reply &) const = default;
};

/// Samples for the eye; may be missing where the client is slow.
struct Live {
    std::uint64_t first = 0; ///< number of the first sample
    std::vector<double> device_s;
    std::vector<std::vector<double>> values; ///< one vector a channel, in the order of snapshot.channels
    std::uint32_t lines = 0;                 ///< of the last sample
    bool operator==(const Live &) const = default;
};

using ClientMessage = std::variant<Hello, Command>;
using StationMessage = std::variant<Welcome, Refused, EventMessage, Reply, Live>;

/// The CBOR map of a message, without its length.
[[nodiscard]] nlohmann::json toMap(const ClientMessage &message);
[[nodiscard]] nlohmann::json toMap(const StationMessage &message);

/// From the bytes of one frame. Any bytes give a message or one sentence (BadInput); unknown keys are passed over.
[[nodiscard]] Result<ClientMessage> readClientMessage(std::span<const std::uint8_t> cbor);
[[nodiscard]] Result<StationMessage> readStationMessage(std::span<const std::uint8_t> cbor);

/// "bad-input", "device" ...: the word for an ErrorCode on the wire, and back. An unknown word is a device's failure:
/// the least harmless reading.
[[nodiscard]] std::string_view codeName(ErrorCode code);
[[nodiscard]] ErrorCode codeOf(std::string_view name);

} // namespace tgc::station
