// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/simulation/random.h"

#include <cmath>

namespace tgc::simulation {

namespace {

/// FNV-1a over the name, then the finaliser of splitmix64, so that neighbouring seeds share nothing.
std::uint64_t mixed(std::uint64_t seed, std::string_view stream)
{
    std::uint64_t hash = 14695981039346656037ULL ^ seed;
    for (const char c : stream) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    }
    hash += 0x9e3779b97f4a7c15ULL;
    hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9ULL;
    hash = (hash ^ (hash >> 27)) * 0x94d049bb133111ebULL;
    return hash ^ (hash >> 31);
}

} // namespace

Random::Random(std::uint64_t seed, std::string_view stream) : m_engine(mixed(seed, stream)) {}

double Random::uniform(double low, double high)
{
    // 53 bits make every double of [0, 1) that is a multiple of 2^-53 equally likely.
    return low + (high - low) * (static_cast<double>(m_engine() >> 11) * 0x1p-53);
}

double Random::normal(double mean, double sd)
{
    if (m_haveSpare) {
        m_haveSpare = false;
        return mean + sd * m_spare;
    }
    double x = 0.0;
    double y = 0.0;
    double square = 0.0;
    do {
        x = uniform(-1.0, 1.0);
        y = uniform(-1.0, 1.0);
        square = x * x + y * y;
    } while (square >= 1.0 || square == 0.0);
    const double scale = std::sqrt(-2.0 * std::log(square) / square);
    m_spare = y * scale;
    m_haveSpare = true;
    return mean + sd * x * scale;
}

} // namespace tgc::simulation
