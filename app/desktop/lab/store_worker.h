// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>
#include <QtConcurrent/QtConcurrentRun>
#include <filesystem>
#include <functional>

#include "db/store.h"

namespace tgc::desktop {

/// The desktop's connection to the store, on a thread of its own: the GUI asks, and is answered on the GUI thread.
/// Questions are answered in the order they were asked; none is dropped, not even when the window closes.
class StoreWorker : public QObject {
    Q_OBJECT
public:
    explicit StoreWorker(db::Store store, QObject *parent = nullptr);
    StoreWorker(const StoreWorker &) = delete;
    StoreWorker &operator=(const StoreWorker &) = delete;
    ~StoreWorker() override; ///< waits until all that was asked is done

    template <class T>
    void ask(QObject *owner, std::function<Result<T>(db::Store &)> question, std::function<void(Result<T>)> answer)
    {
        auto *watcher = new QFutureWatcher<Result<T>>(owner);
        connect(watcher, &QFutureWatcher<Result<T>>::finished, owner, [watcher, answer = std::move(answer)] {
            answer(watcher->result());
            watcher->deleteLater();
        });
        watcher->setFuture(
            QtConcurrent::run(&m_pool, [this, question = std::move(question)] { return question(m_store); }));
    }

    [[nodiscard]] const std::filesystem::path &file() const { return m_file; }
    void waitUntilIdle() { m_pool.waitForDone(); }

private:
    db::Store m_store;
    std::filesystem::path m_file;
    QThreadPool m_pool;
};

} // namespace tgc::desktop
