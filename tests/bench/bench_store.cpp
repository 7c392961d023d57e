// SPDX-License-Identifier: GPL-3.0-or-later
// What a store of many runs costs: opening it, listing and narrowing its runs, looking through its trail; and a commit
// beside the least a durable write can take, a bare fdatasync on the same disk. One CSV row a case, times in ms.
//   bench_store [RUNS [FOLDER]]     (default: 100000, here)
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include "db/audit_pages.h"
#include "db/store.h"

namespace {

using namespace tgc;
namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

template <class T>
T must(Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "%s\n", result.error().message.c_str());
        std::exit(1);
    }
    return std::move(*result);
}

/// Of several: the median and the worst.
void timed(const char *what, double aim_ms, int times, const std::function<std::size_t()> &work)
{
    std::vector<double> took;
    std::size_t count = 0;
    for (int i = 0; i < times; ++i) {
        const auto before = Clock::now();
        count = work();
        took.push_back(std::chrono::duration<double, std::milli>(Clock::now() - before).count());
    }
    std::sort(took.begin(), took.end());
    std::printf("%s,%zu,%.2f,%.2f,%.0f\n", what, count, took[took.size() / 2], took.back(), aim_ms);
    std::fflush(stdout);
}

db::NewRun runOf(int number)
{
    const char *statuses[] = {"done", "done", "done", "imported", "aborted", "stopped"};
    db::NewRun run;
    run.status = statuses[number % 6];
    run.source = Source::Measured;
    run.sampleId = "cell-" + std::to_string(number / 3);
    run.group = "group-" + std::to_string(number / 500);
    run.startedUtc = "2026-03-01T10:00:00Z";
    run.fileName = "run-" + std::to_string(number) + ".csv";
    run.contentHash = "hash-" + std::to_string(number);
    run.instrument = "GC 1";
    run.methodName = "h2";
    std::vector<double> values(32, 100.0 + number);
    run.channels = {{"TCD", "tcd", *Chromatogram::uniform(seconds(0.0), seconds(0.1), values, "uV"), {}, "", ""},
                    {"BID", "bid", *Chromatogram::uniform(seconds(0.0), seconds(0.1), values, "uV"), {}, "", ""}};
    return run;
}

void fill(const fs::path &file, int runs)
{
    auto store = must(db::Store::open(file));
    constexpr int together = 2000;
    for (int first = 0; first < runs; first += together) {
        std::vector<db::NewRun> batch;
        for (int i = first; i < std::min(runs, first + together); ++i) {
            batch.push_back(runOf(i));
        }
        (void)must(store.addRuns(batch));
    }
}

void bareWrites(const fs::path &file)
{
    const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const std::string page(4096, 'x');
    timed("a bare write of 4 KiB and fdatasync", 0, 200, [&]() -> std::size_t {
        return ::write(fd, page.data(), page.size()) == 4096 && ::fdatasync(fd) == 0 ? 1 : 0;
    });
    ::close(fd);
    fs::remove(file);
}

} // namespace

int main(int argc, char **argv)
{
    const int runs = argc > 1 ? std::atoi(argv[1]) : 100'000;
    const fs::path folder = argc > 2 ? argv[2] : ".";
    const fs::path file = folder / ("bench-" + std::to_string(runs) + ".sqlite");
    if (!fs::exists(file)) { // kept: the next bench need not make it again
        fill(file, runs);
    }
    std::printf("case,found,median_ms,worst_ms,aim_ms\n");
    timed("open", 50, 20, [&] { return must(db::Store::open(file)).trailHead()->entries > 0 ? 1U : 0U; });
    timed("open for reading", 50, 20,
          [&] { return must(db::Store::openReadOnly(file)).trailHead()->entries > 0 ? 1U : 0U; });
    auto store = must(db::Store::open(file));
    const auto listed = [&](const db::RunFilter &filter) { return must(store.runs(filter)).size(); };
    timed("the newest 200 runs", 100, 20, [&] { return listed({.limit = 200}); });
    timed("all runs", 0, 3, [&] { return listed({}); });
    timed("by group", 100, 20, [&] { return listed({.group = "group-7"}); });
    timed("by sample", 100, 20, [&] { return listed({.sampleId = "cell-777"}); });
    timed("by status, newest 200", 100, 20, [&] { return listed({.status = "aborted", .limit = 200}); });
    timed("by a status that is rare", 100, 20, [&] { return listed({.status = "failed"}); });
    timed("by text, in few runs", 100, 20, [&] { return listed({.text = "run-4711."}); });
    timed("by text, in none", 100, 20, [&] { return listed({.text = "xyz"}); });
    timed("by text, in all, newest 200", 100, 20, [&] { return listed({.text = "GC 1", .limit = 200}); });
    timed("since a day, newest 200", 100, 20, [&] { return listed({.since = "2026-02-01", .limit = 200}); });
    timed("numbers of all entries of the trail", 100, 10, [&] { return must(db::auditIds(store)).size(); });
    timed("numbers by action", 100, 10, [&] { return must(db::auditIds(store, {.action = "changed"})).size(); });
    timed("a page of 200 entries", 16, 20, [&] {
        std::vector<db::RecordId> ids;
        for (int i = 0; i < 200; ++i) {
            ids.push_back(runs / 2 + i);
        }
        return must(db::auditEntries(store, ids)).size();
    });
    timed("text in the trail", 0, 3, [&] { return must(db::auditIds(store, {.text = "run-4711."})).size(); });
    timed("latest results", 0, 3, [&] { return must(store.results({.latestOnly = true})).size(); });
    bareWrites(folder / "bench-bare");
    int number = static_cast<int>(must(store.trailHead()).entries);
    timed("a commit: a vial added", 0, 200, [&]() -> std::size_t {
        return must(store.add(db::Vial{.name = "V" + std::to_string(++number)})) > 0 ? 1 : 0;
    });
    return 0;
}
