// SPDX-License-Identifier: GPL-3.0-or-later
// What docs/store.md promises to whoever has nothing but sqlite3 (or Python): every piece of SQL and the check in Python
// are taken from the page and run on a store.
#include <QFile>
#include <QIODevice>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <SQLiteCpp/SQLiteCpp.h>

#include "analysis/core/decimal.h"
#include "tests/store_fixture.h"
#include "tests/store_tamper.h"

using namespace tgc;
using namespace tgc::db;

namespace {

/// The blocks of a language, in their order.
QStringList blocksOf(const QString &language)
{
    QFile page(QStringLiteral(TGC_SOURCE_DIR "/docs/store.md"));
    if (!page.open(QIODevice::ReadOnly)) {
        return {};
    }
    const QRegularExpression fence(QStringLiteral("```%1\\n(.*?)```").arg(language),
                                   QRegularExpression::DotMatchesEverythingOption);
    QStringList blocks;
    for (auto each = fence.globalMatch(QString::fromUtf8(page.readAll())); each.hasNext();) {
        blocks << each.next().captured(1);
    }
    return blocks;
}

} // namespace

class TestStoreDocs : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;

    [[nodiscard]] std::string file() const { return m_dir.filePath("lab.sqlite").toStdString(); }
    /// Rows of texts, cells separated by `|`.
    [[nodiscard]] QStringList asked(const QString &sql) const
    {
        SQLite::Database raw(file());
        SQLite::Statement query(raw, sql.toStdString());
        QStringList rows;
        while (query.executeStep()) {
            QStringList cells;
            for (int i = 0; i < query.getColumnCount(); ++i) {
                cells << QString::fromStdString(query.getColumn(i).getString());
            }
            rows << cells.join('|');
        }
        return rows;
    }
    [[nodiscard]] static QString block(const char *with)
    {
        for (const QString &sql : blocksOf("sql")) {
            if (sql.contains(QLatin1String(with))) {
                return sql;
            }
        }
        return {};
    }

private slots:
    void initTestCase()
    {
        OpenOptions options;
        options.person = "lab";
        options.operatorName = "A. Maker";
        auto store = Store::open(file(), options).value();
        test::fill(store);
        NewResult breakdown;
        breakdown.kind = "breakdown";
        breakdown.sampleId = 1;
        breakdown.calibrationId = 1;
        breakdown.algorithmName = "tgc-breakdown";
        breakdown.algorithmVersion = "1";
        breakdown.outputsJson = R"({"li0_mAh":0.40,"flags":""})";
        QVERIFY(store.saveResult(breakdown).has_value());
        breakdown.outputsJson = R"({"li0_mAh":0.48,"u_li0_mAh":0.006,"sei_li_mAh":0.07,"decision":"quantified",
                                    "flags":"no-blank"})";
        const auto second = store.saveResult(breakdown)->id;
        QVERIFY(approveResult(store, second, {"B. Reviewer", "looked at"}).has_value());
        QVERIFY(store
                    .saveCalibration({.name = "gaps",
                                      .amountUnit = "nmol",
                                      .json = R"({"points":[{"level":"a","replicate":"1","used":false,
                                                  "reason":"bubble"},{"level":"b","replicate":"2","used":true}]})"})
                    .has_value());
        QVERIFY(store.assignRun(2, "S2", "A", "sample", "mixed up").has_value());
    }
    void everyQuestionIsAnswered_data()
    {
        QTest::addColumn<QString>("sql");
        const QStringList blocks = blocksOf("sql");
        QVERIFY(blocks.size() >= 7);
        for (const QString &sql : blocks) {
            QTest::newRow(qPrintable(sql.simplified().left(60))) << sql;
        }
    }
    void everyQuestionIsAnswered()
    {
        QFETCH(QString, sql);
        QVERIFY(!asked(sql).isEmpty());
    }
    void theAnswersAreRight()
    {
        QCOMPARE(asked(block("AS decision")), QStringList{"one|A|2|0.48|0.006|0.07|quantified|no-blank"});
        const QStringList approved = asked(block("ON a.result_id"));
        QCOMPARE(approved.size(), 6);
        QVERIFY2(approved.join('\n').contains("one|breakdown|2|B. Reviewer|no|"), qPrintable(approved.join('\n')));
        QVERIFY(approved.last().contains("|||"));
        QCOMPARE(asked(block("LEFT JOIN signals")).size(), 6); // two runs of three signals
        QCOMPARE(asked(block("p.apex_s")).size(), 2);
        QVERIFY2(asked(block("table_name = 'samples'")).first().contains("|A. Maker|added|"),
                 qPrintable(asked(block("table_name = 'samples'")).join('\n')));
        QCOMPARE(asked(block("json_each")), QStringList{"gaps|a|1|bubble"});
    }
    void aSignalIsReadBitForBit()
    {
        const QStringList rows = asked(block("WITH RECURSIVE"));
        const auto trace = Store::openReadOnly(file())->loadSignal(1, "TCD").value();
        QCOMPARE(static_cast<std::size_t>(rows.size()), trace.values().size());
        SQLite::Database raw(file());
        SQLite::Statement query(raw, block("WITH RECURSIVE").toStdString());
        for (std::size_t i = 0; query.executeStep(); ++i) {
            QCOMPARE(query.getColumn(2).getDouble(), trace.values()[i]);
        }
    }
    void theCheckInPythonAgrees()
    {
        const QString python = QStandardPaths::findExecutable("python3");
        if (python.isEmpty()) {
            QSKIP("there is no python3 on this machine");
        }
        const QString code = blocksOf("python").value(0);
        const auto check = [&](const QString &store) {
            QProcess process;
            process.start(python, {"-c", code, store});
            return process.waitForFinished() ? QString::fromUtf8(process.readAllStandardOutput()).trimmed()
                                             : process.errorString();
        };
        QCOMPARE(check(m_dir.filePath("lab.sqlite")), QStringLiteral("nothing was altered"));
        QVERIFY(QFile::copy(m_dir.filePath("lab.sqlite"), m_dir.filePath("altered.sqlite")));
        test::tamper(m_dir.filePath("altered.sqlite").toStdString(),
                     {"UPDATE approvals SET reviewer = 'the boss' WHERE id = 1"});
        QCOMPARE(check(m_dir.filePath("altered.sqlite")), QStringLiteral("('approvals', 1)"));
    }
};

QTEST_APPLESS_MAIN(TestStoreDocs)
#include "tst_store_docs.moc"
