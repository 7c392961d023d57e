// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/watch/folder_watcher.h"

#include <QFutureWatcher>
#include <QtConcurrent/QtConcurrentRun>
#include <chrono>

#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

constexpr int pause_ms = 1000;
/// So long the store's thread is taken up at a time: what is typed meanwhile waits to be saved.
constexpr std::chrono::milliseconds oneShare{200};

} // namespace

struct FolderWatcher::Work {
    explicit Work(watch::WatchOptions options) : folderWatch(std::move(options)) {}

    watch::FolderWatch folderWatch;
    std::vector<watch::DrawLink> links;
    std::atomic<bool> wanted{true};
};

FolderWatcher::FolderWatcher(StoreWorker &store, QObject *parent) : QObject(parent), m_store(store)
{
    m_pool.setMaxThreadCount(1);
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &FolderWatcher::probe);
}

FolderWatcher::~FolderWatcher()
{
    if (m_work) {
        m_work->wanted = false;
    }
    m_pool.waitForDone();
}

void FolderWatcher::start(watch::WatchOptions options)
{
    stop();
    m_folder = qstr(options.folder.string());
    // The table that people see is filled on the screen: what is typed there would go over what the store was given.
    auto itself = std::make_shared<std::weak_ptr<Work>>();
    options.link = [itself](db::Store &, const watch::DrawLink &link) -> Result<watch::LinkOutcome> {
        if (const auto work = itself->lock()) {
            work->links.push_back(link);
        }
        return watch::LinkOutcome{true, {}};
    };
    m_work = std::make_shared<Work>(std::move(options));
    *itself = m_work;
    emit started();
    m_next.start(0);
}

void FolderWatcher::stop()
{
    if (m_work) {
        m_work->wanted = false;
        m_work.reset();
        m_next.stop();
        emit stopped();
    }
}

/// Reaches the folder once without the store: a look is only asked for when that has come back.
void FolderWatcher::probe()
{
    if (m_looking || !m_work) {
        return; // its end asks for the next one
    }
    m_looking = true;
    auto *watcher = new QFutureWatcher<void>(this);
    connect(watcher, &QFutureWatcher<void>::finished, this, [this, watcher] {
        watcher->deleteLater();
        if (!m_work) {
            m_looking = false;
            return;
        }
        ask(
            [](Work &work, db::Store &store) -> Result<WatchLook> {
                WatchLook look;
                const auto until = std::chrono::steady_clock::now() + oneShare;
                work.folderWatch.look(
                    store, std::chrono::steady_clock::now(),
                    [&look](const watch::FileRow &row) { look.rows.push_back(row); },
                    [&] {
                        look.more = look.more || !work.wanted || std::chrono::steady_clock::now() > until;
                        return !look.more;
                    });
                return look;
            },
            true);
    });
    watcher->setFuture(QtConcurrent::run(&m_pool, [folder = m_folder.toStdString()] {
        // What it finds, or that it finds nothing, the look says.
        [[maybe_unused]] const auto found = watch::scanFolder(folder);
    }));
}

void FolderWatcher::matchByHand(const std::string &file, const std::string &sampleId, int injection,
                                const std::string &by, const std::string &reason)
{
    ask(
        [=](Work &work, db::Store &store) -> Result<WatchLook> {
            auto row = work.folderWatch.matchByHand(store, file, sampleId, injection, by, reason);
            if (!row) {
                return fail(row.error());
            }
            WatchLook look;
            look.rows.push_back(std::move(*row));
            return look;
        },
        false);
}

void FolderWatcher::lookAgain(int in_ms)
{
    m_looking = false;
    if (m_work) {
        m_next.start(in_ms);
    }
}

void FolderWatcher::ask(std::function<Result<WatchLook>(Work &, db::Store &)> what, bool aLook)
{
    if (!m_work) {
        return;
    }
    m_store.ask<WatchLook>(
        this,
        [work = m_work, what = std::move(what)](db::Store &store) {
            auto look = what(*work, store);
            if (look) {
                look->links = std::move(work->links);
                work->links.clear();
                look->unmatched = work->folderWatch.unmatched();
                look->expected = work->folderWatch.expected();
                look->matched = work->folderWatch.matched();
                look->trouble = qstr(work->folderWatch.trouble());
            }
            return look;
        },
        [this, aLook](const Result<WatchLook> &look) {
            if (look) {
                emit looked(*look); // also where nobody watches any more: it was done
            } else {
                emit refused(qstr(look.error().message));
            }
            if (aLook) {
                lookAgain(look && look->more ? 0 : pause_ms);
            }
        });
}

} // namespace tgc::desktop
