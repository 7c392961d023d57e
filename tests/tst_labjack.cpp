// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "drivers/labjack/t7.h"
#include "tests/doubles/small_t7.h"
#include "tests/doubles/virtual_link.h"

using namespace tgc;
using namespace tgc::drivers;
using namespace std::chrono_literals;
using test::SmallT7;
using test::VirtualClock;
using test::VirtualLink;

namespace {

bool says(const Error &error, std::string_view words)
{
    const bool found = error.message.find(words) != std::string::npos;
    if (!found) {
        qWarning("%s", error.message.c_str());
    }
    return found;
}

/// A T7 of the test's own on a line of the test's own.
struct Bench {
    VirtualClock clock;
    SmallT7 device{clock.now()};
    std::shared_ptr<VirtualLink> link = std::make_shared<VirtualLink>(clock, device, VirtualLink::Kind::Tcp);
    T7Config config = twoChannels();
    std::unique_ptr<T7> t7;

    static T7Config twoChannels()
    {
        T7Config c;
        c.serial = "469999994"; // 0x1C03A17A, as the double has it
        c.channels = {T7Channel{}, T7Channel{}};
        c.channels[1].name = "BID";
        c.channels[1].input = 2;
        c.startLine = 0;
        return c;
    }
    T7 &driver()
    {
        if (!t7) {
            t7 = std::make_unique<T7>(config, link, clock);
        }
        return *t7;
    }
    Instant in(Duration d) const { return clock.now() + d; }
};

} // namespace

class TestLabjack : public QObject {
    Q_OBJECT

private slots:
    void feedbackIsTheManualsBytes()
    {
        // hardware.md 2.1: read frame `00 addrHi addrLo nRegs`, write frame `01 addrHi addrLo nRegs data...`;
        // 61520 = F050, 40000 = 9C40; 1.0 as float32 is 3F80 0000.
        t7::Feedback question;
        question.write(t7::ainRange(0), 1.0).read(t7::coreTimer).read(t7::ain(0));
        const Bytes expected{0x4C, 0x01, 0x9C, 0x40, 0x02, 0x3F, 0x80, 0x00, 0x00,
                             0x00, 0xF0, 0x50, 0x02, 0x00, 0x00, 0x00, 0x02};
        QCOMPARE(question.pdu(), expected);
        const Bytes answer{0x4C, 0x00, 0x98, 0x96, 0x80, 0x3F, 0x00, 0x00, 0x00};
        const auto values = question.decode(answer);
        QVERIFY(values);
        QCOMPARE((*values)[0], 10'000'000.0);
        QCOMPARE((*values)[1], 0.5);
        QCOMPARE(question.decode(Bytes(answer.begin(), answer.end() - 1)).error().code, ErrorCode::Integrity);
        QCOMPARE(question.decode(Bytes{0xCC, 0x04}).error().code, ErrorCode::Device);
    }

    void errorsHaveWords()
    {
        QVERIFY(t7::errorWords(2375).find("T7-Pro") != std::string::npos);
        QVERIFY(t7::errorWords(4711).find("4711") != std::string::npos);
    }

    void connectsReadsAndSetsUp()
    {
        Bench bench;
        const auto identity = bench.driver().connect(bench.in(2s));
        QVERIFY2(identity, identity ? "" : identity.error().message.c_str());
        QCOMPARE(identity->model, std::string("T7-Pro"));
        QCOMPARE(identity->serial, std::string("469999994"));
        QCOMPARE(identity->firmware, std::string("1.03"));
        QVERIFY(bench.t7->state() == DeviceState::Ready);
        QCOMPARE(bench.device.words[40004], std::uint16_t{0x3F80}); // AIN2_RANGE = 1.0
        QCOMPARE(bench.device.words[41502], std::uint16_t{9});
        QCOMPARE(bench.device.words[41002], std::uint16_t{199});
        QCOMPARE(bench.device.pulses, 0); // connecting moves nothing

        const auto frame = bench.driver().frame(bench.in(1s));
        QVERIFY(frame);
        QVERIFY(std::abs(frame->values[0] - 0.1e6) < 10.0); // uV: 0.1 V, and 0.1 mV a second since power came
        QVERIFY(std::abs(frame->values[1] - 0.3e6) < 10.0);
        QVERIFY(!frame->timeJumped);
        QCOMPARE(frame->saturated, 0U);
        QCOMPARE(frame->lines & 0xFFFFU, 0xFFFFU);
    }

