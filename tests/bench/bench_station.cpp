// SPDX-License-Identifier: GPL-3.0-or-later
// What the station costs while it records 4 channels at 100 Hz, and how late a sample is seen: beside the same signal
// polled by the driver alone, in the same run. TGC_BENCH_SECONDS for another time than 20 s each.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <sstream>

#include <QCoreApplication>
#include <QString>
#include <unistd.h>

#include "drivers/api/clock.h"
#include "drivers/labjack/t7.h"
#include "drivers/transport/make_link.h"
#include "tests/station_process.h"

using namespace tgc;
using namespace tgc::test;
using Steady = std::chrono::steady_clock;

namespace {

/// Seconds of processor that a process has used.
double processor_s(qint64 pid)
{
    std::ifstream in("/proc/" + std::to_string(pid) + "/stat");
    std::string text((std::istreambuf_iterator<char>(in)), {});
    std::istringstream fields(text.substr(text.rfind(')') + 2));
    std::string field;
    double ticks = 0.0;
    for (int i = 3; fields >> field; ++i) {
        if (i == 14 || i == 15) { // utime, stime: proc(5)
            ticks += std::stoi(field);
        }
    }
    return ticks / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

/// The driver alone, at the same rate, for so long: its processor time.
double driverAlone_s(const StationPlace &place, std::chrono::seconds length)
{
    drivers::SystemClock clock;
    drivers::T7Config config;
    for (const int input : {0, 1, 2, 3}) {
        config.channels.emplace_back().input = input;
    }
    drivers::T7 t7(config, *drivers::makeLink(place.endpoint(), {}, 502), clock);
    if (!t7.connect(clock.now() + std::chrono::seconds(5))) {
        return 0.0;
    }
    timespec before{};
    timespec after{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
    auto due = clock.now();
    for (const auto end = due + length; due < end; due += std::chrono::milliseconds(10)) {
        clock.sleepUntil(due);
        (void)t7.frame(clock.now() + std::chrono::seconds(1));
    }
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
    return static_cast<double>(after.tv_sec - before.tv_sec) +
           1e-9 * static_cast<double>(after.tv_nsec - before.tv_nsec);
}

struct Watched {
    double processor_s = 0.0;
    std::vector<double>
        late_ms; ///< of a message's last sample, by two clocks that began apart: the first is the quickest
};

/// The station recording, with or without a client that looks on.
Watched measured(const StationPlace &place, std::chrono::seconds length, bool watch)
{
    Watched result;
    StationProcess process;
    if (const QString wrong = process.start(place); !wrong.isEmpty()) {
        std::fprintf(stderr, "%s\n", qPrintable(wrong));
        return result;
    }
    auto client = process.attach({}, watch);
    if (!beginRun(client).isEmpty()) {
        return result;
    }
    const double before = processor_s(process.pid());
    const auto end = Steady::now() + length;
    while (Steady::now() < end) {
        (void)client.nextEvent(std::chrono::milliseconds(5));
        const double now_s = std::chrono::duration<double>(Steady::now().time_since_epoch()).count();
        for (const station::Live &live : client.takeLive()) {
            result.late_ms.push_back(1000.0 * (now_s - live.device_s.back()));
        }
    }
    result.processor_s = processor_s(process.pid()) - before;
    std::sort(result.late_ms.begin(), result.late_ms.end());
    (void)client.command("run.stop");
    (void)process.terminate();
    return result;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const std::chrono::seconds length(
        qEnvironmentVariableIsSet("TGC_BENCH_SECONDS") ? qEnvironmentVariableIntValue("TGC_BENCH_SECONDS") : 20);
    const StationPlace place;
    const double alone_s = driverAlone_s(place, length);
    const Watched unseen = measured(place, length, false);
    const Watched seen = measured(place, length, true);
    const auto percent = [&](double used_s) { return 100.0 * used_s / static_cast<double>(length.count()); };
    std::printf("4 channels x 100 Hz for %lld s\n", static_cast<long long>(length.count()));
    std::printf("driver alone         %5.1f %% of a core   1.0\n", percent(alone_s));
    std::printf("station recording    %5.1f %% of a core  %4.1f\n", percent(unseen.processor_s),
                unseen.processor_s / alone_s);
    std::printf("with a client        %5.1f %% of a core  %4.1f\n", percent(seen.processor_s),
                seen.processor_s / alone_s);
    if (!seen.late_ms.empty()) {
        const auto at = [&](double share) {
            const auto i = static_cast<std::size_t>(share * static_cast<double>(seen.late_ms.size() - 1));
            return seen.late_ms[i] - seen.late_ms.front();
        };
        std::printf("a sample is seen later than the quickest one by: median %.1f ms, 99 %% %.1f ms, worst %.1f ms "
                    "(%zu messages)\n",
                    at(0.5), at(0.99), at(1.0), seen.late_ms.size());
    }
    return 0;
}
