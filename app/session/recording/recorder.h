// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/core/error.h"
#include "app/session/recording/samples.h"
#include "app/session/recording/spool_file.h"

namespace tgc::recording {

struct RecorderOptions {
    std::filesystem::path folder;                       ///< of the spools; made when it is not there
    std::chrono::milliseconds durableEvery{500}; ///< data are never longer than this (and the disk's own time) unsynced
    std::size_t ringSamples = 6000; ///< 60 s at the fastest rate of the bench
    std::size_t waitingSamples = 360'000; ///< kept in memory while the disk does not take them: 1 h at that rate, 50 MB
};

/// What others may know of the run under way.
struct RecorderState {
    std::optional<RunHeader> run;
    std::uint64_t firstSample = 0; ///< number of the run's first sample
    std::uint64_t samples = 0; ///< of the run, taken in
    std::uint64_t durable = 0; ///< of the run, on the disk for good
    std::optional<double> zero_s; ///< device time of the injection
    double elapsed_s = 0.0; ///< device time since zero, or since the first sample
    std::chrono::steady_clock::time_point lastSync{};
    std::string
        fault; ///< a sentence: the disk does not take the run (full ...), or did not and samples were lost; empty: none
};

/// Told from the recorder's thread; must not wait.
struct RecorderEvents {
    std::function<void(const std::string &run, std::uint64_t samples)> durable; ///< acknowledged up to here
    std::function<void(const std::string &run, const std::string &why)> fault;
};

struct ClosedRun {
    std::string run;
    std::filesystem::path file;
    std::uint64_t samples = 0;
    std::uint64_t gaps = 0;
    RunEnd end;
};

/// Takes in every sample of the bench: into a ring of the last minute always, and into the spool of the run under way.
/// One thread of its own writes and syncs; whoever hands samples over never waits for the disk. While the disk refuses
/// (full, failing) the run is faulted, visibly, samples wait in memory and writing is tried again: a full disk may be
/// freed. Samples beyond `waitingSamples` are counted and marked as a gap once writing works again: nothing is lost in
/// silence, and what was acknowledged stays. Thread-safe; the events must not call back into begin or end.
class Recorder {
public:
    /// Io: the folder cannot be made or written; Unsupported: it is on a network file system, whose "durable" is not.
    [[nodiscard]] static Result<std::unique_ptr<Recorder>> open(RecorderOptions options, RecorderEvents events,
                                                                SpoolFiles &files);
    Recorder(const Recorder &) = delete;
    Recorder &operator=(const Recorder &) = delete;
    virtual ~Recorder() = default;

    /// Begins a run: its header is durable, and its name in the folder too, before this returns. BadInput: one is running,
    /// or the run's name is no file name; Io: the disk refuses.
    [[nodiscard]] virtual Result<void> begin(RunHeader header) = 0;
    /// Gives the sample its number, puts it into the ring, and into the run if there is one. Never waits.
    virtual std::uint64_t take(Sample sample) = 0;
    /// Of the run under way; without one nothing happens.
    virtual void mark(Mark mark) = 0;
    virtual void trend(Trend trend) = 0;
    /// Ends the run, and takes in no more of it: everything is durable before this returns, or the error says what is
    /// not. The run is then still under way and writing is tried again; ending it again asks whether it worked since.
    [[nodiscard]] virtual Result<ClosedRun> end(RunEnd end) = 0;

    [[nodiscard]] virtual RecorderState state() const = 0;
    /// The last samples, oldest first, at most `limit`.
    [[nodiscard]] virtual std::vector<Sample> recent(std::size_t limit) const = 0;

protected:
    Recorder() = default;
};

} // namespace tgc::recording
