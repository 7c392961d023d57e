// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "db/store.h"

/// Whole copies of a store, and putting one in a store's place.
namespace tgc::db {

/// Copies a store that others may be writing to, as it stands at one moment, into `to` (empty or not there), and reads
/// the copy back: every page, and every record against its trail. Nobody has to wait for it. The source is not written
/// to, whatever its schema. `goOn(part)` is asked now and then, with the part that is done; false ends the copy (Busy).
/// Gives the end of the copy's trail. Store, Integrity: the source cannot be read, or the copy has altered records (the
/// sentence names the first); the copy is then of no use and is the caller's to remove.
[[nodiscard]] Result<TrailHead> copyStore(const std::filesystem::path &from, const std::filesystem::path &to,
                                          const OpenOptions &options = {},
                                          const std::function<bool(double)> &goOn = {});

/// A store's file that no other program has open, and that none can open as long as this object lives.
class HeldStore {
public:
    /// A damaged file is held, too, as far as that can be seen. Store: another program has it open, or it is no store of
    /// ours.
    [[nodiscard]] static Result<HeldStore> hold(const std::filesystem::path &file, const OpenOptions &options = {});
    HeldStore(HeldStore &&) noexcept;
    HeldStore &operator=(HeldStore &&) noexcept;
    HeldStore(const HeldStore &) = delete;
    HeldStore &operator=(const HeldStore &) = delete;
    ~HeldStore();

    /// Where its trail ends; empty: it is damaged.
    [[nodiscard]] const std::optional<TrailHead> &head() const;
    /// Gives the file (and what SQLite keeps beside it) a name of its own, which must be free: whatever takes its place
    /// then, nothing is lost. Io.
    [[nodiscard]] Result<void> setAside(const std::filesystem::path &name);
    /// Undoes setAside(), where nothing took its place.
    void putBack();

private:
    struct Held;
    explicit HeldStore(std::unique_ptr<Held> held);
    std::unique_ptr<Held> m_held;
};

/// Before a file is put where no store is: what SQLite would take for a part of it (`-wal`, `-shm`) is moved aside to
/// `name` with the same ending. Io.
[[nodiscard]] Result<void> moveRemainsAside(const std::filesystem::path &file, const std::filesystem::path &name);

} // namespace tgc::db
