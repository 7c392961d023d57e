// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "app/session/bench/uptime.h"

namespace tgc::bench {

/// Sums that titrator-over-volume bounds, with the dose that is asked for.
struct DoseSums {
    std::string vial;
    double asked_mL = 0.0;
    double vial_mL = 0.0; ///< into this vial
    double hour_mL = 0.0; ///< into all, within an hour of the devices' time
};

/// A dose that reached a vial, or may have.
struct DoseEntry {
    std::chrono::system_clock::time_point at{};
    std::string vial;
    double atMost_mL = 0.0; ///< an amount that is not known counts as much as it can have been
    std::uint64_t number = 0; ///< given by the ledger
    Uptime uptime{}; ///< of the same moment
};

/// What was dosed into which vial, for a week. How long a dose is ago the machine's uptime tells, which nobody can set, also
/// to a station that was started after it; where the machine was started anew since, its date does, and a dose from the
/// future (the clock was put back) counts as of now. Not thread-safe.
class DoseLedger {
public:
    /// `timeScale`: device seconds a wall second.
    explicit DoseLedger(double timeScale = 1.0) : m_timeScale(timeScale) {}

    /// Before the dose is sent, as if all of it arrived; the number is for settle().
    std::uint64_t add(DoseEntry entry);
    /// What became of it: no more than this. 0: nothing was sent.
    void settle(std::uint64_t number, double atMost_mL);
    /// What there would be after `asked_mL` into `vial`; an empty vial and 0 mL: what there is.
    [[nodiscard]] DoseSums sums(const std::string &vial, double asked_mL, std::chrono::system_clock::time_point now,
                                const Uptime &uptime = {}) const;
    [[nodiscard]] const std::vector<DoseEntry> &entries() const { return m_entries; }

private:
    double m_timeScale;
    std::vector<DoseEntry> m_entries;
    std::uint64_t m_next = 1;
};

} // namespace tgc::bench
