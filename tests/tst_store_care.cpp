// SPDX-License-Identifier: GPL-3.0-or-later
// The table of acts of care: what goes in comes out, guards, what verify finds.
#include <QTemporaryDir>
#include <QTest>

#include <SQLiteCpp/SQLiteCpp.h>

#include "app/session/care_state.h"
#include "app/session/vial_step_records.h"
#include "db/migrations.h"
#include "tests/store_tamper.h"
#include "tests/vial_day.h"

using namespace tgc;
using namespace tgc::db;
using care::Kind;
using test::minute;
namespace fs = std::filesystem;

namespace {

care::CareAct act(Kind kind, double at_min)
{
    care::CareAct one;
    one.bench = "GC 1";
    one.kind = kind;
    one.at = minute(at_min);
    one.by = "J. Doe";
    return one;
}

} // namespace

class TestStoreCare : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    int m_count = 0;

    fs::path fresh() { return fs::path(m_dir.path().toStdString()) / (std::to_string(++m_count) + ".sqlite"); }
    /// What another program's statement is answered with; empty when it was carried out.
    static QString refusal(const fs::path &file, const std::string &sql)
    {
        SQLite::Database raw(file.string(), SQLite::OPEN_READWRITE);
        try {
            raw.exec(sql);
            return {};
        } catch (const SQLite::Exception &thrown) {
            return QString::fromUtf8(thrown.what());
        }
    }

