// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/modbus/playback_port.h"

#include <utility>

#include "drivers/modbus/port_words.h"

namespace tgc::drivers {

PlaybackPort::PlaybackPort(std::vector<TapRecord> records, Clock &clock, std::string file, bool hasTransactions)
    : m_records(std::move(records)), m_clock(clock), m_file(std::move(file)), m_hasTransactions(hasTransactions)
{
    if (!m_records.empty()) {
        m_shift = m_clock.now() - m_records.front().time;
    }
}

const TapRecord *PlaybackPort::next()
{
    while (m_at < m_records.size() && (m_records[m_at].mark != '=' || m_records[m_at].words == port_words::closed)) {
        ++m_at;
    }
    return m_at < m_records.size() ? &m_records[m_at] : nullptr;
}

bool PlaybackPort::finished()
{
    return next() == nullptr;
}

Result<void> PlaybackPort::open(Instant /*deadline*/)
{
    const TapRecord *record = next();
    m_open = true;
    if (record != nullptr && record->words.starts_with(port_words::opened)) {
        ++m_at;
        m_clock.sleepUntil(record->time + m_shift);
        return {};
    }
    if (record == nullptr || !record->words.starts_with(port_words::opening)) {
        return {}; // a file that was begun anew begins in the midst of a conversation
    }
    m_open = false;
    if (auto answer = answerTo(std::string(port_words::opening)); !answer) {
        return fail(answer.error());
    }
    return {};
}

Result<std::string> PlaybackPort::answerTo(const std::string &question)
{
    const TapRecord *record = next();
    if (record == nullptr) {
        return fail(ErrorCode::LinkLost, m_file + ": the record is over");
    }
    const std::string begin = question + ": ";
    if (!record->words.starts_with(begin)) {
        return fail(ErrorCode::BadInput, m_file + ":" + std::to_string(record->line) + ": here it was \"" +
                                             record->words + "\", not \"" + question + "\"");
    }
    ++m_at;
    m_clock.sleepUntil(record->time + m_shift);
    std::string answer = record->words.substr(begin.size());
    if (auto failure = port_words::failureIn(answer)) {
        return fail(std::move(*failure));
    }
    return answer;
}

namespace {

/// The answer, read back; BadInput where it says nothing of that kind.
template <class Answer>
Result<Answer> readBack(const Result<std::string> &text, std::optional<Answer> (*read)(std::string_view),
                        const std::string &file)
{
    if (!text) {
        return fail(text.error());
    }
    auto answer = read(*text);
    if (!answer) {
        return fail(ErrorCode::BadInput, file + ": \"" + *text + "\" is no answer");
    }
    return std::move(*answer);
}

} // namespace

Result<void> PlaybackPort::doneAs(const std::string &question)
{
    const auto answer = answerTo(question);
    if (!answer) {
        return fail(answer.error());
    }
    if (!port_words::isDone(*answer)) {
        return fail(ErrorCode::BadInput, m_file + ": \"" + *answer + "\" is no answer");
    }
    return {};
}

Result<std::vector<std::uint16_t>> PlaybackPort::readRegisters(int unit, ModbusTable table, std::uint16_t address,
                                                               std::uint16_t count, Instant /*deadline*/)
{
    return readBack(answerTo(port_words::reading(unit, count, false, table, address)), port_words::wordsIn, m_file);
}

Result<std::vector<std::uint16_t>> PlaybackPort::readWideRegisters(int unit, ModbusTable table, std::uint16_t address,
                                                                   std::uint16_t count, Instant /*deadline*/)
{
    return readBack(answerTo(port_words::reading(unit, count, true, table, address)), port_words::wordsIn, m_file);
}

Result<std::vector<bool>> PlaybackPort::readBits(int unit, ModbusTable table, std::uint16_t address,
                                                 std::uint16_t count, Instant /*deadline*/)
{
    return readBack(answerTo(port_words::reading(unit, count, false, table, address)), port_words::bitsIn, m_file);
}

Result<void> PlaybackPort::writeRegisters(int unit, std::uint16_t address, std::span<const std::uint16_t> registers,
                                          bool /*single*/, Instant /*deadline*/)
{
    return doneAs(port_words::writing(unit, false, address, registers));
}

Result<void> PlaybackPort::writeWideRegisters(int unit, std::uint16_t address, std::span<const std::uint16_t> words,
                                              Instant /*deadline*/)
{
    return doneAs(port_words::writing(unit, true, address, words));
}

Result<void> PlaybackPort::writeCoil(int unit, std::uint16_t address, bool on, bool /*single*/, Instant /*deadline*/)
{
    return doneAs(port_words::writingCoil(unit, address, on));
}

Result<std::size_t> PlaybackPort::drain(Duration /*silence*/, Instant /*deadline*/)
{
    return readBack(answerTo(std::string(port_words::draining)), port_words::bytesIn, m_file);
}

} // namespace tgc::drivers
