// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/recording/network_file_system.h"

#include <algorithm>
#include <array>

namespace tgc::recording {

namespace {

struct Known {
    std::uint32_t magic;
    std::string_view name;
};

// statfs(2) of the Linux manual pages, linux/magic.h; VirtualBox, Lustre, GPFS and BeeGFS from their own sources.
constexpr std::array known = {
    Known{0x00006969, "NFS"},          Known{0x0000517B, "SMB"},     Known{0xFF534D42, "CIFS"},
    Known{0xFE534D42, "SMB2"},         Known{0x5346414F, "AFS"},     Known{0x6B414653, "AFS"},
    Known{0x65735546, "FUSE (sshfs)"}, Known{0x01021997, "9P"},      Known{0x00C36400, "Ceph"},
    Known{0x73757245, "Coda"},         Known{0x0000564C, "NetWare"}, Known{0x0BD00BD0, "Lustre"},
    Known{0x786F4256, "VirtualBox"},   Known{0x47504653, "GPFS"},    Known{0x19830326, "BeeGFS"},
};

} // namespace

std::optional<std::string_view> networkFileSystem(std::uint32_t magic)
{
    const auto *const found =
        std::find_if(known.begin(), known.end(), [magic](const Known &k) { return k.magic == magic; });
    return found == known.end() ? std::nullopt : std::optional(found->name);
}

} // namespace tgc::recording
