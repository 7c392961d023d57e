// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/draft_keeper.h"

#include <QPointer>

#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

constexpr int delay_ms = 200; ///< a key held down is one write, not one a repeat

struct Kept {};

} // namespace

DraftKeeper::DraftKeeper(Lab &lab, QObject *parent) : QObject(parent), m_lab(lab)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(delay_ms);
    connect(&m_soon, &QTimer::timeout, this, &DraftKeeper::keepNow);
}

DraftKeeper::~DraftKeeper()
{
    keepNow();
}

void DraftKeeper::keep(db::RecordId run, std::string json)
{
    if (run != m_run) {
        keepNow();
    }
    m_run = run;
    m_json = std::move(json);
    m_soon.start();
}

void DraftKeeper::keepNow()
{
    if (m_run == 0) {
        return;
    }
    m_soon.stop();
    m_lab.store().ask<Kept>(
        &m_lab,
        [run = std::exchange(m_run, 0), json = std::move(m_json)](db::Store &store) -> Result<Kept> {
            const auto kept = store.saveDraft(run, json);
            return kept ? Result<Kept>(Kept{}) : fail(kept.error());
        },
        [self = QPointer(this), &lab = m_lab](Result<Kept> done) {
            emit lab.saved(done ? tr("all saved") : qstr(done.error().message), !done);
            if (self != nullptr) {
                emit self->kept();
            }
        });
}

} // namespace tgc::desktop
