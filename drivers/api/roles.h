// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "analysis/core/units.h"
#include "drivers/api/device.h"
#include "drivers/api/reading.h"

/// What the bench needs of its devices. Every role can be played by a person instead: app/session asks then.
namespace tgc::drivers {

/// One simultaneous reading of a digitiser: its own time, its analog channels, its digital lines.
struct SignalFrame {
    double deviceTime_s = 0.0; ///< the device's own timer, unwrapped; starts anywhere, never jumps
    bool timeJumped = false; ///< the device was away longer than its timer can count: a gap
    Instant host{}; ///< when the answer was complete
    std::vector<double> values; ///< one a channel, in signalChannels()' order and unit
    std::uint32_t lines = 0; ///< bit n = DIO n is high
    std::uint32_t saturated =
        0; ///< bit n: channel n is at the end of its range; its value is kept, and is not the signal
};

struct SignalChannel {
    std::string name; ///< "TCD"
    std::string unit; ///< "uV"
};

/// Any gas chromatograph's analog detector output, digitised.
class SignalSource : public virtual Device {
public:
    [[nodiscard]] virtual const std::vector<SignalChannel> &signalChannels() const = 0;
    /// One frame, now. Errors: Timeout, LinkLost, Device; the next call recovers by itself (drain, reconnect, canary).
    [[nodiscard]] virtual Result<SignalFrame> frame(Instant deadline) = 0;
};

/// Lines a program may drive: remote start and the like.
class DigitalOutputs : public virtual Device {
public:
    /// Pulls the open-collector line `dio` low for `width`, then lets it go. An act: never repeated by itself.
    [[nodiscard]] virtual Result<void> pulseLow(int dio, Duration width, Instant deadline) = 0;
};

/// What is known of a dose after the attempt.
struct Dose {
    Volume delivered{}; ///< by the plunger's own position before and after; may be less than was asked for
    bool known = false; ///< false: the position could not be read back; the amount is unknown, not zero
    Volume atMost{}; ///< no more than this reached the vial, known or not: what its pressure must be reckoned with
    std::string evidence; ///< a sentence: which positions were read, or what is not known
};

/// A pump or burette that puts titrant into the vial.
class Titrator : public virtual Device {
public:
    /// Homes plunger and valve. Moves liquid: only ever on a person's explicit word.
    [[nodiscard]] virtual Result<void> initialise(Instant deadline) = 0;
    [[nodiscard]] virtual bool initialised() const = 0;
    /// The largest single dose of this device as configured. Nothing larger is sent.
    [[nodiscard]] virtual Volume largestDose() const = 0;
    /// Doses once. An act: a lost answer is settled by the protocol's own repeat bit and by reading the position,
    /// never by dosing again. An error means that nothing reached the vial; once the dispensing command is out a Dose
    /// comes back, however that ended.
    [[nodiscard]] virtual Result<Dose> dose(Volume volume, Instant deadline) = 0;
};

/// One slow quantity: pressure, temperature.
class Sensor : public virtual Device {
public:
    [[nodiscard]] virtual std::vector<Reading> readAll(Instant deadline) = 0;
};

/// A device whose points, commands and sequences a file names: a sampler, a gas chromatograph, a valve.
class PointDevice : public Sensor {
public:
    /// One reading a point, in the given order; what was not read by the deadline is Bad.
    [[nodiscard]] virtual std::vector<Reading> read(const std::vector<std::string> &ids, Instant deadline) = 0;
    /// Writes a point or command, once, and looks whether it was done. BadInput: nothing was sent.
    [[nodiscard]] virtual Result<void> write(const std::string &id, const std::string &value) = 0;
    /// Runs a sequence step by step; the deadline of each wait is its own.
    [[nodiscard]] virtual Result<void> run(const std::string &sequence) = 0;
};

} // namespace tgc::drivers
