// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/bench_core.h"

#include <cmath>

#include "analysis/core/decimal.h"

namespace tgc::bench {

std::string spoken(double value)
{
    return shortest(std::round(value * 1e3) / 1e3);
}

} // namespace tgc::bench
