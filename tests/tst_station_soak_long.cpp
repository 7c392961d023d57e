// SPDX-License-Identifier: GPL-3.0-or-later
// 4 channels x 100 Hz for 10 minutes (TGC_SOAK_SECONDS for another time), with a desktop and a client attached: 0 lost, 0
// twice. The desktop is the stand-in of tst_desktop_killed: the desk of tgc-workbench at its workspace Bench, which says
// once that its view holds the run without a hole.
#include <QDeadlineTimer>
#include <QFile>
#include <QIODevice>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTest>

#include <algorithm>
#include <unistd.h>

#include "db/store.h"
#include "tests/station_process.h"

using namespace tgc;
using namespace tgc::test;

namespace {

/// Processor time of a process since it began, and the most memory that it ever had.
std::pair<double, double> usedBy(qint64 pid)
{
    QFile stat(QString("/proc/%1/stat").arg(pid));
    QFile status(QString("/proc/%1/status").arg(pid));
    if (!stat.open(QIODevice::ReadOnly) || !status.open(QIODevice::ReadOnly)) {
        return {};
    }
    const QByteArray all = stat.readAll(); // the name may hold spaces; what is counted stands behind it
    const QList<QByteArray> fields = all.mid(all.lastIndexOf(')') + 2).split(' ');
    const QByteArray memory = status.readAll();
    const auto peak = memory.mid(memory.indexOf("VmHWM:") + 6, 20).trimmed().split(' ').front();
    return {(fields[11].toDouble() + fields[12].toDouble()) / static_cast<double>(::sysconf(_SC_CLK_TCK)),
            peak.toDouble() / 1024.0};
}

/// How many programs are attached to the only station of this folder: its ends of their connections. (Qt gives a socket
/// its name after it has bound it to another one beside it.)
qsizetype attachedTo(const std::string &socket)
{
    QFile connections("/proc/net/unix"); // Num RefCount Protocol Flags Type St Inode Path; St 03 is connected
    if (!connections.open(QIODevice::ReadOnly)) {
        return -1;
    }
    const QByteArray folder = (std::filesystem::path(socket).parent_path().string() + "/").c_str();
    const QList<QByteArray> lines = connections.readAll().split('\n');
    return std::count_if(lines.begin(), lines.end(), [&](const QByteArray &line) {
        const QList<QByteArray> fields = line.simplified().split(' ');
        return fields.size() == 8 && fields[5] == "03" && fields[7].startsWith(folder);
    });
}

} // namespace

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
        Seen seen;
        QCOMPARE(beginRun(client), QString());
        QProcess desktop;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("QT_QPA_PLATFORM", "offscreen");
        environment.insert("TGC_STAND_IN", QString::fromStdString(place.path("lab.sqlite").string()));
        desktop.setProcessEnvironment(environment);
        desktop.start(QStringLiteral(TGC_DESK_PROGRAM));
        QVERIFY(seen.listen(client, QDeadlineTimer(std::chrono::seconds(seconds))));
        QVERIFY(desktop.waitForReadyRead(1));
        QCOMPARE(desktop.readLine(), QByteArray("sees the run\n"));
        QCOMPARE(attachedTo(station.socket()), qsizetype(2)); // and is there still
        const auto [desktop_s, desktop_MiB] = usedBy(desktop.processId());
        desktop.terminate();
        QVERIFY(desktop.waitForFinished(10000));
        const auto spools = recording::listSpools(place.spool());
        QCOMPARE(spools.size(), std::size_t(1));
        const std::int64_t started_ns = spools.front().header.started_ns;
        const auto [cpu_s, peak_MiB] = usedBy(station.pid());
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
        const auto host = store->loadSignal(runs->front().id, "host time");
        QVERIFY(host.has_value());
        QCOMPARE(host->size(), trace->size());
        std::vector<double> ages_s; // of what was seen live, when it was seen
        std::size_t compared = 0;
        for (const auto &[number, point] : seen.samples) {
            if (number < seen.firstSample || number - seen.firstSample >= trace->size()) {
                continue;
            }
            QCOMPARE(trace->values()[number - seen.firstSample], point.values[0]);
            const double taken_ns = static_cast<double>(started_ns) + host->values()[number - seen.firstSample];
            ages_s.push_back((static_cast<double>(point.came_ns) - taken_ns) * 1e-9);
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
        std::sort(ages_s.begin(), ages_s.end());
        qInfo(
            "seen %.0f ms after it was taken (median), %.0f ms (99 %%), %.0f ms (worst); the station took %.1f %% of a "
            "processor, and %.0f MiB at most; the desktop %.1f %%, %.0f MiB",
            1e3 * ages_s[ages_s.size() / 2], 1e3 * ages_s[ages_s.size() * 99 / 100], 1e3 * ages_s.back(),
            100.0 * cpu_s / seconds, peak_MiB, 100.0 * desktop_s / seconds, desktop_MiB);
        QVERIFY2(rate_hz > 95.0, qPrintable(QString::number(rate_hz)));
    }
};

QTEST_GUILESS_MAIN(TestStationSoakLong)
#include "tst_station_soak_long.moc"
