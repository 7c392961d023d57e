// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/signal/noise.h"

#include <algorithm>
#include <cmath>

#include "analysis/signal/line.h"
#include "analysis/signal/robust.h"

namespace tgc {

namespace {

constexpr std::size_t mostValues = 16384; ///< sorted for one quantile; more would cost time and gain nothing

/// Every k-th of the transformed values, so that at most `mostValues` remain.
template <class F>
std::vector<double> sampled(std::size_t count, F &&value)
{
    const std::size_t stride = count / mostValues + 1;
    std::vector<double> out;
    out.reserve(count / stride + 1);
    for (std::size_t i = 0; i < count; i += stride) {
        out.push_back(std::abs(value(i)));
    }
    return out;
}

double sigmaOf(std::vector<double> magnitudes)
{
    constexpr double quarterToSigma = 1.0 / 0.31863936396437514; // Phi^-1(5/8)
    const double quarter = quantile(magnitudes, 0.25) * quarterToSigma;
    const double half = quantile(std::move(magnitudes), 0.5) * madToSigma;
    return quarter > 0.0 ? std::min(quarter, half) : half;
}

} // namespace

double centredSigma(std::span<const double> values)
{
    return sigmaOf(sampled(values.size(), [&](std::size_t i) { return values[i]; }));
}

double converterStep(std::span<const double> values)
{
    double step = 0.0;
    for (std::size_t i = 1; i < values.size(); ++i) {
        const double jump = std::abs(values[i] - values[i - 1]);
        step = jump > 0.0 && (step == 0.0 || jump < step) ? jump : step;
    }
    return step;
}

double differenceNoise(std::span<const double> values)
{
    if (values.size() < 2) {
        return 0.0;
    }
    const double sigma =
        sigmaOf(sampled(values.size() - 1, [&](std::size_t i) { return values[i + 1] - values[i]; })) / std::sqrt(2.0);
    return sigma > 0.0 ? sigma : converterStep(values) / std::sqrt(12.0);
}

NoiseProfile::NoiseProfile(const Pyramid &pyramid, std::span<const Span> occupied)
{
    constexpr std::size_t enough = 24; // fewer values tell too little: the last good level is kept
    for (const Level &level : pyramid.levels) {
        const std::vector<double> &v = level.values;
        if (v.size() < 3 || (v.size() < enough && !m_curvature.empty())) {
            break;
        }
        const auto bend = [&](std::size_t i) { return (v[i + 1] - v[i]) * 0.5 - (v[i + 2] - v[i + 1]) * 0.5; };
        std::vector<double> bends;
        if (occupied.empty()) {
            bends = sampled(v.size() - 2, bend);
        } else {
            const std::size_t stride = v.size() / mostValues + 1;
            std::size_t next = 0;
            for (std::size_t i = 0; i + 2 < v.size(); i += stride) {
                const double from = level.timeAt(static_cast<double>(i) - 0.5);
                const double to = level.timeAt(static_cast<double>(i) + 2.5);
                while (next < occupied.size() && occupied[next].to <= from) {
                    ++next;
                }
                if (next == occupied.size() || occupied[next].from >= to) {
                    bends.push_back(std::abs(bend(i)));
                }
            }
            if (bends.size() < enough && !m_curvature.empty()) {
                break;
            }
        }
        double curved = sigmaOf(std::move(bends));
        if (!m_curvature.empty()) { // means cannot be quieter than white noise would be
            curved = std::max(curved, m_curvature.back().second / std::sqrt(2.0));
        }
        m_curvature.emplace_back(std::log2(level.step), curved);
    }
}

double NoiseProfile::curvature(double duration) const
{
    if (m_curvature.empty()) {
        return 0.0;
    }
    const double scale = std::log2(duration);
    if (scale <= m_curvature.front().first) {
        return m_curvature.front().second;
    }
    for (std::size_t i = 1; i < m_curvature.size(); ++i) {
        const auto &[before, low] = m_curvature[i - 1];
        const auto &[after, high] = m_curvature[i];
        if (scale <= after) {
            const double part = (scale - before) / (after - before);
            return low * (1.0 - part) + high * part;
        }
    }
    return m_curvature.back().second;
}

std::optional<double> localCurvature(const Pyramid &pyramid, double time, double duration)
{
    const Level &level = pyramid.finerThan(duration);
    const std::vector<double> &v = level.values;
    const auto arm = static_cast<std::size_t>(24.0 * duration / level.step);
    const std::size_t centre = level.nearest(time);
    const std::size_t from = centre > arm ? centre - arm : 0;
    const std::size_t to = std::min(v.size(), centre + arm + 1);
    if (to < from + 14) {
        return std::nullopt;
    }
    const double sd = sigmaOf(sampled(to - from - 2, [&](std::size_t k) {
        const std::size_t i = from + k;
        return (v[i + 1] - v[i]) * 0.5 - (v[i + 2] - v[i + 1]) * 0.5;
    }));
    return sd;
}

double NoiseProfile::difference(double duration) const
{
    return std::sqrt(2.0 / 1.5) * curvature(duration);
}

namespace {

struct Segment {
    Detrended fit;
};

double theilSen(const std::vector<Segment> &segments)
{
    if (segments.size() == 1) {
        return segments.front().fit.line.slope;
    }
    constexpr std::size_t most = 200; // pairs grow with the square
    const std::size_t stride = segments.size() / most + 1;
    std::vector<double> slopes;
    for (std::size_t i = 0; i < segments.size(); i += stride) {
        for (std::size_t k = i + stride; k < segments.size(); k += stride) {
            const Line &a = segments[i].fit.line;
            const Line &b = segments[k].fit.line;
            slopes.push_back((b.value - a.value) / (b.time - a.time));
        }
    }
    return median(std::move(slopes));
}

} // namespace

BaselineNoise baselineNoise(std::span<const double> times, std::span<const double> values, std::span<const Span> free,
                            double length)
{
    std::vector<Segment> segments;
    const auto index = [&](double t) {
        return static_cast<std::size_t>(std::lower_bound(times.begin(), times.end(), t) - times.begin());
    };
    for (const Span &span : free) {
        const double parts = std::max(1.0, std::floor((span.to - span.from) / length));
        const double part = std::min((span.to - span.from) / parts, 2.0 * length);
        for (double k = 0.0; k < std::min(parts, 1e5); k += 1.0) {
            const std::size_t first = index(span.from + k * part);
            const std::size_t last = index(span.from + (k + 1.0) * part);
            if (last < first + 5) {
                continue;
            }
            segments.push_back({detrend(times.subspan(first, last - first), values.subspan(first, last - first))});
        }
    }
    BaselineNoise noise;
    noise.segments = segments.size();
    if (segments.empty()) {
        return noise;
    }
    std::vector<double> variances;
    std::vector<double> ranges;
    for (const Segment &segment : segments) {
        variances.push_back(segment.fit.rms * segment.fit.rms);
        ranges.push_back(segment.fit.peakToPeak);
    }
    noise.sigma = std::sqrt(median(std::move(variances)));
    noise.peakToPeak = median(std::move(ranges));
    noise.drift = theilSen(segments);
    return noise;
}

} // namespace tgc
