// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "app/session/day/vial_step.h"

namespace tgc::watch {

using day::TimePoint;

/// A file as a look into the folder found it.
struct SeenFile {
    std::string file; ///< name within the folder, "/" between folders
    std::uintmax_t bytes = 0;
    TimePoint written{}; ///< when it was last written, by the clock of the file system
    bool operator==(const SeenFile &) const = default;
};

/// Which files of a folder are complete: not written to while one looked on for a while. Whether a file is old by its own
/// date says nothing: the clock of a network folder may be off, and copying keeps dates.
class SettledFiles {
public:
    using Steady = std::chrono::steady_clock::time_point;

    explicit SettledFiles(std::chrono::milliseconds settle) : m_settle(settle) {}

    /// Takes what the folder holds now; gives those files that have become complete, each once, and again after it was
    /// written to anew. A file that is gone is forgotten; the folder that cannot be read is not the same as an empty one
    /// and must not be told here.
    [[nodiscard]] std::vector<SeenFile> look(const std::vector<SeenFile> &folder, Steady now);
    /// It was not complete after all, or could not be read: once more after the same time.
    void again(const std::string &file, Steady now);
    /// Files that are still being watched.
    [[nodiscard]] std::size_t waiting() const;

private:
    struct Watched {
        SeenFile seen;
        Steady since; ///< unchanged
        bool given = false;
    };
    std::chrono::milliseconds m_settle;
    std::map<std::string, Watched> m_files;
};

} // namespace tgc::watch
