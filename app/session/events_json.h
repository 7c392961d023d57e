// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/core/error.h"
#include "analysis/peaks/integration_event.h"

namespace tgc::session {

/// A run's own event table as it is stored with a result and kept in drafts: an array of
/// {"event","time_s","end_s","value","reason"}, value as text, in the order of the rows. What is read back is equal.
[[nodiscard]] std::string eventsJson(std::span<const IntegrationEvent> events);

/// Integrity: this is no such array, or holds an event that is not known here.
[[nodiscard]] Result<std::vector<IntegrationEvent>> eventsFromJson(std::string_view json);

} // namespace tgc::session
