// SPDX-License-Identifier: GPL-3.0-or-later
// Cost of detection and integration against one plain Savitzky-Golay pass of the window a chromatographer would take
// (0.8 half-height widths, order 2) over the same samples in the same run. Prints one CSV row a case.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <random>
#include <vector>

#include "analysis/peaks/integrate.h"
#include "analysis/signal/savitzky_golay.h"

namespace {

double bestOf(int times, const auto &work)
{
    double best = 1e300;
    for (int i = 0; i < times; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        work();
        const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
        best = std::min(best, took.count());
    }
    return best;
}

} // namespace

int main()
{
    std::printf("points,rate_hz,peaks,width_given,savgol_ms,integrate_ms,ratio\n");
    for (const double points : {1e4, 1e5, 1e6}) {
        for (const double rate : {10.0, 50.0}) {
            for (const int wanted : {1, 100}) {
                const double sigma = 1.5;
                const double width = 2.3548 * sigma;
                std::mt19937_64 engine(1);
                std::normal_distribution<double> normal(0.0, 1.0);
                std::vector<double> y(static_cast<std::size_t>(points));
                const double span = points / rate;
                const int peaks = std::min(wanted, static_cast<int>(span / (12.0 * sigma)));
                for (std::size_t i = 0; i < y.size(); ++i) {
                    const double t = static_cast<double>(i) / rate;
                    const double place = span / peaks;
                    const double z = (std::fmod(t, place) - 0.5 * place) / sigma;
                    y[i] = 100.0 + normal(engine) + 500.0 * std::exp(-0.5 * z * z);
                }
                const int window = static_cast<int>(0.8 * width * rate) | 1;
                const auto trace =
                    tgc::Chromatogram::uniform(tgc::seconds(0.0), tgc::seconds(1.0 / rate), y, "counts").value();
                double keep = 0.0;
                const double plain = bestOf(5, [&] { keep += tgc::savitzkyGolay(y, window, 2, 0)[y.size() / 2]; });
                for (const bool given : {true, false}) {
                    tgc::IntegrationOptions options;
                    if (given) {
                        options.expectedWidthHalf = tgc::seconds(width);
                    }
                    std::size_t found = 0;
                    const double ours = bestOf(5, [&] { found = tgc::integrateClassic(trace, options).peaks.size(); });
                    std::printf("%.0f,%g,%zu of %d,%s,%.3f,%.3f,%.2f\n", points, rate, found, peaks,
                                given ? "yes" : "no", plain, ours, ours / plain);
                }
                if (keep == 0.5) { // keeps the optimiser from dropping the plain pass
                    std::puts("");
                }
            }
        }
    }
    return 0;
}
