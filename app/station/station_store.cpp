// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/station_store.h"

#include <algorithm>

#include "app/station/station_folders.h"
#include "db/store.h"

namespace tgc::station {

namespace {

Result<void> checkKeptApart(const std::filesystem::path &file, bool simulated)
{
    if (db::Store::isStillToBeMade(file)) {
        return {};
    }
    const auto store = db::Store::openReadOnly(file);
    if (!store) {
        return fail(store.error());
    }
    const auto runs = store->runs();
    if (!runs) {
        return fail(runs.error());
    }
    const bool another = std::any_of(runs->begin(), runs->end(), [simulated](const db::RunSummary &run) {
        return (run.source == Source::Simulated) != simulated;
    });
    if (!another) {
        return {};
    }
    return fail(ErrorCode::Unsupported,
                simulated
                    ? "the store " + file.string() +
                          " holds runs that are not simulated; a simulated bench needs a store of its own (--db FILE)"
                    : "the store " + file.string() +
                          " holds simulated runs; a real bench needs a store without them (--db FILE)");
}

} // namespace

Result<std::filesystem::path> chooseStore(const std::optional<std::filesystem::path> &asked, bool simulated)
{
    const auto own = dataFolder() / "tgc.sqlite";
    std::error_code ignored;
    const auto file =
        std::filesystem::absolute(asked.value_or(simulated ? dataFolder() / "simulated.sqlite" : own), ignored);
    if (simulated &&
        std::filesystem::weakly_canonical(file, ignored) == std::filesystem::weakly_canonical(own, ignored)) {
        return fail(ErrorCode::Unsupported, "this bench is simulated, and " + own.string() +
                                                " is your own store; name another one (--db FILE)");
    }
    if (auto apart = checkKeptApart(file, simulated); !apart) {
        return fail(apart.error());
    }
    return file;
}

} // namespace tgc::station
