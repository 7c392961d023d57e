// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "analysis/core/error.h"
#include "app/session/bench/dose_ledger.h"

namespace tgc::bench {

/// What interlocks must not forget when the station ends, however it does: which are latched, and what was dosed.
struct Remembered {
    std::map<std::string, std::string> latched; ///< name and the sentence that latched it
    std::vector<DoseEntry> doses;
};

/// The file of that memory: JSON, replaced as a whole and durable before save() returns. Without a path nothing is kept.
class InterlockMemory {
public:
    explicit InterlockMemory(std::filesystem::path file = {}) : m_file(std::move(file)) {}

    /// No file is an empty memory. An unreadable one is an error, and whoever asked must take everything for latched.
    [[nodiscard]] Result<Remembered> load() const;
    [[nodiscard]] Result<void> save(const Remembered &memory) const;

private:
    std::filesystem::path m_file;
};

} // namespace tgc::bench
