// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <chrono>
#include <random>

#include "db/store.h"
#include "tests/disk_witness.h"
#include "tests/run_tgc.h"
#include "tests/station_process.h"

/// A station is killed at a random instant; what it had acknowledged must be there, and be what was seen.
/// How much was not acknowledged is told by one clock: the kill's, and the host's time that every sample carries, both of
/// the machine's monotonic clock. What counts is when a sample was taken, not when somebody saw it.
namespace tgc::test {

/// What is wrong, with the round's number; empty: nothing.
class KillRounds {
public:
    explicit KillRounds(std::uint32_t seed) : m_random(seed) {}

    /// One round: start, record, kill somewhere between the run's beginning and its place in the store, look.
    [[nodiscard]] QString round()
    {
        // Every other time what the round before left behind is taken in by this start.
        StationProcess station;
        if (QString wrong = station.start(m_place); !wrong.isEmpty()) {
            return "no station: " + wrong;
        }
        auto client = station.attach(0, true);
        if (!waitForSignal(client)) {
            return "no signal";
        }
        if (QString wrong = checkAdopted(client); !wrong.isEmpty()) {
            return wrong;
        }
        Seen seen;
        const int untilKill_ms = std::uniform_int_distribution<int>(0, 2000)(m_random);
        const int untilStop_ms = std::uniform_int_distribution<int>(500, 4000)(m_random);
        const QDeadlineTimer kill(untilKill_ms);
        const QDeadlineTimer stop(untilStop_ms);
        DiskWitness witness(m_place.path("witness"));
        std::int64_t killed_ns = 0;
        std::thread killer([&station, &killed_ns, kill] {
            QThread::msleep(static_cast<unsigned long>(std::max<qint64>(kill.remainingTime(), 0)));
            ::kill(static_cast<pid_t>(station.pid()), SIGKILL);
            killed_ns = std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
        });
        const auto begun = client.command("run.start", {{"sample_id", "K"}});
        if (begun && seen.listen(client, stop)) {
            (void)client.command("run.stop");
            (void)seen.listen(client, QDeadlineTimer(10000));
        }
        killer.join();
        station.kill();
        (void)seen.listen(client, QDeadlineTimer(0)); // what was on its way counts as said
        ++m_rounds;
        m_killed_ns = killed_ns;
        m_machine_s = witness.worst_s();
        return begun ? check(seen) : QString();
    }

    [[nodiscard]] int rounds() const { return m_rounds; }
    [[nodiscard]] std::uint64_t acknowledged() const { return m_acknowledged; }
    /// The oldest sample at a kill that was not acknowledged, and not on the disk.
    [[nodiscard]] double worstUnacknowledged_s() const { return m_worstUnacknowledged_s; }
    [[nodiscard]] double worstLost_s() const { return m_worstLost_s; }
    /// How much of the oldest unacknowledged one is the station's own: less what the machine needed to save anything.
    [[nodiscard]] double worstOwn_s() const { return m_worstOwn_s; }
    [[nodiscard]] int inStore() const { return m_inStore; }
    [[nodiscard]] const StationPlace &place() const { return m_place; }
    /// What came of it, in words.
    [[nodiscard]] QString summary() const
    {
        return QString("%1 kills: %2 samples acknowledged, 0 of them lost; at a kill at most %3 s not acknowledged "
                       "(%4 s without what the machine needed to save anything), %5 s not on the disk; %6 runs in the "
                       "store")
            .arg(m_rounds)
            .arg(m_acknowledged)
            .arg(m_worstUnacknowledged_s, 0, 'f', 2)
            .arg(m_worstOwn_s, 0, 'f', 2)
            .arg(m_worstLost_s, 0, 'f', 2)
            .arg(m_inStore);
    }

private:
    [[nodiscard]] QString check(const Seen &seen)
    {
        if (seen.run.empty()) {
            return {}; // killed before it was told of
        }
        m_acknowledged += seen.acknowledged;
        const auto file = m_place.spool() / (seen.run + ".spool");
        QString wrong;
        if (std::filesystem::exists(file)) {
            const auto spool = recording::readSpool(file);
            wrong = spool ? compare(seen, *spool) : QString::fromStdString(spool.error().message);
        }
        if (!wrong.isEmpty()) {
            return QString::fromStdString(seen.run) + ": " + wrong;
        }
        if (m_rounds % 2 == 0) { // else the next start does it
            const TgcRun recovered = runTgc({"recover", "--db", QString::fromStdString(m_place.store().string())},
                                            QString::fromStdString(m_place.path("").string()));
            if (recovered.status != 0) {
                return "tgc recover: " + QString::fromUtf8(recovered.err);
            }
            return checkStore(seen);
        }
        m_left = seen;
        return {};
    }

