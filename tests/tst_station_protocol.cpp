// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QFloat16> // QCOMPARE tries it on a nlohmann::json
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

#include "app/station/protocol/frames.h"
#include "app/station/protocol/read_cbor.h"
#include "app/station/protocol/socket_path.h"

using namespace tgc;
using namespace tgc::station;
using nlohmann::json;

namespace {

Bytes fromHex(const QByteArray &hex)
{
    const QByteArray raw = QByteArray::fromHex(hex);
    return {raw.begin(), raw.end()};
}

QByteArray toHex(const Bytes &bytes)
{
    return QByteArray(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())).toHex();
}

/// The CBOR bytes of a map, as our own sender writes them, for the messages that are wrong on purpose.
Bytes cbor(const json &map)
{
    return json::to_cbor(map);
}

/// A message through frame, splitter and reader.
template <class Any>
Any through(const Any &message)
{
    const auto frame = frameOf(message);
    FrameSplitter splitter;
    splitter.append(*frame);
    const auto payload = splitter.next();
    if constexpr (std::is_same_v<Any, ClientMessage>) {
        return *readClientMessage(**payload);
    } else {
        return *readStationMessage(**payload);
    }
}

} // namespace

class TestStationProtocol : public QObject {
    Q_OBJECT

private slots:
    void readsAppendixA_data()
    {
        // Bytes and values of RFC 8949, Appendix A (examples of encoded CBOR data items).
        QTest::addColumn<QByteArray>("hex");
        QTest::addColumn<QByteArray>("value");
        const auto row = [](const char *hex, const char *value) {
            QTest::newRow(hex) << QByteArray(hex) << QByteArray(value);
        };
        row("00", "0");
        row("17", "23");
        row("1818", "24");
        row("1903e8", "1000");
        row("1a000f4240", "1000000");
        row("1bffffffffffffffff", "18446744073709551615");
        row("20", "-1");
        row("3903e7", "-1000");
        row("f93c00", "1.0");
        row("f97bff", "65504.0");
        row("fa47c35000", "100000.0");
        row("fb3ff199999999999a", "1.1");
        row("fbc010666666666666", "-4.1");
        row("f4", "false");
        row("f5", "true");
        row("f6", "null");
        row("60", "\"\"");
        row("6449455446", "\"IETF\"");
        row("62225c", "\"\\\"\\\\\"");
        row("62c3bc", "\"\xc3\xbc\"");
        row("64f0908591", "\"\xf0\x90\x85\x91\"");
        row("80", "[]");
        row("8301820203820405", "[1,[2,3],[4,5]]");
        row("a0", "{}");
        row("a26161016162820203", "{\"a\":1,\"b\":[2,3]}");
        row("bf61610161629f0203ffff", "{\"a\":1,\"b\":[2,3]}");
        // Of the same table, what no message has: big numbers, tags, byte strings, undefined.
        row("c249010000000000000000", "");
        row("4401020304", "");
        row("c11a514b67b0", "");
        row("a201020304", "");
        row("f7", "");
    }

    void readsAppendixA()
    {
        QFETCH(QByteArray, hex);
        QFETCH(QByteArray, value);
        const auto read = readCbor(fromHex(hex));
        QCOMPARE(read.has_value(), !value.isEmpty());
        if (read) {
            QCOMPARE(*read, json::parse(value.toStdString()));
        } else {
            QVERIFY(!read.error().message.empty());
        }
    }

    void refusesWhatNoMessageIs_data()
    {
        QTest::addColumn<QByteArray>("hex");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("cut short") << QByteArray("a1616182");
        QTest::newRow("something behind") << QByteArray("a000");
        QTest::newRow("key twice") << QByteArray("a2616101616102");
        QTest::newRow("overlong UTF-8") << QByteArray("62c080");
        QTest::newRow("surrogate") << QByteArray("63eda080");
        QTest::newRow("above U+10FFFF") << QByteArray("64f4908080");
        QTest::newRow("UTF-8 cut short") << QByteArray("61c3");
        QTest::newRow("array longer than memory") << QByteArray("9bffffffffffffffff");
        QTest::newRow("map longer than memory") << QByteArray("bbffffffffffffffff");
        QTest::newRow("text longer than memory") << QByteArray("7bffffffffffffffff");
        QTest::newRow("33 levels") << QByteArray("81").repeated(33) + "00";
        QTest::newRow("a million levels") << QByteArray("81").repeated(1 << 20);
    }

    void refusesWhatNoMessageIs()
    {
        QFETCH(QByteArray, hex);
        const auto read = readCbor(fromHex(hex));
        QVERIFY(!read);
        QVERIFY(!read.error().message.empty());
    }

