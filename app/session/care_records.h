// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "app/session/care/care_act.h"
#include "db/care_acts.h"
#include "db/store.h"

namespace tgc::session {

[[nodiscard]] care::CareAct actOf(const db::CareActRecord &record);
[[nodiscard]] db::CareActRecord recordOf(const care::CareAct &act);

/// All acts in the order in which they were recorded, those taken back too.
[[nodiscard]] Result<std::vector<care::CareAct>> careActsOf(const db::Store &store);

/// Records an act, if `checkAct` takes it. Gives its key.
[[nodiscard]] Result<db::RecordId> recordCare(db::Store &store, const care::CareAct &act, care::TimePoint now);

/// Takes an act back: a new act that names it, with the reason.
[[nodiscard]] Result<db::RecordId> voidCare(db::Store &store, db::RecordId id, const std::string &by,
                                            const std::string &reason, care::TimePoint now);

} // namespace tgc::session
