// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/lab/store_worker.h"

namespace tgc::desktop {

StoreWorker::StoreWorker(db::Store store, QObject *parent)
    : QObject(parent), m_store(std::move(store)), m_file(m_store.file())
{
    m_pool.setMaxThreadCount(1);
}

StoreWorker::~StoreWorker()
{
    m_pool.waitForDone();
}

} // namespace tgc::desktop
