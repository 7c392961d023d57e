// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "app/formats/importers.h"
#include "app/formats/line_reader.h"
#include "app/formats/location.h"

namespace tgc::formats {

namespace {

using nlohmann::json;

/// A parsed document takes some ten times its text; a run of the instrument has about 0.1 MiB.
constexpr std::size_t maxJsonBytes = std::size_t{64} << 20;

/// The member, or null where `object` is no object or lacks it.
const json &member(const json &object, const char *key)
{
    static const json null;
    if (!object.is_object()) {
        return null;
    }
    const auto found = object.find(key);
    return found == object.end() ? null : *found;
}

std::optional<double> number(const json &object, const char *key)
{
    const json &value = member(object, key);
    if (!value.is_number() || !std::isfinite(value.get<double>())) {
        return std::nullopt;
    }
    return value.get<double>();
}

std::optional<std::string> text(const json &object, const char *key)
{
    const json &value = member(object, key);
    if (!value.is_string() || value.get_ref<const std::string &>().empty()) {
        return std::nullopt;
    }
    return value.get<std::string>();
}

VendorPeak readPeak(const json &given)
{
    VendorPeak peak;
    peak.name = text(given, "label");
    peak.apex_s = number(given, "top");
    peak.start_s = number(given, "start");
    peak.end_s = number(given, "end");
    peak.area = number(given, "area");
    peak.areaUnit = "counts*s";
    peak.height = number(given, "height");
    peak.heightUnit = "counts";
    const json &baseline = member(given, "baselinePoints");
    peak.baselineStart = number(baseline, "start");
    peak.baselineEnd = number(baseline, "end");
    peak.concentration = number(given, "concentration");
    const json &manual = member(given, "isManual");
    peak.manual = manual.is_boolean() && manual.get<bool>();
    // A component that was looked for and not found stands at its expected time with nothing there.
    peak.absent = peak.area == 0.0 && peak.start_s == peak.end_s;
    return peak;
}

VendorCalibration readCalibration(const json &given)
{
    VendorCalibration calibration;
    calibration.name = text(given, "compoundName").value_or("");
    calibration.fit = text(given, "fitType").value_or("");
    calibration.retention_s = number(given, "retentionTime");
    calibration.windowBefore_s = number(given, "leftDelta");
    calibration.windowAfter_s = number(given, "rightDelta");
    for (const json &point : member(given, "calibrationPoints")) {
        const auto known = number(point, "knownConcentration");
        const auto area = number(point, "area");
        if (known && area) {
            calibration.points.emplace_back(*known, *area);
        }
    }
    return calibration;
}

Result<Chromatogram> readTrace(const json &detector, const std::string &where, std::vector<std::string> &warnings)
{
    const json &given = member(detector, "values");
    const auto rate = number(detector, "nValuesPerSecond");
    if (!given.is_array() || !rate || !(*rate > 0.0)) {
        return fail(ErrorCode::BadInput,
                    where + "a detector needs \"values\" and a rate \"nValuesPerSecond\" above zero");
    }
    std::vector<double> values;
    values.reserve(given.size());
    for (const json &value : given) {
        if (!value.is_number()) {
            return fail(ErrorCode::BadInput, where + "value " + std::to_string(values.size() + 1) + " is not a number");
        }
        values.push_back(value.get<double>());
    }
    const auto expected = number(detector, "nValuesExpected");
    const auto found = static_cast<double>(values.size());
    if (expected && found < *expected) {
        return fail(ErrorCode::BadInput, where + "holds " + std::to_string(values.size()) + " values where " +
                                             std::to_string(std::llround(*expected)) + " are expected: incomplete");
    }
    if (expected && found > *expected) {
        warnings.push_back(where + "holds " + std::to_string(values.size()) + " values where " +
                           std::to_string(std::llround(*expected)) + " are expected");
    }
    // i / rate, not i * (1 / rate): the quotient is the nearest double to the true time.
    std::vector<double> times_s(values.size());
    for (std::size_t i = 0; i < times_s.size(); ++i) {
        times_s[i] = static_cast<double>(i) / *rate;
    }
    auto trace = Chromatogram::create(std::move(times_s), std::move(values), "counts");
    if (!trace) {
        return fail(ErrorCode::BadInput, where + trace.error().message);
    }
    return trace;
}

Result<ImportedChannel> readChannel(const std::string &key, const json &detector, const json &calibrations,
                                    const std::string &name, std::vector<std::string> &warnings)
{
    ImportedChannel channel;
    channel.name = key;
    const auto carrier = text(detector, "carrierGas");
    channel.detector = key.ends_with(":tcd") ? "TCD" : key.substr(key.find(':') + 1);
    if (carrier) {
        channel.detector += ", carrier gas " + *carrier;
    }
    auto trace = readTrace(detector, name + ": detector " + key + ": ", warnings);
    if (!trace) {
        return fail(trace.error());
    }
    channel.trace = std::move(*trace);
    const json &peaks = member(member(detector, "analysis"), "peaks");
    if (peaks.is_array()) {
        std::transform(peaks.begin(), peaks.end(), std::back_inserter(channel.vendorPeaks), readPeak);
    }
    const json &curves = member(member(calibrations, key.c_str()), "calibrationPeaks");
    if (curves.is_array()) {
        std::transform(curves.begin(), curves.end(), std::back_inserter(channel.vendorCalibrations), readCalibration);
    }
    return channel;
}

/// nlohmann's message cut down to what helps: where the text breaks.
std::string parseFailure(std::string_view bytes, std::size_t byte)
{
    if (byte >= bytes.size()) {
        return "the JSON text ends before its closing brackets: the file is incomplete";
    }
    const auto line = 1 + std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(byte), '\n');
    return "is not valid JSON at line " + std::to_string(line) + ", byte " + std::to_string(byte);
}

} // namespace

