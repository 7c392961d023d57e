// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <sstream>

#include "drivers/labjack/t7.h"
#include "drivers/modbus/modbus_client.h"
#include "drivers/modbus/playback_port.h"
#include "drivers/modbus/tap_port.h"
#include "drivers/transport/byte_tap.h"
#include "drivers/transport/playback_link.h"
#include "tests/doubles/small_t7.h"
#include "tests/doubles/virtual_link.h"
#include "tests/doubles/virtual_modbus_line.h"

using namespace tgc;
using namespace tgc::drivers;
using namespace std::chrono_literals;
using test::SmallT7;
using test::VirtualClock;
using test::VirtualLink;

namespace {

std::string contents(const std::filesystem::path &file)
{
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

T7Config oneChannel()
{
    T7Config config;
    config.channels = {T7Channel{}};
    return config;
}

/// What a T7's driver does in a short while; the same over the device and over its record.
std::vector<SignalFrame> frames(std::shared_ptr<ByteLink> link, VirtualClock &clock)
{
    T7 t7(oneChannel(), std::move(link), clock);
    std::vector<SignalFrame> all;
    for (int i = 0; i < 20; ++i) {
        const Instant start = clock.now();
        if (auto frame = t7.frame(start + 1s)) {
            all.push_back(*frame);
        }
        clock.sleepUntil(start + 100ms);
    }
    return all;
}

/// What a client does in a short while: value or failure, and how many ms each took.
std::vector<std::string> readings(ModbusPort &port, VirtualClock &clock)
{
    ModbusOptions options;
    options.responseTimeout = 300ms;
    options.maxReply = 800ms;
    Canary canary;
    canary.address = 500;
    canary.count = 2;
    options.canary = canary;
    ModbusClient client(port, clock, options);
    std::vector<std::string> all;
    for (std::uint16_t i = 0; i < 60; ++i) {
        const Instant start = clock.now();
        const auto words = i % 15 == 14
                               ? client.writeRegisters(i, std::vector<std::uint16_t>{i}, true, Repeat::Never).map([] {
                                     return std::vector<std::uint16_t>{0};
                                 })
                               : client.readRegisters(ModbusTable::Holding, i % 4, 1);
        const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(clock.now() - start).count();
        all.push_back((words ? std::to_string(words->front()) : "failed: " + words.error().message) + " " +
                      std::to_string(took) + " ms");
        if (i % 4 == 3) {
            all.emplace_back(client.settle() ? "settled" : "not settled");
        }
    }
    return all;
}

} // namespace

class TestByteTap : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    [[nodiscard]] std::filesystem::path file(const char *name) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }

