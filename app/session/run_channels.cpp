// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/run_channels.h"

namespace tgc::session {

std::string channelNames(const formats::ImportedRun &run)
{
    std::string text;
    for (const auto &channel : run.channels) {
        text += (text.empty() ? "" : ", ") + channel.name;
    }
    return text;
}

Result<std::vector<const formats::ImportedChannel *>> channelsWithSignal(const formats::ImportedRun &run,
                                                                         const std::optional<std::string> &channel)
{
    std::vector<const formats::ImportedChannel *> found;
    for (const auto &candidate : run.channels) {
        if (!channel || candidate.name == *channel) {
            found.push_back(&candidate);
        }
    }
    if (channel && found.empty()) {
        for (std::size_t i = 0; i < run.channels.size(); ++i) {
            if (*channel == std::to_string(i + 1)) {
                found.push_back(&run.channels[i]);
            }
        }
    }
    if (found.empty() && channel) {
        return fail(ErrorCode::BadInput,
                    run.file + ": there is no channel \"" + *channel + "\"; the file has " + channelNames(run));
    }
    std::erase_if(found, [](const auto *candidate) { return !candidate->trace; });
    if (found.empty()) {
        return fail(ErrorCode::BadInput, run.file + ": holds a report without a signal; it can be imported, not "
                                                    "integrated");
    }
    return found;
}

} // namespace tgc::session
