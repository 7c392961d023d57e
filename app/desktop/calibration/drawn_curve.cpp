// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <algorithm>

#include "analysis/calibration/band.h"
#include "analysis/calibration/detection.h"
#include "app/desktop/calibration/curve_words.h"
#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

constexpr int lineSteps = 120;
constexpr double confidence = 0.95;

QString say(const char *text)
{
    return QCoreApplication::translate("CurveWords", text);
}

} // namespace

QString curveInWords(const Calibration &curve)
{
    return QStringLiteral("<p>") + words::curveSentences(curve).join(QStringLiteral("</p><p>")) +
           QStringLiteral("</p>");
}

std::vector<DrawnCurve::BandPoint> drawnLine(const Calibration &curve)
{
    double right = curve.rangeHigh;
    for (const CurvePoint &p : curve.points) {
        right = std::max(right, p.standard.amount);
    }
    std::vector<DrawnCurve::BandPoint> line;
    for (int i = 0; i <= lineSteps; ++i) {
        const double x = right * i / lineSteps;
        const double y = areaAt(curve, x);
        const double half = curveBandAt(curve, x, confidence);
        const double wide = predictionBandAt(curve, x, confidence);
        line.push_back({x, y, y - half, y + half, y - wide, y + wide});
    }
    return line;
}

DrawnCurve drawnCurve(const Calibration &curve)
{
    DrawnCurve drawn;
    for (const CurvePoint &p : curve.points) {
        const QString label = say("level %1, %2").arg(qstr(p.standard.level), qstr(p.standard.replicate));
        drawn.points.push_back({p.standard.amount, p.standard.area, p.residual, p.standard.used, label});
    }
    drawn.line = drawnLine(curve);
    drawn.amountLabel = words::amountTitle(curve);
    drawn.areaLabel = curve.areaUnit.empty() ? say("area") : say("area (%1)").arg(qstr(curve.areaUnit));
    drawn.bandName = say("95 % confidence band");
    drawn.predictionName = say("95 % of single injections");
    drawn.lod = curve.lod;
    if (curve.weights != CurveWeights::None) { // that of an area of weight 1 says little
        const auto detection = detectionAmount(curve);
        drawn.lod = detection ? std::optional(*detection) : std::nullopt;
    }
    if (const auto quantified = quantifiedFrom(curve)) {
        drawn.loq = *quantified;
    }
    return drawn;
}

} // namespace tgc::desktop
