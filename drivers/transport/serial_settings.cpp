// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/transport/serial_settings.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utility>

namespace tgc::drivers {

namespace {

constexpr std::array<std::pair<int, speed_t>, 13> speeds{{{1200, B1200},
                                                          {2400, B2400},
                                                          {4800, B4800},
                                                          {9600, B9600},
                                                          {19200, B19200},
                                                          {38400, B38400},
                                                          {57600, B57600},
                                                          {115200, B115200},
                                                          {230400, B230400},
                                                          {460800, B460800},
                                                          {500000, B500000},
                                                          {921600, B921600},
                                                          {1000000, B1000000}}};

} // namespace

Result<termios> lineSettings(const SerialSettings &settings)
{
    termios line{};
    line.c_cflag = CREAD | CLOCAL;
    bool known = false;
    for (const auto &[baud, speed] : speeds) {
        if (baud == settings.baud) {
            known = true;
            cfsetispeed(&line, speed);
            cfsetospeed(&line, speed);
        }
    }
    if (!known) {
        return fail(ErrorCode::BadInput,
                    "baud " + std::to_string(settings.baud) +
                        " is no speed of a serial port here; usual are 9600, 19200, 38400, 115200");
    }
    if (settings.dataBits != 7 && settings.dataBits != 8) {
        return fail(ErrorCode::BadInput, "data bits must be 7 or 8, not " + std::to_string(settings.dataBits));
    }
    line.c_cflag |= settings.dataBits == 7 ? CS7 : CS8;
    switch (settings.parity) {
    case 'N': break;
    case 'E':
        line.c_cflag |= PARENB;
        line.c_iflag |= INPCK;
        break;
    case 'O':
        line.c_cflag |= PARENB | PARODD;
        line.c_iflag |= INPCK;
        break;
    default: return fail(ErrorCode::BadInput, std::string("parity must be N, E or O, not ") + settings.parity);
    }
    if (settings.stopBits != 1 && settings.stopBits != 2) {
        return fail(ErrorCode::BadInput, "stop bits must be 1 or 2, not " + std::to_string(settings.stopBits));
    }
    if (settings.stopBits == 2) {
        line.c_cflag |= CSTOPB;
    }
    line.c_cc[VMIN] = 1;
    line.c_cc[VTIME] = 0;
    return line;
}

std::string whyNotOpened(const std::string &device, int error)
{
    switch (error) {
    case ENOENT:
        return device + ": there is no such device; is its cable plugged in? `ls /dev/serial/by-id` shows what is";
    case EACCES:
    case EPERM:
        return device + ": no right to open it; you are not in group dialout: run `sudo usermod -aG dialout $USER`, "
                        "then log out and in again";
    case EBUSY:
    case EWOULDBLOCK:
        return device + ": another program holds this port; close it there (`fuser -v " + device +
               "` names it; ModemManager is kept off by the rules this program installs)";
    default: return device + ": not opened (" + std::strerror(error) + ")";
    }
}

bool lockSerialPort(int descriptor)
{
    // Two programs can open one port without an error; flock keeps out those that ask, TIOCEXCL the others.
    return flock(descriptor, LOCK_EX | LOCK_NB) == 0 && ioctl(descriptor, TIOCEXCL) == 0;
}

void unlockSerialPort(int descriptor)
{
    ioctl(descriptor, TIOCNXCL);
    flock(descriptor, LOCK_UN);
}

Result<int> openSerialPort(const std::string &device, const SerialSettings &settings)
{
    const auto line = lineSettings(settings);
    if (!line) {
        return fail(ErrorCode::BadInput, device + ": " + line.error().message);
    }
    const int descriptor = ::open(device.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0) {
        return fail(ErrorCode::LinkLost, whyNotOpened(device, errno));
    }
    if (!lockSerialPort(descriptor)) {
        const int error = errno == ENOTTY ? ENOTTY : EBUSY;
        ::close(descriptor);
        return fail(ErrorCode::LinkLost,
                    error == ENOTTY ? device + ": this is no serial port" : whyNotOpened(device, error));
    }
    // A pseudo-terminal has no parity and says EINVAL for 7 bits: its far end is a program, which does not mind.
    const bool pseudo = std::filesystem::weakly_canonical(device).string().starts_with("/dev/pts/");
    if (tcsetattr(descriptor, TCSANOW, &*line) != 0 && !(pseudo && errno == EINVAL)) {
        const std::string why = std::strerror(errno);
        unlockSerialPort(descriptor);
        ::close(descriptor);
        return fail(ErrorCode::LinkLost, device + ": the line could not be set (" + why + ")");
    }
    tcflush(descriptor, TCIOFLUSH);
    return descriptor;
}

} // namespace tgc::drivers
