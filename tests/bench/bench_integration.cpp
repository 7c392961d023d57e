// SPDX-License-Identifier: GPL-3.0-or-later
// Cost of detection and integration beside a pass over the memory and a plain Savitzky-Golay pass of the window a
// chromatographer would take (0.8 half-height widths, order 2) over the same samples in the same run. Counters:
//   savgol   ours over the Savitzky-Golay pass (best of the iterations each)
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
    double pass = 1e300;
    double savgol = 1e300;
    double ours = 1e300;
    std::size_t found = 0;
    const std::size_t before = held;
    std::size_t most = 0;
    for ([[maybe_unused]] auto _ : state) {
        pass = std::min(pass, took_s([&] { benchmark::DoNotOptimize(std::accumulate(y.begin(), y.end(), 0.0)); }));
        savgol = std::min(savgol, took_s([&] { benchmark::DoNotOptimize(tgc::savitzkyGolay(y, window, 2, 0)); }));
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
