// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include <SQLiteCpp/SQLiteCpp.h>
#include <bit>

#include "db/sha256.h"
#include "tests/store_fixture.h"

using namespace tgc;
using namespace tgc::db;

namespace {

bool sameBits(std::span<const double> a, std::span<const double> b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](double x, double y) {
        return std::bit_cast<std::uint64_t>(x) == std::bit_cast<std::uint64_t>(y);
    });
}

} // namespace

class TestStoreRuns : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    int m_count = 0;
    std::filesystem::path m_file;

    Store fresh()
    {
        m_file = std::filesystem::path(m_dir.path().toStdString()) / ("r" + std::to_string(++m_count) + ".sqlite");
        return Store::open(m_file).value();
    }

private slots:
    void hashIsSha256()
    {
        // FIPS 180-4 examples (NIST "SHA256.pdf"): "abc", and the empty message
        QCOMPARE(sha256Hex("abc"), std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        QCOMPARE(sha256Hex(""), std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    }
    void signalsComeBackBitForBit_data()
    {
        QTest::addColumn<bool>("even");
        QTest::addColumn<int>("points");
        for (const int points : {1, 2, 2047, 2048, 2049, 20000}) {
            for (const bool even : {true, false}) {
                QTest::addRow("%d %s", points, even ? "even" : "uneven") << even << points;
            }
        }
    }
    void signalsComeBackBitForBit()
    {
        QFETCH(bool, even);
        QFETCH(int, points);
        auto store = fresh();
        NewRun run;
        const Chromatogram trace = test::someTrace(even, static_cast<std::size_t>(points));
        run.channels = {{.name = "TCD", .trace = trace}};
        const auto added = store.addRun(run);
        QVERIFY2(added.has_value(), added ? "" : added.error().message.c_str());
        const auto back = store.loadSignal(added->id, "TCD");
        QVERIFY2(back.has_value(), back ? "" : back.error().message.c_str());
        QVERIFY(sameBits(back->times_s(), trace.times_s()));
        QVERIFY(sameBits(back->values(), trace.values()));
        QCOMPARE(back->signalUnit(), std::string("uV"));
        QVERIFY(store.loadSignal(added->id).has_value());
    }
    void evenTimesAreNotStoredTwice()
    {
        auto store = fresh();
        QVERIFY(store.addRun(test::someRun("x")).has_value());
        SQLite::Database raw(m_file.string());
        QCOMPARE(raw.execAndGet("SELECT count(*) FROM signal_chunks JOIN signals ON signals.id = signal_id "
                                "WHERE channel = 'TCD' AND times_s IS NOT NULL")
                     .getInt(),
                 0);
        QCOMPARE(raw.execAndGet("SELECT count(*) FROM signal_chunks JOIN signals ON signals.id = signal_id "
                                "WHERE channel = 'BID' AND times_s IS NOT NULL")
                     .getInt(),
                 10);
    }
    void theSameFileIsRecognised()
    {
        auto store = fresh();
        const auto first = store.addRun(test::someRun("h1"));
        auto copy = test::someRun("h1");
        copy.fileName = "renamed.csv";
        const std::size_t entries = store.audit()->size();
        const auto second = store.addRun(copy);
        QVERIFY(!first->alreadyThere);
        QVERIFY(second->alreadyThere);
        QCOMPARE(second->id, first->id);
        QCOMPARE(store.runs()->size(), std::size_t{1});
        QCOMPARE(store.audit()->size(), entries);
        QVERIFY(!store.addRun(test::someRun("h2"))->alreadyThere);
        QVERIFY(store.withdraw(RecordTable::Runs, first->id, "wrong vial").has_value());
        QVERIFY(!store.addRun(copy)->alreadyThere); // a withdrawn run does not stand in the way
        const auto twice = store.addRuns({test::someRun("h3"), test::someRun("h3")});
        QVERIFY(!twice->at(0).alreadyThere && twice->at(1).alreadyThere);
    }
    void detailsKeepWhatTheVendorSaid()
    {
        auto store = fresh();
        const auto id = store.addRun(test::someRun("h1"))->id;
        const auto run = store.run(id);
        QVERIFY(run.has_value());
        QCOMPARE(run->summary.points, std::size_t{40000});
        QCOMPARE(run->summary.channels, (std::vector<std::string>{"TCD", "BID"}));
        QCOMPARE(run->summary.status, std::string("imported"));
        QCOMPARE(run->contentHash, std::string("h1"));
        QCOMPARE(run->warnings.front(), std::string("line 3: unknown column \"x\""));
        QCOMPARE(run->channels.size(), std::size_t{2});
        const auto &peaks = run->channels[0].vendorPeaks;
        QCOMPARE(peaks.size(), std::size_t{2});
        QCOMPARE(peaks[0].name.value(), std::string("Hydrogen"));
        QCOMPARE(peaks[0].area.value(), 1234.5);
        QVERIFY(!peaks[0].height.has_value());
        QVERIFY(!store.run(99).has_value());
        QVERIFY(!store.loadSignal(id, "FID").has_value());
    }
    void whatIsRecordedBesideTheSignalIsNoChannel()
    {
        auto store = fresh();
        auto made = test::someRun("h1");
        std::rotate(made.channels.begin(), made.channels.end() - 1, made.channels.end()); // the trend first
        const auto id = store.addRun(made)->id;
        const auto run = store.run(id);
        QCOMPARE(run->summary.channels, (std::vector<std::string>{"TCD", "BID"}));
        QCOMPARE(run->channels.size(), std::size_t{2});
        QCOMPARE(run->companions.size(), std::size_t{1});
        QCOMPARE(run->companions[0].name, std::string("gauge.p"));
        QCOMPARE(run->companions[0].role, std::string("trend"));
        QCOMPARE(store.loadSignal(id)->size(), std::size_t{20000});
        QCOMPARE(store.loadSignal(id, "gauge.p")->size(), std::size_t{100});
        RunFilter filter;
        filter.text = "gauge";
        QVERIFY(store.runs(filter)->empty());
        QCOMPARE(run->queueLine, made.queueLine);
        QCOMPARE(run->marks.size(), std::size_t{2});
        QCOMPARE(run->marks[1].kind, std::string("gap"));
        QCOMPARE(*run->marks[1].until_s, 43.5);
        QCOMPARE(*run->marks[1].host_ns, std::int64_t{2'000'000});
        QVERIFY(!run->marks[0].until_s);
        made.contentHash = "h2";
        made.channels[0].role = "weather";
        QCOMPARE(store.addRun(made).error().code, ErrorCode::BadInput);
        made.channels[0].role = "trend";
        made.marks[0].kind = "coffee";
        QCOMPARE(store.addRun(made).error().code, ErrorCode::BadInput);
    }
    void aReportWithoutASignalIsKept()
    {
        auto store = fresh();
        NewRun run;
        run.channels = {{.name = "Ch1", .vendorPeaks = {VendorPeakRecord{}}}};
        const auto id = store.addRun(run)->id;
        const auto trace = store.loadSignal(id);
        QVERIFY(!trace.has_value());
        QCOMPARE(trace.error().code, ErrorCode::NotDetermined);
        QCOMPARE(store.run(id)->channels.front().vendorPeaks.size(), std::size_t{1});
    }
    void refusesUnknownWords()
    {
        auto store = fresh();
        auto run = test::someRun("x");
        run.status = "perhaps";
        QVERIFY(!store.addRun(run).has_value());
        run = test::someRun("x");
        run.kind = "soup";
        QVERIFY(!store.addRun(run).has_value());
        run = test::someRun("x");
        run.channels[1].name = "TCD";
        QVERIFY(!store.addRuns({test::someRun("y"), run}).has_value());
        QVERIFY(store.runs()->empty());
    }
    void runsAreFiltered()
    {
        auto store = fresh();
        auto run = test::someRun("h1");
        run.startedUtc = "2026-03-01T10:00:00Z";
        QVERIFY(store.addRun(run).has_value());
        run = test::someRun("h2");
        run.startedUtc.reset();
        run.acquiredAt = "2026-04-01T10:00:00";
        run.sampleId = "S_2";
        run.group = "B";
        run.instrument = "100% GC";
        QVERIFY(store.addRun(run).has_value());
        QVERIFY(store.withdraw(RecordTable::Runs, 1, "wrong vial").has_value());
        const auto count = [&](const RunFilter &filter) { return store.runs(filter)->size(); };
        QCOMPARE(count({}), std::size_t{2});
        QCOMPARE(store.runs()->front().id, RecordId{2}); // newest first
        QCOMPARE(count({.withdrawnToo = false}), std::size_t{1});
        QCOMPARE(count({.since = "2026-03-15"}), std::size_t{1});
        QCOMPARE(count({.since = "2026-03-01"}), std::size_t{2});
        QCOMPARE(count({.since = "2026-04-01"}), std::size_t{1});
        for (const char *rubbish : {"2026-13-01", "2026-02-30", "yesterday", "7/24/2023", ""}) {
            const auto refused = store.runs({.since = rubbish});
            QVERIFY2(!refused && refused.error().code == ErrorCode::BadInput, rubbish);
        }
        QCOMPARE(count({.sampleId = "S_2"}), std::size_t{1});
        QCOMPARE(count({.group = "B"}), std::size_t{1});
        QCOMPARE(count({.status = "withdrawn"}), std::size_t{1});
        QCOMPARE(count({.status = "imported"}), std::size_t{1});
        QCOMPARE(count({.text = "_"}), std::size_t{1});
        QCOMPARE(count({.text = "0%"}), std::size_t{1});
        QCOMPARE(count({.text = "BID"}), std::size_t{2});
        QCOMPARE(count({.limit = 1}), std::size_t{1});
        // A time that is not ISO 8601 has no order; such a run counts from its import, which is today.
        for (const char *written : {"7/24/2023", "24.07.2023 10:00", "9"}) {
            run = test::someRun(written);
            run.startedUtc.reset();
            run.acquiredAt = written;
            QVERIFY(store.addRun(run).has_value());
        }
        QCOMPARE(count({.since = "2999-01-01"}), std::size_t{0});
        QCOMPARE(count({.since = "2024-01-01"}), std::size_t{5});
    }
    void runsAreAssigned()
    {
        auto store = fresh();
        const auto id = store.addRun(test::someRun("h1"))->id;
        QVERIFY(store.assignRun(id, "S9", std::nullopt, "blank", "mixed up").has_value());
        QCOMPARE(store.run(id)->summary.sampleId.value(), std::string("S9"));
        QVERIFY(!store.run(id)->summary.group.has_value());
        QCOMPARE(store.run(id)->summary.kind, std::string("blank"));
        const auto entry = store.audit({.table = "runs", .action = "changed"})->front();
        QCOMPARE(entry.oldValue.value(), std::string(R"({"group":"A","kind":"sample","sample_id":"S1"})"));
        QCOMPARE(entry.newValue.value(), std::string(R"({"group":null,"kind":"blank","sample_id":"S9"})"));
        QVERIFY(!store.assignRun(id, "S9", std::nullopt, "soup").has_value());
        QVERIFY(!store.assignRun(77, "S9", std::nullopt, "blank").has_value());
    }
    void resultsAreVersions()
    {
        auto store = fresh();
        const auto run = store.addRun(test::someRun("h1"))->id;
        QCOMPARE(store.saveResult(test::someResult(run))->version, 1);
        QCOMPARE(store.saveResult(test::someResult(run))->version, 2);
        auto other = test::someResult(run);
        other.kind = "check";
        QCOMPARE(store.saveResult(other)->version, 1);
        const auto all = store.results({.runId = run});
        QCOMPARE(all->size(), std::size_t{3});
        const PeakRecord &peak = all->front().result.peaks.at(1);
        QCOMPARE(peak.area, 1230.25);
        QCOMPARE(peak.areaU.value(), 1.5);
        QVERIFY(!peak.tailing.has_value());
        QCOMPARE(peak.flags, (std::vector<std::string>{"negative", "manual"}));
        QCOMPARE(store.results({.kind = "integration", .latestOnly = true})->front().version, 2);
        QVERIFY(store.withdraw(RecordTable::Results, all->at(1).id, "wrong method").has_value());
        QCOMPARE(store.results({.kind = "integration", .latestOnly = true})->front().version, 1);
        QCOMPARE(store.saveResult(test::someResult(run))->version, 3); // numbers are never given twice
        auto bad = test::someResult(run);
        bad.sampleId = 1;
        QVERIFY(!store.saveResult(bad).has_value());
        bad = test::someResult(99);
        QVERIFY(!store.saveResult(bad).has_value());
        bad = test::someResult(run);
        bad.outputsJson = "{";
        QVERIFY(!store.saveResult(bad).has_value());
        bad = test::someResult(run);
        bad.peaks[1].area = std::numeric_limits<double>::quiet_NaN();
        QVERIFY(!store.saveResult(bad).has_value());
        QCOMPARE(store.results()->size(), std::size_t{4});
        QVERIFY(store.verify()->empty());
    }
    void draftsAreKeptUntilTheyAreEmptied()
    {
        auto store = Store::open(m_file).value();
        const RecordId run = store.addRun(test::someRun("d"))->id;
        QVERIFY(store.drafts()->empty());
        QVERIFY(store.saveDraft(run, R"({"a":1})").has_value());
        QVERIFY(store.saveDraft(run, R"({"a":2})").has_value());
        const auto kept = store.drafts(run);
        QCOMPARE(kept->size(), std::size_t(1));
        QCOMPARE(kept->front().run, run);
        QCOMPARE(kept->front().json, std::string(R"({"a":2})"));
        QVERIFY(store.drafts(run + 1)->empty());
        const auto entries = store.audit()->size();
        QVERIFY(store.saveDraft(run, R"({"a":2})").has_value());
        QCOMPARE(store.audit()->size(), entries); // nothing new, no entry
        QVERIFY(store.saveDraft(run, {}).has_value());
        QVERIFY(store.drafts()->empty());
        QVERIFY(store.verify()->empty());
        QCOMPARE(store.saveDraft(run, "no JSON").error().code, ErrorCode::BadInput);
        QCOMPARE(store.saveDraft(99, "{}").error().code, ErrorCode::BadInput);
    }
    void methodsAndCalibrations()
    {
        auto store = fresh();
        QCOMPARE(store.saveMethod({.name = "m", .text = "a = 1\n"})->version, 1);
        QCOMPARE(store.saveMethod({.name = "m", .text = "a = 1\n"})->version, 1);
        QCOMPARE(store.saveMethod({.name = "m", .text = "a = 2\n"})->version, 2);
        QCOMPARE(store.methods()->size(), std::size_t{2});
        const auto id = store.saveCalibration(
            {.name = "March", .amountUnit = "nmol", .json = R"({"r2":0.999})", .source = Source::Simulated});
        QCOMPARE(store.calibration(*id)->calibration.json, std::string(R"({"r2":0.999})"));
        QVERIFY(store.calibration(*id)->calibration.source == Source::Simulated);
        QVERIFY(!store.saveCalibration({.name = "x", .amountUnit = "nmol", .json = "no"}).has_value());
        QVERIFY(!store.calibration(9).has_value());
    }
    void aCalibrationIsApprovedOnce()
    {
        auto store = fresh();
        const auto id = store.saveCalibration({.name = "March", .amountUnit = "nmol", .json = "{}"}).value();
        QVERIFY(!store.calibration(id)->approval);
        QVERIFY(store.approveCalibration(id, "recovery 99 %").has_value());
        const auto approval = store.calibration(id)->approval.value();
        QCOMPARE(approval.note, std::string("recovery 99 %"));
        QVERIFY(!approval.by.empty() && !approval.at_utc.empty());
        const auto again = store.approveCalibration(id);
        QVERIFY(!again.has_value() && again.error().message.find("already") != std::string::npos);
        QVERIFY(!store.approveCalibration(7).has_value());
        QCOMPARE(store.audit()->back().action, std::string("approved"));

        // Retired: stays, with its approval and the reason; nobody approves it afterwards.
        const auto other = store.saveCalibration({.name = "April", .amountUnit = "nmol", .json = "{}"}).value();
        QVERIFY(store.withdraw(RecordTable::Calibrations, other, "cylinder expired").has_value());
        const auto late = store.approveCalibration(other);
        QVERIFY(!late.has_value() && late.error().message.find("cylinder expired") != std::string::npos);
        QVERIFY(store.verify()->empty());
    }
    void whereACalibrationIsUsed()
    {
        auto store = fresh();
        const auto id = store.saveCalibration({.name = "March", .amountUnit = "nmol", .json = "{}"}).value();
        const auto other = store.saveCalibration({.name = "April", .amountUnit = "nmol", .json = "{}"}).value();
        Sample sample;
        sample.sampleId = "c1";
        const RecordId cell = store.saveSample(sample)->id;
        NewResult result;
        result.kind = "breakdown";
        result.sampleId = cell;
        result.algorithmName = "a";
        result.algorithmVersion = "1";
        for (const RecordId with : {id, id, other}) {
            result.calibrationId = with;
            QVERIFY(store.saveResult(result).has_value());
        }
        const auto uses = store.calibrationUses(id).value();
        QCOMPARE(uses.size(), std::size_t{2});
        QCOMPARE(uses[0].subject, std::string("c1"));
        QCOMPARE(uses[0].version, 2);
        QVERIFY(!uses[0].latest); // version 3 uses the other
        QVERIFY(store.calibrationUses(other)->front().latest);
    }
    void runNames()
    {
        QCOMPARE(runName(12), std::string("R12"));
        QCOMPARE(runIdFromName("R12").value(), RecordId{12});
        QCOMPARE(runIdFromName("r12").value(), RecordId{12});
        QCOMPARE(runIdFromName("12").value(), RecordId{12});
        for (const char *bad : {"", "R", "R0", "-3", "12x", "R 1", "99999999999999999999"}) {
            QVERIFY2(!runIdFromName(bad).has_value(), bad);
        }
    }
};

QTEST_APPLESS_MAIN(TestStoreRuns)
#include "tst_store_runs.moc"
