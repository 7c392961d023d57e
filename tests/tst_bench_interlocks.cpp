// SPDX-License-Identifier: GPL-3.0-or-later
// Interlocks on the engine of the station with doubles for devices: no dose passes a tripped one, by command or by queue,
// what they do besides is done, and what was latched stays so until a person says otherwise.
#include <fstream>

#include "tests/fake_bench.h"
#include "tests/recorded_runs.h"

using namespace tgc;
using namespace tgc::doubles;
using nlohmann::json;

namespace {

Roles with(const std::string &interlocks, Roles roles = Roles())
{
    roles.extra += interlocks;
    return roles;
}

std::string reading(const std::string &kind, const std::string &point, const std::string &limit,
                    const std::string &more = "")
{
    return "[[interlock]]\nname = \"it\"\nkind = \"" + kind + "\"\npoint = \"gauge." + point + "\"\n" + limit +
           "\nmax_age_s = 250.0\n" + more; // 5 s of the machine: a loaded one is not to trip it
}
const std::string leak = reading("h2-leak", "h2", "limit = 10.0\nunit = \"%LEL\"");

json doseArgs(const std::string &vial = "V-1", double volume_mL = 0.5)
{
    return {{"volume_mL", volume_mL},
            {"vial_volume_mL", 30.0},
            {"solids_volume_mL", 0.05},
            {"liquid_volume_mL", 0.0},
            {"initial_pressure_kPa", 101.325},
            {"temperature_C", 25.0},
            {"pressure_rating_kPa", 200.0},
            {"li_upper_mAh", 0.5},
            {"vial", vial},
            {"confirm", true}};
}

json interlock(const FakeBench &b)
{
    return b.it->snapshot().at("interlocks").at(0);
}
std::string state(const FakeBench &b)
{
    return interlock(b).at("state").get<std::string>();
}
json word(const char *reason)
{
    return {{"name", "it"}, {"by", "jd"}, {"reason", reason}};
}
void set(FakeBench &b, const char *point, double value, drivers::Quality quality = drivers::Quality::Good)
{
    const std::lock_guard lock(b.gauge.mutex);
    b.gauge.points[point] = value;
    b.gauge.qualities[point] = quality;
}

} // namespace

class TestBenchInterlocks : public QObject {
    Q_OBJECT

    int m_refused = 0;
    int m_unsafePasses = 0;

private slots:
    void noneDeclared()
    {
        FakeBench b;
        QVERIFY(b.it->snapshot().at("interlocks").empty());
        QTRY_VERIFY_WITH_TIMEOUT(b.pumpReady(), patience_ms);
        QVERIFY(b.command("dose", doseArgs()).has_value());
        QVERIFY(b.command("interlock.acknowledge", word("x")).error().message.find("no interlock") !=
                std::string::npos);
    }

