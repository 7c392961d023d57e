// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupt.h"

#include <csignal>

namespace tgc::cli {

namespace {

// The one thing a signal handler may touch.
volatile std::sig_atomic_t stopRequested = 0; // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

void requestStop(int signal)
{
    stopRequested = 1;
    std::signal(signal, SIG_DFL);
}

} // namespace

void catchInterrupts()
{
    std::signal(SIGINT, requestStop);
    std::signal(SIGTERM, requestStop);
    std::signal(SIGPIPE, SIG_IGN);
}

bool interrupted()
{
    return stopRequested != 0;
}

void takeInterrupt()
{
    stopRequested = 0;
}

} // namespace tgc::cli
