// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/superseded.h"

namespace tgc::session {

std::string supersededInWords(const db::SavedResult &saved)
{
    if (!saved.superseded) {
        return {};
    }
    return "version " + std::to_string(saved.version) + " takes the place of version " +
           std::to_string(saved.superseded->version) + ", which " + saved.superseded->reviewer + " approved on " +
           saved.superseded->approvedAt_utc.substr(0, 10) + "; the new version is not approved";
}

} // namespace tgc::session
