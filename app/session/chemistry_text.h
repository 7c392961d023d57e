// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tgc::session {

/// resources/chemistry/metals.toml and parts.toml as they were when the program was built.
extern const char *const metalsText;
extern const char *const partsText;

} // namespace tgc::session
