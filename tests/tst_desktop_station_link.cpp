// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QFloat16> // QCOMPARE tries it on a nlohmann::json
#include <QIODevice>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "app/desktop/bench/bench_model.h"
#include "app/desktop/bench/station_link.h"
#include "app/session/recording/read_spool.h"
#include "app/session/recording/recorder.h"
#include "app/station/protocol/socket_path.h"
#include "tests/spool_fixture.h"
#include "tests/standing_station.h"

using namespace tgc;
using namespace tgc::desktop;

/// The desktop's link over a real socket, and a recording that is being written.
class TestDesktopStationLink : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        m_runtime = std::make_unique<QTemporaryDir>();
        qputenv("XDG_RUNTIME_DIR", m_runtime->path().toUtf8());
        QVERIFY(station::prepareSocketFolder().has_value());
    }

    void findsAStationByItselfAndHearsIt()
    {
        StationLink link;
        BenchModel model(link);
        QSignalSpy live(&link, &BenchLink::live);
        link.start();
        // What a killed station leaves behind does not keep it from the one that answers.
        QFile dead(QString::fromStdString(station::socketPath("bench-dead").string()));
        QVERIFY(dead.open(QIODevice::WriteOnly));
        station::Standing standing;
        QVERIFY(QFile::link(QString::fromStdString(standing.path()),
                            QString::fromStdString(station::socketPath("bench-t").string())));
        QTRY_VERIFY_WITH_TIMEOUT(model.attached(), 10000);
        QCOMPARE(model.store(), QStringLiteral("/d"));

        standing.events.add("queue", {{"running", true}, {"lines", 0}, {"why", ""}});
        QTRY_VERIFY(model.state().queueRunning);
        Result<nlohmann::json> answer = nlohmann::json();
        link.command(QStringLiteral("queue.hold"), {{"a", 1}}, this, [&](const auto &reply) { answer = reply; });
        QTRY_COMPARE(*answer, (nlohmann::json{{"name", "queue.hold"}, {"args", {{"a", 1}}}}));
        link.command(QStringLiteral("nonsense"), {}, this, [&](const auto &reply) { answer = reply; });
        QTRY_VERIFY(!answer);
        QCOMPARE(answer.error().message, std::string("the pump is at work"));
        standing.live.add({7, {0.7, 0.8}, {{1.0, 2.0}}, 0});
        QTRY_COMPARE(live.size(), 1);
        QCOMPARE(live[0][0].value<LiveBatch>().first, std::uint64_t(7));

        standing.end();
        QTRY_COMPARE(model.attachment(), BenchModel::Attachment::Lost);
        standing.begin(::getpid());
        QTRY_VERIFY_WITH_TIMEOUT(model.attached(), 10000);
    }

    void aRunUnderWayIsReadFromItsSpool()
    {
        auto recorder = recording::Recorder::open({m_runtime->path().toStdString()}, {}, recording::systemSpoolFiles());
        QVERIFY(recorder.has_value());
        for (std::uint64_t n = 0; n < 50; ++n) { // before the run
            (*recorder)->take(test::sample(n));
        }
        QVERIFY((*recorder)->begin(test::header("r1")).has_value());
        for (std::uint64_t n = 50; n < 250; ++n) {
            (*recorder)->take(test::sample(n));
        }
        (*recorder)->mark({recording::Mark::Kind::Gap, 110.0, 110.1, 0, "one answer was damaged"});
        (*recorder)->mark({recording::Mark::Kind::Zero, 106.0, std::nullopt, 0, ""});
        QTRY_COMPARE((*recorder)->state().durable, std::uint64_t(200));

        StationLink link;
        std::optional<Result<SpooledTrace>> loaded;
        link.loadRun(m_runtime->path(), QStringLiteral("r1"), this, [&](const auto &trace) { loaded = trace; });
        QVERIFY(!loaded); // read on another thread
        QTRY_VERIFY(loaded.has_value());
        QVERIFY(loaded->has_value());
        const SpooledTrace &trace = **loaded;
        QCOMPARE(trace.samples.first, std::uint64_t(50));
        QCOMPARE(trace.samples.device_s.size(), std::size_t(200));
        QCOMPARE(trace.samples.values.size(), std::size_t(2));
        for (std::size_t i = 0; i < 200; ++i) {
            const auto wanted = test::sample(50 + i);
            QCOMPARE(trace.samples.device_s[i], wanted.device_s);
            QCOMPARE(trace.samples.values[0][i], wanted.values[0]);
            QCOMPARE(trace.samples.values[1][i], wanted.values[1]);
        }
        QCOMPARE(trace.gaps, (std::vector<TraceGap>{{110.0, 110.1, "one answer was damaged"}}));
        loaded.reset();
        link.loadRun(m_runtime->path(), QStringLiteral("r2"), this, [&](const auto &other) { loaded = other; });
        QTRY_VERIFY(loaded.has_value());
        QVERIFY(!loaded->has_value());
    }

private:
    std::unique_ptr<QTemporaryDir> m_runtime;
};

QTEST_MAIN(TestDesktopStationLink)
#include "tst_desktop_station_link.moc"
