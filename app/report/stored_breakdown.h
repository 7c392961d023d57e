// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/core/error.h"
#include "analysis/quantification/breakdown.h"
#include "db/result_records.h"

namespace tgc::report {

/// A saved breakdown, read as it was stored: nothing is computed anew. Columns as in docs/cli.md.
class StoredBreakdown {
public:
    /// BadInput: what is stored is no breakdown.
    [[nodiscard]] static Result<StoredBreakdown> from(db::StoredResult stored, const std::string &sampleId);

    [[nodiscard]] const db::StoredResult &stored() const { return m_stored; }
    [[nodiscard]] std::optional<double> number(std::string_view column) const;
    [[nodiscard]] std::string text(std::string_view column) const; ///< empty where there is none
    [[nodiscard]] std::vector<std::string> flags() const;
    /// Shares of variance, largest first; `of`: li0_mAh or sei_li_mAh.
    [[nodiscard]] VarianceBudget budget(std::string_view of) const;
    [[nodiscard]] std::string reaction() const; ///< that was counted
    /// Change of Li metal (mAh) for each percent of the inactive Li that was LiH.
    [[nodiscard]] std::optional<double> li0PerPercentLiH_mAh() const;
    /// What was said of its vial and cell: reaction, air, blanks, worst pressure, charge balance, parts.
    [[nodiscard]] std::vector<QString> judgements() const;
    /// How it was made.
    [[nodiscard]] double confidence() const;
    [[nodiscard]] int monteCarloTrials() const;
    [[nodiscard]] std::optional<double> seed() const;

private:
    db::StoredResult m_stored;
    nlohmann::ordered_json m_outputs;
    nlohmann::ordered_json m_inputs;
};

} // namespace tgc::report
