// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/signal/robust.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace tgc {

double median(std::vector<double> values)
{
    if (values.empty()) {
        return 0.0;
    }
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1) {
        return *middle;
    }
    const double below = *std::max_element(values.begin(), middle);
    return below + (*middle - below) / 2.0;
}

double madSigma(std::span<const double> values)
{
    std::vector<double> work(values.begin(), values.end());
    const double centre = median(work);
    for (double &value : work) {
        value = std::abs(value - centre);
    }
    return madToSigma * median(std::move(work));
}

double hampelScore(std::span<const double> values, std::size_t index, std::size_t halfWindow, double floor)
{
    const std::size_t from = index < halfWindow ? 0 : index - halfWindow;
    const std::size_t to = std::min(values.size(), index + halfWindow + 1);
    const auto window = values.subspan(from, to - from);
    const double deviation = std::max(madSigma(window), floor);
    const double distance = std::abs(values[index] - median({window.begin(), window.end()}));
    return distance == 0.0 ? 0.0 : distance / deviation;
}

} // namespace tgc
