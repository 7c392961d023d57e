// SPDX-License-Identifier: GPL-3.0-or-later
// A stored result can be made again bit for bit, by one thread or many; reprocessing makes new versions and keeps the old.
#include <QTemporaryDir>
#include <QTest>

#include "app/session/parallel_blocks.h"
#include "app/session/processing_record.h"
#include "app/session/reprocess.h"
#include "app/session/run_records.h"
#include "tests/bells.h"

using namespace tgc;
using namespace tgc::session;

namespace {

const char *const methodText =
    "name = \"h2\"\n[integration]\nthreshold = 8\n[[target]]\nname = \"H2\"\nretention_s = 60\n"
    "half_window_s = 3\n[[event]]\nevent = \"valley-to-valley\"\ntime_s = 0\n";

db::Store storeWithRuns(const QTemporaryDir &folder, int runs)
{
    auto store = db::Store::open((folder.path() + "/store.sqlite").toStdString()).value();
    for (int i = 0; i < runs; ++i) {
        db::NewRun run;
        run.contentHash = "hash" + std::to_string(i);
        run.fileName = "run.csv";
        const auto trace = bellTrace({{60.0, 1000.0 + i}, {65.5, 500.0}, {110.0, 40.0 + 7.0 * i}}, 1.0);
        run.channels = {{"TCD", "tcd", trace, {}, "", ""}};
        const auto added = store.addRun(run).value();
        Processing processing;
        processing.options.targets = {{"H2", seconds(60.0), seconds(2.0)}};
        if (i % 2 == 0) {
            processing.manual = {makeEvent("split-peak", seconds(61.0), {}, "", "two gases").value()};
        }
        (void)store
            .saveResult(integrationRecord(added.id, Source::Imported, {integrateChannel("TCD", trace, processing)}))
            .value();
    }
    return store;
}

std::vector<db::RecordId> idsOf(const db::Store &store)
{
    std::vector<db::RecordId> ids;
    const auto runs = store.runs();
    for (const db::RunSummary &run : runs.value()) {
        ids.push_back(run.id);
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

/// Everything that was computed, to the last bit.
std::vector<double> figures(const std::vector<db::PeakRecord> &peaks)
{
    std::vector<double> all;
    for (const db::PeakRecord &p : peaks) {
        all.insert(all.end(), {p.apex_s, p.height, p.area, p.areaU.value_or(-1.0), p.start_s, p.end_s, p.baselineStart,
                               p.baselineEnd, p.widthHalf_s.value_or(-1.0), p.resolution.value_or(-1.0)});
    }
    return all;
}

std::vector<std::vector<double>> latest(const db::Store &store)
{
    std::vector<std::vector<double>> all;
    for (const db::RecordId id : idsOf(store)) {
        all.push_back(figures(latestIntegration(store, id).value()->result.peaks));
    }
    return all;
}

} // namespace

class TestReprocess : public QObject {
    Q_OBJECT
private slots:
    void aStoredResultIsMadeAgainBitForBit()
    {
        const QTemporaryDir folder;
        auto store = storeWithRuns(folder, 2);
        ReprocessOptions options;
        options.method = parseMethod(methodText, "h2.toml").value();
        options.runner = inOrder;
        const auto done = reprocess(store, idsOf(store), options);
        QVERIFY(done.has_value());
        for (const db::RecordId id : idsOf(store)) {
            const auto results = store.results({"integration", id, {}, false, true});
            for (const db::StoredResult &stored : results.value()) {
                const auto method = methodOf(store, stored.result);
                QVERIFY(method.has_value());
                const auto replay = replayOf(stored.result, *method, "TCD");
                QVERIFY2(replay.has_value(), replay ? "" : replay.error().message.c_str());
                const auto trace = store.loadSignal(id, "TCD").value();
                const auto again = integrationRecord(id, Source::Imported, {integrateChannel("TCD", trace, *replay)},
                                                     stored.result.methodId);
                QCOMPARE(figures(again.peaks), figures(stored.result.peaks));
                QCOMPARE(again.inputsJson, stored.result.inputsJson);
                QCOMPARE(again.outputsJson, stored.result.outputsJson);
            }
        }
    }
    void threadsDoNotChangeABit()
    {
        const QTemporaryDir one;
        const QTemporaryDir many;
        const QTemporaryDir single;
        constexpr int runs = 20; // more than are held at a time
        auto a = storeWithRuns(one, runs);
        auto b = storeWithRuns(many, runs);
        auto c = storeWithRuns(single, runs);
        ReprocessOptions options;
        options.method = parseMethod(methodText, "h2.toml").value();
        options.runner = inOrder;
        QCOMPARE(reprocess(a, idsOf(a), options)->size(), std::size_t(runs));
        options.runner = onThreads(4);
        QCOMPARE(reprocess(b, idsOf(b), options)->size(), std::size_t(runs));
        for (const db::RecordId id : idsOf(c)) {
            QCOMPARE(reprocess(c, std::span(&id, 1), options)->size(), std::size_t(1));
        }
        QVERIFY(latest(a) == latest(b));
        QVERIFY(latest(a) == latest(c));
    }
    void newVersionsKeepEventsTargetsAndTheOldOnes()
    {
        const QTemporaryDir folder;
        auto store = storeWithRuns(folder, 2);
        const auto ids = idsOf(store);
        ReprocessOptions options;
        options.runner = onThreads(2);
        options.method = parseMethod(methodText, "h2.toml").value();
        const auto done = reprocess(store, ids, options);
        QVERIFY(done.has_value());
        QCOMPARE((*done)[0].saved->version, 2);
        QCOMPARE((*done)[0].events, std::size_t(1));
        QCOMPARE((*done)[1].events, std::size_t(0));
        QCOMPARE((*done)[0].method, std::string("h2"));
        options.method.reset(); // by the method of the last result
        const auto again = reprocess(store, ids, options);
        QCOMPARE((*again)[0].saved->version, 3);
        QCOMPARE((*again)[0].method, std::string("h2"));
        const auto all = store.results({"integration", ids[0], {}, false, true}).value();
        QCOMPARE(all.size(), std::size_t(3));
        QCOMPARE(figures(all[1].result.peaks), figures(all[2].result.peaks));
        QVERIFY(figures(all[0].result.peaks) != figures(all[1].result.peaks));
        QCOMPARE(all[1].result.methodId, all[2].result.methodId);
        QVERIFY(!all[0].result.methodId);
        QVERIFY(store.verify().value().empty());
    }
    void problemsOfOneRunLeaveTheOthers()
    {
        const QTemporaryDir folder;
        auto store = storeWithRuns(folder, 2);
        const auto ids = idsOf(store);
        QVERIFY(store.withdraw(db::RecordTable::Runs, ids[0], "spoilt").has_value());
        ReprocessOptions options;
        options.runner = inOrder;
        const auto done = reprocess(store, ids, options);
        QVERIFY((*done)[0].problem && (*done)[0].problem->message.find("withdrawn") != std::string::npos);
        QVERIFY((*done)[1].saved);
    }
    void endsWhenAsked()
    {
        const QTemporaryDir folder;
        auto store = storeWithRuns(folder, 20);
        ReprocessOptions options;
        options.runner = inOrder;
        options.goOn = [](std::size_t done) { return done < 16; };
        const auto done = reprocess(store, idsOf(store), options);
        QCOMPARE(done->size(), std::size_t(16));
        QCOMPARE(store.results({"integration", idsOf(store)[15], {}, false, true})->size(), std::size_t(2));
        QCOMPARE(store.results({"integration", idsOf(store)[16], {}, false, true})->size(), std::size_t(1));
    }
};

QTEST_APPLESS_MAIN(TestReprocess)
#include "tst_reprocess.moc"
