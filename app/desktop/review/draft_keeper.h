// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <cstdint>
#include <map>
#include <string>

#include "app/desktop/lab/lab.h"

namespace tgc::desktop {

/// Keeps what is being done to a run in the store, a moment after each change and before the run is left: whatever
/// happens to the desktop, the next one goes on from there.
class DraftKeeper : public QObject {
    Q_OBJECT
public:
    explicit DraftKeeper(Lab &lab, QObject *parent = nullptr);
    DraftKeeper(const DraftKeeper &) = delete;
    DraftKeeper &operator=(const DraftKeeper &) = delete;
    ~DraftKeeper() override; ///< keeps what waits

    /// Empty: nothing is being done to it.
    void keep(db::RecordId run, std::string json);
    void keepNow();

signals:
    void kept(); ///< the store has it, or said why not

private:
    void store(db::RecordId run, const std::string &json);

    Lab &m_lab;
    QTimer m_soon;
    std::map<db::RecordId, std::string> m_waiting;
    std::map<db::RecordId, std::uint64_t> m_latest; ///< counts what was done to each run
};

} // namespace tgc::desktop
