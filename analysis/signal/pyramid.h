// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace tgc {

/// Evenly spaced means of a signal: sample k stands for the time around start + k * step.
struct Level {
    double start = 0.0; ///< s
    double step = 0.0;  ///< s
    std::span<const double> values;

    [[nodiscard]] double timeAt(double index) const { return start + index * step; }
    /// Nearest sample to t, held within the level.
    [[nodiscard]] std::size_t nearest(double t) const;
    /// Mean over the samples nearest to [from, to]; at least one sample.
    [[nodiscard]] double mean(double from, double to) const;
};

/// The signal seen at 1, 2, 4, ... samples a point: each level holds the means of pairs of the level before. All levels
/// together cost one more copy of the signal and one pass.
class Pyramid {
public:
    Pyramid() = default;
    Pyramid(Pyramid &&) noexcept = default;
    Pyramid &operator=(Pyramid &&) noexcept = default;
    Pyramid(const Pyramid &) = delete; // its levels would look into the other one
    Pyramid &operator=(const Pyramid &) = delete;
    ~Pyramid() = default;

    std::vector<Level> levels; ///< finest first, the last with at least 16 values (or only the first)

    /// The coarsest level whose step does not exceed `step`.
    [[nodiscard]] const Level &finerThan(double step) const;

    /// The finest level, of its own values.
    void keep(double start, double step, std::vector<double> values);
    /// All levels above the finest.
    void addCoarser();

private:
    std::vector<double> m_finest;
    std::unique_ptr<double[]> m_coarser; // NOLINT(modernize-avoid-c-arrays): a vector would fill it first
};

/// `times` rise strictly; `step` is the spacing of the finest level. Where it is the even spacing of the samples they
/// are taken as they are; otherwise straight lines between the samples are read at the even points (two samples at
/// least; missing samples are bridged). For detection only: areas are taken from the samples at their real times.
/// The values must outlive the pyramid: even ones are its finest level.
[[nodiscard]] Pyramid buildPyramid(std::span<const double> times, std::span<const double> values, double step,
                                   bool even);
/// The same with values that the pyramid keeps.
[[nodiscard]] Pyramid buildPyramid(std::span<const double> times, std::vector<double> &&values, double step, bool even);

} // namespace tgc
