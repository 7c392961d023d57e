// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>
#include <functional>
#include <map>
#include <vector>

#include "app/desktop/lab/store_worker.h"
#include "app/session/vial_day.h"

namespace tgc::desktop {

/// The day's vials as the store has them, and their clocks. The store is asked on its own thread.
class DayModel : public QObject {
    Q_OBJECT
public:
    using Clock = std::function<day::TimePoint()>;
    using Recorded = std::function<void(const Result<session::RecordedStep> &)>;

    explicit DayModel(StoreWorker &store, QObject *parent = nullptr);

    void setClock(Clock clock); ///< for tests; else the system's
    [[nodiscard]] day::TimePoint now() const { return m_clock(); }
    /// Those on the board, in the order in which they were begun.
    [[nodiscard]] const std::vector<session::StoredVial> &vials() const { return m_vials; }
    [[nodiscard]] const session::StoredVial *vial(const QString &sampleId) const;
    [[nodiscard]] std::vector<day::NextAct> next() const;
    void setQueue(day::QueueFacts facts);

    /// Reads the vials if anything was written to the store since (or `always`).
    void reload(bool always = true);
    void record(const day::VialStep &step, Recorded done);
    void takeBack(const QString &sampleId, db::RecordId id, const QString &by, const QString &reason, Recorded done);
    void tick();

signals:
    void loaded();  ///< the vials were read anew
    void ticked();  ///< a second or so has passed
    void becameReady(const QStringList &vials); ///< by the clock, while this window looked on; each dose once
    void failed(const QString &sentence);

private:
    using Vials = std::vector<session::StoredVial>;
    struct Read {
        std::int64_t entries = 0; ///< of the trail: what was read is as old as this
        std::optional<Vials> vials; ///< empty: nothing is new
    };
    void take(Result<Read> read);
    void noteReady();

    StoreWorker &m_store;
    Clock m_clock;
    Vials m_vials;
    day::QueueFacts m_queue;
    std::int64_t m_entries = -1;
    /// Of each vial that was seen to react: when it is due.
    std::map<std::string, day::TimePoint> m_awaited;
};

} // namespace tgc::desktop