    void timeIsTheDevicesOwn_data()
    {
        QTest::addColumn<bool>("has20Hz");
        QTest::addColumn<bool>("lying");
        QTest::newRow("both timers") << true << false;
        QTest::newRow("no 20 Hz timer") << false << false;
        QTest::newRow("something else at its address") << true << true;
    }
    void timeIsTheDevicesOwn()
    {
        QFETCH(bool, has20Hz);
        QFETCH(bool, lying);
        Bench bench;
        bench.device.has20Hz = has20Hz;
        bench.device.lying20Hz = lying;
        QVERIFY(bench.driver().connect(bench.in(2s)));
        const auto first = bench.driver().frame(bench.in(1s));
        const double start_s = bench.device.uptime_s(bench.clock.now());
        QVERIFY(first);
        // Over several wraps of 107.37 s, in steps short and long.
        for (const Duration wait : {Duration(100ms), Duration(60s), Duration(107s), Duration(108s), Duration(500s),
                                    Duration(1ms), Duration(3600s)}) {
            bench.clock.sleepUntil(bench.in(wait));
            const auto frame = bench.driver().frame(bench.in(1s));
            QVERIFY(frame);
            QVERIFY(!frame->timeJumped);
            const double truth_s = bench.device.uptime_s(bench.clock.now()) - start_s;
            QVERIFY2(std::abs(frame->deviceTime_s - first->deviceTime_s - truth_s) < 1e-3,
                     qPrintable(QString::number(frame->deviceTime_s - first->deviceTime_s - truth_s)));
        }
    }

    void aRestartIsToldAndTimeGoesOn_data()
    {
        QTest::addColumn<double>("uptimeBefore_s");
        QTest::addColumn<double>("away_s");
        QTest::newRow("a moment") << 30.0 << 0.5;
        QTest::newRow("longer than it had run") << 5.0 << 60.0; // both timers are further on than before
        QTest::newRow("over a wrap") << 300.0 << 400.0;
    }
    void aRestartIsToldAndTimeGoesOn()
    {
        QFETCH(double, uptimeBefore_s);
        QFETCH(double, away_s);
        Bench bench;
        bench.device.powerCycle(bench.clock.now(), uptimeBefore_s);
        QVERIFY(bench.driver().connect(bench.in(2s)));
        const auto before = bench.driver().frame(bench.in(1s));
        QVERIFY(before);
        bench.device.powerCycle(bench.clock.now());
        bench.clock.sleepUntil(bench.in(std::chrono::duration_cast<Duration>(std::chrono::duration<double>(away_s))));
        const auto after = bench.driver().frame(bench.in(2s));
        QVERIFY(after);
        QVERIFY(after->timeJumped);
        QVERIFY(std::abs(after->deviceTime_s - before->deviceTime_s - away_s) < 0.1); // by the host's clock
        QCOMPARE(bench.device.words[40000], std::uint16_t{0x3F80}); // set up again before this frame was read
        const auto next = bench.driver().frame(bench.in(1s));
        QVERIFY(next && !next->timeJumped);
        QVERIFY(next->deviceTime_s > after->deviceTime_s);
    }

    void aFasterBenchKeepsItsTime()
    {
        // Device seconds run 50 times as fast as the host's, and there is no 20 Hz timer: 2 s of the host are 100 s.
        t7::DeviceTime time(50.0);
        const Instant start{1h};
        QCOMPARE(time.advance(0, std::nullopt, start, start + 1ms).time_s, 0.0);
        const auto step = time.advance(static_cast<std::uint32_t>(std::uint64_t{120} * 40'000'000), std::nullopt,
                                       start + 2400ms, start + 2401ms);
        QVERIFY(!step.jumped);
        QCOMPARE(step.time_s, 120.0);
    }

    void aHostThatSleptBelievesTheDevice()
    {
        t7::DeviceTime time;
        const Instant start{1h};
        static_cast<void>(time.advance(0, 0U, start, start + 1ms));
        const auto step = time.advance(static_cast<std::uint32_t>(std::uint64_t{3600} * 40'000'000), 72000U,
                                       start + 100ms, start + 101ms);
        QVERIFY(!step.jumped);
        QCOMPARE(step.time_s, 3600.0);
    }

