// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/transport/playback_link.h"

#include <algorithm>
#include <charconv>

namespace tgc::drivers {

namespace {

/// Cuts the next word off; empty at the end.
std::string_view word(std::string_view &text)
{
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view first = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return first;
}

template <class Number>
bool parse(std::string_view text, Number &value, int base = 10)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    return error == std::errc{} && end == text.data() + text.size();
}

bool parseLine(std::string_view text, TapRecord &record)
{
    const std::string_view time = word(text);
    const std::size_t point = time.find('.');
    std::int64_t seconds = 0;
    std::int64_t fraction = 0;
    if (point == std::string_view::npos || time.size() != point + 10 || !parse(time.substr(0, point), seconds) ||
        !parse(time.substr(point + 1), fraction) || seconds < 0 || seconds > 9'000'000'000 || fraction < 0) {
        return false;
    }
    record.time = Instant(Duration(seconds * 1'000'000'000 + fraction));
    record.utc = word(text);
    const std::string_view mark = word(text);
    if (record.utc.empty() || mark.size() != 1 || std::string_view("<>=").find(mark) == std::string_view::npos) {
        return false;
    }
    record.mark = mark.front();
    if (record.mark == '=') {
        record.words = text;
        return true;
    }
    while (!text.empty()) {
        const std::string_view digits = word(text);
        std::uint8_t byte = 0;
        if (digits.size() != 2 || !parse(digits, byte, 16)) {
            return false;
        }
        record.bytes.push_back(byte);
    }
    return !record.bytes.empty();
}

} // namespace

Result<std::vector<TapRecord>> parseTap(std::string_view text, const std::string &file)
{
    std::vector<TapRecord> records;
    int number = 0;
    for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
        TapRecord record;
        record.line = ++number;
        const std::string_view line = text.substr(0, end);
        if (!line.starts_with('#') && !line.empty()) {
            if (!parseLine(line, record)) {
                return fail(ErrorCode::BadInput,
                            file + ":" + std::to_string(number) + ": this is no line of a recorded conversation");
            }
            records.push_back(std::move(record));
        }
        text.remove_prefix(end + 1);
    }
    return records;
}

PlaybackLink::PlaybackLink(std::vector<TapRecord> records, Clock &clock, std::string file)
    : m_records(std::move(records)), m_clock(clock), m_file(std::move(file))
{
    if (!m_records.empty()) {
        m_shift = m_clock.now() - m_records.front().time;
    }
}

const TapRecord *PlaybackLink::next()
{
    while (m_at < m_records.size() && m_records[m_at].mark == '=') {
        ++m_at;
    }
    return m_at < m_records.size() ? &m_records[m_at] : nullptr;
}

bool PlaybackLink::finished()
{
    return next() == nullptr;
}

Result<void> PlaybackLink::open(Instant /*deadline*/)
{
    m_open = true;
    return {};
}

Result<void> PlaybackLink::write(std::span<const std::uint8_t> bytes, Instant /*deadline*/)
{
    const TapRecord *record = next();
    if (!m_open || record == nullptr) {
        return fail(ErrorCode::LinkLost, m_file + ": the record is over");
    }
    if (record->mark != '>' || !std::equal(bytes.begin(), bytes.end(), record->bytes.begin(), record->bytes.end())) {
        return fail(ErrorCode::BadInput, m_file + ":" + std::to_string(record->line) +
                                             ": something else went over "
                                             "the line here");
    }
    ++m_at;
    return {};
}

Result<std::size_t> PlaybackLink::read(std::span<std::uint8_t> into, Instant deadline)
{
    const TapRecord *record = next();
    if (!m_open) {
        return fail(ErrorCode::LinkLost, m_file + ": not open");
    }
    if (record == nullptr || record->mark != '<' || record->time + m_shift > deadline) {
        m_clock.sleepUntil(deadline);
        return fail(ErrorCode::Timeout, m_file + ": no answer in time");
    }
    m_clock.sleepUntil(record->time + m_shift);
    const std::size_t count = std::min(into.size(), record->bytes.size() - m_taken);
    std::copy_n(record->bytes.begin() + static_cast<std::ptrdiff_t>(m_taken), count, into.begin());
    m_taken += count;
    if (m_taken == record->bytes.size()) {
        m_taken = 0;
        ++m_at;
    }
    return count;
}

} // namespace tgc::drivers
