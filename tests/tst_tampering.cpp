// SPDX-License-Identifier: GPL-3.0-or-later
// What a person can do to a store with the file in hand, one row a kind: each must be found, by the file alone where it
// can be, else against the anchor. tst_store_verify goes through every column of every table, tst_store_anchor through
// what an anchor says of copies and restores.
#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <iterator>

#include "db/anchor.h"
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

std::vector<Alteration> verified(const fs::path &file)
{
    const auto store = Store::openReadOnly(file);
    const auto found = store ? store->verify() : fail(store.error());
    return found ? *found : std::vector<Alteration>{{"(file)", {}, found.error().message}};
}

QString text(const std::vector<Alteration> &found)
{
    QString all;
    for (const auto &each : found) {
        all += QString::fromStdString(each.table + " " + (each.id ? std::to_string(*each.id) : "-") + ": " + each.what +
                                      "\n");
    }
    return all.isEmpty() ? QStringLiteral("nothing was found") : all;
}

/// One that all rows of the table have, and that says something.
std::string columnOf(const fs::path &file, const std::string &table)
{
    SQLite::Database raw(file.string());
    SQLite::Statement query(raw, "SELECT name FROM pragma_table_info(?) WHERE name <> 'id' AND \"notnull\" AND type = "
                                 "'TEXT' LIMIT 1");
    query.bind(1, table);
    return query.executeStep() ? query.getColumn(0).getString() : std::string();
}

std::vector<std::string> withoutIndexes(const fs::path &file)
{
    SQLite::Database raw(file.string());
    SQLite::Statement query(raw, "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL");
    std::vector<std::string> statements;
    while (query.executeStep()) {
        statements.push_back("DROP INDEX " + query.getColumn(0).getString());
    }
    return statements;
}

/// A copy of record 1 under the next key, past the table's own UNIQUE rules.
std::string inserted(const fs::path &file, const std::string &table)
{
    SQLite::Database raw(file.string());
    SQLite::Statement query(raw,
                            "SELECT group_concat('\"' || name || '\"'), group_concat(CASE WHEN name IN ('number', "
                            "'version') THEN '\"' || name || '\" + 70' WHEN name = 'channel' THEN "
                            "'\"channel\" || ''x''' ELSE '\"' || name || '\"' END) FROM pragma_table_info(?) WHERE "
                            "name <> 'id'");
    query.bind(1, table);
    query.executeStep();
    return "INSERT INTO " + table + " (id, " + query.getColumn(0).getString() + ") SELECT (SELECT max(id) + 1 FROM " +
           table + "), " + query.getColumn(1).getString() + " FROM " + table + " WHERE id = 1";
}

} // namespace

class TestTampering : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    fs::path m_clean;
    fs::path m_earlier; ///< the same store as it was before its last entries
    std::map<QString, int> m_found;

    [[nodiscard]] fs::path path(const std::string &name) const { return fs::path(m_dir.path().toStdString()) / name; }
    fs::path copyOf(const fs::path &from)
    {
        const fs::path file = path("lab.sqlite"); // the anchor knows it by this name
        fs::copy_file(from, file, fs::copy_options::overwrite_existing);
        return file;
    }
    [[nodiscard]] std::vector<Alteration> againstAnchor(const fs::path &file) const
    {
        const auto store = Store::openReadOnly(file);
        const auto anchor = readAnchor(anchorFile(path("anchors"), store->trailHead()->storeId));
        return compareWithAnchor(*store, *anchor)->findings;
    }

