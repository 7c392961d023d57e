// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <thread>

#include "app/session/recording/spool_records.h"
#include "tests/doubles/faulty_spool_files.h"
#include "tests/spool_fixture.h"

using namespace tgc;
using namespace tgc::recording;
using namespace std::chrono_literals;
using test::FaultyDisk;
namespace fs = std::filesystem;

namespace {

/// Looks again until it holds; gives up after much longer than any machine needs.
bool comes(const std::function<bool()> &holds)
{
    const auto until = std::chrono::steady_clock::now() + 30s;
    while (!holds()) {
        if (std::chrono::steady_clock::now() > until) {
            return false;
        }
        std::this_thread::sleep_for(1ms);
    }
    return true;
}

template <class T>
QString message(const Result<T> &result)
{
    return result ? QString() : QString::fromStdString(result.error().message);
}

void takeMany(Recorder &recorder, std::uint64_t from, std::uint64_t to)
{
    for (std::uint64_t n = from; n < to; ++n) {
        (void)recorder.take(test::sample(n));
    }
}

std::size_t gapsOf(const SpooledRun &run)
{
    return static_cast<std::size_t>(std::count_if(run.marks.begin(), run.marks.end(),
                                                  [](const Mark &mark) { return mark.kind == Mark::Kind::Gap; }));
}

} // namespace

class TestRecorder : public QObject {
    Q_OBJECT

    /// A recorder on a disk of its own, with what it told.
    struct Bench {
        explicit Bench(RecorderOptions options = {{}, 2ms})
        {
            options.folder = "spool";
            recorder = std::move(
                *Recorder::open(options,
                                {[this](const std::string &, std::uint64_t samples) { acknowledged = samples; },
                                 [this](const std::string &, const std::string &) { ++faults; }},
                                disk));
        }
        Bench(const Bench &) = delete;
        Bench &operator=(const Bench &) = delete;
        ~Bench() = default;

        [[nodiscard]] Result<SpooledRun> read() const { return parseSpool(disk.contents(), "spool"); }

