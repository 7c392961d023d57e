// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <string_view>

namespace tgc::words {

/// What a flag means and what to do about it. A flag that is not known here is shown as it is.
[[nodiscard]] QString flagInWords(std::string_view flag);

/// The name of an input of the uncertainty budget as people say it.
[[nodiscard]] QString inputInWords(std::string_view input);

} // namespace tgc::words
