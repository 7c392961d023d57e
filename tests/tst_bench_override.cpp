// SPDX-License-Identifier: GPL-3.0-or-later
// A dose that its check refuses, on a person's word: given within bounds, marked wherever the dose is known of, and never
// against an interlock.
#include <QTest>

#include "tests/fake_bench.h"
#include "tests/recorded_runs.h"

using namespace tgc;
using namespace tgc::doubles;
using nlohmann::json;

namespace {

/// The worst case of sampleRow's vial is 27.5 kPa gauge (tst_dose_safety, S1): 88 % of this rating.
constexpr const char *tight_kPa = "31.3";

json doseArgs()
{
    return {{"volume_mL", 0.5},
            {"vial_volume_mL", 30.0},
            {"solids_volume_mL", 0.05},
            {"liquid_volume_mL", 0.0},
            {"initial_pressure_kPa", 101.325},
            {"temperature_C", 25.0},
            {"pressure_rating_kPa", 31.3},
            {"li_upper_mAh", 0.5},
            {"confirm", true}};
}

} // namespace

class TestBenchOverride : public QObject {
    Q_OBJECT

private slots:
    void commandNeedsNameAndReason()
    {
        FakeBench b;
        QCOMPARE(b.command("dose", doseArgs()).error().code, ErrorCode::Unsupported);
        for (const json &word : {json{{"by", "jd"}}, json{{"reason", "x"}}, json{{"by", "  "}, {"reason", "x"}},
                                 json("jd"), json{{"by", "jd"}, {"reason", "x"}, {"force", true}}}) {
            json args = doseArgs();
            args["override"] = word;
            QCOMPARE(b.command("dose", args).error().code, ErrorCode::BadInput);
        }
        QCOMPARE(b.pump.doses.load(), 0);
        QTRY_VERIFY_WITH_TIMEOUT(b.pumpReady(), patience_ms);
        json args = doseArgs();
        args["override"] = {{"by", "jd"}, {"reason", "vial tested at 40 kPa"}};
        const auto done = b.command("dose", args);
        QVERIFY2(done.has_value(), done ? "" : done.error().message.c_str());
        QCOMPARE(b.pump.doses.load(), 1);
        const auto doses = b.told("dose");
        QCOMPARE(doses.size(), std::size_t(1));
        QCOMPARE(doses[0].at("override").at("by").get<std::string>(), std::string("jd"));
        QCOMPARE(doses[0].at("override").at("reason").get<std::string>(), std::string("vial tested at 40 kPa"));
        QVERIFY(doses[0].at("override").at("refused").get<std::string>().find("could reach") != std::string::npos);
        bool logged = false;
        for (const json &line : b.told("log")) {
            logged = logged || (line.at("level") == "warning" &&
                                line.at("text").get<std::string>().find("vial tested at 40 kPa") != std::string::npos);
        }
        QVERIFY(logged);
    }

    /// Above the rating, and where a number is missing, no word helps; a word that is not needed leaves no mark.
    void boundsOfTheWord()
    {
        FakeBench b;
        json args = doseArgs();
        args["override"] = {{"by", "jd"}, {"reason", "x"}};
        args["pressure_rating_kPa"] = 27.0;
        QVERIFY(b.command("dose", args).error().message.find("no word overrides this") != std::string::npos);
        args.erase("pressure_rating_kPa");
        QVERIFY(b.command("dose", args).error().message.find("cannot be overridden") != std::string::npos);
        QCOMPARE(b.pump.doses.load(), 0);
        QTRY_VERIFY_WITH_TIMEOUT(b.pumpReady(), patience_ms);
        args["pressure_rating_kPa"] = 200.0;
        QVERIFY(b.command("dose", args).has_value());
        QVERIFY(b.told("dose").back().at("override").is_null());
    }

    void checkTellsWhetherAWordHelps()
    {
        FakeBench b;
        json args = doseArgs();
        QVERIFY(b.command("dose.check", args)->at("override").at("possible").get<bool>());
        args["pressure_rating_kPa"] = 27.0;
        QVERIFY(!b.command("dose.check", args)->at("override").at("possible").get<bool>());
        args["pressure_rating_kPa"] = 200.0;
        QVERIFY(b.command("dose.check", args)->at("override").is_null());
    }

    void noInterlockIsOverridden_data()
    {
        QTest::addColumn<QString>("interlock");
        QTest::newRow("h2-leak") << "kind = \"h2-leak\"\npoint = \"gauge.h2\"\nlimit = 10.0\nunit = \"%LEL\"\n";
        QTest::newRow("lost-link") << "kind = \"lost-link\"\ndevice = \"sampler\"\n";
        QTest::newRow("over-pressure")
            << "kind = \"over-pressure\"\npoint = \"gauge.headspace_pressure\"\nlimit = 90.0\nunit = \"kPa\"\n";
    }
    void noInterlockIsOverridden()
    {
        QFETCH(QString, interlock);
        Roles roles;
        roles.extra = "[[interlock]]\nname = \"it\"\n" + interlock.toStdString();
        FakeBench b(roles);
        b.gauge.set("h2", 11.0);
        b.sampler.away = true;
        QTRY_VERIFY_WITH_TIMEOUT(b.pumpReady(), patience_ms); // else it is refused for the pump
        QTRY_COMPARE_WITH_TIMEOUT(b.it->snapshot().at("interlocks")[0].at("state").get<std::string>(),
                                  std::string("tripped"), patience_ms);
        json args = doseArgs();
        args["override"] = {{"by", "jd"}, {"reason", "hurry"}};
        QCOMPARE(b.command("dose", args).error().code, ErrorCode::Busy);
        QCOMPARE(b.pump.doses.load(), 0);
    }

    /// A line of the queue: said when it is added, and known of its run afterwards.
    void lineKeepsTheMark()
    {
        FakeBench b;
        json row = sampleRow("S1");
        row["pressure_rating_kPa"] = tight_kPa;
        row["override_by"] = "jd";
        QVERIFY(b.queue({row}).find("override_reason") != std::string::npos); // both or none
        row["override_reason"] = "vial tested at 40 kPa";
        const auto added = b.command("queue.add", {{"lines", json::array({row})}});
        QVERIFY(added->at("warnings").dump().find("on the word of jd") != std::string::npos);
        QVERIFY(b.command("queue.start").has_value());
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("done"), patience_ms);
        QCOMPARE(b.pump.doses.load(), 1);
        QCOMPARE(b.told("dose")[0].at("override").at("by").get<std::string>(), std::string("jd"));
        const json line = json::parse(b.spool(0).header.line);
        QCOMPARE(line.at("override_by").get<std::string>(), std::string("jd"));
        QCOMPARE(line.at("override_reason").get<std::string>(), std::string("vial tested at 40 kPa"));
        QVERIFY(line.at("dose_overridden").get<std::string>().find("could reach") != std::string::npos);
    }

    void lineWithoutNeedHasNoMark()
    {
        FakeBench b;
        json row = sampleRow("S1");
        row["override_by"] = "jd";
        row["override_reason"] = "to be sure";
        QCOMPARE(b.queue({row}), std::string());
        QTRY_COMPARE_WITH_TIMEOUT(b.lineState(1), std::string("done"), patience_ms);
        QVERIFY(!json::parse(b.spool(0).header.line).contains("dose_overridden"));
    }
};

QTEST_GUILESS_MAIN(TestBenchOverride)
#include "tst_bench_override.moc"
