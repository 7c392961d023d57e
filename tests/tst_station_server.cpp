// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDeadlineTimer>
#include <QFloat16> // QCOMPARE tries it on a nlohmann::json
#include <QTest>

#include <future>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "app/session/recording/descriptor.h"
#include "tests/standing_station.h"

using namespace tgc;
using namespace tgc::station;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

/// Numbers of the next events, until one is as wanted.
std::vector<std::uint64_t> numbersUntil(BlockingClient &client, std::uint64_t last)
{
    std::vector<std::uint64_t> numbers;
    while (numbers.empty() || numbers.back() < last) {
        const auto event = client.nextEvent(10s);
        if (!event || !*event) {
            break;
        }
        numbers.push_back((*event)->n);
    }
    return numbers;
}

std::vector<std::uint64_t> upTo(std::uint64_t first, std::uint64_t last)
{
    std::vector<std::uint64_t> numbers;
    for (std::uint64_t n = first; n <= last; ++n) {
        numbers.push_back(n);
    }
    return numbers;
}

/// What a socket gives when these bytes are sent to it, until it ends.
std::vector<StationMessage> say(const std::string &path, const Bytes &bytes)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(std::begin(address.sun_path), sizeof(address.sun_path) - 1);
    const recording::Descriptor fd(::socket(AF_UNIX, SOCK_STREAM, 0));
    std::vector<StationMessage> messages;
    if (::connect(fd.get(), reinterpret_cast<const sockaddr *>(&address), sizeof(address)) != 0 ||
        ::send(fd.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL) < 0) {
        return messages;
    }
    FrameSplitter splitter;
    std::array<std::uint8_t, 4096> buffer{};
    for (ssize_t count = 0; (count = ::recv(fd.get(), buffer.data(), buffer.size(), 0)) > 0;) {
        splitter.append(std::span(buffer).first(static_cast<std::size_t>(count)));
        for (auto payload = splitter.next(); payload && *payload; payload = splitter.next()) {
            messages.push_back(*readStationMessage(**payload));
        }
    }
    return messages;
}

} // namespace

class TestStationServer : public QObject {
    Q_OBJECT

private slots:
    void welcomesWithHowThingsStand()
    {
        Standing station;
        station.events.add("log", {{"text", "before"}});
        const auto client = attach(station);
        QCOMPARE(client.welcome().bench, std::string("bench-t"));
        QVERIFY(client.welcome().simulated);
        QCOMPARE(client.welcome().next, 2U);
        QCOMPARE(client.welcome().oldest, 1U);
        QCOMPARE(client.welcome().snapshot, json({{"queue_running", false}}));
    }

    void newClientGetsNewEventsOnly()
    {
        Standing station;
        station.events.add("log", {{"text", "before"}});
        auto client = attach(station);
        station.events.add("log", {{"text", "after"}});
        const auto event = client.nextEvent(10s);
        QVERIFY(event && *event);
        QCOMPARE((*event)->n, 2U);
        QCOMPARE((*event)->data, json({{"text", "after"}}));
    }

    void reattachedFromNGetsEachEventOnce()
    {
        Standing station;
        for (int i = 0; i < 3000; ++i) {
            station.events.add("reading", {{"i", i}});
        }
        std::vector<std::uint64_t> got;
        std::uint64_t from = 0;
        for (const std::uint64_t until : {1U, 700U, 701U, 2999U, 3000U}) {
            auto client = attach(station, from);
            const auto numbers = numbersUntil(client, until);
            got.insert(got.end(), numbers.begin(), numbers.end());
            from = until + 1;
        }
        QCOMPARE(got, upTo(1, 3000));
    }

    void numberOfAnotherStationGetsAllThatAreKept()
    {
        Standing station;
        for (int i = 0; i < 5; ++i) {
            station.events.add("log", json::object());
        }
        auto client = attach(station, 4711);
        QCOMPARE(numbersUntil(client, 5), upTo(1, 5));
    }

    void numberNoLongerKeptGetsTheOldest()
    {
        Standing station(10);
        for (int i = 0; i < 25; ++i) {
            station.events.add("log", json::object());
        }
        auto client = attach(station, 3);
        QCOMPARE(client.welcome().oldest, 16U);
        QCOMPARE(numbersUntil(client, 25), upTo(16, 25));
    }

    void refusesAnotherProtocol()
    {
        const Standing station;
        const auto frame = frameOf(ClientMessage(Hello{2, "tomorrow's", {}, false}));
        const auto messages = say(station.path(), *frame);
        QCOMPARE(messages.size(), 1U);
        const auto &why = std::get<Refused>(messages.front()).why;
        QVERIFY2(why.find("protocol 1") != std::string::npos && why.find('2') != std::string::npos, why.c_str());
    }

    void refusesWhatIsNoMessage_data()
    {
        QTest::addColumn<QByteArray>("hex");
        QTest::newRow("no CBOR") << QByteArray("00000002ffff");
        QTest::newRow("length over the limit") << QByteArray("00100001");
        QTest::newRow("a web browser") << QByteArray("GET / HTTP/1.1\r\n\r\n").toHex();
        QTest::newRow("command before hello") << QByteArray("0000001fa46269640164617267"
                                                            "73a0646b696e6467636f6d6d616e64646e616d656161");
    }

