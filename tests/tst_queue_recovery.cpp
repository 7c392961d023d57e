// SPDX-License-Identifier: GPL-3.0-or-later
// The real station killed (SIGKILL) at each step of a line, and started again: what it shows of the queue, what it refuses,
// and that a vial that may have been dosed is not dosed again. Persons play the titrator and the sampler.
#include <QDeadlineTimer>
#include <QFloat16> // QCOMPARE tries it on a nlohmann::json
#include <QTest>
#include <QThread>

#include "db/store.h"
#include "db/vial_steps.h"
#include "tests/station_process.h"

using namespace tgc;
using namespace tgc::test;
using nlohmann::json;

namespace {

/// A vial that may be dosed (tgc-method.md 3.5), and that a person injects.
json vial(const char *reaction_s)
{
    return {{"sample_id", "S1"},
            {"kind", "sample"},
            {"injections", "2"},
            {"vial_volume_mL", "30"},
            {"solids_volume_mL", "0.05"},
            {"dose_mL", "0.5"},
            {"initial_pressure_kPa", "101.325"},
            {"temperature_C", "25"},
            {"pressure_rating_kPa", "200"},
            {"li_upper_mAh", "0.5"},
            {"reaction_s", reaction_s}};
}

json snapshotOf(station::BlockingClient &client)
{
    const auto reply = client.command("snapshot");
    return reply ? reply->at("snapshot") : json::object();
}

json lineOf(station::BlockingClient &client)
{
    const json snapshot = snapshotOf(client);
    return snapshot.at("queue").empty() ? json::object() : snapshot.at("queue").at(0);
}

/// The question that is open, once there is one in that role; null where none comes.
json question(station::BlockingClient &client, const char *role)
{
    const QDeadlineTimer deadline(60000);
    while (!deadline.hasExpired()) {
        const json snapshot = snapshotOf(client);
        for (const json &prompt : snapshot.value("prompts", json::array())) {
            if (prompt.at("role") == role) {
                return prompt;
            }
        }
        QThread::msleep(20);
    }
    return nullptr;
}

bool waitForStep(station::BlockingClient &client, const char *step)
{
    const QDeadlineTimer deadline(60000);
    while (!deadline.hasExpired()) {
        if (lineOf(client).value("step", "").starts_with(step)) {
            return true;
        }
        QThread::msleep(10);
    }
    return false;
}

/// The vial's list in the store, once it has `count` steps: "sealed 101.325, dosed 0.48".
std::string stepsOf(const StationPlace &place, const char *sample, std::size_t count)
{
    const QDeadlineTimer deadline(20000);
    for (;;) {
        const auto store = db::Store::openReadOnly(place.store());
        const auto steps = store ? db::vialSteps(*store, std::string(sample)) : fail(store.error());
        if (deadline.hasExpired() || (steps && steps->size() >= count)) {
            std::string text;
            for (const auto &step : steps ? *steps : std::vector<db::VialStepRecord>()) {
                text += (text.empty() ? "" : ", ") + step.step + (step.value.empty() ? "" : " " + step.value) +
                        (step.known ? "" : " not known");
            }
            return text;
        }
        QThread::msleep(20);
    }
}

QString refusal(const Result<json> &reply)
{
    return reply ? QStringLiteral("(done)") : QString::fromStdString(reply.error().message);
}

} // namespace

class TestQueueRecovery : public QObject {
    Q_OBJECT

