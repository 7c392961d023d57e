// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "db/anchor.h"

namespace tgc::db {

/// Appends the end of one store's trail to its anchor after each transaction, and brings it onto the disk when the store
/// is closed. A store is never later than its anchor: its transactions are durable before their line is written. Private
/// to the room.
class AnchorKeeper {
public:
    AnchorKeeper(std::filesystem::path folder, const std::filesystem::path &store,
                 std::function<void(const Error &)> trouble);
    AnchorKeeper(const AnchorKeeper &) = delete;
    AnchorKeeper &operator=(const AnchorKeeper &) = delete;
    ~AnchorKeeper();

    /// What cannot be written is told once; the transaction stands all the same.
    void grew(const std::string &at_utc, const TrailHead &head);

private:
    std::filesystem::path m_folder;
    std::string m_store;
    std::function<void(const Error &)> m_trouble;
    std::filesystem::path m_written; ///< the anchor, once a line was written
    bool m_told = false;
};

} // namespace tgc::db
