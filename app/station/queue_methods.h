// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "app/session/bench/bench.h"

namespace tgc::station {

/// The processing method that a line of the queue names: a file of that name, or that name with `.toml` behind it, in
/// `folder` (of the queue's file), else beside the bench file; or a whole path. Empty: there is no such file. BadInput: the
/// file is no method, with its line; Io: it cannot be read.
[[nodiscard]] Result<std::optional<bench::MethodText>> queueMethod(const std::string &method, const std::string &folder,
                                                                   const std::filesystem::path &benchFolder);

} // namespace tgc::station
