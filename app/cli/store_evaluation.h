// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/formats/table.h"
#include "app/session/method_file.h"
#include "db/store.h"

namespace tgc::cli {

/// Stores the chromatograms that a table names in its column `trace`, with their peaks and the method; runs by trace name. A file that
/// is there already is linked, not stored again.
[[nodiscard]] Result<std::map<std::string, db::RecordId>> storeTraces(db::Store &store, const formats::TextTable &table,
                                                                      const std::filesystem::path &folder,
                                                                      const std::string &kind,
                                                                      const session::Method &method);

/// The samples (or blanks, or standards) of a table, their draws linked to the runs their areas come from.
[[nodiscard]] Result<void> storeSamples(db::Store &store, const formats::TextTable &table, db::SampleKind kind,
                                        Source source, const std::map<std::string, db::RecordId> &runs);

} // namespace tgc::cli
