// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/words/curve_words.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "analysis/calibration/detection.h"
#include "analysis/calibration/fieller.h"
#include "analysis/calibration/outliers.h"
#include "app/words/digits.h"
#include "app/words/flag_words.h"
#include "app/words/text.h"

namespace tgc::words {

namespace {

constexpr double significantLack = 0.05;
constexpr std::size_t fewestForQuadratic = 5;

QString say(const char *text)
{
    return QCoreApplication::translate("CurveWords", text);
}

std::size_t usedPoints(const Calibration &curve)
{
    return static_cast<std::size_t>(
        std::count_if(curve.points.begin(), curve.points.end(), [](const CurvePoint &p) { return p.standard.used; }));
}

QString adviceInWords(StandardAdvice advice)
{
    switch (advice) {
    case StandardAdvice::ReplicateOutlier: return say("lies apart from its replicates (Grubbs, 5 %)");
    case StandardAdvice::FarOffCurve: return say("lies far off the curve");
    case StandardAdvice::Influential: return say("moves the curve by itself: without it the curve would differ");
    }
    return {};
}

/// One line a standard that deserves a look. Nothing is left out because of it.
QStringList standardsToLookAt(const Calibration &curve)
{
    QStringList list;
    const auto advice = adviceOn(curve);
    for (std::size_t i = 0; i < advice.size(); ++i) {
        QStringList words;
        for (const StandardAdvice entry : advice[i]) {
            words << adviceInWords(entry);
        }
        if (!words.isEmpty()) {
            const StandardPoint &standard = curve.points[i].standard;
            list << say("Level %1, %2: %3. Look at its chromatogram.")
                        .arg(qstr(standard.level).toHtmlEscaped(), qstr(standard.replicate).toHtmlEscaped(),
                             words.join(QStringLiteral("; ")));
        }
    }
    return list;
}

QStringList cautions(const Calibration &curve)
{
    QStringList list;
    const bool intercept = curve.origin != CurveOrigin::Force && curve.model != CurveModel::AverageResponseFactor;
    if (intercept && curve.standardErrors.size() > 1 && curve.standardErrors[0] > 0.0) {
        const double t = std::abs(curve.coefficients[0]) / curve.standardErrors[0];
        list << (t > 2.0 ? say("The intercept differs from zero (%1 of its standard uncertainties): do not force the "
                               "curve through the origin.")
                         : say("The intercept is zero within its uncertainty (%1 of its standard uncertainties)."))
                    .arg(t, 0, 'f', 1);
    }
    if (turningPoint(curve)) {
        list << flagInWords("curve-turns");
    }
    if (curve.model == CurveModel::Quadratic && usedPoints(curve) < fewestForQuadratic) {
        list << say("A quadratic curve through fewer than five points follows the scatter.");
    }
    if (curve.mandel && curve.mandel->p < significantLack) {
        list << say("A quadratic would fit better (Mandel: F = %1, p = %2).")
                    .arg(QString::number(curve.mandel->f, 'g', 3), QString::number(curve.mandel->p, 'g', 2));
    }
    if (slopeIsUncertain(curve)) {
        list << say("The slope is uncertain: amounts read off this curve have no symmetric interval. Add standards.");
    }
    return list + standardsToLookAt(curve);
}

/// What is seen and from where on it is quantified. With weights the residual SD is that of an area of weight one, which
/// may lie far from any standard, so the scatter at low amounts stands in its place.
QStringList limits(const Calibration &curve)
{
    const auto amount = [unit = amountUnitOf(curve)](std::optional<double> x) {
        return x ? QString::number(*x, 'g', 3) + u' ' + unit : notKnown();
    };
    const auto found = quantifiedFrom(curve);
    const auto quantified = found ? std::optional(*found) : std::nullopt;
    if (curve.weights == CurveWeights::None) {
        QStringList lines{
            say("<b>LOD %1</b>: below it a peak is not told from nothing (3.3 s / slope).").arg(amount(curve.lod)),
            say("<b>LOQ %1</b>: from here on an amount may be quoted (10 s / slope).").arg(amount(curve.loq))};
        if (curve.loq && quantified != curve.loq) {
            lines << say("With so few degrees of freedom an amount is surely seen, and called quantified, only from "
                         "<b>%1</b> on.")
                         .arg(amount(quantified));
        }
        return lines;
    }
    const auto detection = detectionAmount(curve);
    return {say("<b>Detection limit %1</b>: seen with 95 % certainty, by the scatter at low amounts.")
                .arg(amount(detection ? std::optional(*detection) : std::nullopt)),
            say("<b>Quantified from %1</b> on: ten times the scatter there, and surely seen.").arg(amount(quantified)),
            say("LOD %1 and LOQ %2 (3.3 s and 10 s / slope) are those of an area of weight 1.")
                .arg(amount(curve.lod), amount(curve.loq))};
}

} // namespace

QString amountUnitOf(const Calibration &curve)
{
    return curve.unit == AmountUnit::InjectedNanomole ? QStringLiteral("nmol")
           : curve.unit == AmountUnit::VialMicromole  ? QStringLiteral("µmol")
                                                      : QStringLiteral("µg");
}

QString amountTitle(const Calibration &curve)
{
    switch (curve.unit) {
    case AmountUnit::InjectedNanomole: return say("H2 injected (nmol)");
    case AmountUnit::VialMicromole: return say("H2 in vial (µmol)");
    case AmountUnit::LithiumMicrogram: return say("Li in vial (µg)");
    }
    return {};
}

QString equationInWords(const Calibration &curve)
{
    QStringList terms;
    const QStringList powers{QString(), QStringLiteral(" n"), QStringLiteral(" n²")};
    for (std::size_t i = 0; i < curve.coefficients.size() && i < 3; ++i) {
        const double u = i < curve.standardErrors.size() ? curve.standardErrors[i] : 0.0;
        if (curve.coefficients[i] == 0.0 && u == 0.0) {
            continue; // forced through the origin
        }
        terms << QStringLiteral("(%1 ± %2)%3")
                     .arg(valueText(curve.coefficients[i], u), uncertaintyText(u), powers[static_cast<qsizetype>(i)]);
    }
    return say("area = ") + terms.join(QStringLiteral(" + "));
}

QStringList curveSentences(const Calibration &curve)
{
    const QString unit = amountUnitOf(curve);
    QStringList lines;
    lines << QStringLiteral("<b>%1</b>").arg(equationInWords(curve).toHtmlEscaped());
    lines << say("n in %1; area in %2")
                 .arg(unit, curve.areaUnit.empty() ? say("the standards' unit") : qstr(curve.areaUnit));
    lines << say("Standards from %1 to %2 %3; %4 of %5 points used.")
                 .arg(QString::number(curve.rangeLow, 'g', 4), QString::number(curve.rangeHigh, 'g', 4), unit)
                 .arg(usedPoints(curve))
                 .arg(curve.points.size());
    lines << cautions(curve); // before the figures: what to act on is seen without scrolling
    lines << say("Model %1, origin %2, weights %3, fitted to %4.")
                 .arg(qstr(toString(curve.model)), qstr(toString(curve.origin)), qstr(toString(curve.weights)),
                      curve.fromMeans ? say("level means") : say("every injection"));
    lines << say("Residual SD %1, %2 degrees of freedom, R² %3.")
                 .arg(QString::number(curve.residualSd, 'g', 3))
                 .arg(curve.dof)
                 .arg(curve.r2 ? QString::number(*curve.r2, 'f', 6) : notKnown());
    lines << limits(curve);
    if (!curve.lackOfFit) {
        lines << say("<b>Lack of fit</b>: not determined; it needs replicates at two levels or more.");
    } else if (curve.lackOfFit->p < significantLack) {
        lines << say("<b>Lack of fit: yes</b> (F = %1, p = %2): the curve misses the levels by more than the "
                     "replicates scatter. Try another model or weighting.")
                     .arg(QString::number(curve.lackOfFit->f, 'g', 3), QString::number(curve.lackOfFit->p, 'g', 2));
    } else {
        lines << say("<b>Lack of fit: none seen</b> (F = %1, p = %2).")
                     .arg(QString::number(curve.lackOfFit->f, 'g', 3), QString::number(curve.lackOfFit->p, 'g', 2));
    }
    return lines;
}

QString curveInShort(const Calibration &curve)
{
    return say("%1, %2 points, %3 to %4 %5")
        .arg(qstr(toString(curve.model)))
        .arg(usedPoints(curve))
        .arg(QString::number(curve.rangeLow, 'g', 4), QString::number(curve.rangeHigh, 'g', 4), amountUnitOf(curve));
}

} // namespace tgc::words
