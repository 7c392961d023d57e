// SPDX-License-Identifier: GPL-3.0-or-later
// Which files of a folder are complete, by a clock of our own; and what a look into a folder finds.
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "app/session/watch/scan_folder.h"
#include "app/session/watch/settled_files.h"

using namespace tgc::watch;
using namespace std::chrono_literals;

namespace {

SeenFile seen(const std::string &name, std::uintmax_t bytes, int writtenAt_s = 0)
{
    return {name, bytes, TimePoint(std::chrono::seconds(writtenAt_s))};
}

std::vector<std::string> names(const std::vector<SeenFile> &files)
{
    std::vector<std::string> all;
    for (const SeenFile &file : files) {
        all.push_back(file.file);
    }
    return all;
}

using Names = std::vector<std::string>;

} // namespace

class TestWatchSettled : public QObject {
    Q_OBJECT
    SettledFiles::Steady m_start{};

private slots:
    void aFileThatIsLeftAloneIsGivenOnce()
    {
        SettledFiles files(5s);
        QVERIFY(files.look({seen("a", 10)}, m_start).empty());
        QCOMPARE(files.waiting(), 1U);
        QVERIFY(files.look({seen("a", 10)}, m_start + 4s).empty());
        QCOMPARE(names(files.look({seen("a", 10)}, m_start + 5s)), Names{"a"});
        QVERIFY(files.look({seen("a", 10)}, m_start + 60s).empty());
        QCOMPARE(files.waiting(), 0U);
    }
    void aGrowingFileWaits()
    {
        SettledFiles files(5s);
        for (int i = 0; i < 20; ++i) {
            QVERIFY(files.look({seen("a", 10U + static_cast<unsigned>(i))}, m_start + i * 3s).empty());
        }
        QVERIFY(files.look({seen("a", 29, 1)}, m_start + 62s).empty()); // the same size, another date
        QCOMPARE(names(files.look({seen("a", 29, 1)}, m_start + 67s)), Names{"a"});
    }
    void anEmptyFileIsOneThatIsAboutToBeWritten()
    {
        SettledFiles files(5s);
        QVERIFY(files.look({seen("a", 0)}, m_start).empty());
        QVERIFY(files.look({seen("a", 0)}, m_start + 600s).empty());
        QCOMPARE(files.waiting(), 0U); // nobody waits for it
    }
    void writtenAnewItIsGivenAgain()
    {
        SettledFiles files(5s);
        (void)files.look({seen("a", 10)}, m_start);
        (void)files.look({seen("a", 10)}, m_start + 5s);
        QVERIFY(files.look({seen("a", 20)}, m_start + 6s).empty());
        QCOMPARE(names(files.look({seen("a", 20)}, m_start + 11s)), Names{"a"});
        files.again("a", m_start + 11s);
        QVERIFY(files.look({seen("a", 20)}, m_start + 15s).empty());
        QCOMPARE(names(files.look({seen("a", 20)}, m_start + 16s)), Names{"a"});
    }
    void withoutSettlingItIsGivenAtOnce()
    {
        SettledFiles files(0s);
        QCOMPARE(names(files.look({seen("a", 10), seen("b", 1)}, m_start)), (Names{"a", "b"}));
    }
    void aThousandFiles()
    {
        std::vector<SeenFile> many;
        for (int i = 0; i < 1000; ++i) {
            many.push_back(seen("f" + std::to_string(i), 10));
        }
        SettledFiles files(5s);
        (void)files.look(many, m_start);
        QCOMPARE(files.look(many, m_start + 5s).size(), 1000U);
    }

    void aLookIntoAFolder()
    {
        const QTemporaryDir folder;
        const auto put = [&](const QString &name) {
            QVERIFY(QDir().mkpath(QFileInfo(folder.filePath(name)).path()));
            QFile out(folder.filePath(name));
            QVERIFY(out.open(QIODevice::WriteOnly));
            QCOMPARE(out.write("12345"), 5);
        };
        for (const char *name : {"b.txt", "a.csv", "x.tmp", ".hidden", "~lock", "sub/c.csv", "V1.D/TCD2B.ch",
                                 "V1.D/Report01.TXT", "V1.D/acq.macaml", "V1.D/DA.M/x.reg"}) {
            put(name);
        }
        QVERIFY(QFile::link(folder.path(), folder.filePath("round"))); // would never end
        const auto found = scanFolder(folder.path().toStdString());
        QVERIFY(found.has_value());
        QCOMPARE(names(found->files), (Names{"V1.D/Report01.TXT", "V1.D/TCD2B.ch", "a.csv", "b.txt", "sub/c.csv"}));
        QCOMPARE(found->files.front().bytes, std::uintmax_t{5});
        const auto age = std::chrono::system_clock::now() - found->files.front().written;
        QVERIFY(age > -10s && age < 60s);
    }
    void aFolderThatIsAwayIsNoEmptyFolder()
    {
        const auto found = scanFolder("/nonexistent/export");
        QVERIFY(!found.has_value());
        QCOMPARE(found.error().code, tgc::ErrorCode::Io);
        QVERIFY(found.error().message.find("network folder") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestWatchSettled)
#include "tst_watch_settled.moc"
