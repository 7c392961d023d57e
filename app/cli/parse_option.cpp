// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/parse_option.h"

#include <charconv>
#include <cstdint>

#include "analysis/core/decimal.h"

namespace tgc::cli {

Result<double> parseNumber(std::string_view option, std::string_view text)
{
    const auto number = parseDecimal(text);
    if (!number) {
        return fail(number.error().code, std::string(option) + ": " + number.error().message);
    }
    return number->value;
}

Result<double> parsePositive(std::string_view option, std::string_view text)
{
    auto number = parseNumber(option, text);
    if (number && !(*number > 0.0)) {
        return fail(ErrorCode::BadInput, std::string(option) + ": " + shortest(*number) + " is not above zero");
    }
    return number;
}

std::string notASeed(const std::string &text)
{
    std::uint64_t seed = 0;
    const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), seed);
    if (status == std::errc{} && end == text.data() + text.size()) {
        return {};
    }
    return "\"" + text + "\" is not a whole number from 0 to 18446744073709551615";
}

Result<Target> parseTarget(std::string_view text)
{
    const auto equals = text.find('=');
    const auto colon = text.find(':', equals == std::string_view::npos ? 0 : equals);
    if (equals == std::string_view::npos || equals == 0 || colon == std::string_view::npos) {
        return fail(ErrorCode::BadInput, "--target \"" + std::string(text) +
                                             "\" is not NAME=RT_S:HALF_WINDOW_S; write for example H2=52.1:3");
    }
    const auto retention = parseNumber("--target retention time", text.substr(equals + 1, colon - equals - 1));
    if (!retention) {
        return fail(retention.error());
    }
    const auto half = parsePositive("--target half window", text.substr(colon + 1));
    if (!half) {
        return fail(half.error());
    }
    return Target{std::string(text.substr(0, equals)), seconds(*retention), seconds(*half)};
}

} // namespace tgc::cli
