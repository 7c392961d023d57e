// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/follow_queue.h"

#include <cstdio>
#include <unistd.h>

#include "app/cli/interrupt.h"

namespace tgc::cli {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds adoptionTimeout = 60s;
constexpr std::chrono::seconds heldTimeout = 2s;

/// One line on standard error, written over and over, where that is a terminal.
class ProgressLine {
public:
    explicit ProgressLine(const Console &console) : m_wanted(!console.quiet && ::isatty(STDERR_FILENO) == 1) {}
    ProgressLine(const ProgressLine &) = delete;
    ProgressLine &operator=(const ProgressLine &) = delete;
    ~ProgressLine() { clear(); }

    void show(const std::string &text)
    {
        if (m_wanted) {
            std::fprintf(stderr, "\r\033[K%s", text.c_str());
            m_shown = true;
        }
    }
    void clear()
    {
        if (std::exchange(m_shown, false)) {
            std::fputs("\r\033[K", stderr);
        }
    }

private:
    bool m_wanted;
    bool m_shown = false;
};

} // namespace

Result<QueueEnd> followQueue(Console &console, station::BlockingClient &client, RunWatch &watch,
                             const std::function<void(const std::vector<EndedLine> &)> &ended)
{
    ProgressLine line(console);
    constexpr auto never = std::chrono::steady_clock::time_point::max();
    auto giveUp = never;
    const auto over = [&](Result<QueueEnd> end) {
        line.clear();
        ended(watch.takeEnded(false));
        return end;
    };
    while (!watch.allShown()) {
        const auto event = client.nextEvent(200ms);
        if (!event) {
            return over(fail(event.error()));
        }
        if (interrupted()) {
            return over(QueueEnd::Interrupted);
        }
        if (*event) {
            watch.take(**event);
        }
        while (const auto question = watch.takeQuestion()) {
            line.clear();
            console.warning("the bench waits for a person: " + *question +
                            " (answer in tgc-workbench, or with tgc station answer)");
        }
        if (const auto more = watch.takeEnded(true); !more.empty()) {
            line.clear();
            ended(more);
        }
        const auto now = std::chrono::steady_clock::now();
        // What has ended waits for the store only so long.
        if (!watch.allEnded() && !watch.held()) {
            giveUp = never;
        } else if (giveUp == never) {
            giveUp = now + (watch.allEnded() ? adoptionTimeout : heldTimeout);
        }
        if (now > giveUp) {
            break;
        }
        line.show(watch.progress());
    }
    return over(watch.allEnded() ? QueueEnd::Done : QueueEnd::Held);
}

} // namespace tgc::cli
