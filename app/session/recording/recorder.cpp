// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/recording/recorder.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "app/session/recording/spool_writer.h"

namespace tgc::recording {

namespace {

using SteadyClock = std::chrono::steady_clock;

bool isFileName(const std::string &run)
{
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
               c == '_';
    };
    return !run.empty() && run.size() <= 200 && run.front() != '.' && std::all_of(run.begin(), run.end(), allowed);
}

/// What did not fit into memory any more.
struct Lost {
    std::uint64_t samples = 0;
    std::uint64_t trends = 0;
    double until_s = 0.0;
    std::int64_t host_ns = 0;
};

class SpoolingRecorder final : public Recorder {
public:
    SpoolingRecorder(RecorderOptions options, RecorderEvents events, SpoolFiles &files)
        : m_options(std::move(options)), m_events(std::move(events)), m_files(files), m_thread([this] { work(); })
    {
    }
    SpoolingRecorder(const SpoolingRecorder &) = delete;
    SpoolingRecorder &operator=(const SpoolingRecorder &) = delete;
    /// A run under way is written as far as it came, and left without an end: interrupted.
    ~SpoolingRecorder() override
    {
        {
            const std::lock_guard lock(m_mutex);
            m_stopping = true;
        }
        m_wake.notify_all();
        m_thread.join();
    }

    [[nodiscard]] Result<void> begin(RunHeader header) override
    {
        const std::lock_guard oneAtATime(m_beginning);
        if (auto free = refuseSecond(); !free) {
            return free;
        }
        if (!isFileName(header.run)) {
            return fail(ErrorCode::BadInput,
                        "a run cannot be named \"" + header.run +
                            "\": letters, digits, \".\", \"-\" and \"_\" only, not beginning with a dot");
        }
        auto writer = SpoolWriter::create(m_files, m_options.folder / (header.run + std::string(spoolSuffix)), header);
        if (!writer) {
            return fail(writer.error());
        }
        const std::lock_guard lock(m_mutex);
        m_writer = std::move(*writer);
        m_state = {};
        m_state.run = std::move(header);
        m_state.firstSample = m_next;
        m_state.lastSync = SteadyClock::now();
        m_first_s.reset();
        m_last_s = 0.0;
        m_waiting.clear();
        m_unacknowledged = 0;
        m_lost = {};
        m_end.reset();
        m_closed.reset();
        m_wake.notify_all();
        return {};
    }

    std::uint64_t take(Sample sample) override
    {
        const std::lock_guard lock(m_mutex);
        sample.number = m_next++;
        const std::uint64_t number = sample.number;
        if (recording()) {
            if (!m_first_s) {
                m_first_s = sample.device_s;
            }
            if (m_unacknowledged >= m_options.waitingSamples) {
                ++m_lost.samples;
                m_lost.until_s = sample.device_s;
                m_lost.host_ns = sample.host_ns;
            } else {
                markLost(sample.device_s, sample.host_ns);
                m_last_s = sample.device_s;
                ++m_state.samples;
                ++m_unacknowledged;
                m_waiting.emplace_back(sample);
            }
            m_state.elapsed_s = sample.device_s - m_state.zero_s.value_or(*m_first_s);
        }
        m_ring.push_back(std::move(sample));
        while (m_ring.size() > m_options.ringSamples) {
            m_ring.pop_front();
        }
        return number;
    }

    void mark(Mark mark) override
    {
        {
            const std::lock_guard lock(m_mutex);
            if (!recording()) {
                return;
            }
            if (mark.kind == Mark::Kind::Zero && !m_state.zero_s) {
                m_state.zero_s = mark.device_s;
            }
            m_waiting.emplace_back(std::move(mark));
            m_urgent = true;
        }
        m_wake.notify_all();
    }

    void trend(Trend trend) override
    {
        const std::lock_guard lock(m_mutex);
        if (!recording()) {
            return;
        }
        if (m_unacknowledged >= m_options.waitingSamples) {
            ++m_lost.trends;
            return;
        }
        ++m_unacknowledged;
        m_waiting.emplace_back(std::move(trend));
    }

    [[nodiscard]] Result<ClosedRun> end(RunEnd end) override
    {
        std::unique_lock lock(m_mutex);
        if (!m_writer && !m_closed) {
            return fail(ErrorCode::BadInput, "no run is being recorded");
        }
        if (m_writer && !m_end) {
            markLost(m_lost.until_s, m_lost.host_ns);
            m_end = std::move(end);
        }
        const std::uint64_t failedBefore = m_failedEnds;
        m_urgent = true;
        m_wake.notify_all();
        m_done.wait(lock, [&] { return m_closed || m_failedEnds != failedBefore; });
        if (!m_closed) {
            return fail(ErrorCode::Io, "run " + m_state.run->run + " is not on the disk to its end: " + m_state.fault +
                                           "; it is tried again, end the run once more then");
        }
        ClosedRun closed = std::move(*m_closed);
        m_closed.reset();
        return closed;
    }

    [[nodiscard]] RecorderState state() const override
    {
        const std::lock_guard lock(m_mutex);
        return m_state;
    }

    [[nodiscard]] std::vector<Sample> recent(std::size_t limit) const override
    {
        const std::lock_guard lock(m_mutex);
        const auto count = static_cast<std::ptrdiff_t>(std::min(limit, m_ring.size()));
        return {m_ring.end() - count, m_ring.end()};
    }

private:
    // The functions below, work() and writeRound() apart, are called with m_mutex held.
    [[nodiscard]] bool recording() const { return m_writer && !m_end; }

