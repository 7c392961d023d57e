// SPDX-License-Identifier: GPL-3.0-or-later
// The desktop killed while a run is recorded, on the real station and the simulated bench as processes of their own: the
// run goes on, and the next desktop's view holds every sample of it. The desktop that is killed is this program once
// more, with the desk of tgc-workbench in it: the program itself tells nobody how much it has seen, so that nobody could
// say whether it was killed in the midst of a run.
#include <csignal>
#include <cstdio>

#include <QApplication>
#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QProcess>
#include <QProcessEnvironment>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include "app/desktop/bench/bench_workspace.h"
#include "app/desktop/bench/station_link.h"
#include "app/station/client/blocking_client.h"
#include "app/station/client/start_station.h"
#include "tests/desktop_fixture.h"

using namespace tgc;
using namespace tgc::desktop;

namespace {

std::unique_ptr<Desk> openDesk(const QString &store)
{
    auto opened = db::Store::open(store.toStdString());
    if (!opened) {
        qFatal("%s", opened.error().message.c_str());
    }
    auto desk = std::make_unique<Desk>(std::move(*opened), std::make_unique<StationLink>());
    desk->window().resize(1280, 800);
    desk->window().show();
    press(&desk->window(), Qt::Key_5, Qt::ControlModifier);
    return desk;
}

/// Samples of the run under way that are in the view, if none is missing between them.
std::size_t seenOfRun(const BenchModel &model)
{
    const auto &run = model.state().run;
    const auto trace = model.trace();
    if (!model.attached() || !run || trace->missing(run->firstSample)) {
        return 0;
    }
    const auto first = trace->indexOf(run->firstSample);
    return first ? trace->size() - *first : 0;
}

/// The desktop that is to be killed: says once that it is in the midst of a run.
int asDesktop(const QString &store)
{
    const auto desk = openDesk(store);
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, qApp, [&] {
        if (seenOfRun(desk->benchModel()) > 100) {
            look.stop();
            std::puts("sees the run");
            std::fflush(stdout);
        }
    });
    look.start(20);
    return QApplication::exec();
}

} // namespace

class TestDesktopKilled : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        for (const auto &[name, folder] : {std::pair("XDG_RUNTIME_DIR", "run"), std::pair("XDG_DATA_HOME", "data")}) {
            QVERIFY(QDir(m_folder.path()).mkpath(QString::fromUtf8(folder)));
            qputenv(name, path(folder).toUtf8());
        }
        qputenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent");
        m_simulator.start(QStringLiteral(TGC_PROGRAM),
                          {"simulate", "--seed", "3", "--speed", "10", "--write-bench", path("bench-k.toml")});
        QVERIFY(m_simulator.waitForReadyRead(30000));
        station::StartOptions options;
        options.program = TGC_STATION_PROGRAM;
        options.bench = path("bench-k.toml").toStdString();
        options.store = path("runs.sqlite").toStdString();
        const auto started = station::startStation(options);
        QVERIFY2(started.has_value(), started ? "" : started.error().message.c_str());
        m_station = *started;
    }
    void cleanupTestCase()
    {
        if (m_station.pid > 0) {
            ::kill(static_cast<pid_t>(m_station.pid), SIGTERM);
            QTRY_VERIFY_WITH_TIMEOUT(::kill(static_cast<pid_t>(m_station.pid), 0) != 0, 20000);
        }
        m_simulator.terminate();
        m_simulator.waitForFinished(10000);
    }

    void theNextDesktopSeesEverySample()
    {
        auto bench =
            station::BlockingClient::connect(m_station.socket.string(), {"test", {}, false, std::chrono::seconds(10)});
        QVERIFY2(bench.has_value(), bench ? "" : bench.error().message.c_str());
        const QDeadlineTimer ready(20000);
        Result<nlohmann::json> begun = fail(ErrorCode::LinkLost, "not tried");
        while (!(begun = bench->command("run.start", {{"sample_id", "K"}})) && !ready.hasExpired()) {
            QTest::qWait(50); // the digitiser is still being connected to
        }
        QVERIFY2(begun.has_value(), begun ? "" : begun.error().message.c_str());

        QProcess killed;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("TGC_STAND_IN", path("lab.sqlite"));
        killed.setProcessEnvironment(environment);
        killed.start(QCoreApplication::applicationFilePath());
        QVERIFY(killed.waitForReadyRead(30000));
        QCOMPARE(killed.readLine(), QByteArray("sees the run\n"));
        killed.kill();
        QVERIFY(killed.waitForFinished(10000));
        QCOMPARE(killed.exitStatus(), QProcess::CrashExit);
        QTest::qWait(500); // nobody looks

        const auto desk = openDesk(path("lab.sqlite"));
        const BenchModel &model = desk->benchModel();
        QTRY_VERIFY_WITH_TIMEOUT(seenOfRun(model) > 200, 20000);
        QCOMPARE(model.state().run->sampleId, QStringLiteral("K"));
        const std::uint64_t first = model.state().run->firstSample;
        QSignalSpy adopted(&desk->benchModel(), &BenchModel::adopted);
        QVERIFY(bench->command("run.stop").has_value());
        QVERIFY(!adopted.isEmpty() || adopted.wait(20000));

        const auto store = db::Store::openReadOnly(path("runs.sqlite").toStdString());
        QVERIFY(store.has_value());
        const auto runs = store->runs();
        QVERIFY(runs.has_value());
        QCOMPARE(runs->size(), std::size_t(1));
        QCOMPARE(runs->front().status, std::string("stopped"));
        const auto recorded = store->loadSignal(runs->front().id, "TCD");
        QVERIFY2(recorded.has_value(), recorded ? "" : recorded.error().message.c_str());
        // The last ones may still be on their way to the view when the run is closed.
        QTRY_VERIFY(model.trace()->indexOf(first + recorded->size() - 1).has_value());
        QVERIFY(!model.trace()->missing(first));
        const std::size_t at = *model.trace()->indexOf(first);
        for (std::size_t i = 0; i < recorded->size(); ++i) {
            QCOMPARE(model.trace()->number(at + i), first + i);
            QCOMPARE(model.trace()->value(0, at + i), recorded->values()[i]);
        }
        qInfo("%zu samples recorded, all of them in the view", recorded->size());
    }

private:
    [[nodiscard]] QString path(const char *name) const { return m_folder.filePath(QString::fromUtf8(name)); }

    QTemporaryDir m_folder;
    QProcess m_simulator;
    station::StartedStation m_station;
};

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    if (const QString store = qEnvironmentVariable("TGC_STAND_IN"); !store.isEmpty()) {
        return asDesktop(store);
    }
    TestDesktopKilled test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_desktop_killed.moc"
