// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/session/method_file.h"
#include "db/store.h"

namespace tgc::session {

/// Keeps the method's text in the store; the same text under the same name is the same record. Empty for a method
/// without a text: there is nothing to keep.
[[nodiscard]] Result<std::optional<db::RecordId>> keepMethod(db::Store &store, const Method &method);

/// What one channel of a stored integration was made from: its method, targets, expected width and own events, to go on
/// from with the method's algorithm. A channel that the record does not know has the method alone. Integrity: the record
/// cannot be read.
[[nodiscard]] Result<Processing> inputsOf(const db::NewResult &integration, const std::optional<Method> &method,
                                          const std::string &channel);

/// The method with the algorithm and version that a stored integration was made with. Integrity where this program has
/// no such version.
[[nodiscard]] Result<Processing> replayedMethod(const db::NewResult &integration, const std::optional<Method> &method);

/// `inputsOf` with the algorithm and version it was made with: `integrate` then gives the stored bits. Integrity too
/// where this program has no such version.
[[nodiscard]] Result<Processing> replayOf(const db::NewResult &integration, const std::optional<Method> &method,
                                          const std::string &channel);

/// The method of a stored result; empty where it had none.
[[nodiscard]] Result<std::optional<Method>> methodOf(const db::Store &store, const db::NewResult &result);

/// "h2 version 2".
[[nodiscard]] std::string methodName(const db::StoredMethod &method);

/// Those of all methods, by the key of the record.
[[nodiscard]] Result<std::map<db::RecordId, std::string>> methodNames(const db::Store &store);

} // namespace tgc::session
