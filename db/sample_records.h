// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/records.h"

namespace tgc::db {

/// A column of SAMPLES.csv that the store keeps in a column of the same name.
struct InputColumn {
    std::string_view name{};
    bool numeric = false; ///< checked with parseDecimal and stored with `.`, digits untouched
};

/// Columns of the table `samples` (the vial, its charges, its story) and of `draws` (one injection).
[[nodiscard]] std::span<const InputColumn> sampleColumns();
[[nodiscard]] std::span<const InputColumn> drawColumns();

/// What a sample is for. Blanks are samples of kind `blank`; the view `blanks` lists them.
enum class SampleKind { Sample, Blank, Standard, Check };

/// Whether saving may turn a stored sample into a blank and the like. A person who edits that very record may; a table
/// that happens to use the same name may not: it would overwrite another vial.
enum class KindChange { Refused, Allowed };

[[nodiscard]] std::string_view toString(SampleKind kind);
[[nodiscard]] std::optional<SampleKind> sampleKindFromString(std::string_view text);

/// Cells by SAMPLES.csv column name, as typed. Names outside `sampleColumns()`/`drawColumns()` (`u_X`, a user's own
/// columns) are kept too, in the JSON column `extra`. An empty text is the same as an absent name.
using InputValues = std::map<std::string, std::string, std::less<>>;

/// One draw from a vial: a row of SAMPLES.csv.
struct Draw {
    InputValues values{};
    std::optional<RecordId> runId{};     ///< the run its area comes from
    std::optional<RecordId> syringeId{};
    Source source = Source::Typed;
};

/// A sample and its draws, in their order.
struct Sample {
    std::string sampleId{};              ///< the laboratory's own name, unique among samples not withdrawn
    SampleKind kind = SampleKind::Sample;
    InputValues values{};                ///< without `sample_id`
    std::vector<Draw> draws{};
    std::optional<RecordId> cellId{};
    std::optional<RecordId> vialId{};
    std::optional<RecordId> titrantId{};
    Source source = Source::Typed;
};

enum class SaveOutcome { Added, Changed, Unchanged };

struct SavedSample {
    RecordId id = 0;
    SaveOutcome outcome = SaveOutcome::Unchanged;
};

struct SampleFilter {
    std::optional<std::string> sampleId{};
    std::optional<std::string> group{};
    std::optional<SampleKind> kind{};
    bool withdrawnToo = false;
};

} // namespace tgc::db
