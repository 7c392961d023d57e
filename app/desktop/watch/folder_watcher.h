// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>
#include <QThreadPool>
#include <QTimer>
#include <atomic>
#include <functional>
#include <memory>
#include <vector>

#include "app/desktop/lab/store_worker.h"
#include "app/session/watch/folder_watch.h"

namespace tgc::desktop {

/// What one look into the folder came to.
struct WatchLook {
    std::vector<watch::FileRow> rows;     ///< of files that something is to be told of
    std::vector<watch::DrawLink> links;   ///< rows of the samples' table to be filled
    std::vector<std::string> unmatched;   ///< files that wait
    std::vector<watch::Expected> expected;
    std::size_t matched = 0;
    QString trouble; ///< why nothing can be done now; empty: nothing is in the way
    bool more = false; ///< there is more to do at once
};

/// Watches a folder for a window. Files are looked for on a thread of its own, so that a network folder that hangs holds
/// nothing else up; they are read and stored on the store's thread, a short while at a time.
class FolderWatcher : public QObject {
    Q_OBJECT
public:
    explicit FolderWatcher(StoreWorker &store, QObject *parent = nullptr);
    FolderWatcher(const FolderWatcher &) = delete;
    FolderWatcher &operator=(const FolderWatcher &) = delete;
    ~FolderWatcher() override; ///< waits for a look into the folder that is under way

    void start(watch::WatchOptions options);
    void stop();
    [[nodiscard]] bool isWatching() const { return m_work != nullptr; }
    [[nodiscard]] QString folder() const { return m_folder; }
    /// A person's word; answered by `looked`, or by `refused` with the sentence.
    void matchByHand(const std::string &file, const std::string &sampleId, int injection, const std::string &by,
                     const std::string &reason);

signals:
    void started();
    void stopped();
    void looked(const tgc::desktop::WatchLook &look);
    void refused(const QString &sentence);

private:
    struct Work; ///< what belongs to the store's thread
    void probe();
    void ask(std::function<Result<WatchLook>(Work &, db::Store &)> what, bool aLook);
    void lookAgain(int in_ms);

    StoreWorker &m_store;
    QThreadPool m_pool;
    QTimer m_next;
    std::shared_ptr<Work> m_work; ///< empty: nothing is watched
    bool m_looking = false; ///< one look at a time
    QString m_folder;
};

} // namespace tgc::desktop
