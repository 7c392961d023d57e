// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/stored_areas.h"

#include <algorithm>
#include <memory>

#include "app/session/run_records.h"
#include "db/store.h"

namespace tgc::session {

namespace {

constexpr const char *wantedPeak = "H2";

Result<db::RunSummary> findRun(const db::Store &store, const std::string &name)
{
    const auto id = db::runIdFromName(name);
    if (id && !name.empty() && (name[0] == 'R' || name[0] == 'r')) { // as usual, and a store may hold thousands
        if (auto run = store.run(*id); run && !run->withdrawn) {
            return std::move(run->summary);
        }
    }
    const auto runs = store.runs();
    if (!runs) {
        return fail(runs.error());
    }
    std::vector<db::RunSummary> hits;
    for (const db::RunSummary &run : *runs) {
        const bool sameFile = std::filesystem::path(run.fileName).filename() == std::filesystem::path(name).filename();
        if (run.status != "withdrawn" && ((id && run.id == *id) || sameFile)) {
            hits.push_back(run);
        }
    }
    if (hits.empty()) {
        return fail(ErrorCode::BadInput, "no run \"" + name + "\" has been imported; import it in Review (Ctrl+3)");
    }
    if (hits.size() > 1) {
        return fail(ErrorCode::BadInput, std::to_string(hits.size()) + " runs are called \"" + name +
                                             "\"; name the one you mean by its number, such as " +
                                             db::runName(hits.front().id));
    }
    return hits.front();
}

Result<TraceArea> areaIn(const db::Store &store, const std::string &name)
{
    const auto run = findRun(store, name);
    if (!run) {
        return fail(run.error());
    }
    const auto integration = latestIntegration(store, run->id);
    if (!integration) {
        return fail(integration.error());
    }
    std::vector<db::PeakRecord> peaks;
    if (*integration) {
        const auto &all = (*integration)->result.peaks;
        std::copy_if(all.begin(), all.end(), std::back_inserter(peaks),
                     [](const db::PeakRecord &peak) { return peak.name == wantedPeak; });
    }
    const std::string where = "run " + db::runName(run->id) + " (" + run->fileName + ")";
    if (peaks.empty()) {
        return fail(ErrorCode::BadInput, where + " has no peak named H2 in its latest result; set the H2 window in "
                                                 "Review (Ctrl+3) and save the result");
    }
    if (peaks.size() > 1) {
        return fail(ErrorCode::BadInput, where + " has an H2 peak in more than one channel; keep the right one in "
                                                 "Review (Ctrl+3) and save the result");
    }
    return TraceArea{peaks.front().area, peaks.front().areaUnit, run->source, peaks.front().flags, {}};
}

} // namespace

TraceIntegrator storedAreas(const std::filesystem::path &storeFile)
{
    auto opened = std::make_shared<std::optional<Result<db::Store>>>();
    return [storeFile, opened](const std::string &trace) -> Result<TraceArea> {
        if (!*opened) {
            opened->emplace(db::Store::openReadOnly(storeFile));
        }
        const Result<db::Store> &store = **opened;
        return store ? areaIn(*store, trace) : fail(store.error());
    };
}

} // namespace tgc::session
