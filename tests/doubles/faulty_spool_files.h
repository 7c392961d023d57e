// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <condition_variable>
#include <functional>
#include <limits>
#include <map>
#include <mutex>
#include <random>
#include <set>

#include "app/session/recording/spool_file.h"

namespace tgc::test {

/// A disk that fills up, that is slow, whose syncs fail, and whose power can be cut: what was not synced is then there
/// by sectors, in any order, or not at all. It behaves as Linux does after a failed sync: what was dirty counts as clean
/// and is never written (the pages are dropped), so that a second sync succeeds and saves nothing.
class FaultyDisk final : public recording::SpoolFiles {
public:
    using Bytes = std::vector<std::uint8_t>;
    static constexpr std::size_t sector = 512;

    // What goes wrong; may be changed at any time.
    void setRoom(std::uint64_t bytes)
    {
        locked([&] { m_room = bytes; });
    } ///< of the file; more is refused
    void failSyncs(int count)
    {
        locked([&] { m_failingSyncs = count; });
    }
    void closeGate()
    {
        locked([&] { m_gateOpen = false; });
    } ///< a sync waits as long as the gate is closed
    void openGate()
    {
        locked([&] { m_gateOpen = true; });
        m_gate.notify_all();
    }
    /// Called in the midst of every append and sync, with the disk in between.
    void setWatcher(std::function<void()> watcher)
    {
        locked([&] { m_watcher = std::move(watcher); });
    }

    [[nodiscard]] int syncs() const
    {
        const std::lock_guard lock(m_mutex);
        return m_syncs;
    }
    /// As a program reads the file now.
    [[nodiscard]] Bytes contents() const
    {
        const std::lock_guard lock(m_mutex);
        return m_current;
    }
    /// As the file may be found when the power is cut now.
    [[nodiscard]] Bytes afterPowerCut(std::mt19937 &random) const
    {
        const std::lock_guard lock(m_mutex);
        Bytes image = m_durable;
        const std::size_t least = std::min(m_durable.size(), m_current.size());
        const std::size_t most = std::max(m_durable.size(), m_current.size());
        image.resize(least + random() % (most - least + 1));
        if (random() % 2 == 0) { // blocks that were given to the file, but not written: what was in them before
            for (std::size_t i = m_durable.size(); i < image.size(); ++i) {
                image[i] = static_cast<std::uint8_t>(random());
            }
        }
        for (const std::size_t each : m_dirty) {
            if (random() % 2 == 0) {
                continue;
            }
            const std::size_t whole = random() % 4 == 0 ? random() % sector : sector; // a sector that is torn itself
            const std::size_t end = std::min({(each * sector) + whole, m_current.size(), image.size()});
            for (std::size_t i = each * sector; i < end; ++i) {
                image[i] = m_current[i];
            }
        }
        return image;
    }

    [[nodiscard]] Result<void> prepare(const std::filesystem::path &) override { return {}; }
    [[nodiscard]] Result<std::unique_ptr<recording::SpoolFile>> create(const std::filesystem::path &) override
    {
        locked([&] {
            m_current.clear();
            m_durable.clear();
            m_dirty.clear();
        });
        return std::make_unique<File>(*this);
    }

private:
    class File final : public recording::SpoolFile {
    public:
        explicit File(FaultyDisk &disk) : m_disk(disk) {}
        [[nodiscard]] Result<void> append(std::span<const std::uint8_t> bytes) override { return m_disk.append(bytes); }
        [[nodiscard]] Result<void> sync() override { return m_disk.sync(); }
        [[nodiscard]] Result<void> truncate(std::uint64_t bytes) override
        {
            m_disk.locked([&] {
                m_disk.m_current.resize(static_cast<std::size_t>(bytes));
                m_disk.m_dirty.erase(m_disk.m_dirty.upper_bound(static_cast<std::size_t>(bytes) / sector),
                                     m_disk.m_dirty.end());
            });
            return {};
        }

    private:
        FaultyDisk &m_disk;
    };

    template <class Work>
    void locked(Work &&work)
    {
        const std::lock_guard lock(m_mutex);
        work();
    }

    void watch()
    {
        std::function<void()> watcher;
        locked([&] { watcher = m_watcher; });
        if (watcher) {
            watcher();
        }
    }

    [[nodiscard]] Result<void> append(std::span<const std::uint8_t> bytes)
    {
        while (!bytes.empty()) { // as the kernel does it: piece by piece, and a full disk keeps the pieces before
            bool full = false;
            locked([&] {
                const std::uint64_t room = m_room - std::min<std::uint64_t>(m_room, m_current.size());
                const std::size_t piece = std::min({bytes.size(), std::size_t{4096}, static_cast<std::size_t>(room)});
                full = piece == 0;
                for (std::size_t i = 0; i < piece; ++i) {
                    m_dirty.insert(m_current.size() / sector);
                    m_current.push_back(bytes[i]);
                }
                bytes = bytes.subspan(piece);
            });
            watch();
            if (full) {
                return fail(ErrorCode::Io, "the disk is full");
            }
        }
        return {};
    }

    [[nodiscard]] Result<void> sync()
    {
        watch();
        std::unique_lock lock(m_mutex);
        m_gate.wait(lock, [this] { return m_gateOpen; });
        ++m_syncs;
        if (m_failingSyncs > 0) {
            --m_failingSyncs;
            m_dirty.clear();
            return fail(ErrorCode::Io, "the disk failed");
        }
        m_durable.resize(m_current.size());
        for (const std::size_t each : m_dirty) {
            for (std::size_t i = each * sector; i < std::min((each + 1) * sector, m_current.size()); ++i) {
                m_durable[i] = m_current[i];
            }
        }
        m_dirty.clear();
        lock.unlock();
        watch();
        return {};
    }

    mutable std::mutex m_mutex;
    std::condition_variable m_gate;
    bool m_gateOpen = true;
    std::uint64_t m_room = std::numeric_limits<std::uint32_t>::max();
    int m_failingSyncs = 0;
    int m_syncs = 0;
    std::function<void()> m_watcher;
    Bytes m_current;
    Bytes m_durable;
    std::set<std::size_t> m_dirty; ///< sectors written since the last sync
};

} // namespace tgc::test
