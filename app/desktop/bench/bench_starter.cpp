// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/bench/bench_starter.h"

#include <QCoreApplication>
#include <QDir>
#include <QFutureWatcher>
#include <QProcess>
#include <QtConcurrent/QtConcurrentRun>
#include <csignal>

#include "app/desktop/shell/text.h"
#include "app/station/client/start_station.h"

namespace tgc::desktop {

void BenchStarter::startStation(const QString &benchFile, const std::optional<std::filesystem::path> &store)
{
    start(benchFile, store, false);
}

void BenchStarter::start(const QString &benchFile, const std::optional<std::filesystem::path> &store, bool endsWithUs)
{
    if (m_starting) {
        return;
    }
    const auto program = station::stationProgram();
    if (!program) {
        emit said(MessageBar::Kind::Problem, tr("The program tgc-station was not found beside this one."));
        return;
    }
    m_starting = true;
    if (!endsWithUs) { // else it was said already what is being started
        emit said(MessageBar::Kind::Note, tr("Starting the station for %1 ...").arg(benchFile));
    }
    auto *watcher = new QFutureWatcher<Result<station::StartedStation>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, endsWithUs] {
        watcher->deleteLater();
        m_starting = false;
        const auto started = watcher->result();
        if (!started) {
            emit said(MessageBar::Kind::Problem, qstr(started.error().message));
            return;
        }
        if (endsWithUs && !started->alreadyThere) {
            connect(qApp, &QCoreApplication::aboutToQuit, qApp,
                    [pid = static_cast<pid_t>(started->pid)] { ::kill(pid, SIGTERM); });
        }
        if (endsWithUs) {
            emit simulatedRuns();
            return;
        }
        emit said(MessageBar::Kind::Done,
                  tr("The station of bench %1 is running. Next: load a queue, or F5 records one "
                     "run.")
                      .arg(qstr(started->bench)));
    });
    station::StartOptions options;
    options.program = *program;
    options.bench = benchFile.toStdString();
    options.store = store;
    watcher->setFuture(QtConcurrent::run([options] { return station::startStation(options); }));
}

void BenchStarter::startSimulated(const QString &program, const QString &folder)
{
    if (m_simulation != nullptr || m_starting) {
        return;
    }
    if (program.isEmpty()) {
        emit said(MessageBar::Kind::Problem,
                  tr("The program tgc, which simulates the bench, was not found beside this one."));
        return;
    }
    const QDir place(folder);
    const QString bench = place.filePath(QStringLiteral("simulated.toml"));
    if (!place.mkpath(QStringLiteral("."))) {
        emit said(MessageBar::Kind::Problem, tr("The folder %1 cannot be made.").arg(folder));
        return;
    }
    emit said(MessageBar::Kind::Note, tr("Starting the simulated bench ..."));
    // Another desk may open the bench's store in place of this one: the simulation is the program's, not the desk's.
    m_simulation = new QProcess(qApp);
    connect(qApp, &QCoreApplication::aboutToQuit, m_simulation, [process = m_simulation] {
        process->terminate();
        process->waitForFinished(2000);
    });
    connect(m_simulation, &QProcess::readyReadStandardOutput, this, [this, bench, place] {
        // Its first line says that all devices are served and the bench file is written.
        if (m_simulation != nullptr && m_simulation->canReadLine()) {
            m_simulation->readAllStandardOutput();
            disconnect(m_simulation, &QProcess::readyReadStandardOutput, this, nullptr);
            start(bench, std::filesystem::path(place.filePath(QStringLiteral("runs.sqlite")).toStdString()), true);
        }
    });
    connect(m_simulation, &QProcess::finished, this, [this] {
        emit said(MessageBar::Kind::Problem,
                  tr("The simulated bench has ended. %1")
                      .arg(QString::fromUtf8(m_simulation->readAllStandardError()).trimmed()));
        m_simulation->deleteLater();
        m_simulation = nullptr;
    });
    connect(m_simulation, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            emit said(MessageBar::Kind::Problem,
                      tr("The simulated bench could not be started: %1").arg(m_simulation->errorString()));
            m_simulation->deleteLater();
            m_simulation = nullptr;
        }
    });
    m_simulation->start(program, {QStringLiteral("simulate"), QStringLiteral("--write-bench"), bench});
}

} // namespace tgc::desktop