    /// Starts a station, brings the line to the step named, and kills it there.
    void liveUntil(const StationPlace &place, const QString &step, const char *reaction_s)
    {
        StationProcess station;
        QCOMPARE(station.start(place), QString());
        auto client = station.attach(0);
        QVERIFY(waitForSignal(client));
        const auto added = client.command("queue.add", {{"lines", json::array({vial(reaction_s)})}});
        QVERIFY2(added.has_value(), qPrintable(refusal(added)));
        if (step == "waiting") {
            station.kill();
            return;
        }
        QVERIFY(client.command("queue.start").has_value());
        const json dose = question(client, "titrator");
        QVERIFY(!dose.is_null());
        if (step == "dose asked") {
            station.kill();
            return;
        }
        QVERIFY(client.command("prompt.answer", {{"id", dose.at("id")}, {"value", 0.48}, {"by", "jd"}}).has_value());
        if (step == "reacting") {
            QVERIFY(waitForStep(client, "reacting"));
        } else {
            QVERIFY(!question(client, "sampler").is_null()); // the run is being recorded
        }
        station.kill();
    }

private slots:
    void whatIsKnownAfterAKill_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("dose");
        QTest::addColumn<int>("runs");
        QTest::newRow("waiting") << "waiting"
                                 << "none" << 0;
        QTest::newRow("dose asked") << "interrupted"
                                    << "unknown" << 0;
        QTest::newRow("reacting") << "interrupted"
                                  << "given" << 0;
        QTest::newRow("recording") << "interrupted"
                                   << "given" << 1;
    }
    void whatIsKnownAfterAKill()
    {
        QFETCH(QString, state);
        QFETCH(QString, dose);
        QFETCH(int, runs);
        const StationPlace place;
        liveUntil(place, QTest::currentDataTag(), QLatin1String(QTest::currentDataTag()) == "reacting" ? "600" : "0");
        StationProcess station;
        QCOMPARE(station.start(place), QString());
        auto client = station.attach(0);
        const json line = lineOf(client);
        QCOMPARE(line.value("state", ""), state.toStdString());
        QCOMPARE(line.at("dose").value("state", ""), dose.toStdString());
        QCOMPARE(line.at("runs").size(), static_cast<std::size_t>(runs));
        QVERIFY(line.value("restored", false));
        QVERIFY(!snapshotOf(client).value("queue_running", true));
        if (dose == "given") {
            QCOMPARE(line.at("dose").at("delivered_mL"), json(0.48));
        }
        if (state == "interrupted") {
            const QString refused = refusal(client.command("queue.start"));
            QVERIFY2(refused.contains("line 1 was interrupted"), qPrintable(refused));
        }
    }

    /// Nobody knows whether the person dosed: a name and a reason, and then no second dose.
    void anUnknownDoseIsTakenOverByNameAndNotGivenAgain()
    {
        const StationPlace place;
        liveUntil(place, "dose asked", "0");
        {
            StationProcess station;
            QCOMPARE(station.start(place), QString());
            auto client = station.attach(0);
            QVERIFY(waitForSignal(client));
            json args = {{"line", 1}, {"choice", "repeat"}};
            QVERIFY2(refusal(client.command("queue.recover", args)).contains("with a name and a reason"),
                     qPrintable(refusal(client.command("queue.recover", args))));
            args["by"] = "jd";
            args["reason"] = "the syringe was empty";
            QVERIFY(client.command("queue.recover", args).has_value());
            station.kill(); // what was chosen is known, too
        }
        StationProcess station;
        QCOMPARE(station.start(place), QString());
        auto client = station.attach(0);
        QVERIFY(waitForSignal(client));
        QCOMPARE(lineOf(client).value("state", ""), std::string("waiting"));
        QCOMPARE(lineOf(client).at("dose").value("acknowledged_by", ""), std::string("jd"));
        QVERIFY(client.command("queue.start").has_value());
        QVERIFY(!question(client, "sampler").is_null());
        for (auto event = client.nextEvent(std::chrono::milliseconds(0)); event && *event;
             event = client.nextEvent(std::chrono::milliseconds(0))) {
            QVERIFY((*event)->what != "prompt" || (*event)->data.at("role") != "titrator");
        }
        QVERIFY(client.command("abort", {{"why", "enough"}}).has_value());
    }

    /// Who did not dose says so, and is asked again: a person, not a pump.
    void aPersonWhoDidNotDoseIsAskedAgain()
    {
        const StationPlace place;
        liveUntil(place, "dose asked", "0");
        StationProcess station;
        QCOMPARE(station.start(place), QString());
        auto client = station.attach(0);
        QVERIFY(waitForSignal(client));
        QVERIFY(client
                    .command("queue.recover", {{"line", 1},
                                               {"choice", "continue"},
                                               {"by", "jd"},
                                               {"reason", "I was not there yet"},
                                               {"dosed_mL", 0.0}})
                    .has_value());
        QVERIFY(client.command("queue.start").has_value());
        QVERIFY(!question(client, "titrator").is_null());
        QVERIFY(client.command("abort", {{"why", "enough"}}).has_value());
    }

    /// Dosed before the kill: the line goes on behind its dose.
    void aKnownDoseIsGoneOnWith()
    {
        const StationPlace place;
        liveUntil(place, "recording", "0");
        StationProcess station;
        QCOMPARE(station.start(place), QString());
        auto client = station.attach(0);
        QVERIFY(waitForSignal(client));
        QVERIFY(client.command("queue.recover", {{"line", 1}, {"choice", "continue"}}).has_value());
        QVERIFY(client.command("queue.start").has_value());
        QVERIFY(!question(client, "sampler").is_null());
        const json line = lineOf(client);
        QCOMPARE(line.at("runs").size(), std::size_t{2}); // the interrupted one stays named
        QCOMPARE(snapshotOf(client).at("run").at("injection"), json(2));
        QVERIFY(client.command("abort", {{"why", "enough"}}).has_value());
    }

    /// One vial is injected, another one reacts, a third is being dosed: each is shown with what is known of its dose, and
    /// each vial's list has its dose once, however often the station is killed.
    void eachLaneAfterAKill()
    {
        const StationPlace place;
        {
            auto store = db::Store::open(place.store()).value();
            std::vector<db::Sample> samples(3);
            for (std::size_t i = 0; i < samples.size(); ++i) {
                samples[i].sampleId = "S" + std::to_string(i + 1);
            }
            QVERIFY(store.saveSamples(samples).has_value());
        }
        const auto lines = [](station::BlockingClient &client) {
            std::string text;
            const json snapshot = snapshotOf(client);
            for (const json &line : snapshot.at("queue")) {
                text += line.value("state", "") + " " + line.at("dose").value("state", "") + "; ";
            }
            return text;
        };
        {
            StationProcess station;
            QCOMPARE(station.start(place), QString());
            auto client = station.attach(0);
            QVERIFY(waitForSignal(client));
            json rows = json::array({vial("0"), vial("600"), vial("600")});
            rows[1]["sample_id"] = "S2";
            rows[2]["sample_id"] = "S3";
            QVERIFY(client.command("queue.add", {{"lines", rows}}).has_value());
            QVERIFY(client.command("queue.start").has_value());
            for (int i = 0; i < 2; ++i) {
                const json dose = question(client, "titrator");
                QVERIFY(client.command("prompt.answer", {{"id", dose.at("id")}, {"value", 0.48}, {"by", "jd"}})
                            .has_value());
                if (i == 0) {
                    QVERIFY(!question(client, "sampler").is_null()); // the first one is recorded
                }
            }
            QVERIFY(!question(client, "titrator").is_null());
            const std::string atWork = lines(client);
            QVERIFY2(atWork == "active given; active given; active asked; ", atWork.c_str());
            station.kill();
        }
        for (int life = 0; life < 2; ++life) {
            StationProcess station;
            QCOMPARE(station.start(place), QString());
            auto client = station.attach(0);
            const std::string found = lines(client);
            QVERIFY2(found == "interrupted given; interrupted given; interrupted unknown; ", found.c_str());
            QCOMPARE(stepsOf(place, "S1", 3), std::string("sealed 101.325, dosed 0.48, ready"));
            QCOMPARE(stepsOf(place, "S2", 2), std::string("sealed 101.325, dosed 0.48"));
            QCOMPARE(stepsOf(place, "S3", 2), std::string("sealed 101.325, dosed 0.5 not known"));
            QVERIFY(snapshotOf(client).at("prompts").empty());
            station.kill();
        }
    }

    /// A station that is asked to stop in the middle of a line leaves it to a person as a kill does.
    void aForcedStopLeavesTheLineToAPerson()
    {
        const StationPlace place;
        {
            StationProcess station;
            QCOMPARE(station.start(place), QString());
            auto client = station.attach(0);
            QVERIFY(waitForSignal(client));
            QVERIFY(client.command("queue.add", {{"lines", json::array({vial("0")})}}).has_value());
            QVERIFY(client.command("queue.start").has_value());
            QVERIFY(!question(client, "titrator").is_null());
            QCOMPARE(station.terminate(), 0);
        }
        StationProcess station;
        QCOMPARE(station.start(place), QString());
        auto client = station.attach(0);
        QCOMPARE(lineOf(client).value("state", ""), std::string("interrupted"));
        QCOMPARE(lineOf(client).at("dose").value("state", ""), std::string("unknown"));
        QVERIFY(client
                    .command("queue.recover",
                             {{"line", 1}, {"choice", "close"}, {"by", "jd"}, {"reason", "vial thrown away"}})
                    .has_value());
        QCOMPARE(lineOf(client).value("state", ""), std::string("closed"));
        QVERIFY(client.command("queue.start").has_value());
    }
};

QTEST_GUILESS_MAIN(TestQueueRecovery)
#include "tst_queue_recovery.moc"