    void safeSideIsDosed_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("point");
        QTest::addColumn<QString>("limit");
        QTest::addColumn<double>("at"); // the limit, in the point's unit
        QTest::addColumn<double>("step");
        const auto row = [](const char *kind, const char *point, const char *limit, double at, double step) {
            QTest::newRow(kind) << kind << point << limit << at << step;
        };
        row("h2-leak", "h2", "limit = 10.0\nunit = \"%LEL\"", 10.0, -0.1);
        row("over-pressure", "headspace_pressure", "limit = 1.5\nunit = \"bar\"", 150.0, -0.1);
        row("over-temperature", "temperature", "limit = 60.0\nunit = \"degC\"", 60.0, -0.1);
        row("no-carrier-flow", "flow", "limit = 5.0\nunit = \"mL/min\"", 5.0, 0.1);
    }
    /// On the engine: beside the limit it doses; at it, beyond it, and whatever is wrong with the reading it does not,
    /// neither by command nor by queue.
    void safeSideIsDosed()
    {
        QFETCH(QString, kind);
        QFETCH(QString, point);
        QFETCH(QString, limit);
        QFETCH(double, at);
        QFETCH(double, step);
        const std::string name = point.toStdString();
        FakeBench b(with(reading(kind.toStdString(), name, limit.toStdString())));
        QTRY_COMPARE_WITH_TIMEOUT(state(b), std::string("ok"), patience_ms);
        set(b, name.c_str(), at + step);
        const double shown = (at + step) / (kind == "over-pressure" ? 100.0 : 1.0);
        const auto reads = [&] {
            const json value = interlock(b).at("value");
            return value.is_number() && std::abs(value.get<double>() - shown) < 1e-6;
        };
        QTRY_VERIFY_WITH_TIMEOUT(reads(), patience_ms);
        QTRY_VERIFY_WITH_TIMEOUT(b.pumpReady(), patience_ms);
        const auto dosed = b.command("dose", doseArgs());
        QVERIFY2(dosed.has_value(), dosed ? "" : dosed.error().message.c_str());
        QCOMPARE(b.pump.doses.exchange(0), 1);

        using drivers::Quality;
        const std::pair<double, Quality> unsafe[] = {
            {at, Quality::Good},          {at - step, Quality::Good},       {at + step, Quality::Stale},
            {at + step, Quality::Bad},    {at + step, Quality::OutOfRange}, {at + step, Quality::Suspect},
            {at + step, Quality::Invalid}};
        for (const auto &[value, quality] : unsafe) {
            set(b, name.c_str(), value, quality);
            QTRY_COMPARE_WITH_TIMEOUT(state(b), std::string("tripped"), patience_ms);
            const auto refused = b.command("dose", doseArgs());
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, ErrorCode::Busy);
            QVERIFY2(refused.error().message.find("gauge." + name) != std::string::npos,
                     refused.error().message.c_str());
            QVERIFY(!b.command("titrator.initialise", {{"confirm", true}}));
            ++m_refused;
            set(b, name.c_str(), at + step);
            QTRY_COMPARE_WITH_TIMEOUT(state(b), std::string("latched"), patience_ms);
            QVERIFY(!b.command("dose", doseArgs()));
            QVERIFY(b.command("interlock.acknowledge", word("looked")).has_value());
            QCOMPARE(state(b), std::string("ok"));
        }
        m_unsafePasses += b.pump.doses.load();
        set(b, name.c_str(), at);
        QTRY_COMPARE_WITH_TIMEOUT(state(b), std::string("tripped"), patience_ms);
        QCOMPARE(b.queue({sampleRow("S1")}), std::string());
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("failed"), patience_ms);
        QVERIFY2(b.line(1).at("why").get<std::string>().find("interlock it") != std::string::npos,
                 b.line(1).dump().c_str());
        m_unsafePasses += b.pump.doses.load();
        QCOMPARE(b.pump.acts.load() + b.sampler.acts.load(), 1); // the one dose: not even the needle moved
    }

    void lostSensorRefuses_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("no answer") << 0;
        QTest::newRow("hangs") << 1;
        QTest::newRow("disconnected") << 2;
        QTest::newRow("point gone") << 3;
    }
    void lostSensorRefuses()
    {
        QFETCH(int, how);
        FakeBench b(with(leak));
        QTRY_COMPARE_WITH_TIMEOUT(state(b), std::string("ok"), patience_ms);
        if (how == 0) {
            b.gauge.away = true;
        } else if (how == 1) {
            b.gauge.hangs = true;
        } else if (how == 2) {
            QVERIFY(b.command("device.disconnect", {{"id", "gauge"}}).has_value());
        } else {
            const std::lock_guard lock(b.gauge.mutex);
            b.gauge.points.erase("h2");
        }
        QTRY_COMPARE_WITH_TIMEOUT(state(b), std::string("tripped"), patience_ms);
        QVERIFY(!b.command("dose", doseArgs()));
        ++m_refused;
        m_unsafePasses += b.pump.doses.load();
        b.gauge.hangs = false;
    }

    /// A sensor that was never read: at first not known, then tripped; never dosed.
    void neverReadRefuses()
    {
        FakeBench b(with(reading("h2-leak", "nothing", "limit = 10.0\nunit = \"%LEL\"")));
        QVERIFY(!b.command("dose", doseArgs()));
        QTRY_COMPARE_WITH_TIMEOUT(state(b), std::string("tripped"), patience_ms);
        QVERIFY(!b.command("dose", doseArgs()));
        m_refused += 2;
        m_unsafePasses += b.pump.doses.load();
    }

    void lostLinkRefuses()
    {
        FakeBench b(with("[[interlock]]\nname = \"it\"\nkind = \"lost-link\"\ndevice = \"sampler\"\n"));
        QTRY_COMPARE_WITH_TIMEOUT(state(b), std::string("ok"), patience_ms);
        QTRY_VERIFY_WITH_TIMEOUT(b.pumpReady(), patience_ms);
        QVERIFY(b.command("dose", doseArgs()).has_value());
        b.sampler.away = true;
        QTRY_COMPARE_WITH_TIMEOUT(state(b), std::string("tripped"), patience_ms);
        QVERIFY(!b.command("dose", doseArgs()));
        ++m_refused;
        m_unsafePasses += b.pump.doses.load() - 1;
        QVERIFY(b.command("titrator.initialise", {{"confirm", true}}).has_value()); // no reason against healing
    }

    void volumesAreBounded()
    {
        FakeBench b(with("[[interlock]]\nname = \"it\"\nkind = \"titrator-over-volume\"\nper_vial_mL = 0.9\n"
                         "per_hour_mL = 1.4\n"));
        QTRY_VERIFY_WITH_TIMEOUT(b.pumpReady(), patience_ms);
        json nameless = doseArgs();
        nameless.erase("vial");
        QCOMPARE(b.command("dose", nameless).error().code, ErrorCode::BadInput);
        QVERIFY(b.command("dose", doseArgs("V-1", 0.5)).has_value());
        QVERIFY(b.command("dose", doseArgs("V-1", 0.4)).has_value()); // just full
        const auto over = b.command("dose", doseArgs("V-1", 0.001));
        QVERIFY(!over);
        QVERIFY2(over.error().message.find("V-1") != std::string::npos, over.error().message.c_str());
        QVERIFY(!b.command("dose", doseArgs("V-2", 0.1))); // latched: somebody is to look
        QVERIFY(b.command("interlock.acknowledge", word("V-1 was dosed already")).has_value());
        QVERIFY(b.command("dose", doseArgs("V-2", 0.5)).has_value());
        QVERIFY(!b.command("dose", doseArgs("V-3", 0.1))); // 1.4 mL of the hour are given
        QCOMPARE(b.pump.doses.load(), 3);
        m_refused += 4;
    }

    void unknownDoseCounts()
    {
        FakeBench b(with("[[interlock]]\nname = \"it\"\nkind = \"titrator-over-volume\"\nper_vial_mL = 0.9\n"
                         "per_hour_mL = 9.0\n"));
        QTRY_VERIFY_WITH_TIMEOUT(b.pumpReady(), patience_ms);
        b.pump.answerLost = true;
        QVERIFY(!b.command("dose", doseArgs("V-1", 0.5)));
        b.pump.answerLost = false;
        QVERIFY(!b.command("dose", doseArgs("V-1", 0.5)));
        QCOMPARE(b.pump.doses.load(), 1);
    }

    /// What is latched, and what was dosed, outlives the station; an unreadable memory latches everything.
    void remembersAcrossStarts()
    {
        QTemporaryDir folder;
        Roles roles;
        roles.memory = folder.filePath("a/interlocks.json").toStdString();
        const std::string both = leak + "[[interlock]]\nname = \"volumes\"\nkind = \"titrator-over-volume\"\n"
                                        "per_vial_mL = 0.9\nper_hour_mL = 9.0\n";
        {
            FakeBench b(with(both, roles));
            QTRY_COMPARE_WITH_TIMEOUT(state(b), std::string("ok"), patience_ms);
            QTRY_VERIFY_WITH_TIMEOUT(b.pumpReady(), patience_ms);
            QVERIFY(b.command("dose", doseArgs("V-1", 0.5)).has_value());
            set(b, "h2", 12.0);
            QTRY_VERIFY_WITH_TIMEOUT(interlock(b).at("latched").get<bool>(), patience_ms);
        }
        {
            FakeBench b(with(both, roles));
            QTRY_VERIFY_WITH_TIMEOUT(!interlock(b).at("value").is_null(), patience_ms);
            QCOMPARE(state(b), std::string("latched"));
            QVERIFY(!b.command("dose", doseArgs("V-2", 0.5)));
            QVERIFY(b.command("interlock.acknowledge", word("looked")).has_value());
            QVERIFY(!b.command("dose", doseArgs("V-1", 0.5))); // 0.5 mL are in it
            QCOMPARE(b.pump.doses.load(), 0);
        }
        std::ofstream(roles.memory) << "{ \"schema\": 1, \"latched";
        FakeBench b(with(both, roles));
        QTRY_VERIFY_WITH_TIMEOUT(!interlock(b).at("value").is_null(), patience_ms);
        QCOMPARE(state(b), std::string("latched"));
        QVERIFY(!b.command("dose", doseArgs("V-2", 0.1)));
        QCOMPARE(b.pump.doses.load(), 0);
    }

    void noMemoryNoDose()
    {
        QTemporaryDir folder;
        std::ofstream(folder.filePath("file").toStdString()) << "x";
        Roles roles;
        roles.memory = folder.filePath("file/interlocks.json").toStdString();
        FakeBench b(with(leak, roles));
        QTRY_VERIFY_WITH_TIMEOUT(!interlock(b).at("value").is_null(), patience_ms);
        QVERIFY(!b.command("dose", doseArgs()));
        QCOMPARE(b.pump.doses.load(), 0);
    }

    /// hold-queue: the injection under way ends, the next line waits, and nobody starts the queue before the cause is gone
    /// and acknowledged.
    void holdsTheQueue()
    {
        FakeBench b(with(reading("over-temperature", "temperature", "limit = 60.0\nunit = \"degC\"",
                                 "action = \"hold-queue\"\ndelay_s = 2.0\n")));
        QCOMPARE(b.queue({standardRow(), standardRow()}), std::string());
        QTRY_VERIFY_WITH_TIMEOUT(b.recorder->state().zero_s.has_value(), patience_ms);
        set(b, "temperature", 61.0);
        QTRY_VERIFY_WITH_TIMEOUT(!b.it->snapshot().at("queue_running").get<bool>(), patience_ms);
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("done"), patience_ms);
        QCOMPARE(b.lineState(2), std::string("waiting"));
        b.rearm();
        QVERIFY(!b.command("queue.start"));
        const auto early = b.command("interlock.acknowledge", word("looked"));
        QVERIFY(!early);
        QVERIFY2(early.error().message.find("while its cause lasts") != std::string::npos,
                 early.error().message.c_str());
        set(b, "temperature", 30.0);
        QTRY_COMPARE_WITH_TIMEOUT(state(b), std::string("latched"), patience_ms);
        QVERIFY(!b.command("queue.start"));
        QVERIFY(b.command("interlock.acknowledge", word("fan was off")).has_value());
        QVERIFY(b.command("queue.start").has_value());
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(2), std::string("done"), patience_ms);
        QCOMPARE(interlock(b).at("acknowledged").at("reason"), json("fan was off"));
    }

    /// safe-state: the run is closed and kept, the queue held.
    void goesToTheSafeState()
    {
        FakeBench b(with(leak + "action = \"safe-state\"\nmessage = \"Leave the room\"\n"));
        json row = standardRow();
        row["duration_s"] = "1000";
        QCOMPARE(b.queue({row}), std::string());
        QTRY_VERIFY_WITH_TIMEOUT(b.recorder->state().zero_s.has_value(), patience_ms);
        set(b, "h2", 20.0);
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("aborted"), patience_ms);
        QVERIFY(b.line(1).at("why").get<std::string>().find("gauge.h2 reads 20 %LEL") != std::string::npos);
        QTRY_COMPARE_WITH_TIMEOUT(b.closed().size(), std::size_t(1), patience_ms);
        QCOMPARE(b.spool(0).end->status, std::string("aborted"));
        QVERIFY(b.command("dose", doseArgs()).error().message.find("Leave the room") != std::string::npos);
        QVERIFY(json(b.told("interlock")).dump().find("\"latched\":true") != std::string::npos);
    }

    /// A person may silence what an interlock does, with name and reason; nothing is dosed meanwhile.
    void inhibitedIsNotDosed()
    {
        FakeBench b(with(
            reading("over-temperature", "temperature", "limit = 60.0\nunit = \"degC\"", "action = \"hold-queue\"\n")));
        QTRY_COMPARE_WITH_TIMEOUT(state(b), std::string("ok"), patience_ms);
        for (const json &args : {json{{"name", "it"}, {"by", "jd"}}, json{{"name", "it"}, {"reason", "x"}},
                                 json{{"name", "it"}, {"by", " "}, {"reason", "x"}}}) {
            QCOMPARE(b.command("interlock.inhibit", args).error().code, ErrorCode::BadInput);
        }
        json too = word("bake-out");
        too["minutes"] = 481.0;
        QVERIFY(!b.command("interlock.inhibit", too));
        QVERIFY(b.command("interlock.inhibit", word("bake-out")).has_value());
        QCOMPARE(state(b), std::string("inhibited"));
        QVERIFY(!b.command("dose", doseArgs()));
        json row = standardRow();
        row["duration_s"] = "100";
        QCOMPARE(b.queue({row}), std::string());
        QTRY_VERIFY_WITH_TIMEOUT(b.recorder->state().zero_s.has_value(), patience_ms);
        set(b, "temperature", 70.0);
        QTRY_COMPARE_WITH_TIMEOUT(state(b), std::string("tripped"), patience_ms);
        QTest::qWait(400);
        QVERIFY(b.it->snapshot().at("queue_running").get<bool>());
        QVERIFY(!b.command("dose", doseArgs()));
        QVERIFY(b.command("interlock.release", word("done")).has_value());
        QTRY_VERIFY_WITH_TIMEOUT(!b.it->snapshot().at("queue_running").get<bool>(), patience_ms); // acts after all
        QCOMPARE(b.pump.doses.load(), 0);
    }

    /// By hand too: nobody is asked to dose, and a question that stands is taken back; what the vial got is then unknown.
    void handsAreNotAsked()
    {
        Roles roles;
        roles.titrator = "manual";
        FakeBench b(with(leak, roles));
        QTRY_COMPARE_WITH_TIMEOUT(state(b), std::string("ok"), patience_ms);
        QCOMPARE(b.queue({sampleRow("S1")}), std::string());
        QTRY_VERIFY_WITH_TIMEOUT(!b.prompt().is_null(), patience_ms);
        set(b, "h2", 12.0);
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("failed"), patience_ms);
        QVERIFY(b.prompt().is_null());
        QVERIFY2(b.line(1).at("why").get<std::string>().find("not known") != std::string::npos,
                 b.line(1).dump().c_str());
        QCOMPARE(b.queue({sampleRow("S2")}), std::string());
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(2), std::string("failed"), patience_ms);
        QCOMPARE(b.told("prompt").size(), std::size_t(1));
    }

    void checkSaysWhy()
    {
        FakeBench b(with(leak));
        QTRY_COMPARE_WITH_TIMEOUT(state(b), std::string("ok"), patience_ms);
        json args = doseArgs();
        args.erase("confirm");
        QCOMPARE(b.command("dose.check", args)->at("interlocks").get<std::string>(), std::string());
        set(b, "h2", 12.0);
        QTRY_VERIFY_WITH_TIMEOUT(state(b) == "tripped", patience_ms);
        const auto check = b.command("dose.check", args);
        QVERIFY(check->at("safe").get<bool>()); // of the vial
        QVERIFY(check->at("interlocks").get<std::string>().find("12 %LEL") != std::string::npos);
    }

    void cleanupTestCase()
    {
        qInfo("%d refusals on the engine, %d unsafe passes", m_refused, m_unsafePasses);
        QCOMPARE(m_unsafePasses, 0);
    }
};

QTEST_GUILESS_MAIN(TestBenchInterlocks)
#include "tst_bench_interlocks.moc"
