// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/simulator.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "analysis/core/decimal.h"
#include "app/cli/program_files.h"
#include "app/formats/atomic_file.h"

namespace tgc::cli {

namespace {

using nlohmann::ordered_json;
using simulation::BenchDevice;

drivers::Instant wallNow()
{
    return std::chrono::steady_clock::now();
}

std::string tomlString(const std::string &text)
{
    return '"' + text + '"';
}

/// A bench's name is in the name of its socket: letters, digits, - and _, at most 40.
std::string nameFor(const std::filesystem::path &file)
{
    std::string name = file.stem().string().substr(0, 40);
    std::replace_if(
        name.begin(), name.end(),
        [](char c) {
            return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                     c == '_');
        },
        '-');
    return name;
}

} // namespace

Result<std::filesystem::path> shippedBenchDescription()
{
    const auto file = sharedFile("bench/simulated.toml");
    if (!file) {
        return fail(ErrorCode::Io, "../share/tgc-workbench/bench/simulated.toml is not there beside this program's "
                                   "folder; install it as a whole");
    }
    return *file;
}

Result<std::unique_ptr<Simulator>> Simulator::open(const SimulatorOptions &options)
{
    const auto file = options.bench ? Result<std::filesystem::path>(*options.bench) : shippedBenchDescription();
    if (!file) {
        return fail(file.error());
    }
    auto description = simulation::readBenchDescription(*file);
    if (!description) {
        return fail(description.error());
    }
    auto faults = options.faults ? simulation::readFaultScript(*options.faults) : std::vector<simulation::Fault>();
    if (!faults) {
        return fail(faults.error());
    }
    auto simulator = std::unique_ptr<Simulator>(
        // The constructor is private: std::make_unique cannot reach it.
        new Simulator(std::move(*description), *faults, options)); // NOLINT(cppcoreguidelines-owning-memory)
    const auto &devices = simulator->m_bench.devices();
    for (const simulation::Fault &fault : *faults) {
        if (std::none_of(devices.begin(), devices.end(),
                         [&](const BenchDevice &device) { return device.id == fault.device; })) {
            return fail(ErrorCode::BadInput, options.faults->string() + ": there is no device \"" + fault.device +
                                                 "\"; they are adc, pump, gauge, gc, sampler");
        }
    }
    if (auto opened = simulator->m_host.open(); !opened) {
        return fail(opened.error());
    }
    return simulator;
}

Simulator::Simulator(simulation::BenchDescription description, std::vector<simulation::Fault> faults,
                     const SimulatorOptions &options)
    : m_description(std::move(description)),
      m_speed(options.speed),
      m_seed(options.seed),
      m_clock(options.speed, m_description.rate_hz, wallNow()),
      m_bench(m_description, {options.seed,
                              std::move(faults),
                              {},
                              options.speed,
                              [this](drivers::Instant) { return m_clock.polled(wallNow()); }}),
      m_host(m_bench, m_clock)
{
}

std::string Simulator::announcement() const
{
    ordered_json devices = ordered_json::array();
    for (std::size_t i = 0; i < m_bench.devices().size(); ++i) {
        const BenchDevice &device = m_bench.devices()[i];
        devices.push_back({{"id", device.id},
                           {"kind", device.kind},
                           {"protocol", device.protocol},
                           {"endpoint", m_host.endpoint(i)},
                           {"profile", device.profile.empty() ? ordered_json() : ordered_json(device.profile)},
                           {"unit", device.unit}});
    }
    ordered_json vials = ordered_json::array();
    for (const simulation::VialTruth &vial : m_bench.model().truth()) {
        vials.push_back({{"vial", vial.position},
                         {"li0_mAh", vial.li0_mAh},
                         {"sei_li_mAh", vial.seiLi_mAh},
                         {"background_umol", vial.background_umol}});
    }
    const ordered_json line = {{"devices", devices},
                               {"truth",
                                {{"seed", m_seed},
                                 {"response_uV_s_per_nmol", m_bench.model().chromatograph().response_uV_s_per_nmol()},
                                 {"ambient_kPa", m_bench.model().ambient_kPa()},
                                 {"vials", vials}}}};
    return line.dump();
}

Result<void> Simulator::writeBench(const std::filesystem::path &file)
{
    std::vector<std::string> endpoints;
    for (std::size_t i = 0; i < m_bench.devices().size(); ++i) {
        const BenchDevice &device = m_bench.devices()[i];
        endpoints.push_back(m_host.endpoint(i));
        if (device.serial()) {
            std::filesystem::path link = std::filesystem::absolute(file);
            link.replace_extension(device.id);
            if (auto linked = m_host.link(i, link.string()); !linked) {
                return linked;
            }
            endpoints.back() = "serial://" + link.string();
        }
    }
    const std::string rate = shortest(m_description.rate_hz);
    const std::string syringe = shortest(m_description.pump.syringe_mL);
    const auto device = [&](std::size_t i, const char *driver) {
        return "\n[[device]]\nid = " + tomlString(m_bench.devices()[i].id) + "\ndriver = " + tomlString(driver) +
               "\nendpoint = " + tomlString(endpoints[i]) + "\n";
    };
    std::string text = "# Everything here is simulated, by `tgc simulate --seed " + std::to_string(m_seed) +
                       "`; the addresses end with it.\nschema = 1\nname = " + tomlString(nameFor(file)) +
                       "\nsimulated = true\ntime_scale = " + shortest(m_speed) + "\n";
    text +=
        device(0, "labjack-t7") + "serial = " + tomlString(std::to_string(m_bench.digitiserSerial())) +
        "\nrate_hz = " + rate +
        "\nchannels = [ { name = \"TCD\", input = 0, unit = \"uV\", scale = 1e6, range_V = 1.0, resolution_index = 9 "
        "} ]\nlines = { start = 0, ready = 1, started = 2 }\n";
    text += device(1, "cavro") + "address = " + std::to_string(m_description.pump.address) +
            "\nsyringe_mL = " + syringe + "\nlargest_dose_mL = " + syringe + "\nspeed_mL_per_min = 6.0\n";
    for (const std::size_t i : {std::size_t{2}, std::size_t{3}, std::size_t{4}}) {
        text += device(i, "profile") + "profile = " + tomlString(m_bench.devices()[i].profile) +
                "\nunit = " + std::to_string(m_bench.devices()[i].unit) + "\n";
    }
    text += "\n[roles]\nsignal = \"adc\"\ngc_ready = \"adc\"\ngc_start = \"watch\"\ntitrator = \"pump\"\n"
            "sampler = \"sampler\"\npressure = \"gauge.headspace_pressure\"\n"
            "trends = [\"gauge.headspace_pressure\", \"gauge.sensor_temperature\"]\n";
    const simulation::ChromatographSetup &gc = m_description.chromatograph;
    text += "\n[run]\nchannel = \"TCD\"\nduration_s = " + shortest(gc.run_s);
    for (const simulation::ComponentSetup &component : gc.components) {
        if (component.name == "H2") {
            text += "\nh2_window_s = [" + shortest(component.retention_s - 6.0) + ", " +
                    shortest(component.retention_s + 9.0) + "]";
        }
    }
    text += "\npoll_s = 5.0\n";
    return formats::writeFile(file, text);
}

} // namespace tgc::cli
