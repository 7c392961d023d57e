// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/client/start_station.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <sstream>
#include <thread>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

namespace tgc::station {

namespace {

using Clock = std::chrono::steady_clock;

/// Both ends of a pipe; each closes itself.
class Pipe {
public:
    Pipe()
    {
        if (::pipe2(m_ends.data(), O_CLOEXEC) != 0) {
            m_ends = {-1, -1};
        }
    }
    Pipe(const Pipe &) = delete;
    Pipe &operator=(const Pipe &) = delete;
    ~Pipe()
    {
        closeEnd(0);
        closeEnd(1);
    }
    [[nodiscard]] int reading() const { return m_ends[0]; }
    [[nodiscard]] int writing() const { return m_ends[1]; }
    void closeWriting() { closeEnd(1); }

private:
    void closeEnd(std::size_t end)
    {
        if (m_ends[end] >= 0) {
            ::close(std::exchange(m_ends[end], -1));
        }
    }
    std::array<int, 2> m_ends{-1, -1};
};

/// A session of its own, so that neither a closed terminal nor Ctrl-C reaches the station.
int spawnApart(pid_t &child, const std::vector<std::string> &words, int out, int err)
{
    std::vector<char *> arguments;
    for (const std::string &word : words) {
        // posix_spawn takes char *const[] for historical reasons and does not write to it.
        arguments.push_back(const_cast<char *>(word.c_str()));
    }
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t files;
    ::posix_spawn_file_actions_init(&files);
    ::posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&files, err, STDERR_FILENO);
    posix_spawnattr_t attributes;
    ::posix_spawnattr_init(&attributes);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
    const int failed = ::posix_spawn(&child, words.front().c_str(), &files, &attributes, arguments.data(), environ);
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&files);
    return failed;
}

/// As a shell would find it.
std::optional<std::filesystem::path> onThePath(const char *program)
{
    const char *path = std::getenv("PATH");
    std::istringstream folders(path != nullptr ? path : "");
    for (std::string folder; std::getline(folders, folder, ':');) {
        const auto candidate = std::filesystem::path(folder) / program;
        if (!folder.empty() && ::access(candidate.c_str(), X_OK) == 0) {
            return candidate;
        }
    }
    return std::nullopt;
}

/// What the station says until its first line on standard output, its end or the deadline.
struct Said {
    std::string out;
    std::string err;
    bool over = false; ///< it ended, or closed both
};

Said listen(int out, int err, Clock::time_point deadline)
{
    Said said;
    std::array<pollfd, 2> polls{{{out, POLLIN, 0}, {err, POLLIN, 0}}};
    const std::array<std::string *, 2> texts{&said.out, &said.err};
    while (said.out.find('\n') == std::string::npos && (polls[0].fd >= 0 || polls[1].fd >= 0)) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
        if (left <= 0 || (::poll(polls.data(), polls.size(), static_cast<int>(left)) < 0 && errno != EINTR)) {
            break;
        }
        for (std::size_t i = 0; i < polls.size(); ++i) {
            std::array<char, 4096> buffer{};
            if (polls[i].fd < 0 || polls[i].revents == 0) {
                continue;
            }
            const auto count = ::read(polls[i].fd, buffer.data(), buffer.size());
            if (count > 0) {
                texts[i]->append(buffer.data(), static_cast<std::size_t>(count));
            } else {
                polls[i].fd = -1;
            }
        }
    }
    said.over = polls[0].fd < 0 && polls[1].fd < 0;
    return said;
}

/// A child that nobody waits for stays a zombie, and its pid seems to live, until this program ends: a desktop may be open
/// for weeks. A thread asleep in the kernel costs nothing, and one that is detached keeps no program from ending.
void reapWhenItEnds(pid_t child)
{
    std::thread([child] {
        while (::waitpid(child, nullptr, 0) < 0 && errno == EINTR) {
        }
    }).detach();
}

/// A station ends with the exit status that the command line has for the same failure.
ErrorCode codeOfExit(int status)
{
    return status == 4 ? ErrorCode::Store : status == 3 ? ErrorCode::Device : ErrorCode::BadInput;
}

std::string firstLine(const std::string &text)
{
    return text.substr(0, text.find('\n'));
}

} // namespace

Result<StartedStation> startStation(const StartOptions &options)
{
    std::vector<std::string> words{options.program.string(), "--bench", options.bench.string()};
    if (options.store) {
        words.insert(words.end(), {"--db", options.store->string()});
    }
    Pipe out;
    Pipe err;
    pid_t child = 0;
    if (const int failed = spawnApart(child, words, out.writing(), err.writing()); failed != 0) {
        return fail(ErrorCode::Io, words.front() + " cannot be started: " + std::strerror(failed));
    }
    out.closeWriting();
    err.closeWriting();
    const Said said = listen(out.reading(), err.reading(), Clock::now() + options.timeout);
    const auto line = nlohmann::json::parse(firstLine(said.out), nullptr, false);
    if (line.is_object() && line.contains("socket")) {
        StartedStation started{line.value("bench", ""), line.value("socket", ""), line.value("pid", std::int64_t{0}),
                               line.value("already", false)};
        reapWhenItEnds(child); // at once, where one was there already
        return started;
    }
    if (!said.over) {
        ::kill(child, SIGTERM);
        reapWhenItEnds(child);
        return fail(ErrorCode::Timeout, "the station did not get ready within " +
                                            std::to_string(options.timeout.count()) + " ms; its log says more");
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    // "tgc-station: FILE, line 3: ..." : the sentence is the station's own.
    std::string sentence = firstLine(said.err);
    if (const std::string prefix = "tgc-station: "; sentence.starts_with(prefix)) {
        sentence.erase(0, prefix.size());
    }
    if (sentence.empty()) {
        sentence = words.front() + " ended before it was ready";
    }
    return fail(codeOfExit(WIFEXITED(status) ? WEXITSTATUS(status) : 0), sentence);
}

std::optional<std::filesystem::path> stationProgram()
{
    std::error_code error;
    const auto here = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
    for (const auto &candidate : {here / "tgc-station", here.parent_path() / "station" / "tgc-station"}) {
        if (std::filesystem::exists(candidate, error)) {
            return candidate;
        }
    }
    return onThePath("tgc-station");
}

} // namespace tgc::station
