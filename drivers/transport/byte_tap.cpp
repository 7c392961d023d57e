// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/transport/byte_tap.h"

#include <array>
#include <cstdio>
#include <ctime>
#include <utility>

namespace tgc::drivers {

namespace {

constexpr std::size_t mostPending = 1U << 20U;

/// "12.000000345 2026-11-25T15:01:02.123Z"; digits only, so no locale has a say.
std::string timeStamp(Instant now)
{
    const auto ns = static_cast<long long>(now.time_since_epoch().count());
    const auto utc_ms = static_cast<long long>(
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
            .count());
    const auto seconds = static_cast<std::time_t>(utc_ms / 1000);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 96> text{};
    std::snprintf(text.data(), text.size(), "%lld.%09lld %04d-%02d-%02dT%02d:%02d:%02d.%03dZ", ns / 1'000'000'000,
                  ns % 1'000'000'000, parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour,
                  parts.tm_min, parts.tm_sec, static_cast<int>(utc_ms % 1000));
    return text.data();
}

} // namespace

ByteTap::ByteTap(std::filesystem::path file, Clock &clock, Limits limits)
    : m_file(std::move(file)), m_clock(clock), m_limits(limits)
{
    m_thread = std::thread([this] { work(); });
}

ByteTap::~ByteTap()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

std::string ByteTap::hex(std::span<const std::uint8_t> bytes)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string text;
    text.reserve(3 * bytes.size());
    for (const std::uint8_t byte : bytes) {
        text += text.empty() ? "" : " ";
        text += digits[byte >> 4U];
        text += digits[byte & 0x0FU];
    }
    return text;
}

void ByteTap::note(char mark, const std::string &what)
{
    const std::string stamp = timeStamp(m_clock.now());
    {
        const std::lock_guard lock(m_mutex);
        if (m_pending.size() + what.size() > mostPending) {
            ++m_dropped;
            return;
        }
        if (m_dropped > 0) {
            m_pending += stamp + " = " + std::to_string(std::exchange(m_dropped, 0)) +
                         " lines are missing here: the disk was too slow\n";
        }
        m_pending += stamp + " " + mark + " " + what + "\n";
    }
    m_wake.notify_one();
}

void ByteTap::work()
{
    startFile();
    std::unique_lock lock(m_mutex);
    while (!m_ending || !m_pending.empty()) {
        m_wake.wait(lock, [this] { return m_ending || !m_pending.empty(); });
        const std::string lines = std::exchange(m_pending, {});
        lock.unlock();
        write(lines);
        lock.lock();
    }
}

void ByteTap::startFile()
{
    m_out.close();
    const auto aged = [this](int age) {
        return age == 0 ? m_file : std::filesystem::path(m_file.string() + "." + std::to_string(age));
    };
    std::error_code ignored; // a tap that cannot be written must not stop a measurement
    std::filesystem::create_directories(m_file.parent_path(), ignored);
    for (int age = m_limits.files - 1; age > 0; --age) {
        std::filesystem::rename(aged(age - 1), aged(age), ignored);
    }
    m_out.clear();
    m_out.open(m_file, std::ios::binary | std::ios::trunc);
    m_size = 0;
}

void ByteTap::write(const std::string &lines)
{
    for (std::size_t from = 0; from < lines.size();) {
        const std::size_t end = lines.find('\n', from) + 1;
        if (m_size > 0 && m_size + end - from > m_limits.bytes) {
            startFile();
        }
        m_out.write(lines.data() + from, static_cast<std::streamsize>(end - from));
        m_size += end - from;
        from = end;
    }
    m_out.flush();
}

TapLink::TapLink(std::unique_ptr<ByteLink> link, std::shared_ptr<ByteTap> tap)
    : m_link(std::move(link)), m_tap(std::move(tap))
{
}

Result<void> TapLink::open(Instant deadline)
{
    auto opened = m_link->open(deadline);
    m_tap->says(opened ? "opened " + endpoint() : opened.error().message);
    return opened;
}

void TapLink::close()
{
    if (m_link->isOpen()) {
        m_tap->says("closed");
    }
    m_link->close();
}

Result<void> TapLink::write(std::span<const std::uint8_t> bytes, Instant deadline)
{
    m_tap->sent(bytes);
    auto done = m_link->write(bytes, deadline);
    if (!done) {
        m_tap->says(done.error().message);
    }
    return done;
}

Result<std::size_t> TapLink::read(std::span<std::uint8_t> into, Instant deadline)
{
    auto got = m_link->read(into, deadline);
    if (got) {
        m_tap->came(into.first(*got));
    } else if (got.error().code != ErrorCode::Timeout) { // that nothing came can be seen from the times
        m_tap->says(got.error().message);
    }
    return got;
}

} // namespace tgc::drivers
