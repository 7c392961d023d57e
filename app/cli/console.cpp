// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/console.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>

#include "app/cli/interrupt.h"

namespace tgc::cli {

void Console::write(std::string_view text)
{
    if (m_outputLost) {
        return;
    }
    errno = 0;
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) {
        m_outputLost = true;
        // A reader that closed its end (`| head`) has what it wanted: no message, but not a success either.
        if (errno != EPIPE) {
            error({ErrorCode::Io, std::string("standard output: ") + std::strerror(errno)});
        }
        raise(ExitStatus::BadInput);
    }
}

void Console::flush()
{
    if (m_outputLost) {
        return;
    }
    errno = 0;
    if (std::fflush(stdout) != 0) {
        m_outputLost = true;
        if (errno != EPIPE) {
            error({ErrorCode::Io, std::string("standard output: ") + std::strerror(errno)});
        }
        raise(ExitStatus::BadInput);
    }
}

void Console::error(const Error &error)
{
    line(LogLevel::Error, "tgc: ", error.message);
    raise(exitStatusOf(error.code));
}

void Console::warning(std::string_view sentence)
{
    if (!quiet) {
        line(LogLevel::Warning, "tgc: warning: ", sentence);
    }
}

void Console::info(std::string_view sentence)
{
    line(LogLevel::Info, "tgc: ", sentence);
}

void Console::debug(std::string_view sentence)
{
    line(LogLevel::Debug, "tgc: debug: ", sentence);
}

void Console::raise(ExitStatus status)
{
    m_status = std::max(m_status, status);
}

void Console::failedCheck(std::string_view sentence)
{
    line(LogLevel::Error, "tgc: ", sentence);
    raise(ExitStatus::CheckFailed);
}

void Console::stopped()
{
    line(LogLevel::Error, "tgc: ", "stopped; what was finished before is kept");
    raise(ExitStatus::CheckFailed);
}

bool Console::outputIsTerminal() const
{
    return ::isatty(STDOUT_FILENO) == 1;
}

bool Console::shouldStop() const
{
    return m_outputLost || interrupted();
}

void Console::line(LogLevel lineLevel, std::string_view prefix, std::string_view sentence)
{
    if (lineLevel < level) {
        return;
    }
    std::string text(prefix);
    text += sentence;
    // One message is one line, whatever a file name or a library put into it.
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    text += '\n';
    std::fwrite(text.data(), 1, text.size(), stderr);
}

Progress::Progress(const Console &console, std::string what, std::size_t total)
    : m_what(std::move(what)), m_total(total), m_wanted(!console.quiet && ::isatty(STDERR_FILENO) == 1)
{
}

Progress::~Progress()
{
    if (m_shown) {
        std::fputs("\r\033[K", stderr);
    }
}

void Progress::at(std::size_t done)
{
    using namespace std::chrono_literals;
    const auto now = std::chrono::steady_clock::now();
    if (!m_wanted || now - m_began < 1s || now - m_last < 100ms) {
        return;
    }
    m_last = now;
    m_shown = true;
    std::fprintf(stderr, "\r\033[K%s: %zu of %zu", m_what.c_str(), done, m_total);
    std::fflush(stderr);
}

} // namespace tgc::cli
