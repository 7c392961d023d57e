// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

#include "app/formats/out_table.h"
#include "db/store.h"

namespace tgc::cli {

/// How a run's peaks came about: field and value, a line each; and the events of the run's own table, by channel. Both
/// are empty for a run that was never integrated.
struct IntegrationTables {
    formats::OutTable how{"integration", {"field", "value"}, {}};
    formats::OutTable events{"events", {"channel", "time_s", "event", "value", "end_s", "reason"}, {}};
};

[[nodiscard]] Result<IntegrationTables> integrationTables(const db::Store &store, db::RecordId run);

/// How many events of its own a stored integration has.
[[nodiscard]] std::size_t eventCount(const db::NewResult &integration);

} // namespace tgc::cli
