// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>

#include "app/session/bench/bench_file.h"
#include "app/session/bench/bench_table.h"

namespace tgc::bench {

/// Whether the roles go with the devices; complaints carry the lines of the roles' table.
void checkRoles(const BenchFile &bench, BenchTable &roles);

/// "gauge.headspace_pressure" as device and point; both empty when it is not of that form.
[[nodiscard]] std::pair<std::string, std::string> deviceAndPoint(const std::string &text);

/// Complains of a text that is no "id.point" of a device read by point.
void checkPoint(const BenchFile &bench, BenchTable &table, const char *key, const std::string &text);
/// Complains of an id that no device has.
void checkDevice(const BenchFile &bench, BenchTable &table, const char *key, const std::string &id);

} // namespace tgc::bench
