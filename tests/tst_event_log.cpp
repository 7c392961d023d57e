// SPDX-License-Identifier: GPL-3.0-or-later
// Events are numbered without a hole, the last ones are kept, and times are written and read as ISO 8601.
#include <QTest>

#include <atomic>
#include <thread>

#include "app/session/bench/event_log.h"
#include "app/session/bench/utc.h"

using namespace tgc::bench;

class TestEventLog : public QObject {
    Q_OBJECT

private slots:
    void numbersAndKeeps()
    {
        EventLog log(3);
        QCOMPARE(log.next(), std::uint64_t{1});
        QCOMPARE(log.oldest(), std::uint64_t{1});
        QVERIFY(log.since(0).empty());
        for (int i = 1; i <= 5; ++i) {
            QCOMPARE(log.add("log", {{"i", i}}), std::uint64_t(i));
        }
        QCOMPARE(log.oldest(), std::uint64_t{3});
        QCOMPARE(log.next(), std::uint64_t{6});
        const auto all = log.since(0);
        QCOMPARE(all.size(), std::size_t{3});
        QCOMPARE(all.front().number, std::uint64_t{3});
        QCOMPARE(all.front().data.at("i").get<int>(), 3);
        QCOMPARE(log.since(5).size(), std::size_t{1});
        QVERIFY(log.since(6).empty());
        QVERIFY(log.since(1000).empty());
        QCOMPARE(log.since(0, 2).back().number, std::uint64_t{4});
    }

    /// From four threads: every number once, and the listener told of each.
    void manyThreads()
    {
        EventLog log;
        std::atomic<int> told = 0;
        log.setListener([&] { ++told; });
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&] {
                for (int i = 0; i < 500; ++i) {
                    log.add("log", {});
                }
            });
        }
        for (auto &thread : threads) {
            thread.join();
        }
        QCOMPARE(told.load(), 2000);
        const auto all = log.since(0, 5000);
        QCOMPARE(all.size(), std::size_t{2000});
        for (std::size_t i = 0; i < all.size(); ++i) {
            QCOMPARE(all[i].number, std::uint64_t(i + 1));
        }
    }

    /// 1795618862123 ms after 1970 is 2026-11-25T15:01:02.123Z (date -u -d @1795618862).
    void times()
    {
        const std::chrono::system_clock::time_point at{std::chrono::milliseconds(1795618862123)};
        QCOMPARE(utcText(at), std::string("2026-11-25T15:01:02.123Z"));
        QCOMPARE(*parseUtc("2026-11-25T15:01:02.123Z"), at);
        QCOMPARE(*parseUtc("2026-11-25T15:01:02Z"), at - std::chrono::milliseconds(123));
        for (const char *bad :
             {"", "2026", "2026-11-25", "2026-02-30T00:00:00Z", "2026-11-25T24:00:00Z", "2026-11-25T15:01:02",
              "2026-11-25T15:01:02.123Zx", "2026-11-25T15:01:02.12Z", "-026-11-25T15:01:02Z", "2026-11-25 15:01:02Z"}) {
            QVERIFY2(!parseUtc(bad), bad);
        }
    }
};

QTEST_APPLESS_MAIN(TestEventLog)
#include "tst_event_log.moc"
