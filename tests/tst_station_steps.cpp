// SPDX-License-Identifier: GPL-3.0-or-later
// What a station's queue does to vials on its way into the store: kept in files, written once and in order, also after a
// crash or behind a lock; what a vial's list refuses is said.
#include <QFloat16> // QCOMPARE tries it on a nlohmann::json
#include <QTemporaryDir>
#include <QTest>

#include <fstream>

#include <SQLiteCpp/SQLiteCpp.h>

#include "app/session/record_station_step.h"
#include "app/session/station_step_files.h"
#include "app/session/vial_step_records.h"
#include "app/station/adopter.h"
#include "tests/vial_day.h"

using namespace tgc;
using namespace std::chrono_literals;
using day::Step;
using station::Adopter;
using test::minute;
namespace fs = std::filesystem;

namespace {

db::Sample vial(const std::string &name)
{
    db::Sample sample;
    sample.sampleId = name;
    sample.values = {{"vial_volume_mL", "20.0"}};
    return sample;
}

day::StationStep done(Step what, double minutes, const std::string &how = "pump")
{
    day::StationStep one;
    one.step = test::step(what, minutes, "queue of bench-a, line 1 (1)");
    one.step.by = "station bench-a";
    one.step.how = how;
    one.sealed_kPa = "101.325";
    if (what == Step::Dosed) {
        one.step.value = "0.48";
        one.step.reaction_s = "600";
    }
    return one;
}

/// "sealed 101.325 kPa, dosed 0.48 mL", as the store has them.
std::string listOf(const db::Store &store, const std::string &sample = "V-03")
{
    std::string text;
    const auto steps = db::vialSteps(store, sample).value();
    for (const auto &step : steps) {
        text += (text.empty() ? "" : ", ") + step.step +
                (step.value.empty() ? "" : " " + step.value + " " + step.unit) + (step.known ? "" : " not known");
    }
    return text;
}

std::vector<nlohmann::json> told(const bench::EventLog &events, const std::string &what)
{
    std::vector<nlohmann::json> data;
    for (const auto &event : events.since(0)) {
        if (event.what == what) {
            data.push_back(event.data);
        }
    }
    return data;
}

} // namespace

class TestStationSteps : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    int m_count = 0;

    fs::path fresh()
    {
        const fs::path folder = fs::path(m_dir.path().toStdString()) / std::to_string(++m_count);
        fs::create_directories(folder);
        return folder;
    }
    static db::Store opened(const fs::path &folder)
    {
        auto store = db::Store::open(folder / "runs.sqlite").value();
        store.saveSamples({vial("V-03"), vial("V-04")}).value();
        return store;
    }
    static station::AdopterOptions options(const fs::path &folder)
    {
        station::AdopterOptions options{folder / "runs.sqlite", 10ms, 20ms, 10ms};
        options.spool = folder;
        options.bench = "bench-a";
        return options;
    }

