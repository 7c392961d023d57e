// SPDX-License-Identifier: GPL-3.0-or-later
#include <bit>

#include <QTest>

#include "drivers/simulation/modbus_wire.h"
#include "tests/doubles/simulated_wire.h"

using namespace tgc;
using namespace tgc::simulation;
using tgc::test::hex;
using tgc::test::SimulatedWire;
using tgc::test::toHex;

namespace {

/// A Modbus TCP request of transaction 1, unit 1, put together from the messaging guide.
Bytes tcp(std::string_view pdu)
{
    Bytes frame = hex("00 01 00 00 00 00 01");
    const Bytes body = hex(pdu);
    frame[5] = static_cast<std::uint8_t>(body.size() + 1);
    frame.insert(frame.end(), body.begin(), body.end());
    return frame;
}

/// The PDU of a Modbus TCP answer.
Bytes pduOf(const Bytes &frame)
{
    return frame.size() > 7 ? Bytes(frame.begin() + 7, frame.end()) : Bytes();
}

std::string askTcp(SimulatedWire &wire, std::string_view id, std::string_view pdu)
{
    return toHex(pduOf(wire.ask(id, tcp(pdu))));
}

float floatAt(const Bytes &bytes, std::size_t at)
{
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        bits = (bits << 8U) | bytes[at + i];
    }
    return std::bit_cast<float>(bits);
}

std::uint32_t longAt(const Bytes &bytes, std::size_t at)
{
    return std::bit_cast<std::uint32_t>(floatAt(bytes, at));
}

/// An OEM block of the pump's manual: STX, address 1, sequence, data, ETX, XOR of all.
Bytes oem(char sequence, std::string_view data)
{
    Bytes block{0x02, 0x31, static_cast<std::uint8_t>(sequence)};
    for (const char c : data) {
        block.push_back(static_cast<std::uint8_t>(c));
    }
    block.push_back(0x03);
    std::uint8_t sum = 0;
    for (const std::uint8_t byte : block) {
        sum = static_cast<std::uint8_t>(sum ^ byte);
    }
    block.push_back(sum);
    return block;
}

/// Status and data of the pump's answer; empty: none came, or not one that checks.
std::string pumpSays(SimulatedWire &wire, char sequence, std::string_view data)
{
    const Bytes answer = wire.ask("pump", oem(sequence, data));
    if (answer.size() < 5 || answer[0] != 0x02 || answer[1] != 0x30 || answer[answer.size() - 2] != 0x03) {
        return {};
    }
    std::uint8_t sum = 0;
    for (std::size_t i = 0; i + 1 < answer.size(); ++i) {
        sum = static_cast<std::uint8_t>(sum ^ answer[i]);
    }
    return sum == answer.back() ? std::string(answer.begin() + 2, answer.end() - 2) : std::string();
}

void select(SimulatedWire &wire, int vial)
{
    wire.bench.model().sampler.vial = vial;
}

} // namespace

class TestSimulationServers : public QObject {
    Q_OBJECT
private slots:
    void checksumsAreTheManuals()
    {
        // Keller's example 01 03 00 02 00 02 65 CB (hardware.md 5.3).
        const Bytes request = hex("01 03 00 02 00 02");
        QCOMPARE(crc16(request), std::uint16_t{0xCB65}); // sent low byte first
        // Computed by hand in hardware.md 3.1: 02 31 31 5A 52 03 has 09.
        QCOMPARE(toHex(oem('1', "ZR")), std::string("02 31 31 5A 52 03 09"));
    }

