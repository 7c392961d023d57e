// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "app/session/recording/read_spool.h"
#include "db/run_records.h"

namespace tgc::session {

/// A recorded run as a record for the store, `contentHash` apart: detector channels first, then trends, the two clocks
/// and the digital lines as companions; marks; warnings in words. `fileName` names the spool. Without an end record the
/// run is `interrupted`; or `running`, where a living program writes it.
[[nodiscard]] db::NewRun spooledRunRecord(const recording::SpooledRun &run, const std::string &fileName,
                                          bool owned = false);

} // namespace tgc::session
