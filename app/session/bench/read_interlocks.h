// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/bench/bench_file.h"
#include "app/session/bench/bench_table.h"

namespace tgc::bench {

/// Every `[[interlock]]` of a bench file whose devices and [run] are read already. An interlock that could never trip, or
/// never be well, is a mistake too.
void readInterlocks(BenchTable &file, BenchFile &bench, Complaints &complaints);

} // namespace tgc::bench
