// SPDX-License-Identifier: GPL-3.0-or-later
// The table of vial steps: what goes in comes out, guards, what verify finds, and the check of a dose by hand.
#include <QTemporaryDir>
#include <QTest>

#include <SQLiteCpp/SQLiteCpp.h>

#include "app/session/hand_dose.h"
#include "app/session/vial_day.h"
#include "app/session/vial_step_records.h"
#include "db/migrations.h"
#include "tests/store_tamper.h"
#include "tests/vial_day.h"

using namespace tgc;
using namespace tgc::db;
using day::Step;
using test::minute;
using test::step;
namespace fs = std::filesystem;

namespace {

/// A vial that stands its dose: 20 mL rated 300 kPa, 2 mL of water on 5 mAh of lithium at 25 C.
Sample safeSample(const std::string &name)
{
    Sample sample;
    sample.sampleId = name;
    sample.values = {{"vial_volume_mL", "20.0"},     {"liquid_volume_mL", "2.0"}, {"temperature_C", "25"},
                     {"pressure_rating_kPa", "300"}, {"li_upper_mAh", "5"},       {"reaction_s", "1800"},
                     {"draws_planned", "3"}};
    return sample;
}

day::VialStep of(const std::string &sample, day::VialStep one)
{
    one.sampleId = sample;
    return one;
}

} // namespace

