// SPDX-License-Identifier: GPL-3.0-or-later
// backup, restore and what verify knows from the anchor, through the real program.
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

#include "db/anchor.h"
#include "tests/run_tgc.h"
#include "tests/store_tamper.h"

using namespace tgc;
namespace fs = std::filesystem;

class TestCliBackup : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;

    [[nodiscard]] QString file(const QString &name) const { return m_folder->filePath(name); }
    [[nodiscard]] TgcRun tgc(QStringList arguments, const QString &db = "lab.sqlite") const
    {
        arguments << "--db" << db;
        return runTgc(arguments, m_folder->path());
    }
    /// A run more in the store.
    void grow(int number, const QString &db = "lab.sqlite") const
    {
        const QString trace = QString("run%1.csv").arg(number);
        QByteArray text = "# source: simulated\ntime_s,signal_uV\n";
        for (int i = 0; i < 400; ++i) {
            const double z = 0.1 * i - 20.0;
            text += QByteArray::number(0.1 * i, 'g', 17) + ',' +
                    QByteArray::number(number + 100.0 * std::exp(-0.5 * z * z), 'g', 17) + '\n';
        }
        writeText(file(trace), text);
        const TgcRun run = tgc({"import", trace}, db);
        QVERIFY2(run.status == 0, run.err);
    }
    [[nodiscard]] qsizetype runs(const QString &db = "lab.sqlite") const
    {
        return tgc({"runs", "--format", "csv"}, db).out.count('\n') - 1;
    }
    [[nodiscard]] fs::path path(const QString &name) const { return file(name).toStdString(); }
    [[nodiscard]] QString anchor() const
    {
        const QDir folder(file("data/tgc-workbench/anchors"));
        const auto names = folder.entryList({"*.anchor"});
        return names.size() == 1 ? folder.filePath(names.front()) : QString();
    }
    void copy(const QString &from, const QString &to) const
    {
        QFile::remove(file(to));
        QVERIFY(QFile::copy(file(from), file(to)));
    }

