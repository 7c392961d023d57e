// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>
#include <QPromise>
#include <QThreadPool>
#include <QtConcurrent/QtConcurrentRun>
#include <functional>
#include <utility>

namespace tgc::desktop {

/// Work that may take longer than a moment, done one after the other on one worker thread, with progress and cancel.
/// A job gets a QPromise: `setProgressRange`, `setProgressValue`, `isCanceled`. Its outcome comes back on the GUI
/// thread; a cancelled job delivers none.
class Jobs : public QObject {
    Q_OBJECT
public:
    explicit Jobs(QObject *parent = nullptr);
    Jobs(const Jobs &) = delete;
    Jobs &operator=(const Jobs &) = delete;
    ~Jobs() override; ///< cancels what runs and waits for it

    /// `owner` is the object the outcome goes to: when it dies first, the outcome is dropped. The future is for cancelling
    /// this job alone.
    template <class T>
    QFuture<T> start(const QString &label, QObject *owner, std::function<void(QPromise<T> &)> work,
                     std::function<void(T)> done)
    {
        auto *watcher = new QFutureWatcher<T>(owner);
        begin(label, watcher);
        connect(watcher, &QFutureWatcher<T>::finished, owner, [watcher, done = std::move(done)] {
            if (!watcher->isCanceled() && watcher->future().resultCount() > 0) {
                done(watcher->result());
            }
            watcher->deleteLater();
        });
        QFuture<T> future = QtConcurrent::run(&m_pool, std::move(work));
        watcher->setFuture(future);
        return future;
    }

    [[nodiscard]] int running() const { return m_running; }
    void cancelAll();

signals:
    void started(const QString &label);
    void progressed(int value, int maximum); ///< maximum 0: not known
    void idle();
    void cancelRequested();

private:
    void begin(const QString &label, QFutureWatcherBase *watcher);

    QThreadPool m_pool;
    int m_running = 0;
};

} // namespace tgc::desktop
