// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/client/run_trace.h"

#include <algorithm>

#include "app/session/recording/read_spool.h"

namespace tgc::station {

Result<RunTrace> loadRunTrace(const std::filesystem::path &spoolFolder, const std::string &run)
{
    const auto spools = recording::listSpools(spoolFolder);
    const auto hit = std::find_if(spools.begin(), spools.end(), [&](const auto &s) { return s.header.run == run; });
    if (hit == spools.end()) {
        return fail(ErrorCode::BadInput, spoolFolder.string() + ": there is no recording of run " + run + " any more");
    }
    auto spooled = recording::readSpool(hit->file);
    if (!spooled) {
        return fail(spooled.error());
    }
    RunTrace trace;
    trace.values.resize(spooled->header.channels.size());
    if (!spooled->samples.empty()) {
        trace.first = spooled->samples.front().number;
    }
    for (const recording::Sample &sample : spooled->samples) {
        trace.device_s.push_back(sample.device_s);
        for (std::size_t c = 0; c < trace.values.size() && c < sample.values.size(); ++c) {
            trace.values[c].push_back(sample.values[c]);
        }
    }
    for (const recording::Mark &mark : spooled->marks) {
        if (mark.kind == recording::Mark::Kind::Gap && mark.until_s) {
            trace.gaps.push_back({mark.device_s, *mark.until_s, mark.text});
        }
    }
    return trace;
}

} // namespace tgc::station
