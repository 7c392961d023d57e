// SPDX-License-Identifier: GPL-3.0-or-later
// The station killed at random instants, and a client killed beside it: nothing that was acknowledged is lost.
#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFile>
#include <QIODevice>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTest>

#include "drivers/labjack/t7.h"
#include "drivers/transport/playback_link.h"
#include "tests/doubles/virtual_clock.h"
#include "tests/station_kill.h"

using namespace tgc;
using namespace tgc::test;

namespace {

/// This program once more, as the desktop's stand-in: attaches, reads, and is killed.
int standIn(const char *socket)
{
    auto client = station::BlockingClient::connect(socket, {"stand-in", 0, true, std::chrono::seconds(10)});
    std::puts(client ? "attached" : "not attached");
    std::fflush(stdout);
    while (client && client->nextEvent(std::chrono::seconds(1))) {
        (void)client->takeLive();
    }
    return 1;
}

} // namespace

class TestStationKill : public QObject {
    Q_OBJECT

private slots:
    void nothingAcknowledgedIsLost()
    {
        KillRounds rounds(20261125);
        for (int i = 0; i < 10; ++i) {
            const QString wrong = rounds.round();
            QVERIFY2(wrong.isEmpty(), qPrintable(QString("round %1: %2").arg(i).arg(wrong)));
        }
        QVERIFY(rounds.acknowledged() > 0);
        QVERIFY(rounds.inStore() > 0);
        QVERIFY2(rounds.worstOwn_s() <= 1.0, qPrintable(rounds.summary()));
        qInfo("%s", qPrintable(rounds.summary()));
    }

    void aKilledClientCostsNothing()
    {
        const StationPlace place;
        StationProcess station;
        QCOMPARE(station.start(place), QString());
        auto watcher = station.attach(0, true);
        Seen all;
        QCOMPARE(beginRun(watcher), QString());
        for (int i = 0; i < 5; ++i) {
            QProcess desktop;
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            environment.insert("TGC_STAND_IN", QString::fromStdString(station.socket()));
            desktop.setProcessEnvironment(environment);
            desktop.start(QCoreApplication::applicationFilePath());
            QVERIFY(desktop.waitForReadyRead(30000));
            QCOMPARE(desktop.readLine(), QByteArray("attached\n"));
            QVERIFY(all.listen(watcher, QDeadlineTimer(200)));
            desktop.kill();
            desktop.waitForFinished();
        }
        QVERIFY(watcher.command("run.stop").has_value());
        const QDeadlineTimer deadline(30000);
        while (all.storeId.empty() && !deadline.hasExpired()) {
            QVERIFY(all.listen(watcher, QDeadlineTimer(50)));
        }
        QCOMPARE(all.closed, std::string("stopped"));
        QVERIFY(!all.storeId.empty());

        // Who attaches again sees the same: every event once, from the first.
        auto again = station.attach(0);
        Seen seen;
        while (seen.events.empty() || seen.events.back() < all.events.back()) {
            QVERIFY(seen.listen(again, QDeadlineTimer(50)));
        }
        for (std::size_t i = 0; i < seen.events.size(); ++i) {
            QCOMPARE(seen.events[i], static_cast<std::uint64_t>(i + 1));
        }
        QCOMPARE(station.terminate(), 0);

        // No sample is missing, and none is there twice.
        const auto store = db::Store::openReadOnly(place.store());
        const auto runs = store->runs();
        QCOMPARE(runs->size(), std::size_t(1));
        const auto trace = store->loadSignal(runs->front().id, "A");
        QVERIFY(trace.has_value());
        QCOMPARE(runs->front().points, 4 * trace->size());
        QCOMPARE(trace->size(), all.acknowledged);
        for (const auto &[number, point] : all.samples) {
            if (number >= all.firstSample && number - all.firstSample < trace->size()) {
                QCOMPARE(trace->values()[number - all.firstSample], point.values[0]);
            }
        }
    }