bool recognisesFusion(std::string_view bytes)
{
    return trimmed(bytes.substr(0, 64)).starts_with('{') && bytes.find("\"detectors\"") != std::string_view::npos &&
           bytes.find("\"nValuesPerSecond\"") != std::string_view::npos;
}

Result<ImportedRun> readFusion(std::string_view bytes, const std::string &name)
{
    if (bytes.size() > maxJsonBytes) {
        return badFile(name, "is larger than 64 MiB, too large for a Fusion run");
    }
    json document;
    try {
        document = json::parse(bytes);
    } catch (const json::parse_error &error) {
        return badFile(name, parseFailure(bytes, error.byte));
    } catch (const json::exception &error) {
        return badFile(name, std::string("is not a Fusion run: ") + error.what());
    }
    const json &detectors = member(document, "detectors");
    if (!detectors.is_object() || detectors.empty()) {
        return badFile(name, "is JSON without the \"detectors\" of a Fusion run");
    }
    ImportedRun run;
    run.format = "inficon-fusion";
    run.sampleName = text(member(document, "annotations"), "name");
    if (!run.sampleName) {
        run.sampleName = text(document, "$displayName");
    }
    run.methodName = text(document, "methodName");
    run.acquiredAt = text(document, "runTimeStamp");
    const auto serial = text(member(member(document, "systemConfiguration"), "systemInfo"), "systemSerialNumber");
    run.instrument = "INFICON Fusion" + (serial ? " " + *serial : std::string{});
    const json &calibrations =
        member(member(member(member(document, "method"), "peakParameters"), "calibration"), "detectors");
    for (const auto &[key, detector] : detectors.items()) {
        auto channel = readChannel(key, detector, calibrations, name, run.warnings);
        if (!channel) {
            return fail(channel.error());
        }
        run.channels.push_back(std::move(*channel));
    }
    return run;
}

} // namespace tgc::formats
