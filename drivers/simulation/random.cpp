// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/simulation/random.h"

#include <cmath>
#include <numbers>

namespace tgc::simulation {

namespace {

/// The finaliser of splitmix64: neighbours share nothing.
std::uint64_t scrambled(std::uint64_t value)
{
    value += 0x9e3779b97f4a7c15ULL;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31);
}

/// FNV-1a over the name, then scrambled, so that neighbouring seeds share nothing.
std::uint64_t mixed(std::uint64_t seed, std::string_view stream)
{
    std::uint64_t hash = 14695981039346656037ULL ^ seed;
    for (const char c : stream) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    }
    return scrambled(hash);
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

double normalAt(std::uint64_t seed, std::string_view stream, std::int64_t index)
{
    const std::uint64_t first = scrambled(mixed(seed, stream) ^ scrambled(static_cast<std::uint64_t>(index)));
    const std::uint64_t second = scrambled(first);
    // Box and Muller: the first uniform number is in (0, 1].
    const double u = 1.0 - static_cast<double>(first >> 11) * 0x1p-53;
    const double v = static_cast<double>(second >> 11) * 0x1p-53;
    return std::sqrt(-2.0 * std::log(u)) * std::cos(2.0 * std::numbers::pi * v);
}

} // namespace tgc::simulation
