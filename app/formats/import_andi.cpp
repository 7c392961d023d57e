// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>
#include <cmath>

#include "analysis/core/decimal.h"
#include "app/formats/andi_own.h"
#include "app/formats/andi_units.h"
#include "app/formats/importers.h"
#include "app/formats/line_reader.h"
#include "app/formats/location.h"
#include "app/formats/netcdf_dataset.h"
#include "app/formats/netcdf_extent.h"

namespace tgc::formats {

namespace {

/// A 32-bit 0.96 reads as 0.95999998; its shortest digits are what the vendor meant.
double asWritten(double value)
{
    const auto narrow = static_cast<float>(value);
    if (!std::isfinite(value) || static_cast<double>(narrow) != value) {
        return value;
    }
    char digits[64];
    const auto end = std::to_chars(digits, digits + sizeof digits, narrow).ptr;
    return parseDotDecimal(std::string_view(digits, static_cast<std::size_t>(end - digits))).value_or(value);
}

std::optional<double> finiteAt(const std::vector<double> &values, std::size_t i)
{
    if (i >= values.size() || !std::isfinite(values[i])) {
        return std::nullopt;
    }
    return values[i];
}

std::optional<std::string> nonEmpty(std::string text)
{
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

/// 20181030174305+0000 -> 2018-10-30T17:43:05+00:00; anything else as it stands.
std::string isoTime(const std::string &stamp)
{
    const auto digits = stamp.find_first_not_of("0123456789");
    const std::size_t date = digits == std::string::npos ? stamp.size() : digits;
    if (date != 14) {
        return stamp;
    }
    std::string iso = stamp.substr(0, 4) + "-" + stamp.substr(4, 2) + "-" + stamp.substr(6, 2) + "T" +
                      stamp.substr(8, 2) + ":" + stamp.substr(10, 2) + ":" + stamp.substr(12, 2);
    if (stamp.size() == 19 && (stamp[14] == '+' || stamp[14] == '-')) {
        iso += stamp.substr(14, 3) + ":" + stamp.substr(17, 2);
    }
    return iso;
}

/// The peak table's columns as stored, before the vendors' habits are undone.
struct PeakColumns {
    std::vector<double> retention, start, end, area, height, amount, baseStartTime, baseStopTime, baseStart, baseStop;
    std::vector<std::string> names, startCodes, stopCodes;
};

PeakColumns readColumns(const NetcdfDataset &data)
{
    return {data.numbers("peak_retention_time"),
            data.numbers("peak_start_time"),
            data.numbers("peak_end_time"),
            data.numbers("peak_area"),
            data.numbers("peak_height"),
            data.numbers("peak_amount"),
            data.numbers("baseline_start_time"),
            data.numbers("baseline_stop_time"),
            data.numbers("baseline_start_value"),
            data.numbers("baseline_stop_value"),
            data.texts("peak_name"),
            data.texts("peak_start_detection_code"),
            data.texts("peak_stop_detection_code")};
}

/// True where every peak has from <= retention * scale <= to (a little slack for rounding).
bool brackets(const std::vector<double> &from, const std::vector<double> &to, const std::vector<double> &retention,
              double scale)
{
    if (from.empty() || from.size() != retention.size() || to.size() != retention.size()) {
        return false;
    }
    for (std::size_t i = 0; i < retention.size(); ++i) {
        const double at = retention[i] * scale;
        const double slack = 1e-3 * std::abs(at);
        if (!(from[i] <= at + slack && at - slack <= to[i])) {
            return false;
        }
    }
    return true;
}

/// How the times of this file turn into seconds.
struct TimeScale {
    double axis = 1.0;   ///< interval, delay, retention
    double bounds = 1.0; ///< peak_start_time, peak_end_time
};

/// CLASS-VP counts in minutes, gives peak bounds as sample numbers and baseline times in hours. The numbers tell: the
/// bounds bracket the retention time only when read as sample numbers.
TimeScale timeScale(const PeakColumns &peaks, double interval, std::string_view retentionUnit)
{
    TimeScale scale;
    const bool saysMinutes =
        retentionUnit.find("in") != std::string_view::npos &&
        (retentionUnit.starts_with("min") || retentionUnit.starts_with("Min") || retentionUnit.starts_with("MIN") ||
         retentionUnit.find("in min") != std::string_view::npos);
    const bool sampleNumbers = !brackets(peaks.start, peaks.end, peaks.retention, 1.0) &&
                               brackets(peaks.start, peaks.end, peaks.retention, 1.0 / interval);
    const bool hours = brackets(peaks.baseStartTime, peaks.baseStopTime, peaks.retention, 1.0 / 60.0);
    scale.axis = saysMinutes || (sampleNumbers && hours) ? 60.0 : 1.0;
    scale.bounds = sampleNumbers ? interval * scale.axis : scale.axis;
    return scale;
}

/// A baseline value on the trace's own scale: some files give uV beside a trace in V.
std::optional<double> baselineOnTrace(std::optional<double> value, double lowest, double highest)
{
    const double room = highest - lowest;
    const auto inside = [&](double v) { return v >= lowest - room && v <= highest + room; };
    if (value && !inside(*value) && inside(*value * 1e-6)) {
        return *value * 1e-6;
    }
    return value;
}

std::vector<VendorPeak> vendorPeaks(PeakColumns columns, const AndiUnits &units, const TimeScale &scale,
                                    const Chromatogram &trace)
{
    if (columns.start.empty() && brackets(columns.baseStartTime, columns.baseStopTime, columns.retention, 1.0)) {
        columns.start = columns.baseStartTime; // Spectra-Physics gives bounds only so
        columns.end = columns.baseStopTime;
    }
    // Heights of 0 or -1 throughout stand for "not given".
    const bool heights =
        std::any_of(columns.height.begin(), columns.height.end(), [](double h) { return h != 0.0 && h != -1.0; });
    const auto [lowest, highest] = std::minmax_element(trace.values().begin(), trace.values().end());
    std::vector<VendorPeak> peaks;
    for (std::size_t i = 0; i < columns.retention.size(); ++i) {
        const auto scaled = [i](const std::vector<double> &values, double by) -> std::optional<double> {
            const auto value = finiteAt(values, i);
            return value ? std::optional(*value * by) : std::nullopt;
        };
        VendorPeak peak;
        peak.name = i < columns.names.size() ? nonEmpty(columns.names[i]) : std::nullopt;
        peak.apex_s = scaled(columns.retention, scale.axis);
        peak.start_s = scaled(columns.start, scale.bounds);
        peak.end_s = scaled(columns.end, scale.bounds);
        peak.area = finiteAt(columns.area, i);
        peak.areaUnit = units.area;
        peak.height = heights ? finiteAt(columns.height, i) : std::nullopt;
        peak.heightUnit = units.height;
        peak.baselineStart = baselineOnTrace(finiteAt(columns.baseStart, i), *lowest, *highest);
        peak.baselineEnd = baselineOnTrace(finiteAt(columns.baseStop, i), *lowest, *highest);
        peak.concentration = finiteAt(columns.amount, i);
        const std::string from = i < columns.startCodes.size() ? columns.startCodes[i] : std::string{};
        const std::string to = i < columns.stopCodes.size() ? columns.stopCodes[i] : std::string{};
        peak.code.append(from).append(from.size() + to.size() > 2 ? "|" : "").append(to);
        peaks.push_back(std::move(peak));
    }
    return peaks;
}

Result<Chromatogram> readTrace(const NetcdfDataset &data, const TimeScale &scale, const std::string &unit)
{
    auto values = data.numbers("ordinate_values");
    if (values.empty()) {
        return fail(ErrorCode::BadInput, "holds no signal (ordinate_values)");
    }
    if (data.attribute("uniform_sampling_flag", "ordinate_values").starts_with('N')) {
        auto times_s = data.numbers("raw_data_retention");
        for (double &time : times_s) {
            time *= scale.axis;
        }
        return Chromatogram::create(std::move(times_s), std::move(values), unit);
    }
    const double interval = asWritten(data.numbers("actual_sampling_interval").front());
    const double delay = asWritten(finiteAt(data.numbers("actual_delay_time"), 0).value_or(0.0));
    return Chromatogram::uniform(seconds(delay * scale.axis), seconds(interval * scale.axis), std::move(values), unit);
}

bool isOwn(const NetcdfDataset &data)
{
    return data.attribute("dataset_origin").starts_with(own_andi::origin);
}

/// Of a file that this program wrote: every number is exact, so that none is rounded, and where times are listed they
/// are the samples' own, also beside an even grid.
Result<Chromatogram> readOwnTrace(const NetcdfDataset &data, const std::string &unit)
{
    auto values = data.numbers("ordinate_values");
    auto times_s = data.numbers("raw_data_retention");
    const auto interval = finiteAt(data.numbers("actual_sampling_interval"), 0);
    const auto delay = finiteAt(data.numbers("actual_delay_time"), 0);
    if (values.empty() || !interval || !delay) {
        return fail(ErrorCode::BadInput, "holds no signal with its times");
    }
    auto trace = times_s.empty() ? Chromatogram::uniform(seconds(*delay), seconds(*interval), std::move(values), unit)
                                 : Chromatogram::create(std::move(times_s), std::move(values), unit);
    std::vector<Stretch> stretches;
    const std::string listed = data.attribute(own_andi::saturated);
    for (std::string_view rest = listed; !rest.empty();) {
        const auto semicolon = rest.find(';');
        const std::string_view one = trimmed(rest.substr(0, semicolon));
        const auto space = one.find(' ');
        const auto from = parseDotDecimal(one.substr(0, space));
        const auto to = parseDotDecimal(space == std::string_view::npos ? "" : trimmed(one.substr(space)));
        if (!from || !to) {
            return fail(ErrorCode::BadInput, "names saturated stretches that are no times (tgc_saturated)");
        }
        stretches.push_back({*from, *to});
        rest = semicolon == std::string_view::npos ? "" : rest.substr(semicolon + 1);
    }
    return trace ? std::move(*trace).withSaturation(std::move(stretches)) : std::move(trace);
}

/// The peak table of such a file, in its own units.
std::vector<VendorPeak> ownPeaks(const PeakColumns &columns, const std::vector<double> &manual, const std::string &unit)
{
    std::vector<VendorPeak> peaks;
    for (std::size_t i = 0; i < columns.retention.size(); ++i) {
        VendorPeak peak;
        peak.name = i < columns.names.size() ? nonEmpty(columns.names[i]) : std::nullopt;
        peak.apex_s = finiteAt(columns.retention, i);
        peak.start_s = finiteAt(columns.start, i);
        peak.end_s = finiteAt(columns.end, i);
        peak.area = finiteAt(columns.area, i);
        peak.areaUnit = unit + "*s";
        peak.height = finiteAt(columns.height, i);
        peak.heightUnit = unit;
        peak.baselineStart = finiteAt(columns.baseStart, i);
        peak.baselineEnd = finiteAt(columns.baseStop, i);
        peak.code = (i < columns.startCodes.size() ? columns.startCodes[i] : std::string()) +
                    (i < columns.stopCodes.size() ? columns.stopCodes[i] : std::string());
        peak.manual = finiteAt(manual, i).value_or(0.0) != 0.0;
        peaks.push_back(std::move(peak));
    }
    return peaks;
}

Result<ImportedRun> readOwn(const NetcdfDataset &data, const std::string &name)
{
    const std::string unit = data.attribute("detector_unit");
    auto trace = readOwnTrace(data, unit);
    if (!trace) {
        return badFile(name, trace.error().message);
    }
    ImportedRun run;
    run.format = "andi";
    run.source =
        sourceFromString(data.attribute(own_andi::source)) == Source::Simulated ? Source::Simulated : Source::Imported;
    ImportedChannel channel;
    channel.name = nonEmpty(data.attribute(own_andi::channel)).value_or("signal");
    channel.detector = data.attribute(own_andi::detector);
    channel.vendorPeaks = ownPeaks(readColumns(data), data.numbers("manually_reintegrated_peaks"), unit);
    channel.trace = std::move(*trace);
    run.sampleName = nonEmpty(data.attribute("sample_name"));
    run.methodName = nonEmpty(data.attribute("detection_method_name"));
    run.instrument = nonEmpty(data.attribute(own_andi::instrument));
    run.acquiredAt = nonEmpty(data.attribute(own_andi::acquired));
    run.channels.push_back(std::move(channel));
    return run;
}

/// Heights above the signal's whole span cannot be in the signal's unit.
bool heightsFit(const std::vector<VendorPeak> &peaks, const Chromatogram &trace)
{
    const auto [lowest, highest] = std::minmax_element(trace.values().begin(), trace.values().end());
    return std::all_of(peaks.begin(), peaks.end(), [span = *highest - *lowest](const VendorPeak &peak) {
        return !peak.height || std::abs(*peak.height) <= 1.5 * span;
    });
}

} // namespace

bool recognisesAndi(std::string_view bytes)
{
    return isClassicNetcdf(bytes);
}

Result<ImportedRun> readAndi(std::string_view bytes, const std::string &name)
{
    const auto extent = netcdfExtent(bytes);
    if (!extent) {
        return badFile(name, extent.error().message);
    }
    if (*extent > bytes.size()) {
        return badFile(name, "ends after " + std::to_string(bytes.size()) + " of the " + std::to_string(*extent) +
                                 " bytes its header states: the file is incomplete");
    }
    const NetcdfDataset data(bytes, name);
    if (!data.good()) {
        return badFile(name, "is not readable as netCDF: " + data.error());
    }
    const auto interval = finiteAt(data.numbers("actual_sampling_interval"), 0);
    if (!interval || !(*interval > 0.0)) {
        return badFile(name, "is netCDF without the actual_sampling_interval of a chromatogram");
    }
    if (isOwn(data)) {
        return readOwn(data, name);
    }
    auto columns = readColumns(data);
    const TimeScale scale = timeScale(columns, *interval, data.attribute("retention_unit"));
    const std::string origin = data.attribute("dataset_origin");
    AndiUnits units = andiUnits(origin, data.attribute("detector_unit"), !origin.empty());
    if (units.signal.empty()) {
        units.signal = "unstated";
    }
    auto trace = readTrace(data, scale, units.signal);
    if (!trace) {
        return badFile(name, trace.error().message);
    }
    ImportedRun run;
    run.format = "andi";
    ImportedChannel channel;
    channel.detector = data.attribute("detector_name");
    channel.name = channel.detector.empty() ? "signal" : channel.detector;
    channel.vendorPeaks = vendorPeaks(std::move(columns), units, scale, *trace);
    if (!units.known && !heightsFit(channel.vendorPeaks, *trace)) {
        run.warnings.push_back(name + ": the vendor's heights do not fit the signal; their unit is not known");
        for (auto &peak : channel.vendorPeaks) {
            peak.areaUnit = peak.heightUnit = "unstated";
        }
    }
    if (scale.axis != 1.0) {
        run.warnings.push_back(name + ": times are in minutes in this file and were turned into seconds");
    }
    channel.trace = std::move(*trace);
    run.sampleName = nonEmpty(data.attribute("sample_name"));
    run.methodName = nonEmpty(data.attribute("company_method_name"));
    if (!run.methodName) {
        run.methodName = nonEmpty(data.attribute("detection_method_name"));
    }
    run.instrument = nonEmpty(origin);
    const std::string stamp = data.attribute("injection_date_time_stamp");
    run.acquiredAt = stamp.empty() ? std::nullopt : std::optional(isoTime(stamp));
    run.channels.push_back(std::move(channel));
    return run;
}

} // namespace tgc::formats
