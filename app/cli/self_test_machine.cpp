// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <chrono>
#include <cmath>
#include <thread>

#include <nlohmann/json.hpp>
#include <unistd.h>

#include "analysis/core/decimal.h"
#include "app/cli/device_profiles.h"
#include "app/cli/device_session.h"
#include "app/cli/program_files.h"
#include "app/cli/self_test.h"
#include "app/cli/simulator.h"
#include "app/formats/atomic_file.h"
#include "app/session/bench/utc.h"
#include "app/station/client/start_station.h"
#include "db/store.h"

namespace tgc::cli {

namespace {

namespace fs = std::filesystem;
namespace chrono = std::chrono;

/// Below it a day of recording is not safe: a run of an hour at 100 Hz with three channels takes 10 MB.
constexpr double leastFree_GB = 1.0;

CheckLine checkResources()
{
    std::string missing;
    for (const char *file : {"devices", "bench/simulated.toml", "demo/queue.csv", "demo/cells.csv"}) {
        if (!sharedFile(file)) {
            missing += (missing.empty() ? "" : ", ") + std::string(file);
        }
    }
    return {"resources", missing.empty(),
            missing.empty()
                ? "the files that come with the program are there"
                : "missing beside the program (../share/tgc-workbench): " + missing + "; install the package whole"};
}

CheckLine checkProfiles()
{
    const auto files = shippedProfiles();
    for (const fs::path &file : files) {
        if (const auto profile = drivers::loadProfile(file.string()); !profile) {
            return {"profiles", false, profile.error().message};
        }
    }
    return {"profiles", !files.empty(), std::to_string(files.size()) + " device profiles are usable"};
}

CheckLine checkPrograms()
{
    const auto station = station::stationProgram();
    return {"programs", station.has_value(),
            station ? "the recording program is there: " + station->string()
                    : "tgc-station is not beside this program: nothing can be recorded; install the package whole"};
}

/// The folder itself, or the nearest one above it that is there.
fs::path nearestFolder(fs::path folder)
{
    std::error_code ignored;
    while (!folder.empty() && !fs::is_directory(folder, ignored) && folder != folder.root_path()) {
        folder = folder.parent_path();
    }
    return folder.empty() ? fs::path(".") : folder;
}

CheckLine checkFolder(const fs::path &store)
{
    std::error_code ignored;
    const fs::path folder = nearestFolder(fs::absolute(store, ignored).parent_path());
    const bool file = !fs::exists(store, ignored) || ::access(store.c_str(), W_OK) == 0;
    const bool passed = file && ::access(folder.c_str(), W_OK | X_OK) == 0;
    return {"store folder", passed,
            passed ? "the store's folder may be written: " + folder.string()
                   : "the store or its folder may not be written by this user: " + store.string()};
}

CheckLine checkDisk(const fs::path &store)
{
    std::error_code problem;
    const fs::path folder = nearestFolder(fs::absolute(store, problem).parent_path());
    const auto space = fs::space(folder, problem);
    if (problem) {
        return {"disk", false, "the free space of " + folder.string() + " is not known: " + problem.message()};
    }
    const double free_GB = static_cast<double>(space.available) / 1e9;
    return {"disk", free_GB >= leastFree_GB,
            rounded(free_GB, 1) + " GB are free where the store lies, " + rounded(leastFree_GB, 0) + " GB are needed"};
}

/// The time against when this program was made, the file system's clock, and the store's own trail.
CheckLine checkClock(const fs::path &store, const fs::path &folder)
{
    const std::string now = bench::utcNow();
    if (now < "2026-11-01" || now > "2100") {
        return {"clock", false, "the system's clock says " + now + ", which cannot be; set it"};
    }
    const fs::path file = folder / "clock";
    std::error_code problem;
    const auto before = chrono::system_clock::now();
    const auto written = formats::writeFile(file, "now");
    const auto stamped = chrono::file_clock::to_sys(fs::last_write_time(file, problem));
    const double apart_s = std::abs(chrono::duration<double>(stamped - before).count());
    constexpr double tolerated_s = 5.0;
    if (!written || problem || apart_s > tolerated_s) {
        return {"clock", false,
                !written ? written.error().message
                         : "the file system's clock is " + rounded(apart_s, 0) + " s off the system's"};
    }
    db::AuditFilter last;
    last.limit = 1;
    const auto opened =
        fs::exists(store, problem) ? db::Store::openReadOnly(store) : Result<db::Store>(fail(ErrorCode::Store, ""));
    const auto trail = opened ? opened->audit(last) : fail(opened.error());
    if (trail && !trail->empty() && trail->back().at_utc > bench::utcText(before + chrono::minutes(5))) {
        return {"clock", false,
                "the system's clock says " + now + ", but the store's last entry is of " + trail->back().at_utc +
                    ": one of them was wrong"};
    }
    return {"clock", true, "the system's clock says " + now + ", and files agree"};
}

/// The simulated bench's digitiser, read over its real protocol.
CheckLine checkBench()
{
    auto simulator = Simulator::open({});
    if (!simulator) {
        return {"simulated bench", false, simulator.error().message};
    }
    DeviceQuery query;
    const auto line = nlohmann::json::parse((*simulator)->announcement(), nullptr, false);
    for (const auto &device : line["devices"]) {
        if (query.endpoint.empty() && device["protocol"] == "modbus-tcp" && device["profile"].is_string()) {
            query.profile = device["profile"].get<std::string>();
            query.endpoint = device["endpoint"].get<std::string>();
        }
    }
    auto session = openDevice(query);
    if (!session) {
        return {"simulated bench", false, session.error().message};
    }
    std::atomic<bool> stop = false;
    std::thread server([&] { (*simulator)->run([&] { return stop.load(); }); });
    const auto readings = (*session)->read(query.points);
    stop = true;
    server.join();
    std::size_t good = 0;
    std::string why;
    for (const drivers::Reading &reading : readings) {
        const bool well = reading.quality == drivers::Quality::Good;
        good += well ? 1 : 0;
        why = well || !why.empty() ? why : "; " + reading.reason;
    }
    return {"simulated bench", good > 0 && good == readings.size(),
            std::to_string(good) + " of " + std::to_string(readings.size()) + " values of " + query.profile +
                " were read well from " + query.endpoint + why};
}

} // namespace

std::vector<CheckLine> checkMachine(const fs::path &store, const fs::path &folder)
{
    return {checkResources(), checkProfiles(),           checkPrograms(), checkFolder(store),
            checkDisk(store), checkClock(store, folder), checkBench()};
}

} // namespace tgc::cli
