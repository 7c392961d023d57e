// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "analysis/core/error.h"

namespace tgc::station {

/// The user at the other end of a connected Unix socket, as the kernel says (SO_PEERCRED).
[[nodiscard]] Result<std::uint32_t> peerUser(int socket);
/// Only the station's own user may attach; not even root, whose mistakes are larger. Unsupported: another one.
[[nodiscard]] Result<void> checkPeer(std::uint32_t peer, std::uint32_t own);

} // namespace tgc::station
