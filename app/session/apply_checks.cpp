// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/apply_checks.h"

#include <cmath>

#include "analysis/calibration/drift_correction.h"
#include "app/session/checks_table.h"

namespace tgc::session {

namespace {

std::string placeOf(const VialTable &table, const VialRow &vial, std::size_t draw)
{
    return table.origin + ":" + std::to_string(vial.line) + ": sample " + vial.record.sampleId + ", draw " +
           std::to_string(draw + 1);
}

/// Moments on one clock: a table with zones beside one without would be hours apart, in silence.
class OneClock {
public:
    Result<Time> read(const std::optional<WrittenTime> &time, const std::string &place)
    {
        if (!time || time->dateOnly) {
            return fail(ErrorCode::BadInput, place + ": injected_at is " + (time ? "a day without a time" : "empty") +
                                                 ": the drift is corrected by the time of injection");
        }
        if (m_place.empty()) {
            m_place = place;
            m_zoned = time->zoned;
        }
        if (time->zoned != m_zoned) {
            return fail(ErrorCode::BadInput, place + ": injected_at " + (time->zoned ? "says" : "does not say") +
                                                 " its time zone, that of " + m_place +
                                                 (m_zoned ? " does" : " does not") + ": write all of them alike");
        }
        return time->since1970;
    }
    /// Whether a moment can be set beside those that were read.
    [[nodiscard]] bool fits(const WrittenTime &time) const { return !time.dateOnly && time.zoned == m_zoned; }

private:
    std::string m_place;
    bool m_zoned = false;
};

Result<void> correctDrift(const BatchChecks &asked, const ChecksTable &checks, const Calibration &curve,
                          std::span<const VialTable> tables, std::vector<std::string> &failures)
{
    OneClock clock;
    std::vector<TimedCheck> timed;
    for (std::size_t i = 0; i < checks.results.size(); ++i) {
        if (!checks.standards.points[i].used) {
            continue;
        }
        const auto at = clock.read(checks.injectedAt[i], asked.table.origin + ":" + std::to_string(checks.lines[i]));
        if (!at) {
            return fail(at.error());
        }
        timed.push_back({*at, checks.standards.points[i]});
    }
    std::vector<Time> injections;
    for (const VialTable &table : tables) {
        for (const VialRow &vial : table.vials) {
            for (std::size_t draw = 0; draw < vial.injectedAt.size(); ++draw) {
                const auto at = clock.read(vial.injectedAt[draw], placeOf(table, vial, draw));
                if (!at) {
                    return fail(at.error());
                }
                injections.push_back(*at);
            }
        }
    }
    auto parting = injections;
    for (const WrittenTime &other : asked.otherInjections) {
        if (clock.fits(other)) {
            parting.push_back(other.since1970);
        }
    }
    const auto groups = checkGroups(timed, parting);
    auto injection = injections.begin();
    for (const VialTable &table : tables) {
        for (VialRow &vial : table.vials) {
            double worst = 0.0;
            for (std::size_t draw = 0; draw < vial.record.draws.size(); ++draw) {
                auto bracket = bracketAt(curve, groups, *injection++, asked.farthest);
                if (!bracket) {
                    return fail(ErrorCode::BadInput, placeOf(table, vial, draw) + ": " + bracket.error().message +
                                                         " (" + asked.table.origin + ")");
                }
                worst = std::abs(bracket->drift) > std::abs(worst) ? bracket->drift : worst;
                vial.record.draws[draw].response = std::move(bracket->reference);
            }
            if (std::abs(worst) > asked.limits.driftLimit) {
                failures.push_back(table.origin + ":" + std::to_string(vial.line) + ": sample " + vial.record.sampleId +
                                   ": the response moved by " + percentText(worst) +
                                   " between the check standards around it (limit " +
                                   percentText(asked.limits.driftLimit) + ")");
            }
        }
    }
    return {};
}

} // namespace

Result<ChecksOutcome> applyChecks(const BatchChecks &asked, const Calibration &curve, const TraceIntegrator &integrator,
                                  std::span<const VialTable> tables)
{
    const auto checks = readChecks(asked.table, curve, integrator, asked.limits);
    if (!checks) {
        return fail(checks.error());
    }
    ChecksOutcome outcome;
    outcome.warnings = checks->standards.warnings;
    outcome.failures = failuresOf(*checks, asked.table.origin, asked.limits);
    outcome.summary = summariseChecks(checks->results, checks->replicates, checks->recovery);
    outcome.simulated = asked.correct != BatchChecks::Correct::Nothing && checks->standards.source == Source::Simulated;
    switch (asked.correct) {
    case BatchChecks::Correct::Nothing: break;
    case BatchChecks::Correct::Drift:
        if (auto ok = correctDrift(asked, *checks, curve, tables, outcome.failures); !ok) {
            return fail(ok.error());
        }
        break;
    case BatchChecks::Correct::Recovery: {
        const auto response = meanResponse(curve, checks->standards.points);
        if (!response) {
            return fail(response.error().code, asked.table.origin + ": " + response.error().message);
        }
        for (const VialTable &table : tables) {
            for (VialRow &vial : table.vials) {
                for (DrawRecord &draw : vial.record.draws) {
                    draw.response = *response;
                }
            }
        }
        break;
    }
    }
    return outcome;
}

} // namespace tgc::session
