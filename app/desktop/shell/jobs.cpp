// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/jobs.h"

namespace tgc::desktop {

Jobs::Jobs(QObject *parent) : QObject(parent)
{
    // One worker: jobs that use the store or a sheet's snapshot never overtake each other.
    m_pool.setMaxThreadCount(1);
}

Jobs::~Jobs()
{
    cancelAll();
    m_pool.clear();
    m_pool.waitForDone();
}

void Jobs::begin(const QString &label, QFutureWatcherBase *watcher)
{
    ++m_running;
    emit started(label);
    connect(watcher, &QFutureWatcherBase::progressValueChanged, this,
            [this, watcher](int value) { emit progressed(value, watcher->progressMaximum()); });
    connect(this, &Jobs::cancelRequested, watcher, &QFutureWatcherBase::cancel);
    // `destroyed` too: an owner that is closed takes its watcher along.
    connect(watcher, &QObject::destroyed, this, [this] {
        if (--m_running == 0) {
            emit idle();
        }
    });
}

void Jobs::cancelAll()
{
    emit cancelRequested();
}

} // namespace tgc::desktop