    void lateAndForeignAnswersAreDropped()
    {
        Bench bench;
        QVERIFY(bench.driver().connect(bench.in(2s)));
        const auto honest = bench.link->carry;
        VirtualLink::Answers kept;
        bench.link->carry = [&](std::span<const std::uint8_t> request, Instant now) {
            auto answers = honest(request, now);
            auto stale = answers.front(); // another transaction's number
            stale.bytes[1] = static_cast<std::uint8_t>(stale.bytes[1] - 1);
            stale.bytes.back() = 0x7F;
            auto foreign = answers.front(); // another unit's
            foreign.bytes[6] = 9;
            foreign.bytes.back() = 0x7E;
            return VirtualLink::Answers{stale, foreign, answers.front()};
        };
        const auto frame = bench.driver().frame(bench.in(1s));
        QVERIFY(frame);
        QVERIFY(std::abs(frame->values[1] - 0.3e6) < 10.0);
        QVERIFY(bench.t7->health().lateBytes > 0);
        QVERIFY(bench.t7->health().badFrames > 0);
    }

    void afterATimeoutTheLineIsProvedAnew()
    {
        Bench bench;
        QVERIFY(bench.driver().connect(bench.in(2s)));
        const auto honest = bench.link->carry;
        bench.link->carry = [&](std::span<const std::uint8_t>, Instant) { return VirtualLink::Answers{}; };
        const auto lost = bench.driver().frame(bench.in(500ms));
        QCOMPARE(lost.error().code, ErrorCode::Timeout);
        QVERIFY(bench.t7->state() == DeviceState::Suspect);
        QVERIFY(!bench.t7->why().empty());
        bench.link->carry = honest;
        bench.link->sent.clear();
        QVERIFY(bench.driver().frame(bench.in(1s)));
        // Function 3 at 55100 (D73C), two registers: the canary, before anything else.
        QCOMPARE(simulation::Bytes(bench.link->sent.front().begin() + 7, bench.link->sent.front().end()),
                 (simulation::Bytes{0x03, 0xD7, 0x3C, 0x00, 0x02}));
        QVERIFY(bench.t7->state() == DeviceState::Ready);
        QCOMPARE(bench.t7->health().reconnects, std::uint64_t{1});
    }

    void anotherDeviceIsRefusedUnwritten_data()
    {
        QTest::addColumn<int>("address");
        QTest::addColumn<quint32>("value");
        QTest::addColumn<QString>("words");
        QTest::newRow("serial") << 60028 << quint32{12345} << "12345 answers, the bench file names 469999994";
        QTest::newRow("word swap") << 55100 << quint32{0x22330011} << "wrong order";
        QTest::newRow("no LabJack") << 55100 << quint32{0} << "this is no LabJack";
        QTest::newRow("T4") << 60000 << quint32{0x40800000} << "LabJack T4";
        QTest::newRow("not a Pro") << 60010 << quint32{0} << "only a T7-Pro has";
    }
    void anotherDeviceIsRefusedUnwritten()
    {
        QFETCH(int, address);
        QFETCH(quint32, value);
        QFETCH(QString, words);
        Bench bench;
        bench.device.set32(static_cast<std::uint16_t>(address), value);
        const auto identity = bench.driver().connect(bench.in(2s));
        QVERIFY(!identity);
        QVERIFY(says(identity.error(), words.toStdString()));
        QVERIFY(bench.t7->state() == DeviceState::Fault);
        QCOMPARE(bench.t7->why(), identity.error().message);
        QCOMPARE(bench.device.writes, 0);
        QVERIFY(!bench.driver().frame(bench.in(1s)));
        QCOMPARE(bench.device.writes, 0);
    }

