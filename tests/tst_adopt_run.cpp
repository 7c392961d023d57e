// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include <SQLiteCpp/SQLiteCpp.h>
#include <cmath>
#include <csignal>
#include <limits>
#include <sys/resource.h>

#include "app/session/adopt_run.h"
#include "app/session/run_axis.h"
#include "tests/spool_builder.h"

using namespace tgc;
using recording::Mark;
using session::AdoptedRun;
using session::adoptRun;
using test::SpoolBuilder;
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t second_ns = 1'000'000'000;

QString message(const Result<AdoptedRun> &run)
{
    return run ? QString() : QString::fromStdString(run.error().message);
}

bool says(const std::vector<std::string> &warnings, const std::string &sentence)
{
    return std::find(warnings.begin(), warnings.end(), sentence) != warnings.end();
}

std::string all(const std::vector<std::string> &warnings)
{
    std::string text;
    for (const auto &each : warnings) {
        text += each + "\n";
    }
    return text;
}

} // namespace

class TestAdoptRun : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    int m_count = 0;

    fs::path path(const std::string &name) const { return fs::path(m_dir.path().toStdString()) / name; }
    db::Store fresh() { return db::Store::open(path("store" + std::to_string(++m_count) + ".sqlite")).value(); }
    fs::path spool(const SpoolBuilder &builder) const { return builder.write(path("spool/run.spool")); }

