// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/interlock.h"

#include <algorithm>

namespace tgc::bench {

namespace {

template <class T>
std::optional<T> named(const std::vector<std::string_view> &names, std::string_view text)
{
    const auto found = std::find(names.begin(), names.end(), text);
    return found != names.end() ? std::optional(static_cast<T>(found - names.begin())) : std::nullopt;
}

} // namespace

const std::vector<std::string_view> &interlockKinds()
{
    static const std::vector<std::string_view> names{"h2-leak",         "over-pressure",        "over-temperature",
                                                     "no-carrier-flow", "titrator-over-volume", "lost-link"};
    return names;
}

const std::vector<std::string_view> &interlockActions()
{
    static const std::vector<std::string_view> names{"refuse-dose", "hold-queue", "safe-state"};
    return names;
}

std::string_view wordOf(InterlockKind kind)
{
    return interlockKinds()[static_cast<std::size_t>(kind)];
}

std::string_view wordOf(InterlockAction action)
{
    return interlockActions()[static_cast<std::size_t>(action)];
}

std::optional<InterlockKind> interlockKind(std::string_view text)
{
    return named<InterlockKind>(interlockKinds(), text);
}

std::optional<InterlockAction> interlockAction(std::string_view text)
{
    return named<InterlockAction>(interlockActions(), text);
}

bool tripsAbove(InterlockKind kind)
{
    return kind != InterlockKind::NoCarrierFlow;
}

} // namespace tgc::bench
