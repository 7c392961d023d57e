// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <bit>
#include <limits>

#include <nlohmann/json.hpp>

#include "app/session/recording/read_spool.h"
#include "app/session/recording/spool_records.h"

namespace tgc::recording {

namespace {

using Json = nlohmann::json;

/// Numbers from the front of some bytes. Whoever asks for more than there is gets zeros and `good` false.
class Cursor {
public:
    explicit Cursor(std::span<const std::uint8_t> bytes) : m_bytes(bytes) {}

    template <class Unsigned>
    Unsigned take()
    {
        if (m_bytes.size() < sizeof(Unsigned)) {
            m_good = false;
            return 0;
        }
        std::uint64_t value = 0;
        for (std::size_t i = sizeof(Unsigned); i-- > 0;) {
            value = (value << 8U) | m_bytes[i];
        }
        m_bytes = m_bytes.subspan(sizeof(Unsigned));
        return static_cast<Unsigned>(value);
    }
    [[nodiscard]] std::size_t left() const { return m_bytes.size(); }
    [[nodiscard]] bool good() const { return m_good; }

private:
    std::span<const std::uint8_t> m_bytes;
    bool m_good = true;
};

/// The fields of a JSON object, each of the one type it is written with.
class Fields {
public:
    explicit Fields(std::span<const std::uint8_t> payload)
        : m_json(Json::parse(payload.begin(), payload.end(), nullptr, false)), m_good(m_json.is_object())
    {
    }

    std::string text(const char *key) const
    {
        const Json *const value = find(key);
        return value != nullptr && expect(value->is_string()) ? value->get<std::string>() : std::string();
    }
    bool flag(const char *key) const
    {
        const Json *const value = find(key);
        return value != nullptr && expect(value->is_boolean()) && value->get<bool>();
    }
    std::optional<double> optionalNumber(const char *key) const
    {
        const Json *const value = find(key);
        return value != nullptr && !value->is_null() && expect(value->is_number()) ? std::optional(value->get<double>())
                                                                                   : std::nullopt;
    }
    /// What is no number was none when it was written: JSON has no NaN.
    double number(const char *key) const
    {
        return optionalNumber(key).value_or(std::numeric_limits<double>::quiet_NaN());
    }
    std::int64_t integer(const char *key) const
    {
        const Json *const value = find(key);
        const bool fits =
            value != nullptr && expect(value->is_number_integer()) &&
            expect(!value->is_number_unsigned() ||
                   value->get<std::uint64_t>() <= std::uint64_t{std::numeric_limits<std::int64_t>::max()});
        return fits ? value->get<std::int64_t>() : 0;
    }
    const Json *array(const char *key) const
    {
        const Json *const value = find(key);
        return value != nullptr && expect(value->is_array()) ? value : nullptr;
    }
    [[nodiscard]] bool good() const { return m_good; }
    bool expect(bool holds) const
    {
        m_good = m_good && holds;
        return holds;
    }

private:
    const Json *find(const char *key) const
    {
        if (!m_json.is_object()) {
            return nullptr;
        }
        const auto found = m_json.find(key);
        return expect(found != m_json.end()) ? &*found : nullptr;
    }

