// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "drivers/simulation/modbus_wire.h"
#include "drivers/simulation/paced_clock.h"
#include "tests/doubles/simulated_wire.h"

using namespace tgc;
using namespace tgc::simulation;
using namespace std::chrono_literals;
using tgc::test::hex;
using tgc::test::SimulatedWire;

namespace {

const std::string_view askPressure = "01 03 00 02 00 02 65 CB";
const std::string_view askTest = "00 09 00 00 00 06 01 03 D7 3C 00 02";
const std::string_view testAnswer = "00 09 00 00 00 07 01 03 04 00 11 22 33";

std::vector<Fault> script(const std::string &text)
{
    auto parsed = parseFaultScript(text, "F.toml");
    if (!parsed) {
        qWarning("%s", parsed.error().message.c_str());
    }
    return parsed ? *parsed : std::vector<Fault>();
}

Fault at(const std::string &device, FaultKind kind, std::uint64_t request)
{
    Fault fault;
    fault.device = device;
    fault.kind = kind;
    fault.request = request;
    return fault;
}

drivers::Instant instant(double seconds)
{
    return drivers::Instant(drivers::Duration(static_cast<std::int64_t>(seconds * 1e9)));
}

} // namespace

class TestSimulationFaults : public QObject {
    Q_OBJECT
private slots:
    void aScriptSaysWhatIsWrongAndWhere()
    {
        QCOMPARE(script("[[fault]]\ndevice = \"adc\"\nkind = \"late\"\nrequest = 3\nseconds = 0.5\n").size(),
                 std::size_t{1});
        const std::pair<const char *, const char *> bad[] = {
            {"[[fault]]\ndevice = \"adc\"\nkind = \"slow\"\nrequest = 3\n", "F.toml:3: "},
            {"[[fault]]\ndevice = \"adc\"\nkind = \"late\"\n", "F.toml:3: "},
            {"[[fault]]\ndevice = \"adc\"\nkind = \"late\"\nrequest = 1\nat_s = 2\n", "F.toml:3: "},
            {"[[fault]]\ndevice = \"adc\"\nkind = \"late\"\nrequest = 1\nwhen = 2\n", "F.toml:5: "},
            {"fault = [\n", "F.toml:"},
        };
        for (const auto &[text, where] : bad) {
            const auto parsed = parseFaultScript(text, "F.toml");
            QVERIFY(!parsed);
            QVERIFY2(parsed.error().message.starts_with(where), parsed.error().message.c_str());
        }
    }

