// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>

namespace tgc::db {

/// Time since the machine was started, asleep too: a clock that nobody sets.
[[nodiscard]] std::chrono::nanoseconds systemUptime();

/// Of the machine's start that the uptime counts from; empty where the system does not tell.
[[nodiscard]] const std::string &bootId();

} // namespace tgc::db
