// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/interlock_memory.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <system_error>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "app/session/bench/utc.h"

namespace tgc::bench {

using nlohmann::json;

namespace {

constexpr int schema = 1;

tl::unexpected<Error> cannotRead(const std::filesystem::path &file)
{
    return fail(ErrorCode::Integrity,
                file.string() + " is not what a station wrote: which interlocks were latched, and what was dosed, is "
                                "not known. Look at the bench, then acknowledge every interlock");
}

Result<Remembered> readMemory(const json &all, const std::filesystem::path &file)
{
    if (!all.is_object() || all.value("schema", 0) != schema || !all.contains("latched") || !all.contains("doses")) {
        return cannotRead(file);
    }
    Remembered memory;
    for (const auto &[name, sentence] : all.at("latched").items()) {
        memory.latched.emplace(name, sentence.get<std::string>());
    }
    for (const json &dose : all.at("doses")) {
        const auto at = parseUtc(dose.at("t").get<std::string>());
        if (!at) {
            return cannotRead(file);
        }
        memory.doses.push_back({*at,
                                dose.at("vial").get<std::string>(),
                                dose.at("at_most_mL").get<double>(),
                                0,
                                {dose.value("uptime_ns", std::int64_t{0}), dose.value("boot", std::string())}});
    }
    return memory;
}

/// Written, and on the disk.
bool writeDurably(const std::filesystem::path &file, const std::string &text)
{
    const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600); // NOLINT: POSIX
    if (fd < 0) {
        return false;
    }
    std::size_t done = 0;
    bool good = true;
    while (good && done < text.size()) {
        const ssize_t n = ::write(fd, text.data() + done, text.size() - done);
        good = n > 0 || (n < 0 && errno == EINTR);
        done += n > 0 ? static_cast<std::size_t>(n) : 0;
    }
    good = good && ::fsync(fd) == 0;
    const int why = errno;
    ::close(fd);
    errno = why;
    return good;
}

void syncFolder(const std::filesystem::path &folder)
{
    if (const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); fd >= 0) { // NOLINT: POSIX
        (void)::fsync(fd);
        ::close(fd);
    }
}

} // namespace

Result<Remembered> InterlockMemory::load() const
{
    std::error_code error;
    if (m_file.empty() || !std::filesystem::exists(m_file, error)) {
        return error ? Result<Remembered>(cannotRead(m_file)) : Result<Remembered>(Remembered{});
    }
    std::ifstream in(m_file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    const json all = json::parse(text, nullptr, false);
    if (!in || all.is_discarded()) {
        return cannotRead(m_file);
    }
    try {
        return readMemory(all, m_file);
    } catch (const json::exception &) { // a value of another type
        return cannotRead(m_file);
    }
}

Result<void> InterlockMemory::save(const Remembered &memory) const
{
    if (m_file.empty()) {
        return {};
    }
    json doses = json::array();
    for (const DoseEntry &dose : memory.doses) {
        doses.push_back({{"t", utcText(dose.at)},
                         {"vial", dose.vial},
                         {"at_most_mL", dose.atMost_mL},
                         {"uptime_ns", dose.uptime.ns},
                         {"boot", dose.uptime.boot}});
    }
    const json all = {{"schema", schema}, {"latched", memory.latched}, {"doses", doses}};
    std::error_code error;
    std::filesystem::create_directories(m_file.parent_path(), error);
    const std::filesystem::path fresh = m_file.string() + ".new";
    const std::string text = all.dump(1, ' ', false, json::error_handler_t::replace) + "\n";
    if (!writeDurably(fresh, text) || ::rename(fresh.c_str(), m_file.c_str()) != 0) {
        return fail(ErrorCode::Io, m_file.string() + ", the memory of the interlocks, cannot be written: " +
                                       std::string(std::strerror(errno)) + "; make room or mend its folder");
    }
    syncFolder(m_file.parent_path());
    return {};
}

} // namespace tgc::bench
