// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

/// A disk of its own that can be filled and made read-only, for this program and whatever it starts.
namespace tgc::test {

/// Mounts that nobody else sees. To be asked for before there is a second thread: as a static of the test. False: this
/// machine does not allow it (no root, and no user namespaces).
inline bool makeOwnMounts()
{
    const auto write = [](const char *file, const std::string &text) {
        const int fd = ::open(file, O_WRONLY | O_CLOEXEC);
        const bool written = fd >= 0 && ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size());
        ::close(fd);
        return written;
    };
    const uid_t user = ::geteuid();
    const gid_t group = ::getegid();
    if (::unshare(user == 0 ? CLONE_NEWNS : CLONE_NEWUSER | CLONE_NEWNS) != 0) {
        return false;
    }
    if (user != 0 && (!write("/proc/self/setgroups", "deny") ||
                      !write("/proc/self/uid_map", std::to_string(user) + " " + std::to_string(user) + " 1") ||
                      !write("/proc/self/gid_map", std::to_string(group) + " " + std::to_string(group) + " 1"))) {
        return false;
    }
    return ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
}

class SmallDisk {
public:
    explicit SmallDisk(std::size_t kilobytes)
    {
        const std::string options = "size=" + std::to_string(kilobytes) + "k";
        m_there = ::mount("none", m_folder.path().toUtf8().constData(), "tmpfs", 0, options.c_str()) == 0;
        m_why = m_there ? "" : std::strerror(errno); // NOLINT(concurrency-mt-unsafe): a message
    }
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;
    ~SmallDisk()
    {
        if (m_there) {
            ::umount2(m_folder.path().toUtf8().constData(), MNT_DETACH);
        }
    }

    [[nodiscard]] bool isThere() const { return m_there; }
    [[nodiscard]] const std::string &why() const { return m_why; }
    [[nodiscard]] QString path(const QString &name = {}) const
    {
        return name.isEmpty() ? m_folder.path() : m_folder.filePath(name);
    }

    /// Not one block is left, but so many.
    void fill(int blocksLeft = 0) const
    {
        static const std::array<char, 4096> block{};
        const int fd = ::open(filler().constData(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        off_t size = 0;
        for (ssize_t put = 0; (put = ::write(fd, block.data(), block.size())) > 0;) {
            size += put;
        }
        if (blocksLeft > 0) {
            (void)!::ftruncate(fd, size - static_cast<off_t>(blocksLeft) * 4096);
        }
        ::close(fd);
    }
    void makeRoom() const { ::unlink(filler().constData()); }

    /// False: somebody has a file open for writing there.
    [[nodiscard]] bool setReadOnly(bool readOnly) const
    {
        unsigned long flags = MS_REMOUNT;
        if (readOnly) {
            flags |= MS_RDONLY;
        }
        return ::mount(nullptr, m_folder.path().toUtf8().constData(), nullptr, flags, nullptr) == 0;
    }
    /// Everything but the filler, to be seen whether something was left behind.
    [[nodiscard]] QStringList files() const
    {
        QStringList names = QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
        names.removeAll(QStringLiteral(".filler"));
        return names;
    }

private:
    [[nodiscard]] QByteArray filler() const { return m_folder.filePath(QStringLiteral(".filler")).toUtf8(); }

    QTemporaryDir m_folder;
    bool m_there = false;
    std::string m_why;
};

} // namespace tgc::test
