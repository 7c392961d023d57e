// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/simulation/pseudo_terminal.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

namespace tgc::simulation {

namespace {

tl::unexpected<Error> refused(const PseudoTerminal &terminal)
{
    const std::string why = std::strerror(errno);
    for (const int descriptor : {terminal.master, terminal.slave}) {
        if (descriptor >= 0) {
            ::close(descriptor);
        }
    }
    return fail(ErrorCode::Io, "no pseudo-terminal for a simulated serial line: " + why);
}

} // namespace

Result<PseudoTerminal> openPseudoTerminal()
{
    PseudoTerminal terminal;
    terminal.master = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    std::array<char, 64> name{};
    if (terminal.master < 0 || ::grantpt(terminal.master) != 0 || ::unlockpt(terminal.master) != 0 ||
        ::ptsname_r(terminal.master, name.data(), name.size()) != 0) {
        return refused(terminal);
    }
    terminal.name = name.data();
    terminal.slave = ::open(name.data(), O_RDWR | O_NOCTTY | O_CLOEXEC);
    termios settings{};
    if (terminal.slave < 0 || ::tcgetattr(terminal.slave, &settings) != 0) {
        return refused(terminal);
    }
    ::cfmakeraw(&settings);
    if (::tcsetattr(terminal.slave, TCSANOW, &settings) != 0) {
        return refused(terminal);
    }
    return terminal;
}

void forgetExclusive(const PseudoTerminal &terminal)
{
    ::ioctl(terminal.slave, TIOCNXCL);
}

} // namespace tgc::simulation