    void kellerAnswersInFloatsHighWordFirst()
    {
        SimulatedWire wire;
        const Bytes answer = wire.ask("gauge", hex("01 03 00 02 00 02 65 CB"));
        QCOMPARE(answer.size(), std::size_t{9});
        QCOMPARE(toHex(Bytes(answer.begin(), answer.begin() + 3)), std::string("01 03 04"));
        QCOMPARE(crc16(std::span(answer).first(7)), static_cast<std::uint16_t>(answer[7] | (answer[8] << 8U)));
        // No vial at the needle: the room's 100.4 kPa with the gauge's own error of some tenths.
        QVERIFY(std::abs(floatAt(answer, 3) - 1.004F) < 0.01F);
        // Function 8 gives the request back; another unit's request gives nothing; half a request waits.
        QCOMPARE(wire.askHex("gauge", "01 08 00 00 A5 37 DA 8D"), std::string("01 08 00 00 A5 37 DA 8D"));
        QVERIFY(wire.ask("gauge", hex("02 03 00 02 00 02 65 F8")).empty());
        QVERIFY(wire.ask("gauge", hex("01 03 00 02")).empty());
        QCOMPARE(wire.ask("gauge", hex("00 02 65 CB")).size(), std::size_t{9});
        // A wrong checksum is no request; nor is half of one with a silence behind it.
        QVERIFY(wire.ask("gauge", hex("01 03 00 02 00 02 65 CC")).empty());
        QVERIFY(wire.ask("gauge", hex("01 03 00 02")).empty());
        wire.wait(0.1);
        QCOMPARE(wire.ask("gauge", hex("01 03 00 02 00 02 65 CB")).size(), std::size_t{9});
        // P2 is not fitted: NaN; an address that is not there: exception 2.
        QVERIFY(std::isnan(floatAt(wire.ask("gauge", hex("01 03 00 04 00 02 85 CA")), 3)));
        QCOMPARE(wire.askHex("gauge", "01 03 03 00 00 01 84 4E"), std::string("01 83 02 C0 F1"));
    }

    void labjackKnowsItself()
    {
        SimulatedWire wire;
        QCOMPARE(toHex(wire.ask("adc", tcp("03 D7 3C 00 02"))),
                 std::string("00 01 00 00 00 07 01 03 04 00 11 22 33")); // TEST 55100
        QCOMPARE(askTcp(wire, "adc", "03 EA 60 00 02"), std::string("03 04 40 E0 00 00")); // PRODUCT_ID 7.0
        QCOMPARE(askTcp(wire, "adc", "03 EA 6A 00 02"), std::string("03 04 00 00 00 01")); // a Pro
        // 32-bit registers by halves: exception 4, and the reason behind it is LabJack's 2315 (0x090B).
        QCOMPARE(askTcp(wire, "adc", "03 D7 3C 00 01"), std::string("83 04"));
        QCOMPARE(askTcp(wire, "adc", "03 D6 D8 00 01"), std::string("03 02 09 0B"));
        QCOMPARE(askTcp(wire, "adc", "03 FF 00 00 01"), std::string("83 02"));
        QCOMPARE(askTcp(wire, "adc", "10 D7 3C 00 02 04 00 00 00 00"), std::string("90 02")); // read only
        QCOMPARE(askTcp(wire, "adc", "2B 0E 01 00"), std::string("AB 01"));
        // Settings are kept, and refused with LabJack's numbers: range 3 V, resolution 13.
        QCOMPARE(askTcp(wire, "adc", "10 9C 40 00 02 04 3F 80 00 00"), std::string("10 9C 40 00 02"));
        QCOMPARE(askTcp(wire, "adc", "03 9C 40 00 02"), std::string("03 04 3F 80 00 00"));
        QCOMPARE(askTcp(wire, "adc", "10 9C 40 00 02 04 40 40 00 00"), std::string("90 04"));
        QCOMPARE(askTcp(wire, "adc", "03 D6 D8 00 01"), std::string("03 02 09 42")); // 2370
        QCOMPARE(askTcp(wire, "adc", "06 A2 1C 00 0D"), std::string("86 04"));
        QCOMPARE(askTcp(wire, "adc", "03 D6 D8 00 01"), std::string("03 02 09 47")); // 2375
    }