private slots: // a store that is made writes one entry of its trail, an imported run two
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void everyCommandAnchorsWhatItWrote()
    {
        grow(1);
        QVERIFY(!anchor().isEmpty());
        const TgcRun verified = tgc({"verify"});
        QCOMPARE(verified.status, 0);
        QCOMPARE(verified.out,
                 QByteArray("nothing was altered; the trail has 3 entries\nthe anchor agrees up to entry 3\n"));
        QVERIFY2(verified.err.isEmpty(), verified.err);
        QCOMPARE(tgc({"verify", "--format", "csv"}).out, QByteArray("table,id,what\n"));
        // Without an anchor nothing is claimed, and nothing fails.
        QVERIFY(QFile::rename(anchor(), file("elsewhere.anchor")));
        const TgcRun without = tgc({"verify"});
        QCOMPARE(without.status, 0);
        QVERIFY2(without.out.contains("no anchor of this store is there"), without.out);
        QVERIFY2(tgc({"verify", "--format", "csv"}).err.contains("warning: no anchor of this store is there"), "");
        const TgcRun named = tgc({"verify", "--anchor", "elsewhere.anchor"});
        QCOMPARE(named.status, 0);
        QVERIFY2(named.out.contains("the anchor agrees up to entry 3"), named.out);
        const TgcRun missing = tgc({"verify", "--anchor", "nowhere"});
        QCOMPARE(missing.status, 2);
        QVERIFY2(missing.err.contains("nowhere: there is no such anchor"), missing.err);
    }
    void aStorePutBackIsFound()
    {
        grow(1);
        copy("lab.sqlite", "earlier.sqlite");
        grow(2);
        copy("earlier.sqlite", "lab.sqlite");
        const TgcRun found = tgc({"verify"});
        QCOMPARE(found.status, 4);
        QVERIFY2(found.out.startsWith("audit_trail: the trail ends at entry 3, but entry 5 was anchored on "),
                 found.out);
        QCOMPARE(found.out.count('\n'), 1);
        // On a copy elsewhere, with a copy of the anchor.
        copy("earlier.sqlite", "copy.sqlite");
        QVERIFY(QFile::copy(anchor(), file("copy.anchor")));
        QCOMPARE(tgc({"verify", "--anchor", "copy.anchor"}, "copy.sqlite").status, 4);
        QCOMPARE(tgc({"verify"}, "copy.sqlite").status, 4);
    }
    void aRewrittenTrailIsFound()
    {
        grow(1);
        grow(2);
        test::tamper(path("lab.sqlite"), {"UPDATE runs SET created_at = '2020-01-01T00:00:00.000Z' WHERE id = 1"});
        QVERIFY2(tgc({"verify"}).out.startsWith("runs 1: the record is not what entry 2"), tgc({"verify"}).out);
        test::rewriteTrail(path("lab.sqlite"));
        const TgcRun found = tgc({"verify"});
        QCOMPARE(found.status, 4);
        QVERIFY2(found.out.startsWith("audit_trail 2: the entry is not the one anchored on ") &&
                     found.out.contains("the trail was rewritten after entry 1"),
                 found.out);
        // Where only the file itself is there, this passes: said, not hidden.
        QVERIFY(QFile::remove(anchor()));
        QCOMPARE(tgc({"verify"}).status, 0);
    }
    void aDamagedAnchorIsSaid()
    {
        grow(1);
        QByteArray bytes = readBytes(anchor());
        bytes[bytes.size() - 40] = static_cast<char>(bytes[bytes.size() - 40] ^ 1);
        writeText(anchor(), bytes);
        const TgcRun damaged = tgc({"verify", "--quiet"});
        QCOMPARE(damaged.status, 1);
        QVERIFY2(damaged.err.contains("has damaged lines (4)") && damaged.err.contains("is not known"), damaged.err);
        grow(2);
        const TgcRun healed = tgc({"verify"});
        QCOMPARE(healed.status, 0);
        QVERIFY2(healed.err.contains("warning: the anchor") && healed.err.contains("vouches for the trail"),
                 healed.err);
    }
    void backupAndRestore()
    {
        grow(1);
        grow(2);
        const TgcRun backup = tgc({"backup", "b.sqlite"});
        QVERIFY2(backup.status == 0, backup.err);
        QVERIFY2(backup.out.startsWith("b.sqlite: 5 entries of the trail, "), backup.out);
        QVERIFY2(tgc({"verify"}, "b.sqlite").out.startsWith("nothing was altered; the trail has 5 entries"), "");
        // Never over something that is there, without a word.
        const TgcRun again = tgc({"backup", "b.sqlite"});
        QCOMPARE(again.status, 2);
        QVERIFY2(again.err.contains("b.sqlite: is there already") && again.err.contains("--force"), again.err);
        QCOMPARE(tgc({"backup", "lab.sqlite", "--force"}).status, 2);
        QCOMPARE(tgc({"backup", "no/such/folder/b.sqlite"}).status, 2);
        grow(3);
        const TgcRun older = tgc({"verify"}, "b.sqlite");
        QCOMPARE(older.status, 0);
        QVERIFY2(older.out.contains("this is the backup of "), older.out);

        const QByteArray before = readBytes(file("lab.sqlite"));
        const TgcRun restored = tgc({"restore", "b.sqlite"});
        QVERIFY2(restored.status == 0, restored.err);
        QVERIFY2(restored.out.contains("restored from b.sqlite, 5 entries of the trail\nthe store before is kept as "),
                 restored.out);
        QCOMPARE(runs(), 2);
        const auto aside = QDir(m_folder->path()).entryList({"lab.before-restore-*.sqlite"});
        QCOMPARE(aside.size(), 1);
        QCOMPARE(runs(aside.front()), 3);
        const TgcRun verified = tgc({"verify"});
        QCOMPARE(verified.status, 0);
        QVERIFY2(verified.out.contains("the trail has 6 entries") &&
                     verified.out.contains("was restored from a backup"),
                 verified.out);
        QCOMPARE(tgc({"verify"}, aside.front()).status, 0);
        QCOMPARE(tgc({"export", "audit", "--out", "audit.csv"}).status, 0);
        const QByteArray audit = readBytes(file("audit.csv"));
        QVERIFY2(audit.contains("restored") && audit.contains(aside.front().toUtf8()), audit);
        grow(4); // and it goes on
        QCOMPARE(tgc({"verify"}).status, 0);
        // The same backup put back in secret is found, though it was restored once.
        copy("b.sqlite", "lab.sqlite");
        QCOMPARE(tgc({"verify"}).status, 4);
        QVERIFY(!before.isEmpty());
    }
    void restoreOnANewMachine()
    {
        grow(1);
        QCOMPARE(tgc({"backup", "b.sqlite"}).status, 0);
        const TgcRun restored = tgc({"restore", "b.sqlite", "--format", "csv"}, "new/folder/lab.sqlite");
        QVERIFY2(restored.status == 0, restored.err);
        QVERIFY2(restored.out.startsWith("file,store_id,entries,chain,backup_entries,set_aside\n"), restored.out);
        QCOMPARE(runs("new/folder/lab.sqlite"), 1);
        QCOMPARE(tgc({"verify"}, "new/folder/lab.sqlite").status, 0);
    }
    void restoreRefusesWhatWouldDoHarm()
    {
        grow(1);
        QCOMPARE(tgc({"backup", "b.sqlite"}).status, 0);
        grow(2);
        copy("b.sqlite", "altered.sqlite");
        test::tamper(path("altered.sqlite"), {"UPDATE runs SET kind = 'blank' WHERE id = 1"});
        const QByteArray before = readBytes(file("lab.sqlite"));
        const TgcRun altered = tgc({"restore", "altered.sqlite"});
        QCOMPARE(altered.status, 4);
        QVERIFY2(altered.err.contains("runs 1"), altered.err);
        QCOMPARE(tgc({"restore", "missing.sqlite"}).status, 2);
        QCOMPARE(tgc({"restore", "lab.sqlite"}).status, 2);
        writeText(file("text.sqlite"), QByteArray(2000, 'x'));
        QCOMPARE(tgc({"restore", "text.sqlite"}).status, 4);
        {
            const auto open = db::Store::open(path("lab.sqlite")).value(); // as the desktop has it, doing nothing
            const TgcRun inUse = tgc({"restore", "b.sqlite"});
            QCOMPARE(inUse.status, 4);
            QVERIFY2(inUse.err.contains("is open in another program"), inUse.err);
            QCOMPARE(tgc({"backup", "meanwhile.sqlite"}).status, 0); // a backup may be taken at any time
        }
        QCOMPARE(runs(), 2);
        QVERIFY(QDir(m_folder->path()).entryList({"*before-restore*"}).isEmpty());
        QVERIFY(QDir(m_folder->path()).entryList({".*"}, QDir::Files | QDir::Hidden).isEmpty());
        QCOMPARE(readBytes(file("lab.sqlite")).size(), before.size());
    }
    void aDamagedStoreIsReplacedAndKept()
    {
        grow(1);
        QCOMPARE(tgc({"backup", "b.sqlite"}).status, 0);
        writeText(file("lab.sqlite"), QByteArray(5000, 'x'));
        QCOMPARE(tgc({"backup", "c.sqlite"}).status, 4);
        QVERIFY(!QFile::exists(file("c.sqlite")));
        const TgcRun restored = tgc({"restore", "b.sqlite"});
        QVERIFY2(restored.status == 0, restored.err);
        QCOMPARE(runs(), 1);
        QCOMPARE(tgc({"verify"}).status, 0);
        const auto aside = QDir(m_folder->path()).entryList({"lab.before-restore-*.sqlite"});
        QCOMPARE(readBytes(file(aside.value(0))), QByteArray(5000, 'x'));
    }
    void aBackupOfAnAlteredStoreIsRefused()
    {
        grow(1);
        test::tamper(path("lab.sqlite"), {"UPDATE runs SET kind = 'blank' WHERE id = 1"});
        const TgcRun refused = tgc({"backup", "b.sqlite"});
        QCOMPARE(refused.status, 4);
        QVERIFY2(refused.err.contains("runs 1") && refused.err.contains("tgc verify"), refused.err);
        QVERIFY(!QFile::exists(file("b.sqlite")));
    }
    void chromatogramsAsAndi()
    {
        grow(1);
        QCOMPARE(tgc({"reprocess", "--all"}).status, 0);
        const TgcRun written = tgc({"export", "chromatogram", "--run", "R1", "--out", "r1.cdf"});
        QVERIFY2(written.status == 0, written.err);
        QCOMPARE(tgc({"export", "chromatogram", "--run", "R1", "--out", "r1.csv"}).status, 0);
        // What the importer makes of both is the same, to the last digit, brand included.
        QByteArray fromAndi = tgc({"dump", "r1.cdf"}).out;
        QByteArray fromCsv = tgc({"dump", "r1.csv"}).out;
        const auto samples = [](QByteArray &text) { return text.remove(0, text.indexOf("time_s")); };
        QVERIFY2(fromAndi.contains("# source: simulated\n"), fromAndi.left(200));
        QCOMPARE(samples(fromAndi), samples(fromCsv));
        const TgcRun integrated = tgc({"integrate", "r1.cdf"});
        QVERIFY2(integrated.out.contains("\"vendor_peaks\":[{"), integrated.out);
        const TgcRun wrong = tgc({"export", "chromatogram", "--run", "R1", "--out", "r1.txt"});
        QCOMPARE(wrong.status, 2);
        QVERIFY2(wrong.err.contains("must end in .csv, .xlsx or .cdf"), wrong.err);
        QCOMPARE(tgc({"export", "runs", "--out", "r.cdf"}).status, 2);
    }
    void anExportedBreakdownNamesTheTrailItRestsOn()
    {
        grow(1);
        QCOMPARE(tgc({"export", "breakdown", "--out", "b.csv"}).status, 0);
        const QByteArray provenance = readBytes(file("b.csv.provenance.csv"));
        const QByteArray chain = db::Store::openReadOnly(path("lab.sqlite"))->trailHead()->chain.c_str();
        QVERIFY2(provenance.startsWith("key,value\nstore,lab.sqlite\n") && provenance.contains("trail_entries,3\n") &&
                     provenance.contains("trail_chain," + chain + "\n"),
                 provenance);
        const QByteArray sum = QCryptographicHash::hash(readBytes(file("b.csv")), QCryptographicHash::Sha256).toHex();
        QVERIFY2(provenance.contains("sha256," + sum + "\n"), provenance);
        QCOMPARE(tgc({"export", "breakdown", "--out", "b.xlsx"}).status, 0);
        QVERIFY(readBytes(file("b.xlsx")).contains("xl/worksheets/sheet2.xml"));
        QVERIFY(!QFile::exists(file("b.xlsx.provenance.csv")));
    }
};

QTEST_GUILESS_MAIN(TestCliBackup)
#include "tst_cli_backup.moc"
