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

} // namespace tgc::bench