    void takesDeepestMessage() { QVERIFY(readCbor(fromHex(QByteArray("81").repeated(32) + "00")).has_value()); }

    void writesBytesOfHello()
    {
        // Written by hand after RFC 8949: map of 5 (a5), texts (6x), 1, 7, true, keys in alphabetical order; before it
        // its length, 0x32.
        const QByteArray hex = "00000032"
                               "a5"
                               "6466726f6d"
                               "07"
                               "646b696e64"
                               "6568656c6c6f"
                               "646c697665"
                               "f5"
                               "6770726f6772616d"
                               "6774677720302e31"
                               "6870726f746f636f6c"
                               "01";
        const auto frame = frameOf(ClientMessage(Hello{1, "tgw 0.1", 7, true}));
        QCOMPARE(toHex(*frame), hex);
    }

    void readsBytesOfCommandFromElsewhere()
    {
        // Another encoder's choices: indefinite lengths, keys in its own order, an unknown key, an id of 8 bytes.
        const auto read = readClientMessage(fromHex("bf"
                                                    "646b696e64"
                                                    "67636f6d6d616e64"
                                                    "626964"
                                                    "1b0000000000000003"
                                                    "646e616d65"
                                                    "656162"
                                                    "6f7274"
                                                    "666675747572"
                                                    "65"
                                                    "80"
                                                    "6461726773"
                                                    "a1"
                                                    "63776879"
                                                    "627878"
                                                    "ff"));
        QVERIFY2(read.has_value(), read ? "" : read.error().message.c_str());
        QCOMPARE(std::get<Command>(*read).id, 3);
        QCOMPARE(std::get<Command>(*read).name, std::string("abort"));
        QCOMPARE(std::get<Command>(*read).args, json({{"why", "xx"}}));
    }

    void everyMessageComesBack()
    {
        for (const ClientMessage &message : {ClientMessage(Hello{1, "tgc", std::nullopt, false}),
                                             ClientMessage(Hello{2, "", std::uint64_t{1} << 60U, true}),
                                             ClientMessage(Command{-5, "dose", {{"volume_mL", 0.1}}})}) {
            QVERIFY(through(message) == message);
        }
        Welcome welcome{1, "tgc-station 0.1",      "bench-a",        true, 4711, 20,
                        3, "/d/runs.sqlite-spool", "/d/runs.sqlite", {}};
        welcome.snapshot = {{"channels", json::array({{{"name", "TCD"}, {"unit", "uV"}}})}};
        for (const StationMessage &message :
             {StationMessage(welcome), StationMessage(Refused{"no"}),
              StationMessage(EventMessage{9, "2026-11-25T15:00:00.000Z", "durable", {{"samples", 7}}}),
              StationMessage(Reply{1, true, {{"run", "x"}}, "", ""}),
              StationMessage(Reply{2, false, json::object(), "busy", "the pump is at work"}),
              StationMessage(Live{40, {0.1, 0.2}, {{1.5, -2.25}, {1e-300, 3.0}}, 5})}) {
            QVERIFY(through(message) == message);
        }
    }

    void refusesWrongMessages_data()
    {
        QTest::addColumn<QByteArray>("map");
        QTest::addColumn<QByteArray>("named"); // in the sentence
        QTest::newRow("no map") << QByteArray("[1]") << QByteArray("kind");
        QTest::newRow("no kind") << QByteArray("{}") << QByteArray("kind");
        QTest::newRow("kind no text") << QByteArray(R"({"kind":3})") << QByteArray("kind");
        QTest::newRow("unknown kind") << QByteArray(R"({"kind":"helo\n"})") << QByteArray("helo?");
        QTest::newRow("hello, protocol") << QByteArray(R"({"kind":"hello","program":"x"})") << QByteArray("protocol");
        QTest::newRow("hello, from") << QByteArray(R"({"kind":"hello","protocol":1,"program":"x","from":-1})")
                                     << QByteArray("from");
        QTest::newRow("hello, live") << QByteArray(R"({"kind":"hello","protocol":1,"program":"x","live":1})")
                                     << QByteArray("live");
        QTest::newRow("command, id") << QByteArray(R"({"kind":"command","id":1.5,"name":"x","args":{}})")
                                     << QByteArray("id");
        QTest::newRow("command, id too large")
            << QByteArray(R"({"kind":"command","id":18446744073709551615,"name":"x","args":{}})") << QByteArray("id");
        QTest::newRow("command, args") << QByteArray(R"({"kind":"command","id":1,"name":"x","args":[]})")
                                       << QByteArray("args");
    }

