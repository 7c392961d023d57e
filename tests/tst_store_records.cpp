// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include <SQLiteCpp/SQLiteCpp.h>

#include "tests/store_fixture.h"

using namespace tgc;
using namespace tgc::db;

class TestStoreRecords : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    int m_count = 0;

    std::filesystem::path m_file;
    Store fresh()
    {
        m_file = std::filesystem::path(m_dir.path().toStdString()) / ("s" + std::to_string(++m_count) + ".sqlite");
        OpenOptions options;
        options.person = "ada";
        options.program = "test 1.0";
        options.clock = [] { return std::chrono::system_clock::time_point(std::chrono::milliseconds(1767225600123)); };
        return Store::open(m_file, options).value();
    }

private slots:
    void keepsWhatWasTyped()
    {
        auto store = fresh();
        const auto id = store.add(Vial{.name = "V1", .volume = AsTyped{" 30,00", "mL", "0,020"}, .notes = "crimp"});
        QVERIFY(id.has_value());
        const auto vials = store.list<Vial>();
        QCOMPARE(vials->size(), std::size_t{1});
        QVERIFY((vials->front().record.volume == AsTyped{"30.00", "mL", "0.020"}));
        QVERIFY(!vials->front().record.pressureRating.has_value());
        SQLite::Database raw(m_file.string());
        QCOMPARE(raw.execAndGet("SELECT volume || volume_unit || volume_u || typeof(volume) FROM vials").getString(),
                 std::string("30.00mL0.020text"));
        // 2026-01-01T00:00:00.123Z is 1767225600.123 s after the epoch (`date -u -d @1767225600`)
        QCOMPARE(vials->front().createdAt_utc, std::string("2026-01-01T00:00:00.123Z"));
    }
    void refusesWhatCannotBe_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("unit");
        QTest::addColumn<QString>("u");
        QTest::addColumn<QString>("word");
        QTest::newRow("text") << "thirty"
                              << "mL"
                              << "0"
                              << "volume";
        QTest::newRow("unit") << "30"
                              << "gallon"
                              << "0"
                              << "gallon";
        QTest::newRow("zero") << "0"
                              << "mL"
                              << "0"
                              << "above zero";
        QTest::newRow("negative") << "-3"
                                  << "mL"
                                  << "0"
                                  << "above zero";
        QTest::newRow("negative u") << "30"
                                    << "mL"
                                    << "-0.1"
                                    << "volume_u";
        QTest::newRow("empty") << ""
                               << "mL"
                               << "0"
                               << "volume";
    }
    void refusesWhatCannotBe()
    {
        QFETCH(QString, value);
        QFETCH(QString, unit);
        QFETCH(QString, u);
        QFETCH(QString, word);
        auto store = fresh();
        const auto entries = store.audit()->size();
        const auto id =
            store.add(Vial{.name = "V1", .volume = AsTyped{value.toStdString(), unit.toStdString(), u.toStdString()}});
        QVERIFY(!id.has_value());
        QCOMPARE(id.error().code, ErrorCode::BadInput);
        QVERIFY2(QString::fromStdString(id.error().message).contains(word), id.error().message.c_str());
        QVERIFY(id.error().message.find("V1") != std::string::npos);
        QVERIFY(store.list<Vial>()->empty());
        QCOMPARE(store.audit()->size(), entries);
    }
    void refusesADayThatIsNot()
    {
        auto store = fresh();
        QVERIFY(!store.add(Cylinder{.name = "C", .expiresOn = "2026-02-30"}).has_value());
        QVERIFY(!store.add(Cylinder{.name = "C", .expiresOn = "30.02.2026"}).has_value());
        QVERIFY(store.add(Cylinder{.name = "C", .expiresOn = "2028-02-29"}).has_value());
        QVERIFY(!store.add(Syringe{.name = "S", .kind = "bucket"}).has_value());
    }
    void everyKindComesBack()
    {
        auto store = fresh();
        test::fill(store);
        QCOMPARE(store.list<Cell>()->at(1).record.cellType, std::string("Li||Cu"));
        QCOMPARE(store.list<Electrode>()->at(1).record.cellId.value(), RecordId{2});
        QCOMPARE(store.list<Syringe>()->at(0).record.kind, std::string("syringe"));
        QCOMPARE(store.list<Cylinder>()->at(0).record.content->u.value(), std::string("10"));
        QCOMPARE(store.list<Titrant>()->at(0).record.composition, std::string("water"));
    }
    void namesAreUniqueUntilWithdrawn()
    {
        auto store = fresh();
        QVERIFY(store.add(Vial{.name = "V1"}).has_value());
        const auto again = store.add(Vial{.name = "V1"});
        QVERIFY(!again.has_value());
        QVERIFY(again.error().message.find("already a vial named") != std::string::npos);
        QVERIFY(!store.withdraw(RecordTable::Vials, 1, "  ").has_value());
        QVERIFY(store.withdraw(RecordTable::Vials, 1, "broken").has_value());
        QVERIFY(!store.withdraw(RecordTable::Vials, 1, "broken").has_value());
        QVERIFY(!store.withdraw(RecordTable::Vials, 77, "broken").has_value());
        QVERIFY(store.add(Vial{.name = "V1"}).has_value());
        QCOMPARE(store.list<Vial>()->size(), std::size_t{1});
        QCOMPARE(store.list<Vial>(true)->size(), std::size_t{2});
        QCOMPARE(store.list<Vial>(true)->front().withdrawn->reason, std::string("broken"));
    }
    void editsLeaveOldAndNewValues()
    {
        auto store = fresh();
        QVERIFY(store.add(Vial{.name = "V1", .volume = AsTyped{"30", "mL", {}}}).has_value());
        const Vial changed{.name = "V1", .volume = AsTyped{"30.5", "mL", {}}};
        QVERIFY(store.change(1, changed, "weighed with water") == SaveOutcome::Changed);
        QVERIFY(store.change(1, changed) == SaveOutcome::Unchanged);
        const auto trail = store.audit({.table = "vials"});
        QCOMPARE(trail->size(), std::size_t{2});
        const AuditEntry &entry = trail->back();
        QCOMPARE(entry.action, std::string("changed"));
        QCOMPARE(entry.who, std::string("ada"));
        QCOMPARE(entry.program, std::string("test 1.0"));
        QCOMPARE(entry.oldValue.value(), std::string(R"({"volume":"30"})"));
        QCOMPARE(entry.newValue.value(), std::string(R"({"volume":"30.5"})"));
        QCOMPARE(entry.reason.value(), std::string("weighed with water"));
        QVERIFY(store.verify()->empty());
    }
    void samplesRoundTripAsTyped()
    {
        auto store = fresh();
        Sample sample;
        sample.sampleId = "S1";
        sample.values = {{"group", "A"},
                         {"vial_volume_mL", "30,00"},
                         {"u_vial_volume_mL", "0,02"},
                         {"cell_type", "Li||Cu"},
                         {"notes", "0,5 \"x\""},
                         {"my column", "1,5"},
                         {"empty", ""}};
        sample.draws = {{{{"sampling", "locked"}, {"area", "1,20"}}, {}, {}, Source::Measured},
                        {{{"area", "110"}, {"u_area", "2"}}, {}, {}}};
        QVERIFY(store.saveSample(sample)->outcome == SaveOutcome::Added);
        const auto stored = store.samples();
        QCOMPARE(stored->size(), std::size_t{1});
        const Sample &back = stored->front().record;
        const InputValues expected = {
            {"group", "A"},          {"vial_volume_mL", "30.00"}, {"u_vial_volume_mL", "0.02"},
            {"cell_type", "Li||Cu"}, {"notes", "0,5 \"x\""},      {"my column", "1,5"}};
        QVERIFY(back.values == expected);
        QCOMPARE(back.draws.size(), std::size_t{2});
        QCOMPARE(back.draws[0].values.at("area"), std::string("1.20"));
        QVERIFY(back.draws[0].source == Source::Measured);
        QCOMPARE(back.draws[1].values.at("u_area"), std::string("2"));
        QVERIFY(store.saveSample(back)->outcome == SaveOutcome::Unchanged);
        SQLite::Database raw(m_file.string());
        QCOMPARE(
            raw.execAndGet("SELECT \"group\" || vial_volume_mL || (extra ->> 'my column') FROM samples").getString(),
            std::string("A30.001,5"));
    }
    void samplesAreSavedAllOrNone()
    {
        auto store = fresh();
        Sample good;
        good.sampleId = "good";
        Sample bad;
        bad.sampleId = "bad";
        bad.values = {{"vial_volume_mL", "about thirty"}};
        const auto saved = store.saveSamples({good, bad});
        QVERIFY(!saved.has_value());
        QVERIFY(saved.error().message.find("vial_volume_mL") != std::string::npos);
        QVERIFY(store.samples()->empty());
        bad.values.clear();
        bad.vialId = 99; // no such vial: found by the database, after `good` was written
        QVERIFY(!store.saveSamples({good, bad}).has_value());
        QVERIFY(store.samples()->empty());
        QCOMPARE(store.audit({.table = "samples"})->size(), std::size_t{0});
    }
    void drawsThatGoAreWithdrawn()
    {
        auto store = fresh();
        Sample sample;
        sample.sampleId = "S1";
        sample.draws = {{{{"area", "1"}}, {}, {}}, {{{"area", "2"}}, {}, {}}, {{{"area", "3"}}, {}, {}}};
        QVERIFY(store.saveSample(sample).has_value());
        sample.draws.pop_back();
        QVERIFY(store.saveSample(sample, "leaky septum")->outcome == SaveOutcome::Changed);
        QCOMPARE(store.samples()->front().record.draws.size(), std::size_t{2});
        SQLite::Database raw(m_file.string());
        QCOMPARE(raw.execAndGet("SELECT withdrawn_reason FROM draws WHERE number = 3").getString(),
                 std::string("leaky septum"));
        sample.draws.push_back({{{"area", "4"}}, {}, {}});
        QVERIFY(store.saveSample(sample).has_value());
        QCOMPARE(store.samples()->front().record.draws.at(2).values.at("area"), std::string("4"));
        QVERIFY(store.verify()->empty());
    }
    void aNameKeepsItsKind()
    {
        auto store = fresh();
        Sample sample;
        sample.sampleId = "A";
        QVERIFY(store.saveSample(sample).has_value());
        Sample blank = sample;
        blank.kind = SampleKind::Blank;
        const auto entries = store.audit()->size();
        for (const Result<void> &refused :
             {store.checkSamples({blank}), store.saveSamples({blank}).map([](const auto &) {}),
              store.saveSamples({blank, sample}, "edited", KindChange::Allowed).map([](const auto &) {})}) {
            QVERIFY(!refused && refused.error().code == ErrorCode::BadInput);
            QVERIFY(refused.error().message.find("\"A\"") != std::string::npos);
        }
        QCOMPARE(store.audit()->size(), entries);
        QVERIFY(store.checkSamples({sample}).has_value());
        QVERIFY(store.saveSamples({blank}, "edited", KindChange::Allowed).has_value());
        QVERIFY(store.samples()->front().record.kind == SampleKind::Blank);
    }
    void samplesAreFiltered()
    {
        auto store = fresh();
        for (const char *id : {"a", "b", "c"}) {
            Sample sample;
            sample.sampleId = id;
            sample.kind = std::string(id) == "c" ? SampleKind::Blank : SampleKind::Sample;
            sample.values = {{"group", std::string(id) == "a" ? "1" : "2"}};
            QVERIFY(store.saveSample(sample).has_value());
        }
        QCOMPARE(store.samples({.group = "2"})->size(), std::size_t{2});
        QCOMPARE(store.samples({.group = "2", .kind = SampleKind::Blank})->size(), std::size_t{1});
        QCOMPARE(store.samples({.sampleId = "a"})->size(), std::size_t{1});
        SQLite::Database raw(m_file.string());
        QCOMPARE(raw.execAndGet("SELECT sample_id FROM blanks").getString(), std::string("c"));
        QVERIFY(store.withdraw(RecordTable::Samples, 3, "leak").has_value());
        QCOMPARE(raw.execAndGet("SELECT count(*) FROM blanks").getInt(), 0);
        QCOMPARE(store.samples({.withdrawnToo = true})->size(), std::size_t{3});
    }
    void inputColumnsAreColumnsOfTheTables()
    {
        auto store = fresh();
        SQLite::Database raw(m_file.string());
        const auto has = [&raw](const std::string &table, std::string_view column) {
            SQLite::Statement query(raw, "SELECT 1 FROM pragma_table_info(?) WHERE name = ?");
            query.bind(1, table);
            query.bind(2, std::string(column));
            return query.executeStep();
        };
        for (const InputColumn &column : sampleColumns()) {
            QVERIFY2(has("samples", column.name), std::string(column.name).c_str());
        }
        for (const InputColumn &column : drawColumns()) {
            QVERIFY2(has("draws", column.name), std::string(column.name).c_str());
        }
    }
};

QTEST_APPLESS_MAIN(TestStoreRecords)
#include "tst_store_records.moc"
