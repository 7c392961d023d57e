// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/peer.h"

#include <cerrno>
#include <cstring>
#include <string>

#include <sys/socket.h>

namespace tgc::station {

Result<std::uint32_t> peerUser(int socket)
{
    ucred credentials{};
    socklen_t size = sizeof(credentials);
    if (::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0) {
        return fail(ErrorCode::Io, std::string("the system does not say who is attaching: ") + std::strerror(errno));
    }
    return credentials.uid;
}

Result<void> checkPeer(std::uint32_t peer, std::uint32_t own)
{
    if (peer != own) {
        return fail(ErrorCode::Unsupported, "this station belongs to user " + std::to_string(own) + "; user " +
                                                std::to_string(peer) + " may not attach");
    }
    return {};
}

} // namespace tgc::station
