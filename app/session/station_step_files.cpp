// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/station_step_files.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <iterator>

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include "app/session/recording/descriptor.h"
#include "app/session/recording/spool_file.h"
#include "app/session/vial_step_records.h"

namespace tgc::session {

using nlohmann::json;
namespace fs = std::filesystem;

namespace {

constexpr const char *suffix = ".step";
constexpr std::size_t digits = 9;

/// "bench-a.000000017.step": 17; 0: it is no such name.
std::uint64_t numberOf(const fs::path &file)
{
    const std::string number = file.stem().extension().string();
    std::uint64_t value = 0;
    if (file.extension() != suffix || number.size() != digits + 1) {
        return 0;
    }
    const auto [end, error] = std::from_chars(number.data() + 1, number.data() + number.size(), value);
    return error == std::errc() && end == number.data() + number.size() ? value : 0;
}

json jsonOf(const day::StationStep &station)
{
    const day::VialStep &step = station.step;
    return {{"sample_id", step.sampleId},
            {"step", std::string(day::wordOf(step.step))},
            {"at", utcText(step.at)},
            {"by", step.by},
            {"how", step.how},
            {"value", step.value},
            {"unit", step.unit},
            {"known", step.known},
            {"reaction_s", step.reaction_s},
            {"note", step.note},
            {"override", step.overrideReason},
            {"sealed_kPa", station.sealed_kPa},
            {"simulated", station.simulated}};
}

tl::unexpected<Error> cannotKeep(const fs::path &file)
{
    return fail(ErrorCode::Io, file.string() + " cannot be written: " +
                                   std::strerror(errno)); // NOLINT(concurrency-mt-unsafe): a message
}

Result<void> writeDurably(const fs::path &file, std::string_view text)
{
    const recording::Descriptor fd(
        ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR)); // NOLINT: POSIX
    if (fd.get() < 0) {
        return cannotKeep(file);
    }
    while (!text.empty()) {
        const ssize_t wrote = ::write(fd.get(), text.data(), text.size());
        if (wrote < 0 && errno != EINTR) {
            return cannotKeep(file);
        }
        text.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(wrote, 0)));
    }
    return ::fsync(fd.get()) == 0 ? Result<void>() : cannotKeep(file);
}

} // namespace

StationStepFiles::StationStepFiles(fs::path folder, std::string bench)
    : m_folder(std::move(folder)), m_bench(std::move(bench))
{
    if (const auto left = waiting(); !left.empty()) {
        m_last = numberOf(left.back());
    }
}

Result<void> StationStepFiles::keep(const day::StationStep &step)
{
    const std::lock_guard lock(m_mutex);
    std::string number = std::to_string(m_last + 1);
    number.insert(0, digits > number.size() ? digits - number.size() : 0, '0');
    const fs::path file = m_folder / (m_bench + "." + number + suffix);
    const fs::path fresh = file.string() + ".new";
    if (auto written = writeDurably(fresh, jsonOf(step).dump(1, ' ', false, json::error_handler_t::replace) + "\n");
        !written) {
        ::unlink(fresh.c_str());
        return written;
    }
    if (::rename(fresh.c_str(), file.c_str()) != 0) {
        return cannotKeep(file);
    }
    ++m_last;
    return recording::syncFolder(m_folder);
}

std::vector<fs::path> StationStepFiles::waiting() const
{
    return stepFilesIn(m_folder, m_bench);
}

std::vector<fs::path> stepFilesIn(const fs::path &folder, const std::string &bench)
{
    std::vector<fs::path> files;
    std::error_code problem;
    for (fs::directory_iterator each(folder, problem), none; !problem && each != none; each.increment(problem)) {
        const fs::path &file = each->path();
        if (numberOf(file) > 0 && (bench.empty() || file.stem().stem() == bench)) {
            files.push_back(file);
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

Result<day::StationStep> readStepFile(const fs::path &file)
{
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    const json record = json::parse(text, nullptr, false);
    const auto damaged = [&] {
        return fail(ErrorCode::Integrity, file.string() + " is no step of a vial that a station kept: look into it, "
                                                          "record by hand what it tells, and remove it");
    };
    if (!in || !record.is_object()) {
        return damaged();
    }
    try {
        day::StationStep station;
        day::VialStep &step = station.step;
        const auto word = day::stepFromString(record.at("step").get<std::string>());
        const auto at = zonedMoment(record.at("at").get<std::string>());
        if (!word || !at) {
            return damaged();
        }
        step.step = *word;
        step.at = *at;
        step.sampleId = record.at("sample_id").get<std::string>();
        step.by = record.at("by").get<std::string>();
        step.how = record.at("how").get<std::string>();
        step.value = record.at("value").get<std::string>();
        step.unit = record.at("unit").get<std::string>();
        step.known = record.at("known").get<bool>();
        step.reaction_s = record.at("reaction_s").get<std::string>();
        step.note = record.at("note").get<std::string>();
        step.overrideReason = record.at("override").get<std::string>();
        station.sealed_kPa = record.at("sealed_kPa").get<std::string>();
        station.simulated = record.at("simulated").get<bool>();
        return station;
    } catch (const json::exception &) { // a key is missing, or a value of another type
        return damaged();
    }
}

} // namespace tgc::session