    /// What went over the digitiser's line while a run was recorded, played to the driver: the same samples again.
    void theRecordOfTheLinePlaysAgain()
    {
        const StationPlace place;
        StationProcess station;
        QCOMPARE(station.start(place), QString());
        auto client = station.attach(0);
        QCOMPARE(beginRun(client), QString());
        Seen seen;
        while (seen.acknowledged < 20) {
            QVERIFY(seen.listen(client, QDeadlineTimer(20)));
        }
        QCOMPARE(station.terminate(), 0);
        const auto store = db::Store::openReadOnly(place.store());
        const auto recorded = store->loadSignal(store->runs()->front().id, "A");
        QVERIFY(recorded.has_value());

        const auto file = place.path("data") / "tgc-workbench" / "logs" / "wire" / "bench-k" / "adc.wire";
        QFile text(QString::fromStdString(file.string()));
        QVERIFY2(text.open(QIODevice::ReadOnly), file.c_str());
        auto records = drivers::parseTap(text.readAll().toStdString(), file.string());
        QVERIFY2(records, records ? "" : records.error().message.c_str());
        VirtualClock clock;
        drivers::T7Config config;
        config.channels.resize(4);
        for (int i = 0; i < 4; ++i) { // as the bench file has them
            config.channels[static_cast<std::size_t>(i)].name = std::string(1, static_cast<char>('A' + i));
            config.channels[static_cast<std::size_t>(i)].input = i;
        }
        auto line = std::make_shared<drivers::PlaybackLink>(std::move(*records), clock, file.string());
        drivers::T7 t7(config, line, clock);
        const auto connected = t7.connect(clock.now() + std::chrono::seconds(10));
        QVERIFY2(connected, connected ? "" : connected.error().message.c_str());
        std::vector<double> values;
        const std::size_t wanted = seen.firstSample + recorded->size();
        while (values.size() < wanted && !line->finished()) {
            // On a busy machine one may have come too late: it does so again.
            if (const auto frame = t7.frame(clock.now() + std::chrono::seconds(1))) {
                values.push_back(frame->values[0]);
            }
        }
        QCOMPARE(values.size(), wanted);
        for (std::size_t i = 0; i < recorded->size(); ++i) {
            QCOMPARE(values[seen.firstSample + i], recorded->values()[i]);
        }
    }

    void secondStationOfABenchIsRefused()
    {
        const StationPlace place;
        StationProcess first;
        QCOMPARE(first.start(place), QString());
        StationProcess second;
        const QString said = second.start(place);
        QVERIFY2(said.contains("running already") && said.contains(QString::number(first.pid())), qPrintable(said));
        (void)first.attach(); // the first one is untouched
    }

    void endsOnSigtermAndKeepsTheRun()
    {
        const StationPlace place;
        StationProcess station;
        QCOMPARE(station.start(place), QString());
        auto client = station.attach(0);
        QCOMPARE(beginRun(client), QString());
        const auto refused = client.command("station.stop", {{"force", false}});
        QCOMPARE(refused.error().code, ErrorCode::Busy);
        Seen seen;
        while (seen.acknowledged == 0) {
            QVERIFY(seen.listen(client, QDeadlineTimer(20)));
        }
        QCOMPARE(station.terminate(), 0);
        const auto runs = db::Store::openReadOnly(place.store())->runs();
        QCOMPARE(runs->size(), std::size_t(1));
        QCOMPARE(runs->front().status, std::string("stopped"));
        QVERIFY(runs->front().points >= 4 * seen.acknowledged);
    }
};

int main(int argc, char *argv[])
{
    if (const QByteArray socket = qgetenv("TGC_STAND_IN"); !socket.isEmpty()) {
        return standIn(socket.constData());
    }
    const QCoreApplication app(argc, argv);
    TestStationKill test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_station_lives.moc"
