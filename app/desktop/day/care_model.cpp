// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/day/care_model.h"

#include <algorithm>

#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

constexpr int while_ms = 15 * 1000;
constexpr int days_ms = 10 * 60 * 1000;

} // namespace

std::string keyOf(const care::CareRow &row)
{
    return row.bench + ", " + row.subject;
}

CareModel::CareModel(StoreWorker &store, Clock clock, QObject *parent)
    : QObject(parent), m_store(store), m_clock(std::move(clock))
{
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &CareModel::reload);
    connect(&m_days, &QTimer::timeout, this, &CareModel::reload);
    m_days.start(days_ms);
}

const care::CareAct *CareModel::newest() const
{
    const auto stand = care::standing(m_read.acts);
    const auto last =
        std::max_element(stand.begin(), stand.end(), [](const auto &a, const auto &b) { return a.id < b.id; });
    if (last == stand.end()) {
        return nullptr;
    }
    return &*std::find_if(m_read.acts.begin(), m_read.acts.end(),
                          [&](const care::CareAct &act) { return act.id == last->id; });
}

const care::CareRow *CareModel::row(const std::string &key) const
{
    const auto &rows = m_read.state.rows;
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const care::CareRow &row) { return keyOf(row) == key; });
    return found == rows.end() ? nullptr : &*found;
}

std::vector<day::NextAct> CareModel::acts() const
{
    std::vector<day::NextAct> acts;
    for (const care::CareRow &row : m_read.state.rows) {
        if (row.verdict != care::Verdict::Due && row.verdict != care::Verdict::Soon) {
            continue;
        }
        day::NextAct act;
        act.kind = day::NextAct::Kind::Care;
        act.sampleId = keyOf(row);
        act.words = row.todo;
        if (!row.bench.empty() && m_read.state.benches.size() > 1) {
            act.words += " (" + row.bench + ")";
        }
        act.reason = row.words;
        act.urgent = row.verdict == care::Verdict::Due;
        acts.push_back(std::move(act));
    }
    std::stable_sort(acts.begin(), acts.end(), [](const auto &a, const auto &b) { return a.urgent && !b.urgent; });
    return acts;
}

void CareModel::reload()
{
    m_later.stop();
    m_store.ask<Read>(
        this,
        [at = now()](db::Store &store) -> Result<Read> {
            auto acts = session::careActsOf(store);
            auto state = acts ? session::careState(store, at) : fail(acts.error());
            return state ? Result<Read>(Read{std::move(*state), std::move(*acts)}) : fail(state.error());
        },
        [this](Result<Read> read) {
            if (!read) {
                emit failed(qstr(read.error().message));
                return;
            }
            m_read = std::move(*read);
            emit loaded();
        });
}

void CareModel::reloadInAWhile()
{
    if (!m_later.isActive()) {
        m_later.start(while_ms);
    }
}

void CareModel::record(const care::CareAct &act, Recorded done)
{
    m_store.ask<db::RecordId>(
        this, [act, at = now()](db::Store &store) { return session::recordCare(store, act, at); },
        [this, done = std::move(done)](const Result<db::RecordId> &recorded) {
            reload();
            done(recorded);
        });
}

void CareModel::takeBack(db::RecordId id, const QString &by, const QString &reason, Recorded done)
{
    m_store.ask<db::RecordId>(
        this,
        [id, who = by.toStdString(), why = reason.toStdString(), at = now()](db::Store &store) {
            return session::voidCare(store, id, who, why, at);
        },
        [this, done = std::move(done)](const Result<db::RecordId> &recorded) {
            reload();
            done(recorded);
        });
}

} // namespace tgc::desktop
