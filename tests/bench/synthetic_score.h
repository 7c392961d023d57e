// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/peaks/integrate.h"
#include "tests/bench/synthetic_set.h"

namespace synthetic {

/// One true peak and what was made of it.
struct Scored {
    std::string kind;
    std::string sub;
    double rate_Hz = 0.0;
    TruePeak truth;
    std::optional<double> error; ///< area / true - 1; empty: missed
    std::optional<double> uncertainty; ///< stated, relative to the true area
    std::optional<double> drop;  ///< the textbook's share of the true area, where the pair has a valley
};

/// One signal and what stands in it that is no true peak.
struct Counted {
    std::string kind;
    std::string sub;
    int falsePeaks = 0;
    int falseDents = 0; ///< negative peaks, none of which is true
};

struct Score {
    std::vector<Scored> peaks;
    std::vector<Counted> signals;
};

struct FoundPeak {
    double apex = 0.0;
    double area = 0.0;
    double u = 0.0;
};

/// The rule the peers were scored by (score.py): apexes within half a width, in pairs at most half their distance (yet
/// a quarter width), closest first, one to one. Index of the found peak for each true one, or -1.
inline std::vector<int> matched(const std::vector<TruePeak> &truth, const std::vector<FoundPeak> &found)
{
    struct Pairing {
        double distance = 0.0;
        std::size_t truth = 0;
        std::size_t found = 0;
    };
    std::vector<Pairing> pairings;
    for (std::size_t i = 0; i < truth.size(); ++i) {
        double tolerance = 0.5 * truth[i].w50;
        for (std::size_t k = 0; k < truth.size(); ++k) {
            if (k != i) {
                const double half = 0.5 * std::abs(truth[k].apex - truth[i].apex);
                tolerance = std::min(tolerance, std::max(half, 0.25 * truth[i].w50));
            }
        }
        for (std::size_t j = 0; j < found.size(); ++j) {
            const double distance = std::abs(found[j].apex - truth[i].apex);
            if (distance <= tolerance) {
                pairings.push_back({distance, i, j});
            }
        }
    }
    std::stable_sort(pairings.begin(), pairings.end(),
                     [](const Pairing &a, const Pairing &b) { return a.distance < b.distance; });
    std::vector<int> match(truth.size(), -1);
    std::vector<bool> taken(found.size(), false);
    for (const Pairing &p : pairings) {
        if (match[p.truth] < 0 && !taken[p.found]) {
            match[p.truth] = static_cast<int>(p.found);
            taken[p.found] = true;
        }
    }
    return match;
}

using Integrator = std::function<tgc::IntegrationResult(const tgc::Chromatogram &, const tgc::IntegrationOptions &)>;

/// Adds one set to `score`; `hinted`: the integrator is given the width a chromatographer would type in. `report` is
/// told of every signal and its result.
inline void scoreSet(Score &score, const std::filesystem::path &folder, const Integrator &integrate, bool hinted,
                     const std::function<void(const Signal &, const tgc::IntegrationResult &)> &report = {})
{
    std::ifstream data(folder / "data.f64", std::ios::binary);
    for (const Signal &signal : readSet(folder)) {
        const auto trace = tgc::Chromatogram::uniform(tgc::seconds(0.0), tgc::seconds(1.0 / signal.rate_Hz),
                                                      samplesOf(data, signal), "counts");
        tgc::IntegrationOptions options;
        if (hinted) {
            options.expectedWidthHalf = tgc::seconds(signal.widthHint);
        }
        const tgc::IntegrationResult result = integrate(trace.value(), options);
        if (report) {
            report(signal, result);
        }
        std::vector<FoundPeak> found;
        Counted counted{signal.kind, signal.sub, 0, 0};
        for (const tgc::Peak &peak : result.peaks) {
            if (tgc::inDetectorUnitSeconds(peak.area) > 0.0) {
                found.push_back({tgc::inSeconds(peak.apex), tgc::inDetectorUnitSeconds(peak.area),
                                 tgc::inDetectorUnitSeconds(peak.areaU)});
            } else {
                ++counted.falseDents;
            }
        }
        const std::vector<int> match = matched(signal.truth, found);
        counted.falsePeaks = static_cast<int>(found.size()) -
                             static_cast<int>(std::count_if(match.begin(), match.end(), [](int m) { return m >= 0; }));
        score.signals.push_back(counted);
        const std::vector<double> drop = signal.kind == "overlap" ? dropShares(signal.truth) : std::vector<double>{};
        for (std::size_t i = 0; i < signal.truth.size(); ++i) {
            Scored scored{signal.kind, signal.sub, signal.rate_Hz, signal.truth[i], {}, {}, {}};
            if (match[i] >= 0) {
                const FoundPeak &own = found[static_cast<std::size_t>(match[i])];
                scored.error = own.area / signal.truth[i].area - 1.0;
                scored.uncertainty = own.u / signal.truth[i].area;
            }
            if (!drop.empty()) {
                scored.drop = drop[i];
            }
            score.peaks.push_back(std::move(scored));
        }
    }
}

} // namespace synthetic