    void eachKindDoesWhatItsNameSays_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, FaultKind kind, const char *expected) {
            QTest::newRow(name) << static_cast<int>(kind) << expected;
        };
        row("lost", FaultKind::Lost, "");
        row("unheard", FaultKind::Unheard, "");
        row("stall", FaultKind::Stall, "");
        row("unplug", FaultKind::Unplug, "");
        row("power-cycle", FaultKind::PowerCycle, "");
        row("duplicated", FaultKind::Duplicated,
            "00 09 00 00 00 07 01 03 04 00 11 22 33 00 09 00 00 00 07 01 03 04 00 11 22 33");
        row("truncated", FaultKind::Truncated, "00 09 00 00 00 07");
        row("bad-checksum", FaultKind::BadChecksum, "00 09 10 00 00 07 01 03 04 00 11 22 33");
        row("other-unit", FaultKind::OtherUnit, "00 09 00 00 00 07 02 03 04 00 11 22 33");
        row("exception", FaultKind::Exception, "00 09 00 00 00 03 01 83 04");
        row("late", FaultKind::Late, "00 09 00 00 00 07 01 03 04 00 11 22 33");
    }
    void eachKindDoesWhatItsNameSays()
    {
        QFETCH(int, kind);
        QFETCH(QString, expected);
        SimulatedWire wire(1, {at("adc", static_cast<FaultKind>(kind), 2)});
        QCOMPARE(wire.askHex("adc", askTest), std::string(testAnswer));
        QCOMPARE(QString::fromStdString(wire.askHex("adc", askTest)), expected);
        if (kind == static_cast<int>(FaultKind::Late)) {
            QCOMPARE(wire.answers.front().at, wire.now + 1s);
        }
        QCOMPARE(wire.askHex("gauge", askPressure).size(), 9 * std::string("00 ").size() - 1); // others go on
        wire.wait(1.5);
        QCOMPARE(wire.askHex("adc", askTest), std::string(testAnswer));
    }

    void checksumsAreSpoiltOrSealed()
    {
        SimulatedWire wire(1, {at("gauge", FaultKind::BadChecksum, 1), at("gauge", FaultKind::OtherUnit, 2),
                               at("gauge", FaultKind::Exception, 3), at("pump", FaultKind::OtherUnit, 1)});
        const auto good = [](const Bytes &frame) {
            return crc16(std::span(frame).first(frame.size() - 2)) ==
                   (frame[frame.size() - 2] | (frame[frame.size() - 1] << 8U));
        };
        QVERIFY(!good(wire.ask("gauge", hex(askPressure))));
        const Bytes other = wire.ask("gauge", hex(askPressure));
        QVERIFY(good(other) && other[0] == 2);
        QCOMPARE(wire.askHex("gauge", askPressure), std::string("01 83 04 40 F3"));
        QCOMPARE(wire.askHex("pump", "02 31 31 51 03 50"), std::string("02 31 67 03 57"));
    }

    void aLostAnswerWasActedOnAndAnUnheardRequestWasNot()
    {
        // Function 6 to the sampler's vial register.
        const std::string_view vial5 = "00 01 00 00 00 06 01 06 00 10 00 05";
        SimulatedWire lost(1, {at("sampler", FaultKind::Lost, 1)});
        QVERIFY(lost.askHex("sampler", vial5).empty());
        QCOMPARE(lost.bench.model().sampler.vial, 5);
        SimulatedWire unheard(1, {at("sampler", FaultKind::Unheard, 1)});
        QVERIFY(unheard.askHex("sampler", vial5).empty());
        QCOMPARE(unheard.bench.model().sampler.vial, 0);
    }

    /// A rehearsal decides on its faults as it goes along: the next request, and an end that nobody knew before.
    void faultsAreAddedAndMendedMeanwhile()
    {
        SimulatedWire wire(1);
        for (int i = 0; i < 5; ++i) {
            QCOMPARE(wire.askHex("adc", askTest), std::string(testAnswer));
        }
        DeviceFaults &adc = wire.bench.faults(0); // the devices' order: adc, pump, gauge, gc, sampler
        adc.add(at("adc", FaultKind::Lost, 2));
        QCOMPARE(wire.askHex("adc", askTest), std::string(testAnswer));
        QCOMPARE(wire.askHex("adc", askTest), std::string());
        QCOMPARE(wire.askHex("adc", askTest), std::string(testAnswer));
        for (const FaultKind lasting : {FaultKind::Stall, FaultKind::Unplug}) {
            Fault fault = at("adc", lasting, 1);
            fault.seconds = 1e6;
            adc.add(fault);
            QCOMPARE(wire.askHex("adc", askTest), std::string());
            wire.wait(100.0);
            QCOMPARE(wire.askHex("adc", askTest), std::string());
            QCOMPARE(adc.unplugged(wire.now), lasting == FaultKind::Unplug);
            adc.mend();
            QVERIFY(!adc.unplugged(wire.now));
            QCOMPARE(wire.askHex("adc", askTest), std::string(testAnswer));
        }
    }

    void aPersonsDoseIsInTheVial()
    {
        SimulatedWire wire(1);
        BenchModel &model = wire.bench.model();
        const double before_mL = model.vial(5)->liquid_mL();
        QVERIFY(model.doseByHand(5, 0.48));
        QCOMPARE(model.vial(5)->liquid_mL(), before_mL + 0.48);
        QVERIFY(!model.doseByHand(99, 0.48));
    }

    void aJammedPumpStopsHalfWayAndAPowerCycleForgets()
    {
        SimulatedWire wire(1, script("[[fault]]\ndevice = \"pump\"\nkind = \"stall\"\nrequest = 2\n"
                                     "[[fault]]\ndevice = \"pump\"\nkind = \"power-cycle\"\nat_s = 20\n"));
        const auto dt = [&wire](std::string_view text) {
            Bytes command{'/', '1'};
            for (const char c : text) {
                command.push_back(static_cast<std::uint8_t>(c));
            }
            command.push_back('\r');
            const Bytes answer = wire.ask("pump", command);
            return answer.size() > 5 ? std::string(answer.begin() + 2, answer.end() - 3) : std::string();
        };
        QCOMPARE(dt("ZR"), std::string("@"));
        wire.wait(1.0);
        QCOMPARE(dt("IA1400R"), std::string("@")); // the second request: it will jam
        wire.wait(3.0);
        QCOMPARE(dt("?"), std::string("i700")); // ready, 9: plunger overload
        QCOMPARE(dt("A0R"), std::string("i"));  // refused until initialised
        QCOMPARE(dt("ZR"), std::string("@"));
        wire.wait(3.0);
        QCOMPARE(dt("Q"), std::string("`"));
        wire.wait(20.0);
        QCOMPARE(dt("Q"), std::string("g")); // 7: not initialised
    }

    void probabilitiesComeOutAndRepeat()
    {
        const auto lost = [](std::uint64_t seed) {
            Fault fault;
            fault.device = "adc";
            fault.kind = FaultKind::Lost;
            fault.probability = 0.2;
            SimulatedWire wire(seed, {fault});
            std::vector<bool> pattern;
            for (int i = 0; i < 2000; ++i) {
                pattern.push_back(wire.askHex("adc", askTest).empty());
            }
            return pattern;
        };
        const auto pattern = lost(1);
        const auto count = std::count(pattern.begin(), pattern.end(), true);
        QVERIFY2(std::abs(count - 400) < 90, qPrintable(QString::number(count))); // five standard deviations
        QVERIFY(pattern == lost(1));
        QVERIFY(pattern != lost(2));
    }

    void theClockWaitsForTheDigitiser()
    {
        PacedClock clock(100.0, 10.0, instant(50.0));
        QCOMPARE(clock.at(instant(50.0)), instant(0.0));
        QCOMPARE(clock.at(instant(50.1)), instant(10.0)); // nobody polls: it runs free
        // The first poll is for the next tenth of a second, and goes out then.
        QCOMPARE(clock.polled(instant(50.1002)), instant(10.1));
        QVERIFY(std::abs((clock.wallAt(instant(10.1)) - instant(50.101)).count()) < 1000);
        // The next one comes 50 ms late: the clock has stood at its instant, and goes on from there.
        QCOMPARE(clock.at(instant(50.15)), instant(10.2));
        QCOMPARE(clock.polled(instant(50.15)), instant(10.2));
        QCOMPARE(clock.at(instant(50.1505)), instant(10.25));
        // Two polls at once stand for two instants; none is left out.
        QCOMPARE(clock.polled(instant(50.1505)), instant(10.3));
        QCOMPARE(clock.polled(instant(50.1505)), instant(10.4));
        // Then nobody for five seconds: it stands, and runs free again.
        QCOMPARE(clock.at(instant(50.3)), instant(10.5));
        QCOMPARE(clock.at(instant(55.1505)), instant(10.5));
        QCOMPARE(clock.at(instant(55.2505)), instant(20.5));
        QVERIFY(clock.polled(instant(55.2505)) == instant(20.5));
    }

    void atTheWallsSpeedAPollStandsForItsOwnInstant()
    {
        PacedClock clock(1.0, 10.0, instant(50.0));
        QCOMPARE(clock.polled(instant(50.123)), instant(0.123));
        QCOMPARE(clock.polled(instant(53.456)), instant(3.456));
    }
};

QTEST_APPLESS_MAIN(TestSimulationFaults)
#include "tst_simulation_faults.moc"
