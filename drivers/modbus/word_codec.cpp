// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/modbus/word_codec.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>

namespace tgc::drivers {

namespace {

constexpr std::array<std::pair<std::string_view, WordType>, 12> names{{{"bool", WordType::Bool},
                                                                       {"u16", WordType::U16},
                                                                       {"i16", WordType::I16},
                                                                       {"u32", WordType::U32},
                                                                       {"i32", WordType::I32},
                                                                       {"u64", WordType::U64},
                                                                       {"i64", WordType::I64},
                                                                       {"f32", WordType::F32},
                                                                       {"f64", WordType::F64},
                                                                       {"bcd16", WordType::Bcd16},
                                                                       {"bitfield", WordType::Bitfield},
                                                                       {"enum", WordType::Enum}}};

/// Words in the order of significance, from or to the order on the wire: every order is its own inverse.
std::vector<std::uint16_t> reordered(std::span<const std::uint16_t> words, WordOrder order)
{
    std::vector<std::uint16_t> out(words.begin(), words.end());
    if (out.size() < 2) {
        return out; // one register is high byte first whatever the order
    }
    if (order == WordOrder::CDAB || order == WordOrder::DCBA) {
        std::reverse(out.begin(), out.end());
    }
    if (order == WordOrder::BADC || order == WordOrder::DCBA) {
        for (std::uint16_t &word : out) {
            word = static_cast<std::uint16_t>((word << 8U) | (word >> 8U));
        }
    }
    return out;
}

Result<Value> bcd(std::uint16_t word)
{
    std::uint64_t value = 0;
    for (int shift = 12; shift >= 0; shift -= 4) {
        const unsigned digit = (word >> shift) & 0xFU;
        if (digit > 9) {
            return fail(ErrorCode::Device, "the register holds no four decimal digits");
        }
        value = value * 10 + digit;
    }
    return value;
}

std::string text(std::span<const std::uint16_t> words, int bytes)
{
    std::string out;
    for (const std::uint16_t word : words) {
        out.push_back(static_cast<char>(word >> 8U));
        out.push_back(static_cast<char>(word & 0xFFU));
    }
    out.resize(static_cast<std::size_t>(bytes));
    const std::size_t last = out.find_last_not_of(std::string("\0 ", 2));
    out.resize(last == std::string::npos ? 0 : last + 1);
    return out;
}

std::vector<std::uint16_t> wordsOf(std::uint64_t bits, int count)
{
    std::vector<std::uint16_t> words;
    for (int i = count - 1; i >= 0; --i) {
        words.push_back(static_cast<std::uint16_t>(bits >> (16 * i)));
    }
    return words;
}

/// The value as a whole number between `low` and `high`, in two's complement.
Result<std::uint64_t> whole(const Value &value, std::int64_t low, std::uint64_t high)
{
    const auto refuse = [&] {
        return fail(ErrorCode::BadInput,
                    "the value must be a whole number from " + std::to_string(low) + " to " + std::to_string(high));
    };
    if (const auto *u = std::get_if<std::uint64_t>(&value)) {
        return *u <= high ? Result<std::uint64_t>(*u) : refuse();
    }
    if (const auto *i = std::get_if<std::int64_t>(&value)) {
        const bool fits = *i >= low && (*i < 0 || static_cast<std::uint64_t>(*i) <= high);
        return fits ? Result<std::uint64_t>(static_cast<std::uint64_t>(*i)) : refuse();
    }
    if (const auto *b = std::get_if<bool>(&value)) {
        return static_cast<std::uint64_t>(*b ? 1 : 0);
    }
    double number = std::numeric_limits<double>::quiet_NaN();
    if (const auto *d = std::get_if<double>(&value)) {
        number = *d;
    } else if (const auto *f = std::get_if<float>(&value)) {
        number = *f;
    }
    // Beyond 2^53 a double names no single whole number.
    if (!(std::abs(number) <= 9007199254740992.0) || number != std::floor(number)) {
        return refuse();
    }
    return whole(Value(static_cast<std::int64_t>(number)), low, high);
}

/// The range of a whole-number type; `high` of 0 for the others.
struct WholeRange {
    std::int64_t low = 0;
    std::uint64_t high = 0;
};

WholeRange rangeOf(WordType type)
{
    switch (type) {
    case WordType::Bool: return {0, 1};
    case WordType::U16:
    case WordType::Bitfield:
    case WordType::Enum: return {0, 0xFFFF};
    case WordType::I16: return {-32768, 32767};
    case WordType::U32: return {0, 0xFFFFFFFF};
    case WordType::I32: return {-2147483648LL, 2147483647};
    case WordType::U64: return {0, std::numeric_limits<std::uint64_t>::max()};
    case WordType::I64:
        return {std::numeric_limits<std::int64_t>::min(),
                static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())};
    case WordType::Bcd16: return {0, 9999};
    case WordType::F32:
    case WordType::F64:
    case WordType::String: break;
    }
    return {};
}

Result<std::vector<std::uint16_t>> encodeText(const Value &value, int bytes)
{
    const auto *given = std::get_if<std::string>(&value);
    if (given == nullptr || given->size() > static_cast<std::size_t>(bytes)) {
        return fail(ErrorCode::BadInput, "the value must be a text of at most " + std::to_string(bytes) + " bytes");
    }
    std::string padded = *given;
    padded.resize(static_cast<std::size_t>((bytes + 1) / 2 * 2), '\0');
    std::vector<std::uint16_t> words;
    for (std::size_t i = 0; i < padded.size(); i += 2) {
        words.push_back(static_cast<std::uint16_t>((static_cast<unsigned char>(padded[i]) << 8U) |
                                                   static_cast<unsigned char>(padded[i + 1])));
    }
    return words;
}

} // namespace

