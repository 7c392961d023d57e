// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/notify_service.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <iterator>

#include <sys/socket.h>
#include <sys/un.h>

#include "app/session/recording/descriptor.h"

namespace tgc::station {

void notifyService(std::string_view state)
{
    const char *where = std::getenv("NOTIFY_SOCKET");
    sockaddr_un address{};
    const std::string_view path = where != nullptr ? where : "";
    if (path.empty() || path.size() >= sizeof(address.sun_path)) {
        return;
    }
    address.sun_family = AF_UNIX;
    std::copy(path.begin(), path.end(), std::begin(address.sun_path));
    if (path.front() == '@') {
        address.sun_path[0] = '\0'; // of the abstract kind
    }
    const recording::Descriptor socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size());
    // Nobody listening is no trouble of the station's.
    (void)::sendto(socket.get(), state.data(), state.size(), MSG_NOSIGNAL | MSG_DONTWAIT,
                   reinterpret_cast<const sockaddr *>(&address), size);
}

} // namespace tgc::station
