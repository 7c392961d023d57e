// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/core/error.h"
#include "db/records.h"

namespace tgc::db {

class Store;

/// What was done to a sample's vial: one line of an append-only list (docs/store.md). What may follow what is not asked
/// here (app/session/day).
struct VialStepRecord {
    RecordId id = 0; ///< given by the store
    std::string sampleId{}; ///< of a sample in the store
    std::string step{}; ///< sealed|dosed|ready|draw|fault|acknowledged|closed|void
    std::string at_utc{}; ///< ISO 8601 with `Z`: when it was done
    std::string by{}; ///< the person
    std::string how = "hand"; ///< `hand`, or the device's id
    std::string value{}; ///< as typed, with its unit; both or none
    std::string unit{};
    bool known = true; ///< false: how much was dosed is not known, `value` was asked for
    std::string reaction_s{}; ///< of a dose, as typed
    std::string note{};
    std::string overrideReason{}; ///< of a dose that was refused as unsafe and given nevertheless
    std::optional<RecordId> voids{}; ///< of a void: the step it takes back
    Source source = Source::Typed;
    std::string createdAt_utc{}; ///< given by the store: when it was recorded
};

/// Adds the step to the end of its sample's list, if `last` still is that list's last one (0: it is empty); else
/// somebody else recorded a step meanwhile, and BadInput says so: what may follow must be asked again.
[[nodiscard]] Result<RecordId> addVialStep(Store &store, const VialStepRecord &step, RecordId last);

/// In the order in which they were recorded: of one sample, or of all samples that are not withdrawn. None in a store of
/// a schema before 11 that is open for reading.
[[nodiscard]] Result<std::vector<VialStepRecord>> vialSteps(const Store &store,
                                                            const std::optional<std::string> &sampleId = {});

} // namespace tgc::db
