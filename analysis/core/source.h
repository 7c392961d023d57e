// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

namespace tgc {

/// Where a record or a number comes from. Simulated data are branded wherever they show.
enum class Source { Measured, Imported, Typed, Simulated };

[[nodiscard]] constexpr std::string_view toString(Source source)
{
    switch (source) {
    case Source::Measured: return "measured";
    case Source::Imported: return "imported";
    case Source::Typed: return "typed";
    case Source::Simulated: return "simulated";
    }
    return "typed";
}

[[nodiscard]] constexpr std::optional<Source> sourceFromString(std::string_view text)
{
    for (const Source s : {Source::Measured, Source::Imported, Source::Typed, Source::Simulated}) {
        if (toString(s) == text) {
            return s;
        }
    }
    return std::nullopt;
}

} // namespace tgc
