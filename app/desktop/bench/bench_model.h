// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <memory>
#include <optional>

#include "app/desktop/bench/bench_link.h"
#include "app/desktop/bench/bench_log_model.h"
#include "app/desktop/bench/bench_queue_model.h"
#include "app/desktop/bench/bench_state.h"

namespace tgc::desktop {

/// A run that is over, for the ghost behind the next one.
struct FinishedRun {
    QString name;
    std::shared_ptr<const LiveTrace> trace;
    double zero_s = 0.0;
};

/// The bench as this window knows it: the station's snapshot, kept up to date by its events, and the signal. On
/// attaching, the signal so far comes from the recording (or, idle, from the station's last minute) and goes on with the
/// live samples; samples are told apart by their numbers, so nothing is missing and nothing twice.
class BenchModel : public QObject {
    Q_OBJECT
public:
    explicit BenchModel(BenchLink &link, QObject *parent = nullptr);

    enum class Attachment { Never, Attached, Lost };
    [[nodiscard]] Attachment attachment() const { return m_attachment; }
    [[nodiscard]] bool attached() const { return m_attachment == Attachment::Attached; }
    [[nodiscard]] const QString &detachedWhy() const { return m_detachedWhy; }
    [[nodiscard]] const BenchState &state() const { return m_state; }
    [[nodiscard]] const QString &store() const { return m_welcome.store; }
    [[nodiscard]] BenchQueueModel &queue() { return m_queue; }
    [[nodiscard]] BenchLogModel &log() { return m_log; }
    [[nodiscard]] std::shared_ptr<const LiveTrace> trace() const { return m_trace; }
    [[nodiscard]] const std::optional<FinishedRun> &previousRun() const { return m_previous; }

    /// Device seconds since the injection; empty: no run, or not injected yet.
    [[nodiscard]] std::optional<double> elapsed_s() const;
    /// Samples are coming: the newest is not older than 2 s, and its device is there. Else no number may pass for the
    /// signal's value now.
    [[nodiscard]] bool signalFresh() const;
    /// Wall seconds since the run under way was last made durable.
    [[nodiscard]] double savedAgo_s() const;
    /// Devices that are not there: disconnected, suspect or at fault.
    [[nodiscard]] QStringList lostDevices() const;
    [[nodiscard]] bool waitingLines() const;
    [[nodiscard]] std::optional<BenchReading> reading(const QString &point) const;

    /// The link's, with this model as owner where the asker does not go away.
    void command(const QString &name, nlohmann::json args, QObject *owner, BenchLink::Answer answer);

signals:
    void attachmentChanged();
    void devicesChanged();
    void readingsChanged();
    void interlocksChanged();
    void runChanged(); ///< started, injected, closed
    void savedChanged(); ///< made durable up to a later sample
    void queueChanged();
    void promptsChanged();
    void signalCame();
    void saturated(const QString &sentence); ///< a detector is beyond the digitiser's range
    void closed(const QString &run, const QString &status, const QString &sentence);
    void adopted(const QString &storeId);
    void dosed(const nlohmann::json &dose);

private:
    void attach(const BenchWelcome &welcome);
    void detach(const QString &why);
    void take(const BenchEvent &event);
    void takeState(const BenchEvent &event);
    void takeNoOldReadingsFor(const BenchDevice &device);
    void takeLive(const LiveBatch &batch);
    void takeRun(const nlohmann::json &data);
    void takeClosed(const nlohmann::json &data);
    void loadRun();
    void fillHoles();
    void askRecent();
    void refreshQueue();
    void forgetOld();
    void showState(BenchState state);

    BenchLink &m_link;
    Attachment m_attachment = Attachment::Never;
    QString m_detachedWhy;
    BenchWelcome m_welcome;
    BenchState m_state;
    BenchQueueModel m_queue;
    BenchLogModel m_log;
    std::shared_ptr<LiveTrace> m_trace = std::make_shared<LiveTrace>();
    std::optional<FinishedRun> m_previous;
    QElapsedTimer m_sinceSample;
    QElapsedTimer m_sinceSaved;
    double m_savedBefore_s = 0.0; ///< how long ago it was when m_sinceSaved started
    QTimer m_fillSoon;
    std::uint64_t m_fillFrom = 0; ///< numbers before it are not looked for any more
    std::uint64_t m_lineNews = 0; ///< events of lines, counted
    std::optional<std::uint64_t> m_tried; ///< the hole that was looked for last
};

} // namespace tgc::desktop
