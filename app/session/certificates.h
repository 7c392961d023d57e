// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "analysis/core/error.h"
#include "app/formats/table.h"
#include "app/session/standards_table.h"

namespace tgc::session {

/// Holds the last day of each certificate (`expires`) against the time of injection. A sentence for every certificate
/// that had expired when a used standard came from it, and the flag `certificate-expired`; one for a table that says
/// when certificates expire but not when they were used. BadInput where a day is none.
struct CertificateFindings {
    std::vector<std::string> warnings;
    std::vector<std::string> flags;
    std::vector<std::pair<std::size_t, std::string>> expired; ///< line of each such row, and what there is to say of it
};
[[nodiscard]] Result<CertificateFindings> checkCertificates(const formats::TextTable &table,
                                                            const StandardsTable &standards);

} // namespace tgc::session