    void labjackFeedbackDatesTheSignal()
    {
        SimulatedWire wire;
        // 4C, then read CORE_TIMER (61520, two registers) and AIN0: answered in that order after 4C.
        const std::string_view frame = "4C 00 F0 50 02 00 00 00 02";
        const Bytes first = pduOf(wire.ask("adc", tcp(frame)));
        QCOMPARE(first.size(), std::size_t{9});
        QCOMPARE(first[0], std::uint8_t{0x4C});
        wire.wait(0.5);
        const Bytes second = pduOf(wire.ask("adc", tcp(frame)));
        QCOMPARE(longAt(second, 1) - longAt(first, 1), 20'000'000U); // 40 MHz
        QVERIFY(std::abs(floatAt(second, 5) - 850e-6F) < 20e-6F);    // the detector's offset, in volts
        wire.wait(107.3741824); // the timer's whole round
        QCOMPARE(longAt(pduOf(wire.ask("adc", tcp(frame))), 1), longAt(second, 1));
        // Writes come first, and act before the reads behind them: TEST_UINT32.
        QCOMPARE(askTcp(wire, "adc", "4C 01 D7 50 02 DE AD BE EF 00 D7 50 02"), std::string("4C DE AD BE EF"));
        QCOMPARE(askTcp(wire, "adc", "4C 02 D7 50 02"), std::string("CC 03"));
        QCOMPARE(askTcp(wire, "adc", "4C 00 D7 50 01"), std::string("CC 04"));
        QCOMPARE(askTcp(wire, "adc", "4C"), std::string("CC 03"));
    }

    void startLineStartsARunOnlyWhenLowForLong()
    {
        for (const double low_s : {0.0003, 0.1}) {
            SimulatedWire wire;
            // Inhibit all but DIO0; state low, direction out: low. Then direction in: let go.
            const auto lines = [&wire] { return longAt(pduOf(wire.ask("adc", tcp("03 0A F0 00 02"))), 2); };
            QCOMPARE(lines() & 7U, 7U); // idle: start pulled up, ready, relay open
            wire.ask("adc", tcp("4C 01 0B 54 02 00 7F FF FE 01 0A F0 02 00 00 00 00 01 0B 22 02 00 00 00 01"));
            QCOMPARE(lines() & 1U, 0U);
            wire.wait(low_s);
            wire.ask("adc", tcp("4C 01 0B 54 02 00 7F FF FE 01 0B 22 02 00 00 00 00"));
            const bool started = low_s > 0.0005;
            QCOMPARE(lines() & 7U, started ? 1U : 7U); // ready gone, relay closed for 120 ms or more
            wire.wait(0.3);
            QCOMPARE(lines() & 7U, started ? 5U : 7U);
            wire.wait(160.0);
            QCOMPARE(lines() & 7U, 7U);
        }
    }

