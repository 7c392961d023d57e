// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/formats/write_andi.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <netcdf.h>

#include "analysis/core/decimal.h"
#include "app/formats/andi_own.h"
#include "app/formats/atomic_file.h"
#include "app/formats/netcdf_dataset.h"

namespace tgc::formats {

namespace {

/// Times that differ from an even grid by less than this part of the interval do so by rounding alone.
constexpr double roundingOfTimes = 1e-6;

/// A netCDF file being made. The first failure is kept, and what follows it does nothing of use.
class NetcdfWriter {
public:
    explicit NetcdfWriter(const std::filesystem::path &file) : m_library(netcdfLibrary())
    {
        keep(nc_create(file.c_str(), NC_CLOBBER, &m_id));
        m_open = good();
    }
    ~NetcdfWriter()
    {
        if (m_open) {
            nc_abort(m_id);
        }
    }
    NetcdfWriter(const NetcdfWriter &) = delete;
    NetcdfWriter &operator=(const NetcdfWriter &) = delete;

    [[nodiscard]] bool good() const { return m_status == NC_NOERR; }
    [[nodiscard]] std::string error() const { return nc_strerror(m_status); }
    int dimension(const char *name, std::size_t length)
    {
        int id = 0;
        keep(nc_def_dim(m_id, name, length, &id));
        return id;
    }
    int variable(const char *name, nc_type type, const std::vector<int> &dimensions)
    {
        int id = 0;
        keep(nc_def_var(m_id, name, type, static_cast<int>(dimensions.size()), dimensions.data(), &id));
        return id;
    }
    void attribute(const char *key, const std::string &text, int variable = NC_GLOBAL)
    {
        keep(nc_put_att_text(m_id, variable, key, text.size(), text.data()));
    }
    void stated(const char *key, const std::string &text)
    {
        if (!text.empty()) {
            attribute(key, text);
        }
    }
    void endDefinitions() { keep(nc_enddef(m_id)); }
    void numbers(int variable, const std::vector<double> &values)
    {
        keep(nc_put_var_double(m_id, variable, values.data()));
    }
    void text(int variable, const std::string &padded) { keep(nc_put_var_text(m_id, variable, padded.data())); }
    void shorts(int variable, const std::vector<short> &values)
    {
        keep(nc_put_var_short(m_id, variable, values.data()));
    }
    void close()
    {
        if (m_open) {
            m_open = false;
            keep(nc_close(m_id));
        }
    }

private:
    void keep(int status) { m_status = good() ? status : m_status; }