    [[nodiscard]] QString checkAdopted(station::BlockingClient &client)
    {
        if (m_left.run.empty()) {
            return {};
        }
        Seen left = std::exchange(m_left, {});
        const QDeadlineTimer deadline(30000);
        while (left.storeId.empty() && !deadline.hasExpired() &&
               std::filesystem::exists(m_place.spool() / (left.run + ".spool"))) {
            if (!left.listen(client, QDeadlineTimer(20))) {
                return "the station is gone";
            }
        }
        return checkStore(left);
    }

    /// The recording passes its own check, has what was acknowledged, and says of each sample what was seen of it.
    [[nodiscard]] QString compare(const Seen &seen, const recording::SpooledRun &spool)
    {
        const auto &samples = spool.samples;
        if (spool.wholeBehindTorn) {
            return "the recording is damaged in its midst";
        }
        if (samples.size() < seen.acknowledged) {
            return QString("%1 samples were acknowledged, %2 are there").arg(seen.acknowledged).arg(samples.size());
        }
        for (const auto &[number, point] : seen.samples) {
            if (number < seen.firstSample || number - seen.firstSample >= samples.size()) {
                continue;
            }
            const recording::Sample &sample = samples[number - seen.firstSample];
            if (sample.number != number || sample.device_s != point.device_s || sample.values != point.values) {
                return QString("sample %1 is not what was seen").arg(number);
            }
        }
        if (seen.closed.empty() && !spool.end) {
            tally(spool, seen.acknowledged);
        }
        return {};
    }

    void tally(const recording::SpooledRun &spool, std::uint64_t acknowledged)
    {
        const auto sinceSample = [&](std::uint64_t count) { // the first `count` samples are safe
            const std::int64_t host_ns = count > 0 ? spool.samples[count - 1].host_ns : spool.header.started_ns;
            return static_cast<double>(m_killed_ns - host_ns) * 1e-9;
        };
        const double unacknowledged_s = sinceSample(acknowledged);
        m_worstUnacknowledged_s = std::max(m_worstUnacknowledged_s, unacknowledged_s);
        m_worstOwn_s = std::max(m_worstOwn_s, unacknowledged_s - m_machine_s);
        m_worstLost_s = std::max(m_worstLost_s, sinceSample(spool.samples.size()));
    }

    /// The run is in the store, as much of it as was acknowledged, and the store passes its check.
    [[nodiscard]] QString checkStore(const Seen &seen)
    {
        const auto store = db::Store::openReadOnly(m_place.store());
        if (!store) {
            return QString::fromStdString(store.error().message);
        }
        const auto altered = store->verify();
        if (!altered || !altered->empty()) {
            return "the store does not pass its check";
        }
        const auto runs = store->runs();
        const auto found = std::find_if(runs->begin(), runs->end(), [&seen](const db::RunSummary &run) {
            return run.fileName == seen.run + ".spool";
        });
        if (found == runs->end()) {
            return QString::fromStdString(seen.run) + " is not in the store";
        }
        const std::string expected = seen.closed.empty() ? found->status : seen.closed;
        if ((found->status != "interrupted" && found->status != "stopped") || found->status != expected) {
            return QString::fromStdString(seen.run + " has the status " + found->status);
        }
        constexpr std::uint64_t channels = 4;
        if (found->points < channels * seen.acknowledged) {
            return QString("%1 of %2 acknowledged points are in the store")
                .arg(found->points)
                .arg(channels * seen.acknowledged);
        }
        ++m_inStore;
        if (std::filesystem::exists(m_place.spool() / (seen.run + ".spool"))) {
            return "the recording was taken in and is still there";
        }
        return {};
    }

    StationPlace m_place;
    std::mt19937 m_random;
    Seen m_left; ///< for the next start to take in
    int m_rounds = 0;
    int m_inStore = 0;
    std::uint64_t m_acknowledged = 0;
    std::int64_t m_killed_ns = 0; ///< of the last round
    double m_machine_s = 0.0; ///< what the machine needed then to save anything
    double m_worstUnacknowledged_s = 0.0;
    double m_worstOwn_s = 0.0;
    double m_worstLost_s = 0.0;
};

} // namespace tgc::test
