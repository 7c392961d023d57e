// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/bench/station_link.h"

#include <QCoreApplication>
#include <QFutureWatcher>
#include <QPointer>
#include <QtConcurrent/QtConcurrentRun>
#include <algorithm>

#include "app/desktop/shell/text.h"
#include "app/station/client/run_trace.h"
#include "app/station/protocol/socket_path.h"

namespace tgc::desktop {

namespace {

constexpr int lookEvery_ms = 1000;

std::string programName()
{
    return (QCoreApplication::applicationName() + QLatin1Char(' ') + QCoreApplication::applicationVersion())
        .toStdString();
}

SpooledTrace toTrace(station::RunTrace run)
{
    SpooledTrace trace;
    trace.samples = {run.first, std::move(run.device_s), std::move(run.values)};
    for (station::RunTrace::Gap &gap : run.gaps) {
        trace.gaps.push_back({gap.from_s, gap.to_s, std::move(gap.why)});
    }
    return trace;
}

/// Runs `work` on another thread and hands what it found to `done` on this one, as long as `owner` lives.
template <class T>
void inBackground(QObject *owner, std::function<T()> work, std::function<void(T)> done)
{
    auto *watcher = new QFutureWatcher<T>(owner);
    QObject::connect(watcher, &QFutureWatcher<T>::finished, owner, [watcher, done = std::move(done)] {
        watcher->deleteLater();
        done(watcher->result());
    });
    watcher->setFuture(QtConcurrent::run(std::move(work)));
}

} // namespace

StationLink::StationLink(QObject *parent) : BenchLink(parent), m_client(programName())
{
    connect(&m_client, &station::StationClient::attached, this, [this](const station::Welcome &w, bool) {
        emit attached(
            {QStringLiteral("%1 %2").arg(qstr(w.bench)).arg(w.pid), qstr(w.store), qstr(w.spool), w.next, w.snapshot});
    });
    connect(&m_client, &station::StationClient::lost, this, &StationLink::detached);
    connect(&m_client, &station::StationClient::happened, this, [this](const station::EventMessage &e) {
        emit happened({e.n, qstr(e.t), qstr(e.what), e.data});
    });
    connect(&m_client, &station::StationClient::live, this, [this](const station::Live &l) {
        emit live({l.first, l.device_s, l.values});
    });
    m_lookAgain.setInterval(lookEvery_ms);
    connect(&m_lookAgain, &QTimer::timeout, this, &StationLink::look);
}

void StationLink::start()
{
    m_lookAgain.start();
    look();
}

void StationLink::look()
{
    if (m_client.isAttached() || m_looking) {
        return;
    }
    m_looking = true;
    inBackground<std::vector<std::string>>(this, &station::benchesWithSockets,
                                           [this](const std::vector<std::string> &benches) {
                                               m_looking = false;
                                               if (!m_client.isAttached()) {
                                                   choose(benches);
                                               }
                                           });
}

/// A station that was killed leaves its socket behind: every bench gets its turn until one answers.
void StationLink::choose(const std::vector<std::string> &benches)
{
    if (benches.empty() || (benches.size() == 1 && benches.front() == m_bench)) {
        return; // the client tries again by itself
    }
    const auto now = std::find(benches.begin(), benches.end(), m_bench);
    const bool last = now == benches.end() || now + 1 == benches.end();
    m_bench = last ? benches.front() : *(now + 1);
    m_client.attach(station::socketPath(m_bench).string());
}

void StationLink::command(const QString &name, nlohmann::json args, QObject *owner, Answer answer)
{
    m_client.command(
        name.toStdString(), args,
        [owner = QPointer<QObject>(owner), answer = std::move(answer)](const Result<nlohmann::json> &reply) {
            if (owner) {
                answer(reply);
            }
        });
}

void StationLink::loadRun(const QString &spoolFolder, const QString &run, QObject *owner, LoadedRun loaded)
{
    inBackground<Result<SpooledTrace>>(
        owner,
        [folder = spoolFolder.toStdString(), name = run.toStdString()]() -> Result<SpooledTrace> {
            return station::loadRunTrace(folder, name).map(toTrace);
        },
        std::move(loaded));
}

} // namespace tgc::desktop
