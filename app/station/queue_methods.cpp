// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/queue_methods.h"

#include <vector>

#include "app/formats/file_bytes.h"
#include "app/session/method_file.h"

namespace tgc::station {

namespace {

/// It goes into the head of each of the line's recordings.
constexpr std::size_t longestMethod = std::size_t{256} * 1024;

} // namespace

Result<std::optional<bench::MethodText>> queueMethod(const std::string &method, const std::string &folder,
                                                     const std::filesystem::path &benchFolder)
{
    std::vector<std::filesystem::path> folders;
    if (!folder.empty()) {
        folders.emplace_back(folder);
    }
    folders.push_back(benchFolder);
    for (const auto &where : folders) {
        for (const char *ending : {"", ".toml"}) {
            const std::filesystem::path file = where / (method + ending); // a whole path stays what it is
            std::error_code ignored;
            if (!std::filesystem::is_regular_file(file, ignored)) {
                continue;
            }
            auto read = session::readMethod(file);
            if (!read) {
                return fail(read.error());
            }
            if (read->text.size() > longestMethod) {
                return fail(ErrorCode::BadInput, file.string() + ": it is longer than 256 KiB, which no method is");
            }
            std::string hash = formats::sha256Hex(read->text);
            return bench::MethodText{std::move(read->text), std::move(hash)};
        }
    }
    return std::nullopt;
}

} // namespace tgc::station
