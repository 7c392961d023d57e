// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/simulation/bench_description.h"

#include <algorithm>

#include <toml++/toml.h>

#include "drivers/profile/toml_fields.h"

namespace tgc::simulation {

namespace {

using drivers::Finding;
using drivers::TomlFields;

/// Required numbers of one table.
class Numbers {
public:
    explicit Numbers(TomlFields &fields) : m_fields(fields) {}

    double number(const char *key)
    {
        m_fields.require(key);
        return m_fields.number(key).value_or(0.0);
    }
    Range range(const char *key)
    {
        const std::vector<double> values = numbers(key);
        if (values.size() != 2 || values[1] < values[0]) {
            m_fields.error(key, "[low, high] is wanted");
            return {};
        }
        return {values[0], values[1]};
    }
    std::vector<double> numbers(const char *key)
    {
        m_fields.require(key);
        std::vector<double> values;
        if (const toml::array *array = m_fields.array(key)) {
            for (const toml::node &element : *array) {
                values.push_back(element.value<double>().value_or(0.0));
            }
        }
        return values;
    }

private:
    TomlFields &m_fields;
};

void readChromatograph(TomlFields &fields, ChromatographSetup &setup)
{
    Numbers read(fields);
    setup.run_s = read.number("run_s");
    setup.preparing_s = read.number("preparing_s");
    setup.offset_uV = read.number("offset_uV");
    setup.noise_uV = read.number("noise_uV");
    setup.drift_uV_per_min = read.range("drift_uV_per_min");
    setup.wander_uV = read.number("wander_uV");
    setup.valve_s = read.number("valve_s");
    setup.valveStep_uV = read.number("valve_step_uV");
    setup.repeatability = read.number("repeatability");
    setup.needleAir_nmol = read.range("needle_air_nmol");
}

ComponentSetup readComponent(TomlFields &fields)
{
    Numbers read(fields);
    ComponentSetup setup;
    setup.name = fields.text("name");
    setup.retention_s = read.number("retention_s");
    setup.sigma_s = read.number("sigma_s");
    setup.tau_s = read.number("tau_s");
    setup.response_uV_s_per_nmol = read.range("response_uV_s_per_nmol");
    if (setup.sigma_s <= 0.0 || setup.tau_s <= 0.0) {
        fields.error("sigma_s", "a peak needs sigma_s and tau_s above 0");
    }
    return setup;
}

void readVialPlan(TomlFields &fields, VialPlan &plan)
{
    Numbers read(fields);
    const std::pair<const char *, double *> all[] = {
        {"volume_mL", &plan.volume_mL},
        {"u_volume_mL", &plan.uVolume_mL},
        {"solids_mL", &plan.solids_mL},
        {"u_solids_mL", &plan.uSolids_mL},
        {"liquid_mL", &plan.liquid_mL},
        {"u_liquid_mL", &plan.uLiquid_mL},
        {"sealed_kPa", &plan.sealed_kPa},
        {"u_sealed_kPa", &plan.uSealed_kPa},
        {"sealed_C", &plan.sealed_C},
        {"temperature_C", &plan.temperature_C},
        {"u_temperature_C", &plan.uTemperature_C},
        {"syringe_mL", &plan.syringe_mL},
        {"u_syringe_mL", &plan.uSyringe_mL},
        {"syringe_C", &plan.syringe_C},
        {"ambient_kPa", &plan.ambient_kPa},
        {"u_ambient_kPa", &plan.uAmbient_kPa},
        {"u_gauge_kPa", &plan.uGauge_kPa},
        {"background_umol", &plan.background_umol},
        {"background_scatter_umol", &plan.backgroundScatter_umol},
        {"reaction_s", &plan.reaction_s},
        {"leak_umol_per_h", &plan.leak_umol_per_h},
    };
    for (const auto &[key, value] : all) {
        *value = read.number(key);
    }
    if (plan.volume_mL - plan.solids_mL - plan.liquid_mL < 1.0 || plan.reaction_s <= 0.0) {
        fields.error("volume_mL", "a vial needs at least 1 mL above solids and liquid, and a reaction_s above 0");
    }
}

VialPlace readVial(TomlFields &fields)
{
    Numbers read(fields);
    VialPlace place;
    fields.require("position");
    place.position = static_cast<int>(fields.whole("position", 1, 999).value_or(0));
    place.li0_mAh = read.range("li0_mAh");
    place.seiLi_mAh = read.range("sei_li_mAh");
    place.dosed = fields.flag("dosed", false);
    return place;
}

void readPump(TomlFields &fields, PumpSetup &pump)
{
    Numbers read(fields);
    pump.address = static_cast<int>(fields.whole("address", 1, 15).value_or(1));
    pump.syringe_mL = read.number("syringe_mL");
    pump.uSyringe_rel = read.number("u_syringe_rel");
    pump.backlash_steps = read.number("backlash_steps");
}

/// Reads one table of the file that must be there.
template <class Read>
void readTable(TomlFields &top, const char *name, std::vector<Finding> &findings, Read read)
{
    top.require(name);
    if (const toml::table *table = top.table(name)) {
        TomlFields fields(*table, name, findings);
        read(fields);
    }
}

template <class Read>
void readEach(TomlFields &top, const char *name, std::vector<Finding> &findings, Read read)
{
    top.require(name);
    if (const toml::array *array = top.array(name)) {
        for (const toml::node &element : *array) {
            if (const toml::table *table = element.as_table()) {
                TomlFields fields(*table, name, findings);
                read(fields);
            }
        }
    }
}

BenchDescription readAll(const toml::table &file, std::vector<Finding> &findings)
{
    TomlFields top(file, "", findings);
    BenchDescription bench;
    bench.name = top.text("name", bench.name);
    readTable(top, "digitiser", findings,
              [&](TomlFields &fields) { bench.rate_hz = Numbers(fields).number("rate_hz"); });
    readTable(top, "chromatograph", findings,
              [&](TomlFields &fields) { readChromatograph(fields, bench.chromatograph); });
    readEach(top, "component", findings,
             [&](TomlFields &fields) { bench.chromatograph.components.push_back(readComponent(fields)); });
    readTable(top, "cylinders", findings, [&](TomlFields &fields) {
        Numbers read(fields);
        bench.cylinders.levels_ppm = read.numbers("levels_ppm");
        bench.cylinders.uRel = read.number("u_rel");
    });
    readTable(top, "vials", findings, [&](TomlFields &fields) { readVialPlan(fields, bench.vial); });
    readEach(top, "vial", findings, [&](TomlFields &fields) { bench.vials.push_back(readVial(fields)); });
    readTable(top, "pump", findings, [&](TomlFields &fields) { readPump(fields, bench.pump); });
    if (bench.rate_hz <= 0.0 || bench.rate_hz > 1000.0) {
        top.error("digitiser", "rate_hz must be above 0 and at most 1000");
    }
    return bench;
}

} // namespace

Result<BenchDescription> readBenchDescription(const std::filesystem::path &file)
{
    toml::table parsed;
    try {
        parsed = toml::parse_file(file.string());
    } catch (const toml::parse_error &error) {
        return fail(ErrorCode::BadInput, file.string() + ":" + std::to_string(error.source().begin.line) + ": " +
                                             std::string(error.description()));
    }
    std::vector<Finding> findings;
    BenchDescription bench = readAll(parsed, findings);
    const auto first = std::find_if(findings.begin(), findings.end(), [](const Finding &each) { return each.error; });
    if (first != findings.end()) {
        return fail(ErrorCode::BadInput, file.string() + ":" + std::to_string(first->line) + ": " + first->text);
    }
    return bench;
}

} // namespace tgc::simulation
