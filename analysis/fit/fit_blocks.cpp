// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/fit/fit_blocks.h"

#include <algorithm>
#include <cmath>

namespace tgc {

namespace {

/// Block of samples [first, last).
Block blockOf(const Samples &samples, std::size_t first, std::size_t last, double interval)
{
    const auto n = static_cast<double>(last - first);
    const double origin = samples.times_s[first];
    double time = 0.0;
    double value = 0.0;
    for (std::size_t i = first; i < last; ++i) {
        time += samples.times_s[i] - origin;
        value += samples.values[i] - samples.values[first];
    }
    Block block;
    block.time = origin + time / n;
    block.length = n * interval;
    block.value = samples.values[first] + value / n;
    double second = 0.0;
    double fourth = 0.0;
    for (std::size_t i = first; i < last; ++i) {
        const double x = samples.times_s[i] - block.time;
        second += x * x;
        fourth += x * x * x * x;
    }
    if (second > 0.0) { // two nodes +- arm carry the second and the fourth moment
        block.arm = std::sqrt(fourth / second);
        block.weight = std::min(0.5, second * second / (2.0 * n * fourth));
    }
    return block;
}

} // namespace

std::vector<Block> blocksOf(const Samples &samples, double from, double to, double length, double interval,
                            std::span<const Span> excluded)
{
    std::vector<Block> blocks;
    std::size_t first = samples.at(from);
    auto gap = excluded.begin();
    while (first < samples.size() && samples.times_s[first] <= to) {
        const double t = samples.times_s[first];
        while (gap != excluded.end() && gap->to < t) {
            ++gap;
        }
        if (gap != excluded.end() && gap->from <= t) {
            ++first;
            continue;
        }
        const double before = gap != excluded.end() ? gap->from : to;
        std::size_t last = first + 1;
        while (last < samples.size() && samples.times_s[last] - t < length - 0.5 * interval &&
               samples.times_s[last] <= to && samples.times_s[last] < before) {
            ++last;
        }
        blocks.push_back(blockOf(samples, first, last, interval));
        first = last;
    }
    return blocks;
}

} // namespace tgc
