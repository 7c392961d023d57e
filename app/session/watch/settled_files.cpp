// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/watch/settled_files.h"

#include <algorithm>

namespace tgc::watch {

std::vector<SeenFile> SettledFiles::look(const std::vector<SeenFile> &folder, Steady now)
{
    std::vector<SeenFile> settled;
    std::map<std::string, Watched> next;
    for (const SeenFile &seen : folder) {
        const auto known = m_files.find(seen.file);
        Watched watched = known != m_files.end() && known->second.seen == seen ? known->second : Watched{seen, now};
        // An empty file was made by somebody who is about to write.
        if (!watched.given && seen.bytes > 0 && now - watched.since >= m_settle) {
            watched.given = true;
            settled.push_back(seen);
        }
        next.emplace(seen.file, std::move(watched));
    }
    m_files = std::move(next);
    return settled;
}

void SettledFiles::again(const std::string &file, Steady now)
{
    if (const auto known = m_files.find(file); known != m_files.end()) {
        known->second.given = false;
        known->second.since = now;
    }
}

std::size_t SettledFiles::waiting() const
{
    return static_cast<std::size_t>(std::count_if(m_files.begin(), m_files.end(), [](const auto &entry) {
        return !entry.second.given && entry.second.seen.bytes > 0;
    }));
}

} // namespace tgc::watch