    [[nodiscard]] Result<void> refuseSecond() const
    {
        const std::lock_guard lock(m_mutex);
        if (!m_writer) {
            return {};
        }
        return fail(ErrorCode::BadInput, "run " + m_state.run->run + " is " +
                                             (m_end ? "not on the disk to its end yet" : "being recorded") +
                                             "; end it before the next one begins");
    }

    /// Samples are taken in again, or the run ends: what was lost in between is said in the run itself.
    void markLost(double until_s, std::int64_t host_ns)
    {
        if (m_lost.samples == 0 && m_lost.trends == 0) {
            return;
        }
        Mark gap;
        gap.kind = Mark::Kind::Gap;
        gap.device_s = m_last_s;
        gap.until_s = m_lost.samples > 0 ? until_s : m_last_s;
        gap.host_ns = host_ns;
        gap.text = lostSentence();
        m_waiting.emplace_back(std::move(gap));
        m_lost = {};
    }

    [[nodiscard]] std::string lostSentence() const
    {
        return std::to_string(m_lost.samples) + " samples" +
               (m_lost.trends > 0 ? " and " + std::to_string(m_lost.trends) + " readings" : std::string()) +
               " lost: the disk did not take the recording, and the memory for what waits was full";
    }

    void work()
    {
        std::unique_lock lock(m_mutex);
        auto next = SteadyClock::now();
        while (!m_stopping) {
            if (!m_writer) {
                m_wake.wait(lock, [this] { return m_stopping || m_writer; });
                next = SteadyClock::now() + m_options.durableEvery;
                continue;
            }
            m_wake.wait_until(lock, next, [this] { return m_stopping || m_urgent; });
            m_urgent = false;
            // From the beginning of the round: a slow disk must not add its own time to the interval.
            next = SteadyClock::now() + m_options.durableEvery;
            writeRound(lock);
        }
        if (m_writer) {
            writeRound(lock);
        }
    }

    /// Everything that waits goes to the disk; the lock is given back meanwhile.
    void writeRound(std::unique_lock<std::mutex> &lock)
    {
        std::deque<Item> items;
        items.swap(m_waiting);
        const std::optional<RunEnd> end = m_end;
        const std::string run = m_state.run->run;
        const std::uint64_t before = m_state.durable;
        lock.unlock();

        SpoolWriter &writer = *m_writer; // only this thread replaces it while it is there
        m_unsyncedItems += std::count_if(items.begin(), items.end(),
                                         [](const Item &item) { return !std::holds_alternative<Mark>(item); });
        writer.add(items);
        items.clear();
        if (end && !writer.ended()) {
            writer.addEnd(*end);
        }
        const bool anything = writer.waiting();
        const auto done = writer.flush();
        const auto at = SteadyClock::now();

        lock.lock();
        bool tellFault = false;
        if (done) {
            m_unacknowledged -= static_cast<std::size_t>(m_unsyncedItems);
            m_unsyncedItems = 0;
            m_state.durable = writer.samples();
            m_state.lastSync = at;
            m_state.fault.clear();
            m_refused = false;
        } else {
            tellFault = !std::exchange(m_refused, true);
            m_state.fault = done.error().message + "; samples wait in memory, and writing is tried again";
        }
        if (m_lost.samples > 0 || m_lost.trends > 0) {
            tellFault = !std::exchange(m_losing, true) || tellFault;
            m_state.fault += (m_state.fault.empty() ? "" : "; ") + lostSentence();
        } else {
            m_losing = false;
        }
        const std::string fault = m_state.fault;
        const std::uint64_t durable = m_state.durable;
        lock.unlock();

        if (done && anything && m_events.durable) {
            m_events.durable(run, std::max(before, durable));
        }
        if (tellFault && m_events.fault) {
            m_events.fault(run, fault);
        }

        lock.lock();
        if (done && writer.ended()) {
            m_closed = ClosedRun{run, writer.path(), writer.samples(), writer.gaps(), *end};
            m_writer.reset();
            m_state = {};
            m_end.reset();
        } else if (end) {
            ++m_failedEnds;
        }
        if (end) {
            m_done.notify_all();
        }
    }

    const RecorderOptions m_options;
    const RecorderEvents m_events;
    SpoolFiles &m_files;

    std::mutex m_beginning; ///< taken before m_mutex
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_done;
    std::uint64_t m_next = 0;
    std::deque<Sample> m_ring;
    std::deque<Item> m_waiting;
    std::size_t m_unacknowledged = 0; ///< samples and trends of the run that are not durable
    RecorderState m_state;
    std::optional<double> m_first_s; ///< device time of the run's first sample
    double m_last_s = 0.0;           ///< and of the last one that was kept
    Lost m_lost;
    std::optional<RunEnd> m_end;
    std::optional<ClosedRun> m_closed;
    std::uint64_t m_failedEnds = 0;
    bool m_urgent = false;
    bool m_stopping = false;
    bool m_refused = false; ///< the disk did not take the last round
    bool m_losing = false;
    std::unique_ptr<SpoolWriter> m_writer; ///< set by begin, then used by m_thread alone
    std::ptrdiff_t m_unsyncedItems = 0;    ///< of m_thread
    std::thread m_thread;                  ///< last: it begins when everything else is there
};

} // namespace

Result<std::unique_ptr<Recorder>> Recorder::open(RecorderOptions options, RecorderEvents events, SpoolFiles &files)
{
    if (const auto usable = files.prepare(options.folder); !usable) {
        return fail(usable.error());
    }
    return std::make_unique<SpoolingRecorder>(std::move(options), std::move(events), files);
}

} // namespace tgc::recording
