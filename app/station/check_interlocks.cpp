// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/check_interlocks.h"

#include <algorithm>

#include "analysis/core/near_name.h"
#include "app/session/bench/check_bench.h"
#include "app/session/bench/interlock_units.h"
#include "drivers/profile/find_profile.h"
#include "drivers/profile/profile.h"

namespace tgc::station {

namespace {

/// What is wrong with it; empty: nothing.
std::string mistake(const bench::Interlock &interlock, const std::string &point, const drivers::Profile &profile)
{
    const auto named = [&](const drivers::PointSpec &spec) { return spec.id == point && spec.readable(); };
    const auto spec = std::find_if(profile.points.begin(), profile.points.end(), named);
    if (spec == profile.points.end()) {
        std::vector<std::string_view> ids;
        for (const drivers::PointSpec &other : profile.points) {
            ids.emplace_back(other.id);
        }
        return "profile " + profile.name + " has no point \"" + point + "\" that can be read" + nearName(point, ids);
    }
    if (!bench::inUnit(1.0, spec->unit, interlock.unit)) {
        return "profile " + profile.name + " reads " + point + " in \"" + spec->unit + "\", the limit is in \"" +
               interlock.unit + "\": write it in the unit of the profile";
    }
    const auto tells = [](const drivers::PointSpec &other) { return other.okValue.has_value(); };
    if (interlock.kind == bench::InterlockKind::H2Leak &&
        std::none_of(profile.points.begin(), profile.points.end(), tells)) {
        return "profile " + profile.name +
               " has no point with ok_value: an inhibited or faulty detector would read like clean air "
               "(docs/devices/adding-a-device.md)";
    }
    return {};
}

} // namespace

Result<void> checkInterlocks(const bench::BenchFile &bench, const std::string &file, const DeviceFolders &folders)
{
    for (const bench::Interlock &interlock : bench.interlocks) {
        const auto [id, point] = bench::deviceAndPoint(interlock.point);
        const bench::DeviceEntry *device = bench.device(id);
        if (!interlock.reads() || device == nullptr) {
            continue;
        }
        const auto found = drivers::findProfile(device->profile, folders.shippedProfiles, folders.bench);
        const auto profile =
            found ? drivers::loadProfile(found->string()) : Result<drivers::Profile>(fail(found.error()));
        const std::string wrong = profile ? mistake(interlock, point, *profile) : profile.error().message;
        if (!wrong.empty()) {
            return fail(ErrorCode::BadInput, file + ", line " + std::to_string(interlock.line) + ": [[interlock]] " +
                                                 interlock.name + ": " + wrong);
        }
    }
    return {};
}

} // namespace tgc::station
