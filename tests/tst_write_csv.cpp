// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <clocale>

#include <sys/stat.h>

#include "app/formats/atomic_file.h"
#include "app/formats/file_bytes.h"
#include "app/formats/write_csv.h"
#include "app/formats/write_xlsx.h"

using namespace tgc;
using namespace tgc::formats;

namespace {

OutTable sample()
{
    return {"breakdown",
            {"sample_id", "li0_umol", "notes"},
            {{textCell("A-1"), numberCell(12.5), textCell("=HYPERLINK(1)")},
             {textCell("-B"), numberCell(-0.1), textCell("two, three")},
             {textCell("C"), numberCell(std::nullopt), textCell("")}}};
}

std::string pathIn(const QTemporaryDir &folder, const char *name)
{
    return folder.filePath(name).toStdString();
}

} // namespace

class TestWriteCsv : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { std::setlocale(LC_ALL, "de_DE.UTF-8"); }

    void writesGoldenBytes()
    {
        QTemporaryDir folder;
        const auto file = pathIn(folder, "t.csv");
        QVERIFY(writeCsv(file, sample()).has_value());
        // A negative number stays a number; text that begins so is guarded.
        QCOMPARE(readFileBytes(file).value(), std::string("sample_id,li0_umol,notes\n"
                                                          "A-1,12.5,'=HYPERLINK(1)\n"
                                                          "'-B,-0.1,\"two, three\"\n"
                                                          "C,,\n"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
    }
    void failureLeavesTheOldFile()
    {
        QTemporaryDir folder;
        const auto file = pathIn(folder, "t.csv");
        QVERIFY(writeFile(file, "old\n").has_value());
        const auto failed = replaceFile(file, [](const std::filesystem::path &temporary) -> Result<void> {
            std::ignore = writeFile(temporary, "half");
            return fail(ErrorCode::Io, "disk full");
        });
        QVERIFY(!failed.has_value());
        QCOMPARE(readFileBytes(file).value(), std::string("old\n"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
    }
    void refusesInWords()
    {
        QTemporaryDir folder;
        QVERIFY(!writeFile(folder.path().toStdString(), "x").has_value());
        const auto nowhere = writeFile(pathIn(folder, "none/t.csv"), "x");
        QVERIFY(!nowhere && nowhere.error().code == ErrorCode::Io);
        QVERIFY(nowhere.error().message.find("none/t.csv") != std::string::npos);
    }
    void keepsLinksAndRights()
    {
        QTemporaryDir folder;
        const auto real = pathIn(folder, "real.csv");
        const auto link = pathIn(folder, "link.csv");
        QVERIFY(writeFile(real, "old\n").has_value());
        QCOMPARE(::chmod(real.c_str(), 0640), 0);
        std::filesystem::create_symlink("real.csv", link);
        QVERIFY(writeFile(link, "new\n").has_value());
        QVERIFY(std::filesystem::is_symlink(link));
        QCOMPARE(readFileBytes(real).value(), std::string("new\n"));
        struct stat after {};
        QCOMPARE(::stat(real.c_str(), &after), 0);
        QCOMPARE(after.st_mode & 07777U, 0640U);
    }
    void writesToDevices() { QVERIFY(writeFile("/dev/null", "x").has_value()); }

    void writesAWorkbook()
    {
        QTemporaryDir folder;
        const auto file = pathIn(folder, "t.xlsx");
        QVERIFY(writeXlsx(file, {sample()}).has_value());
        QProcess unzip;
        unzip.start("unzip", {"-p", QString::fromStdString(file), "xl/worksheets/sheet1.xml"});
        if (!unzip.waitForStarted()) {
            QSKIP("unzip is not installed");
        }
        QVERIFY(unzip.waitForFinished());
        const QByteArray sheet = unzip.readAllStandardOutput();
        QVERIFY2(sheet.contains("<c r=\"B2\"><v>12.5</v></c>"), sheet.constData());
        QVERIFY(sheet.contains("<c r=\"B3\"><v>-0.1</v></c>"));
        QVERIFY(!sheet.contains("<f>"));           // no text became a formula
        QVERIFY(!sheet.contains("<c r=\"B4\""));    // not determined is an empty cell
        QVERIFY(sheet.contains("<c r=\"A1\" s=\"1\"")); // the bold header
    }
};

QTEST_GUILESS_MAIN(TestWriteCsv)
#include "tst_write_csv.moc"
