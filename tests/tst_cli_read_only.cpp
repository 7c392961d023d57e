// SPDX-License-Identifier: GPL-3.0-or-later
// The disk, the store's file or the folder of an output is read-only: reading goes on, and every write is refused in one
// sentence, before anything is changed.
#include <QTemporaryDir>
#include <QTest>

#include "db/store.h"
#include "tests/lab_commands.h"
#include "tests/small_disk.h"

using namespace tgc;
using test::LabCommand;
using test::LabStore;
using test::SmallDisk;

namespace {

[[maybe_unused]] const bool ownMounts = test::makeOwnMounts(); // before there is a second thread

void rows(const std::vector<LabCommand> &commands)
{
    QTest::addColumn<QStringList>("arguments");
    for (const LabCommand &command : commands) {
        QTest::newRow(command.name) << command.arguments;
    }
}

/// One file that cannot be written, in a folder that can.
class ReadOnlyFile {
public:
    explicit ReadOnlyFile(const QString &file) : m_file(file.toUtf8())
    {
        m_bound = ::mount(m_file, m_file, nullptr, MS_BIND, nullptr) == 0;
        m_done = m_bound && ::mount(nullptr, m_file, nullptr, MS_REMOUNT | MS_BIND | MS_RDONLY, nullptr) == 0;
    }
    ReadOnlyFile(const ReadOnlyFile &) = delete;
    ReadOnlyFile &operator=(const ReadOnlyFile &) = delete;
    ~ReadOnlyFile()
    {
        if (m_bound) {
            ::umount2(m_file, MNT_DETACH);
        }
    }
    [[nodiscard]] bool isDone() const { return m_done; }

private:
    QByteArray m_file;
    bool m_bound = false;
    bool m_done = false;
};

} // namespace

#define NEEDS(possible)                                                                                                \
    if (!(possible)) {                                                                                                 \
        QSKIP("nothing can be mounted here; tst_store_guards shows a read-only file to whoever is not root");          \
    }

class TestCliReadOnly : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    LabStore m_lab{m_folder.path()};
    SmallDisk m_disk{16384};

    [[nodiscard]] QString onDisk() const { return m_disk.path("lab.sqlite"); }
    [[nodiscard]] QString inFolder() const { return m_folder.filePath("lab.sqlite"); }

