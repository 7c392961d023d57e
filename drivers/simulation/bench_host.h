// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "analysis/core/error.h"
#include "drivers/simulation/paced_clock.h"
#include "drivers/simulation/simulated_bench.h"

namespace tgc::simulation {

/// Serves a simulated bench on sockets of this machine (127.0.0.1, ports chosen free) and on pseudo-terminals. One thread.
/// A pseudo-terminal stays when its client goes; an unplugged one comes back, maybe under another number: its link, where
/// one was asked for, follows.
class BenchHost {
public:
    /// Bench and clock must outlive the host.
    BenchHost(SimulatedBench &bench, PacedClock &clock);
    BenchHost(const BenchHost &) = delete;
    BenchHost &operator=(const BenchHost &) = delete;
    ~BenchHost();

    /// Opens every line. Io: no socket or pseudo-terminal is to be had.
    [[nodiscard]] Result<void> open();
    /// `tcp://127.0.0.1:PORT` or `serial:///dev/pts/N`.
    [[nodiscard]] std::string endpoint(std::size_t device) const;
    /// Makes a symbolic link to a serial device that follows it when it is unplugged; removed with the host.
    [[nodiscard]] Result<void> link(std::size_t device, const std::string &path);
    /// Serves until `stop` says so; it is asked at least every 50 ms.
    void run(const std::function<bool()> &stop);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace tgc::simulation