private slots:
    void initTestCase()
    {
        OpenOptions options;
        options.anchors = path("anchors");
        options.operatorName = "A. Maker";
        {
            auto store = Store::open(path("lab.sqlite"), options).value();
            test::fill(store);
            QVERIFY(store.approveCalibration(1, "seen").has_value());
        }
        m_earlier = path("earlier.sqlite");
        fs::copy_file(path("lab.sqlite"), m_earlier);
        {
            auto store = Store::open(path("lab.sqlite"), options).value();
            QVERIFY(store.withdraw(RecordTable::Cylinders, 2, "empty").has_value());
            QVERIFY(takeBackApproval(store, 4, "the blank was wrong").has_value());
            QVERIFY(store.add(Vial{.name = "three"}).has_value());
        }
        m_clean = path("clean.sqlite");
        fs::copy_file(path("lab.sqlite"), m_clean);
    }
    void whatWasNotTouchedIsFine()
    {
        const fs::path file = copyOf(m_clean);
        QCOMPARE(text(verified(file)), QStringLiteral("nothing was found"));
        QCOMPARE(text(againstAnchor(file)), QStringLiteral("nothing was found"));
    }

    void byTheFileAlone_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<std::vector<std::string>>("statements");
        QTest::addColumn<std::string>("flipped");
        QTest::addColumn<std::string>("table");
        const auto row = [](const QString &kind, const std::string &what, std::vector<std::string> statements,
                            const std::string &table) {
            QTest::newRow(qPrintable(kind + ": " + QString::fromStdString(what)))
                << kind << std::move(statements) << std::string() << table;
        };
        const auto flip = [](const char *what, const std::string &needle) {
            QTest::newRow(qPrintable(QStringLiteral("bit flip: ") + what))
                << QStringLiteral("bit flip") << std::vector<std::string>() << needle << std::string();
        };
        flip("a sample's volume", "30.00");
        flip("a run's file hash", "hash-one");
        flip("a vendor's peak", "Hydrogen");
        flip("a calibration", "\"r2\":1");
        flip("a draw", "locked");
        flip("a result's inputs", "{\"channel\":\"TCD\"}");
        flip("an approval's reviewer", "J. Doe");
        flip("an approval taken back", "the blank was wrong");
        flip("who made an entry", "A. Maker");
        flip("a guard", "records are withdrawn, never deleted");
        {
            // 100.0 + 1 - 0: the first value of the first signal, as eight bytes.
            const double first = 101.0;
            flip("a signal", std::string(reinterpret_cast<const char *>(&first), sizeof first));
        }
        auto tables = test::recordTables;
        tables.emplace_back("audit_trail");
        for (const std::string &table : tables) {
            const std::string column = columnOf(m_clean, table);
            row("edited", table, {"UPDATE " + table + " SET " + column + " = " + column + " || ' ' WHERE id = 1"},
                table);
            row("deleted", table, {"DELETE FROM " + table + " WHERE id = (SELECT max(id) FROM " + table + ")"}, table);
            if (table == "store_info") { // has one row by its own rule
                continue;
            }
            auto statements = withoutIndexes(m_clean);
            statements.push_back(inserted(m_clean, table));
            row("inserted", table, statements, table);
            row("swapped", table,
                {"UPDATE " + table + " SET id = -1 WHERE id = 1", "UPDATE " + table + " SET id = 1 WHERE id = 2",
                 "UPDATE " + table + " SET id = 2 WHERE id = -1"},
                table);
        }
        const auto approval = [&row](const char *what, const std::string &statement) {
            row("approval", what, {statement}, "approvals");
        };
        approval("another reviewer", "UPDATE approvals SET reviewer = 'the boss' WHERE id = 1");
        approval("another statement", "UPDATE approvals SET statement = 'all fine' WHERE id = 1");
        approval("another date", "UPDATE approvals SET created_at = '2026-01-01T00:00:00.000Z' WHERE id = 1");
        approval("own work denied", "UPDATE approvals SET own_work = 'no', made_by = 'X' WHERE id = 1");
        approval("moved to another version", "UPDATE approvals SET result_id = 1 WHERE id = 1");
        approval("one taken back made to stand",
                 "UPDATE approvals SET withdrawn_at = NULL, withdrawn_reason = NULL WHERE id = 2");
        approval("one that stands taken back",
                 "UPDATE approvals SET withdrawn_at = created_at, withdrawn_reason = 'x' WHERE id = 1");
        approval("taken away", "DELETE FROM approvals WHERE id = 1");
        approval("given by hand",
                 "INSERT INTO approvals (result_id, reviewer, statement, account, made_by, own_work, record_digest, "
                 "program, source, created_at) SELECT 1, reviewer, statement, account, made_by, own_work, "
                 "record_digest, program, source, created_at FROM approvals WHERE id = 1");
        row("approval", "of a calibration, by another", {"UPDATE calibrations SET approved_by = 'x' WHERE id = 1"},
            "calibrations");
        row("approval", "of a calibration, given by hand",
            {"UPDATE calibrations SET approved_at = created_at, approved_by = 'x' WHERE id = 2"}, "calibrations");
        row("approval", "a later version hides that it replaced one",
            {"UPDATE results SET supersedes = 1 WHERE id = 3"}, "results");
        const auto trail = [&row](const char *what, const std::string &statement, const char *table = "audit_trail") {
            row("trail", what, {statement}, table);
        };
        trail("who", "UPDATE audit_trail SET who = 'nobody' WHERE id = 5");
        trail("name given", "UPDATE audit_trail SET operator_name = NULL WHERE id = 5");
        trail("date", "UPDATE audit_trail SET at_utc = '2020-01-01T00:00:00.000Z' WHERE id = 5");
        trail("time since the start", "UPDATE audit_trail SET uptime_ns = uptime_ns - 1 WHERE id = 5");
        trail("reason", "UPDATE audit_trail SET reason = 'typo' WHERE id = (SELECT max(id) - 1 FROM audit_trail)");
        trail("old value", "UPDATE audit_trail SET old_value = '{}' WHERE id = 5");
        trail("an entry in the middle", "DELETE FROM audit_trail WHERE id = 9");
        trail("its last entries", "DELETE FROM audit_trail WHERE id > 20");
        trail("its end", "UPDATE trail_head SET chain = 'x'", "trail_head");
        trail("the record of its end", "DELETE FROM trail_head", "trail_head");
        row("guards", "a trigger that is gone", {"DROP TRIGGER IF EXISTS results_keep"}, "(schema)");
        row("guards", "a trigger of somebody's own",
            {"CREATE TRIGGER helpful AFTER INSERT ON peaks BEGIN UPDATE trail_head SET chain = ''; END"}, "(schema)");
        row("guards", "a view in place of nothing", {"CREATE VIEW better AS SELECT * FROM results"}, "(schema)");
    }
    void byTheFileAlone()
    {
        QFETCH(QString, kind);
        QFETCH(std::vector<std::string>, statements);
        QFETCH(std::string, flipped);
        QFETCH(std::string, table);
        const fs::path file = copyOf(m_clean);
        if (!flipped.empty()) {
            std::string bytes = bytesOf(file);
            int places = 0;
            // Every place where it stands: SQLite may leave an unused copy behind when it divides a page.
            for (auto at = bytes.find(flipped); at != std::string::npos; at = bytes.find(flipped, at + 1)) {
                bytes[at] = static_cast<char>(bytes[at] ^ 0x04);
                ++places;
            }
            QVERIFY(places > 0);
            std::ofstream(file, std::ios::binary) << bytes;
        } else if (kind == QLatin1String("guards")) { // they stay as they were left
            SQLite::Database raw(file.string(), SQLite::OPEN_READWRITE);
            raw.exec(statements.front());
        } else {
            test::tamper(file, statements);
        }
        const auto found = verified(file);
        const bool named = std::any_of(found.begin(), found.end(),
                                       [&](const Alteration &each) { return table.empty() || each.table == table; });
        QVERIFY2(named, qPrintable(text(found)));
        ++m_found[kind];
    }

    void againstTheAnchor_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<std::string>("statement"); ///< empty: the file of before is put back
        QTest::addColumn<bool>("goesOn"); ///< work goes on afterwards
        const auto row = [](const char *kind, const char *what, const std::string &statement, bool goesOn = false) {
            QTest::newRow(qPrintable(QStringLiteral("%1: %2").arg(kind, what)))
                << QString::fromUtf8(kind) << statement << goesOn;
        };
        row("put back", "the file of before", "");
        row("put back", "the file of before, and work goes on", "", true);
        const auto rewritten = [&row](const char *what, const std::string &statement) {
            row("rewritten chain", what, statement);
        };
        rewritten("an area", "UPDATE peaks SET area = area * 2 WHERE id = 1");
        rewritten("a result", "UPDATE results SET outputs = '{\"peaks\":3}' WHERE id = 1");
        rewritten("a sample", "UPDATE samples SET vial_volume_mL = '31.00' WHERE id = 1");
        rewritten("a signal", "UPDATE signal_chunks SET signal_values = zeroblob(length(signal_values)) WHERE id = 1");
        rewritten("an approval's reviewer", "UPDATE approvals SET reviewer = 'the boss' WHERE id = 1");
        rewritten("an approval made to stand",
                  "UPDATE approvals SET withdrawn_at = NULL, withdrawn_reason = NULL WHERE id = 2");
        rewritten("a calibration's approval", "UPDATE calibrations SET approved_by = 'x' WHERE id = 1");
        rewritten("who did it", "UPDATE audit_trail SET who = 'nobody' WHERE id = 3");
        rewritten("the name given", "UPDATE audit_trail SET operator_name = 'B. Other' WHERE id = 3");
        rewritten("when", "UPDATE audit_trail SET at_utc = '2020-01-01T00:00:00.000Z' WHERE id = 5");
        rewritten("why", "UPDATE audit_trail SET reason = 'because' WHERE id = 5");
    }
    void againstTheAnchor()
    {
        QFETCH(QString, kind);
        QFETCH(std::string, statement);
        QFETCH(bool, goesOn);
        const fs::path file = copyOf(statement.empty() ? m_earlier : m_clean);
        if (!statement.empty()) {
            test::tamper(file, {statement});
            QVERIFY(!verified(file).empty());
            test::rewriteTrail(file);
        }
        if (goesOn) { // by a program that does not write the anchor
            auto store = Store::open(file).value();
            for (const char *name : {"a", "b", "c", "d"}) {
                QVERIFY(store.add(Vial{.name = name}).has_value());
            }
        }
        QCOMPARE(text(verified(file)), QStringLiteral("nothing was found")); // the file alone is whole
        const auto found = againstAnchor(file);
        QVERIFY2(!found.empty() && found.front().table == "audit_trail", qPrintable(text(found)));
        ++m_found[kind];
    }
    void cleanupTestCase()
    {
        int all = 0;
        for (const auto &[kind, count] : m_found) {
            qInfo("%-16s %3d of a kind were found", qPrintable(kind), count);
            all += count;
        }
        qInfo("%d ways to tamper with a store were tried and found", all);
    }
};

QTEST_APPLESS_MAIN(TestTampering)
#include "tst_tampering.moc"
