// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/core/source.h"
#include "analysis/core/units.h"
#include "analysis/quantification/air_marker.h"
#include "analysis/quantification/balance_words.h"
#include "analysis/quantification/blank_suitability.h"
#include "analysis/quantification/dose_safety.h"
#include "analysis/quantification/reaction.h"

namespace tgc {

/// What may be said of a sample's net hydrogen (Currie; tgc-method.md 2.3).
enum class DetectionDecision { NotDetected, Detected, Quantified };

[[nodiscard]] constexpr std::string_view toString(DetectionDecision decision)
{
    switch (decision) {
    case DetectionDecision::NotDetected: return "not-detected";
    case DetectionDecision::Detected: return "detected";
    case DetectionDecision::Quantified: return "quantified";
    }
    return "not-detected";
}

/// A value, its standard uncertainty (k = 1) and its interval at the chosen confidence.
template <class Q>
struct IntervalEstimate {
    Q value{};
    Q u{};
    Q low{};
    Q high{};
};

/// Shares of variance by input name; they add to 1.
using VarianceBudget = std::vector<std::pair<std::string, double>>;

/// Something that went into the vial with the electrode, and whether it gives hydrogen of its own.
struct PartInVial {
    std::string part;    ///< as typed: "Al tab"
    std::string verdict; ///< gives-hydrogen, slow, inert, not-known
    std::string words;   ///< reaction and advice
    std::string source;
};

/// What a result was divided by because somebody asked for it.
struct AppliedCorrection {
    enum class Kind {
        Drift,          ///< response between the check standards before and after, at the first draw
        CheckRecovery,  ///< mean response of the check standards
        StatedRecovery, ///< a recovery that was given
    };
    Kind kind = Kind::Drift;
    Estimate<double> by;
};

/// The inactive-Li breakdown of one sample. Signed quantities stay signed; empty means not determined.
struct Breakdown {
    std::string sampleId;
    std::string group;
    std::string analyte = "Li";
    std::string reaction; ///< that is counted, as printed: the analyte with this titrant
    int injections = 0;
    std::optional<Amount> h2Injected;           ///< of the first draw; empty for matched sampling
    Amount h2Vial{};
    std::optional<Amount> h2Blank;              ///< empty without a blank
    Estimate<Amount> h2Net;
    std::optional<Estimate<Amount>>
        lithiumHydride; ///< as measured by other means; its hydrogen is not counted as metal
    Amount li0Amount{};
    Estimate<Mass> li0Mass;
    IntervalEstimate<Charge> li0;
    std::optional<Estimate<Charge>> inactive;
    std::optional<IntervalEstimate<Charge>> sei;
    std::optional<Estimate<double>> li0Fraction;
    std::optional<Estimate<double>> seiFraction;
    std::optional<double> coulombicEfficiency;  ///< 0..1, may exceed 1
    std::optional<double> coulombicEfficiencyU; ///< standard uncertainty
    std::optional<double> ceLossLi0;
    std::optional<double> ceLossSei;
    std::optional<double> dof;                  ///< Welch-Satterthwaite, of Li metal; empty: no term has finite dof
    DetectionDecision decision = DetectionDecision::NotDetected;
    Source source = Source::Typed;
    std::vector<std::string> flags;
    std::optional<IntervalEstimate<Charge>> monteCarloLi0;  ///< value = mean of the trials
    std::optional<IntervalEstimate<Charge>> monteCarloSei;
    std::optional<BlankSuitability> blank;       ///< the blanks that were subtracted, judged; empty without a blank
    std::vector<AppliedCorrection> corrections;             ///< empty: as measured
    /// By how much Li metal would fall if one percent of the inactive Li were LiH: every such atom gives the hydrogen of
    /// two. Empty without inactive charge, and for other metals.
    std::optional<Charge> li0FallPerPercentLiH;
    std::optional<ReactionProgress> progress; ///< of the reaction over its draws; values in umol
    std::optional<AirMarker> air; ///< empty: no N2 areas to compare
    std::optional<DoseSafety> worstCase; ///< of the vial's pressure; empty: its rating is not known
    std::optional<BalanceInWords> balance; ///< empty: no charges
    std::vector<PartInVial> checkList; ///< what else went into the vial
    VarianceBudget li0Budget;
    VarianceBudget seiBudget;
};

} // namespace tgc