private slots:
    /// Nobody recorded that it was sealed: the queue's word stands, with its pressure, dated at the dose.
    void aVialThatNobodySealed()
    {
        const fs::path folder = fresh();
        auto store = opened(folder);
        for (const auto &step : {done(Step::Dosed, 0), done(Step::Ready, 10, "station"),
                                 done(Step::Draw, 12, "sampler"), done(Step::Draw, 20, "sampler")}) {
            const auto recorded = session::recordStationStep(store, step, minute(30));
            QVERIFY2(recorded.has_value(), recorded ? "" : recorded.error().message.c_str());
        }
        QCOMPARE(listOf(store), std::string("sealed 101.325 kPa, dosed 0.48 mL, ready, draw, draw"));
        const auto steps = db::vialSteps(store, "V-03").value();
        QCOMPARE(steps[0].at_utc, steps[1].at_utc);
        QVERIFY(steps[0].note.find("stated by the queue") == 0);
        QCOMPARE(steps[1].how, std::string("pump"));
        QCOMPARE(steps[1].by, std::string("station bench-a"));
        QCOMPARE(steps[1].reaction_s, std::string("600"));
        QVERIFY(steps[1].source == Source::Measured);
        const auto vial = session::vialNamed(store, "V-03").value();
        QVERIFY(vial.day.line.state == day::VialState::Drawn);
        QCOMPARE(vial.day.line.draws, 2);
        QVERIFY(vial.day.line.remarks().empty());
    }

    /// Its line did not wait for what the vial's own plan says: the gas is drawn all the same, and the list says so.
    void drawnWhileItReacted()
    {
        auto store = opened(fresh());
        QVERIFY(session::recordStationStep(store, done(Step::Dosed, 0), minute(30)).has_value());
        const auto early = session::recordStationStep(store, done(Step::Draw, 9.9, "sampler"), minute(30));
        QCOMPARE(early->recorded.remarks.size(), std::size_t(1));
        QVERIFY(early->recorded.remarks[0].find("before its reaction time was over") != std::string::npos);
        QVERIFY(session::recordStationStep(store, done(Step::Draw, 12, "sampler"), minute(30)).has_value());
        QCOMPARE(listOf(store), std::string("sealed 101.325 kPa, dosed 0.48 mL, ready, draw, draw"));
        const auto steps = db::vialSteps(store, "V-03").value();
        QCOMPARE(steps[2].at_utc, steps[3].at_utc);
        QVERIFY(steps[2].note.find("the queue drew before its reaction time was over") == 0);
        // At the minute itself it was ready by its clock.
        auto other = opened(fresh());
        QVERIFY(session::recordStationStep(other, done(Step::Dosed, 0), minute(30)).has_value());
        QVERIFY(session::recordStationStep(other, done(Step::Draw, 10, "sampler"), minute(30)).has_value());
        QCOMPARE(listOf(other), std::string("sealed 101.325 kPa, dosed 0.48 mL, draw"));
    }

    void whoSealedItStays()
    {
        auto store = opened(fresh());
        QVERIFY(session::recordStep(store, test::step(Step::Sealed, -30), minute(30)).has_value());
        QVERIFY(session::recordStationStep(store, done(Step::Dosed, 0), minute(30)).has_value());
        QCOMPARE(listOf(store), std::string("sealed, dosed 0.48 mL"));
    }

    /// Cut off between the store and the file's end, it is written again: once.
    void onceIsOnce()
    {
        auto store = opened(fresh());
        day::StationStep dose = done(Step::Dosed, 0);
        dose.simulated = true;
        QVERIFY(!session::recordStationStep(store, dose, minute(30))->alreadyThere);
        QVERIFY(session::recordStationStep(store, dose, minute(31))->alreadyThere);
        QCOMPARE(listOf(store), std::string("sealed 101.325 kPa, dosed 0.48 mL"));
        const auto steps = db::vialSteps(store, "V-03").value();
        for (const auto &step : steps) {
            QVERIFY(step.source == Source::Simulated);
        }
        // Also where a person took it back meanwhile.
        const auto last = db::vialSteps(store, "V-03")->back().id;
        QVERIFY(session::voidStep(store, "V-03", last, "jd", "another vial", minute(32)).has_value());
        QVERIFY(session::recordStationStep(store, dose, minute(33))->alreadyThere);
    }

    /// A dose that nobody knows makes a fault, until a person has taken it over.
    void anUnknownDose()
    {
        auto store = opened(fresh());
        day::StationStep dose = done(Step::Dosed, 0);
        dose.step.known = false;
        QVERIFY(session::recordStationStep(store, dose, minute(30)).has_value());
        QVERIFY(session::vialNamed(store, "V-03")->day.line.state == day::VialState::Fault);
        QVERIFY(!session::recordStationStep(store, done(Step::Draw, 12, "sampler"), minute(30)));
        day::StationStep looked = done(Step::Acknowledged, 13, "hand");
        QVERIFY(session::recordStationStep(store, looked, minute(30)).has_value());
        const auto vial = session::vialNamed(store, "V-03").value();
        QVERIFY(vial.day.line.state == day::VialState::Reacting && vial.day.line.doseUnknown);
    }

    void filesComeBackAsTheyWere()
    {
        const fs::path folder = fresh();
        day::StationStep dose = done(Step::Dosed, 1.5);
        dose.step.known = false;
        dose.step.overrideReason = "KS: \"rated\" higher\n\xC3\xA9";
        dose.simulated = true;
        {
            session::StationStepFiles files(folder, "bench-a");
            QVERIFY(files.keep(dose).has_value());
            QVERIFY(files.keep(done(Step::Draw, 3)).has_value());
        }
        session::StationStepFiles again(folder, "bench-a");
        QVERIFY(again.keep(done(Step::Draw, 4)).has_value()); // numbered on
        QCOMPARE(again.waiting().size(), std::size_t(3));
        QVERIFY(session::StationStepFiles(folder, "bench").waiting().empty());
        const auto back = session::readStepFile(again.waiting().front()).value();
        QVERIFY(back.step.at == dose.step.at && back.step.step == Step::Dosed);
        QCOMPARE(back.step.overrideReason, dose.step.overrideReason);
        QCOMPARE(back.step.value, dose.step.value);
        QVERIFY(!back.step.known && back.simulated);
        QVERIFY(session::readStepFile(again.waiting().back())->step.at == minute(4));
    }

    /// The store is locked while it is dosed: the steps come later, in their order, once; nobody waits.
    void aLockedStore()
    {
        const fs::path folder = fresh();
        (void)opened(folder);
        bench::EventLog events;
        SQLite::Database other((folder / "runs.sqlite").string(), SQLite::OPEN_READWRITE);
        other.exec("BEGIN EXCLUSIVE");
        {
            Adopter adopter(options(folder), events);
            adopter.record(done(Step::Dosed, 0));
            adopter.record(done(Step::Ready, 10, "station"));
            QTRY_VERIFY_WITH_TIMEOUT(!told(events, "log").empty(), 20000);
            QVERIFY(told(events, "vial_step").empty());
        } // the station is stopped meanwhile
        QCOMPARE(session::stepFilesIn(folder).size(), std::size_t(2));
        Adopter adopter(options(folder), events);
        adopter.recordLeft();
        adopter.record(done(Step::Draw, 12, "sampler"));
        QTest::qWait(100);
        QVERIFY(told(events, "vial_step").empty());
        other.exec("ROLLBACK");
        QVERIFY(adopter.finish(20s));
        QCOMPARE(listOf(db::Store::openReadOnly(folder / "runs.sqlite").value()),
                 std::string("sealed 101.325 kPa, dosed 0.48 mL, ready, draw"));
        QVERIFY(session::stepFilesIn(folder).empty());
        const auto said = told(events, "vial_step");
        QCOMPARE(said.size(), std::size_t(3));
        QVERIFY(said[0].at("recorded").get<bool>());
        QCOMPARE(said[2].at("state"), nlohmann::json("drawn"));
    }

    /// What the list does not take, and what has no list, is said, with all that was done; the next one goes on.
    void whatIsRefusedIsSaid()
    {
        const fs::path folder = fresh();
        (void)opened(folder);
        bench::EventLog events;
        Adopter adopter(options(folder), events);
        day::StationStep stranger = done(Step::Dosed, 0);
        stranger.step.sampleId = "V-99";
        adopter.record(stranger);
        adopter.record(done(Step::Draw, 1, "sampler"));
        adopter.record(done(Step::Dosed, 2));
        QVERIFY(adopter.finish(20s));
        const auto said = told(events, "vial_step");
        QCOMPARE(said.size(), std::size_t(3));
        QVERIFY(!said[0].at("recorded").get<bool>());
        QVERIFY(said[0].at("why").get<std::string>().find("no sample \"V-99\"") != std::string::npos);
        QVERIFY(!said[1].at("recorded").get<bool>());
        QVERIFY(said[1].at("why").get<std::string>().find("not sealed yet") != std::string::npos);
        QVERIFY(said[2].at("recorded").get<bool>());
        int warned = 0;
        for (const auto &log : told(events, "log")) {
            warned += log.at("text").get<std::string>().find("does not have what the station did") != std::string::npos;
        }
        QCOMPARE(warned, 2);
        QVERIFY(session::stepFilesIn(folder).empty());
    }

    void aDamagedFileIsSetAside()
    {
        const fs::path folder = fresh();
        (void)opened(folder);
        std::ofstream(folder / "bench-a.000000001.step") << "{\"step\":\"dosed\"}";
        bench::EventLog events;
        Adopter adopter(options(folder), events);
        adopter.record(done(Step::Dosed, 2));
        QVERIFY(adopter.finish(20s));
        QVERIFY(fs::exists(folder / "bench-a.000000001.step.damaged"));
        QCOMPARE(listOf(db::Store::openReadOnly(folder / "runs.sqlite").value()),
                 std::string("sealed 101.325 kPa, dosed 0.48 mL"));
    }

    /// Nowhere to keep it: what was done is told in full, for a person to record.
    void whatCannotBeKeptIsSaid()
    {
        const fs::path folder = fresh();
        bench::EventLog events;
        auto nowhere = options(folder);
        nowhere.spool = folder / "gone";
        Adopter adopter(nowhere, events);
        adopter.record(done(Step::Dosed, 2));
        const auto said = told(events, "vial_step");
        QCOMPARE(said.size(), std::size_t(1));
        QVERIFY(said[0].at("why").get<std::string>().find("recorded by hand") != std::string::npos);
        QCOMPARE(said[0].at("value"), nlohmann::json("0.48"));
    }
};

QTEST_GUILESS_MAIN(TestStationSteps)
#include "tst_station_steps.moc"