    void refusesWrongMessages()
    {
        QFETCH(QByteArray, map);
        QFETCH(QByteArray, named);
        const auto read = readClientMessage(cbor(json::parse(map.toStdString())));
        QVERIFY(!read);
        QVERIFY2(read.error().message.find(named.toStdString()) != std::string::npos, read.error().message.c_str());
        QVERIFY(read.error().message.find('\n') == std::string::npos);
    }

    void refusesLiveWithoutEveryNumber()
    {
        const json live = {{"kind", "live"}, {"first", 1}, {"device_s", {1.0, 2.0}}, {"values", {{1.0}}}, {"lines", 0}};
        QVERIFY(!readStationMessage(cbor(live)));
        json wide = live;
        wide["values"] = {{1.0, 2.0}};
        QVERIFY(readStationMessage(cbor(wide)).has_value());
        wide["lines"] = std::uint64_t{1} << 32U;
        QVERIFY(!readStationMessage(cbor(wide)));
    }

    void splitsStreamAtAnyByte()
    {
        Bytes stream;
        const std::vector<ClientMessage> sent{Hello{1, "a", 5, true}, Command{1, "snapshot", json::object()},
                                              Command{2, std::string(70000, 'x'), json::object()}};
        for (const auto &message : sent) {
            const auto frame = frameOf(message);
            stream.insert(stream.end(), frame->begin(), frame->end());
        }
        for (const std::size_t piece : {std::size_t{1}, std::size_t{3}, std::size_t{50}, stream.size()}) {
            FrameSplitter splitter;
            std::vector<ClientMessage> got;
            for (std::size_t at = 0; at < stream.size(); at += piece) {
                splitter.append(std::span(stream).subspan(at, std::min(piece, stream.size() - at)));
                for (auto payload = splitter.next(); *payload; payload = splitter.next()) {
                    got.push_back(*readClientMessage(**payload));
                }
            }
            QVERIFY(got == sent);
        }
    }

    void refusesLengthOverLimit()
    {
        FrameSplitter splitter;
        splitter.append(fromHex("00100000"));
        QVERIFY(splitter.next().has_value()); // 1 MiB itself is still allowed: waits for it
        FrameSplitter other;
        other.append(fromHex("00100001"));
        QVERIFY(!other.next());
        QVERIFY(!other.next());
        QVERIFY(!frameOf(ClientMessage(Command{1, std::string(longestMessage, 'x'), json::object()})));
    }

    void codesComeBack()
    {
        for (const ErrorCode code :
             {ErrorCode::BadInput, ErrorCode::NotDetermined, ErrorCode::Unsupported, ErrorCode::Io, ErrorCode::Store,
              ErrorCode::Integrity, ErrorCode::Device, ErrorCode::Timeout, ErrorCode::Busy, ErrorCode::LinkLost}) {
            QCOMPARE(codeOf(codeName(code)), code);
        }
        QCOMPARE(codeOf("tomorrow's"), ErrorCode::Device);
    }

    void pathsFollowTheUser()
    {
        qputenv("XDG_RUNTIME_DIR", "/run/user/1000");
        QCOMPARE(socketPath("bench-a").string(), std::string("/run/user/1000/tgc-workbench/bench-a.sock"));
        QCOMPARE(lockPath("bench-a").string(), std::string("/run/user/1000/tgc-workbench/bench-a.lock"));
        qunsetenv("XDG_RUNTIME_DIR");
        QCOMPARE(socketPath("b").string(), "/tmp/tgc-workbench-" + std::to_string(::getuid()) + "/b.sock");
        QVERIFY(isBenchName("Bench_2-b"));
        QVERIFY(!isBenchName(""));
        QVERIFY(!isBenchName("../x"));
        QVERIFY(!isBenchName(std::string(41, 'x')));
    }

    void refusesFolderOpenToOthers()
    {
        const QTemporaryDir folder;
        qputenv("XDG_RUNTIME_DIR", folder.path().toUtf8());
        QVERIFY(prepareSocketFolder().has_value());
        QVERIFY(prepareSocketFolder().has_value()); // twice does no harm
        const QString made = folder.filePath("tgc-workbench");
        QCOMPARE(QFile::permissions(made) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        QVERIFY(QFile::setPermissions(made, QFile::permissions(made) | QFile::ReadOther));
        QVERIFY(!prepareSocketFolder());
        qunsetenv("XDG_RUNTIME_DIR");
    }
};

QTEST_GUILESS_MAIN(TestStationProtocol)
#include "tst_station_protocol.moc"
