// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tgc::session {

/// resources/chemistry/metals.toml as it was when the program was built.
extern const char *const metalsText;

} // namespace tgc::session
