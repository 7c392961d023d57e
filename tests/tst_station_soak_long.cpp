// SPDX-License-Identifier: GPL-3.0-or-later
// 4 channels x 100 Hz for 10 minutes (TGC_SOAK_SECONDS for another time) with a client attached: 0 lost, 0 twice.
#include <QtTest>

#include "db/store.h"
#include "tests/station_process.h"

using namespace tgc;
using namespace tgc::test;

class TestStationSoakLong : public QObject {
    Q_OBJECT

private slots:
    void losesAndDoublesNothing()
    {
        const int seconds =
            qEnvironmentVariableIsSet("TGC_SOAK_SECONDS") ? qEnvironmentVariableIntValue("TGC_SOAK_SECONDS") : 600;
        const StationPlace place;
        StationProcess station;
        QCOMPARE(station.start(place), QString());
        auto client = station.attach(0, true);
        QVERIFY(waitForSignal(client));
        Seen seen;
        QVERIFY(client.command("run.start").has_value());
        QVERIFY(seen.listen(client, QDeadlineTimer(seconds * 1000)));
        QVERIFY(client.command("run.stop").has_value());
        const QDeadlineTimer deadline(60000);
        while (seen.storeId.empty() && !deadline.hasExpired()) {
            QVERIFY(seen.listen(client, QDeadlineTimer(50)));
        }
        QCOMPARE(station.terminate(), 0);

        // Events: each once. Samples: the recording has all that was acknowledged, in order, and all that was seen.
        for (std::size_t i = 0; i < seen.events.size(); ++i) {
            QCOMPARE(seen.events[i], static_cast<std::uint64_t>(i + 1));
        }
        const auto store = db::Store::openReadOnly(place.store());
        QVERIFY(store->verify()->empty());
        const auto runs = store->runs();
        QCOMPARE(runs->size(), std::size_t(1));
        const auto trace = store->loadSignal(runs->front().id, "A");
        QVERIFY(trace.has_value());
        QCOMPARE(trace->size(), static_cast<std::size_t>(seen.acknowledged));
        std::size_t compared = 0;
        for (const auto &[number, point] : seen.samples) {
            if (number < seen.firstSample || number - seen.firstSample >= trace->size()) {
                continue;
            }
            QCOMPARE(trace->values()[number - seen.firstSample], point.values[0]);
            ++compared;
        }
        const auto &times = trace->times_s();
        for (std::size_t i = 1; i < times.size(); ++i) {
            QVERIFY(times[i] > times[i - 1]);
        }
        const double rate_hz = static_cast<double>(times.size() - 1) / (times.back() - times.front());
        qInfo("%d s: %zu samples of 4 channels, %.2f Hz; 0 lost, 0 twice; %zu of them seen live", seconds, times.size(),
              rate_hz, compared);
        QVERIFY(compared > 0);
        QVERIFY2(rate_hz > 95.0, qPrintable(QString::number(rate_hz)));
    }
};

QTEST_GUILESS_MAIN(TestStationSoakLong)
#include "tst_station_soak_long.moc"
