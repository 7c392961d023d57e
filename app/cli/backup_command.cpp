// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include <CLI/CLI.hpp>

#include "analysis/core/decimal.h"
#include "app/cli/commands.h"
#include "app/cli/store_access.h"
#include "app/formats/atomic_file.h"
#include "app/session/bench/utc.h"
#include "app/session/recording/read_spool.h"
#include "db/anchor.h"
#include "db/backup.h"

namespace tgc::cli {

namespace {

namespace fs = std::filesystem;

struct BackupOptions {
    std::string file;
    bool force = false;
};

Result<void> checkTarget(const fs::path &store, const BackupOptions &options)
{
    std::error_code ignored;
    if (fs::equivalent(store, options.file, ignored)) {
        return fail(ErrorCode::BadInput, options.file + ": is the store itself; name another file for its backup");
    }
    if (fs::exists(options.file, ignored) && !options.force) {
        return fail(ErrorCode::BadInput,
                    options.file + ": is there already; name another file, or say --force to replace it");
    }
    return {};
}

/// A later `tgc verify` tells the backup from a store that was put back.
void anchorBackup(Context &context, const fs::path &store, const BackupOptions &options, const db::TrailHead &head)
{
    db::AnchorLine line;
    line.at_utc = bench::utcNow();
    line.head = head;
    line.file = db::anchoredPlace(store);
    const fs::path anchor = db::anchorFile(Context::anchorFolder(), head.storeId);
    auto written = db::appendToAnchor(anchor, line, false);
    line.event = db::AnchorEvent::Backup;
    line.file = db::anchoredPlace(options.file);
    written = written ? db::appendToAnchor(anchor, line, true) : written;
    if (!written) {
        context.console.warning(written.error().message +
                                "; the backup is whole, but `tgc verify` will take it for an older copy");
    }
}

void backup(Context &context, const BackupOptions &options)
{
    const fs::path store = context.databasePath();
    std::error_code ignored;
    if (const auto known = openForReading(context); !known) {
        context.console.error(known.error());
        return;
    }
    if (const auto target = checkTarget(store, options); !target) {
        context.console.error(target.error());
        return;
    }
    Progress progress(context.console, "backup, percent", 100);
    db::TrailHead head;
    const auto written = formats::replaceFile(options.file, [&](const fs::path &temporary) -> Result<void> {
        const auto copied = db::copyStore(store, temporary, {}, [&](double part) {
            progress.at(static_cast<std::size_t>(100.0 * part));
            return !context.console.shouldStop();
        });
        if (!copied) {
            return fail(copied.error());
        }
        head = *copied;
        return {};
    });
    if (!written) {
        // Ctrl-C is told by the program as a whole.
        written.error().code == ErrorCode::Busy ? context.console.raise(ExitStatus::CheckFailed)
                                                : context.console.error(written.error());
        return;
    }
    anchorBackup(context, store, options, head);
    if (const auto spools = recording::spoolFilesIn(recording::spoolFolderOf(store)); !spools.empty()) {
        context.console.warning(std::to_string(spools.size()) +
                                " recordings beside the store are not in it yet, and so not in the backup (`tgc runs` "
                                "lists them, `tgc recover` takes in what is interrupted)");
    }
    const auto bytes = static_cast<double>(fs::file_size(options.file, ignored));
    if (!context.options.format) {
        constexpr double perMega = 1e6;
        context.console.write(options.file + ": " + std::to_string(head.entries) + " entries of the trail, " +
                              rounded(bytes / perMega, 1) + " MB; read back, nothing was altered\n");
        return;
    }
    context.print({"backup",
                   {"file", "store_id", "entries", "chain", "bytes"},
                   {{formats::textCell(options.file), formats::textCell(head.storeId),
                     formats::numberCell(static_cast<double>(head.entries)), formats::textCell(head.chain),
                     formats::numberCell(bytes)}}});
}

} // namespace

void addBackupCommand(CLI::App &program, Action &chosen)
{
    auto options = std::make_shared<BackupOptions>();
    CLI::App *command = program.add_subcommand("backup", "Copy the store while it is in use, and check the copy");
    command->add_option("FILE", options->file, "the backup; a store of its own, on another disk at best")
        ->type_name("")
        ->required();
    command->add_flag("--force", options->force, "replace FILE if it is there");
    command->footer(
        "A station and other programs go on writing meanwhile; the backup is the store as it stood at one "
        "moment. It is read\nback, every record against the trail, before it gets its name; a store with "
        "altered records is refused with exit\nstatus 4. Recordings that are not in the store yet are not in "
        "the backup.\n"
        "Example:\n  tgc backup /media/usb/lab-2026-03-01.sqlite --db lab.sqlite");
    command->callback([options, &chosen] { chosen = [options](Context &context) { backup(context, *options); }; });
}

} // namespace tgc::cli
