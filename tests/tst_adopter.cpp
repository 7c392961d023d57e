// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFloat16> // QCOMPARE tries it on a nlohmann::json
#include <QTemporaryDir>
#include <QTest>

#include <SQLiteCpp/SQLiteCpp.h>

#include "app/station/adopter.h"
#include "app/station/station_store.h"
#include "db/store.h"
#include "tests/spool_builder.h"

using namespace tgc;
using namespace std::chrono_literals;
using station::Adopter;
using test::SpoolBuilder;
namespace fs = std::filesystem;

namespace {

/// Events of one kind so far.
std::vector<nlohmann::json> told(const bench::EventLog &events, const std::string &what)
{
    std::vector<nlohmann::json> data;
    for (const auto &event : events.since(0)) {
        if (event.what == what) {
            data.push_back(event.data);
        }
    }
    return data;
}

db::NewRun runOf(Source source)
{
    db::NewRun run;
    run.source = source;
    return run;
}

} // namespace

class TestAdopter : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;

    fs::path path(const std::string &name) const { return fs::path(m_dir.path().toStdString()) / name; }

private slots:
    void takesClosedAndInterruptedRunsIn()
    {
        const auto closed = SpoolBuilder(test::header("run-1")).samples(1, 100).end().write(path("a/run-1.spool"));
        const auto cut = SpoolBuilder(test::header("run-2")).samples(1, 50).write(path("a/run-2.spool"));
        bench::EventLog events;
        Adopter adopter({path("a.sqlite")}, events);
        adopter.adopt(closed);
        adopter.adopt(cut);
        QVERIFY(adopter.finish(20s));
        const auto adopted = told(events, "adopted");
        QCOMPARE(adopted.size(), 2U);
        QCOMPARE(adopted.front(), nlohmann::json({{"run", "run-1"}, {"store_id", "R1"}}));
        QVERIFY(!fs::exists(closed) && !fs::exists(cut));
        const auto runs = db::Store::openReadOnly(path("a.sqlite"))->runs();
        QCOMPARE(runs->front().status, std::string("interrupted"));
        QCOMPARE(runs->back().status, std::string("done"));
    }

    void waitsForALockedStore()
    {
        QVERIFY(db::Store::open(path("b.sqlite")).has_value());
        const auto spool = SpoolBuilder().samples(1, 100).end().write(path("b/run.spool"));
        bench::EventLog events;
        SQLite::Database other(path("b.sqlite").string(), SQLite::OPEN_READWRITE);
        other.exec("BEGIN EXCLUSIVE");
        Adopter adopter({path("b.sqlite"), 10ms, 20ms, 10ms}, events);
        adopter.adopt(spool);
        QTRY_VERIFY_WITH_TIMEOUT(!told(events, "log").empty(), 20000);
        QTest::qWait(500); // many more attempts
        QCOMPARE(told(events, "log").size(), 1U); // said once
        QVERIFY(fs::exists(spool)); // nothing is lost meanwhile
        QVERIFY(told(events, "adopted").empty());
        other.exec("ROLLBACK");
        QTRY_COMPARE_WITH_TIMEOUT(told(events, "adopted").size(), 1U, 20000);
        QVERIFY(!fs::exists(spool));
    }

    void leavesWhatCannotBeRead()
    {
        const auto spool = path("c/run.spool");
        fs::create_directories(spool.parent_path());
        std::ofstream(spool) << "not a spool";
        bench::EventLog events;
        Adopter adopter({path("c.sqlite")}, events);
        adopter.adopt(spool);
        QVERIFY(adopter.finish(20s)); // nothing more to be done
        QVERIFY(fs::exists(spool));
        QCOMPARE(told(events, "log").size(), 1U);
        QCOMPARE(told(events, "log").front().at("level"), nlohmann::json("error"));
    }

    void endsWhileTheStoreIsLocked()
    {
        QVERIFY(db::Store::open(path("d.sqlite")).has_value());
        const auto spool = SpoolBuilder().samples(1, 10).end().write(path("d/run.spool"));
        SQLite::Database other(path("d.sqlite").string(), SQLite::OPEN_READWRITE);
        other.exec("BEGIN EXCLUSIVE");
        bench::EventLog events;
        {
            Adopter adopter({path("d.sqlite"), 10ms, 20ms, 10ms}, events);
            adopter.adopt(spool);
            QVERIFY(!adopter.finish(100ms));
        }
        QVERIFY(fs::exists(spool));
    }

    void simulatedAndRealRunsAreKeptApart()
    {
        qputenv("XDG_DATA_HOME", path("data").string().c_str());
        const auto own = path("data/tgc-workbench/tgc.sqlite");
        QCOMPARE(*station::chooseStore({}, false), own);
        QCOMPARE(*station::chooseStore({}, true), path("data/tgc-workbench/simulated.sqlite"));
        // Whether it is there yet or not, and by whatever name.
        QVERIFY(!station::chooseStore(own, true));
        QVERIFY(!station::chooseStore(path("data/../data/tgc-workbench/tgc.sqlite"), true));

        QVERIFY(db::Store::open(path("real.sqlite"))->addRun(runOf(Source::Measured)).has_value());
        QVERIFY(station::chooseStore(path("real.sqlite"), false).has_value());
        QVERIFY(!station::chooseStore(path("real.sqlite"), true));
        QVERIFY(db::Store::open(path("simulated.sqlite"))->addRun(runOf(Source::Simulated)).has_value());
        QVERIFY(!station::chooseStore(path("simulated.sqlite"), false));
        QVERIFY(station::chooseStore(path("simulated.sqlite"), true).has_value());

        std::ofstream(path("text.sqlite")) << "this is no store at all, but long enough to look like something";
        QVERIFY(!station::chooseStore(path("text.sqlite"), false));
    }
};

QTEST_GUILESS_MAIN(TestAdopter)
#include "tst_adopter.moc"
