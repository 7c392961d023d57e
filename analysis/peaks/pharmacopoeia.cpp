// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/pharmacopoeia.h"

namespace tgc {

double plates(double retention, double widthHalf)
{
    return 5.54 * (retention / widthHalf) * (retention / widthHalf);
}

double platesByTangents(double retention, double widthBase)
{
    return 16.0 * (retention / widthBase) * (retention / widthBase);
}

double foleyDorseyPlates(double retention, double width10, double asymmetry10)
{
    return 41.7 * (retention / width10) * (retention / width10) / (asymmetry10 + 1.25);
}

double tailing(double left, double apex, double right)
{
    return (right - left) / (2.0 * (apex - left));
}

double asymmetry(double left, double apex, double right)
{
    return (right - apex) / (apex - left);
}

double resolution(double apex1, double width1, double apex2, double width2)
{
    return 1.18 * (apex2 - apex1) / (width1 + width2);
}

double resolutionByTangents(double apex1, double base1, double apex2, double base2)
{
    return 2.0 * (apex2 - apex1) / (base1 + base2);
}

double signalToNoise(double height, double noiseRange)
{
    return 2.0 * height / noiseRange;
}

double peakToValley(double heightPeak, double heightValley)
{
    return heightPeak / heightValley;
}

double retentionFactor(double retention, double deadTime)
{
    return (retention - deadTime) / deadTime;
}

double separationFactor(double k1, double k2)
{
    return k2 / k1;
}

} // namespace tgc
