// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/profile/interpret.h"

#include <array>
#include <charconv>
#include <cmath>

#include "analysis/core/decimal.h"

namespace tgc::drivers {

namespace {

bool declaredInvalid(const PointSpec &point, const Value &raw)
{
    const auto number = numberOf(raw);
    for (const std::string &text : point.invalid) {
        if (number && ((text == "nan" && std::isnan(*number)) || (text == "inf" && *number == HUGE_VAL) ||
                       (text == "-inf" && *number == -HUGE_VAL))) {
            return true;
        }
        if (valueText(raw) == text) {
            return true;
        }
        const auto marked = parseDotDecimal(text);
        if (number && marked && *marked == *number) {
            return true;
        }
    }
    return false;
}

Reading bad(Reading reading, Quality quality, std::string reason)
{
    reading.value.reset();
    reading.quality = quality;
    reading.reason = std::move(reason);
    return reading;
}

std::optional<std::uint64_t> wholeFromText(const std::string &text)
{
    const bool hex = text.starts_with("0x") || text.starts_with("0X");
    std::uint64_t value = 0;
    const char *begin = text.data() + (hex ? 2 : 0);
    const auto [end, error] = std::from_chars(begin, text.data() + text.size(), value, hex ? 16 : 10);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::optional<std::int64_t> signedFromText(const std::string &text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// The raw value that scale and offset turn into what was typed; whole numbers keep all 64 bits where nothing scales.
Result<Value> rawFromText(const PointSpec &point, const std::string &text)
{
    switch (point.format.type) {
    case WordType::String: return Value(text);
    case WordType::Enum:
        for (const auto &[code, name] : point.names) {
            if (name == text) {
                return Value(code);
            }
        }
        break;
    case WordType::Bool:
        if (text == "true" || text == "on") {
            return Value(true);
        }
        if (text == "false" || text == "off") {
            return Value(false);
        }
        break;
    default: break;
    }
    if (point.format.type == WordType::Enum) {
        const auto code = wholeFromText(text);
        if (code && point.names.contains(*code)) {
            return Value(*code);
        }
        std::string names;
        for (const auto &[number, name] : point.names) {
            names += (names.empty() ? "" : ", ") + name;
        }
        return fail(ErrorCode::BadInput, "\"" + text + "\" is none of " + names);
    }
    if (!point.scaled()) {
        if (const auto unsignedValue = wholeFromText(text)) {
            return Value(*unsignedValue);
        }
        if (const auto signedValue = signedFromText(text)) {
            return Value(*signedValue);
        }
    }
    const auto number = parseDotDecimal(text);
    if (!number) {
        return fail(ErrorCode::BadInput, "\"" + text + "\" is no number");
    }
    if (!point.scaled()) {
        return Value(*number);
    }
    const double raw = (*number - point.offset) / point.scale;
    const bool real = point.format.type == WordType::F32 || point.format.type == WordType::F64;
    return Value(real ? raw : std::round(raw));
}

} // namespace

std::string valueText(const Value &value)
{
    if (const auto *text = std::get_if<std::string>(&value)) {
        return *text;
    }
    if (const auto *flag = std::get_if<bool>(&value)) {
        return *flag ? "true" : "false";
    }
    if (const auto *i = std::get_if<std::int64_t>(&value)) {
        return std::to_string(*i);
    }
    if (const auto *u = std::get_if<std::uint64_t>(&value)) {
        return std::to_string(*u);
    }
    if (const auto *f = std::get_if<float>(&value)) {
        std::array<char, 64> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), *f == 0.0F ? 0.0F : *f).ptr;
        return {digits.data(), end};
    }
    return shortest(std::get<double>(value));
}

bool equalsText(const Reading &reading, const std::string &text)
{
    if (reading.quality != Quality::Good || !reading.value) {
        return false;
    }
    if (valueText(*reading.value) == text) {
        return true;
    }
    // 64 bits do not fit a double: whole numbers are compared as such.
    const auto wanted = wholeFromText(text);
    const auto below = signedFromText(text);
    if (const auto *u = std::get_if<std::uint64_t>(&*reading.value); u != nullptr && wanted) {
        return *u == *wanted;
    }
    if (const auto *i = std::get_if<std::int64_t>(&*reading.value); i != nullptr && below) {
        return *i == *below;
    }
    const auto number = numberOf(*reading.value);
    const auto decimal = parseDotDecimal(text);
    return number && ((wanted && static_cast<double>(*wanted) == *number) || (decimal && *decimal == *number));
}

Reading readingOf(const PointSpec &point, std::span<const std::uint16_t> words)
{
    Reading reading;
    reading.point = point.id;
    reading.unit = point.unit;
    const auto decoded = decodeWords(words, point.format);
    if (!decoded) {
        return bad(std::move(reading), Quality::Invalid, point.id + ": " + decoded.error().message);
    }
    Value value = *decoded;
    const auto raw = numberOf(value);
    const bool finite = !raw || std::isfinite(*raw);
    if (declaredInvalid(point, value) || !finite) {
        return bad(std::move(reading), Quality::Invalid,
                   point.id + ": the device says it has no value (" + (finite ? valueText(value) : "NaN or infinity") +
                       ")");
    }
    if (point.format.type == WordType::Enum) {
        const auto name = point.names.find(std::get<std::uint64_t>(value));
        if (name == point.names.end()) {
            return bad(std::move(reading), Quality::Invalid,
                       point.id + ": the device sent code " + valueText(value) + ", which the profile does not name");
        }
        value = name->second;
    } else if (point.scaled()) {
        value = *raw * point.scale + point.offset;
    }
    reading.quality = Quality::Good;
    const auto number = numberOf(value);
    if (number && ((point.min && *number < *point.min) || (point.max && *number > *point.max))) {
        reading.quality = Quality::OutOfRange;
        reading.reason = point.id + ": " + valueText(value) + " is outside " +
                         (point.min ? shortest(*point.min) : "...") + " to " +
                         (point.max ? shortest(*point.max) : "...");
    }
    reading.value = std::move(value);
    return reading;
}

Result<std::vector<std::uint16_t>> wordsFor(const PointSpec &point, const std::string &text)
{
    const auto raw = rawFromText(point, text);
    if (!raw) {
        return fail(ErrorCode::BadInput, point.id + ": " + raw.error().message);
    }
    if (point.min || point.max) {
        const auto number = parseDotDecimal(text);
        const double typed = number ? *number : numberOf(*raw).value_or(0.0);
        if ((point.min && typed < *point.min) || (point.max && typed > *point.max)) {
            return fail(ErrorCode::BadInput, point.id + ": " + text + " is outside " +
                                                 (point.min ? shortest(*point.min) : "...") + " to " +
                                                 (point.max ? shortest(*point.max) : "...") + " " + point.unit);
        }
    }
    auto words = encodeWords(*raw, point.format);
    if (!words) {
        return fail(ErrorCode::BadInput, point.id + ": " + words.error().message);
    }
    return words;
}

} // namespace tgc::drivers
