// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/labjack/t7_config.h"

#include <algorithm>
#include <cmath>

#include "analysis/core/decimal.h"

namespace tgc::drivers::t7 {

namespace {

/// A register and what this channel wants in it.
struct Setting {
    Register reg;
    double value = 0.0;
};

std::vector<Setting> settingsOf(const T7Channel &channel)
{
    return {{ainRange(channel.input), channel.range_V},
            {ainNegative(channel.input), channel.negative ? *channel.negative : double{singleEnded}},
            {ainResolution(channel.input), double(channel.resolutionIndex)},
            {ainSettling(channel.input), channel.settling_us}};
}

tl::unexpected<Error> refuse(const T7Channel &channel, const std::string &what)
{
    return fail(ErrorCode::BadInput, "channel " + channel.name + ": " + what);
}

Result<void> checkChannel(const T7Channel &channel)
{
    if (channel.input < 0 || channel.input > highestInput) {
        return refuse(channel, "a T7 has inputs 0 to 13, not " + std::to_string(channel.input));
    }
    if (std::find(ranges_V.begin(), ranges_V.end(), channel.range_V) == ranges_V.end()) {
        return refuse(channel, "range_V is 10, 1, 0.1 or 0.01, not " + shortest(channel.range_V));
    }
    if (channel.resolutionIndex < 0 || channel.resolutionIndex > highestIndexPro) {
        return refuse(channel, "resolution_index goes from 0 to 8, on a T7-Pro to 12");
    }
    if (channel.negative && (channel.input % 2 != 0 || *channel.negative != channel.input + 1)) {
        return refuse(channel, "a differential pair is an even input and the next odd one");
    }
    if (!(channel.settling_us >= 0.0 && channel.settling_us <= longestSettling_us)) {
        return refuse(channel, "settling goes from 0 to 50000 us");
    }
    if (!std::isfinite(channel.scale) || channel.scale == 0.0) {
        return refuse(channel, "scale is a number of " + channel.unit + " per volt, and not 0");
    }
    return {};
}

} // namespace

Result<void> checkConfig(const T7Config &config)
{
    // 2 registers a channel: 14 channels stay far below what one packet carries.
    if (config.channels.empty() || config.channels.size() > highestInput + 1) {
        return fail(ErrorCode::BadInput, "a LabJack T7 needs 1 to 14 channels");
    }
    for (const T7Channel &channel : config.channels) {
        if (auto checked = checkChannel(channel); !checked) {
            return checked;
        }
    }
    if (config.startLine && (*config.startLine < 0 || *config.startLine > highestLine)) {
        return fail(ErrorCode::BadInput, "a T7 has lines DIO0 to DIO22, not " + std::to_string(*config.startLine));
    }
    return {};
}

Feedback setUp(const T7Config &config)
{
    Feedback question;
    for (const T7Channel &channel : config.channels) {
        for (const Setting &setting : settingsOf(channel)) {
            question.write(setting.reg, setting.value);
        }
    }
    for (const T7Channel &channel : config.channels) {
        for (const Setting &setting : settingsOf(channel)) {
            question.read(setting.reg);
        }
    }
    return question;
}

Result<void> checkSetUp(const T7Config &config, const std::vector<double> &readBack)
{
    std::size_t i = 0;
    for (const T7Channel &channel : config.channels) {
        for (const Setting &setting : settingsOf(channel)) {
            const double got = readBack[i++];
            // To the digits of a float32.
            if (!(std::abs(got - setting.value) <= 1e-6 * std::abs(setting.value))) {
                return fail(ErrorCode::Device, "channel " + channel.name + ": " + std::string(setting.reg.name) +
                                                   " was set to " + shortest(setting.value) + " and reads " +
                                                   shortest(got));
            }
        }
    }
    return {};
}

} // namespace tgc::drivers::t7