    void pumpTellsReadyFromBusy()
    {
        SimulatedWire wire;
        QCOMPARE(pumpSays(wire, '1', "Q"), std::string("g")); // ready, 7: not initialised
        QCOMPARE(pumpSays(wire, '2', "A100R"), std::string("g"));
        QCOMPARE(pumpSays(wire, '3', "ZR"), std::string("@")); // busy, no error
        wire.wait(1.0);
        QCOMPARE(pumpSays(wire, '4', "Q"), std::string("`"));
        QCOMPARE(pumpSays(wire, '5', "V1000IA3000R"), std::string("@"));
        wire.wait(1.25); // the valve's 0.25 s and a thousand steps
        QCOMPARE(pumpSays(wire, '6', "?"), std::string("@1000"));
        QCOMPARE(pumpSays(wire, '7', "A0R"), std::string("O")); // busy, 15: overflow, and the move goes on
        wire.wait(2.1);
        QCOMPARE(pumpSays(wire, '1', "?4"), std::string("`3000"));
        QCOMPARE(pumpSays(wire, '2', "?6"), std::string("`i"));
        QCOMPARE(pumpSays(wire, '3', "P1R"), std::string("c"));  // 3: beyond the stroke
        QCOMPARE(pumpSays(wire, '4', "xR"), std::string("b"));   // 2
        QCOMPARE(pumpSays(wire, '5', "Q"), std::string("`"));    // both are gone with their answer
        QCOMPARE(pumpSays(wire, '6', "BR"), std::string("@"));
        wire.wait(0.3);
        QCOMPARE(pumpSays(wire, '7', "D100R"), std::string("k")); // 11: bypass
        QCOMPARE(pumpSays(wire, '1', "OR"), std::string("@"));
        wire.wait(0.3);
        QCOMPARE(pumpSays(wire, '2', "gD100G5"), std::string("`")); // stored
        QCOMPARE(pumpSays(wire, '3', "?"), std::string("`3000"));
        QCOMPARE(pumpSays(wire, '4', "R"), std::string("@"));
        wire.wait(0.6);
        QCOMPARE(pumpSays(wire, '5', "?"), std::string("`2500"));
        QCOMPARE(pumpSays(wire, '6', "A0R"), std::string("@"));
        wire.wait(1.0);
        QCOMPARE(pumpSays(wire, '7', "T"), std::string("`"));
        QCOMPARE(pumpSays(wire, '1', "?"), std::string("`1500"));
        QCOMPARE(pumpSays(wire, '2', "d500R"), std::string("`")); // lower case: moves without saying so
        wire.wait(0.25);
        QCOMPARE(pumpSays(wire, '3', "?"), std::string("`1250"));
    }

    void pumpDoesARepeatedBlockOnce()
    {
        SimulatedWire wire;
        select(wire, 5);
        const auto liquid = [&wire] { return wire.bench.model().vial(5)->liquid_mL(); };
        pumpSays(wire, '1', "ZR");
        wire.wait(1.0);
        pumpSays(wire, '2', "IA3000R");
        wire.wait(5.0);
        QCOMPARE(pumpSays(wire, '3', "OD600R"), std::string("@"));
        // REP is bit 3 of the sequence byte: '3' becomes ';'. Acknowledged while it moves and after, and not done again.
        QCOMPARE(pumpSays(wire, ';', "OD600R"), std::string("@"));
        wire.wait(3.0);
        QCOMPARE(pumpSays(wire, ';', "OD600R"), std::string("`"));
        wire.wait(3.0);
        QCOMPARE(pumpSays(wire, '4', "?"), std::string("`2400"));
        QCOMPARE(pumpSays(wire, '<', "?"), std::string("`2400"));
        QVERIFY(std::abs(liquid() - 0.2) < 0.002);
        // Without REP, or with a number that is new, it is another order.
        pumpSays(wire, '4', "OD600R");
        wire.wait(3.0);
        pumpSays(wire, '=', "OD600R");
        wire.wait(3.0);
        QCOMPARE(pumpSays(wire, '6', "?"), std::string("`1200"));
        QVERIFY(std::abs(liquid() - 0.6) < 0.004);
    }

    void pumpAnswersOnlyGoodBlocksForItself()
    {
        SimulatedWire wire;
        QCOMPARE(toHex(wire.ask("pump", hex("2F 31 51 0D"))), std::string("2F 30 67 03 0D 0A")); // DT: /1Q
        QVERIFY(wire.ask("pump", hex("02 31 31 51 03 00")).empty()); // wrong sum
        QVERIFY(wire.ask("pump", hex("2F 32 51 0D")).empty()); // another pump
        QCOMPARE(toHex(wire.ask("pump", oem('1', "Q"))), std::string("02 30 67 03 56"));
        QVERIFY(wire.ask("pump", hex("2F 31 51 0D")).empty()); // DT is over
        // In pieces, with noise before.
        QVERIFY(wire.ask("pump", hex("FF 41 02 31")).empty());
        QVERIFY(!wire.ask("pump", hex("32 51 03 53")).empty());
    }

