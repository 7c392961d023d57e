// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <ctime>

#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

/// The computer's clocks as a test sets them, for everything in its process: the C library's clock_gettime and
/// gettimeofday are replaced. For one source file a program.
namespace tgc::test {

inline std::atomic<std::int64_t> dateOffset_ns = 0; ///< the date was set by so much
inline std::atomic<std::int64_t> uptimeOffset_ns = 0; ///< so much time passed with the machine asleep

/// Somebody sets the date; no time passes.
inline void setDateBy(std::chrono::nanoseconds by)
{
    dateOffset_ns += by.count();
}
/// The machine sleeps, or nobody's program runs: time passes on every clock but CLOCK_MONOTONIC.
inline void pass(std::chrono::nanoseconds time)
{
    dateOffset_ns += time.count();
    uptimeOffset_ns += time.count();
}
/// The date is the true one again when it goes.
struct TrueDate {
    TrueDate() = default;
    TrueDate(const TrueDate &) = delete;
    TrueDate &operator=(const TrueDate &) = delete;
    ~TrueDate()
    {
        dateOffset_ns = 0;
        uptimeOffset_ns = 0;
    }
};

} // namespace tgc::test

extern "C" int clock_gettime(clockid_t clock, timespec *now) noexcept // NOLINT: once a program
{
    const long failed = ::syscall(SYS_clock_gettime, clock, now);
    const std::int64_t offset = clock == CLOCK_REALTIME   ? tgc::test::dateOffset_ns.load()
                                : clock == CLOCK_BOOTTIME ? tgc::test::uptimeOffset_ns.load()
                                                          : 0;
    if (failed == 0 && offset != 0) {
        constexpr std::int64_t second = 1'000'000'000;
        const std::int64_t ns = now->tv_nsec + offset % second + second; // above zero, whatever the sign
        now->tv_sec += offset / second - 1 + ns / second;
        now->tv_nsec = ns % second;
    }
    return static_cast<int>(failed);
}

extern "C" int gettimeofday(timeval *now, void *) noexcept // NOLINT: once a program; Qt asks this one
{
    timespec precise{};
    const int failed = clock_gettime(CLOCK_REALTIME, &precise);
    now->tv_sec = precise.tv_sec;
    now->tv_usec = precise.tv_nsec / 1000;
    return failed;
}
