// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "analysis/core/error.h"
#include "app/desktop/plot/live_trace.h"

namespace tgc::desktop {

/// What a station says when it is attached to.
struct BenchWelcome {
    QString station; ///< tells one life of a station from the next: sample numbers begin anew with it
    QString store;   ///< file
    QString spool;   ///< folder
    std::uint64_t next = 0; ///< number of the next event: older ones are contained in the snapshot
    nlohmann::json snapshot;
};

struct BenchEvent {
    std::uint64_t number = 0;
    QString utc;
    QString what;
    nlohmann::json data;
};

struct LiveBatch {
    std::uint64_t first = 0;
    std::vector<double> device_s;
    std::vector<std::vector<double>> values; ///< one vector a channel
};

/// A run as far as it is on the disk.
struct SpooledTrace {
    LiveBatch samples;
    std::vector<TraceGap> gaps;
};

/// The desktop's only way to the bench. Everything comes back on the GUI thread, and nothing here waits.
class BenchLink : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    using Answer = std::function<void(Result<nlohmann::json>)>;
    using LoadedRun = std::function<void(Result<SpooledTrace>)>;

    /// Looks for a station until there is one, and again when it is lost.
    virtual void start() = 0;
    /// Answered once: with the station's data, its refusal, or LinkLost where the station went away meanwhile (what it
    /// did is then told by its events). `owner` dead: not answered.
    virtual void command(const QString &name, nlohmann::json args, QObject *owner, Answer answer) = 0;
    /// Reads the recording of a run under way, beside the station and off the GUI thread.
    virtual void loadRun(const QString &spoolFolder, const QString &run, QObject *owner, LoadedRun loaded) = 0;

signals:
    void attached(const tgc::desktop::BenchWelcome &welcome);
    void detached(const QString &why);
    void happened(const tgc::desktop::BenchEvent &event);
    void live(const tgc::desktop::LiveBatch &batch);
};

} // namespace tgc::desktop
