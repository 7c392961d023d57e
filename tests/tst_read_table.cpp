// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include <clocale>

#include "app/formats/atomic_file.h"
#include "app/formats/file_bytes.h"
#include "app/formats/read_table.h"
#include "app/formats/table_row.h"
#include "app/formats/write_csv.h"

using namespace tgc;
using namespace tgc::formats;

class TestReadTable : public QObject {
    Q_OBJECT
private slots:
    // The same digits must be read whatever the machine's language.
    void initTestCase() { std::setlocale(LC_ALL, "de_DE.UTF-8"); }

    void readsPlainComma()
    {
        const auto table = parseTable("# a remark\nlevel,area\n\n1,10.50\n# another\n2, 20 \n", "s.csv");
        QVERIFY2(table.has_value(), table ? "" : table.error().message.c_str());
        QCOMPARE(table->columns, (std::vector<std::string>{"level", "area"}));
        QCOMPARE(table->rows.size(), 2U);
        QCOMPARE(table->rows[0].line, 4U);
        QCOMPARE(table->rows[0].cells[1], std::string("10.50"));
        QCOMPARE(table->rows[1].line, 6U);
        QCOMPARE(table->rows[1].cells[1], std::string("20"));
        QVERIFY(!table->decimalCommas);
    }
    void understands_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("cell"); // of the last column in the first row
        QTest::newRow("semicolon, decimal comma") << QByteArray("a;b\n1,5;2,25\n") << "2.25";
        QTest::newRow("semicolon, decimal dot") << QByteArray("a;b\n1.5;2.25\n") << "2.25";
        QTest::newRow("tab, decimal comma") << QByteArray("a\tb\n0,5\t149,322\n") << "149.322";
        QTest::newRow("semicolon makes three digits a decimal") << QByteArray("a;b\n1;149,322\n") << "149.322";
        QTest::newRow("byte order mark, CRLF") << QByteArray("\xEF\xBB\xBF"
                                                             "a,b\r\n1,x\r\n")
                                               << "x";
        QTest::newRow("no last line end") << QByteArray("a,b\n1,x") << "x";
        QTest::newRow("carriage returns only") << QByteArray("a,b\r1,30.5\r") << "30.5";
        QTest::newRow("quotes") << QByteArray("a,b\n1,\"he said \"\"no\"\", left\"\n") << "he said \"no\", left";
        QTest::newRow("line end in quotes") << QByteArray("a,b\n1,\"two\nlines\"\n") << "two\nlines";
        QTest::newRow("trailing empty cells") << QByteArray("a,b\n1,x,,\n") << "x";
        QTest::newRow("trailing separators everywhere") << QByteArray("a,b,,\n1,x,,\n,,,\n") << "x";
        QTest::newRow("words keep their comma") << QByteArray("a;notes\n1,5;2,25\n") << "2,25";
        QTest::newRow("a date is text") << QByteArray("a;b\n1,5;21.2.2012\n") << "21.2.2012";
        QTest::newRow("guard taken off") << QByteArray("a,b\n1,'=SUM(A1)\n") << "=SUM(A1)";
        QTest::newRow("apostrophe kept") << QByteArray("a,b\n1,'tis\n") << "'tis";
        QTest::newRow("UTF-16 from a spreadsheet") << QByteArray("\xFF\xFE"
                                                                 "a\0\t\0b\0\n\0"
                                                                 "1\0\t\0x\0\n\0",
                                                                 18)
                                                   << "x";
        QTest::newRow("exponent") << QByteArray("a;b\n1;6,199389e+000\n") << "6.199389e+000";
    }
    void understands()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, cell);
        const auto table = parseTable({text.constData(), static_cast<std::size_t>(text.size())}, "s.csv");
        QVERIFY2(table.has_value(), table ? "" : table.error().message.c_str());
        QCOMPARE(table->columns.size(), 2U);
        QCOMPARE(table->rows.size(), 1U);
        QCOMPARE(QString::fromStdString(table->rows[0].cells[1]), cell);
    }
    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("says"); // the message begins so, and the last word is in it
        QTest::addColumn<QString>("word");
        QTest::newRow("empty") << QByteArray("") << "s.csv: "
                               << "empty";
        QTest::newRow("remarks only") << QByteArray("# x\n\n") << "s.csv: "
                                      << "header";
        QTest::newRow("no header") << QByteArray("1,2\n3,4\n") << "s.csv:1: "
                                   << "name the columns";
        QTest::newRow("column twice") << QByteArray("#\na,b,a\n") << "s.csv:2: "
                                      << "twice";
        QTest::newRow("unnamed column") << QByteArray("a,,c\n") << "s.csv:1: "
                                        << "column 2";
        QTest::newRow("too few cells") << QByteArray("a,b\n1,2\n3\n") << "s.csv:3: "
                                       << "1 cells";
        QTest::newRow("too many cells") << QByteArray("a,b\n1,2\n3,4,5\n") << "s.csv:3: "
                                        << "3 cells";
        QTest::newRow("open quote") << QByteArray("a,b\n1,\"x\n2,y\n") << "s.csv:2: "
                                    << "quote";
        QTest::newRow("text after quote") << QByteArray("a,b\n1,\"x\"y\n") << "s.csv:2: "
                                          << "quote";
        QTest::newRow("NUL") << QByteArray("a,b\n1,\0\n", 8) << "s.csv:2: "
                             << "NUL";
        QTest::newRow("not UTF-8") << QByteArray("a,b\n1,25 \xB5V\n") << "s.csv:2: "
                                   << "UTF-8";
        QTest::newRow("long line") << QByteArray("a,b\n") + QByteArray(2 << 20, 'x') + "\n"
                                   << "s.csv:2: "
                                   << "longer";
        QTest::newRow("long quoted cell")
            << QByteArray("a,b\n\"\n") + QByteArray("x\n").repeated(1 << 20) << "s.csv:2: "
            << "quote";
        QTest::newRow("comma decimal among commas") << QByteArray("a,b\n1,\"2,5\"\n") << "s.csv:2: "
                                                    << "comma";
        QTest::newRow("both signs in a number") << QByteArray("a;b\n1;1.234,5\n") << "s.csv:2: "
                                                << "ambiguous";
        QTest::newRow("both signs in a file") << QByteArray("a;b\n1,5;2\n3;4.5\n") << "s.csv:3: "
                                              << "line 2";
        QTest::newRow("thousands among tabs") << QByteArray("a\tb\n1\t149,322\n") << "s.csv:2: "
                                              << "thousands";
        QTest::newRow("two separators in the header") << QByteArray("a;b,c\n1;2,5\n") << "s.csv:1: "
                                                      << "mixes";
    }
    void refuses()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, says);
        QFETCH(QString, word);
        const auto table = parseTable({text.constData(), static_cast<std::size_t>(text.size())}, "s.csv");
        QVERIFY(!table.has_value());
        const QString message = QString::fromStdString(table.error().message);
        QCOMPARE(table.error().code, ErrorCode::BadInput);
        QVERIFY2(message.startsWith(says), qPrintable(message));
        QVERIFY2(message.contains(word), qPrintable(message));
        QVERIFY2(!message.contains('\n'), qPrintable(message));
    }
    void refusesWhatIsNoFile()
    {
        QTemporaryDir folder;
        const auto asFolder = readTable(folder.path().toStdString());
        QVERIFY(!asFolder && asFolder.error().message.find("folder") != std::string::npos);
        const auto missing = readTable(folder.filePath("none.csv").toStdString());
        QVERIFY(!missing && missing.error().message.find("no such file") != std::string::npos);
        const auto huge = folder.filePath("huge.csv").toStdString();
        QVERIFY(writeFile(huge, "a,b\n").has_value());
        std::filesystem::resize_file(huge, maxFileBytes + 1); // sparse: takes no room on the disk
        const auto refused = readTable(huge);
        QVERIFY(!refused && refused.error().message.find("512 MiB") != std::string::npos);
    }
    void givesTypedCells()
    {
        const auto table = parseTable("a;b;notes\n1,5;;hello\nx;2;\n", "s.csv");
        QVERIFY(table.has_value());
        const TableRow first(*table, table->rows[0]);
        QCOMPARE(first.number("a").value(), 1.5);
        QVERIFY(!first.optionalNumber("b").value().has_value());
        QVERIFY(!first.optionalNumber("nowhere").value().has_value());
        QCOMPARE(first.requiredText("notes").value(), std::string("hello"));
        QCOMPARE(first.number("b").error().message, std::string("s.csv:2: column b: is empty; a number is needed"));
        QCOMPARE(first.number("nowhere").error().message,
                 std::string("s.csv:2: column nowhere: is missing from the table"));
        const TableRow second(*table, table->rows[1]);
        QCOMPARE(second.number("a").error().message, std::string("s.csv:3: column a: \"x\" is not a number"));
        QVERIFY(!second.requiredText("notes").has_value());
        QVERIFY(requireColumns(*table, {"a", "b"}).has_value());
        QCOMPARE(requireColumns(*table, {"a", "u", "v"}).error().message, std::string("s.csv: lacks the column u, v"));
    }
    // What we write we read: every awkward text survives the way out and back.
    void readsBackWhatIsWritten()
    {
        const std::vector<std::string> texts = {"plain", "a,b", "say \"hi\"", "two\nlines", "=1+1",
                                                "-5",    "@x",  "#1",         " blank ",    "Grün µ"};
        OutTable out{"", {"x", "notes"}, {}};
        for (const auto &text : texts) {
            out.rows.push_back({numberCell(0.1), textCell(text)});
        }
        const auto table = parseTable(csvDocument(out), "s.csv");
        QVERIFY2(table.has_value(), table ? "" : table.error().message.c_str());
        QCOMPARE(table->rows.size(), texts.size());
        for (std::size_t i = 0; i < texts.size(); ++i) {
            QCOMPARE(table->rows[i].cells[1], texts[i]);
            QCOMPARE(table->rows[i].cells[0], std::string("0.1"));
        }
    }
};

QTEST_GUILESS_MAIN(TestReadTable)
#include "tst_read_table.moc"
