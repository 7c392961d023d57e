// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <random>
#include <string_view>

namespace tgc::simulation {

/// Random numbers that are the same on every platform: the engine is fixed by the C++ standard, the distributions,
/// which are not, are our own. Each part of the bench takes its own stream by name, so that one more vial does not
/// change the others.
class Random {
public:
    Random(std::uint64_t seed, std::string_view stream);

    /// Uniform in [low, high).
    double uniform(double low, double high);
    /// Normal with the given mean and standard deviation (Marsaglia's polar method).
    double normal(double mean, double sd);

private:
    std::mt19937_64 m_engine;
    double m_spare = 0.0;
    bool m_haveSpare = false;
};

/// A standard normal number that belongs to `index` of a stream: the same whenever and however often it is asked for.
[[nodiscard]] double normalAt(std::uint64_t seed, std::string_view stream, std::int64_t index);

} // namespace tgc::simulation
