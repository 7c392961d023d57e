// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <fstream>
#include <iterator>
#include <thread>

#include "db/backup.h"
#include "db/migrations.h"
#include "tests/store_fixture.h"
#include "tests/store_tamper.h"

using namespace tgc;
using namespace tgc::db;
namespace fs = std::filesystem;

namespace {

std::string bytesOf(const fs::path &file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

QString said(const auto &result)
{
    return result ? QString() : QString::fromStdString(result.error().message);
}

} // namespace

class TestStoreBackup : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_dir;

    [[nodiscard]] fs::path path(const std::string &name) const { return fs::path(m_dir->path().toStdString()) / name; }
    void make(const std::string &name) const
    {
        auto store = Store::open(path(name)).value();
        test::fill(store);
    }

private slots:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void aCopyIsTheStore()
    {
        make("lab.sqlite");
        const std::string before = bytesOf(path("lab.sqlite"));
        const auto copied = copyStore(path("lab.sqlite"), path("copy.sqlite"));
        QVERIFY2(copied.has_value(), qPrintable(said(copied)));
        QCOMPARE(bytesOf(path("lab.sqlite")), before);
        const auto copy = Store::openReadOnly(path("copy.sqlite"));
        QVERIFY(copy->verify()->empty());
        QCOMPARE(copy->trailHead()->chain, copied->chain);
        QCOMPARE(copy->trailHead()->chain, Store::openReadOnly(path("lab.sqlite"))->trailHead()->chain);
        QCOMPARE(copy->runs()->size(), std::size_t{2});
        QCOMPARE(std::distance(fs::directory_iterator(path("")), fs::directory_iterator()), 2); // nothing beside them
    }
    void othersGoOnWriting()
    {
        make("busy.sqlite");
        std::atomic<bool> stop = false;
        std::atomic<int> written = 0;
        std::atomic<long> longest_ms = 0;
        std::thread writer([&] {
            auto store = Store::open(path("busy.sqlite")).value();
            while (!stop) {
                const auto began = std::chrono::steady_clock::now();
                (void)store.addRun(test::someRun("w" + std::to_string(written))).value();
                ++written;
                const auto took =
                    std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
                longest_ms = std::max(longest_ms.load(), static_cast<long>(took.count()));
            }
        });
        std::int64_t last = 0;
        for (int i = 0; i < 5; ++i) {
            const int before = written;
            const auto copied = copyStore(path("busy.sqlite"), path("copy" + std::to_string(i)));
            if (!copied) {
                stop = true;
                writer.join();
            }
            QVERIFY2(copied.has_value(), qPrintable(said(copied)));
            QVERIFY(Store::openReadOnly(path("copy" + std::to_string(i)))->verify()->empty());
            QVERIFY(copied->entries >= last);
            last = copied->entries;
            while (written == before && !stop) { // so that the next copy is another one
                std::this_thread::yield();
            }
        }
        stop = true;
        writer.join();
        qInfo("%d runs were written during five backups, the slowest in %ld ms", written.load(), longest_ms.load());
        QVERIFY(Store::openReadOnly(path("busy.sqlite"))->verify()->empty());
    }
    void anAlteredStoreIsRefused()
    {
        make("lab.sqlite");
        test::tamper(path("lab.sqlite"), {"UPDATE peaks SET area = 1 WHERE id = 1"});
        const auto copied = copyStore(path("lab.sqlite"), path("copy.sqlite"));
        QVERIFY(!copied.has_value());
        QCOMPARE(copied.error().code, ErrorCode::Integrity);
        QVERIFY2(said(copied).contains("peaks 1"), qPrintable(said(copied)));
    }
    void whatIsNoStoreIsRefused()
    {
        std::ofstream(path("text")) << "no store, and long enough to be looked at as one by its first sixteen bytes";
        std::ofstream(path("empty")).close();
        {
            SQLite::Database raw(path("other.sqlite").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
            raw.exec("CREATE TABLE bookmarks (url TEXT)");
        }
        for (const char *name : {"text", "empty", "other.sqlite", "missing", "."}) {
            const auto copied = copyStore(path(name), path("copy.sqlite"));
            QVERIFY2(!copied.has_value() && !said(copied).isEmpty(), name);
        }
    }
    void itCanBeStopped()
    {
        make("lab.sqlite");
        const auto stopped = copyStore(path("lab.sqlite"), path("copy.sqlite"), {}, [](double) { return false; });
        // A store of one stroke is copied before anybody is asked.
        QVERIFY(stopped.has_value() || stopped.error().code == ErrorCode::Busy);
    }
    void aStoreInUseIsNotHeld()
    {
        make("lab.sqlite");
        OpenOptions hasty;
        hasty.busyTimeout = std::chrono::milliseconds(30);
        {
            const auto idle = Store::open(path("lab.sqlite")).value(); // as a desktop that does nothing
            const auto held = HeldStore::hold(path("lab.sqlite"), hasty);
            QVERIFY(!held.has_value());
            QCOMPARE(held.error().code, ErrorCode::Store);
            QVERIFY2(said(held).contains("is open in another program"), qPrintable(said(held)));
        }
        {
            auto held = HeldStore::hold(path("lab.sqlite"), hasty);
            QVERIFY2(held.has_value(), qPrintable(said(held)));
            QVERIFY(held->head().has_value());
            QVERIFY(!Store::open(path("lab.sqlite"), hasty).has_value()); // and nobody gets in meanwhile
            const std::string before = bytesOf(path("lab.sqlite"));
            QVERIFY(held->setAside(path("aside.sqlite")).has_value());
            held->putBack();
            QCOMPARE(bytesOf(path("lab.sqlite")), before);
            QVERIFY(!fs::exists(path("aside.sqlite")));
            QVERIFY(held->setAside(path("aside.sqlite")).has_value());
        }
        QVERIFY(Store::openReadOnly(path("aside.sqlite"))->verify()->empty());
        QVERIFY(Store::open(path("lab.sqlite")).has_value());
    }
    void whatWasNotClosedGoesAlong()
    {
        // As a program that was killed leaves it: the last transactions stand in `-wal` alone.
        fs::create_directories(path("live"));
        {
            auto store = Store::open(path("live/lab.sqlite")).value();
            test::fill(store);
            for (const char *ending : {"", "-wal", "-shm"}) {
                fs::copy_file(path(std::string("live/lab.sqlite") + ending), path(std::string("lab.sqlite") + ending));
            }
        }
        const auto entries = Store::openReadOnly(path("live/lab.sqlite"))->trailHead()->entries;
        QCOMPARE(copyStore(path("lab.sqlite"), path("copy.sqlite"))->entries, entries);
        auto held = HeldStore::hold(path("lab.sqlite")).value();
        QCOMPARE(held.head()->entries, entries);
        QVERIFY(held.setAside(path("aside.sqlite")).has_value());
        QVERIFY(!fs::exists(path("lab.sqlite-wal")));
        QCOMPARE(Store::openReadOnly(path("aside.sqlite"))->trailHead()->entries, entries);
    }
    void aDamagedStoreIsSetAsideWithAllThatBelongsToIt()
    {
        std::ofstream(path("lab.sqlite"))
            << "what a bad disk left of it, more than the hundred bytes that make a header "
               "of an SQLite file, so that it is read at all";
        std::ofstream(path("lab.sqlite-wal")) << "rest";
        {
            auto held = HeldStore::hold(path("lab.sqlite"));
            QVERIFY2(held.has_value(), qPrintable(said(held)));
            QVERIFY(!held->head().has_value());
            QVERIFY(held->setAside(path("aside.sqlite")).has_value());
        }
        QVERIFY(!fs::exists(path("lab.sqlite")) && !fs::exists(path("lab.sqlite-wal")));
        QVERIFY(fs::exists(path("aside.sqlite")) && fs::exists(path("aside.sqlite-wal")));
    }
    void anEarlierSchemaIsCopiedAsItIsAndBroughtUpToDateLater()
    {
        constexpr int older = 6;
        {
            SQLite::Database raw(path("six.sqlite").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
            for (int i = 0; i < older; ++i) {
                raw.exec(std::string(migrations()[static_cast<std::size_t>(i)].sql));
            }
            raw.exec("PRAGMA application_id = 0x54474357; PRAGMA user_version = 6");
        }
        // Made by hand, it has no trail; that is told, and not taken for a whole store.
        QVERIFY(!copyStore(path("six.sqlite"), path("copy.sqlite")).has_value());
        SQLite::Database raw(path("copy.sqlite").string());
        QCOMPARE(raw.execAndGet("PRAGMA user_version").getInt(), older);
    }
};

QTEST_APPLESS_MAIN(TestStoreBackup)
#include "tst_store_backup.moc"
