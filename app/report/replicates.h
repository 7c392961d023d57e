// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/report/content.h"

namespace tgc::report {

/// What replicate cells are averaged and compared in: a column of the breakdown times `factor`.
struct ReplicateQuantity {
    const char *name;
    const char *column;
    const char *uColumn; ///< empty: none is stored
    double factor;
};
[[nodiscard]] std::span<const ReplicateQuantity> replicateQuantities();

/// Samples with a result of one group and metal: only the same quantity is averaged.
struct ReplicateGroup {
    std::string name; ///< with its metal where that is not Li
    std::string analyte;
    std::vector<const ReportedSample *> members; ///< two or more
};
[[nodiscard]] std::vector<ReplicateGroup> replicatesIn(const Content &content);

/// What the members have of a quantity, and the standard uncertainties that are known.
struct ReplicateValues {
    std::vector<double> values;
    std::vector<double> uncertainties;
};
[[nodiscard]] ReplicateValues valuesOf(const ReplicateGroup &group, const ReplicateQuantity &quantity);

} // namespace tgc::report
