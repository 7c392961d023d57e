// SPDX-License-Identifier: GPL-3.0-or-later
// The disk is full, on a disk of its own: every command that writes says so, leaves what was there as it was and nothing
// half written, and does its work once there is room.
#include <QCryptographicHash>
#include <QTemporaryDir>
#include <QTest>

#include "db/store.h"
#include "tests/file_size_limit.h"
#include "tests/lab_commands.h"
#include "tests/small_disk.h"

using namespace tgc;
using test::LabCommand;
using test::LabStore;
using test::SmallDisk;

namespace {

[[maybe_unused]] const bool ownMounts = test::makeOwnMounts(); // before there is a second thread

bool saysFull(const QByteArray &words)
{
    return words.contains("disk is full") || words.contains("No space left on device");
}

void rows(const std::vector<LabCommand> &commands)
{
    QTest::addColumn<QStringList>("arguments");
    for (const LabCommand &command : commands) {
        QTest::newRow(command.name) << command.arguments;
    }
}

std::int64_t entries(const QString &store)
{
    return db::Store::openReadOnly(store.toStdString())->trailHead()->entries;
}

} // namespace

#define NEEDS_DISK(disk)                                                                                               \
    if (!(disk).isThere()) {                                                                                           \
        QSKIP("no disk of its own can be mounted here; the limit of the file's size stands for it (exportsAtALimit, "  \
              "tst_store_guards)");                                                                                    \
    }

class TestCliDiskFull : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    LabStore m_lab{m_folder.path()};

    [[nodiscard]] QString made() const { return m_folder.filePath("made.sqlite"); }
    /// A copy of the store, with its recording, on another disk.
    void copyTo(const QString &store) const
    {
        QVERIFY(QFile::copy(made(), store));
        LabStore::addRecording(store);
    }

