// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "drivers/api/roles.h"
#include "drivers/api/status_board.h"
#include "drivers/labjack/device_time.h"
#include "drivers/labjack/feedback.h"
#include "drivers/modbus/mbap_exchange.h"

namespace tgc::drivers {

struct T7Channel {
    std::string name = "TCD";
    int input = 0;               ///< AIN number
    std::string unit = "uV";
    double scale = 1e6;          ///< unit per volt
    double range_V = 1.0;        ///< 10, 1, 0.1 or 0.01: plus or minus
    int resolutionIndex = 9;     ///< 0..8; with a T7-Pro up to 12
    std::optional<int> negative; ///< AIN number of a differential pair; empty: single-ended
    double settling_us = 0.0;    ///< 0: the device's own choice
};

struct T7Config {
    std::string serial; ///< empty: the first unit that answers, and from then on no other
    int unit = 1;
    std::vector<T7Channel> channels;
    std::optional<int> startLine; ///< the only line that is ever driven
    double timeScale = 1.0;       ///< device seconds a host second: a simulated bench's
};

/// A LabJack T7 or T7-Pro over Modbus TCP: analog inputs with the device's own time in the same frame, and an
/// open-collector start line. Every (re)connection is proved by the canary TEST and the serial number before the inputs
/// are set up (again) and values are handed out. A device that was restarted in between is set up anew before its next
/// frame, which says timeJumped.
class T7 final : public SignalSource, public DigitalOutputs {
public:
    T7(T7Config config, std::shared_ptr<ByteLink> link, Clock &clock);

    [[nodiscard]] Result<DeviceIdentity> connect(Instant deadline) override;
    void disconnect() override;
    [[nodiscard]] DeviceState state() const override { return m_board.state(); }
    [[nodiscard]] std::string why() const override { return m_board.why(); }
    [[nodiscard]] LinkHealth health() const override { return m_board.health(); }
    /// Lets the start line go (makes it an input).
    [[nodiscard]] Result<void> safeState(Instant deadline) override;

    [[nodiscard]] const std::vector<SignalChannel> &signalChannels() const override { return m_channels; }
    /// A value at or beyond its range is kept and flagged. No measurement at all (-9999, NaN) is an error: Device.
    [[nodiscard]] Result<SignalFrame> frame(Instant deadline) override;
    /// Takes `width` and some milliseconds, during which no frame is read. BadInput: another line than the configured
    /// start line; nothing was sent.
    [[nodiscard]] Result<void> pulseLow(int dio, Duration width, Instant deadline) override;

private:
    [[nodiscard]] Result<void> establish(Instant deadline);
    [[nodiscard]] Result<void> prove(Instant deadline);
    [[nodiscard]] Result<void> identify(Instant deadline);
    [[nodiscard]] Result<void> configure(Instant deadline);
    [[nodiscard]] Result<void> probeSystemTimer(Instant deadline);
    [[nodiscard]] Result<SignalFrame> readFrame(Instant deadline);
    [[nodiscard]] Result<void> release(Instant deadline);
    [[nodiscard]] Result<std::vector<double>> exchange(const t7::Feedback &question, Instant deadline);
    [[nodiscard]] Result<double> readOne(const t7::Register &reg, Instant deadline);
    [[nodiscard]] Error explained(const Error &error, Instant deadline);
    [[nodiscard]] tl::unexpected<Error> lost(const Error &error);

    T7Config m_config;
    std::vector<SignalChannel> m_channels;
    MbapExchange m_line;
    Clock &m_clock;
    t7::DeviceTime m_time;
    bool m_established = false;
    std::optional<bool> m_hasSystemTimer;
    bool m_jumpToTell = false;
    DeviceIdentity m_identity;
    StatusBoard m_board;
};

} // namespace tgc::drivers