private slots:
    void aRecordedDeviceAnswersAsItDid()
    {
        VirtualClock clock;
        std::vector<SignalFrame> live;
        {
            SmallT7 device(clock.now());
            auto inner = std::make_unique<VirtualLink>(clock, device, VirtualLink::Kind::Tcp);
            inner->carry = [honest = inner->carry, n = 0](std::span<const std::uint8_t> request, Instant now) mutable {
                auto answers = honest(request, now);
                return ++n == 12 ? VirtualLink::Answers{} : answers; // one is lost: the record has a reconnect in it
            };
            auto tap = std::make_shared<ByteTap>(file("adc.tap"), clock, ByteTap::Limits{});
            live = frames(std::make_shared<TapLink>(std::move(inner), tap), clock);
        }
        QCOMPARE(live.size(), std::size_t{19});
        const std::string text = contents(file("adc.tap"));
        QVERIFY(text.find(" = opened virtual\n") != std::string::npos);
        QVERIFY(text.find(" > 00 01 00 00 00 06 01 03 D7 3C 00 02\n") != std::string::npos); // TEST, hardware.md 2.1
        QVERIFY(text.find(" < 00 01 00 00 00 07 01 03 04 00 11 22 33\n") != std::string::npos);

        auto records = parseTap(text, "adc.tap");
        QVERIFY2(records, records ? "" : records.error().message.c_str());
        VirtualClock later;
        later.sleepUntil(later.now() + 24h);
        auto playback = std::make_shared<PlaybackLink>(*records, later, "adc.tap");
        const auto replayed = frames(playback, later);
        QCOMPARE(replayed.size(), live.size());
        for (std::size_t i = 0; i < live.size(); ++i) {
            QCOMPARE(replayed[i].values, live[i].values);
            QCOMPARE(replayed[i].deviceTime_s, live[i].deviceTime_s);
        }
        QVERIFY(playback->finished());
    }

    void aRecordedConversationOfTheManualsBytes()
    {
        // tests/data/transcripts: written by hand from hardware.md 2.1, not by our tap.
        const std::string name = TGC_SOURCE_DIR "/tests/data/transcripts/t7-connect.tap";
        auto records = parseTap(contents(name), name);
        QVERIFY2(records, records ? "" : records.error().message.c_str());
        VirtualClock clock;
        T7Config config = oneChannel();
        config.channels[0].range_V = 10.0;
        config.channels[0].resolutionIndex = 8;
        T7 t7(config, std::make_shared<PlaybackLink>(*records, clock, name), clock);
        const auto identity = t7.connect(clock.now() + 10s);
        QVERIFY2(identity, identity ? "" : identity.error().message.c_str());
        QCOMPARE(identity->model, std::string("T7"));
        QCOMPARE(identity->serial, std::string("470010123"));
        const auto frame = t7.frame(clock.now() + 10s);
        QVERIFY2(frame, frame ? "" : frame.error().message.c_str());
        QCOMPARE(frame->values[0], 0.5e6); // 3F00 0000 V in uV
        QCOMPARE(frame->lines, 0x7FFFFEU);
    }

    void anotherQuestionIsNamedByItsLine()
    {
        const auto records = parseTap("1.000000000 t > 01\n1.100000000 t < 02\n", "f");
        QVERIFY(records);
        VirtualClock clock;
        PlaybackLink link(*records, clock, "f");
        QVERIFY(link.open(clock.now()));
        const Bytes other{0x07};
        const auto wrote = link.write(other, clock.now());
        QVERIFY(!wrote && wrote.error().message.find("f:1") != std::string::npos);
        std::array<std::uint8_t, 4> into{};
        QCOMPARE(link.read(into, clock.now() + 10ms).error().code, ErrorCode::Timeout);
        QVERIFY(!link.finished());
    }

    void badLinesAreNamed_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"x\n", "1.0 t > 01\n", "1.000000000 t ? 01\n", "1.000000000 t > 1\n",
                                 "1.000000000 t > 0G\n", "1.000000000 t >\n", "1.000000000\n", "-1.000000000 t > 01\n",
                                 "99999999999999999999.000000000 t > 01\n"}) {
            QTest::newRow(text) << QByteArray("# a comment\n") + text;
        }
    }
    void badLinesAreNamed()
    {
        QFETCH(QByteArray, text);
        const auto records = parseTap(text.toStdString(), "f");
        QVERIFY(!records && records.error().message.find("f:2") != std::string::npos);
    }

    void anUnfinishedLastLineIsLeftOut()
    {
        const auto records = parseTap("1.000000000 t > 01\n1.100000000 t < 0", "f");
        QVERIFY(records && records->size() == 1);
    }

    void filesAreBoundedAndTheLastIsKept()
    {
        VirtualClock clock;
        {
            ByteTap tap(file("small.tap"), clock, {1000, 3});
            for (int i = 0; i < 200; ++i) {
                tap.says("number " + std::to_string(i));
            }
        }
        std::string all;
        for (const char *name : {"small.tap.2", "small.tap.1", "small.tap"}) {
            QVERIFY(std::filesystem::file_size(file(name)) <= 1000);
            all += contents(file(name));
        }
        QVERIFY(!std::filesystem::exists(file("small.tap.3")));
        const auto records = parseTap(all, "all");
        QVERIFY(records && records->size() > 30);
        QCOMPARE(records->back().words, std::string("number 199"));
        for (std::size_t i = 1; i < records->size(); ++i) { // none missing between
            QCOMPARE(std::stoi((*records)[i].words.substr(7)), std::stoi((*records)[i - 1].words.substr(7)) + 1);
        }
    }

    void aFolderThatCannotBeWrittenStopsNothing()
    {
        VirtualClock clock;
        ByteTap tap("/proc/no/such/folder.tap", clock, {});
        tap.says("lost");
    }

    void modbusIsToldInWords()
    {
        VirtualClock clock;
        {
            auto tap = std::make_shared<ByteTap>(file("gauge.tap"), clock, ByteTap::Limits{});
            TapPort port(std::make_unique<test::VirtualModbusLine>(clock, test::VirtualModbusLine::Faults{}, 1U), tap);
            QVERIFY(port.open(clock.now()));
            QVERIFY(port.readRegisters(1, ModbusTable::Holding, 2, 2, clock.now() + 1s));
            QVERIFY(!port.writeCoil(1, 7, true, true, clock.now() + 1s));
            port.close();
        }
        const std::string text = contents(file("gauge.tap"));
        // The double's register n holds 1000 + n: 1002 = 03EA, 1003 = 03EB.
        QVERIFY2(text.find(" = unit 1 reads 2 holding registers at 2: 03EA 03EB\n") != std::string::npos, text.c_str());
        QVERIFY(text.find(" = unit 1 writes 1 coils at 7, on: ") != std::string::npos);
        QVERIFY(text.find(" = closed\n") != std::string::npos);
    }

    /// Late, lost and doubled answers included: the client sees the same, at the same times, from the record.
    void aRecordedModbusDeviceAnswersAsItDid()
    {
        const std::filesystem::path tapped = file("late.tap");
        VirtualClock clock;
        std::vector<std::string> live;
        {
            auto tap = std::make_shared<ByteTap>(tapped, clock, ByteTap::Limits{});
            TapPort port(std::make_unique<test::VirtualModbusLine>(
                             clock, test::VirtualModbusLine::Faults{0.2, 0.1, 0.1, 700ms, false}, 5U),
                         tap);
            live = readings(port, clock);
        }
        QVERIFY(std::any_of(live.begin(), live.end(), [](const auto &each) { return each.starts_with("1003"); }));
        QVERIFY(std::any_of(live.begin(), live.end(), [](const auto &each) { return each.starts_with("failed"); }));
        const auto records = parseTap(contents(tapped), "late.tap");
        QVERIFY2(records.has_value(), records ? "" : records.error().message.c_str());
        VirtualClock later;
        PlaybackPort played(*records, later, "serial:///virtual", false); // sentences name the line
        const auto again = readings(played, later);
        for (std::size_t i = 0; i < live.size(); ++i) {
            QVERIFY2(again[i] == live[i], (std::to_string(i) + ": " + again[i] + ", not " + live[i]).c_str());
        }
        QVERIFY(played.finished());
        // Something else is asked: the line of the record is named.
        PlaybackPort other(*records, later, "late.tap", false);
        QVERIFY(other.open(later.now()));
        (void)other.drain(100ms, later.now() + 1s);
        const auto wrong = other.readBits(3, ModbusTable::Coil, 1, 2, later.now() + 1s);
        QVERIFY(!wrong && wrong.error().code == ErrorCode::BadInput);
        QVERIFY2(wrong.error().message.starts_with("late.tap:"), wrong.error().message.c_str());
    }
};

QTEST_GUILESS_MAIN(TestByteTap)
#include "tst_byte_tap.moc"