class TestStoreVialSteps : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    int m_count = 0;

    fs::path fresh() { return fs::path(m_dir.path().toStdString()) / (std::to_string(++m_count) + ".sqlite"); }
    static Store opened(const fs::path &file)
    {
        auto store = Store::open(file).value();
        store.saveSamples({safeSample("V-03"), safeSample("V-04")}).value();
        return store;
    }
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
        auto store = opened(fresh());
        VialStepRecord dosed;
        dosed.sampleId = "V-03";
        dosed.step = "dosed";
        dosed.at_utc = "2026-11-27T08:10:00.000Z";
        dosed.by = "J. Doe";
        dosed.how = "pump-1";
        dosed.value = "2.00";
        dosed.unit = "mL";
        dosed.known = false;
        dosed.reaction_s = "1800";
        dosed.note = "the link was lost";
        dosed.overrideReason = "agreed with the safety officer";
        dosed.source = Source::Simulated;
        const auto id = addVialStep(store, dosed, 0);
        QVERIFY2(id.has_value(), id ? "" : id.error().message.c_str());
        const auto all = vialSteps(store, "V-03").value();
        QCOMPARE(all.size(), std::size_t(1));
        const VialStepRecord &back = all.front();
        QCOMPARE(back.id, *id);
        QCOMPARE(back.value + back.unit + back.reaction_s, std::string("2.00mL1800"));
        QCOMPARE(back.at_utc + back.by + back.how, std::string("2026-11-27T08:10:00.000ZJ. Doepump-1"));
        QCOMPARE(back.note + back.overrideReason, dosed.note + dosed.overrideReason);
        QVERIFY(!back.known && !back.voids && back.source == Source::Simulated && !back.createdAt_utc.empty());
        QVERIFY(vialSteps(store, "V-04")->empty());
        QCOMPARE(vialSteps(store)->size(), std::size_t(1));
        QVERIFY(store.verify()->empty());
        const auto entry = store.audit({.table = "vial_steps"}).value();
        QCOMPARE(entry.size(), std::size_t(1));
        QCOMPARE(*entry[0].reason, dosed.note);
    }
    void whatTheTableRefuses_data()
    {
        QTest::addColumn<QString>("columns");
        QTest::addColumn<QString>("values");
        const auto row = [](const char *name, const char *columns, const char *values) {
            QTest::newRow(name) << columns << values;
        };
        row("another step", "step", "'shaken'");
        row("no time", "at_utc", "'yesterday'");
        row("a local time", "at_utc", "'2026-11-27T08:10:00+01:00'");
        row("nobody", "by_person", "' '");
        row("a value without unit", "value", "'2'");
        row("not known, and no dose", "known", "0");
        row("a void of nothing", "step, note", "'void', 'why'");
        row("a void of a step that is not there", "step, note, voids", "'void', 'why', 99");
        row("a void of another vial's step", "step, note, voids, sample", "'void', 'why', 1, 2");
        row("a fault without reason", "step, note", "'fault', ' '");
        row("an override without dose", "override_reason", "'in a hurry'");
        row("no such sample", "sample", "77");
    }
    void whatTheTableRefuses()
    {
        QFETCH(QString, columns);
        QFETCH(QString, values);
        const fs::path file = fresh();
        {
            auto store = opened(file);
            QVERIFY(session::recordStep(store, of("V-03", step(Step::Sealed, 0)), minute(1)).has_value());
        }
        std::map<QString, QString> cells = {
            {"sample", "1"},       {"step", "'sealed'"}, {"at_utc", "'2026-11-27T08:10:00Z'"},
            {"by_person", "'J'"},  {"how", "'hand'"},    {"known", "1"},
            {"source", "'typed'"}, {"created_at", "''"}};
        const auto insert = [&cells] {
            QStringList names, texts;
            for (const auto &[name, text] : cells) {
                names << name;
                texts << text;
            }
            return ("PRAGMA foreign_keys = ON; INSERT INTO vial_steps (" + names.join(",") + ") VALUES (" +
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
            auto store = opened(file);
            QVERIFY(session::recordStep(store, of("V-03", step(Step::Sealed, 0)), minute(1)).has_value());
            QVERIFY(session::voidStep(store, "V-03", 1, "J", "wrong vial", minute(2)).has_value());
        }
        for (const char *sql :
             {"DELETE FROM vial_steps", "DELETE FROM vial_steps WHERE id = 1",
              "UPDATE vial_steps SET at_utc = '2026-11-27T09:00:00Z'",
              "UPDATE vial_steps SET note = 'another' WHERE id = 2", "UPDATE vial_steps SET voids = NULL",
              "REPLACE INTO vial_steps SELECT * FROM vial_steps WHERE id = 1"}) {
            QVERIFY2(!refusal(file, sql).isEmpty(), sql);
        }
        QVERIFY(Store::openReadOnly(file)->verify()->empty());
    }
    void verifyFindsAnAlteredStep_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("its time") << "UPDATE vial_steps SET at_utc = '2026-11-27T08:11:00.000Z' WHERE id = 2";
        QTest::newRow("its value") << "UPDATE vial_steps SET value = '2.1' WHERE id = 2";
        QTest::newRow("gone") << "DELETE FROM vial_steps WHERE id = 2";
        QTest::newRow("slipped in")
            << "INSERT INTO vial_steps (sample, step, at_utc, by_person, how, known, source, created_at) VALUES "
               "(1, 'ready', '2026-11-27T08:20:00Z', 'J', 'hand', 1, 'typed', '2026-11-27T08:20:00Z')";
    }
    void verifyFindsAnAlteredStep()
    {
        QFETCH(QString, sql);
        const fs::path file = fresh();
        {
            auto store = opened(file);
            QVERIFY(session::recordStep(store, of("V-03", step(Step::Sealed, 0)), minute(30)).has_value());
            QVERIFY(session::recordStep(store, of("V-03", step(Step::Dosed, 10)), minute(30)).has_value());
            QVERIFY(store.verify()->empty());
        }
        test::tamper(file, {sql.toStdString()});
        const auto found = Store::openReadOnly(file)->verify().value();
        QCOMPARE(found.size(), std::size_t(1));
        QCOMPARE(found[0].table, std::string("vial_steps"));
    }
    void whoComesSecondIsTold()
    {
        auto store = opened(fresh());
        const auto first = session::recordStep(store, of("V-03", step(Step::Sealed, 0)), minute(1));
        QVERIFY(first.has_value());
        const auto second = addVialStep(store, session::recordOf(of("V-03", step(Step::Sealed, 0))), 0);
        QVERIFY(!second.has_value());
        QVERIFY2(second.error().message.find("meanwhile") != std::string::npos, second.error().message.c_str());
        QVERIFY(!addVialStep(store, session::recordOf(of("V-99", step(Step::Sealed, 0))), 0).has_value());
    }
    void anOldStoreHasNoSteps()
    {
        const fs::path file = fresh();
        {
            SQLite::Database raw(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
            for (int i = 0; i < 10; ++i) {
                raw.exec(std::string(migrations()[static_cast<std::size_t>(i)].sql));
            }
            raw.exec("PRAGMA application_id = 0x54474357; PRAGMA user_version = 10");
        }
        QVERIFY(vialSteps(*Store::openReadOnly(file))->empty());
    }
    void aDoseByHandIsChecked_data()
    {
        QTest::addColumn<std::string>("column");
        QTest::addColumn<std::string>("typed"); // empty: the cell is empty
        QTest::addColumn<QString>("said");
        QTest::newRow("no volume") << std::string("vial_volume_mL") << std::string() << "vial_volume_mL";
        QTest::newRow("no rating") << std::string("pressure_rating_kPa") << std::string() << "pressure_rating_kPa";
        QTest::newRow("no bound") << std::string("li_upper_mAh") << std::string() << "li_upper_mAh";
        QTest::newRow("no temperature") << std::string("temperature_C") << std::string() << "temperature_C";
        QTest::newRow("too much lithium") << std::string("li_upper_mAh") << std::string("40") << "umol H2";
        QTest::newRow("a weak vial") << std::string("pressure_rating_kPa") << std::string("20") << "rating";
        QTest::newRow("no number") << std::string("vial_volume_mL") << std::string("twenty") << "vial_volume_mL";
    }
    void aDoseByHandIsChecked()
    {
        QFETCH(std::string, column);
        QFETCH(std::string, typed);
        QFETCH(QString, said);
        auto store = Store::open(fresh()).value();
        Sample sample = safeSample("V-09");
        sample.values[column] = typed;
        if (typed == "twenty") { // the store takes no such cell: it is asked for before anything is stored
            QVERIFY(!session::handDose(sample, 2.0, 0.0).has_value());
            return;
        }
        QVERIFY(store.saveSample(sample).has_value());
        QVERIFY(session::recordStep(store, of("V-09", step(Step::Sealed, 0)), minute(1)).has_value());
        QVERIFY(!session::vialNamed(store, "V-09")->day.plan.doseRefusal.empty());
        day::VialStep dosed = of("V-09", step(Step::Dosed, 10));
        const auto refused = session::recordStep(store, dosed, minute(10));
        QVERIFY(!refused.has_value());
        QCOMPARE(refused.error().code, ErrorCode::BadInput);
        QVERIFY2(QString::fromStdString(refused.error().message).contains(said), refused.error().message.c_str());
        QCOMPARE(vialSteps(store, "V-09")->size(), std::size_t(1));
        dosed.overrideReason = "dosed before the rating was read off";
        const auto kept = session::recordStep(store, dosed, minute(10));
        QVERIFY2(kept.has_value(), kept ? "" : kept.error().message.c_str());
        QVERIFY(!kept->remarks.empty());
        QCOMPARE(vialSteps(store, "V-09")->back().overrideReason, dosed.overrideReason);
    }
    void aSafeDoseNeedsNoOverride()
    {
        auto store = opened(fresh());
        QVERIFY(session::vialNamed(store, "V-03")->day.plan.doseRefusal.empty());
        QVERIFY(session::recordStep(store, of("V-03", step(Step::Sealed, 0)), minute(1)).has_value());
        day::VialStep dosed = of("V-03", step(Step::Dosed, 10));
        dosed.overrideReason = "to be sure";
        const auto done = session::recordStep(store, dosed, minute(10));
        QVERIFY2(done.has_value(), done ? "" : done.error().message.c_str());
        QCOMPARE(done->remarks.size(), std::size_t(1));
        const auto stored = vialSteps(store, "V-03")->back();
        QVERIFY(stored.overrideReason.empty()); // no mark where there was nothing to override
        QCOMPARE(stored.reaction_s, std::string("1800")); // the wait goes with the dose
        QVERIFY(session::vialNamed(store, "V-03")->liquidRemark.empty());
    }
    void aSecondDoseCountsTheFirst()
    {
        // 18 mL of water in a vial of 20 mL leave no gas: less than a tenth of the vial (dose_safety.h).
        auto store = opened(fresh());
        QVERIFY(session::recordStep(store, of("V-03", step(Step::Sealed, 0)), minute(1)).has_value());
        day::VialStep first = of("V-03", step(Step::Dosed, 10));
        first.value = "9";
        QVERIFY(session::recordStep(store, first, minute(10)).has_value());
        day::VialStep second = of("V-03", step(Step::Dosed, 12, "it was too little"));
        second.value = "9.5";
        const auto refused = session::recordStep(store, second, minute(12));
        QVERIFY(!refused.has_value());
        QVERIFY2(refused.error().message.find("the dose is refused") != std::string::npos,
                 refused.error().message.c_str());
        // And the result's own liquid is told of.
        QVERIFY(session::vialNamed(store, "V-03")->liquidRemark.find("9 mL were dosed") != std::string::npos);
    }
    void aBlankHoldsNoLithium()
    {
        Sample blank = safeSample("B-1");
        blank.kind = SampleKind::Blank;
        blank.values.erase("li_upper_mAh");
        QVERIFY(session::handDose(blank, 2.0, 0.0)->safe);
        blank.kind = SampleKind::Sample;
        QVERIFY(!session::handDose(blank, 2.0, 0.0)->safe);
    }
    void whichVialsAreOfTheDay()
    {
        auto store = opened(fresh());
        Sample measured = safeSample("old");
        measured.draws = {{{{"area", "100"}}, {}, {}}};
        Sample dosed = safeSample("typed");
        dosed.values["dosed_at"] = "2026-05-04T09:00";
        Sample gas;
        gas.sampleId = "standard 1";
        gas.kind = SampleKind::Standard;
        QVERIFY(store.saveSamples({measured, dosed, gas}).has_value());
        QVERIFY(session::recordStep(store, of("V-04", step(Step::Sealed, 0)), minute(1)).has_value());
        QStringList names;
        const auto vials = session::vialsOfDay(store).value();
        for (const auto &vial : vials) {
            names << QString::fromStdString(vial.sample.sampleId);
        }
        QCOMPARE(names, QStringList({"V-04", "V-03"})); // what was begun first
        QVERIFY(!session::vialNamed(store, "standard 1").has_value());
        const auto typo = session::vialNamed(store, "V-05");
        QVERIFY(!typo.has_value());
        QVERIFY2(typo.error().message.find("did you mean") != std::string::npos, typo.error().message.c_str());
        QCOMPARE(*vials[1].day.plan.draws, 3);
    }
    void aClosedVialLeavesTheBoard()
    {
        auto store = opened(fresh());
        QVERIFY(session::recordStep(store, of("V-03", step(Step::Sealed, 0)), minute(1)).has_value());
        QVERIFY(session::recordStep(store, of("V-03", step(Step::Closed, 5, "dropped")), minute(5)).has_value());
        const auto line = session::vialNamed(store, "V-03")->day.line;
        QVERIFY(session::isOnBoard(line, minute(5 + 11 * 60)));
        QVERIFY(!session::isOnBoard(line, minute(5 + 13 * 60)));
    }
    void times_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("utc");
        QTest::newRow("UTC") << "2026-11-27T10:04Z"
                             << "2026-11-27T10:04:00.000Z";
        QTest::newRow("an offset") << "2026-11-27 11:04:05.250+01:00"
                                   << "2026-11-27T10:04:05.250Z";
        QTest::newRow("before 1970") << "1969-12-31T23:59:59Z"
                                     << "1969-12-31T23:59:59.000Z";
        QTest::newRow("no zone") << "2026-11-27T10:04"
                                 << "";
        QTest::newRow("a day") << "2026-11-27"
                               << "";
        QTest::newRow("none") << "soon"
                              << "";
    }
    void times()
    {
        QFETCH(QString, written);
        QFETCH(QString, utc);
        const auto at = session::zonedMoment(written.toStdString());
        QCOMPARE(at ? QString::fromStdString(session::utcText(*at)) : QString(), utc);
    }
};

QTEST_APPLESS_MAIN(TestStoreVialSteps)
#include "tst_store_vial_steps.moc"
