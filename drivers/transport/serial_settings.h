// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <termios.h>

#include "analysis/core/error.h"

namespace tgc::drivers {

struct SerialSettings {
    int baud = 9600;
    int dataBits = 8;  ///< 7 or 8
    char parity = 'N'; ///< N, E or O
    int stopBits = 1;  ///< 1 or 2
};

/// The whole line setting at once, raw: no echo, no translation, no flow control. BadInput names the setting that no
/// serial port has. One tcsetattr with it works where option by option fails (7 bits on a pseudo-terminal).
[[nodiscard]] Result<termios> lineSettings(const SerialSettings &settings);

/// Opens the port for this program alone (flock, and TIOCEXCL against programs that do not ask), sets the line and
/// drops what it had received. Errors: LinkLost with what to do - no such device, no right to it (group dialout), held
/// by another program; BadInput for settings.
[[nodiscard]] Result<int> openSerialPort(const std::string &device, const SerialSettings &settings);

/// The sentence for a serial port that could not be opened with this errno.
[[nodiscard]] std::string whyNotOpened(const std::string &device, int error);

/// Makes an open port this program's alone. False: another program holds it.
[[nodiscard]] bool lockSerialPort(int descriptor);
/// To be called before such a port is closed: a pseudo-terminal keeps the exclusive mark as long as its far end is open,
/// and would refuse its own next opening.
void unlockSerialPort(int descriptor);

} // namespace tgc::drivers
