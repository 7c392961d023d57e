// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include <SQLiteCpp/SQLiteCpp.h>
#include <filesystem>
#include <fstream>
#include <thread>

#include "db/migrations.h"
#include "db/store.h"

using namespace tgc;
using namespace tgc::db;
namespace fs = std::filesystem;

namespace {

std::string bytesOf(const fs::path &file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

QString message(const Result<Store> &opened)
{
    return opened ? QString() : QString::fromStdString(opened.error().message);
}

} // namespace

class TestStoreOpen : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    fs::path path(const char *name) const { return fs::path(m_dir.path().toStdString()) / name; }

private slots:
    void makesFoldersAndSchema()
    {
        const fs::path file = path("a/b/runs.sqlite");
        const auto store = Store::open(file);
        QVERIFY2(store.has_value(), qPrintable(message(store)));
        SQLite::Database raw(file.string());
        QCOMPARE(raw.execAndGet("PRAGMA application_id").getInt(), 0x54474357);
        QCOMPARE(raw.execAndGet("PRAGMA journal_mode").getString(), std::string("wal"));
        QCOMPARE(raw.execAndGet("PRAGMA user_version").getInt(),
                 raw.execAndGet("SELECT max(id) FROM schema_migrations").getInt());
        for (const char *table :
             {"cells",        "electrodes", "vials", "syringes",  "cylinders",     "titrants",         "samples",
              "blanks",       "draws",      "runs",  "signals",   "signal_chunks", "vendor_peaks",     "methods",
              "calibrations", "results",    "peaks", "run_marks", "audit_trail",   "schema_migrations"}) {
            QVERIFY2(raw.execAndGet(std::string("SELECT count(*) FROM ") + table).getInt() >= 0, table);
        }
    }
    void opensAgainWithoutChange()
    {
        const fs::path file = path("again.sqlite");
        std::string before;
        {
            const auto store = Store::open(file);
            QVERIFY(store.has_value());
        }
        before = bytesOf(file);
        {
            const auto store = Store::open(file);
            QVERIFY(store.has_value());
        }
        QCOMPARE(bytesOf(file), before);
    }
    void refusesForeignFiles_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("text") << QByteArray("time_s,signal_uV\n0,1\n");
        QTest::newRow("long text") << QByteArray(5000, 'x');
        QTest::newRow("header only") << QByteArray("SQLite format 3\0", 16);
    }
    void refusesForeignFiles()
    {
        QFETCH(QByteArray, content);
        const fs::path file = path("foreign.bin");
        std::ofstream(file, std::ios::binary) << content.toStdString();
        for (const auto &opened : {Store::open(file), Store::openReadOnly(file)}) {
            QVERIFY(!opened.has_value());
            QCOMPARE(opened.error().code, ErrorCode::Integrity); // it may be a store with a damaged first page
            QVERIFY2(message(opened).contains("foreign.bin"), qPrintable(message(opened)));
        }
        QCOMPARE(bytesOf(file), content.toStdString());
    }
    void refusesAnotherProgramsDatabase()
    {
        const fs::path file = path("other.sqlite");
        {
            SQLite::Database raw(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
            raw.exec("CREATE TABLE bookmarks (url TEXT)");
        }
        const std::string before = bytesOf(file);
        const auto opened = Store::open(file);
        QVERIFY(!opened.has_value());
        QVERIFY2(message(opened).contains("another program"), qPrintable(message(opened)));
        QCOMPARE(bytesOf(file), before);
    }
    void refusesANewerSchema()
    {
        const fs::path file = path("newer.sqlite");
        QVERIFY(Store::open(file).has_value());
        {
            SQLite::Database raw(file.string(), SQLite::OPEN_READWRITE);
            raw.exec("PRAGMA user_version = 999");
        }
        const auto opened = Store::open(file);
        QVERIFY(!opened.has_value());
        QCOMPARE(opened.error().code, ErrorCode::Store);
        QVERIFY2(message(opened).contains("999") && message(opened).contains("newer"), qPrintable(message(opened)));
    }
    void bringsAnOlderSchemaUpToDate_data()
    {
        QTest::addColumn<std::string>("obstacle");
        QTest::newRow("as it should be") << std::string();
        QTest::newRow("a migration that fails") << std::string("CREATE TABLE run_marks (x)");
    }
    void bringsAnOlderSchemaUpToDate()
    {
        QFETCH(std::string, obstacle);
        const fs::path file = path(obstacle.empty() ? "older.sqlite" : "stuck.sqlite");
        const int known = static_cast<int>(migrations().size());
        constexpr int older = 6; // as version 1.1 left it
        {
            SQLite::Database raw(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
            for (int i = 0; i < older; ++i) {
                raw.exec(std::string(migrations()[static_cast<std::size_t>(i)].sql));
            }
            raw.exec("INSERT INTO vials (name, source, created_at) VALUES ('V1', 'typed', '2026-01-01T00:00:00Z')");
            raw.exec("PRAGMA application_id = 0x54474357; PRAGMA user_version = " + std::to_string(older));
            if (!obstacle.empty()) {
                raw.exec(obstacle);
            }
        }
        const auto store = Store::open(file);
        QCOMPARE(store.has_value(), obstacle.empty());
        SQLite::Database raw(file.string());
        QCOMPARE(raw.execAndGet("PRAGMA user_version").getInt(), obstacle.empty() ? known : older);
        QCOMPARE(raw.execAndGet("SELECT count(*) FROM schema_migrations").getInt(),
                 obstacle.empty() ? known - older : 0);
        QCOMPARE(raw.execAndGet("SELECT count(*) FROM sqlite_schema WHERE name = 'run_marks_keep'").getInt(),
                 obstacle.empty() ? 1 : 0);
        QCOMPARE(raw.execAndGet("SELECT count(*) FROM vials").getInt(), 1);
    }
    void anOlderStoreIsReadAsItIs()
    {
        // As version 1.1 left it: schema 6, whose signals have no role and whose runs have no marks.
        const fs::path file = path("six.sqlite");
        {
            SQLite::Database raw(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
            for (int i = 0; i < 6; ++i) {
                raw.exec(std::string(migrations()[static_cast<std::size_t>(i)].sql));
            }
            raw.exec(
                "INSERT INTO runs (status, kind, source, created_at) VALUES ('imported', 'sample', 'imported', '');"
                "INSERT INTO signals (run_id, number, channel, points, source) VALUES (1, 1, 'TCD', 0, 'imported');"
                "PRAGMA application_id = 0x54474357; PRAGMA user_version = 6");
        }
        const auto store = Store::openReadOnly(file);
        QVERIFY2(store.has_value(), qPrintable(message(store)));
        RunFilter filter;
        filter.text = "TCD";
        QCOMPARE(store->runs(filter)->size(), std::size_t{1});
        QCOMPARE(store->run(1)->channels.size(), std::size_t{1});
        QCOMPARE(store->loadSignal(1).error().code, ErrorCode::NotDetermined);
    }
    void anEmptyFileIsNoStoreYet()
    {
        const fs::path file = path("nothing.sqlite");
        std::ofstream(file).close(); // what a first import leaves that was killed, or found the disk full
        const auto none = Store::openReadOnly(file);
        QVERIFY2(message(none).contains("there is no store yet"), qPrintable(message(none)));
        QCOMPARE(message(Store::openReadOnly(path("nowhere.sqlite"))).section(": ", 1), message(none).section(": ", 1));
        QVERIFY(Store::open(file).has_value());
        QVERIFY(Store::openReadOnly(file).has_value());
    }
    void refusesAFolderAndAFileAsFolder()
    {
        QVERIFY(message(Store::openReadOnly(path("."))).contains("it is a folder"));
        QVERIFY(!Store::open(path(".")).has_value());
        std::ofstream(path("plain")) << "x";
        const auto opened = Store::open(path("plain/runs.sqlite"));
        QVERIFY(!opened.has_value());
        QCOMPARE(opened.error().code, ErrorCode::Store);
    }
    void manyMakeTheSameStoreAtOnce()
    {
        const fs::path file = path("race.sqlite");
        std::vector<std::string> problems(8);
        std::vector<std::thread> threads;
        for (auto &problem : problems) {
            threads.emplace_back([&problem, &file] {
                if (const auto opened = Store::open(file); !opened) {
                    problem = opened.error().message;
                }
            });
        }
        for (auto &thread : threads) {
            thread.join();
        }
        for (const auto &problem : problems) {
            QVERIFY2(problem.empty(), problem.c_str());
        }
        SQLite::Database raw(file.string());
        QCOMPARE(raw.execAndGet("SELECT count(*) FROM audit_trail").getInt(), 1);
    }
    void readOnlyLeavesNoTrace()
    {
        const fs::path file = path("copy/runs.sqlite");
        QVERIFY(Store::open(file).has_value());
        {
            const auto store = Store::openReadOnly(file);
            QVERIFY2(store.has_value(), qPrintable(message(store)));
        }
        QCOMPARE(std::distance(fs::directory_iterator(file.parent_path()), fs::directory_iterator()), 1);
        QVERIFY(!Store::openReadOnly(path("missing.sqlite")).has_value());
        QVERIFY(!fs::exists(path("missing.sqlite")));
    }
};

QTEST_APPLESS_MAIN(TestStoreOpen)
#include "tst_store_open.moc"
