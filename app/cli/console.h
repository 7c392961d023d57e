// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "app/cli/exit_status.h"

namespace tgc::cli {

enum class LogLevel { Debug, Info, Warning, Error };

/// The program's two output streams: results on standard output, everything else on standard error, a line each.
/// Remembers whether standard output could be written, and the worst exit status so far.
class Console {
public:
    LogLevel level = LogLevel::Warning;
    bool quiet = false; ///< no progress, no warnings

    void write(std::string_view text);
    /// Hands everything to the operating system; a full disk or a closed pipe shows here at the latest.
    void flush();

    void error(const Error &error);
    void warning(std::string_view sentence);
    /// The work is done, but a check failed: said even where warnings are not wanted.
    void failedCheck(std::string_view sentence);
    void info(std::string_view sentence);
    void debug(std::string_view sentence);
    void raise(ExitStatus status);
    /// Says that Ctrl-C cut the work short.
    void stopped();

    [[nodiscard]] ExitStatus status() const { return m_status; }
    [[nodiscard]] bool outputIsTerminal() const;
    /// Nobody waits for more: Ctrl-C was pressed, or standard output is gone.
    [[nodiscard]] bool shouldStop() const;

private:
    void line(LogLevel lineLevel, std::string_view prefix, std::string_view sentence);

    ExitStatus m_status = ExitStatus::Done;
    bool m_outputLost = false;
};

/// "12 of 300" on standard error, when that is a terminal and the work has lasted longer than a second.
class Progress {
public:
    Progress(const Console &console, std::string what, std::size_t total);
    ~Progress();
    Progress(const Progress &) = delete;
    Progress &operator=(const Progress &) = delete;

    void at(std::size_t done);

private:
    std::string m_what;
    std::size_t m_total;
    bool m_wanted;
    bool m_shown = false;
    std::chrono::steady_clock::time_point m_began = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point m_last = m_began;
};

} // namespace tgc::cli
