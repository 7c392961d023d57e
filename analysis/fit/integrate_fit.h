// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "analysis/core/chromatogram.h"
#include "analysis/core/go_on.h"
#include "analysis/peaks/integrate.h"

namespace tgc {

/// What results of a fit are signed with.
inline constexpr std::string_view fitAlgorithmName = "tgc-fit";
inline constexpr std::string_view fitAlgorithmVersion = "1";

/// Classic integration first; then each cluster of its peaks is fitted (`fitCluster`) with the samples around it, and the
/// fitted peaks stand beside the classic ones:
/// - `area`, `areaU`, `height`, `apex`, widths and tailing are the fitted component's, the classic area is in
///   `classicArea`, the rule is `fit`; start, end and baseline are the fitted region's, and `fitted` holds the curve's own
///   parameters with their covariance (`fittedAbove` draws it).
/// - flag `fit-disagrees`: the two areas differ by more than 2 sqrt(u_fit^2 + u_classic^2), the classic u counting what
///   overlap does to a drop line;
/// - where the residuals exceed the noise by a fifth, more than chance gives, `areaU` also holds |fit - classic| / sqrt 3;
/// - flag `shape-mismatch`: the residuals exceed the noise threefold, and a hundredth of the peak's height: no EMG;
/// - flag `fit-failed`, and a warning with the reason: the classic peak stands as it is.
/// - a peak that only the fit has seen (a shoulder without a bend of its own) has no `classicArea`; a warning says so.
/// - two tops within 0.3 half-height widths are fitted as one peak with the classic area of both; a warning says so.
/// Fitted is the signal that the classic integration measures, without the steps of its baseline. Samples that spikes, the
/// steps themselves or the digitiser's limit have spoilt are left out of the fit. Never fails, as the classic one.
[[nodiscard]] IntegrationResult integrateFit(const Chromatogram &trace, const IntegrationOptions &options = {});

/// The same; `goOn` is asked after the classic integration and before each evaluation of a model. Empty where it said no.
[[nodiscard]] std::optional<IntegrationResult> integrateFit(const Chromatogram &trace,
                                                            const IntegrationOptions &options, const GoOn &goOn);

} // namespace tgc
