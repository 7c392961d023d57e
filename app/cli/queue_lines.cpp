// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/queue_lines.h"

#include "app/cli/input_table.h"

namespace tgc::cli {

using nlohmann::json;
using station::BlockingClient;

namespace {

std::set<int> linesOf(const json &snapshot)
{
    std::set<int> lines;
    for (const json &line : snapshot.value("queue", json::array())) {
        lines.insert(line.value("line", -1));
    }
    return lines;
}

Result<json> snapshotOf(BlockingClient &client)
{
    auto reply = client.command("snapshot");
    if (!reply) {
        return fail(reply.error());
    }
    return reply->value("snapshot", json::object());
}

} // namespace

Result<json> queueRows(const std::filesystem::path &file, Console &console)
{
    const auto table = readInputTable(file, console);
    if (!table) {
        return fail(table.error());
    }
    json rows = json::array();
    for (const auto &row : table->rows) {
        json map = json::object();
        for (std::size_t i = 0; i < table->columns.size(); ++i) {
            if (!row.cells[i].empty()) {
                map[table->columns[i]] = row.cells[i];
            }
        }
        rows.push_back(std::move(map));
    }
    if (rows.empty()) {
        return fail(ErrorCode::BadInput, file.string() + ": there is no row in it");
    }
    return rows;
}

std::string folderOf(const std::filesystem::path &file)
{
    std::error_code ignored;
    return std::filesystem::absolute(file, ignored).parent_path().string();
}

Result<void> nothingFromBefore(const json &snapshot)
{
    std::string lines;
    for (const json &line : snapshot.value("queue", json::array())) {
        const std::string state = line.value("state", "");
        if (line.value("restored", false) && (state == "waiting" || state == "interrupted")) {
            lines += (lines.empty() ? "" : ", ") + line.value("line", json(0)).dump();
        }
    }
    if (lines.empty()) {
        return {};
    }
    return fail(ErrorCode::BadInput,
                "the queue holds lines of before the station was started (" + lines +
                    "), perhaps of the same vials; nothing was added. Start the station (tgc station start), look at "
                    "them (tgc queue list), then go on with them (tgc queue recover, tgc queue start) or take them out "
                    "(tgc queue recover LINE close, tgc queue remove LINE)");
}

Result<RunWatch> addLines(BlockingClient &client, const json &rows, Console &console, const std::string &folder)
{
    const auto before = snapshotOf(client);
    if (!before) {
        return fail(before.error());
    }
    const auto added = client.command("queue.add", {{"lines", rows}, {"replace", false}, {"folder", folder}});
    if (!added) {
        return fail(added.error());
    }
    for (const json &warning : added->value("warnings", json::array())) {
        console.warning(warning.get<std::string>());
    }
    const auto after = snapshotOf(client);
    if (!after) {
        return fail(after.error());
    }
    std::set<int> ours = linesOf(*after);
    for (const int line : linesOf(*before)) {
        ours.erase(line);
    }
    return RunWatch(ours, *after);
}

} // namespace tgc::cli
