// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/certificates.h"

#include <set>

#include "app/formats/table_row.h"
#include "app/session/written_time.h"

namespace tgc::session {

Result<CertificateFindings> checkCertificates(const formats::TextTable &table, const StandardsTable &standards)
{
    CertificateFindings findings;
    std::set<std::string> said;
    bool notKnown = false;
    for (std::size_t i = 0; i < standards.points.size(); ++i) {
        const StandardPoint &standard = standards.points[i];
        const formats::TableRow row(table, table.rows[i]);
        if (standard.expires.empty()) {
            continue;
        }
        const auto last = writtenTime(standard.expires);
        if (!last) {
            return row.bad("expires", "\"" + standard.expires + "\" is no day: write it as 2027-03-31");
        }
        if (!standard.used) {
            continue;
        }
        const auto injected = writtenTime(standard.injectedAt);
        notKnown = notKnown || !injected;
        // Good to the end of its last day.
        const Time end = last->since1970 + (last->dateOnly ? hours(24.0) : hours(0.0));
        if (!injected || injected->since1970 < end) {
            continue;
        }
        const std::string name =
            standard.certificate.empty() ? "its certificate" : "certificate " + standard.certificate;
        const std::string words = name + " had expired (" + standard.expires + ") when it was injected, " +
                                  standard.injectedAt +
                                  ": its amount is no longer vouched for; use a valid standard, or have this one "
                                  "certified again";
        findings.expired.emplace_back(row.line(), words);
        if (said.insert(standard.certificate + standard.expires).second) {
            findings.warnings.push_back(row.bad("expires", words).value().message);
        }
    }
    if (!findings.warnings.empty()) {
        findings.flags.emplace_back("certificate-expired");
    }
    if (notKnown) {
        findings.warnings.push_back(table.origin + ": certificates expire, but injected_at is empty: whether they were "
                                                   "valid when they were used is not known");
    }
    return findings;
}

} // namespace tgc::session
