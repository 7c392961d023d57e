// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cctype>
#include <memory>

#include <CLI/CLI.hpp>

#include "app/cli/commands.h"
#include "app/cli/context.h"
#include "app/cli/station_access.h"
#include "app/formats/atomic_file.h"
#include "app/session/bench/utc.h"
#include "app/session/recording/read_spool.h"
#include "db/anchor.h"
#include "db/backup.h"

namespace tgc::cli {

namespace {

namespace fs = std::filesystem;

/// What a restore has done.
struct Restored {
    db::TrailHead backup;              ///< of the backup as it was
    db::TrailHead head;                ///< of the store that stands in its place now
    std::optional<db::TrailHead> before;
    std::optional<fs::path> setAside;  ///< the store before; empty: there was none
};

/// lab.sqlite -> lab.before-restore-20260301T120000Z.sqlite; with a number where that is taken.
fs::path nameAside(const fs::path &store)
{
    std::string stamp;
    for (const char c : bench::utcNow().substr(0, 19)) {
        if (std::isdigit(static_cast<unsigned char>(c)) != 0 || c == 'T') {
            stamp += c;
        }
    }
    const std::string stem = store.stem().string() + ".before-restore-" + stamp + "Z";
    std::error_code ignored;
    fs::path name = store.parent_path() / (stem + store.extension().string());
    for (int i = 2; fs::exists(name, ignored); ++i) {
        name = store.parent_path() / (stem + "-" + std::to_string(i) + store.extension().string());
    }
    return name;
}

/// Nobody may be about to write: a station writes only when a run has ended, and has the store closed until then.
Result<void> checkIdle(const fs::path &store)
{
    if (const auto benches = stationsWritingTo(store); !benches.empty()) {
        return fail(ErrorCode::Store, "the station of bench " + benches.front() + " records into " + store.string() +
                                          ": stop it first (`tgc station stop --bench " + benches.front() +
                                          "`); nothing was changed");
    }
    for (const fs::path &spool : recording::spoolFilesIn(recording::spoolFolderOf(store))) {
        if (recording::isOwned(spool)) {
            return fail(ErrorCode::Store, "the run " + spool.stem().string() + " is being recorded for " +
                                              store.string() + ": wait for its end; nothing was changed");
        }
    }
    return {};
}

/// Brings the copy to this program's schema and notes in its trail where it comes from. No anchor yet: it has no place.
Result<db::TrailHead> prepare(const fs::path &copy, const db::RestoreNote &note)
{
    auto store = db::Store::open(copy);
    return store ? store->noteRestored(note) : fail(store.error());
}

Result<Restored> restore(const fs::path &store, const fs::path &backup, const std::function<bool(double)> &goOn)
{
    std::error_code ignored;
    if (fs::equivalent(store, backup, ignored)) {
        return fail(ErrorCode::BadInput, backup.string() + ": is the store itself; name a backup of it");
    }
    if (!fs::exists(backup, ignored)) {
        return fail(ErrorCode::BadInput,
                    backup.string() + ": there is no such backup; name one that `tgc backup` wrote");
    }
    if (auto idle = checkIdle(store); !idle) {
        return fail(idle.error());
    }
    fs::create_directories(store.parent_path(), ignored); // of a new machine; writing tells what is wrong
    Restored done;
    std::optional<db::HeldStore> held; // until the new store stands in its place
    const fs::path aside = nameAside(store);
    const auto replaced = formats::replaceFile(store, [&](const fs::path &temporary) -> Result<void> {
        const auto copied = db::copyStore(backup, temporary, {}, goOn);
        if (!copied) {
            return fail(copied.error());
        }
        done.backup = *copied;
        if (fs::exists(store, ignored)) {
            auto taken = db::HeldStore::hold(store);
            if (!taken) {
                return fail(taken.error());
            }
            held.emplace(std::move(*taken));
            done.before = held->head();
            done.setAside = aside;
        }
        const auto head = prepare(temporary, {fs::absolute(backup, ignored).string(), done.backup, done.before,
                                              done.setAside ? done.setAside->filename().string() : std::string()});
        if (!head) {
            return fail(head.error());
        }
        done.head = *head;
        return held ? held->setAside(aside) : db::moveRemainsAside(store, aside);
    });
    if (!replaced) {
        if (held) {
            held->putBack();
        }
        return fail(replaced.error());
    }
    return done;
}

void anchorRestore(Context &context, const fs::path &store, const Restored &done)
{
    db::AnchorLine line;
    line.event = db::AnchorEvent::Restored;
    line.at_utc = bench::utcNow();
    line.head = done.head;
    line.file = store.string();
    line.backupEntries = done.backup.entries;
    const auto written = db::appendToAnchor(db::anchorFile(Context::anchorFolder(), done.head.storeId), line, true);
    if (!written) {
        context.console.warning(written.error().message +
                                "; `tgc verify` will take the restored store for one that was put back in secret");
    }
}

void runRestore(Context &context, const std::string &backup)
{
    const fs::path store =
        db::anchoredPlace(context.databasePath()); // so that what is set aside lies beside the file itself
    Progress progress(context.console, "restore, percent", 100);
    const auto done = restore(store, backup, [&](double part) {
        progress.at(static_cast<std::size_t>(100.0 * part));
        return !context.console.shouldStop();
    });
    if (!done) {
        done.error().code == ErrorCode::Busy ? context.console.raise(ExitStatus::CheckFailed)
                                             : context.console.error(done.error());
        return;
    }
    anchorRestore(context, store, *done);
    if (done->before && done->before->storeId != done->head.storeId) {
        context.console.warning("the backup is of another store than the one that was there: " + done->head.storeId +
                                " in the place of " + done->before->storeId);
    }
    const std::string aside = done->setAside ? done->setAside->string() : std::string();
    if (context.options.format) {
        context.print(
            {"restored",
             {"file", "store_id", "entries", "chain", "backup_entries", "set_aside"},
             {{formats::textCell(store.string()), formats::textCell(done->head.storeId),
               formats::numberCell(static_cast<double>(done->head.entries)), formats::textCell(done->head.chain),
               formats::numberCell(static_cast<double>(done->backup.entries)), formats::textCell(aside)}}});
        return;
    }
    context.console.write(store.string() + ": restored from " + backup + ", " + std::to_string(done->backup.entries) +
                          " entries of the trail\n");
    context.console.write(aside.empty() ? std::string("there was no store before\n")
                                        : "the store before is kept as " + aside + "\n");
}

} // namespace

void addRestoreCommand(CLI::App &program, Action &chosen)
{
    auto file = std::make_shared<std::string>();
    CLI::App *command = program.add_subcommand("restore", "Put a backup in the place of the store, and keep the store");
    command->add_option("FILE", *file, "a backup, as `tgc backup` wrote it; it stays as it is")
        ->type_name("")
        ->required();
    command->footer(
        "The backup is read first, every record against its trail; one with altered records is refused with "
        "exit status 4.\nThe store that is there is set aside beside it, as "
        "NAME.before-restore-DATE.sqlite, never deleted. Refused while a\nstation or another program has the "
        "store open. A backup of an earlier version is brought up to date. The audit trail\nand the anchor "
        "keep that it was restored, so that `tgc verify` tells this from a store put back in secret.\n"
        "Example:\n  tgc restore /media/usb/lab-2026-03-01.sqlite --db lab.sqlite");
    command->callback([file, &chosen] { chosen = [file](Context &context) { runRestore(context, *file); }; });
}

} // namespace tgc::cli
