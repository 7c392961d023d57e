// SPDX-License-Identifier: GPL-3.0-or-later
// The disk that a station works on is full, in the midst of everything it writes: the recording, the queue's journal, the
// memory of its interlocks, the store's anchor, its log. What it has said to be kept is kept, nothing is dosed that could
// not be written down, and once there is room it goes on.
#include <fstream>
#include <sstream>

#include "app/session/adopt_run.h"
#include "app/session/bench/queue_journal.h"
#include "app/station/station_log.h"
#include "db/anchor.h"
#include "tests/fake_bench.h"
#include "tests/file_size_limit.h"
#include "tests/recorded_runs.h"
#include "tests/small_disk.h"

using namespace tgc;
using namespace tgc::doubles;
using nlohmann::json;
using test::SmallDisk;

namespace {

[[maybe_unused]] const bool ownMounts = test::makeOwnMounts(); // before there is a second thread

std::string read(const std::filesystem::path &file)
{
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

json doseArgs()
{
    return {{"volume_mL", 0.5},
            {"vial_volume_mL", 30.0},
            {"solids_volume_mL", 0.05},
            {"liquid_volume_mL", 0.0},
            {"temperature_C", 25.0},
            {"initial_pressure_kPa", 101.325},
            {"pressure_rating_kPa", 200.0},
            {"li_upper_mAh", 0.5},
            {"vial", "V-1"},
            {"confirm", true}};
}

/// Temporary folders are made there while it lives.
class TemporaryFoldersOn {
public:
    explicit TemporaryFoldersOn(const QString &folder)
        : m_before(qgetenv("TMPDIR")), m_set(qEnvironmentVariableIsSet("TMPDIR"))
    {
        qputenv("TMPDIR", folder.toUtf8());
    }
    TemporaryFoldersOn(const TemporaryFoldersOn &) = delete;
    TemporaryFoldersOn &operator=(const TemporaryFoldersOn &) = delete;
    ~TemporaryFoldersOn() { m_set ? (void)qputenv("TMPDIR", m_before) : (void)qunsetenv("TMPDIR"); }

private:
    QByteArray m_before;
    bool m_set;
};

} // namespace

#define NEEDS_DISK(disk, double_)                                                                                      \
    if (!(disk).isThere()) {                                                                                           \
        QSKIP("no disk of its own can be mounted here; " double_ " shows the same");                                   \
    }

class TestDiskFull : public QObject {
    Q_OBJECT

    /// What became of a line that is dosed and injected once, where its journal can grow by `room`.
    struct Day {
        std::string state, why, queueWhy;
        int doses = 0;
        bench::JournalState journal;
        std::size_t records = 0; ///< of the line, and their bytes
        std::size_t bytes = 0;
    };
    static Day dayWithRoom(std::size_t room)
    {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("test.queue").toStdString();
        FakeBench b({.journal = file.string()});
        json row = sampleRow("S1");
        row["reaction_s"] = "0"; // else the line behind it goes first
        row["duration_s"] = "2";
        json behind = standardRow(); // makes the journal longer than a run's file, which has the same limit
        behind["remark"] = std::string(100'000, 'x');
        if (!b.command("queue.add", {{"lines", json::array({row, behind})}}) ||
            !QTest::qWaitFor([&] { return b.pumpReady(); }, patience_ms)) {
            qFatal("no bench");
        }
        Day day;
        const auto before = std::filesystem::file_size(file);
        {
            const test::FileSizeLimit limit(before + room);
            (void)b.command("queue.start");
            const auto held = [&] { return !b.it->snapshot().at("queue_running").get<bool>(); };
            (void)QTest::qWaitFor([&] { return b.over(1) || held(); }, patience_ms);
            (void)QTest::qWaitFor([&] { return held() && b.lineState(1) != "active"; }, 200);
        }
        const json line = b.line(1);
        day.state = line.at("state");
        day.why = line.at("why");
        day.queueWhy = b.it->snapshot().at("queue_policy").at("why");
        day.doses = b.pump.doses;
        const std::string text = read(file);
        day.journal = bench::replayJournal(text);
        std::istringstream grown(text.substr(before));
        for (std::string record; std::getline(grown, record);) {
            if (record.find("\"S1\"") != std::string::npos) {
                ++day.records;
                day.bytes += record.size() + 1;
            }
        }
        return day;
    }

private slots:
    /// In the midst of a run, and until after its end: it is shown as faulted, no sample is lost, the queue goes on.
    void recordingWaitsForRoom()
    {
        const SmallDisk disk(1024);
        NEEDS_DISK(disk, "tst_recorder, on a double of the file layer,")
        const TemporaryFoldersOn there(disk.path());
        FakeBench b;
        json row = standardRow();
        row["duration_s"] = "60";
        QCOMPARE(b.queue({row, standardRow()}), std::string());
        QTRY_VERIFY_WITH_TIMEOUT(b.recorder->state().durable > 100, patience_ms);
        const std::uint64_t acknowledged = b.recorder->state().durable;
        disk.fill();
        QTRY_VERIFY_WITH_TIMEOUT(!b.recorder->state().fault.empty(), patience_ms);
        const std::string fault = b.recorder->state().fault;
        QVERIFY2(fault.find("full") != std::string::npos || fault.find("No space left") != std::string::npos,
                 fault.c_str());
        QVERIFY(b.it->snapshot().at("run").dump().find(fault.substr(0, 20)) != std::string::npos);
        QTRY_VERIFY_WITH_TIMEOUT(b.line(1).at("step").get<std::string>().find("waiting for the disk") == 0,
                                 patience_ms);
        QVERIFY(b.closed().empty());
        disk.makeRoom();
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("done"), patience_ms);
        const auto run = b.spool(0);
        QVERIFY(consecutive(run));
        QVERIFY(gaps(run).empty());
        QVERIFY(run.samples.size() > acknowledged && run.tornBytes == 0);
        QCOMPARE(run.end->status, std::string("done"));
        b.rearm();
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(2), std::string("done"), patience_ms);
    }