    void whatNoT7CanIsRefused_data()
    {
        QTest::addColumn<int>("input");
        QTest::addColumn<double>("range_V");
        QTest::addColumn<int>("resolution");
        QTest::addColumn<int>("negative");
        QTest::newRow("input") << 14 << 1.0 << 8 << -1;
        QTest::newRow("range") << 0 << 5.0 << 8 << -1;
        QTest::newRow("resolution") << 0 << 1.0 << 13 << -1;
        QTest::newRow("odd pair") << 1 << 1.0 << 8 << 2;
        QTest::newRow("far pair") << 0 << 1.0 << 8 << 3;
    }
    void whatNoT7CanIsRefused()
    {
        QFETCH(int, input);
        QFETCH(double, range_V);
        QFETCH(int, resolution);
        QFETCH(int, negative);
        Bench bench;
        T7Channel &channel = bench.config.channels[0];
        channel.input = input;
        channel.range_V = range_V;
        channel.resolutionIndex = resolution;
        channel.negative = negative < 0 ? std::nullopt : std::optional(negative);
        const auto identity = bench.driver().connect(bench.in(2s));
        QCOMPARE(identity.error().code, ErrorCode::BadInput);
        QVERIFY(says(identity.error(), "channel TCD"));
        QVERIFY(bench.link->sent.empty());
    }

    void aClippedValueIsKeptAndFlagged()
    {
        Bench bench;
        bench.config.channels[1].input = 11; // 1.2 V at +-1 V
        QVERIFY(bench.driver().connect(bench.in(2s)));
        const auto frame = bench.driver().frame(bench.in(1s));
        QVERIFY(frame);
        QCOMPARE(frame->saturated, 2U);
        QVERIFY(std::abs(frame->values[1] - 1.2e6) < 10.0);
    }

    void aRefusalIsPutIntoWords()
    {
        Bench bench;
        QVERIFY(bench.driver().connect(bench.in(2s)));
        bench.device.refuseNext = 4;
        const auto frame = bench.driver().frame(bench.in(1s));
        QCOMPARE(frame.error().code, ErrorCode::Device);
        QVERIFY(says(frame.error(), "2605: it is streaming to another program"));
        QVERIFY(bench.driver().frame(bench.in(1s)));
    }

    void pulsesOnce()
    {
        Bench bench;
        QVERIFY(bench.driver().connect(bench.in(2s)));
        const Instant before = bench.clock.now();
        QVERIFY(bench.driver().pulseLow(0, 100ms, bench.in(2s)));
        QVERIFY(bench.clock.now() - before >= 100ms);
        QCOMPARE(bench.device.pulses, 1);
        QVERIFY(!bench.device.startLineLow());
        QCOMPARE(bench.driver().pulseLow(3, 100ms, bench.in(2s)).error().code, ErrorCode::BadInput);
        QCOMPARE(bench.driver().pulseLow(0, 100ms, bench.in(50ms)).error().code, ErrorCode::BadInput);
        QCOMPARE(bench.device.pulses, 1);
    }

    void aLostPulseIsNotRepeatedAndTheLineIsLetGo()
    {
        Bench bench;
        QVERIFY(bench.driver().connect(bench.in(2s)));
        const auto honest = bench.link->carry;
        int lost = 0;
        bench.link->carry = [&](std::span<const std::uint8_t> request, Instant now) {
            auto answers = honest(request, now);
            return lost++ == 0 ? VirtualLink::Answers{} : answers; // done by the device, its answer lost
        };
        const auto pulsed = bench.driver().pulseLow(0, 100ms, bench.in(2s));
        QCOMPARE(pulsed.error().code, ErrorCode::Timeout);
        QVERIFY(says(pulsed.error(), "is not known"));
        QVERIFY(says(pulsed.error(), "it was let go"));
        QCOMPARE(bench.device.pulses, 1);
        QVERIFY(!bench.device.startLineLow());
    }

    void aLineLeftLowIsLetGoOnceTheDeviceIsBack()
    {
        Bench bench;
        QVERIFY(bench.driver().connect(bench.in(2s)));
        const auto honest = bench.link->carry;
        int asked = 0;
        bench.link->carry = [&](std::span<const std::uint8_t> request, Instant now) {
            return asked++ == 0 ? honest(request, now) : VirtualLink::Answers{};
        };
        QVERIFY(!bench.driver().pulseLow(0, 100ms, bench.in(2s)));
        QVERIFY(bench.device.startLineLow());
        QVERIFY(bench.t7->state() != DeviceState::Ready);
        bench.link->carry = honest;
        QVERIFY(bench.driver().frame(bench.in(2s)));
        QVERIFY(!bench.device.startLineLow());
        QCOMPARE(bench.device.pulses, 1);
    }
};

QTEST_GUILESS_MAIN(TestLabjack)
#include "tst_labjack.moc"
