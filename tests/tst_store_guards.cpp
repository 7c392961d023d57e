// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <thread>

#include "db/failure.h"
#include "tests/file_size_limit.h"
#include "tests/store_fixture.h"

using namespace tgc;
using namespace tgc::db;
namespace fs = std::filesystem;

namespace {

/// What SQLite answers to a statement of another program; empty when it was carried out.
std::string refusal(SQLite::Database &raw, const std::string &sql)
{
    try {
        raw.exec(sql);
        return {};
    } catch (const SQLite::Exception &thrown) {
        return thrown.what();
    }
}

std::vector<std::string> all(std::initializer_list<const char *> more)
{
    auto tables = test::recordTables;
    tables.insert(tables.end(), more.begin(), more.end());
    return tables;
}

} // namespace

class TestStoreGuards : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    fs::path path(const char *name) const { return fs::path(m_dir.path().toStdString()) / name; }

    Store filled(const char *name)
    {
        auto store = Store::open(path(name)).value();
        test::fill(store);
        return store;
    }

private slots:
    void deletingIsRefused_data()
    {
        QTest::addColumn<std::string>("table");
        for (const std::string &table : all({"audit_trail", "trail_head"})) {
            QTest::newRow(table.c_str()) << table;
        }
    }
    void deletingIsRefused()
    {
        QFETCH(std::string, table);
        if (!fs::exists(path("guards.sqlite"))) {
            filled("guards.sqlite");
        }
        SQLite::Database raw(path("guards.sqlite").string(), SQLite::OPEN_READWRITE);
        const int before = raw.execAndGet("SELECT count(*) FROM " + table).getInt();
        QVERIFY(refusal(raw, "DELETE FROM " + table + " WHERE id = 1").find("never deleted") != std::string::npos);
        QVERIFY(refusal(raw, "DELETE FROM " + table).find("never deleted") != std::string::npos);
        QVERIFY(refusal(raw, "REPLACE INTO " + table + " SELECT * FROM " + table).find("there already") !=
                std::string::npos);
        QCOMPARE(raw.execAndGet("SELECT count(*) FROM " + table).getInt(), before);
    }
    void rawDataAndResultsAreWriteOnce_data()
    {
        QTest::addColumn<std::string>("statement");
        const auto row = [](const char *statement) { QTest::newRow(statement) << std::string(statement); };
        row("UPDATE signals SET unit = 'mV'");
        row("UPDATE signal_chunks SET signal_values = x'00'");
        row("UPDATE signal_chunks SET sha256 = ''");
        row("UPDATE vendor_peaks SET area = 1");
        row("UPDATE peaks SET area = area * 2");
        row("UPDATE results SET outputs = '{}'");
        row("UPDATE results SET version = 9");
        row("UPDATE results SET id = 9 WHERE id = 1");
        row("UPDATE calibrations SET content = '{}'");
        row("UPDATE methods SET content = ''");
        row("UPDATE audit_trail SET who = 'nobody'");
        row("UPDATE audit_trail SET reason = NULL WHERE id = 1");
        row("UPDATE trail_head SET entries = entries - 1");
        row("UPDATE trail_head SET chain = ''");
        row("UPDATE schema_migrations SET name = ''");
        row("UPDATE store_info SET store_id = ''");
        row("UPDATE runs SET content_hash = 'x'");
        row("UPDATE runs SET queue_line = '{}'");
        row("UPDATE run_marks SET until_s = 1");
        row("UPDATE signals SET role = NULL WHERE role = 'trend'");
        row("UPDATE samples SET created_at = ''");
        row("UPDATE vials SET id = 9 WHERE id = 1");
    }
    void rawDataAndResultsAreWriteOnce()
    {
        QFETCH(std::string, statement);
        if (!fs::exists(path("guards.sqlite"))) {
            filled("guards.sqlite");
        }
        SQLite::Database raw(path("guards.sqlite").string(), SQLite::OPEN_READWRITE);
        QVERIFY(!refusal(raw, statement).empty());
        QVERIFY(Store::openReadOnly(path("guards.sqlite"))->verify()->empty());
    }
    void aWithdrawnRecordStaysAsItIs()
    {
        auto store = filled("withdrawn.sqlite");
        QVERIFY(store.withdraw(RecordTable::Results, 1, "wrong method").has_value());
        QVERIFY(store.withdraw(RecordTable::Vials, 1, "broken").has_value());
        SQLite::Database raw(path("withdrawn.sqlite").string(), SQLite::OPEN_READWRITE);
        QVERIFY(!refusal(raw, "UPDATE results SET withdrawn_at = NULL").empty());
        QVERIFY(!refusal(raw, "UPDATE results SET withdrawn_reason = 'none' WHERE id = 1").empty());
        QVERIFY(!refusal(raw, "UPDATE vials SET notes = 'glued' WHERE id = 1").empty());
        QVERIFY(!store.change(1, Vial{.name = "one", .notes = "glued"}).has_value());
        QVERIFY(store.verify()->empty());
    }
    void aLockedStoreIsLeftAlone()
    {
        filled("busy.sqlite");
        OpenOptions hasty;
        hasty.busyTimeout = std::chrono::milliseconds(30);
        auto store = Store::open(path("busy.sqlite"), hasty).value();
        SQLite::Database other(path("busy.sqlite").string(), SQLite::OPEN_READWRITE);
        other.exec("BEGIN IMMEDIATE");
        const auto refused = store.addRun(test::someRun("new"));
        QVERIFY(!refused.has_value());
        QCOMPARE(refused.error().code, ErrorCode::Store);
        QVERIFY2(refused.error().message.find("locked by another program") != std::string::npos,
                 refused.error().message.c_str());
        QCOMPARE(store.runs()->size(), std::size_t{2}); // reading goes on
        QVERIFY(store.verify()->empty());
        other.exec("ROLLBACK");
        QVERIFY(store.addRun(test::someRun("new")).has_value());
    }
    void writersWaitForEachOther()
    {
        filled("many.sqlite");
        std::vector<std::string> problems(4);
        std::vector<std::thread> threads;
        for (std::size_t t = 0; t < problems.size(); ++t) {
            threads.emplace_back([&, t] {
                auto store = Store::open(path("many.sqlite"), {.busyTimeout = std::chrono::seconds(60)}).value();
                for (int i = 0; i < 5; ++i) {
                    const auto added = store.addRun(test::someRun(std::to_string(t) + "-" + std::to_string(i)));
                    problems[t] += added ? "" : added.error().message;
                }
            });
        }
        for (auto &thread : threads) {
            thread.join();
        }
        for (const auto &problem : problems) {
            QCOMPARE(problem, std::string());
        }
        const auto store = Store::openReadOnly(path("many.sqlite"));
        QCOMPARE(store->runs()->size(), std::size_t{22});
        QVERIFY(store->verify()->empty());
    }
    void aFullDiskChangesNothing()
    {
        auto store = filled("full.sqlite");
        const std::size_t entries = store.audit()->size();
        {
            const auto wal = path("full.sqlite-wal");
            const test::FileSizeLimit limit(fs::file_size(wal) + 100000); // one run needs several times that
            const auto refused = store.addRun(test::someRun("new"));
            QVERIFY(!refused.has_value());
            QCOMPARE(refused.error().code, ErrorCode::Store);
            QVERIFY2(refused.error().message.find("nothing was written") != std::string::npos,
                     refused.error().message.c_str());
        }
        QCOMPARE(store.audit()->size(), entries);
        QCOMPARE(store.runs()->size(), std::size_t{2});
        QVERIFY(store.verify()->empty());
        QVERIFY(store.addRun(test::someRun("new")).has_value());
        QVERIFY(store.verify()->empty());
    }
    void aFullDiskIsCalledSo()
    {
        SQLite::Database raw(path("pages.sqlite").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        raw.exec("CREATE TABLE t (x); PRAGMA max_page_count = 3");
        try {
            raw.exec("INSERT INTO t VALUES (zeroblob(100000))");
            QFAIL("the file had room");
        } catch (const SQLite::Exception &thrown) {
            const Error said = failureSentence(thrown.getErrorCode(), thrown.what(), "the store \"x\"");
            QCOMPARE(said.code, ErrorCode::Store);
            QVERIFY2(said.message.find("disk is full") != std::string::npos, said.message.c_str());
        }
    }
    void aKilledWriterLeavesWholeRunsOnly()
    {
        const fs::path file = path("killed.sqlite");
        QVERIFY(Store::open(file).has_value());
        const pid_t child = fork();
        if (child == 0) {
            auto store = Store::open(file);
            for (int i = 0; store && i < 100000; ++i) {
                if (!store->addRun(test::someRun(std::to_string(i)))) {
                    break;
                }
            }
            _exit(0);
        }
        QVERIFY(child > 0);
        const auto count = [&file] {
            SQLite::Database raw(file.string(), SQLite::OPEN_READONLY, 5000);
            return raw.execAndGet("SELECT count(*) FROM runs").getInt();
        };
        QTRY_VERIFY_WITH_TIMEOUT(count() >= 5, 60000);
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
        auto store = Store::open(file).value();
        const auto runs = store.runs().value();
        QVERIFY(runs.size() >= 5);
        QVERIFY(store.verify()->empty());
        for (const RunSummary &run : runs) {
            QCOMPARE(run.points, std::size_t{40000});
        }
        QVERIFY(store.addRun(test::someRun("after")).has_value());
    }
    void aStoreOpenForReadingIsNotWritten()
    {
        filled("readonly.sqlite");
        auto store = Store::openReadOnly(path("readonly.sqlite")).value();
        const auto refused = store.addRun(test::someRun("new"));
        QVERIFY(!refused.has_value());
        QVERIFY(refused.error().message.find("reading only") != std::string::npos);
        QVERIFY(!store.withdraw(RecordTable::Vials, 1, "x").has_value());
        QCOMPARE(store.loadSignal(1, "BID")->size(), std::size_t{20000});
    }
    void aReadOnlyFileIsRefusedInWords()
    {
        if (geteuid() == 0) {
            QSKIP("root may write any file");
        }
        filled("mode.sqlite");
        fs::permissions(path("mode.sqlite"), fs::perms::owner_read);
        const auto opened = Store::open(path("mode.sqlite"));
        QVERIFY(!opened.has_value());
        QVERIFY(opened.error().message.find("read-only") != std::string::npos);
        QVERIFY(Store::openReadOnly(path("mode.sqlite"))->verify()->empty());
    }
    void anAlteredSignalIsNotHandedOut()
    {
        filled("altered.sqlite");
        {
            SQLite::Database raw(path("altered.sqlite").string(), SQLite::OPEN_READWRITE);
            raw.exec("DROP TRIGGER signal_chunks_write_once");
            raw.exec("UPDATE signal_chunks SET signal_values = zeroblob(length(signal_values)) WHERE id = 2");
        }
        const auto store = Store::open(path("altered.sqlite"));
        QVERIFY(store.has_value());
        const auto trace = store->loadSignal(1, "TCD");
        QVERIFY(!trace.has_value());
        QCOMPARE(trace.error().code, ErrorCode::Integrity);
        QVERIFY(trace.error().message.find("chunk 2") != std::string::npos);
        QVERIFY(store->loadSignal(1, "BID").has_value());
    }
};

QTEST_APPLESS_MAIN(TestStoreGuards)
#include "tst_store_guards.moc"
