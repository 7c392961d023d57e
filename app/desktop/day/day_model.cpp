// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/day/day_model.h"

#include <algorithm>

#include "app/desktop/shell/text.h"

namespace tgc::desktop {

DayModel::DayModel(StoreWorker &store, QObject *parent)
    : QObject(parent), m_store(store), m_clock([] { return std::chrono::system_clock::now(); })
{
}

void DayModel::setClock(Clock clock)
{
    m_clock = std::move(clock);
}

const session::StoredVial *DayModel::vial(const QString &sampleId) const
{
    const auto found = std::find_if(m_vials.begin(), m_vials.end(), [&](const session::StoredVial &each) {
        return qstr(each.sample.sampleId) == sampleId;
    });
    return found == m_vials.end() ? nullptr : &*found;
}

std::vector<day::NextAct> DayModel::next() const
{
    std::vector<day::DayVial> vials;
    for (const session::StoredVial &each : m_vials) {
        vials.push_back(each.day);
    }
    return day::whatNext(vials, m_queue, now());
}

void DayModel::setQueue(day::QueueFacts facts)
{
    m_queue = std::move(facts);
    emit ticked();
}

void DayModel::reload(bool always)
{
    m_store.ask<Read>(
        this,
        [known = always ? -1 : m_entries](db::Store &store) -> Result<Read> {
            Read read;
            const auto head = store.trailHead();
            if (!head) {
                return fail(head.error());
            }
            read.entries = head->entries;
            if (read.entries != known) {
                auto vials = session::vialsOfDay(store);
                if (!vials) {
                    return fail(vials.error());
                }
                read.vials = std::move(*vials);
            }
            return read;
        },
        [this](Result<Read> read) { take(std::move(read)); });
}

void DayModel::take(Result<Read> read)
{
    if (!read) {
        emit failed(qstr(read.error().message));
        return;
    }
    if (!read->vials) {
        return;
    }
    m_entries = read->entries;
    m_vials = std::move(*read->vials);
    std::erase_if(m_vials,
                  [this](const session::StoredVial &each) { return !session::isOnBoard(each.day.line, now()); });
    noteReady();
    emit loaded();
}

void DayModel::record(const day::VialStep &step, Recorded done)
{
    m_store.ask<session::RecordedStep>(
        this, [step, at = now()](db::Store &store) { return session::recordStep(store, step, at); },
        [this, done = std::move(done)](const Result<session::RecordedStep> &recorded) {
            reload();
            done(recorded);
        });
}

void DayModel::takeBack(const QString &sampleId, db::RecordId id, const QString &by, const QString &reason,
                        Recorded done)
{
    m_store.ask<session::RecordedStep>(
        this,
        [sample = sampleId.toStdString(), id, who = by.toStdString(), why = reason.toStdString(),
         at = now()](db::Store &store) { return session::voidStep(store, sample, id, who, why, at); },
        [this, done = std::move(done)](const Result<session::RecordedStep> &recorded) {
            reload();
            done(recorded);
        });
}

void DayModel::tick()
{
    noteReady();
    emit ticked();
}

void DayModel::noteReady()
{
    QStringList ready;
    std::map<std::string, day::TimePoint> awaited;
    for (const session::StoredVial &each : m_vials) {
        const auto due = each.day.line.dueAt();
        if (each.day.line.state != day::VialState::Reacting || !due) {
            continue;
        }
        const std::string &name = each.sample.sampleId;
        if (now() < *due) {
            awaited[name] = *due;
        } else if (const auto waited = m_awaited.find(name); waited != m_awaited.end() && waited->second == *due) {
            ready << qstr(name); // it leaves the list of the awaited, and so is told once
        }
    }
    m_awaited = std::move(awaited);
    if (!ready.isEmpty()) {
        emit becameReady(ready);
    }
}

} // namespace tgc::desktop