    Json m_json;
    mutable bool m_good;
};

bool readHeader(std::span<const std::uint8_t> payload, RunHeader &header)
{
    const Fields fields(payload);
    header.run = fields.text("run");
    header.bench = fields.text("bench");
    header.program = fields.text("program");
    header.simulated = fields.flag("simulated");
    header.startedUtc = fields.text("started_utc");
    header.started_ns = fields.integer("started_ns");
    header.duration_s = fields.optionalNumber("duration_s");
    header.line = fields.text("line");
    header.instrument = fields.text("instrument");
    if (const Json *const channels = fields.array("channels")) {
        for (const Json &each : *channels) {
            const bool whole = each.is_object() && each.contains("name") && each["name"].is_string() &&
                               each.contains("unit") && each["unit"].is_string();
            if (!fields.expect(whole)) {
                break;
            }
            header.channels.push_back({each["name"].get<std::string>(), each["unit"].get<std::string>()});
        }
    }
    return fields.good();
}

bool readSamples(std::span<const std::uint8_t> payload, bool saturated, std::vector<Sample> &samples)
{
    Cursor cursor(payload);
    const auto first = cursor.take<std::uint64_t>();
    const auto count = cursor.take<std::uint32_t>();
    const auto values = cursor.take<std::uint16_t>();
    // The count is believed once the bytes are there: 64 bits hold the product of any two such numbers.
    const std::uint64_t needed = std::uint64_t{count} * bytesOfSample(values, saturated);
    if (!cursor.good() || count == 0 || needed != cursor.left() ||
        first > std::numeric_limits<std::uint64_t>::max() - count ||
        (!samples.empty() && first <= samples.back().number)) {
        return false;
    }
    const std::size_t begin = samples.size();
    samples.resize(begin + count);
    const std::span<Sample> part = std::span(samples).subspan(begin);
    for (std::size_t i = 0; i < part.size(); ++i) {
        part[i].number = first + i;
        part[i].values.resize(values);
        part[i].device_s = std::bit_cast<double>(cursor.take<std::uint64_t>());
    }
    for (Sample &sample : part) {
        sample.host_ns = std::bit_cast<std::int64_t>(cursor.take<std::uint64_t>());
    }
    for (Sample &sample : part) {
        sample.lines = cursor.take<std::uint32_t>();
    }
    if (saturated) {
        for (Sample &sample : part) {
            sample.saturated = cursor.take<std::uint32_t>();
        }
    }
    for (std::size_t channel = 0; channel < values; ++channel) {
        for (Sample &sample : part) {
            sample.values[channel] = std::bit_cast<double>(cursor.take<std::uint64_t>());
        }
    }
    return true;
}

bool readMark(std::span<const std::uint8_t> payload, std::vector<Mark> &marks)
{
    const Fields fields(payload);
    const std::string kind = fields.text("kind");
    fields.expect(kind == "gap" || kind == "zero" || kind == "note");
    Mark mark;
    mark.kind = kind == "gap" ? Mark::Kind::Gap : kind == "zero" ? Mark::Kind::Zero : Mark::Kind::Note;
    mark.device_s = fields.number("device_s");
    mark.until_s = fields.optionalNumber("until_s");
    mark.host_ns = fields.integer("host_ns");
    mark.text = fields.text("text");
    marks.push_back(std::move(mark));
    return fields.good();
}

bool readTrend(std::span<const std::uint8_t> payload, std::vector<Trend> &trends)
{
    const Fields fields(payload);
    Trend trend;
    trend.point = fields.text("point");
    trend.unit = fields.text("unit");
    trend.value = fields.number("value");
    trend.host_ns = fields.integer("host_ns");
    trend.device_s = fields.number("device_s");
    trends.push_back(std::move(trend));
    return fields.good();
}

bool readEnd(std::span<const std::uint8_t> payload, SpooledRun &run)
{
    const Fields fields(payload);
    run.end = RunEnd{fields.text("status"), fields.text("ended_utc"), fields.text("why")};
    const auto counted = [&](const char *key, std::size_t there) {
        fields.expect(fields.integer(key) == static_cast<std::int64_t>(there));
    };
    counted("samples", run.samples.size());
    counted("marks", run.marks.size());
    counted("trends", run.trends.size());
    return fields.good();
}

/// False: what the record says is not what the recorder writes.
bool readRecord(RecordType type, std::span<const std::uint8_t> payload, bool first, SpooledRun &run)
{
    if (first != (type == RecordType::Header) || run.end) {
        return false;
    }
    switch (type) {
    case RecordType::Header: return readHeader(payload, run.header);
    case RecordType::Samples: return readSamples(payload, false, run.samples);
    case RecordType::SaturatedSamples: return readSamples(payload, true, run.samples);
    case RecordType::Mark: return readMark(payload, run.marks);
    case RecordType::Trend: return readTrend(payload, run.trends);
    case RecordType::End: return readEnd(payload, run);
    }
    return false;
}

struct Frame {
    std::size_t length = 0; ///< of the payload
    RecordType type{};
    std::uint32_t crc = 0; ///< what it is if the record is whole
    bool whole = false;
};

/// The record at `at`, if it follows one whose checksum is `before`.
Frame frameAt(std::span<const std::uint8_t> bytes, std::size_t at, std::uint32_t before)
{
    Frame frame;
    if (bytes.size() - at < recordFrame) {
        return frame;
    }
    Cursor cursor(bytes.subspan(at));
    frame.length = cursor.take<std::uint32_t>();
    frame.type = static_cast<RecordType>(cursor.take<std::uint8_t>());
    if (frame.length <= longestPayload && frame.length <= bytes.size() - at - recordFrame) {
        frame.crc = chainedCrc(before, bytes.subspan(at, 5 + frame.length));
        frame.whole = Cursor(bytes.subspan(at + 5 + frame.length)).take<std::uint32_t>() == frame.crc;
    }
    return frame;
}

/// Is there a record that is whole by itself, taking the four bytes before it for its predecessor's checksum? Lengths
/// that no record of its type can have are passed over: a checksum of each would take hours.
bool holdsWholeRecord(std::span<const std::uint8_t> bytes)
{
    for (std::size_t at = 4; at + recordFrame + 14 <= bytes.size(); ++at) {
        const auto type = static_cast<RecordType>(bytes[at + 4]);
        bool plausible = type >= RecordType::Mark && type <= RecordType::End && bytes[at + 5] == '{';
        if (type == RecordType::Samples || type == RecordType::SaturatedSamples) {
            Cursor cursor(bytes.subspan(at));
            const std::uint64_t length = cursor.take<std::uint32_t>();
            (void)cursor.take<std::uint8_t>();
            (void)cursor.take<std::uint64_t>();
            const std::uint64_t count = cursor.take<std::uint32_t>();
            plausible = length == bytesBeforeColumns + count * bytesOfSample(cursor.take<std::uint16_t>(),
                                                                             type == RecordType::SaturatedSamples);
        }
        if (plausible && frameAt(bytes, at, Cursor(bytes.subspan(at - 4)).take<std::uint32_t>()).whole) {
            return true;
        }
    }
    return false;
}

/// As it may stand in a sentence: a damaged header can hold anything.
std::string onOneLine(std::string text)
{
    constexpr std::size_t longest = 60;
    text.resize(std::min(text.size(), longest));
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
    return text;
}

} // namespace

bool brokeOffAtOnce(std::span<const std::uint8_t> bytes)
{
    // A power cut leaves zeros where the file had grown and its bytes had not been written.
    if (std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte == 0; })) {
        return true;
    }
    const auto magic = bytes.first(std::min(bytes.size(), spoolMagic.size()));
    if (!std::equal(magic.begin(), magic.end(), spoolMagic.begin())) {
        return false;
    }
    // The length is not to be trusted: that nothing whole stands behind is looked for, too.
    const auto records = bytes.subspan(magic.size());
    const Frame header = frameAt(bytes, magic.size(), crcOfMagic());
    return !header.whole && header.length <= longestPayload && records.size() <= recordFrame + header.length &&
           !holdsWholeRecord(records);
}