private slots:
    void whatGoesInComesOut()
    {
        auto store = Store::open(fresh()).value();
        care::CareAct standard = act(Kind::StandardCylinder, 0);
        standard.part = "C-4711";
        standard.value = "95,50";
        standard.minimum = "10";
        standard.unit = "bar";
        standard.expiresOn = "2027-03-31";
        standard.instrument = "LabJack T7 470012345";
        standard.note = "new regulator";
        const auto id = session::recordCare(store, standard, minute(1));
        QVERIFY2(id.has_value(), id ? "" : id.error().message.c_str());
        const auto all = careActs(store).value();
        QCOMPARE(all.size(), std::size_t(1));
        const CareActRecord &back = all.front();
        QCOMPARE(back.id, *id);
        QCOMPARE(back.kind + back.bench + back.by, std::string("standard-cylinderGC 1J. Doe"));
        QCOMPARE(back.at_utc, session::utcText(minute(0)));
        QCOMPARE(back.value + back.unit + back.minimum, std::string("95.50bar10")); // every digit as typed
        QCOMPARE(back.part + back.expiresOn + back.instrument, std::string("C-47112027-03-31LabJack T7 470012345"));
        QVERIFY(back.note == standard.note && !back.voids && !back.createdAt_utc.empty());
        QVERIFY(store.verify()->empty());
        const auto entries = store.audit({.table = "care_acts"}).value();
        QCOMPARE(entries.size(), std::size_t(1));
        QCOMPARE(*entries[0].reason, standard.note);
        standard.expiresOn = "2027-02-30";
        QVERIFY(!session::recordCare(store, standard, minute(1)).has_value());
        standard.expiresOn = "soon";
        QVERIFY(!session::recordCare(store, standard, minute(1)).has_value());
        QCOMPARE(careActs(store)->size(), std::size_t(1));
    }
    void aVoidNamesWhatItTakesBack()
    {
        auto store = Store::open(fresh()).value();
        const auto septum = session::recordCare(store, act(Kind::Septum, 0), minute(1)).value();
        QVERIFY(!session::voidCare(store, septum, "J", " ", minute(2)).has_value()); // why?
        QVERIFY(!session::voidCare(store, 99, "J", "wrong", minute(2)).has_value());
        const auto taken = session::voidCare(store, septum, "J", "the other chromatograph", minute(2));
        QVERIFY2(taken.has_value(), taken ? "" : taken.error().message.c_str());
        QCOMPARE(careActs(store)->back().bench, std::string("GC 1"));
        QCOMPARE(*careActs(store)->back().voids, septum);
        QVERIFY(!session::voidCare(store, septum, "J", "again", minute(3)).has_value());
        QVERIFY(!session::voidCare(store, *taken, "J", "back again", minute(3)).has_value()); // a void stays
        QVERIFY(care::standing(session::careActsOf(store).value()).empty());
    }
    void whatTheTableRefuses_data()
    {
        QTest::addColumn<QString>("columns");
        QTest::addColumn<QString>("values");
        const auto row = [](const char *name, const char *columns, const char *values) {
            QTest::newRow(name) << columns << values;
        };
        row("another kind", "kind", "'polish'");
        row("no time", "at_utc", "'yesterday'");
        row("a local time", "at_utc", "'2026-11-27T08:10:00+01:00'");
        row("nobody", "by_person", "' '");
        row("no bench", "bench", "''");
        row("a value without unit", "value", "'2'");
        row("a unit without value", "unit", "'kPa'");
        row("a septum that expires", "expires_on", "'2027-01-01'");
        row("a septum with a minimum", "minimum, unit", "'10', 'kPa'");
        row("a void of nothing", "kind, note", "'void', 'why'");
        row("a void of an act that is not there", "kind, note, voids", "'void', 'why', 99");
        row("a void of another bench's act", "kind, note, voids, bench", "'void', 'why', 1, 'GC 2'");
        row("a void without reason", "kind, voids", "'void', 1");
        row("a septum that takes something back", "voids", "1");
        row("an empty note", "kind, note", "'note', ' '");
    }
    void whatTheTableRefuses()
    {
        QFETCH(QString, columns);
        QFETCH(QString, values);
        const fs::path file = fresh();
        {
            auto store = Store::open(file).value();
            QVERIFY(session::recordCare(store, act(Kind::BakeOut, 0), minute(1)).has_value());
        }
        std::map<QString, QString> cells = {{"bench", "'GC 1'"},   {"kind", "'septum'"},
                                            {"by_person", "'J'"},  {"at_utc", "'2026-11-27T08:10:00Z'"},
                                            {"source", "'typed'"}, {"created_at", "''"}};
        const auto insert = [&cells] {
            QStringList names, texts;
            for (const auto &[name, text] : cells) {
                names << name;
                texts << text;
            }
            return ("PRAGMA foreign_keys = ON; INSERT INTO care_acts (" + names.join(",") + ") VALUES (" +
                    texts.join(",") + ")")
                .toStdString();
        };
        QCOMPARE(refusal(file, insert()), QString()); // whole, it is taken
        const QStringList names = columns.split(", "), texts = values.split(", ");
        for (qsizetype i = 0; i < names.size(); ++i) {
            cells[names[i]] = texts[i];
        }
        QVERIFY(!refusal(file, insert()).isEmpty());
    }
    void nothingIsChangedOrTakenAway()
    {
        const fs::path file = fresh();
        {
            auto store = Store::open(file).value();
            QVERIFY(session::recordCare(store, act(Kind::Septum, 0), minute(1)).has_value());
            QVERIFY(session::voidCare(store, 1, "J", "wrong", minute(2)).has_value());
        }
        for (const char *sql :
             {"DELETE FROM care_acts", "DELETE FROM care_acts WHERE id = 1",
              "UPDATE care_acts SET at_utc = '2026-11-27T09:00:00Z'", "UPDATE care_acts SET note = 'x' WHERE id = 2",
              "UPDATE care_acts SET voids = NULL", "REPLACE INTO care_acts SELECT * FROM care_acts WHERE id = 1"}) {
            QVERIFY2(!refusal(file, sql).isEmpty(), sql);
        }
        QVERIFY(Store::openReadOnly(file)->verify()->empty());
    }
    void verifyFindsAnAlteredAct_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("its time") << "UPDATE care_acts SET at_utc = '2026-11-27T08:11:00.000Z' WHERE id = 1";
        QTest::newRow("its expiry") << "UPDATE care_acts SET expires_on = '2037-03-31' WHERE id = 2";
        QTest::newRow("gone") << "DELETE FROM care_acts WHERE id = 2";
    }
    void verifyFindsAnAlteredAct()
    {
        QFETCH(QString, sql);
        const fs::path file = fresh();
        {
            auto store = Store::open(file).value();
            QVERIFY(session::recordCare(store, act(Kind::Septum, 0), minute(30)).has_value());
            care::CareAct standard = act(Kind::StandardCylinder, 0);
            standard.part = "C-1";
            standard.expiresOn = "2027-03-31";
            QVERIFY(session::recordCare(store, standard, minute(30)).has_value());
            QVERIFY(store.verify()->empty());
        }
        test::tamper(file, {sql.toStdString()});
        const auto found = Store::openReadOnly(file)->verify().value();
        QCOMPARE(found.size(), std::size_t(1));
        QCOMPARE(found[0].table, std::string("care_acts"));
    }
    void anOldStoreHasNoActs()
    {
        const fs::path file = fresh();
        {
            SQLite::Database raw(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
            for (int i = 0; i < 12; ++i) {
                raw.exec(std::string(migrations()[static_cast<std::size_t>(i)].sql));
            }
            raw.exec("PRAGMA application_id = 0x54474357; PRAGMA user_version = 12");
        }
        const auto store = Store::openReadOnly(file).value();
        QVERIFY(careActs(store)->empty());
        QVERIFY(session::careState(store, minute(0))->rows.empty());
    }
};

QTEST_APPLESS_MAIN(TestStoreCare)
#include "tst_store_care.moc"
