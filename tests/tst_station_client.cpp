// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QFloat16> // QCOMPARE tries it on a nlohmann::json
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "app/station/client/station_client.h"
#include "tests/standing_station.h"

using namespace tgc;
using namespace tgc::station;
using nlohmann::json;

namespace {

std::vector<std::uint64_t> upTo(std::uint64_t first, std::uint64_t last)
{
    std::vector<std::uint64_t> numbers;
    for (std::uint64_t n = first; n <= last; ++n) {
        numbers.push_back(n);
    }
    return numbers;
}

/// A client, and what it gave out.
struct Seen {
    explicit Seen(const std::string &path)
    {
        QObject::connect(&client, &StationClient::happened,
                         [this](const EventMessage &event) { numbers.push_back(event.n); });
        QObject::connect(&client, &StationClient::attached,
                         [this](const Welcome &, bool whole) { complete.push_back(whole); });
        client.attach(path, 0);
    }

    StationClient client{"test"};
    QSignalSpy lost{&client, &StationClient::lost};
    std::vector<std::uint64_t> numbers;
    std::vector<bool> complete;
};

} // namespace

class TestStationClient : public QObject {
    Q_OBJECT

private slots:
    void goesOnWhereItWasCutOff()
    {
        Standing station;
        Seen seen(station.path());
        QTRY_COMPARE(seen.complete, std::vector<bool>{true});
        station.add(10);
        QTRY_COMPARE(seen.numbers, upTo(1, 10));

        station.end();
        QTRY_COMPARE(seen.lost.size(), 1);
        station.add(5);
        station.begin(::getpid());
        QTRY_COMPARE(seen.complete, (std::vector<bool>{true, true}));
        station.add(5);
        QTRY_COMPARE(seen.numbers, upTo(1, 20));
    }

    void asksAnotherStationForAll()
    {
        Standing first;
        Seen seen(first.path());
        first.add(10);
        QTRY_COMPARE(seen.numbers, upTo(1, 10));
        first.end();
        QTRY_COMPARE(seen.lost.size(), 1);

        // Its numbers begin anew; those beyond 10 are not the continuation of those before.
        seen.numbers.clear();
        Standing second;
        second.end();
        second.add(15);
        second.begin(::getpid() + 1);
        QVERIFY(QFile::link(QString::fromStdString(second.path()), QString::fromStdString(first.path())));
        QTRY_COMPARE(seen.complete, (std::vector<bool>{true, false}));
        QTRY_COMPARE(seen.numbers, upTo(1, 15));
    }

    void commandsAreAnsweredOnce()
    {
        Standing station;
        Seen seen(station.path());
        QTRY_COMPARE(seen.complete.size(), 1U);
        std::vector<Result<json>> replies;
        const auto keep = [&replies](const Result<json> &reply) { replies.push_back(reply); };
        seen.client.command("snapshot", {{"a", 1}}, keep);
        QVERIFY(replies.empty());
        QTRY_COMPARE(replies.size(), 1U);
        QCOMPARE(*replies.back(), json({{"name", "snapshot"}, {"args", {{"a", 1}}}}));
        seen.client.command("nonsense", json::object(), keep);
        QTRY_COMPARE(replies.size(), 2U);
        QCOMPARE(replies.back().error().code, ErrorCode::Busy);

        // The station goes while it works on one: nobody can say what became of it.
        seen.client.command("dose", json::object(), keep);
        bool entered = false;
        const auto hasEntered = [&] {
            entered = entered || station.entered.try_acquire();
            return entered;
        };
        QTRY_VERIFY(hasEntered()); // the loop sends it
        seen.client.detach();
        QTRY_COMPARE(replies.size(), 3U);
        QCOMPARE(replies.back().error().code, ErrorCode::LinkLost);
        station.gate.release();
        seen.client.command("snapshot", json::object(), keep);
        QCOMPARE(replies.size(), 3U); // never from within the call
        QTRY_COMPARE(replies.size(), 4U);
        QCOMPARE(replies.back().error().code, ErrorCode::LinkLost);
    }

    void waitsForAStation()
    {
        const QTemporaryDir folder;
        StationClient client("test");
        QSignalSpy lost(&client, &StationClient::lost);
        client.attach(folder.filePath("none.sock").toStdString());
        QTRY_COMPARE(lost.size(), 1);
        QTest::qWait(400); // some more attempts
        QCOMPARE(lost.size(), 1); // said once
        client.detach();
    }
};

QTEST_GUILESS_MAIN(TestStationClient)
#include "tst_station_client.moc"