Result<SpooledRun> parseSpool(std::span<const std::uint8_t> bytes, const std::string &name)
{
    if (bytes.size() < spoolMagic.size() || !std::equal(spoolMagic.begin(), spoolMagic.end(), bytes.begin())) {
        return fail(ErrorCode::Integrity,
                    name + ": is no recording of this program (it does not begin with TGC-SPOOL 1)");
    }
    SpooledRun run;
    std::size_t at = spoolMagic.size();
    std::uint32_t crc = crcOfMagic();
    for (Frame frame = frameAt(bytes, at, crc); frame.whole; frame = frameAt(bytes, at, crc)) {
        if (!readRecord(frame.type, bytes.subspan(at + 5, frame.length), at == spoolMagic.size(), run)) {
            return fail(ErrorCode::Integrity,
                        name + ": the record at byte " + std::to_string(at) +
                            " is whole, but not what this version writes; read it with the version that recorded it" +
                            (run.header.program.empty() ? "" : " (" + onOneLine(run.header.program) + ")"));
        }
        crc = frame.crc;
        at += recordFrame + frame.length;
    }
    if (at == spoolMagic.size()) {
        return fail(ErrorCode::Integrity,
                    name + ": the recording broke off within its first record; it holds no sample");
    }
    run.wholeBytes = at;
    run.tornBytes = bytes.size() - at;
    run.wholeBehindTorn = holdsWholeRecord(bytes.subspan(at));
    return run;
}

} // namespace tgc::recording
