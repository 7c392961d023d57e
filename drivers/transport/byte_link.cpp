// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/transport/byte_link.h"

#include <array>

namespace tgc::drivers {

Result<std::size_t> drain(ByteLink &link, const Clock &clock, Duration silence, Instant deadline)
{
    std::size_t dropped = 0;
    std::array<std::uint8_t, 512> sink{};
    while (true) {
        const Instant quietUntil = clock.now() + silence;
        if (quietUntil > deadline) {
            return fail(ErrorCode::Timeout, link.endpoint() + ": the line did not fall silent in time");
        }
        const auto got = link.read(sink, quietUntil);
        if (!got) {
            if (got.error().code == ErrorCode::Timeout) {
                return dropped;
            }
            return fail(got.error());
        }
        dropped += *got;
    }
}

} // namespace tgc::drivers
