// SPDX-License-Identifier: GPL-3.0-or-later
// What recording costs beside the least a program could do: the same samples through fwrite, with fdatasync as often.
// And how long take() holds up whoever polls the device, while the disk is written all the time. One CSV row a case.
//   bench_recorder [FOLDER]     on the disk of FOLDER (default: here)
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <memory>
#include <thread>
#include <vector>

#include <unistd.h>

#include "app/session/recording/read_spool.h"
#include "app/session/recording/recorder.h"

namespace {

using namespace tgc::recording;
using Clock = std::chrono::steady_clock;
namespace fs = std::filesystem;

Sample sampleOf(std::uint64_t n, std::size_t channels)
{
    Sample sample;
    sample.device_s = 0.01 * static_cast<double>(n);
    sample.host_ns = static_cast<std::int64_t>(n) * 10'000'000;
    sample.values.assign(channels, 1.0 + static_cast<double>(n % 1000));
    return sample;
}

double processorSeconds()
{
    timespec used{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) + 1e-9 * static_cast<double>(used.tv_nsec);
}

RunHeader headerOf(const std::string &name, std::size_t channels)
{
    RunHeader header;
    header.run = name;
    header.channels.assign(channels, {"TCD", "uV"});
    return header;
}

/// Processor time a sample in us: `blocks` of half a second's samples each, made durable each.
double plain(const fs::path &file, std::size_t channels, std::uint64_t blocks, std::uint64_t each)
{
    const std::unique_ptr<std::FILE, int (*)(std::FILE *)> out(std::fopen(file.c_str(), "wb"), &std::fclose);
    const double before = processorSeconds();
    std::uint64_t n = 0;
    for (std::uint64_t block = 0; block < blocks; ++block) {
        for (std::uint64_t i = 0; i < each; ++i) {
            const Sample sample = sampleOf(n++, channels);
            std::fwrite(&sample.device_s, sizeof sample.device_s, 1, out.get());
            std::fwrite(&sample.host_ns, sizeof sample.host_ns, 1, out.get());
            std::fwrite(&sample.lines, sizeof sample.lines, 1, out.get());
            std::fwrite(sample.values.data(), sizeof(double), channels, out.get());
        }
        std::fflush(out.get());
        fdatasync(fileno(out.get()));
    }
    return 1e6 * (processorSeconds() - before) / static_cast<double>(n);
}

struct Cost {
    double us = 0.0;
    std::vector<double> take_us;
    bool whole = false;
};

/// The same through the recorder, at the pace at which it makes them durable.
Cost recorded(const fs::path &folder, std::size_t channels, std::uint64_t blocks, std::uint64_t each)
{
    std::uint64_t acknowledged = 0;
    auto recorder = std::move(*Recorder::open({folder, std::chrono::milliseconds(20)},
                                              {[&](const std::string &, std::uint64_t n) { acknowledged = n; }, {}},
                                              systemSpoolFiles()));
    Cost cost;
    cost.take_us.reserve(blocks * each);
    (void)recorder->begin(headerOf("bench", channels)).has_value();
    const double before = processorSeconds();
    std::uint64_t n = 0;
    for (std::uint64_t block = 0; block < blocks; ++block) {
        for (std::uint64_t i = 0; i < each; ++i) {
            Sample sample = sampleOf(n++, channels);
            const auto begin = Clock::now();
            (void)recorder->take(std::move(sample));
            cost.take_us.push_back(std::chrono::duration<double, std::micro>(Clock::now() - begin).count());
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    const auto closed = recorder->end({});
    cost.us = 1e6 * (processorSeconds() - before) / static_cast<double>(n);
    std::sort(cost.take_us.begin(), cost.take_us.end());
    const auto run = closed ? readSpool(closed->file) : tgc::fail(closed.error());
    cost.whole = run && run->samples.size() == n && acknowledged == n;
    return cost;
}

} // namespace

int main(int argc, char **argv)
{
    const fs::path folder = fs::path(argc > 1 ? argv[1] : ".") / ("bench_recorder." + std::to_string(getpid()));
    fs::create_directories(folder);
    std::printf(
        "channels,rate_hz,samples,plain_us,recorder_us,ratio,take_median_us,take_p999_us,take_worst_us,whole\n");
    bool whole = true;
    for (const std::size_t channels : {std::size_t{1}, std::size_t{4}, std::size_t{16}}) {
        for (const std::uint64_t rate : {std::uint64_t{10}, std::uint64_t{100}, std::uint64_t{1000}}) {
            constexpr std::uint64_t blocks = 100; // 50 s of signal, made durable every half second
            const std::uint64_t each = rate / 2;
            const double reference = plain(folder / "plain", channels, blocks, each);
            const Cost cost = recorded(folder, channels, blocks, each);
            const auto at = [&](double part) {
                return cost.take_us[static_cast<std::size_t>(part * static_cast<double>(cost.take_us.size() - 1))];
            };
            std::printf("%zu,%llu,%llu,%.2f,%.2f,%.2f,%.2f,%.2f,%.2f,%s\n", channels,
                        static_cast<unsigned long long>(rate), static_cast<unsigned long long>(blocks * each),
                        reference, cost.us, cost.us / reference, at(0.5), at(0.999), at(1.0),
                        cost.whole ? "yes" : "no");
            whole = whole && cost.whole;
            fs::remove(folder / "bench.spool");
        }
    }
    fs::remove_all(folder);
    return whole ? EXIT_SUCCESS : EXIT_FAILURE;
}