private slots:
    void initTestCase()
    {
        m_lab.make(inFolder());
        if (m_disk.isThere()) {
            QVERIFY(QFile::copy(inFolder(), onDisk()));
            LabStore::addRecording(onDisk());
            QVERIFY(m_disk.setReadOnly(true));
        }
    }

    void readingFromAReadOnlyDisk_data() { rows(LabStore::reading()); }
    void readingFromAReadOnlyDisk()
    {
        NEEDS(m_disk.isThere())
        QFETCH(QStringList, arguments);
        const TgcRun run = m_lab.tgc(arguments, onDisk());
        QVERIFY2(run.status == 0, run.err);
        QVERIFY(!run.out.isEmpty());
    }
    void exportingFromAReadOnlyDisk_data() { rows(LabStore::exporting(m_folder.path())); }
    void exportingFromAReadOnlyDisk()
    {
        NEEDS(m_disk.isThere())
        QFETCH(QStringList, arguments);
        const TgcRun run = m_lab.tgc(arguments, onDisk());
        QVERIFY2(run.status == 0, run.err);
        QVERIFY(QFile::remove(arguments.last()));
    }
    void exportingToAReadOnlyDisk_data() { rows(LabStore::exporting(m_disk.path())); }
    void exportingToAReadOnlyDisk()
    {
        NEEDS(m_disk.isThere())
        QFETCH(QStringList, arguments);
        const TgcRun run = m_lab.tgc(arguments, inFolder());
        QVERIFY2(run.status == 2 && run.err.contains("Read-only file system") && run.err.count('\n') == 1, run.err);
        QVERIFY(run.err.contains(arguments.last().toUtf8()));
    }
    void writingToAReadOnlyDisk_data() { rows(LabStore::writing()); }
    void writingToAReadOnlyDisk()
    {
        NEEDS(m_disk.isThere())
        QFETCH(QStringList, arguments);
        const TgcRun run = m_lab.tgc(arguments, onDisk());
        QVERIFY2(run.status == 4 && run.err.contains("read-only") && run.err.contains("work on a copy"), run.err);
        QVERIFY2(run.err.count('\n') == 1, run.err);
    }
    void aRestoreOntoAReadOnlyDisk()
    {
        NEEDS(m_disk.isThere())
        const QString backup = m_folder.filePath("backup.sqlite");
        QCOMPARE(m_lab.tgc({"backup", backup}, inFolder()).status, 0);
        const TgcRun run = m_lab.tgc({"restore", backup}, onDisk());
        QVERIFY2(run.status != 0 && run.err.toLower().contains("read-only"), run.err);
    }
    void aNewStoreOnAReadOnlyDisk()
    {
        NEEDS(m_disk.isThere())
        for (const char *name : {"new.sqlite", "folder/new.sqlite"}) {
            const TgcRun run = m_lab.tgc({"import", "more.csv", "--samples"}, m_disk.path(name));
            QVERIFY2(run.status == 4 && run.err.toLower().contains("read-only"), run.err);
        }
    }

    void readingAReadOnlyFile_data() { rows(LabStore::reading()); }
    void readingAReadOnlyFile()
    {
        QFETCH(QStringList, arguments);
        const ReadOnlyFile file(inFolder());
        NEEDS(file.isDone())
        const TgcRun run = m_lab.tgc(arguments, inFolder());
        QVERIFY2(run.status == 0, run.err);
    }
    void writingToAReadOnlyFile_data() { rows(LabStore::writing()); }
    void writingToAReadOnlyFile()
    {
        QFETCH(QStringList, arguments);
        const ReadOnlyFile file(inFolder());
        NEEDS(file.isDone())
        const auto before = readBytes(inFolder());
        const TgcRun run = m_lab.tgc(arguments, inFolder());
        QVERIFY2(run.status == 4 && run.err.contains("read-only") && run.err.count('\n') == 1, run.err);
        QCOMPARE(readBytes(inFolder()), before);
    }

    /// What a killed program left beside the store holds its last records: never shown without them.
    void aStoreThatWasInUseOnAReadOnlyDisk()
    {
        const SmallDisk disk(16384);
        NEEDS(disk.isThere())
        const QString store = disk.path("used.sqlite");
        const QString wal = store + "-wal";
        {
            auto open = db::Store::open(inFolder().toStdString());
            QVERIFY(open->add(db::Vial{.name = "the last"}).has_value());
            QVERIFY(QFile::copy(inFolder(), store) && QFile::copy(inFolder() + "-wal", wal)); // as a kill leaves them
        }
        QVERIFY(disk.setReadOnly(true));
        const TgcRun run = m_lab.tgc({"verify"}, store);
        QVERIFY2(run.status == 4 && run.err.contains("copy it together with its -wal"), run.err);
        QVERIFY(disk.setReadOnly(false));
        const TgcRun again = m_lab.tgc({"verify"}, store);
        QVERIFY2(again.status == 0, again.err);
    }

    void theAnchorsFolderIsReadOnly()
    {
        const SmallDisk disk(1024);
        NEEDS(disk.isThere())
        writeText(disk.path("more.csv"), "sample_id,group\nV-09,A\n");
        QVERIFY(disk.setReadOnly(true));
        const TgcRun run = LabStore(disk.path()).tgc({"import", "more.csv", "--samples"}, inFolder());
        QCOMPARE(run.status, 0);
        QVERIFY2(run.err.contains("the anchor") && run.err.contains("is kept"), run.err);
    }
};

QTEST_GUILESS_MAIN(TestCliReadOnly)
#include "tst_cli_read_only.moc"