private slots:
    /// Noise about the end of the range makes one stretch of it; the second channel never was there.
    void saturationStaysWithTheChannel()
    {
        auto store = fresh();
        SpoolBuilder builder;
        builder.mark({Mark::Kind::Zero, 100.0, {}, 0, "start line"});
        for (int i = 0; i < 100; ++i) {
            const bool top = (i >= 20 && i <= 30 && i % 5 == 0) || i == 70;
            builder.sample(100.0 + i, i * second_ns, {1.0, 2.0}, 0, top ? 1U : 0U);
        }
        const auto adopted = adoptRun(store, spool(builder.end()));
        QVERIFY2(adopted.has_value(), qPrintable(message(adopted)));
        const auto trace = store.loadSignal(adopted->id, "TCD");
        QVERIFY(trace.has_value());
        QVERIFY(std::ranges::equal(trace->saturation(), std::vector<Stretch>{{20.0, 30.0}, {70.0, 70.0}}));
        QVERIFY(store.loadSignal(adopted->id, "FID1")->saturation().empty());
        const auto warnings = store.run(adopted->id)->warnings;
        QVERIFY2(says(warnings,
                      "channel TCD was at the end of the digitiser's range from 20 s to 30 s: the signal there "
                      "is cut off, and an area over it is too small"),
                 all(warnings).c_str());
        QCOMPARE(warnings.size(), std::size_t{2});
    }
    void aClosedRunBecomesARunOfTheStore()
    {
        auto store = fresh();
        SpoolBuilder builder;
        builder.samples(0, 100)
            .mark({Mark::Kind::Zero, 105.0, {}, 2 * second_ns, "start line"})
            .trend({"gauge.headspace_pressure", "kPa", 101.325, 2 * second_ns, 105.0})
            .trend({"gauge.headspace_pressure", "kPa", 101.5, 3 * second_ns, 106.0})
            .mark({Mark::Kind::Gap, 109.9, 112.2, 12 * second_ns, "link lost"})
            .samples(122, 3000)
            .end("stopped", "by hand");
        const fs::path file = spool(builder);
        const auto adopted = adoptRun(store, file);
        QVERIFY2(adopted.has_value(), qPrintable(message(adopted)));
        QVERIFY(!adopted->alreadyThere);
        QCOMPARE(adopted->run, test::header().run);
        QCOMPARE(adopted->samples, std::uint64_t{2978});
        QVERIFY(!fs::exists(file));

        const auto run = store.run(adopted->id);
        QVERIFY(run.has_value());
        QCOMPARE(run->summary.status, std::string("stopped"));
        QVERIFY(run->summary.source == Source::Simulated);
        QCOMPARE(*run->summary.sampleId, std::string("S1"));
        QCOMPARE(*run->summary.group, std::string("G"));
        QCOMPARE(run->summary.kind, std::string("standard"));
        QCOMPARE(*run->summary.startedUtc, test::header().startedUtc);
        QCOMPARE(*run->summary.endedUtc, std::string("2026-11-25T15:04:02.123Z"));
        QCOMPARE(run->summary.fileName, std::string("run.spool"));
        QCOMPARE(run->summary.channels, (std::vector<std::string>{"TCD", "FID1"}));
        QCOMPARE(run->summary.points, std::size_t{2} * 2978);
        QCOMPARE(run->queueLine, test::header().line);
        QVERIFY2(says(run->warnings, "gap of 2.3 s at 4.9 s: link lost"), all(run->warnings).c_str());
        QVERIFY2(says(run->warnings, "stopped: by hand"), all(run->warnings).c_str());
        QCOMPARE(run->warnings.size(), std::size_t{2});

        // Every sample, bit for bit, on the device's clock since the injection.
        for (std::size_t channel = 0; channel < 2; ++channel) {
            const auto trace = store.loadSignal(adopted->id, run->summary.channels[channel]);
            QVERIFY(trace.has_value());
            QCOMPARE(trace->size(), std::size_t{2978});
            QCOMPARE(trace->signalUnit(), std::string(channel == 0 ? "uV" : "pA"));
            for (std::size_t i = 0; i < trace->size(); ++i) {
                const auto sample = test::sample(i < 100 ? i : i + 22);
                QCOMPARE(std::bit_cast<std::uint64_t>(trace->values()[i]),
                         std::bit_cast<std::uint64_t>(sample.values[channel]));
                QCOMPARE(std::bit_cast<std::uint64_t>(trace->times_s()[i]),
                         std::bit_cast<std::uint64_t>(sample.device_s - 105.0));
            }
        }
        // What was recorded beside it.
        QCOMPARE(run->companions.size(), std::size_t{4});
        const auto pressure = store.loadSignal(adopted->id, "gauge.headspace_pressure");
        QCOMPARE(pressure->signalUnit(), std::string("kPa"));
        QCOMPARE(pressure->times_s()[1], 1.0);
        QCOMPARE(pressure->values()[0], 101.325);
        const auto host = store.loadSignal(adopted->id, "host time");
        const auto device = store.loadSignal(adopted->id, "device time");
        const auto lines = store.loadSignal(adopted->id, "lines");
        const auto last = test::sample(2999);
        QCOMPARE(host->values().back(), static_cast<double>(last.host_ns - test::header().started_ns));
        QCOMPARE(device->values().back(), last.device_s);
        QCOMPARE(lines->values().back(), static_cast<double>(last.lines));
        QCOMPARE(run->marks.size(), std::size_t{2});
        QCOMPARE(run->marks[0].kind, std::string("zero"));
        QCOMPARE(*run->marks[0].at_s, 0.0);
        QCOMPARE(*run->marks[0].device_s, 105.0);
        QCOMPARE(run->marks[1].text, std::string("link lost"));
        QCOMPARE(*run->marks[1].until_s, 112.2 - 105.0);
        QVERIFY(store.verify()->empty());
    }
    void aSecondTimeChangesNothing()
    {
        auto store = fresh();
        SpoolBuilder builder;
        builder.samples(0, 10).end();
        const auto first = adoptRun(store, spool(builder));
        const std::size_t entries = store.audit()->size();
        const fs::path again = spool(builder); // as if the file had not been removed before the power went
        const auto second = adoptRun(store, again);
        QVERIFY(second.has_value() && second->alreadyThere);
        QCOMPARE(second->id, first->id);
        QCOMPARE(store.audit()->size(), entries);
        QVERIFY(!fs::exists(again));
    }
    void anInterruptedRunIsKeptAsFarAsItWent()
    {
        auto store = fresh();
        SpoolBuilder builder;
        builder.mark({Mark::Kind::Zero, 100.0, {}, 0, ""}).samples(0, 50);
        const std::size_t whole = builder.bytes().size();
        builder.samples(50, 60);
        builder.bytes().resize(whole + 77); // half a record
        const auto adopted = adoptRun(store, spool(builder));
        QVERIFY2(adopted.has_value(), qPrintable(message(adopted)));
        QCOMPARE(adopted->status, std::string("interrupted"));
        QCOMPARE(store.loadSignal(adopted->id)->size(), std::size_t{50});
        QVERIFY(says(adopted->warnings, "the last 77 bytes of the recording are not whole, and are left out"));
        QVERIFY(!store.run(adopted->id)->summary.endedUtc);
    }
    void aFileDamagedInItsMidstIsKeptToo()
    {
        auto store = fresh();
        SpoolBuilder builder;
        builder.samples(0, 50);
        const std::size_t at = builder.bytes().size();
        builder.samples(50, 60).samples(60, 100).end();
        builder.bytes()[at + 20] ^= 1U;
        const fs::path file = spool(builder);
        const auto adopted = adoptRun(store, file);
        QVERIFY2(adopted.has_value(), qPrintable(message(adopted)));
        QCOMPARE(adopted->status, std::string("interrupted"));
        QCOMPARE(adopted->samples, std::uint64_t{50});
        QVERIFY(!fs::exists(file));
        QCOMPARE(fs::file_size(*adopted->keptAside), builder.bytes().size());
        QVERIFY(recording::spoolFilesIn(file.parent_path()).empty());
    }
    void withoutAnInjectionTimeBeginsWithTheFirstSample()
    {
        auto store = fresh();
        const auto adopted = adoptRun(store, spool(SpoolBuilder().samples(5, 10).end()));
        QVERIFY(says(adopted->warnings, "no injection was seen: time 0 is the first sample"));
        QCOMPARE(store.loadSignal(adopted->id)->times_s().front(), 0.0);
    }
    void aRestartedDeviceIsPlacedByTheComputersClock()
    {
        auto store = fresh();
        auto header = test::header("run", 1);
        header.simulated = false;
        header.started_ns = 0;
        SpoolBuilder builder(header);
        builder.mark({Mark::Kind::Zero, 500.0, {}, 0, ""});
        builder.sample(501.0, 1 * second_ns, {1.0}).sample(502.0, 2 * second_ns, {2.0});
        builder.sample(3.0, 6 * second_ns, {3.0}).sample(4.5, 7 * second_ns, {4.0});
        builder.trend({"gauge.p", "kPa", 100.0, 7 * second_ns, 4.5});
        builder.mark({Mark::Kind::Note, 4.5, {}, 7 * second_ns, "after the restart"});
        builder.mark({Mark::Kind::Gap, 502.0, 3.0, 6 * second_ns, "device away"});
        builder.end();
        const auto adopted = adoptRun(store, spool(builder));
        QVERIFY2(adopted.has_value(), qPrintable(message(adopted)));
        const auto trace = store.loadSignal(adopted->id);
        const std::vector<double> times(trace->times_s().begin(), trace->times_s().end());
        QCOMPARE(times, (std::vector<double>{1.0, 2.0, 6.0, 7.5}));
        QCOMPARE(store.loadSignal(adopted->id, "gauge.p")->times_s()[0], 7.5);
        const auto run = store.run(adopted->id);
        QVERIFY(run->summary.source == Source::Measured);
        QCOMPARE(run->marks.size(), std::size_t{4});
        QCOMPARE(*run->marks[1].at_s, 2.0);
        QCOMPARE(*run->marks[1].until_s, 6.0);
        QCOMPARE(*run->marks[2].at_s, 2.0);
        QCOMPARE(*run->marks[2].until_s, 6.0);
        QCOMPARE(*run->marks[3].at_s, 7.5);
        QVERIFY2(says(run->warnings, "gap of 4 s at 2 s: the device's clock went back by 499 s: it was restarted, and "
                                     "what follows is placed by the computer's clock"),
                 all(run->warnings).c_str());
        QVERIFY2(says(run->warnings, "gap of 4 s at 2 s: device away"), all(run->warnings).c_str());
    }
    void aFastSimulatedBenchIsPlacedAtItsOwnRate()
    {
        auto header = test::header("run", 1); // ten device seconds a second
        SpoolBuilder builder(header);
        builder.sample(10.0, 1 * second_ns, {1.0})
            .sample(20.0, 2 * second_ns, {1.0})
            .sample(30.0, 3 * second_ns, {1.0});
        builder.sample(1.0, 4 * second_ns, {1.0});
        const auto run = recording::parseSpool(builder.bytes(), "x");
        const session::RunAxis axis(*run);
        QCOMPARE(axis.samples().back().time_s, 30.0);
    }
    void whatHasNoTimeOrValueIsLeftOutAndSaid()
    {
        auto store = fresh();
        const double none = std::nan("");
        SpoolBuilder builder(test::header("run", 1));
        builder.mark({Mark::Kind::Zero, none, {}, 1 * second_ns, "by the computer's clock"});
        builder.sample(1.0, 1 * second_ns, {1.0}).sample(none, 2 * second_ns, {2.0}).sample(1.0, 3 * second_ns, {3.0});
        builder.sample(2.0, 4 * second_ns, {none}).sample(3.0, 5 * second_ns, {4.0});
        builder.sample(0.5, 4 * second_ns, {4.0}); // back, and no later by the computer's clock
        builder.sample(90.0, 6 * second_ns, {5.0});
        builder.trend({"gauge.p", "kPa", none, 5 * second_ns, 3.0});
        builder.trend({"gauge.p", "kPa", 7.0, 5 * second_ns, 3.0});
        builder.trend({"gauge.p", "kPa", 8.0, 6 * second_ns - 1, 3.0}); // the device's clock stands still
        builder.trend({"gauge.p", "kPa", 9.0, 6 * second_ns - 1, 3.0});
        builder.end();
        const auto adopted = adoptRun(store, spool(builder));
        QVERIFY2(adopted.has_value(), qPrintable(message(adopted)));
        const auto trace = store.loadSignal(adopted->id);
        QCOMPARE(trace->size(), std::size_t{3});
        QCOMPARE(trace->times_s()[1], 2.0);
        QCOMPARE(trace->values()[1], 4.0);
        const auto &warnings = adopted->warnings;
        QVERIFY2(says(warnings, "3 samples have no time of their own, and are left out of the chromatogram"),
                 all(warnings).c_str());
        QVERIFY2(says(warnings, "channel TCD: 1 samples without a value are left out"), all(warnings).c_str());
        QVERIFY2(says(warnings, "gauge.p: 2 readings without a value or a time of their own are left out"),
                 all(warnings).c_str());
        QVERIFY2(all(warnings).find("went 86 s further than the computer's") != std::string::npos,
                 all(warnings).c_str());
        QCOMPARE(store.loadSignal(adopted->id, "gauge.p")->size(), std::size_t{2});
        QCOMPARE(store.loadSignal(adopted->id, "device time")->size(), std::size_t{4});
    }
    void aRunWithoutASampleIsARun()
    {
        auto store = fresh();
        const auto adopted = adoptRun(store, spool(SpoolBuilder().end("aborted", "the vial leaks")));
        QVERIFY2(adopted.has_value(), qPrintable(message(adopted)));
        QCOMPARE(store.run(adopted->id)->summary.status, std::string("aborted"));
        QVERIFY(says(adopted->warnings, "no sample was recorded"));
        QCOMPARE(store.loadSignal(adopted->id).error().code, ErrorCode::NotDetermined);
    }
    void whatIsStillRecordedIsLeftAlone()
    {
        auto store = fresh();
        auto recorder = std::move(*recording::Recorder::open({path("live"), std::chrono::milliseconds(5)}, {},
                                                             recording::systemSpoolFiles()));
        QVERIFY(recorder->begin(test::header("live")).has_value());
        const auto refused = adoptRun(store, path("live/live.spool"));
        QCOMPARE(refused.error().code, ErrorCode::BadInput);
        QVERIFY2(message(refused).contains("still being recorded"), qPrintable(message(refused)));
        const auto closed = recorder->end({});
        QVERIFY(adoptRun(store, closed->file).has_value());
    }
    void whatIsNoRecordingStays()
    {
        auto store = fresh();
        SpoolBuilder builder;
        builder.bytes().resize(40);
        const fs::path file = spool(builder);
        QCOMPARE(adoptRun(store, file).error().code, ErrorCode::Integrity);
        QVERIFY(fs::exists(file));
        QCOMPARE(store.audit()->size(), std::size_t{1});
        fs::remove(file);
        QCOMPARE(adoptRun(store, file).error().code, ErrorCode::Io);
    }
    void aLockedStoreTakesItLater()
    {
        const fs::path file = path("locked.sqlite");
        db::OpenOptions hasty;
        hasty.busyTimeout = std::chrono::milliseconds(30);
        auto store = db::Store::open(file, hasty).value();
        const fs::path recording = spool(SpoolBuilder().samples(0, 100).end());
        {
            SQLite::Database other(file.string(), SQLite::OPEN_READWRITE);
            other.exec("BEGIN IMMEDIATE");
            const auto refused = adoptRun(store, recording);
            QCOMPARE(refused.error().code, ErrorCode::Store);
            QVERIFY(fs::exists(recording));
        }
        QVERIFY(adoptRun(store, recording).has_value());
        QVERIFY(!fs::exists(recording));
        QCOMPARE(store.runs()->size(), std::size_t{1});
    }
    void aFullDiskOfTheStoreCostsNothing()
    {
        auto store = fresh();
        const fs::path recording = spool(SpoolBuilder().samples(0, 20000).end());
        const auto before = signal(SIGXFSZ, SIG_IGN); // the store's files cannot grow: the disk is as good as full
        rlimit unlimited{};
        getrlimit(RLIMIT_FSIZE, &unlimited);
        const rlimit limited{200'000, unlimited.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limited);
        const auto refused = adoptRun(store, recording);
        setrlimit(RLIMIT_FSIZE, &unlimited);
        signal(SIGXFSZ, before);
        QVERIFY(!refused.has_value());
        QCOMPARE(refused.error().code, ErrorCode::Store);
        QVERIFY(fs::exists(recording));
        QVERIFY(store.runs()->empty());
        QVERIFY(adoptRun(store, recording).has_value());
        QVERIFY(store.verify()->empty());
    }
    void signalsOfOneNameAreToldApart()
    {
        auto store = fresh();
        auto header = test::header("run", 2);
        header.channels = {{"host time", "uV"}, {"host time", "uV"}};
        header.line = R"({"kind":"tea","sample_id":7})";
        SpoolBuilder builder(header);
        builder.sample(1.0, 1, {1.0, 2.0}).trend({"host time", "s", 1.0, 1, 1.0}).end("tired");
        const auto adopted = adoptRun(store, spool(builder));
        QVERIFY2(adopted.has_value(), qPrintable(message(adopted)));
        const auto run = store.run(adopted->id);
        QCOMPARE(run->summary.channels, (std::vector<std::string>{"host time", "host time (2)"}));
        QCOMPARE(run->summary.status, std::string("interrupted"));
        QCOMPARE(run->summary.kind, std::string("sample"));
        QVERIFY(!run->summary.sampleId);
        QVERIFY(store.verify()->empty());
    }
    void anyNumbersOfAFileArePlaced()
    {
        constexpr auto least = std::numeric_limits<std::int64_t>::min();
        constexpr auto most = std::numeric_limits<std::int64_t>::max();
        auto header = test::header("run", 1);
        header.started_ns = least;
        SpoolBuilder builder(header);
        builder.sample(1e308, most, {1.0}).sample(-1e308, least, {1.0}).sample(5.0, most, {HUGE_VAL});
        builder.mark({Mark::Kind::Gap, -1e308, 1e308, most, ""}).mark({Mark::Kind::Zero, -1.7e308, {}, least, ""});
        const auto run = recording::parseSpool(builder.bytes(), "x");
        QVERIFY(run.has_value());
        const session::RunAxis axis(*run);
        for (std::size_t i = 1; i < axis.samples().size(); ++i) {
            QVERIFY(axis.samples()[i].time_s > axis.samples()[i - 1].time_s);
        }
    }
};

QTEST_APPLESS_MAIN(TestAdoptRun)
#include "tst_adopt_run.moc"
