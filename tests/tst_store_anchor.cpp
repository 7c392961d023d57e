// SPDX-License-Identifier: GPL-3.0-or-later
// What the store alone cannot tell: put back to an earlier state, and a trail rewritten with all its sums.
#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <iterator>
#include <thread>

#include "db/anchor.h"
#include "tests/store_fixture.h"
#include "tests/store_tamper.h"

using namespace tgc;
using namespace tgc::db;
using tgc::test::rewriteTrail;
using tgc::test::tamper;
namespace fs = std::filesystem;

namespace {

std::string bytesOf(const fs::path &file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

QString text(const AnchorVerdict &verdict)
{
    QString all;
    for (const Alteration &each : verdict.findings) {
        all += QString::fromStdString(each.table + " " + (each.id ? std::to_string(*each.id) : "-") + ": " + each.what +
                                      "\n");
    }
    for (const std::string &note : verdict.notes) {
        all += QString::fromStdString("note: " + note + "\n");
    }
    return all;
}

} // namespace

class TestStoreAnchor : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_dir;

    [[nodiscard]] fs::path path(const std::string &name) const { return fs::path(m_dir->path().toStdString()) / name; }
    [[nodiscard]] OpenOptions options() const
    {
        OpenOptions options;
        options.anchors = path("anchors");
        return options;
    }
    [[nodiscard]] Store opened(const std::string &name) const { return Store::open(path(name), options()).value(); }
    void grow(const std::string &name, const std::string &vial) const
    {
        auto store = opened(name);
        (void)store.add(Vial{.name = vial, .volume = AsTyped{"30.00", "mL", {}}}).value();
    }
    [[nodiscard]] fs::path anchor(const std::string &name) const
    {
        return anchorFile(path("anchors"), Store::openReadOnly(path(name))->trailHead()->storeId);
    }
    [[nodiscard]] AnchorVerdict verdict(const std::string &name) const
    {
        const auto read = readAnchor(anchor(name)).value();
        return compareWithAnchor(Store::openReadOnly(path(name)).value(), read).value();
    }
    /// Only the anchor can tell: the store by itself is whole.
    [[nodiscard]] bool aloneItIsWhole(const std::string &name) const
    {
        return Store::openReadOnly(path(name))->verify()->empty();
    }
    void copyOver(const std::string &from, const std::string &to) const
    {
        fs::copy_file(path(from), path(to), fs::copy_options::overwrite_existing);
    }

private slots:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void everyTransactionIsAnchored()
    {
        {
            auto store = opened("lab.sqlite");
            test::fill(store);
            // Before anything is closed: what was committed is there.
            const auto said = readAnchor(anchor("lab.sqlite")).value();
            QVERIFY(said.found && said.damaged.empty());
            QCOMPARE(said.lines.back().head.entries, store.trailHead()->entries);
            QCOMPARE(said.lines.back().head.chain, store.trailHead()->chain);
            QCOMPARE(said.lines.back().file, fs::canonical(path("lab.sqlite")).string());
        }
        const auto seen = verdict("lab.sqlite");
        QVERIFY2(seen.findings.empty() && seen.notes.empty() && seen.known && !seen.endIsDamaged,
                 qPrintable(text(seen)));
        QCOMPARE(seen.agreedUpTo, Store::openReadOnly(path("lab.sqlite"))->trailHead()->entries);
        const std::string before = bytesOf(anchor("lab.sqlite"));
        (void)opened("lab.sqlite"); // nothing written, nothing anchored
        QCOMPARE(bytesOf(anchor("lab.sqlite")), before);
        grow("lab.sqlite", "more"); // only appended to
        QVERIFY(bytesOf(anchor("lab.sqlite")).starts_with(before));
    }
    void aRollBackIsFound()
    {
        grow("lab.sqlite", "a");
        copyOver("lab.sqlite", "earlier.sqlite");
        grow("lab.sqlite", "b");
        copyOver("earlier.sqlite", "lab.sqlite");
        QVERIFY(aloneItIsWhole("lab.sqlite"));
        auto found = verdict("lab.sqlite");
        QCOMPARE(found.findings.size(), std::size_t{1});
        QVERIFY2(text(found).contains("audit_trail -: the trail ends at entry 2, but entry 3 was anchored on"),
                 qPrintable(text(found)));
        // Work that goes on after it does not hide it: the entry is another one.
        grow("lab.sqlite", "other");
        grow("lab.sqlite", "and more");
        found = verdict("lab.sqlite");
        QCOMPARE(found.findings.size(), std::size_t{1});
        QVERIFY2(text(found).contains("audit_trail 3: the entry is not the one anchored on") &&
                     text(found).contains("rewritten after entry 2"),
                 qPrintable(text(found)));
    }
    void theLastEntriesCutOffAreFound()
    {
        {
            auto store = opened("lab.sqlite");
            test::fill(store);
        }
        const auto head = Store::openReadOnly(path("lab.sqlite"))->trailHead().value();
        const std::string last = std::to_string(head.entries);
        const std::string before =
            SQLite::Database(path("lab.sqlite").string())
                .execAndGet("SELECT chain FROM audit_trail WHERE id = " + std::to_string(head.entries - 1))
                .getString();
        // The last record is taken away together with its entry: the store is whole, only older.
        tamper(path("lab.sqlite"), {"DELETE FROM run_drafts WHERE id = 2", "DELETE FROM audit_trail WHERE id = " + last,
                                    "UPDATE trail_head SET entries = entries - 1, chain = '" + before + "'"});
        QVERIFY(aloneItIsWhole("lab.sqlite"));
        const auto found = verdict("lab.sqlite");
        QVERIFY2(text(found).contains("the store was put back to an earlier state"), qPrintable(text(found)));
    }
    void rewrittenTrails_data()
    {
        QTest::addColumn<std::string>("statement");
        const auto row = [](const char *what, const std::string &statement) { QTest::newRow(what) << statement; };
        row("an area", "UPDATE peaks SET area = area * 2 WHERE id = 1");
        row("an approval's name", "UPDATE calibrations SET approved_by = 'the boss' WHERE id = 1");
        row("an approval's date", "UPDATE calibrations SET approved_at = '2026-01-01T00:00:00.000Z' WHERE id = 1");
        row("a result", "UPDATE results SET outputs = '{\"peaks\":3}' WHERE id = 1");
        row("a sample's text", "UPDATE samples SET vial_volume_mL = '31.00' WHERE id = 1");
        row("a signal's bytes",
            "UPDATE signal_chunks SET signal_values = zeroblob(length(signal_values)) WHERE id = 1");
        row("who did it", "UPDATE audit_trail SET who = 'nobody' WHERE id = 3");
        row("when", "UPDATE audit_trail SET at_utc = '2020-01-01T00:00:00.000Z' WHERE id = 5");
    }
    void rewrittenTrails()
    {
        QFETCH(std::string, statement);
        {
            auto store = opened("lab.sqlite");
            test::fill(store);
            QVERIFY(store.approveCalibration(1, "seen").has_value());
        }
        tamper(path("lab.sqlite"), {statement});
        QVERIFY(!aloneItIsWhole("lab.sqlite"));
        rewriteTrail(path("lab.sqlite"));
        const auto alone = Store::openReadOnly(path("lab.sqlite"))->verify().value();
        QVERIFY2(alone.empty(), alone.empty() ? "" : alone.front().what.c_str());
        const auto found = verdict("lab.sqlite");
        QCOMPARE(found.findings.size(), std::size_t{1});
        QCOMPARE(found.findings.front().table, std::string("audit_trail"));
        QVERIFY2(text(found).contains("the trail was rewritten"), qPrintable(text(found)));
    }
    void aRecordTakenAwayWithItsEntryIsFound()
    {
        for (const char *name : {"a", "b", "c"}) {
            grow("lab.sqlite", name);
        }
        // Entry 3 wrote vial 2; entry 4 becomes 3.
        tamper(path("lab.sqlite"), {"DELETE FROM vials WHERE id = 2", "DELETE FROM audit_trail WHERE id = 3",
                                    "UPDATE audit_trail SET id = 3 WHERE id = 4"});
        rewriteTrail(path("lab.sqlite"));
        QVERIFY(aloneItIsWhole("lab.sqlite"));
        const auto found = verdict("lab.sqlite");
        QCOMPARE(found.findings.size(), std::size_t{2}); // entry 3 is another one, entry 4 is gone
    }
    void aCopyElsewhereIsHeldAgainstTheSameAnchor()
    {
        grow("lab.sqlite", "a");
        fs::create_directories(path("elsewhere"));
        copyOver("lab.sqlite", "elsewhere/copy.sqlite");
        auto seen = verdict("elsewhere/copy.sqlite");
        QVERIFY2(seen.findings.empty() && seen.known && seen.agreedUpTo == 2, qPrintable(text(seen)));
        tamper(path("elsewhere/copy.sqlite"), {"UPDATE vials SET volume = '40.00'"});
        rewriteTrail(path("elsewhere/copy.sqlite"));
        QVERIFY(aloneItIsWhole("elsewhere/copy.sqlite"));
        QCOMPARE(verdict("elsewhere/copy.sqlite").findings.size(), std::size_t{1});
        QVERIFY(verdict("lab.sqlite").findings.empty());
    }
    void aCopyThatIsWrittenToHasALifeOfItsOwn()
    {
        grow("lab.sqlite", "a");
        copyOver("lab.sqlite", "trial.sqlite");
        grow("trial.sqlite", "trial");
        grow("trial.sqlite", "and error");
        for (int round = 0; round < 2; ++round) {
            for (const char *name : {"lab.sqlite", "trial.sqlite"}) {
                const auto seen = verdict(name);
                QVERIFY2(seen.findings.empty(), qPrintable(name + text(seen)));
            }
            grow("lab.sqlite", "b" + std::to_string(round));
        }
        QVERIFY2(text(verdict("lab.sqlite")).contains("a copy of this store was written to as"),
                 qPrintable(text(verdict("lab.sqlite"))));
        // Put in the store's place it is found.
        copyOver("trial.sqlite", "lab.sqlite");
        QVERIFY(!verdict("lab.sqlite").findings.empty());
    }
    void aStoreThatWasMovedKeepsItsAnchor()
    {
        grow("lab.sqlite", "a");
        copyOver("lab.sqlite", "earlier.sqlite");
        grow("lab.sqlite", "b");
        fs::rename(path("lab.sqlite"), path("moved.sqlite"));
        QVERIFY(verdict("moved.sqlite").findings.empty());
        grow("moved.sqlite", "c");
        QVERIFY(verdict("moved.sqlite").findings.empty());
        copyOver("earlier.sqlite", "moved.sqlite");
        QCOMPARE(verdict("moved.sqlite").findings.size(), std::size_t{1});
    }
    void aRestoreIsNoRollBack()
    {
        grow("lab.sqlite", "a");
        copyOver("lab.sqlite", "backup.sqlite");
        const auto backup = Store::openReadOnly(path("backup.sqlite"))->trailHead().value();
        AnchorLine line;
        line.event = AnchorEvent::Backup;
        line.at_utc = "2026-03-01T12:00:00.000Z";
        line.head = backup;
        line.file = path("backup.sqlite").string();
        QVERIFY(appendToAnchor(anchor("lab.sqlite"), line, true).has_value());
        grow("lab.sqlite", "b");
        grow("lab.sqlite", "c");
        QVERIFY2(text(verdict("backup.sqlite")).contains("note: this is the backup of 2026-03-01T12:00:00.000Z as it"),
                 qPrintable(text(verdict("backup.sqlite"))));
        QVERIFY(verdict("backup.sqlite").findings.empty());
        // As `tgc restore` does it.
        fs::rename(path("lab.sqlite"), path("aside.sqlite"));
        copyOver("backup.sqlite", "lab.sqlite");
        {
            auto store = Store::open(path("lab.sqlite")).value();
            line.head = store.noteRestored({"backup.sqlite", backup, {}, "aside.sqlite"}).value();
        }
        line.event = AnchorEvent::Restored;
        line.file = fs::canonical(path("lab.sqlite")).string();
        line.backupEntries = backup.entries;
        QVERIFY(appendToAnchor(anchor("lab.sqlite"), line, true).has_value());
        grow("lab.sqlite", "d");
        const auto seen = verdict("lab.sqlite");
        QVERIFY2(seen.findings.empty() && text(seen).contains("was restored from a backup"), qPrintable(text(seen)));
        QVERIFY2(text(verdict("aside.sqlite")).contains("as a restore set it aside"),
                 qPrintable(text(verdict("aside.sqlite"))));
        QVERIFY(verdict("aside.sqlite").findings.empty());
        // The same backup put back in secret.
        copyOver("backup.sqlite", "lab.sqlite");
        QCOMPARE(verdict("lab.sqlite").findings.size(), std::size_t{1});
        // What was set aside, put back in secret.
        copyOver("aside.sqlite", "lab.sqlite");
        QVERIFY(!verdict("lab.sqlite").findings.empty());
    }
    void damagedLinesAreToldAndNotUsed()
    {
        grow("lab.sqlite", "a");
        grow("lab.sqlite", "b");
        grow("lab.sqlite", "c");
        const std::string whole = bytesOf(anchor("lab.sqlite"));
        const auto lines = static_cast<std::size_t>(std::count(whole.begin(), whole.end(), '\n'));
        QCOMPARE(lines, std::size_t{5}); // the heading, the migration, three vials
        std::size_t flips = 0;
        std::size_t noticed = 0;
        for (std::size_t at = whole.find('\n') + 1; at < whole.size(); at += 3) {
            std::string damaged = whole;
            damaged[at] = static_cast<char>(damaged[at] ^ 0x04);
            std::ofstream(anchor("lab.sqlite"), std::ios::binary) << damaged;
            const auto read = readAnchor(anchor("lab.sqlite")).value();
            const auto seen = verdict("lab.sqlite");
            QVERIFY2(seen.findings.empty(), qPrintable(text(seen))); // damage is no finding about the store
            ++flips;
            noticed += read.damaged.empty() ? 0 : 1;
            if (at > whole.rfind('\n', whole.size() - 2) + 1) {
                QVERIFY(seen.endIsDamaged);
            }
        }
        qInfo("%zu of %zu flipped bits of an anchor were noticed", noticed, flips);
        QCOMPARE(noticed, flips);
        // A line cut by a power failure costs itself, not the next one.
        std::ofstream(anchor("lab.sqlite"), std::ios::binary) << whole.substr(0, whole.size() - 30);
        QVERIFY(verdict("lab.sqlite").endIsDamaged);
        grow("lab.sqlite", "d");
        const auto healed = verdict("lab.sqlite");
        QVERIFY(!healed.endIsDamaged && healed.findings.empty());
        QCOMPARE(healed.agreedUpTo, std::int64_t{5});
    }
    void withoutAnAnchorNothingIsClaimed()
    {
        QVERIFY(Store::open(path("plain.sqlite")).has_value()); // none is kept
        QVERIFY(!fs::exists(path("anchors")));
        const auto seen = verdict("plain.sqlite");
        QVERIFY(!seen.known && seen.findings.empty() && seen.notes.empty());
        grow("lab.sqlite", "a"); // another store's lines say nothing
        const auto other =
            compareWithAnchor(*Store::openReadOnly(path("plain.sqlite")), *readAnchor(anchor("lab.sqlite")));
        QVERIFY(!other->known && other->findings.empty());
        QVERIFY(!readAnchor(path(".")).has_value());
    }
    void anAnchorThatCannotBeWrittenCostsNothingElse()
    {
        std::ofstream(path("anchors")) << "a file where the folder should be";
        int told = 0;
        auto hindered = options();
        hindered.anchorTrouble = [&](const Error &error) {
            ++told;
            QVERIFY2(QString::fromStdString(error.message).contains("what was written to the store is kept"),
                     error.message.c_str());
        };
        auto store = Store::open(path("lab.sqlite"), hindered);
        QVERIFY(store.has_value());
        QVERIFY(store->add(Vial{.name = "a"}).has_value());
        QCOMPARE(told, 1); // once
        QVERIFY(store->verify()->empty());
    }
    void manyWriteOneAnchor()
    {
        grow("lab.sqlite", "first");
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&, t] {
                auto slow = options();
                slow.busyTimeout = std::chrono::seconds(60);
                auto store = Store::open(path("lab.sqlite"), slow).value();
                for (int i = 0; i < 10; ++i) {
                    (void)store.add(Vial{.name = std::to_string(t) + "." + std::to_string(i)}).value();
                }
            });
        }
        for (auto &thread : threads) {
            thread.join();
        }
        const auto read = readAnchor(anchor("lab.sqlite")).value();
        QVERIFY(read.damaged.empty());
        QCOMPARE(read.lines.size(), std::size_t{42});
        const auto seen = verdict("lab.sqlite");
        QVERIFY2(seen.findings.empty() && seen.agreedUpTo == 42, qPrintable(text(seen)));
    }
};

QTEST_APPLESS_MAIN(TestStoreAnchor)
#include "tst_store_anchor.moc"