        FaultyDisk disk;
        std::atomic<std::uint64_t> acknowledged = 0;
        std::atomic<int> faults = 0;
        std::unique_ptr<Recorder> recorder;
    };

private slots:
    void keepsEverySampleAtSpeed()
    {
        const QTemporaryDir dir;
        const fs::path folder = fs::path(dir.path().toStdString()) / "a" / "spool";
        std::uint64_t last = 0;
        bool rising = true;
        bool there = true;
        const auto durable = [&](const std::string &run, std::uint64_t samples) {
            rising = rising && samples >= last;
            last = samples;
            const auto onDisk = readSpool(folder / (run + ".spool"));
            there = there && onDisk && onDisk->samples.size() >= samples;
        };
        auto recorder = Recorder::open({folder, 5ms, 1000}, {durable, {}}, systemSpoolFiles());
        QVERIFY2(recorder.has_value(), qPrintable(message(recorder)));
        (void)(*recorder)->take(test::sample(0)); // before the run: in the ring only
        QVERIFY((*recorder)->begin(test::header("run")).has_value());
        constexpr int threads = 3;
        constexpr std::uint64_t each = 4000;
        std::atomic<bool> asking = true;
        std::thread asker([&] {
            while (asking) {
                (void)(*recorder)->state();
                (void)(*recorder)->recent(10);
                std::this_thread::yield();
            }
        });
        std::vector<std::thread> takers;
        for (int t = 0; t < threads; ++t) {
            takers.emplace_back([&, t] {
                for (std::uint64_t n = 0; n < each; ++n) {
                    (void)(*recorder)->take(test::sample(n));
                    if (n % 1000 == 0) {
                        (*recorder)->mark({Mark::Kind::Note, 1.0, {}, 1, std::to_string(t)});
                        (*recorder)->trend({"gauge.p", "kPa", 1.0, 1, 1.0});
                    }
                }
            });
        }
        for (auto &taker : takers) {
            taker.join();
        }
        asking = false;
        asker.join();
        const auto closed = (*recorder)->end({"done", "2026-11-25T15:04:02.123Z", ""});
        QVERIFY2(closed.has_value(), qPrintable(message(closed)));
        QCOMPARE(closed->samples, std::uint64_t{threads * each});
        QCOMPARE(closed->gaps, std::uint64_t{0});
        QVERIFY(rising);
        QVERIFY(there);
        QCOMPARE(last, closed->samples);
        const auto run = readSpool(closed->file);
        QVERIFY2(run.has_value(), qPrintable(message(run)));
        QCOMPARE(run->samples.size(), std::size_t{threads * each});
        QCOMPARE(run->samples.front().number, std::uint64_t{1});
        QCOMPARE(run->samples.back().number, std::uint64_t{threads * each}); // rising by one: the reader insists
        QCOMPARE(run->marks.size(), std::size_t{12});
        QCOMPARE(run->trends.size(), std::size_t{12});
        QCOMPARE(run->end->status, std::string("done"));
        QCOMPARE((*recorder)->recent(100000).size(), std::size_t{1000});
        QCOMPARE((*recorder)->recent(2).back().number, run->samples.back().number);
        QVERIFY(!(*recorder)->state().run);
    }
    void tellsHowTheRunStands()
    {
        Bench bench;
        takeMany(*bench.recorder, 0, 10);
        QVERIFY(bench.recorder->begin(test::header()).has_value());
        QCOMPARE(bench.recorder->state().firstSample, std::uint64_t{10});
        bench.recorder->mark({Mark::Kind::Zero, 101.5, {}, 1, ""});
        bench.recorder->mark({Mark::Kind::Zero, 109.5, {}, 1, "the first one counts"});
        takeMany(*bench.recorder, 10, 20);
        QVERIFY(comes([&] { return bench.acknowledged == 10; }));
        const auto state = bench.recorder->state();
        QCOMPARE(state.samples, std::uint64_t{10});
        QCOMPARE(state.durable, std::uint64_t{10});
        QCOMPARE(*state.zero_s, 101.5);
        QCOMPARE(state.elapsed_s, test::sample(19).device_s - 101.5);
        QVERIFY(state.fault.empty());
        QCOMPARE(bench.recorder->recent(100).size(), std::size_t{20});
    }
    void aSlowDiskHoldsNobodyUp()
    {
        Bench bench;
        QVERIFY(bench.recorder->begin(test::header()).has_value());
        bench.disk.closeGate(); // a sync that begins now does not come back
        takeMany(*bench.recorder, 0, 20000);
        bench.recorder->mark({Mark::Kind::Zero, 100.0, {}, 1, ""});
        QCOMPARE(bench.recorder->state().samples, std::uint64_t{20000}); // said while the disk stands still
        QVERIFY(bench.recorder->state().durable < 20000);
        bench.disk.openGate();
        const auto closed = bench.recorder->end({});
        QVERIFY2(closed.has_value(), qPrintable(message(closed)));
        QCOMPARE(bench.read()->samples.size(), std::size_t{20000});
        QCOMPARE(bench.acknowledged.load(), std::uint64_t{20000});
    }
    void aFullDiskIsSaidAndMayBeFreed()
    {
        Bench bench;
        QVERIFY(bench.recorder->begin(test::header()).has_value());
        takeMany(*bench.recorder, 0, 50);
        QVERIFY(comes([&] { return bench.acknowledged == 50; }));
        bench.disk.setRoom(bench.disk.contents().size() + 100); // a record is begun, and does not fit
        takeMany(*bench.recorder, 50, 300);
        QVERIFY(comes([&] { return bench.faults == 1; }));
        const auto state = bench.recorder->state();
        QVERIFY2(QString::fromStdString(state.fault).contains("the disk is full"), state.fault.c_str());
        QCOMPARE(state.durable, std::uint64_t{50});
        QCOMPARE(bench.read()->samples.size(), std::size_t{50}); // what was acknowledged is read beside the torn rest
        const auto refused = bench.recorder->end({});
        QCOMPARE(refused.error().code, ErrorCode::Io);
        QVERIFY2(message(refused).contains("the disk is full"), qPrintable(message(refused)));
        QVERIFY2(message(bench.recorder->begin(test::header("next"))).contains("not on the disk to its end yet"), "");
        takeMany(*bench.recorder, 300, 310); // after its end: no longer the run's
        bench.disk.setRoom(1'000'000);
        QVERIFY(comes([&] { return !bench.recorder->state().run; }));
        const auto closed = bench.recorder->end({});
        QVERIFY2(closed.has_value(), qPrintable(message(closed)));
        QCOMPARE(closed->gaps, std::uint64_t{0});
        const auto run = bench.read();
        QCOMPARE(run->samples.size(), std::size_t{300});
        QCOMPARE(run->tornBytes, std::uint64_t{0});
        QVERIFY(test::same(run->samples.back(), test::sample(299)));
        QCOMPARE(bench.faults.load(), 1);
    }
    void whatDoesNotFitIntoMemoryIsMarked()
    {
        RecorderOptions options{{}, 2ms};
        options.waitingSamples = 100;
        Bench bench(options);
        QVERIFY(bench.recorder->begin(test::header()).has_value());
        takeMany(*bench.recorder, 0, 10);
        QVERIFY(comes([&] { return bench.acknowledged == 10; }));
        bench.disk.setRoom(0);
        takeMany(*bench.recorder, 10, 200); // 10 to 109 wait, the rest is lost
        QVERIFY(comes([&] { return bench.recorder->state().fault.find("90 samples lost") != std::string::npos; }));
        bench.disk.setRoom(1'000'000);
        QVERIFY(comes([&] { return bench.acknowledged == 110; }));
        takeMany(*bench.recorder, 200, 205);
        const auto closed = bench.recorder->end({});
        QVERIFY2(closed.has_value(), qPrintable(message(closed)));
        QCOMPARE(closed->samples, std::uint64_t{115});
        QCOMPARE(closed->gaps, std::uint64_t{1});
        const auto run = bench.read();
        QCOMPARE(run->samples[109].number, std::uint64_t{109});
        QCOMPARE(run->samples[110].number, std::uint64_t{200});
        QCOMPARE(gapsOf(*run), std::size_t{1});
        QCOMPARE(run->marks[0].device_s, test::sample(109).device_s);
        QCOMPARE(*run->marks[0].until_s, test::sample(200).device_s);
        QVERIFY2(run->marks[0].text.starts_with("90 samples lost"), run->marks[0].text.c_str());
    }
    void whatIsLostAtTheEndIsMarkedToo()
    {
        RecorderOptions options{{}, 2ms};
        options.waitingSamples = 100;
        Bench bench(options);
        QVERIFY(bench.recorder->begin(test::header()).has_value());
        bench.disk.setRoom(0);
        takeMany(*bench.recorder, 0, 120);
        bench.recorder->trend({"gauge.p", "kPa", 1.0, 1, 1.0});
        QVERIFY(!bench.recorder->end({}).has_value());
        bench.disk.setRoom(1'000'000);
        QVERIFY(comes([&] { return !bench.recorder->state().run; }));
        QCOMPARE(bench.recorder->end({})->gaps, std::uint64_t{1});
        const auto run = bench.read();
        QCOMPARE(run->samples.size(), std::size_t{100});
        QCOMPARE(*run->marks[0].until_s, test::sample(119).device_s);
        QVERIFY2(run->marks[0].text.starts_with("20 samples and 1 readings lost"), run->marks[0].text.c_str());
    }
    void aFailedSyncIsNotBelievedLater()
    {
        // Linux drops what a failed sync could not write, and the next one succeeds (fsync(2), EIO).
        Bench bench;
        QVERIFY(bench.recorder->begin(test::header()).has_value());
        bench.disk.failSyncs(3);
        takeMany(*bench.recorder, 0, 5000);
        QVERIFY(bench.recorder->end({}).has_value() || comes([&] { return bench.recorder->end({}).has_value(); }));
        std::mt19937 random(1);
        const auto image = bench.disk.afterPowerCut(random); // nothing is unsynced: what is on the disk
        const auto run = parseSpool(image, "spool");
        QVERIFY2(run.has_value(), qPrintable(message(run)));
        QCOMPARE(run->samples.size(), std::size_t{5000});
        QVERIFY(run->end.has_value());
    }
    void whatWasAcknowledgedSurvivesAPowerCut()
    {
        int images = 0;
        int torn = 0;
        for (unsigned seed = 1; seed <= 40; ++seed) {
            std::mt19937 random(seed);
            Bench bench({{}, 1ms});
            QString wrong;
            // From the recorder's own thread, in the midst of its writing.
            bench.disk.setWatcher([&] {
                const std::uint64_t acknowledged = bench.acknowledged;
                for (int i = 0; i < 3; ++i) {
                    const auto image = bench.disk.afterPowerCut(random);
                    ++images;
                    const auto run = parseSpool(image, "spool");
                    if (!run) { // begin has not returned
                        wrong += acknowledged > 0 || bench.recorder->state().run ? message(run) : QString();
                        continue;
                    }
                    torn += run->tornBytes > 0 ? 1 : 0;
                    wrong += run->samples.size() < acknowledged ? "an acknowledged sample is gone; " : "";
                    for (std::size_t n = 0; n < run->samples.size(); ++n) {
                        wrong += test::same(run->samples[n], test::sample(n)) ? "" : "another sample; ";
                    }
                }
            });
            QVERIFY(bench.recorder->begin(test::header()).has_value());
            const std::uint64_t samples = 200 + random() % 400;
            const std::uint64_t fullAt = seed % 3 == 0 ? samples / 2 : samples;
            for (std::uint64_t n = 0; n < samples; ++n) {
                (void)bench.recorder->take(test::sample(n));
                if (n % 16 == seed % 16) {
                    bench.recorder->mark({Mark::Kind::Note, 1.0, {}, 1, std::string(n, 'x')});
                }
                if (n == fullAt) {
                    bench.disk.setRoom(bench.disk.contents().size() + n);
                    bench.disk.failSyncs(static_cast<int>(seed % 2));
                }
                if (n % 50 == 0) {
                    std::this_thread::sleep_for(1ms); // so that there is more than one round
                }
            }
            bench.disk.setRoom(10'000'000);
            QVERIFY(comes([&] { return bench.recorder->end({}).has_value(); }));
            QVERIFY2(wrong.isEmpty(), qPrintable(QString("seed %1: %2").arg(seed).arg(wrong.left(200))));
            QCOMPARE(bench.acknowledged.load(), samples);
        }
        QVERIFY2(images > 1000 && torn > 100, qPrintable(QString("%1 images, %2 torn").arg(images).arg(torn)));
    }
    void refusesWhatIsNoRun()
    {
        const QTemporaryDir dir;
        const fs::path folder = dir.path().toStdString();
        auto recorder = std::move(*Recorder::open({folder, 5ms}, {}, systemSpoolFiles()));
        for (const char *name : {"", ".hidden", "a/b", "../x", "a b", "\xC3\xA4"}) {
            QCOMPARE(recorder->begin(test::header(name)).error().code, ErrorCode::BadInput);
        }
        RunHeader endless = test::header("endless");
        endless.line.assign(2'000'000, 'x');
        QCOMPARE(recorder->begin(endless).error().code, ErrorCode::BadInput);
        QVERIFY(fs::is_empty(folder));
        QCOMPARE(recorder->end({}).error().code, ErrorCode::BadInput);
        QVERIFY(recorder->begin(test::header("one")).has_value());
        QVERIFY2(message(recorder->begin(test::header("two"))).contains("one is being recorded"), "");
        QVERIFY(recorder->end({}).has_value());
        QCOMPARE(recorder->begin(test::header("one")).error().code, ErrorCode::Io); // it is there: never written over
        QVERIFY(recorder->begin(test::header("two")).has_value());
        QVERIFY(recorder->end({}).has_value());
        QCOMPARE(listSpools(folder).size(), std::size_t{2});
        QCOMPARE(readSpool(folder / "two.spool")->samples.size(), std::size_t{0});
        std::error_code ignored;
        fs::permissions(folder, fs::perms::owner_read, ignored);
        QCOMPARE(Recorder::open({folder / "one.spool" / "x", 5ms}, {}, systemSpoolFiles()).error().code, ErrorCode::Io);
        fs::permissions(folder, fs::perms::owner_all, ignored);
    }
    void aRunHasAnOwnerWhileItLives()
    {
        const QTemporaryDir dir;
        const fs::path folder = dir.path().toStdString();
        auto recorder = std::move(*Recorder::open({folder, 5ms}, {}, systemSpoolFiles()));
        QVERIFY(recorder->begin(test::header("run")).has_value());
        takeMany(*recorder, 0, 7);
        auto entries = listSpools(folder);
        QCOMPARE(entries.size(), std::size_t{1});
        QVERIFY(entries[0].owned);
        recorder.reset(); // without an end: interrupted, and written as far as it came
        entries = listSpools(folder);
        QVERIFY(!entries[0].owned);
        const auto run = readSpool(entries[0].file);
        QCOMPARE(run->samples.size(), std::size_t{7});
        QVERIFY(!run->end);
    }
    void aRunThatCannotBeginLeavesNothing()
    {
        Bench bench;
        bench.disk.setRoom(20);
        QCOMPARE(bench.recorder->begin(test::header()).error().code, ErrorCode::Io);
        takeMany(*bench.recorder, 0, 3);
        QVERIFY(!bench.recorder->state().run);
        bench.disk.setRoom(10000);
        QVERIFY(bench.recorder->begin(test::header()).has_value());
        takeMany(*bench.recorder, 3, 5);
        QCOMPARE(bench.recorder->end({})->samples, std::uint64_t{2});
    }
};

QTEST_APPLESS_MAIN(TestRecorder)
#include "tst_recorder.moc"
