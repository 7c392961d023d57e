// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/draft_keeper.h"

#include <QPointer>
#include <utility>

#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

constexpr int delay_ms = 200; ///< a key held down is one write, not one a repeat
constexpr int again_ms = 2000;

struct Kept {};

} // namespace

DraftKeeper::DraftKeeper(Lab &lab, QObject *parent) : QObject(parent), m_lab(lab)
{
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &DraftKeeper::keepNow);
}

DraftKeeper::~DraftKeeper()
{
    keepNow();
}

void DraftKeeper::keep(db::RecordId run, std::string json)
{
    if (!m_waiting.contains(run)) {
        keepNow();
    }
    m_waiting[run] = std::move(json);
    ++m_latest[run];
    m_soon.start(delay_ms);
}

void DraftKeeper::keepNow()
{
    m_soon.stop();
    for (auto &[run, json] : std::exchange(m_waiting, {})) {
        store(run, json);
    }
}

void DraftKeeper::store(db::RecordId run, const std::string &json)
{
    m_lab.store().ask<Kept>(
        &m_lab,
        [run, json](db::Store &store) -> Result<Kept> {
            const auto kept = store.saveDraft(run, json);
            return kept ? Result<Kept>(Kept{}) : fail(kept.error());
        },
        [self = QPointer(this), &lab = m_lab, run, json, number = m_latest[run]](Result<Kept> done) {
            emit lab.saved(done ? tr("all saved") : qstr(done.error().message), !done);
            if (self == nullptr) {
                return;
            }
            // Locked, or its disk full: it is tried again, unless something newer was done to the run.
            if (!done && done.error().code == ErrorCode::Store && self->m_latest[run] == number) {
                self->m_waiting.emplace(run, json);
                self->m_soon.start(again_ms);
            }
            emit self->kept();
        });
}

} // namespace tgc::desktop
