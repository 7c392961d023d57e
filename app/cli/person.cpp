// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/person.h"

#include <pwd.h>
#include <unistd.h>

namespace tgc::cli {

std::string personOr(const std::string &typed)
{
    const passwd *entry = getpwuid(geteuid());
    return !typed.empty() ? typed : entry != nullptr ? entry->pw_name : "uid " + std::to_string(geteuid());
}

} // namespace tgc::cli
