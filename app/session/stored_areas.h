// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "app/session/evaluate.h"

namespace tgc::session {

/// Areas for the `trace` column from the store: the peak named H2 in the latest integration of the named run (`R12`, or
/// the file it was imported from). Opens the store for reading by itself, so that a worker thread may use it.
[[nodiscard]] TraceIntegrator storedAreas(const std::filesystem::path &storeFile);

} // namespace tgc::session
