// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <memory>

#include <CLI/CLI.hpp>

#include "app/cli/commands.h"
#include "app/cli/store_access.h"
#include "app/cli/store_tables.h"
#include "app/formats/atomic_file.h"
#include "app/formats/write_csv.h"
#include "db/archive.h"

namespace tgc::cli {

using formats::numberCell;
using formats::textCell;

namespace {

namespace fs = std::filesystem;

struct ArchiveOptions {
    std::string group;
    std::string out;
    bool force = false;
};

/// What is kept as CSV beside the records.
Result<std::vector<db::ArchiveFile>> filesOf(const db::Store &store, const std::string &group)
{
    const auto breakdown = breakdownTable(store, group);
    const auto peaks = peakTable(store, std::nullopt, group);
    db::SampleFilter own;
    own.group = group;
    const auto samples = sampleTable(store, own);
    if (!breakdown || !peaks || !samples) {
        return fail(!breakdown ? breakdown.error() : !peaks ? peaks.error() : samples.error());
    }
    return std::vector<db::ArchiveFile>{{"breakdown.csv", formats::csvDocument(*breakdown)},
                                        {"peaks.csv", formats::csvDocument(*peaks)},
                                        {"samples.csv", formats::csvDocument(*samples)}};
}

Result<db::ArchivedGroup> write(Context &context, const ArchiveOptions &options)
{
    const auto store = openForReading(context);
    if (!store) {
        return fail(store.error());
    }
    std::error_code ignored;
    if (fs::equivalent(store->file(), options.out, ignored)) {
        return fail(ErrorCode::BadInput, options.out + ": is the store itself; name another file for its archive");
    }
    if (fs::exists(options.out, ignored) && !options.force) {
        return fail(ErrorCode::BadInput,
                    options.out + ": is there already; name another file, or say --force to replace it");
    }
    const auto files = filesOf(*store, options.group);
    if (!files) {
        return fail(files.error());
    }
    db::OpenOptions how;
    how.operatorName = context.operatorName();
    db::ArchivedGroup told;
    const auto written = formats::replaceFile(options.out, [&](const fs::path &temporary) -> Result<void> {
        auto archived = db::writeArchive(*store, options.group, temporary, *files, how);
        if (!archived) {
            for (const char *beside : {"-wal", "-shm"}) {
                fs::remove(temporary.string() + beside, ignored);
            }
            // Of the archive, not of the store: that is only read.
            return fail(archived.error().code == ErrorCode::Store ? ErrorCode::Io : archived.error().code,
                        options.out + ": cannot be written: " + archived.error().message);
        }
        told = std::move(*archived);
        return {};
    });
    if (!written) {
        return fail(written.error());
    }
    constexpr auto readable = fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read;
    fs::permissions(options.out, readable, ignored);
    return told;
}

void archive(Context &context, const ArchiveOptions &options)
{
    const auto told = write(context, options);
    if (!told) {
        context.console.error(told.error());
        return;
    }
    formats::OutTable table{"archive", {"table", "records"}, {}};
    for (const auto &[name, count] : told->records) {
        table.rows.push_back({textCell(name), numberCell(static_cast<double>(count))});
    }
    table.rows.push_back({textCell("origin_trail"), numberCell(static_cast<double>(told->originEntries))});
    context.print(table);
    context.console.info(options.out + ": read back, every record as the store wrote it");
}

} // namespace

void addArchiveCommand(CLI::App &program, Action &chosen)
{
    auto options = std::make_shared<ArchiveOptions>();
    CLI::App *command = program.add_subcommand("archive", "Put all there is of a group into one file for the shelf");
    command->add_option("GROUP", options->group, "the group (see `tgc samples`)")->type_name("")->required();
    command->add_option("--out", options->out, "the archive, an SQLite file")->type_name("FILE")->required();
    command->add_flag("--force", options->force, "replace FILE if it is there");
    command->footer(
        "It holds the group's samples and the blanks, their draws, runs with raw signals, every version of the "
        "results,\n"
        "calibrations, methods, approvals, what the audit trail says of them, and the tables as CSV. It needs nothing "
        "but\n"
        "sqlite3: `sqlite3 FILE 'SELECT text FROM readme'` tells what is in it. For tgc it is a store that cannot be\n"
        "written to: `tgc samples --db FILE`, `tgc verify --db FILE`.\n"
        "Example:\n  tgc archive carbonate --out carbonate-2026.sqlite --db lab.sqlite");
    command->callback([options, &chosen] { chosen = [options](Context &context) { archive(context, *options); }; });
}

} // namespace tgc::cli
