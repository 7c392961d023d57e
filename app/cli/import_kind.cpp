// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/import_kind.h"

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

#include "app/formats/import_cycler.h"

namespace tgc::cli {

namespace {

constexpr std::size_t longestHeader = std::size_t{64} * 1024;

std::string startOf(std::istream &in)
{
    std::string start(longestHeader, '\0');
    in.read(start.data(), static_cast<std::streamsize>(start.size()));
    start.resize(static_cast<std::size_t>(in.gcount()));
    return start;
}

/// The first line that is neither blank nor a comment.
std::string headerLine(const std::string &start)
{
    std::size_t at = start.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    while (at < start.size()) {
        const std::size_t end = std::min(start.find_first_of("\r\n", at), start.size());
        if (end > at && start[at] != '#') {
            return start.substr(at, end - at);
        }
        at = end + 1;
    }
    return {};
}

std::vector<std::string> names(const std::string &header)
{
    std::vector<std::string> found(1);
    for (const char c : header) {
        if (c == ',' || c == ';' || c == '\t') {
            found.emplace_back();
        } else if (c != '"' && c != ' ') {
            found.back() += c;
        }
    }
    return found;
}

} // namespace

Result<ImportKind> importKindOf(const std::filesystem::path &file)
{
    std::error_code ignored;
    if (std::filesystem::is_directory(file, ignored)) {
        return ImportKind::Chromatogram; // whose readers say what is wrong with it
    }
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        return fail(ErrorCode::BadInput, file.string() + ": cannot be opened; check the name and the permissions");
    }
    const std::string start = startOf(in);
    const std::vector<std::string> columns = names(headerLine(start));
    const auto has = [&](std::string_view name) {
        return std::find(columns.begin(), columns.end(), name) != columns.end();
    };
    if (has("sample_id")) {
        return ImportKind::Samples;
    }
    if (has("level")) {
        return ImportKind::Standards;
    }
    return formats::hasCyclerHeadings(start) ? ImportKind::Cycler : ImportKind::Chromatogram;
}

} // namespace tgc::cli