    std::unique_lock<std::mutex> m_library;
    int m_id = 0;
    int m_status = NC_NOERR;
    bool m_open = false;
};

/// The standard's type where it keeps every bit.
nc_type typeFor(const std::vector<double> &values)
{
    return std::all_of(
               values.begin(), values.end(),
               [](double v) { return std::abs(v) <= 3.4e38 && static_cast<double>(static_cast<float>(v)) == v; })
               ? NC_FLOAT
               : NC_DOUBLE;
}

/// What is to be written of a variable once all are defined.
struct Column {
    int variable = 0;
    std::vector<double> values;
};

Column define(NetcdfWriter &file, const char *name, std::vector<double> values, const std::vector<int> &dimensions)
{
    const int variable = file.variable(name, typeFor(values), dimensions);
    return {variable, std::move(values)};
}

/// The time axis as the standard knows it.
struct Axis {
    double delay_s = 0.0;
    double interval_s = 1.0;
    bool uniform = true;
    bool exact = true; ///< delay + i * interval gives every time to the last bit
};

double worstOffGrid(std::span<const double> times_s, double delay_s, double interval_s)
{
    double worst = 0.0;
    for (std::size_t i = 0; i < times_s.size(); ++i) {
        worst = std::max(worst, std::abs(times_s[i] - (delay_s + static_cast<double>(i) * interval_s)));
    }
    return worst;
}

Axis axisOf(std::span<const double> times_s)
{
    Axis axis{times_s.front(), 1.0, true, true};
    if (times_s.size() < 2) {
        return axis;
    }
    const double mean = (times_s.back() - times_s.front()) / static_cast<double>(times_s.size() - 1);
    std::vector<double> candidates{mean, times_s[1] - times_s[0]};
    for (const int digits : {15, 12, 9, 6}) {
        const double scale = std::pow(10.0, digits);
        candidates.push_back(std::round(mean * scale) / scale);
    }
    axis.interval_s = mean;
    double worst = worstOffGrid(times_s, axis.delay_s, mean);
    for (const double candidate : candidates) {
        if (const double off = worstOffGrid(times_s, axis.delay_s, candidate); candidate > 0.0 && off < worst) {
            worst = off;
            axis.interval_s = candidate;
        }
    }
    axis.exact = worst == 0.0;
    axis.uniform = worst <= roundingOfTimes * axis.interval_s;
    return axis;
}

bool allDigits(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// 2018-10-30T17:43:05.123Z -> 20181030174305+0000, as the standard writes times; empty for anything but ISO 8601.
std::string standardStamp(std::string_view iso)
{
    if (iso.size() < 19 || iso[4] != '-' || iso[7] != '-' || (iso[10] != 'T' && iso[10] != ' ') || iso[13] != ':' ||
        iso[16] != ':') {
        return {};
    }
    std::string stamp;
    for (const auto &[at, length] : {std::pair(0, 4), {5, 2}, {8, 2}, {11, 2}, {14, 2}, {17, 2}}) {
        stamp += iso.substr(static_cast<std::size_t>(at), static_cast<std::size_t>(length));
    }
    std::string_view zone = iso.substr(19);
    if (zone.starts_with('.')) {
        zone.remove_prefix(std::min(zone.find_first_not_of("0123456789", 1), zone.size()));
    }
    if (zone == "Z") {
        stamp += "+0000";
    } else if (zone.size() == 6 && (zone[0] == '+' || zone[0] == '-') && zone[3] == ':') {
        stamp.append(zone.substr(0, 3)).append(zone.substr(4));
    }
    const std::string_view digits = std::string_view(stamp).substr(0, 14);
    return allDigits(digits) ? stamp : std::string();
}

std::string saturationText(const Chromatogram &trace)
{
    std::string text;
    for (const Stretch &stretch : trace.saturation()) {
        text += (text.empty() ? "" : "; ") + shortest(stretch.from_s) + " " + shortest(stretch.to_s);
    }
    return text;
}

void writeNotes(NetcdfWriter &file, const Chromatogram &trace, const AndiNotes &notes)
{
    const bool simulated = notes.source == Source::Simulated;
    file.attribute("dataset_completeness", notes.peaks.empty() ? "C1" : "C1+C2");
    file.attribute("aia_template_revision", "1.0.1");
    file.attribute("netcdf_revision", "classic");
    file.attribute("languages", "English, UTF-8");
    file.attribute("dataset_origin", notes.program.empty() ? std::string(own_andi::origin) : notes.program);
    file.attribute("administrative_comments", simulated ? "SIMULATED DATA: no number in this file is a measurement"
                                                        : "source: " + std::string(toString(notes.source)));
    file.attribute("experiment_title", simulated ? "SIMULATED DATA " + notes.run : notes.run);
    file.attribute("separation_experiment_type", "gas chromatography");
    file.stated("injection_date_time_stamp", standardStamp(notes.acquiredAt));
    file.stated("source_file_reference", notes.run);
    file.stated("sample_name", notes.sample);
    file.stated("sample_id", notes.sample);
    file.stated("sample_type", notes.sampleType);
    file.stated("detection_method_name", notes.method);
    file.stated("detector_name", notes.channel);
    file.attribute("detector_unit", trace.signalUnit());
    file.attribute("retention_unit", "seconds");
    file.stated("peak_processing_method_name", notes.processing);
    file.attribute(own_andi::source, std::string(toString(notes.source)));
    file.stated(own_andi::run, notes.run);
    file.stated(own_andi::channel, notes.channel);
    file.stated(own_andi::detector, notes.detector);
    file.stated(own_andi::instrument, notes.instrument);
    file.stated(own_andi::acquired, notes.acquiredAt);
    file.stated(own_andi::saturated, saturationText(trace));
}

/// A text of the table's width, filled with NUL, cut before a character that does not fit whole.
std::string fitted(std::string text, std::size_t width)
{
    if (text.size() > width) {
        std::size_t end = width;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
            --end;
        }
        text.resize(end);
    }
    text.resize(width, '\0');
    return text;
}

/// The peak table: its numbers, and its texts and marks beside them.
struct PeakTable {
    std::vector<Column> numbers;
    int name = 0;
    int startCode = 0;
    int stopCode = 0;
    int manual = 0;
    std::size_t nameWidth = 32;
};

PeakTable definePeaks(NetcdfWriter &file, const std::vector<AndiPeak> &peaks)
{
    PeakTable table;
    std::size_t longest = 0;
    for (const AndiPeak &peak : peaks) {
        longest = std::max(longest, peak.name.value_or("").size());
    }
    for (const std::size_t width : {32U, 64U, 128U, 255U}) { // the standard's
        table.nameWidth = width;
        if (longest <= width) {
            break;
        }
    }
    const int count = file.dimension("peak_number", peaks.size());
    const int two = file.dimension("_2_byte_string", 2);
    const int width = file.dimension(("_" + std::to_string(table.nameWidth) + "_byte_string").c_str(), table.nameWidth);
    const std::array<std::pair<const char *, double AndiPeak::*>, 9> columns{
        {{"peak_retention_time", &AndiPeak::apex_s},
         {"peak_start_time", &AndiPeak::start_s},
         {"peak_end_time", &AndiPeak::end_s},
         {"peak_area", &AndiPeak::area},
         {"peak_height", &AndiPeak::height},
         {"baseline_start_time", &AndiPeak::start_s},
         {"baseline_start_value", &AndiPeak::baselineStart},
         {"baseline_stop_time", &AndiPeak::end_s},
         {"baseline_stop_value", &AndiPeak::baselineEnd}}};
    for (const auto &[name, member] : columns) {
        std::vector<double> values;
        for (const AndiPeak &peak : peaks) {
            values.push_back(peak.*member);
        }
        table.numbers.push_back(define(file, name, std::move(values), {count}));
    }
    table.name = file.variable("peak_name", NC_CHAR, {count, width});
    table.startCode = file.variable("peak_start_detection_code", NC_CHAR, {count, two});
    table.stopCode = file.variable("peak_stop_detection_code", NC_CHAR, {count, two});
    table.manual = file.variable("manually_reintegrated_peaks", NC_SHORT, {count});
    return table;
}

void writePeaks(NetcdfWriter &file, const PeakTable &table, const std::vector<AndiPeak> &peaks)
{
    std::string names;
    std::string starts;
    std::string stops;
    std::vector<short> manual;
    for (const AndiPeak &peak : peaks) {
        names += fitted(peak.name.value_or(""), table.nameWidth);
        starts += fitted(peak.code.substr(0, 1), 2);
        stops += fitted(peak.code.size() > 1 ? peak.code.substr(1) : std::string(), 2);
        manual.push_back(peak.manual ? 1 : 0);
    }
    for (const Column &column : table.numbers) {
        file.numbers(column.variable, column.values);
    }
    file.text(table.name, names);
    file.text(table.startCode, starts);
    file.text(table.stopCode, stops);
    file.shorts(table.manual, manual);
}

void fill(NetcdfWriter &file, const Chromatogram &trace, const AndiNotes &notes)
{
    const Axis axis = axisOf(trace.times_s());
    const auto [lowest, highest] = std::minmax_element(trace.values().begin(), trace.values().end());
    const int points = file.dimension("point_number", trace.size());
    std::vector<Column> columns;
    columns.push_back(define(file, "detector_maximum_value", {*highest}, {}));
    columns.push_back(define(file, "detector_minimum_value", {*lowest}, {}));
    columns.push_back(define(file, "actual_run_time_length", {trace.times_s().back() - trace.times_s().front()}, {}));
    columns.push_back(define(file, "actual_sampling_interval", {axis.interval_s}, {}));
    columns.push_back(define(file, "actual_delay_time", {axis.delay_s}, {}));
    columns.push_back(define(file, "ordinate_values", {trace.values().begin(), trace.values().end()}, {points}));
    const int signal = columns.back().variable;
    file.attribute("uniform_sampling_flag", axis.uniform ? "Y" : "N", signal);
    if (!axis.exact) {
        columns.push_back(
            define(file, "raw_data_retention", {trace.times_s().begin(), trace.times_s().end()}, {points}));
    }
    std::optional<PeakTable> table;
    if (!notes.peaks.empty()) { // a dimension of length 0 would be one without limit
        table = definePeaks(file, notes.peaks);
    }
    writeNotes(file, trace, notes);
    file.endDefinitions();
    for (const Column &column : columns) {
        file.numbers(column.variable, column.values);
    }
    if (table) {
        writePeaks(file, *table, notes.peaks);
    }
    file.close();
}

} // namespace

Result<void> writeAndi(const std::filesystem::path &target, const Chromatogram &trace, const AndiNotes &notes)
{
    return replaceFile(target, [&](const std::filesystem::path &temporary) -> Result<void> {
        NetcdfWriter file(temporary);
        if (file.good()) {
            fill(file, trace, notes);
        }
        if (!file.good()) {
            return fail(ErrorCode::Io, target.string() + ": cannot be written as netCDF: " + file.error());
        }
        return {};
    });
}

} // namespace tgc::formats