    void refusesWhatIsNoMessage()
    {
        QFETCH(QByteArray, hex);
        const Standing station;
        const QByteArray raw = QByteArray::fromHex(hex);
        const auto messages = say(station.path(), Bytes(raw.begin(), raw.end()));
        QCOMPARE(messages.size(), 1U);
        QVERIFY(!std::get<Refused>(messages.front()).why.empty());
        attach(station); // and the station is there for others
    }

    void answersCommands()
    {
        const Standing station;
        auto client = attach(station);
        QCOMPARE(*client.command("snapshot", {{"a", 1}}), json({{"name", "snapshot"}, {"args", {{"a", 1}}}}));
        const auto refused = client.command("nonsense");
        QCOMPARE(refused.error().code, ErrorCode::Busy);
        QCOMPARE(refused.error().message, std::string("the pump is at work"));
        const auto tooLong = client.command("huge");
        QVERIFY(!tooLong);
        QVERIFY(client.command("snapshot").has_value()); // the connection is still good
    }

    void abortOvertakesWaitingCommands()
    {
        Standing station;
        // More doses than there are threads, none of which ends before the test says so.
        std::vector<std::future<bool>> doses;
        for (int i = 0; i < 12; ++i) {
            doses.push_back(
                std::async(std::launch::async, [&station] { return attach(station).command("dose").has_value(); }));
        }
        for (int i = 0; i < 8; ++i) {
            station.entered.acquire();
        }
        auto client = attach(station);
        QVERIFY(client.command("abort", {{"why", "test"}}, 10s).has_value());
        QCOMPARE(client.command("snapshot", json::object(), 100ms).error().code, ErrorCode::Timeout); // that one waits
        station.gate.release(12);
        for (auto &dose : doses) {
            QVERIFY(dose.get());
        }
    }

    void slowClientLosesLiveButNoEvent()
    {
        Standing station;
        auto slow = attach(station, 0, true);
        // Far more than the socket holds, while nobody reads.
        const std::string text(2000, 'x');
        for (std::uint64_t i = 0; i < 2000; ++i) {
            station.events.add("log", {{"text", text}});
            station.live.add({i * 100, std::vector<double>(100, 1.0), {std::vector<double>(100, 2.0)}, 0});
        }
        auto quick = attach(station, 2000);
        QCOMPARE(numbersUntil(quick, 2000), upTo(2000, 2000)); // who reads is not held up
        QCOMPARE(numbersUntil(slow, 2000), upTo(1, 2000));
        std::uint64_t points = 0;
        for (const Live &live : slow.takeLive()) {
            points += live.device_s.size();
        }
        QVERIFY2(points < 200'000, "the test did not slow anything down");
    }

    void clientBehindTheLogIsLetGoAndComesBack()
    {
        Standing station(100);
        auto slow = attach(station, 0);
        const std::string text(20000, 'x');
        for (int i = 0; i < 400; ++i) {
            station.events.add("log", {{"text", text}});
            QTest::qWait(1); // the server looks between them
        }
        std::uint64_t last = 0;
        while (true) {
            const auto event = slow.nextEvent(10s);
            if (!event) {
                // With its reason, where the full socket has room for it.
                QVERIFY(event.error().code == ErrorCode::LinkLost || event.error().code == ErrorCode::Unsupported);
                break;
            }
            QVERIFY(event->has_value());
            QCOMPARE((*event)->n, last + 1); // what came, came whole and in order
            last = (*event)->n;
        }
        QVERIFY(last < 400);
        auto again = attach(station, last + 1);
        QVERIFY(again.welcome().oldest > last + 1); // it is told that some are missing
        QCOMPARE(numbersUntil(again, 400), upTo(again.welcome().oldest, 400));
    }

    void textsFromDevicesNeverEndAConnection()
    {
        Standing station;
        auto client = attach(station, 0);
        station.events.add("device", {{"serial", "\xff\xfe 47"}, {"\xc0key", json::array({"\xe2\x82"})}});
        station.events.add("log", nullptr);
        const auto event = client.nextEvent(10s);
        QVERIFY(event && *event);
        QCOMPARE((*event)->data, json({{"serial", "?? 47"}, {"?key", json::array({"??"})}}));
        const auto next = client.nextEvent(10s);
        QVERIFY(next && *next);
        QCOMPARE((*next)->data, json::object());
    }

    void liveReachesOnlyWhoWantsIt()
    {
        Standing station;
        auto with = attach(station, {}, true);
        auto without = attach(station);
        station.live.add({7, {0.1, 0.2}, {{1.0, 2.0}}, 4});
        station.live.add({9, {0.3}, {{3.0}}, 6});
        station.live.add({20, {1.0}, {{5.0}}, 0}); // after a gap
        std::vector<Live> got;
        const QDeadlineTimer deadline(10s);
        while (got.size() < 2 && !deadline.hasExpired()) {
            QVERIFY(with.nextEvent(20ms).has_value());
            const auto more = with.takeLive();
            got.insert(got.end(), more.begin(), more.end());
        }
        QVERIFY(!got.empty());
        QCOMPARE(got.front().first, 7U);
        QCOMPARE(got.back().first, 20U);
        QVERIFY(without.nextEvent(0ms).has_value());
        QVERIFY(without.takeLive().empty());
    }
};

QTEST_GUILESS_MAIN(TestStationServer)
#include "tst_station_server.moc"
