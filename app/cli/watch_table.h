// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "app/cli/table_text.h"
#include "app/session/watch/folder_watch.h"

namespace tgc::cli {

/// One file of `tgc watch` as a row of its table.
[[nodiscard]] formats::OutTable watchRow(const watch::FileRow &row);
/// The same for the eye: a sentence.
[[nodiscard]] std::string watchSentence(const watch::FileRow &row);
/// As it is printed: a sentence, or the row as CSV (the header only where it is the first) or JSON.
[[nodiscard]] std::string watchText(const watch::FileRow &row, Format format, bool first);

} // namespace tgc::cli