    /// No room for a run's beginning: nothing is drawn, and the line says so.
    void whatCannotBeRecordedIsNotDrawn()
    {
        const SmallDisk disk(256);
        NEEDS_DISK(disk, "tst_recorder (aRunThatCannotBeginLeavesNothing)")
        const TemporaryFoldersOn there(disk.path());
        FakeBench b;
        disk.fill();
        QCOMPARE(b.queue({standardRow()}), std::string());
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("failed"), patience_ms);
        const std::string why = b.line(1).at("why").get<std::string>();
        QVERIFY2(why.find("not injected, the run cannot be recorded") == 0 &&
                     why.find("make room on that disk") != std::string::npos,
                 why.c_str());
        QCOMPARE(b.sampler.acts.load(), 0);
        QVERIFY(b.closed().empty());
    }

    /// The journal's file can grow by so much and no further, for every record of a line's day: the vial is dosed once at
    /// most, never without the record before it, and a station that is started then knows of every dose that was given.
    void theJournalIsFullAtEveryRecord()
    {
        const Day whole = dayWithRoom(1'000'000);
        QVERIFY2(whole.state == "done" && whole.doses == 1, whole.state.c_str());
        QVERIFY(whole.records >= 6); // begun, asked, known, injection begun and done, ended
        int notDosed = 0;
        const std::size_t step = whole.bytes / (2 * whole.records);
        for (std::size_t room = 50; room < whole.bytes; room += step) {
            const Day day = dayWithRoom(room);
            const QString told = QString("with room for %1 of %2 bytes: %3, %4, %5 doses")
                                     .arg(room)
                                     .arg(whole.bytes)
                                     .arg(day.state.c_str(), day.why.c_str())
                                     .arg(day.doses);
            QVERIFY2(day.journal.tornBytes == 0 && !day.journal.damaged, qPrintable(told)); // no half record stays
            QVERIFY2(day.doses <= 1, qPrintable(told));
            const bench::DoseFact &known = day.journal.lines.front().dose;
            if (day.doses == 1) {
                QVERIFY2(!known.mayDose(), qPrintable("the journal does not know of the dose, " + told));
            } else {
                ++notDosed;
                QVERIFY2(day.state == "waiting" || day.why.find("not dosed, it cannot be recorded") == 0,
                         qPrintable(told));
            }
            QVERIFY2(!day.queueWhy.empty() && day.queueWhy.find("journal") != std::string::npos,
                     qPrintable(told + ": " + QString::fromStdString(day.queueWhy))); // the queue holds, and says why
        }
        QVERIFY(notDosed >= 2);
    }

    /// A dose that the interlocks could forget is not given; what they remember stays readable.
    void theInterlocksMemoryIsFull()
    {
        const SmallDisk disk(64);
        NEEDS_DISK(disk, "tst_bench_interlocks (noMemoryNoDose)")
        Roles roles;
        roles.memory = disk.path("interlocks.json").toStdString();
        roles.extra = "[[interlock]]\nname = \"it\"\nkind = \"titrator-over-volume\"\nper_vial_mL = 9.0\n"
                      "per_hour_mL = 9.0\n";
        FakeBench b(roles);
        QTRY_VERIFY_WITH_TIMEOUT(b.pumpReady(), patience_ms);
        QVERIFY(b.command("dose", doseArgs()).has_value());
        const std::string before = read(roles.memory);
        QVERIFY(before.find("V-1") != std::string::npos);
        disk.fill();
        const auto refused = b.command("dose", doseArgs());
        QVERIFY(!refused.has_value());
        QVERIFY2(refused.error().message.find("make room") != std::string::npos, refused.error().message.c_str());
        QCOMPARE(b.pump.doses.load(), 1);
        QCOMPARE(read(roles.memory), before);
        disk.makeRoom();
        QVERIFY(b.command("dose", doseArgs()).has_value());
        QCOMPARE(b.pump.doses.load(), 2);
    }

    /// A run that the store has no room for stays in its file, and is taken in later.
    void theStoreIsFullWhenARunIsTakenIn()
    {
        const SmallDisk disk(4096);
        NEEDS_DISK(disk, "tst_store_guards (aFullDiskChangesNothing)")
        const QTemporaryDir roomy;
        const TemporaryFoldersOn there(roomy.path());
        FakeBench b;
        QCOMPARE(b.queue({standardRow()}), std::string());
        QTRY_VERIFY_WITH_TIMEOUT(!b.closed().empty(), patience_ms);
        const auto spool = b.closed().front().file;
        auto store = db::Store::open(disk.path("lab.sqlite").toStdString());
        QVERIFY(store.has_value());
        disk.fill();
        const auto refused = session::adoptRun(*store, spool);
        QVERIFY(!refused.has_value());
        QVERIFY2(refused.error().message.find("disk is full: nothing was written") != std::string::npos,
                 refused.error().message.c_str());
        QVERIFY(std::filesystem::exists(spool));
        disk.makeRoom();
        QVERIFY(session::adoptRun(*store, spool).has_value());
        QVERIFY(!std::filesystem::exists(spool));
        QVERIFY(store->verify()->empty());
        QCOMPARE(store->runs()->size(), std::size_t{1});
    }

    /// Lines of the anchor that found no room are said once, and never taken for a store that was altered.
    void theAnchorIsFull()
    {
        const SmallDisk disk(32);
        NEEDS_DISK(disk, "tst_store_anchor (anAnchorThatCannotBeWrittenCostsNothingElse)")
        const QTemporaryDir roomy;
        const std::filesystem::path file = roomy.filePath("lab.sqlite").toStdString();
        int told = 0;
        db::OpenOptions options;
        options.anchors = disk.path().toStdString();
        options.anchorTrouble = [&](const Error &) { ++told; };
        auto store = db::Store::open(file, options);
        QVERIFY(store.has_value());
        disk.fill();
        for (int i = 0; i < 60; ++i) { // lines of some 250 bytes, until a block is full
            QVERIFY(store->add(db::Vial{.name = std::to_string(i)}).has_value());
        }
        QCOMPARE(told, 1);
        disk.makeRoom();
        const auto anchor = db::anchorFile(disk.path().toStdString(), store->trailHead()->storeId);
        const auto early = db::compareWithAnchor(*store, *db::readAnchor(anchor));
        QVERIFY(early && early->findings.empty());
        QVERIFY(store->add(db::Vial{.name = "after"}).has_value());
        const auto late = db::compareWithAnchor(*store, *db::readAnchor(anchor));
        QVERIFY(late && late->known && late->findings.empty());
        QVERIFY(store->verify()->empty());
    }

    /// The log loses lines, and nothing waits for it.
    void theLogIsFull()
    {
        const SmallDisk disk(64);
        NEEDS_DISK(disk, "nothing but this")
        const std::filesystem::path file = disk.path("station.log").toStdString();
        {
            station::StationLog log(file, false);
            log.line("info", "the first");
            QTRY_VERIFY_WITH_TIMEOUT(read(file).find("the first") != std::string::npos, patience_ms);
            disk.fill();
            for (int i = 0; i < 2000; ++i) {
                log.line("info", std::string(100, 'x'));
            }
            QTest::qWait(200);
            disk.makeRoom();
            log.line("info", "the last");
        }
        const std::string text = read(file);
        QVERIFY(text.find("the first") != std::string::npos);
        QVERIFY2(text.find("the last") != std::string::npos, qPrintable(QString::number(text.size())));
    }
};

QTEST_GUILESS_MAIN(TestDiskFull)
#include "tst_disk_full.moc"
