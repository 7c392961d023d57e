// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "analysis/core/chromatogram.h"
#include "analysis/core/decimal.h"

/// A Gaussian of a synthetic trace; its area is height x sigma x sqrt(2 pi).
struct Bell {
    double apex = 0.0;
    double height = 0.0;
    double sigma = 1.5;
    [[nodiscard]] double at(double t) const
    {
        const double z = (t - apex) / sigma;
        return height * std::exp(-0.5 * z * z);
    }
    [[nodiscard]] double area() const { return height * sigma * 2.5066282746310002; }
};

/// 180 s at 10 Hz: the bells on an offset of 100, a drift and seeded white noise.
inline tgc::Chromatogram bellTrace(const std::vector<Bell> &bells, double noise = 1.0, double driftPerSecond = 0.0,
                                   unsigned seed = 5)
{
    std::mt19937_64 engine(seed);
    std::normal_distribution<double> normal(0.0, 1.0);
    std::vector<double> y(1800);
    for (std::size_t i = 0; i < y.size(); ++i) {
        const double t = 0.1 * static_cast<double>(i);
        y[i] = 100.0 + driftPerSecond * t + noise * normal(engine);
        for (const Bell &bell : bells) {
            y[i] += bell.at(t);
        }
    }
    return tgc::Chromatogram::uniform(tgc::seconds(0.0), tgc::seconds(0.1), std::move(y), "counts").value();
}

/// A trace as native CSV, every digit of it.
inline std::string csvText(const tgc::Chromatogram &trace)
{
    std::string text = "time_s,signal_counts\n";
    for (std::size_t i = 0; i < trace.size(); ++i) {
        text += tgc::shortest(trace.times_s()[i]) + "," + tgc::shortest(trace.values()[i]) + "\n";
    }
    return text;
}
