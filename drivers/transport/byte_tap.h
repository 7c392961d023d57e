// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "drivers/transport/byte_link.h"

namespace tgc::drivers {

/// What went over a line, as a text file that starts anew when it is full and keeps the last few of its kind: FILE,
/// FILE.1 (older), FILE.2 ... A line of it: seconds of the monotonic clock, UTC, a mark, and
///   `>` the bytes that left, in hexadecimal; `<` the bytes that came; `=` words (opened, closed, lost).
/// A thread of its own writes; who notes never waits for the disk. Where that cannot keep up lines are dropped, and
/// their number is noted. Notes may come from any thread.
class ByteTap {
public:
    struct Limits {
        std::size_t bytes = 8U << 20U; ///< of one file
        int files = 4;
    };
    ByteTap(std::filesystem::path file, Clock &clock, Limits limits);
    ByteTap(const ByteTap &) = delete;
    ByteTap &operator=(const ByteTap &) = delete;
    /// Writes what was noted until now.
    ~ByteTap();

    void sent(std::span<const std::uint8_t> bytes) { note('>', hex(bytes)); }
    void came(std::span<const std::uint8_t> bytes) { note('<', hex(bytes)); }
    void says(std::string_view words) { note('=', std::string(words)); }

private:
    static std::string hex(std::span<const std::uint8_t> bytes);
    void note(char mark, const std::string &what);
    void work();
    void write(const std::string &lines);
    void startFile();

    std::filesystem::path m_file;
    Clock &m_clock;
    Limits m_limits;
    std::ofstream m_out; ///< the writing thread's, as is m_size
    std::size_t m_size = 0;

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::string m_pending;
    std::uint64_t m_dropped = 0;
    bool m_ending = false;
    std::thread m_thread;
};

/// A line whose traffic is noted.
class TapLink final : public ByteLink {
public:
    TapLink(std::unique_ptr<ByteLink> link, std::shared_ptr<ByteTap> tap);

    [[nodiscard]] Result<void> open(Instant deadline) override;
    void close() override;
    [[nodiscard]] bool isOpen() const override { return m_link->isOpen(); }
    [[nodiscard]] Result<void> write(std::span<const std::uint8_t> bytes, Instant deadline) override;
    [[nodiscard]] Result<std::size_t> read(std::span<std::uint8_t> into, Instant deadline) override;
    [[nodiscard]] const std::string &endpoint() const override { return m_link->endpoint(); }

private:
    std::unique_ptr<ByteLink> m_link;
    std::shared_ptr<ByteTap> m_tap;
};

} // namespace tgc::drivers
