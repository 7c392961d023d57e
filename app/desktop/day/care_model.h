// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <functional>
#include <vector>

#include "app/desktop/lab/store_worker.h"
#include "app/session/care_state.h"
#include "app/session/day/what_next.h"

namespace tgc::desktop {

/// The care of the chromatographs as the store has it. The store is asked on its own thread.
class CareModel : public QObject {
    Q_OBJECT
public:
    using Clock = std::function<care::TimePoint()>;
    using Recorded = std::function<void(const Result<db::RecordId> &)>;

    CareModel(StoreWorker &store, Clock clock, QObject *parent = nullptr);

    [[nodiscard]] care::TimePoint now() const { return m_clock(); }
    [[nodiscard]] const session::CareState &state() const { return m_read.state; }
    /// The one that was recorded last and stands; null: there is none.
    [[nodiscard]] const care::CareAct *newest() const;
    /// By `keyOf`; null: it is not there any more.
    [[nodiscard]] const care::CareRow *row(const std::string &key) const;
    /// What is due or soon, as acts for the list of what comes next.
    [[nodiscard]] std::vector<day::NextAct> acts() const;

    /// Reads at once, or, while runs come in and nothing was done by hand, once in a while.
    void reload();
    void reloadInAWhile();
    void record(const care::CareAct &act, Recorded done);
    void takeBack(db::RecordId id, const QString &by, const QString &reason, Recorded done);

signals:
    void loaded();
    void failed(const QString &sentence);

private:
    struct Read {
        session::CareState state;
        std::vector<care::CareAct> acts;
    };
    StoreWorker &m_store;
    Clock m_clock;
    Read m_read;
    QTimer m_later; ///< single shot
    QTimer m_days;  ///< a certificate ends although nobody does anything
};

/// What names a row: its bench and subject.
[[nodiscard]] std::string keyOf(const care::CareRow &row);

} // namespace tgc::desktop
