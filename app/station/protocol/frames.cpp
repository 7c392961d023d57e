// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/protocol/frames.h"

#include <string>

#include "app/station/protocol/utf8.h"

namespace tgc::station {

namespace {

constexpr std::size_t lengthBytes = 4;

/// Makes every text readable: one wrong byte from a device must not end each connection that is told of it.
void clean(nlohmann::json &value)
{
    if (value.is_string()) {
        auto &text = value.get_ref<std::string &>();
        if (!isUtf8(text)) {
            text = asUtf8(text);
        }
    } else if (value.is_object()) {
        nlohmann::json cleaned = nlohmann::json::object();
        for (auto &[key, below] : value.items()) {
            clean(below);
            cleaned[isUtf8(key) ? key : asUtf8(key)] = std::move(below);
        }
        value = std::move(cleaned);
    } else if (value.is_array()) {
        for (auto &below : value) {
            clean(below);
        }
    }
}

Result<Bytes> frame(nlohmann::json map)
{
    clean(map);
    Bytes bytes(lengthBytes);
    nlohmann::json::to_cbor(map, bytes);
    const std::size_t length = bytes.size() - lengthBytes;
    if (length > longestMessage) {
        return fail(ErrorCode::BadInput, "a message of " + std::to_string(length) + " bytes is longer than the " +
                                             std::to_string(longestMessage) +
                                             " that a station takes; send less at once");
    }
    for (std::size_t i = 0; i < lengthBytes; ++i) {
        bytes[i] = static_cast<std::uint8_t>(length >> (8 * (lengthBytes - 1 - i)));
    }
    return bytes;
}

} // namespace

Result<Bytes> frameOf(const ClientMessage &message)
{
    return frame(toMap(message));
}

Result<Bytes> frameOf(const StationMessage &message)
{
    return frame(toMap(message));
}

void FrameSplitter::append(std::span<const std::uint8_t> bytes)
{
    m_waiting.erase(m_waiting.begin(), m_waiting.begin() + static_cast<std::ptrdiff_t>(m_taken));
    m_taken = 0;
    m_waiting.insert(m_waiting.end(), bytes.begin(), bytes.end());
}

Result<std::optional<Bytes>> FrameSplitter::next()
{
    const auto rest = std::span(m_waiting).subspan(m_taken);
    if (rest.size() < lengthBytes) {
        return std::nullopt;
    }
    std::uint32_t length = 0;
    for (std::size_t i = 0; i < lengthBytes; ++i) {
        length = (length << 8U) | rest[i];
    }
    if (length > longestMessage) {
        return fail(ErrorCode::BadInput, "a message of " + std::to_string(length) + " bytes was announced, more than " +
                                             std::to_string(longestMessage) + "; this is no program of this protocol");
    }
    if (rest.size() - lengthBytes < length) {
        return std::nullopt;
    }
    const auto payload = rest.subspan(lengthBytes, length);
    m_taken += lengthBytes + length;
    return Bytes(payload.begin(), payload.end());
}

} // namespace tgc::station
