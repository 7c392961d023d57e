// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/recording/spool_records.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <string>

#include <boost/crc.hpp>
#include <nlohmann/json.hpp>

namespace tgc::recording {

namespace {

using Json = nlohmann::ordered_json;

template <class Unsigned>
void put(std::string &out, Unsigned value)
{
    for (std::size_t i = 0; i < sizeof(Unsigned); ++i) {
        out.push_back(static_cast<char>(static_cast<unsigned char>(value >> (8U * i))));
    }
}

/// JSON has no NaN and no infinity: they are written as null.
Json number(double value)
{
    return std::isfinite(value) ? Json(value) : Json();
}

Json number(const std::optional<double> &value)
{
    return value ? number(*value) : Json();
}

/// Bytes that are no UTF-8 become U+FFFD: a word in a note must not cost the run.
std::string dumped(const Json &json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string_view nameOf(Mark::Kind kind)
{
    switch (kind) {
    case Mark::Kind::Gap: return "gap";
    case Mark::Kind::Zero: return "zero";
    case Mark::Kind::Note: break;
    }
    return "note";
}

/// Of a note that would not fit into a record the beginning is kept.
std::string bounded(const std::string &text)
{
    constexpr std::size_t longestText = 16384;
    return text.size() <= longestText ? text : text.substr(0, longestText) + " ...";
}

} // namespace

std::uint32_t chainedCrc(std::uint32_t before, std::span<const std::uint8_t> lengthTypePayload)
{
    std::string link;
    put(link, before);
    boost::crc_32_type crc;
    crc.process_bytes(link.data(), link.size());
    crc.process_bytes(lengthTypePayload.data(), lengthTypePayload.size());
    return crc.checksum();
}

std::uint32_t crcOfMagic()
{
    boost::crc_32_type crc;
    crc.process_bytes(spoolMagic.data(), spoolMagic.size());
    return crc.checksum();
}

void SpoolEncoder::record(RecordType type, std::string_view payload, Bytes &out)
{
    std::string frame;
    put(frame, static_cast<std::uint32_t>(payload.size()));
    put(frame, static_cast<std::uint8_t>(type));
    const std::size_t at = out.size();
    out.insert(out.end(), frame.begin(), frame.end());
    out.insert(out.end(), payload.begin(), payload.end());
    m_crc = chainedCrc(m_crc, std::span(out).subspan(at));
    std::string crc;
    put(crc, m_crc);
    out.insert(out.end(), crc.begin(), crc.end());
}

bool SpoolEncoder::begin(const RunHeader &header, Bytes &out)
{
    Json channels = Json::array();
    for (const Channel &channel : header.channels) {
        channels.push_back({{"name", channel.name}, {"unit", channel.unit}});
    }
    const std::string json = dumped({{"run", header.run},
                                     {"bench", header.bench},
                                     {"program", header.program},
                                     {"simulated", header.simulated},
                                     {"started_utc", header.startedUtc},
                                     {"started_ns", header.started_ns},
                                     {"channels", channels},
                                     {"duration_s", number(header.duration_s)},
                                     {"line", header.line},
                                     {"instrument", header.instrument}});
    if (json.size() > longestPayload) {
        return false;
    }
    out.insert(out.end(), spoolMagic.begin(), spoolMagic.end());
    m_crc = crcOfMagic();
    record(RecordType::Header, json, out);
    return true;
}

void SpoolEncoder::samples(std::span<const Sample> samples, Bytes &out)
{
    while (!samples.empty()) {
        const std::size_t values = samples.front().values.size();
        const std::size_t most =
            std::max<std::size_t>(1, (longestPayload - bytesBeforeColumns) / bytesOfSample(values, true));
        std::size_t count = 1;
        while (count < samples.size() && count < most && samples[count].values.size() == values &&
               samples[count].number == samples[count - 1].number + 1) {
            ++count;
        }
        const auto part = samples.first(count);
        samples = samples.subspan(count);
        const bool saturated = std::any_of(part.begin(), part.end(), [](const Sample &s) { return s.saturated != 0; });
        std::string payload;
        payload.reserve(bytesBeforeColumns + count * bytesOfSample(values, saturated));
        put(payload, part.front().number);
        put(payload, static_cast<std::uint32_t>(count));
        put(payload, static_cast<std::uint16_t>(values));
        for (const Sample &sample : part) {
            put(payload, std::bit_cast<std::uint64_t>(sample.device_s));
        }
        for (const Sample &sample : part) {
            put(payload, std::bit_cast<std::uint64_t>(sample.host_ns));
        }
        for (const Sample &sample : part) {
            put(payload, sample.lines);
        }
        if (saturated) {
            for (const Sample &sample : part) {
                put(payload, sample.saturated);
            }
        }
        for (std::size_t channel = 0; channel < values; ++channel) {
            for (const Sample &sample : part) {
                put(payload, std::bit_cast<std::uint64_t>(sample.values[channel]));
            }
        }
        record(saturated ? RecordType::SaturatedSamples : RecordType::Samples, payload, out);
        m_samples += count;
    }
}

void SpoolEncoder::mark(const Mark &mark, Bytes &out)
{
    record(RecordType::Mark,
           dumped({{"kind", nameOf(mark.kind)},
                   {"device_s", number(mark.device_s)},
                   {"until_s", number(mark.until_s)},
                   {"host_ns", mark.host_ns},
                   {"text", bounded(mark.text)}}),
           out);
    ++m_marks;
}

void SpoolEncoder::trend(const Trend &trend, Bytes &out)
{
    record(RecordType::Trend,
           dumped({{"point", bounded(trend.point)},
                   {"unit", bounded(trend.unit)},
                   {"value", number(trend.value)},
                   {"host_ns", trend.host_ns},
                   {"device_s", number(trend.device_s)}}),
           out);
    ++m_trends;
}

void SpoolEncoder::end(const RunEnd &end, Bytes &out)
{
    record(RecordType::End,
           dumped({{"status", end.status},
                   {"ended_utc", end.endedUtc},
                   {"why", bounded(end.why)},
                   {"samples", m_samples},
                   {"marks", m_marks},
                   {"trends", m_trends}}),
           out);
}

} // namespace tgc::recording
