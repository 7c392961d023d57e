// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include "db/store.h"

namespace tgc::db {

/// As Store::verify(), for a store that takes its time: `goOn(part)` is asked now and then, with the part that is done;
/// false ends it (NotDetermined).
[[nodiscard]] Result<std::vector<Alteration>> verifyStore(const Store &store,
                                                          const std::function<bool(double)> &goOn = {});

} // namespace tgc::db
