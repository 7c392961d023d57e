// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/watch/scan_folder.h"

#include <algorithm>
#include <array>

namespace tgc::watch {

namespace {

namespace fs = std::filesystem;

constexpr int deepest = 4;

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

bool isHalfOfSomething(const std::string &name)
{
    constexpr std::array<std::string_view, 5> endings{".tmp", ".temp", ".part", ".partial", ".crdownload"};
    return name.starts_with('.') || name.starts_with('~') ||
           std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return name.ends_with(ending); });
}

/// Of an Agilent folder: signals and exported reports and tables. Methods, logs and lists lie beside them.
bool mayBeChromatogramOfVendor(const std::string &name)
{
    return name.ends_with(".ch") || name.ends_with(".csv") || name.ends_with(".cdf") ||
           (name.starts_with("report") && name.ends_with(".txt"));
}

TimePoint lastWritten(fs::file_time_type written)
{
    return std::chrono::time_point_cast<TimePoint::duration>(std::chrono::file_clock::to_sys(written));
}

void look(const fs::path &folder, const std::string &prefix, int depth, bool vendors, FolderScan &found,
          std::error_code &error)
{
    fs::directory_iterator entries(folder, error);
    if (error) {
        return;
    }
    for (const fs::directory_iterator end; entries != end; entries.increment(error)) {
        const std::string name = entries->path().filename().string();
        std::error_code own;
        const auto kind = entries->symlink_status(own).type();
        if (own || isHalfOfSomething(lower(name))) {
            continue; // gone meanwhile, or not for us
        }
        if (kind == fs::file_type::directory) {
            if (depth < deepest) {
                std::error_code inside;
                look(entries->path(), prefix + name + "/", depth + 1, vendors || lower(name).ends_with(".d"), found,
                     inside);
                if (inside && inside != std::errc::no_such_file_or_directory) {
                    found.unreadable.push_back(prefix + name + ": this folder cannot be read (" + inside.message() +
                                               "); check its permissions");
                }
            }
            continue;
        }
        if (vendors && !mayBeChromatogramOfVendor(lower(name))) {
            continue;
        }
        SeenFile seen;
        seen.file = prefix + name;
        const bool regular = fs::is_regular_file(entries->path(), own); // also through a link
        seen.bytes = own || !regular ? 0 : fs::file_size(entries->path(), own);
        if (regular && !own) {
            const auto written = fs::last_write_time(entries->path(), own);
            seen.written = own ? TimePoint() : lastWritten(written);
        }
        if (regular && !own) {
            found.files.push_back(std::move(seen));
        }
    }
}

} // namespace

Result<FolderScan> scanFolder(const fs::path &folder)
{
    FolderScan found;
    std::error_code error;
    look(folder, "", 0, lower(folder.filename().string()).ends_with(".d"), found, error);
    if (error) {
        return fail(ErrorCode::Io, folder.string() + ": this folder cannot be read (" + error.message() +
                                       "); check its name, its permissions, and whether a network folder is connected");
    }
    std::sort(found.files.begin(), found.files.end(),
              [](const SeenFile &a, const SeenFile &b) { return a.file < b.file; });
    return found;
}

} // namespace tgc::watch
