// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/core/decimal.h"

#include <array>
#include <charconv>
#include <cmath>
#include <system_error>

namespace tgc {

namespace {

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n\f\v";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string quoted(std::string_view text)
{
    return "\"" + std::string(text.substr(0, 40)) + "\"";
}

} // namespace

Result<double> parseDotDecimal(std::string_view text)
{
    std::string_view digits = trimmed(text);
    if (digits.empty()) {
        return fail(ErrorCode::BadInput, "a number is missing");
    }
    // from_chars knows no leading plus.
    if (digits.front() == '+' && digits.size() > 1 && digits[1] != '-' && digits[1] != '+') {
        digits.remove_prefix(1);
    }
    double value = 0.0;
    const auto [end, status] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (status == std::errc::result_out_of_range) {
        // Too small rounds to zero without harm; too large has no meaning here.
        const bool tiny = digits.find("e-") != std::string_view::npos || digits.find("E-") != std::string_view::npos;
        if (!tiny) {
            return fail(ErrorCode::BadInput, quoted(digits) + " is too large a number");
        }
        return 0.0;
    }
    if (status != std::errc{} || end != digits.data() + digits.size()) {
        return fail(ErrorCode::BadInput, quoted(digits) + " is not a number");
    }
    if (!std::isfinite(value)) {
        return fail(ErrorCode::BadInput, quoted(digits) + " is not a finite number");
    }
    return value;
}

Result<Decimal> parseDecimal(std::string_view text)
{
    std::string canonical(trimmed(text));
    const auto comma = canonical.find(',');
    if (comma != std::string::npos) {
        if (canonical.find(',', comma + 1) != std::string::npos || canonical.find('.') != std::string::npos) {
            return fail(ErrorCode::BadInput,
                        quoted(canonical) + " is ambiguous: write it with one decimal sign and no thousands separator");
        }
        canonical[comma] = '.';
    }
    auto value = parseDotDecimal(canonical);
    if (!value) {
        return fail(value.error());
    }
    return Decimal{*value, std::move(canonical), comma != std::string::npos};
}

std::string shortest(double value)
{
    if (!std::isfinite(value)) {
        return {};
    }
    if (value == 0.0) {
        return "0";
    }
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    return {buffer.data(), end};
}

std::string rounded(double value, int decimals)
{
    const double scale = std::pow(10.0, decimals);
    if (!(std::abs(value) < 1e9)) {
        return "very much";
    }
    const auto whole = static_cast<long long>(std::llround(std::abs(value) * scale));
    std::string digits = std::to_string(whole);
    const auto places = static_cast<std::size_t>(decimals);
    if (digits.size() <= places) {
        digits.insert(0, places + 1 - digits.size(), '0');
    }
    if (places > 0) {
        digits.insert(digits.size() - places, ".");
    }
    return (value < 0 && whole != 0 ? "-" : "") + digits;
}

} // namespace tgc
