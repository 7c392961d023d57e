// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/anchor_keeper.h"

#include <fcntl.h>
#include <unistd.h>

namespace tgc::db {

namespace fs = std::filesystem;

AnchorKeeper::AnchorKeeper(fs::path folder, const fs::path &store, std::function<void(const Error &)> trouble)
    : m_folder(std::move(folder)), m_store(anchoredPlace(store)), m_trouble(std::move(trouble))
{
}

AnchorKeeper::~AnchorKeeper()
{
    if (m_written.empty()) {
        return;
    }
    if (const int fd = ::open(m_written.c_str(), O_WRONLY | O_CLOEXEC); fd >= 0) {
        (void)::fsync(fd);
        ::close(fd);
    }
}

void AnchorKeeper::grew(const std::string &at_utc, const TrailHead &head)
{
    const fs::path file = anchorFile(m_folder, head.storeId);
    AnchorLine line;
    line.at_utc = at_utc;
    line.head = head;
    line.file = m_store;
    if (const auto written = appendToAnchor(file, line, false); written) {
        m_written = file;
    } else if (!m_told && m_trouble) {
        m_told = true;
        m_trouble({ErrorCode::Io, written.error().message + "; what was written to the store is kept, but nothing "
                                                            "outside it vouches for the end of its trail"});
    }
}

} // namespace tgc::db
