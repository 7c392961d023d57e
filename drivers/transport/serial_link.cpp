// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/transport/serial_link.h"

#include "drivers/transport/stream_io.h"

namespace tgc::drivers {

namespace asio = boost::asio;

struct SerialLink::Parts {
    asio::io_context io{1};
    asio::posix::stream_descriptor port{io};
};

SerialLink::SerialLink(std::string device, SerialSettings settings)
    : m_device(std::move(device)),
      m_settings(settings),
      m_name("serial://" + m_device),
      m_parts(std::make_unique<Parts>())
{
}

SerialLink::~SerialLink()
{
    SerialLink::close();
}

Result<void> SerialLink::open(Instant /*deadline*/)
{
    close();
    const auto descriptor = openSerialPort(m_device, m_settings);
    if (!descriptor) {
        return fail(descriptor.error());
    }
    m_parts = std::make_unique<Parts>();
    m_parts->port.assign(*descriptor);
    return {};
}

void SerialLink::close()
{
    if (m_parts->port.is_open()) {
        unlockSerialPort(m_parts->port.native_handle());
    }
    boost::system::error_code ignored;
    m_parts->port.close(ignored);
}

bool SerialLink::isOpen() const
{
    return m_parts->port.is_open();
}

Result<void> SerialLink::write(std::span<const std::uint8_t> bytes, Instant deadline)
{
    if (!isOpen()) {
        return fail(ErrorCode::LinkLost, m_name + ": the port is not open");
    }
    auto done = stream_io::write(m_parts->io, m_parts->port, bytes, deadline, m_name);
    if (!done) {
        close(); // the tail of half a command must not be met by the next one
    }
    return done;
}

Result<std::size_t> SerialLink::read(std::span<std::uint8_t> into, Instant deadline)
{
    if (!isOpen()) {
        return fail(ErrorCode::LinkLost, m_name + ": the port is not open");
    }
    auto got = stream_io::read(m_parts->io, m_parts->port, into, deadline, m_name);
    if (!got && got.error().code == ErrorCode::LinkLost) {
        close(); // end of file, EIO, ENODEV: the adapter is gone
    }
    return got;
}

} // namespace tgc::drivers
