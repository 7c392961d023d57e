// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <thread>

#include <fcntl.h>
#include <unistd.h>

/// What the machine itself allows: a thread that does no more than write a little and make it durable, ten times a
/// second. A recording beside it cannot be saved sooner than this is; whoever measures one takes it into account instead
/// of blaming the recorder for a disk or processors that others keep busy.
namespace tgc::test {

class DiskWitness {
public:
    explicit DiskWitness(const std::filesystem::path &file)
        : m_file(::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)), m_thread([this] { work(); })
    {
    }
    DiskWitness(const DiskWitness &) = delete;
    DiskWitness &operator=(const DiskWitness &) = delete;
    ~DiskWitness() { (void)worst_s(); }

    /// Ends it: the longest that it took from when it was to write until that was on the disk.
    [[nodiscard]] double worst_s()
    {
        m_ending = true;
        if (m_thread.joinable()) {
            m_thread.join();
            ::close(m_file);
        }
        return m_worst_s;
    }

private:
    void work()
    {
        using Steady = std::chrono::steady_clock;
        const std::array<char, 4096> bytes{};
        for (auto due = Steady::now(); !m_ending; due = std::max(due + std::chrono::milliseconds(100), Steady::now())) {
            std::this_thread::sleep_until(due);
            const bool written = ::write(m_file, bytes.data(), bytes.size()) > 0 && ::fdatasync(m_file) == 0;
            if (written) {
                m_worst_s = std::max(m_worst_s, std::chrono::duration<double>(Steady::now() - due).count());
            }
        }
    }

    int m_file;
    std::atomic<bool> m_ending = false;
    double m_worst_s = 0.0; ///< the thread's, until it has ended
    std::thread m_thread;
};

} // namespace tgc::test
