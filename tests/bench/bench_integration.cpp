// SPDX-License-Identifier: GPL-3.0-or-later
// Cost of detection and integration beside a pass over the memory and a plain Savitzky-Golay pass of the window a
// chromatographer would take (0.8 half-height widths, order 2) over the same samples in the same run. That pass is the
// loop of the textbook, weights times samples, and none of our code: else a quicker filter of ours would look like a
// slower search. Both passes write into memory that is there already. Counters (best of the iterations each):
//   savgol   ours over the plain Savitzky-Golay pass
//   filter   ours over the same pass by our own vectorised filter
//   memory   ours over one pass that sums the samples
//   copies   most memory asked for at one time while integrating, in copies of the samples (8 bytes a point)
#include <benchmark/benchmark.h>
#include <malloc.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <new>
#include <numeric>
#include <random>
#include <span>
#include <vector>

#include "analysis/peaks/integrate.h"
#include "analysis/signal/savitzky_golay.h"

namespace {

std::atomic<std::size_t> held{0};
std::atomic<std::size_t> mostHeld{0};

} // namespace

// Every allocation of the program passes here: what is held at one time is counted. Not inline: g++ would take the pair
// of one inlined half and one that is not for a mismatch.
[[gnu::noinline]] void *operator new(std::size_t size)
{
    void *memory = std::malloc(size); // NOLINT(cppcoreguidelines-no-malloc): this is what new is
    if (memory == nullptr) {
        throw std::bad_alloc();
    }
    const std::size_t now = held += malloc_usable_size(memory);
    if (now > mostHeld) {
        mostHeld = now;
    }
    return memory;
}

[[gnu::noinline]] void operator delete(void *memory) noexcept
{
    held -= malloc_usable_size(memory);
    std::free(memory); // NOLINT(cppcoreguidelines-no-malloc)
}

[[gnu::noinline]] void operator delete(void *memory, std::size_t /*size*/) noexcept
{
    operator delete(memory);
}

namespace {

constexpr double sigma_s = 1.5;
constexpr double width_s = 2.3548 * sigma_s;

/// Gaussian peaks of S/N 500, evenly spread, on white noise.
std::vector<double> signalOf(std::size_t points, double rate_Hz, int peaks)
{
    std::mt19937_64 engine(1);
    std::normal_distribution<double> normal(0.0, 1.0);
    std::vector<double> y(points);
    const double place = static_cast<double>(points) / rate_Hz / peaks;
    for (std::size_t i = 0; i < points; ++i) {
        const double z = (std::fmod(static_cast<double>(i) / rate_Hz, place) - 0.5 * place) / sigma_s;
        y[i] = 100.0 + normal(engine) + 500.0 * std::exp(-0.5 * z * z);
    }
    return y;
}

/// The textbook's pass; the ends, which no window fits, stay.
void plainPass(const std::vector<double> &y, const std::vector<double> &weights, std::vector<double> &out)
{
    const std::size_t half = weights.size() / 2;
    for (std::size_t i = half; i + half < y.size(); ++i) {
        double sum = 0.0;
        for (std::size_t k = 0; k < weights.size(); ++k) {
            sum += weights[k] * y[i - half + k];
        }
        out[i] = sum;
    }
}

/// Our filter, in pieces that stay in the cache.
void ownPass(const std::vector<double> &y, const tgc::SavitzkyGolay &filter, std::vector<double> &out)
{
    constexpr std::size_t piece = 1024;
    for (std::size_t from = 0; from < y.size(); from += piece) {
        filter.apply(y, from, std::span(out).subspan(from, std::min(piece, y.size() - from)));
    }
}

double took_s(const auto &work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void integrate(benchmark::State &state)
{
    const auto points = static_cast<std::size_t>(state.range(0));
    const auto rate_Hz = static_cast<double>(state.range(1));
    const auto peaks = static_cast<int>(state.range(2));
    const bool widthGiven = state.range(3) != 0;
    const std::vector<double> y = signalOf(points, rate_Hz, peaks);
    const auto trace = tgc::Chromatogram::uniform(tgc::seconds(0.0), tgc::seconds(1.0 / rate_Hz), y, "counts").value();
    const int window = static_cast<int>(0.8 * width_s * rate_Hz) | 1;
    tgc::IntegrationOptions options;
    if (widthGiven) {
        options.expectedWidthHalf = tgc::seconds(width_s);
    }
    const std::vector<double> weights = tgc::savitzkyGolayWeights(window, 2, 0, 0);
    const tgc::SavitzkyGolay filter(window, 2, 0);
    std::vector<double> smooth(points, 1.0);
    double pass = 1e300;
    double savgol = 1e300;
    double vectorised = 1e300;
    double ours = 1e300;
    std::size_t found = 0;
    const std::size_t before = held;
    std::size_t most = 0;
    for ([[maybe_unused]] auto _ : state) {
        pass = std::min(pass, took_s([&] { benchmark::DoNotOptimize(std::accumulate(y.begin(), y.end(), 0.0)); }));
        savgol = std::min(savgol, took_s([&] {
                              plainPass(y, weights, smooth);
                              benchmark::DoNotOptimize(smooth.data());
                          }));
        vectorised = std::min(vectorised, took_s([&] {
                                  ownPass(y, filter, smooth);
                                  benchmark::DoNotOptimize(smooth.data());
                              }));
        mostHeld = held.load();
        const double once = took_s([&] { found = tgc::integrateClassic(trace, options).peaks.size(); });
        most = std::max(most, mostHeld - before);
        ours = std::min(ours, once);
        state.SetIterationTime(once);
    }
    if (found != static_cast<std::size_t>(peaks)) {
        state.SkipWithError("not the peaks that are in it");
    }
    state.counters["savgol"] = ours / savgol;
    state.counters["filter"] = ours / vectorised;
    state.counters["memory"] = ours / pass;
    state.counters["copies"] = static_cast<double>(most) / (8.0 * static_cast<double>(points));
}

void cases(benchmark::internal::Benchmark *bench)
{
    for (const int rate_Hz : {10, 50}) {
        for (const int points : {10'000, 100'000, 1'000'000, 10'000'000}) {
            for (const int peaks : {1, 10, 100}) {
                if (static_cast<double>(points) / rate_Hz >= peaks * 12.0 * sigma_s) {
                    bench->Args({points, rate_Hz, peaks, 1});
                    bench->Args({points, rate_Hz, peaks, 0});
                }
            }
        }
    }
    bench->ArgNames({"points", "Hz", "peaks", "width_given"})->UseManualTime()->Unit(benchmark::kMillisecond);
}

BENCHMARK(integrate)->Apply(cases);

} // namespace

BENCHMARK_MAIN();