std::optional<WordFormat> wordFormatFromString(std::string_view text)
{
    for (const auto &[name, type] : names) {
        if (text == name) {
            return WordFormat{type};
        }
    }
    if (text.starts_with("string(") && text.ends_with(")")) {
        text.remove_prefix(7);
        text.remove_suffix(1);
        int bytes = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), bytes);
        if (error == std::errc{} && end == text.data() + text.size() && bytes >= 1 && bytes <= 250) {
            return WordFormat{WordType::String, WordOrder::ABCD, bytes};
        }
    }
    return std::nullopt;
}

std::optional<WordOrder> wordOrderFromString(std::string_view text)
{
    constexpr std::array<std::pair<std::string_view, WordOrder>, 4> orders{
        {{"ABCD", WordOrder::ABCD}, {"CDAB", WordOrder::CDAB}, {"BADC", WordOrder::BADC}, {"DCBA", WordOrder::DCBA}}};
    for (const auto &[name, order] : orders) {
        if (text == name) {
            return order;
        }
    }
    return std::nullopt;
}

int registersOf(const WordFormat &format)
{
    switch (format.type) {
    case WordType::U32:
    case WordType::I32:
    case WordType::F32: return 2;
    case WordType::U64:
    case WordType::I64:
    case WordType::F64: return 4;
    case WordType::String: return (format.stringBytes + 1) / 2;
    default: return 1;
    }
}

Result<Value> decodeWords(std::span<const std::uint16_t> registers, const WordFormat &format)
{
    if (registers.size() != static_cast<std::size_t>(registersOf(format))) {
        return fail(ErrorCode::Device, "the answer has the wrong number of registers");
    }
    if (format.type == WordType::String) {
        return text(registers, format.stringBytes);
    }
    std::uint64_t bits = 0;
    for (const std::uint16_t word : reordered(registers, format.order)) {
        bits = (bits << 16U) | word;
    }
    switch (format.type) {
    case WordType::Bool: return bits != 0;
    case WordType::I16: return static_cast<std::int64_t>(static_cast<std::int16_t>(bits));
    case WordType::I32: return static_cast<std::int64_t>(static_cast<std::int32_t>(bits));
    case WordType::I64: return static_cast<std::int64_t>(bits);
    case WordType::F32: return std::bit_cast<float>(static_cast<std::uint32_t>(bits));
    case WordType::F64: return std::bit_cast<double>(bits);
    case WordType::Bcd16: return bcd(static_cast<std::uint16_t>(bits));
    default: return bits;
    }
}

Result<std::vector<std::uint16_t>> encodeWords(const Value &value, const WordFormat &format)
{
    if (format.type == WordType::String) {
        return encodeText(value, format.stringBytes);
    }
    std::uint64_t bits = 0;
    if (format.type == WordType::F32 || format.type == WordType::F64) {
        const auto number = numberOf(value);
        if (!number) {
            return fail(ErrorCode::BadInput, "the value must be a number");
        }
        if (format.type == WordType::F64) {
            bits = std::bit_cast<std::uint64_t>(*number);
        } else {
            if (std::isfinite(*number) && std::abs(*number) > std::numeric_limits<float>::max()) {
                return fail(ErrorCode::BadInput, "the value is too large for a 32-bit float");
            }
            bits = std::bit_cast<std::uint32_t>(static_cast<float>(*number));
        }
    } else {
        const WholeRange range = rangeOf(format.type);
        const auto number = whole(value, range.low, range.high);
        if (!number) {
            return fail(number.error());
        }
        bits = *number;
        if (format.type == WordType::Bcd16) {
            bits = (bits / 1000 % 10) << 12U | (bits / 100 % 10) << 8U | (bits / 10 % 10) << 4U | bits % 10;
        }
    }
    return reordered(wordsOf(bits, registersOf(format)), format.order);
}

} // namespace tgc::drivers
