// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/modbus/port_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace tgc::drivers::port_words {

namespace {

constexpr std::string_view failedBegin = "failed (";
constexpr std::string_view failedEnd = "): ";
constexpr std::string_view doneWord = "done";
constexpr std::string_view bytesWord = " bytes";

constexpr std::array<std::pair<ErrorCode, std::string_view>, 7> codes = {{
    {ErrorCode::Timeout, "timeout"},
    {ErrorCode::LinkLost, "link lost"},
    {ErrorCode::Device, "device"},
    {ErrorCode::Busy, "busy"},
    {ErrorCode::Integrity, "integrity"},
    {ErrorCode::Unsupported, "unsupported"},
    {ErrorCode::BadInput, "bad input"},
}};

std::string_view nameOf(ModbusTable table)
{
    switch (table) {
    case ModbusTable::Coil: return "coils";
    case ModbusTable::Discrete: return "discrete inputs";
    case ModbusTable::Input: return "input registers";
    case ModbusTable::Holding: return "holding registers";
    }
    return "";
}

std::string question(int unit, const char *what, std::size_t count, bool wide, ModbusTable table, std::uint16_t address)
{
    return "unit " + std::to_string(unit) + what + std::to_string(count) + (wide ? " wide " : " ") +
           std::string(nameOf(table)) + " at " + std::to_string(address);
}

std::string inHex(std::span<const std::uint16_t> words)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string text;
    for (const std::uint16_t word : words) {
        if (!text.empty()) {
            text += ' ';
        }
        for (const unsigned shift : {12U, 8U, 4U, 0U}) {
            text += digits[word >> shift & 0xFU];
        }
    }
    return text;
}

} // namespace

std::string reading(int unit, std::size_t count, bool wide, ModbusTable table, std::uint16_t address)
{
    return question(unit, " reads ", count, wide, table, address);
}

std::string writing(int unit, bool wide, std::uint16_t address, std::span<const std::uint16_t> words)
{
    const std::size_t count = wide ? words.size() / 2 : words.size();
    return question(unit, " writes ", count, wide, ModbusTable::Holding, address) + ", " + inHex(words);
}

std::string writingCoil(int unit, std::uint16_t address, bool on)
{
    return question(unit, " writes ", 1, false, ModbusTable::Coil, address) + (on ? ", on" : ", off");
}

std::string answer(const std::vector<std::uint16_t> &words)
{
    return inHex(words);
}

std::string answer(const std::vector<bool> &bits)
{
    std::string text;
    for (const bool bit : bits) {
        text += bit ? '1' : '0';
    }
    return text;
}

std::string answer(std::size_t bytes)
{
    return std::to_string(bytes).append(bytesWord);
}

std::string answer()
{
    return std::string(doneWord);
}

std::string answer(const Error &error)
{
    const auto code =
        std::find_if(codes.begin(), codes.end(), [&](const auto &each) { return each.first == error.code; });
    const std::string_view name = code == codes.end() ? "device" : code->second;
    return std::string(failedBegin).append(name).append(failedEnd).append(error.message);
}

std::optional<std::vector<std::uint16_t>> wordsIn(std::string_view text)
{
    std::vector<std::uint16_t> words;
    while (!text.empty()) {
        const std::string_view digits = text.substr(0, 4);
        std::uint16_t word = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), word, 16);
        if (error != std::errc{} || digits.size() != 4 || end != digits.data() + 4 ||
            (text.size() > 4 && text[4] != ' ')) {
            return std::nullopt;
        }
        words.push_back(word);
        text.remove_prefix(std::min<std::size_t>(text.size(), 5));
    }
    return words;
}

std::optional<std::vector<bool>> bitsIn(std::string_view text)
{
    std::vector<bool> bits;
    for (const char digit : text) {
        if (digit != '0' && digit != '1') {
            return std::nullopt;
        }
        bits.push_back(digit == '1');
    }
    return bits;
}

std::optional<std::size_t> bytesIn(std::string_view text)
{
    std::size_t bytes = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), bytes);
    const bool whole = error == std::errc{} && std::string_view(end, text.data() + text.size()) == bytesWord;
    return whole ? std::optional(bytes) : std::nullopt;
}

bool isDone(std::string_view text)
{
    return text == doneWord;
}

std::optional<Error> failureIn(std::string_view text)
{
    if (!text.starts_with(failedBegin)) {
        return std::nullopt;
    }
    text.remove_prefix(failedBegin.size());
    for (const auto &[code, name] : codes) {
        if (text.starts_with(name) && text.substr(name.size()).starts_with(failedEnd)) {
            return Error{code, std::string(text.substr(name.size() + failedEnd.size()))};
        }
    }
    return std::nullopt;
}

} // namespace tgc::drivers::port_words