private slots:
    void initTestCase() { m_lab.make(made()); }

    void storeIsKeptWhole_data() { rows(LabStore::writing()); }
    void storeIsKeptWhole()
    {
        QFETCH(QStringList, arguments);
        for (const int blocksLeft : {0, 12}) {
            const SmallDisk disk(16384);
            NEEDS_DISK(disk)
            const QString store = disk.path("lab.sqlite");
            copyTo(store);
            const std::int64_t before = entries(store);
            disk.fill(blocksLeft);
            const TgcRun run = m_lab.tgc(arguments, store);
            disk.makeRoom();
            QVERIFY2(run.status == 4 && saysFull(run.err) && run.err.contains("nothing was written"), run.err);
            QVERIFY2(run.err.count('\n') == 1, run.err); // said once
            QVERIFY(db::Store::openReadOnly(store.toStdString())->verify()->empty());
            if (!run.out.isEmpty() && entries(store) > before) {
                continue; // what was done before it was full is told, and is not to be done again
            }
            const TgcRun again = m_lab.tgc(arguments, store);
            QVERIFY2(again.status == 0, again.err);
            QVERIFY(entries(store) > before);
            QVERIFY(db::Store::openReadOnly(store.toStdString())->verify()->empty());
        }
    }

    void readingGoesOn_data() { rows(LabStore::reading()); }
    void readingGoesOn()
    {
        QFETCH(QStringList, arguments);
        const SmallDisk disk(16384);
        NEEDS_DISK(disk)
        const QString store = disk.path("lab.sqlite");
        copyTo(store);
        disk.fill();
        const QTemporaryDir elsewhere; // no anchor knows of the copies of the other cells
        const TgcRun run = LabStore(elsewhere.path()).tgc(arguments, store);
        QVERIFY2(run.status == 0, run.err);
    }

    /// What stood under that name stays, and nothing is left beside it.
    void exports_data() { rows(LabStore::exporting("OUT")); }
    void exports()
    {
        QFETCH(QStringList, arguments);
        const SmallDisk disk(4096);
        NEEDS_DISK(disk)
        arguments.replaceInStrings("OUT", disk.path());
        const bool replaces = !arguments.last().endsWith(".sqlite"); // a backup and an archive replace nothing unasked
        if (replaces) {
            writeText(arguments.last(), "of yesterday");
        }
        const QStringList before = disk.files();
        disk.fill();
        const TgcRun refused = m_lab.tgc(arguments, made());
        disk.makeRoom();
        QVERIFY2(refused.status == 2 && saysFull(refused.err) && refused.err.count('\n') == 1, refused.err);
        QCOMPARE(disk.files(), before);
        QCOMPARE(readBytes(arguments.last()), QByteArray(replaces ? "of yesterday" : ""));
        if (!replaces) {
            QFile::remove(arguments.last());
        }
        const TgcRun run = m_lab.tgc(arguments, made());
        QVERIFY2(run.status == 0, run.err);
        QVERIFY(readBytes(arguments.last()).size() > 100);
    }

    /// The same where no disk can be mounted: files cannot grow. (A workbook is made in memory, which has that limit too.)
    void exportsAtALimit_data()
    {
        auto commands = LabStore::exporting("OUT");
        std::erase_if(commands, [](const LabCommand &command) { return command.arguments.last().endsWith(".xlsx"); });
        rows(commands);
    }
    void exportsAtALimit()
    {
        QFETCH(QStringList, arguments);
        const QTemporaryDir out;
        arguments.replaceInStrings("OUT", out.path());
        {
            // A store in use has 32 kB beside it.
            const test::FileSizeLimit limit(arguments.last().endsWith(".sqlite") ? 65536 : 100);
            const TgcRun run = m_lab.tgc(arguments, made());
            QVERIFY2(run.status == 2 && run.err.count('\n') == 1, run.err);
        }
        QVERIFY(QDir(out.path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
        const TgcRun run = m_lab.tgc(arguments, made());
        QVERIFY2(run.status == 0, run.err);
    }

    /// A store of an earlier schema is brought up to date as a whole, or stays as it is.
    void anOldStoreStaysAsItIs()
    {
        const SmallDisk disk(4096);
        NEEDS_DISK(disk)
        const QString store = disk.path("old.sqlite");
        QProcess sqlite;
        sqlite.setStandardInputFile(QStringLiteral(TGC_SOURCE_DIR "/tests/data/schemas/008.sql"));
        sqlite.start("sqlite3", {store});
        QVERIFY(sqlite.waitForFinished(20000) && sqlite.exitCode() == 0);
        const QByteArray before = readBytes(store);
        for (const int blocksLeft : {0, 10}) {
            disk.fill(blocksLeft);
            const TgcRun run = m_lab.tgc({"import", "more.csv", "--samples"}, store);
            disk.makeRoom();
            QVERIFY2(run.status == 4 && saysFull(run.err) && run.err.contains("nothing was written"), run.err);
            const auto read = db::Store::openReadOnly(store.toStdString());
            QVERIFY2(read.has_value(), read ? "" : read.error().message.c_str());
            QVERIFY(read->runs().has_value());
        }
        QVERIFY(readBytes(store).size() >= before.size());
        const TgcRun run = m_lab.tgc({"import", "more.csv", "--samples"}, store);
        QVERIFY2(run.status == 0, run.err);
        QVERIFY(db::Store::openReadOnly(store.toStdString())->verify()->empty());
    }

    void noHalfStoreIsMade()
    {
        const SmallDisk disk(2048);
        NEEDS_DISK(disk)
        const QString store = disk.path("new.sqlite");
        for (const int blocksLeft : {0, 8, 20}) {
            disk.fill(blocksLeft);
            const TgcRun run = m_lab.tgc({"import", "more.csv", "--samples"}, store);
            disk.makeRoom();
            QVERIFY2(run.status == 4 && saysFull(run.err), run.err);
        }
        const TgcRun run = m_lab.tgc({"import", "more.csv", "--samples"}, store);
        QVERIFY2(run.status == 0, run.err);
    }

    /// The present store stays in its place.
    void aRestoreThatFindsNoRoom()
    {
        const SmallDisk disk(4096);
        NEEDS_DISK(disk)
        const QString store = disk.path("lab.sqlite");
        const QString backup = m_folder.filePath("backup.sqlite");
        QCOMPARE(m_lab.tgc({"backup", backup}, made()).status, 0);
        copyTo(store);
        const QByteArray before = readBytes(store);
        disk.fill();
        const TgcRun run = m_lab.tgc({"restore", backup}, store);
        disk.makeRoom();
        QVERIFY2(run.status != 0 && saysFull(run.err), run.err);
        QCOMPARE(readBytes(store), before);
        const TgcRun again = m_lab.tgc({"restore", backup}, store);
        QVERIFY2(again.status == 0, again.err);
    }

    /// The store's own write stands; that nothing outside vouches for it is a warning.
    void theAnchorsDiskIsFull()
    {
        const SmallDisk disk(64);
        NEEDS_DISK(disk)
        const LabStore lab(disk.path());
        const QString store = m_folder.filePath("anchored.sqlite");
        QVERIFY(QFile::copy(made(), store));
        writeText(disk.path("more.csv"), "sample_id,group\nV-09,A\n");
        disk.fill();
        const TgcRun run = lab.tgc({"import", "more.csv", "--samples"}, store);
        disk.makeRoom();
        QCOMPARE(run.status, 0);
        QVERIFY2(run.err.contains("the anchor") && saysFull(run.err) && run.err.contains("is kept"), run.err);
        QCOMPARE(lab.tgc({"vials", "step", "V-03", "fault", "--note", "x", "--by", "jd"}, store).status, 0);
        const TgcRun verified = lab.tgc({"verify"}, store);
        QVERIFY2(verified.status == 0, verified.err + verified.out);
    }
};

QTEST_GUILESS_MAIN(TestCliDiskFull)
#include "tst_cli_disk_full.moc"
