// SPDX-License-Identifier: GPL-3.0-or-later
// Stores of every earlier schema, as tests/data/schemas/*.sql hold them, opened by today's program: all rows are there, and
// nothing counts as altered. Their digests were computed by make.py there, after docs/store.md.
#include <QDir>
#include <QFile>
#include <QIODevice>
#include <QTemporaryDir>
#include <QTest>

#include <SQLiteCpp/SQLiteCpp.h>
#include <filesystem>
#include <map>

#include "db/approvals.h"
#include "db/audit_pages.h"
#include "db/migrations.h"
#include "db/row.h"
#include "db/store.h"

using namespace tgc;
using namespace tgc::db;
namespace fs = std::filesystem;

namespace {

const QString folder = QStringLiteral(TGC_SOURCE_DIR "/tests/data/schemas");
constexpr int firstWithTrail = 5;

/// Every row of every table but the trail's, by table and key.
std::map<std::pair<std::string, RecordId>, Row> rowsOf(const fs::path &file)
{
    SQLite::Database raw(file.string());
    std::vector<std::string> tables;
    SQLite::Statement names(raw, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND "
                                 "name NOT IN ('audit_trail', 'trail_head')");
    while (names.executeStep()) {
        tables.push_back(names.getColumn(0).getString());
    }
    std::map<std::pair<std::string, RecordId>, Row> rows;
    for (const std::string &table : tables) {
        SQLite::Statement all(raw, "SELECT * FROM " + sqlName(table));
        while (all.executeStep()) {
            Row row = readRow(all);
            const RecordId id = integerOf(row, "id");
            rows.emplace(std::pair(table, id), std::move(row));
        }
    }
    return rows;
}

QString said(const Result<std::vector<Alteration>> &found)
{
    if (!found) {
        return QString::fromStdString(found.error().message);
    }
    QString all;
    for (const Alteration &each : *found) {
        all += QString::fromStdString(each.table + " " + std::to_string(each.id.value_or(0)) + ": " + each.what + "\n");
    }
    return all;
}

} // namespace

class TestMigrations : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;

    fs::path made(int version)
    {
        const fs::path file = fs::path(m_dir.path().toStdString()) / (std::to_string(version) + ".sqlite");
        fs::remove(file);
        QFile dump(folder + QStringLiteral("/%1.sql").arg(version, 3, 10, QLatin1Char('0')));
        if (!dump.open(QIODevice::ReadOnly)) {
            return {};
        }
        SQLite::Database raw(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        raw.exec("PRAGMA synchronous = OFF");
        raw.exec(dump.readAll().toStdString());
        return file;
    }
    static void versions()
    {
        QTest::addColumn<int>("version");
        for (int version = 1; version < static_cast<int>(migrations().size()); ++version) {
            QTest::newRow(qPrintable(QStringLiteral("schema %1").arg(version))) << version;
        }
    }

private slots:
    void everySchemaIsThere()
    {
        // A new schema comes with the dump of the one before it: tests/data/schemas/make.py writes it.
        QCOMPARE(QDir(folder).entryList({QStringLiteral("*.sql")}).size(),
                 static_cast<qsizetype>(migrations().size()) - 1);
    }
    void isReadAsItIs_data() { versions(); }
    void isReadAsItIs()
    {
        QFETCH(int, version);
        const fs::path file = made(version);
        QVERIFY(!file.empty());
        const auto before = rowsOf(file);
        const auto store = Store::openReadOnly(file);
        QVERIFY2(store.has_value(), store ? "" : store.error().message.c_str());
        if (version >= firstWithTrail) {
            QCOMPARE(said(store->verify()), QString());
            QVERIFY(store->audit()->size() > 10);
            QCOMPARE(auditIds(*store)->size(), store->audit()->size());
            QCOMPARE(store->audit()->front().who, std::string("lab"));
            QVERIFY(clockJumps(*store)->empty());
            QVERIFY(!auditChoices(*store)->persons.empty());
            QCOMPARE(auditIds(*store, {.text = "lab"})->size(), store->audit()->size());
        }
        QVERIFY(approvals(*store)->empty());
        if (version >= 4) {
            QCOMPARE(store->runs()->size(), std::size_t{2});
            QCOMPARE(store->results({.latestOnly = true})->size(), std::size_t{2});
            QCOMPARE(store->samples()->front().record.values.at("my column"), std::string("x"));
            const auto trace = store->loadSignal(1);
            QVERIFY2(trace.has_value(), trace ? "" : trace.error().message.c_str());
            QCOMPARE(std::vector<double>(trace->values().begin(), trace->values().end()),
                     (std::vector<double>{100.0, 101.5, 99.25, 100.125})); // as make.py wrote them
        }
        QVERIFY(rowsOf(file) == before); // reading writes nothing
    }
    void isBroughtUpToDate_data() { versions(); }
    void isBroughtUpToDate()
    {
        QFETCH(int, version);
        const fs::path file = made(version);
        const auto before = rowsOf(file);
        {
            auto store = Store::open(file);
            QVERIFY2(store.has_value(), store ? "" : store.error().message.c_str());
            QCOMPARE(said(store->verify()), QString());
            QCOMPARE(store->audit()->back().action, std::string("migrated"));
            if (version >= firstWithTrail) {
                QCOMPARE(store->audit()->front().at_utc, std::string("2026-03-01T12:00:00.000Z"));
            }
        }
        const auto after = rowsOf(file);
        std::size_t migrated = 0;
        for (const auto &[key, row] : after) {
            if (!before.contains(key)) {
                QCOMPARE(key.first, std::string("schema_migrations"));
                ++migrated;
            }
        }
        QCOMPARE(migrated, migrations().size() - static_cast<std::size_t>(version));
        for (const auto &[key, row] : before) {
            const auto now = after.find(key);
            QVERIFY2(now != after.end(), (key.first + " " + std::to_string(key.second)).c_str());
            for (const auto &[column, value] : row) {
                QVERIFY2(now->second.at(column) == value, (key.first + "." + column).c_str());
            }
        }
        // And goes on like any other.
        auto store = Store::open(file).value();
        const auto saved = store.saveSample({.sampleId = "new", .values = {{"vial_volume_mL", "20"}}});
        QVERIFY2(saved.has_value(), saved ? "" : saved.error().message.c_str());
        if (version >= 4) {
            const auto result = store.results({.kind = "breakdown", .latestOnly = true})->front().id;
            QVERIFY(approveResult(store, result, {"B. Reviewer", "looked at"}).has_value() || version < firstWithTrail);
        }
        QCOMPARE(said(store.verify()), QString());
    }
};

QTEST_APPLESS_MAIN(TestMigrations)
#include "tst_migrations.moc"
