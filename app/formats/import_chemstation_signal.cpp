// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

#include "analysis/core/decimal.h"
#include "app/formats/chemstation_text.h"
#include "app/formats/importers.h"
#include "app/formats/location.h"
#include "app/formats/text_decode.h"

/// Agilent ChemStation signal files (.ch), versions 130, 179 and 181. Offsets as decoded by rainbow and chromConverter;
/// 179 and 181 reproduce ChemStation's own areas (docs/file-formats.md).
namespace tgc::formats {

namespace {

constexpr std::size_t firstTimeAt = 0x11A; ///< ms
constexpr std::size_t lastTimeAt = 0x11E;
constexpr std::size_t dataBlockAt = 0x108; ///< data begin at (block - 1) * 512
constexpr std::size_t sampleAt = 0x35A;
constexpr std::size_t dateAt = 0x957;
constexpr std::size_t methodAt = 0xA0E;
constexpr std::size_t unitAt = 0x104C;
constexpr std::size_t signalNameAt = 0x1075;
constexpr std::size_t offsetAt = 0x1274;
constexpr std::size_t scaleAt = 0x127C;
constexpr std::size_t headerBytes = 0x1800;

std::uint64_t bigEndian(std::string_view bytes, std::size_t at, std::size_t count)
{
    std::uint64_t value = 0;
    for (const char c : bytes.substr(at, count)) {
        value = value << 8U | static_cast<unsigned char>(c);
    }
    return value;
}

std::int32_t int32At(std::string_view bytes, std::size_t at)
{
    return static_cast<std::int32_t>(bigEndian(bytes, at, 4));
}

std::int16_t int16At(std::string_view bytes, std::size_t at)
{
    return static_cast<std::int16_t>(bigEndian(bytes, at, 2));
}

/// Length byte, then that many UTF-16LE units.
std::string textAt(std::string_view bytes, std::size_t at)
{
    const auto length = 2 * static_cast<std::size_t>(static_cast<unsigned char>(bytes[at]));
    if (length == 0 || at + 1 + length > bytes.size()) {
        return {};
    }
    const auto text = decodeStrict("\xFF\xFE" + std::string(bytes.substr(at + 1, length)), {});
    return text ? text->utf8 : std::string{};
}

using Values = Result<std::vector<double>>;

tl::unexpected<Error> cutShort()
{
    return fail(ErrorCode::BadInput, "ends in the middle of its signal: the file is incomplete");
}

/// 179: float64, little-endian.
Values decode179(std::string_view data)
{
    if (data.size() % 8 != 0) {
        return cutShort();
    }
    std::vector<double> values;
    for (std::size_t at = 0; at < data.size(); at += 8) {
        std::uint64_t bits = 0;
        for (std::size_t k = 8; k-- > 0;) {
            bits = bits << 8U | static_cast<unsigned char>(data[at + k]);
        }
        values.push_back(std::bit_cast<double>(bits));
    }
    return values;
}

/// 181: 16-bit second differences; 0x7FFF announces an absolute 48-bit value. The last value is there twice.
Values decode181(std::string_view data)
{
    constexpr std::int16_t absolute = 0x7FFF;
    std::vector<double> values;
    std::int64_t value = 0;
    std::int64_t difference = 0;
    std::size_t at = 0;
    while (at + 2 <= data.size()) {
        const auto word = int16At(data, at);
        at += 2;
        if (word == absolute) {
            if (at + 6 > data.size()) {
                return cutShort();
            }
            value = std::int64_t{int32At(data, at)} * 65536 + static_cast<std::int64_t>(bigEndian(data, at + 4, 2));
            difference = 0;
            at += 6;
        } else {
            difference += word;
            value += difference;
        }
        values.push_back(static_cast<double>(value));
    }
    if (at != data.size() || values.size() < 2 || values.back() != values[values.size() - 2]) {
        return cutShort();
    }
    values.pop_back();
    return values;
}

/// 130: records of 0x10, a count, then as many 16-bit first differences; -32768 announces an absolute 32-bit value.
Values decode130(std::string_view data)
{
    constexpr std::int16_t absolute = -32768;
    std::vector<double> values;
    std::int64_t value = 0;
    std::size_t at = 0;
    while (at + 2 <= data.size() && data[at] == 0x10) {
        const unsigned count = static_cast<unsigned char>(data[at + 1]);
        at += 2;
        for (unsigned i = 0; i < count; ++i) {
            if (at + 2 > data.size()) {
                return cutShort();
            }
            const auto word = int16At(data, at);
            at += 2;
            if (word == absolute) {
                if (at + 4 > data.size()) {
                    return cutShort();
                }
                value = int32At(data, at);
                at += 4;
            } else {
                value += word;
            }
            values.push_back(static_cast<double>(value));
        }
    }
    return values;
}

/// The header gives the time span but not the count, and a cut file would be stretched over it. These instruments
/// sample at whole hertz, whole milliseconds or multiples of 18.2 ms; losing a few values leaves all of them.
bool isSamplingInterval(double interval_ms)
{
    constexpr double hp1100_ms = 18.2;
    const auto whole = [](double count) {
        return std::round(count) >= 1.0 && std::abs(count - std::round(count)) <= 1e-6 * count;
    };
    return whole(interval_ms) || whole(1000.0 / interval_ms) || whole(interval_ms / hp1100_ms);
}

} // namespace

bool recognisesChemstationSignal(std::string_view bytes)
{
    return bytes.starts_with("\x03"
                             "179") ||
           bytes.starts_with("\x03"
                             "181") ||
           bytes.starts_with("\x03"
                             "130");
}

Result<ImportedRun> readChemstationSignal(std::string_view bytes, const std::string &name)
{
    const std::string_view version = bytes.substr(1, 3);
    if (bytes.size() < headerBytes) {
        return badFile(name, "ends inside the header of a ChemStation signal: the file is incomplete");
    }
    const std::int64_t begin = (std::int64_t{int32At(bytes, dataBlockAt)} - 1) * 512;
    const double scale = std::bit_cast<double>(bigEndian(bytes, scaleAt, 8));
    const double offset = std::bit_cast<double>(bigEndian(bytes, offsetAt, 8));
    if (begin < std::int64_t{headerBytes} || begin > static_cast<std::int64_t>(bytes.size()) || !std::isfinite(scale) ||
        !std::isfinite(offset) || scale == 0.0) {
        return badFile(name, "has a damaged ChemStation header");
    }
    const auto data = bytes.substr(static_cast<std::size_t>(begin));
    auto values = version == "179" ? decode179(data) : version == "181" ? decode181(data) : decode130(data);
    if (!values) {
        return badFile(name, values.error().message);
    }
    if (values->size() < 2) {
        return badFile(name, "holds no signal");
    }
    const auto time_ms = [&](std::size_t at) {
        return version == "130"
                   ? static_cast<double>(int32At(bytes, at))
                   : static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(bigEndian(bytes, at, 4))));
    };
    const double first_ms = time_ms(firstTimeAt);
    const double interval_ms = (time_ms(lastTimeAt) - first_ms) / static_cast<double>(values->size() - 1);
    if (!isSamplingInterval(interval_ms)) {
        return badFile(name, "holds " + std::to_string(values->size()) + " values, which do not fill the " +
                                 shortest((time_ms(lastTimeAt) - first_ms) / 1000.0) +
                                 " s its header states: the file is incomplete");
    }
    for (double &value : *values) {
        value = value * scale + offset;
    }
    const std::string unit = chemstationUnit(textAt(bytes, unitAt));
    auto trace = Chromatogram::uniform(seconds(first_ms / 1000.0), seconds(interval_ms / 1000.0), std::move(*values),
                                       unit.empty() ? "unstated" : unit);
    if (!trace) {
        return badFile(name, trace.error().message);
    }
    const auto nonEmpty = [](std::string text) { return text.empty() ? std::nullopt : std::optional(std::move(text)); };
    ImportedRun run;
    run.format = "chemstation-ch";
    run.sampleName = nonEmpty(textAt(bytes, sampleAt));
    run.acquiredAt = nonEmpty(textAt(bytes, dateAt));
    run.methodName = nonEmpty(textAt(bytes, methodAt));
    ImportedChannel channel;
    channel.name = nonEmpty(textAt(bytes, signalNameAt)).value_or("signal");
    channel.detector = channel.name.substr(0, channel.name.find_first_of(", "));
    channel.trace = std::move(*trace);
    run.channels.push_back(std::move(channel));
    return run;
}

} // namespace tgc::formats
