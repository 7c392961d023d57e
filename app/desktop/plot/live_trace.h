// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tgc::desktop {

/// A stretch of time without samples, on the device's time axis.
struct TraceGap {
    double from_s = 0.0;
    double to_s = 0.0;
    std::string why; ///< in words; empty: not said
    bool operator==(const TraceGap &) const = default;
};

/// One point of a drawn line; a value that is not a number breaks the line.
struct DrawnPoint {
    double device_s = 0.0;
    double value = 0.0;
};

/// Samples as a bench sends them, told apart by their numbers: each is kept once, in order, whatever comes twice, late
/// or from elsewhere. Knows where there is nothing, so that no line is drawn there.
class LiveTrace {
public:
    explicit LiveTrace(std::size_t channels = 0) : m_values(channels), m_blocks(channels) {}

    /// Takes the samples first, first+1, ... as far as they are new; `values` holds one vector a channel, all as long as
    /// `device_s` (others are passed over). Returns how many were new.
    std::size_t take(std::uint64_t first, const std::vector<double> &device_s,
                     const std::vector<std::vector<double>> &values);
    /// No sample lies between the two times, for a reason.
    void addGap(TraceGap gap);
    /// Forgets what is older; now and then, so that it costs little.
    void dropBefore(double device_s);

    [[nodiscard]] bool empty() const { return m_times.empty(); }
    [[nodiscard]] std::size_t size() const { return m_times.size(); }
    [[nodiscard]] std::size_t channels() const { return m_values.size(); }
    [[nodiscard]] std::uint64_t number(std::size_t i) const { return m_numbers[i]; }
    [[nodiscard]] double time_s(std::size_t i) const { return m_times[i]; }
    [[nodiscard]] double value(std::size_t channel, std::size_t i) const { return m_values[channel][i]; }
    /// The first sample not before that time; size(): none.
    [[nodiscard]] std::size_t indexAt(double device_s) const;
    /// Where the sample of that number is; empty: it is not there.
    [[nodiscard]] std::optional<std::size_t> indexOf(std::uint64_t number) const;
    /// Of the first numbers that are missing from `number` on: [first, last). Empty: none is.
    [[nodiscard]] std::optional<std::pair<std::uint64_t, std::uint64_t>> missing(std::uint64_t number) const;
    /// Where nothing was measured or nothing arrived, oldest first; with the reason where one was given.
    [[nodiscard]] std::vector<TraceGap> gaps() const;

    /// The line of a channel between two times for a plot so many pixels wide: of each column first, smallest, largest
    /// and last, broken where there is nothing.
    [[nodiscard]] std::vector<DrawnPoint> drawn(std::size_t channel, double from_s, double to_s, int columns) const;
    /// Smallest and largest value between two times; empty: no sample there.
    [[nodiscard]] std::optional<std::pair<double, double>> extent(std::size_t channel, double from_s,
                                                                  double to_s) const;

private:
    struct Block { ///< of blockSize samples
        double low = 0.0;
        double high = 0.0;
    };
    void append(std::uint64_t number, double device_s, const std::vector<std::vector<double>> &values, std::size_t at);
    void merge(std::uint64_t first, const std::vector<double> &device_s,
               const std::vector<std::vector<double>> &values);
    [[nodiscard]] bool brokenBefore(std::size_t i) const;
    bool learnInterval();
    void reindex();

    std::vector<std::uint64_t> m_numbers;
    std::vector<double> m_times;
    std::vector<std::vector<double>> m_values;
    std::vector<std::vector<Block>> m_blocks;
    std::vector<std::size_t> m_breaks; ///< samples before which the line breaks, rising
    std::vector<TraceGap> m_told;
    std::optional<double> m_interval_s; ///< between two samples, once enough have come
};

} // namespace tgc::desktop