    void samplerDrawsInjectsAndRefuses()
    {
        SimulatedWire wire;
        QCOMPARE(askTcp(wire, "sampler", "03 00 00 00 03"), std::string("03 06 54 47 43 53 49 4D")); // TGCSIM
        QCOMPARE(askTcp(wire, "sampler", "06 00 11 00 01"), std::string("06 00 11 00 01")); // standard
        QCOMPARE(askTcp(wire, "sampler", "10 00 14 00 02 04 44 7A 00 00"), std::string("10 00 14 00 02")); // 1000 ppm
        QCOMPARE(askTcp(wire, "sampler", "10 00 14 00 02 04 44 7B 00 00"), std::string("90 03")); // no such gas
        QCOMPARE(askTcp(wire, "sampler", "06 00 10 00 63"), std::string("86 03")); // no such vial
        QCOMPARE(askTcp(wire, "sampler", "06 00 20 00 01"), std::string("06 00 20 00 01")); // inject
        QCOMPARE(askTcp(wire, "sampler", "03 00 30 00 04"), std::string("03 08 00 01 00 01 00 00 00 00"));
        QCOMPARE(askTcp(wire, "sampler", "06 00 20 00 01"), std::string("86 06"));
        wire.wait(5.0);
        QCOMPARE(askTcp(wire, "sampler", "03 00 30 00 04"), std::string("03 08 00 00 00 00 00 01 00 01"));
        QCOMPARE(askTcp(wire, "sampler", "06 00 20 00 01"), std::string("86 06")); // the chromatograph runs
        QCOMPARE(askTcp(wire, "gc", "03 0B F6 00 01"), std::string("03 02 00 01")); // mode: analysing
        wire.wait(160.0);
        QCOMPARE(askTcp(wire, "gc", "03 0B F6 00 01"), std::string("03 02 00 00"));
        QCOMPARE(askTcp(wire, "gc", "03 0B B9 00 03"), std::string("03 06 00 70 00 74 00 72")); // 112, 116, 114
        // Enron: one address is four bytes. 1000 ppm and a little air; repeatability 0.6 %.
        const Bytes result = pduOf(wire.ask("gc", tcp("03 1B 59 00 03")));
        QCOMPARE(result.size(), std::size_t{14});
        QVERIFY(std::abs(floatAt(result, 2) - 0.1F) < 0.005F);
        QVERIFY(floatAt(result, 10) > floatAt(result, 6)); // more nitrogen than oxygen
    }

    void aBrokenTcpStreamIsLeftAlone()
    {
        SimulatedWire wire;
        QVERIFY(wire.ask("adc", hex("00 01 00 07 00 06 01 03 D7 3C 00 02")).empty());
        QVERIFY(wire.ask("adc", tcp("03 D7 3C 00 02")).empty());
        wire.lines[wire.place("adc")]->connected(wire.now);
        QVERIFY(!wire.ask("adc", tcp("03 D7 3C 00 02")).empty());
    }

    void theSeedDecides()
    {
        const auto trace = [](std::uint64_t seed) {
            SimulatedWire wire(seed);
            Bytes all;
            wire.ask("sampler", tcp("06 00 10 00 05"));
            wire.ask("sampler", tcp("06 00 20 00 01"));
            for (int i = 0; i < 600; ++i) {
                wire.wait(0.1);
                const Bytes point = pduOf(wire.ask("adc", tcp("4C 00 00 00 02")));
                all.insert(all.end(), point.begin(), point.end());
            }
            return all;
        };
        QCOMPARE(trace(3), trace(3));
        QVERIFY(trace(3) != trace(4));
    }
};

QTEST_APPLESS_MAIN(TestSimulationServers)
#include "tst_simulation_servers.moc"
