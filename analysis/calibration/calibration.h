// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/core/error.h"
#include "analysis/core/source.h"
#include "analysis/core/units.h"

namespace tgc {

/// The quantity on the curve's x axis, always as the plain number of this unit: a curve keeps the unit it was made in.
enum class AmountUnit {
    InjectedNanomole,  ///< nmol H2 in the injection (locked or equalised sampling)
    VialMicromole,     ///< umol H2 in the vial (matched standards)
    LithiumMicrogram,  ///< ug metallic Li (matched standards made of Li)
};

enum class CurveModel { Linear, Quadratic, AverageResponseFactor };
enum class CurveOrigin { Ignore, Include, Force };
enum class CurveWeights { None, InverseX, InverseX2, InverseY, InverseY2, InverseVariance };

[[nodiscard]] std::string_view toString(AmountUnit unit);      ///< nmol | umol | ug
[[nodiscard]] std::string_view toString(CurveModel model);     ///< linear | quadratic | average-rf
[[nodiscard]] std::string_view toString(CurveOrigin origin);   ///< ignore | include | force
[[nodiscard]] std::string_view toString(CurveWeights weights); ///< none | 1/x | 1/x2 | 1/y | 1/y2 | 1/s2
[[nodiscard]] std::optional<AmountUnit> amountUnitFromString(std::string_view text);
[[nodiscard]] std::optional<CurveModel> curveModelFromString(std::string_view text);
[[nodiscard]] std::optional<CurveOrigin> curveOriginFromString(std::string_view text);
[[nodiscard]] std::optional<CurveWeights> curveWeightsFromString(std::string_view text);

/// One injection of a standard. Amount in the curve's unit, area in detector unit times s.
struct StandardPoint {
    std::string level;
    std::string replicate;
    double amount = 0.0;
    double area = 0.0;
    std::optional<double> areaSd;   ///< for weights 1/s2
    double amountU = 0.0; ///< the certificate's share: one common error moves all standards by their amountU
    bool used = true;
    std::string reason;      ///< why it is not used, as somebody wrote it
    std::string certificate; ///< of the gas or the weighing it comes from
    std::string expires;     ///< the certificate's last day, as written
    std::string injectedAt;  ///< as written
};

struct CalibrationOptions {
    CurveModel model = CurveModel::Linear;
    CurveOrigin origin = CurveOrigin::Ignore;
    CurveWeights weights = CurveWeights::None;
    bool fromMeans = false; ///< fit level means instead of points
};

/// Volumes of matched standards (S and V of the vial they were made in), for the ratio of free volumes.
struct MatchedVialVolumes {
    Volume vial{};
    Volume solids{};
    Volume liquid{};
};

struct CurvePoint {
    StandardPoint standard;
    std::optional<double> residual; ///< area minus curve; this and the rest empty when not used
    std::optional<double> standardized; ///< sqrt(w) e / (s sqrt(1 - h))
    std::optional<double> leverage;
    std::optional<double> studentized; ///< residual over the scatter of the curve made without this standard
    std::optional<double> cook; ///< Cook's distance: how far the curve moves when this standard is left out
};

/// A test by Fisher's F: p is the chance of an F as large where there is nothing to find.
struct FTest {
    double f = 0.0;
    double p = 0.0;
};

/// A fitted curve: area = sum coefficients[i] * amount^i, with the covariance of the coefficients.
struct Calibration {
    AmountUnit unit = AmountUnit::InjectedNanomole;
    CurveModel model = CurveModel::Linear;
    CurveOrigin origin = CurveOrigin::Ignore;
    CurveWeights weights = CurveWeights::None;
    bool fromMeans = false;
    std::vector<double> coefficients; ///< low order first; a forced intercept stays in place as 0
    std::vector<double> standardErrors;
    std::vector<std::vector<double>> covariance; ///< scatter (a posteriori) plus the certificate's share
    std::vector<double> certificateShift; ///< change of each coefficient when the common error is one u
    double residualSd = 0.0; ///< sqrt(sum w e^2 / dof)
    std::optional<double> r2; ///< uncentred where the origin is forced; empty for equal areas
    int dof = 0;
    double rangeLow = 0.0;
    double rangeHigh = 0.0;
    std::optional<double> lod; ///< 3.3 s / slope
    std::optional<double> loq; ///< 10 s / slope
    std::optional<double> critical; ///< x_C at 95 %
    std::optional<FTest> lackOfFit; ///< empty without replicates
    std::optional<FTest> mandel; ///< of a straight line with intercept: would a quadratic fit better?
    std::vector<CurvePoint> points;
    std::optional<MatchedVialVolumes> matchedVolumes;
    std::string areaUnit; ///< of the standards, where known
    Source source = Source::Typed; ///< where the standards' areas come from
    std::vector<std::string> flags; ///< certificate-expired, curve-turns: they go with every result read off it
};

/// Weighted least squares in area (Eigen QR). BadInput or NotDetermined with the reason in words.
[[nodiscard]] Result<Calibration> calibrate(AmountUnit unit, const std::vector<StandardPoint> &standards,
                                            const CalibrationOptions &options = {});

/// Area predicted at an amount (in the curve's unit).
[[nodiscard]] double areaAt(const Calibration &curve, double amount);

/// Where a quadratic turns between zero and its highest standard: around that amount two amounts have one area, and
/// nothing is read off such a curve. Empty for every other curve.
[[nodiscard]] std::optional<double> turningPoint(const Calibration &curve);

/// Amount that gives `area` on the curve with these coefficients (the curve's own, or a Monte Carlo trial's); the root
/// on the branch of the curve's range. NotDetermined without slope or root.
[[nodiscard]] Result<double> solveAmount(std::span<const double> coefficients, double area);

/// Standard deviation of one measured area at an amount, by the curve's own scatter: residual SD / sqrt(w), w by the
/// weight rule at that amount (below the lowest standard: that standard's; 1/s2: between levels by linear s).
[[nodiscard]] double areaScatterAt(const Calibration &curve, double amount);

/// An area turned into an amount, with what is needed to carry uncertainty on.
struct InversePrediction {
    double amount = 0.0;
    double u = 0.0; ///< of the mean of `replicates` areas, with the coefficients' covariance
    double amountPerArea = 0.0; ///< d amount / d area
    std::vector<double> perCoefficient; ///< d amount / d coefficient
    bool outOfRange = false; ///< outside the standards' range
};

/// Inverse prediction (tgc-method.md 2.3; quadratic: stable root, analysis.md 2.2). `area` is the mean of `replicates`
/// injections, `areaU` the standard uncertainty of one of them (the curve's scatter where empty).
/// NotDetermined: no amount of the curve has this area, or the curve turns (turningPoint).
[[nodiscard]] Result<InversePrediction> amountOf(const Calibration &curve, double area, int replicates = 1,
                                                 std::optional<double> areaU = std::nullopt);

} // namespace tgc
