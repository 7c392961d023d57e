// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/demo_study.h"

#include <toml++/toml.h>

namespace tgc::cli {

namespace {

/// One table of the file. The first field that is missing or of the wrong kind is remembered; the caller looks once.
class Fields {
public:
    Fields(const toml::table *table, std::string name, std::string &problem)
        : m_table(table), m_name(std::move(name)), m_problem(problem)
    {
    }

    double number(std::string_view key)
    {
        const auto value = node(key).value<double>();
        if (!value) {
            complain(key, "a number");
        }
        return value.value_or(0.0);
    }
    int count(std::string_view key)
    {
        const auto value = node(key).value_exact<int64_t>();
        if (!value || *value < 0 || *value > 1000) {
            complain(key, "a whole number from 0 to 1000");
            return 0;
        }
        return static_cast<int>(*value);
    }
    std::string text(std::string_view key)
    {
        const auto value = node(key).value_exact<std::string>();
        if (!value) {
            complain(key, "a text");
        }
        return value.value_or("");
    }
    bool flag(std::string_view key) { return node(key).value_or(false); }
    bool has(std::string_view key) { return static_cast<bool>(node(key)); }
    std::vector<double> numbers(std::string_view key)
    {
        std::vector<double> values;
        if (const toml::array *array = node(key).as_array()) {
            for (const toml::node &element : *array) {
                values.push_back(element.value<double>().value_or(0.0));
            }
        }
        if (values.empty()) {
            complain(key, "a list of numbers");
        }
        return values;
    }
    Range range(std::string_view key)
    {
        const std::vector<double> values = numbers(key);
        if (values.size() != 2 || values[1] < values[0]) {
            complain(key, "[low, high]");
            return {};
        }
        return {values[0], values[1]};
    }

private:
    toml::node_view<const toml::node> node(std::string_view key) const
    {
        return m_table != nullptr ? (*m_table)[key] : toml::node_view<const toml::node>();
    }
    void complain(std::string_view key, std::string_view wanted)
    {
        if (m_problem.empty()) {
            m_problem = "[" + m_name + "] " + std::string(key) + " must be " + std::string(wanted);
        }
    }

    const toml::table *m_table;
    std::string m_name;
    std::string &m_problem;
};

std::vector<Fields> each(const toml::table &file, std::string_view name, std::string &problem)
{
    std::vector<Fields> tables;
    if (const toml::array *array = file[name].as_array()) {
        for (const toml::node &element : *array) {
            tables.emplace_back(element.as_table(), std::string(name), problem);
        }
    }
    return tables;
}

DemoChromatograph chromatograph(Fields fields, std::vector<Fields> components)
{
    DemoChromatograph made;
    made.duration_s = fields.number("duration_s");
    made.interval_s = fields.number("interval_s");
    made.offset_uV = fields.number("offset_uV");
    made.noise_uV = fields.number("noise_uV");
    made.drift_uV_per_min = fields.range("drift_uV_per_min");
    made.wander_uV = fields.number("wander_uV");
    made.valve_s = fields.number("valve_s");
    made.valveStep_uV = fields.number("valve_step_uV");
    made.response_uV_s_per_nmol = fields.range("response_uV_s_per_nmol");
    made.repeatability = fields.number("repeatability");
    for (Fields &component : components) {
        DemoComponent read{component.text("name"), component.number("retention_s"), component.number("sigma_s"),
                           component.number("tau_s"), std::nullopt};
        if (component.has("area_uV_s")) {
            read.area_uV_s = component.range("area_uV_s");
        }
        made.components.push_back(std::move(read));
    }
    return made;
}

DemoStandards standards(Fields fields)
{
    return {fields.numbers("fractions_ppm"),    fields.count("replicates"),     fields.number("injection_volume_mL"),
            fields.number("pressure_kPa"),      fields.number("temperature_C"), fields.number("u_rel"),
            fields.number("check_fraction_ppm")};
}

DemoVial vial(Fields fields)
{
    DemoVial made;
    made.volume_mL = fields.number("volume_mL");
    made.uVolume_mL = fields.number("u_volume_mL");
    made.solids_mL = fields.number("solids_mL");
    made.uSolids_mL = fields.number("u_solids_mL");
    made.liquid_mL = fields.number("liquid_mL");
    made.uLiquid_mL = fields.number("u_liquid_mL");
    made.sealed_kPa = fields.number("sealed_kPa");
    made.uSealed_kPa = fields.number("u_sealed_kPa");
    made.sealed_C = fields.number("sealed_C");
    made.temperature_C = fields.number("temperature_C");
    made.uTemperature_C = fields.number("u_temperature_C");
    made.syringe_mL = fields.number("syringe_mL");
    made.uSyringe_mL = fields.number("u_syringe_mL");
    made.syringe_C = fields.number("syringe_C");
    made.ambient_kPa = fields.number("ambient_kPa");
    made.uAmbient_kPa = fields.number("u_ambient_kPa");
    made.uGauge_kPa = fields.number("u_gauge_kPa");
    return made;
}

DemoGroup group(Fields fields)
{
    DemoGroup made;
    made.name = fields.text("name");
    made.electrolyte = fields.text("electrolyte");
    made.morphology = fields.text("morphology");
    made.samples = fields.count("samples");
    made.draws = fields.count("draws");
    made.equalised = fields.text("sampling") == "equalised";
    made.measuredPressure = fields.flag("measured_pressure");
    made.li0_mAh = fields.range("li0_mAh");
    made.seiLi_mAh = fields.range("sei_li_mAh");
    return made;
}

} // namespace

Result<DemoStudy> readDemoStudy(const std::filesystem::path &file)
{
    toml::table parsed;
    try {
        parsed = toml::parse_file(file.string());
    } catch (const toml::parse_error &error) {
        return fail(ErrorCode::BadInput, file.string() + ":" + std::to_string(error.source().begin.line) + ": " +
                                             std::string(error.description()));
    }
    std::string problem;
    const auto table = [&](const char *name) { return Fields(parsed[name].as_table(), name, problem); };
    DemoStudy study;
    study.chromatograph = chromatograph(table("chromatograph"), each(parsed, "component", problem));
    study.standards = standards(table("standards"));
    study.vial = vial(table("vial"));
    Fields blanks = table("blanks");
    study.blanks = blanks.count("count");
    study.background_umol = blanks.number("background_umol");
    study.backgroundScatter_umol = blanks.number("scatter_umol");
    Fields cycler = table("cycler");
    study.plated_mAh = cycler.number("plated_mAh");
    study.uCharge_mAh = cycler.number("u_charge_mAh");
    for (Fields &fields : each(parsed, "group", problem)) {
        study.groups.push_back(group(fields));
    }
    if (!problem.empty()) {
        return fail(ErrorCode::BadInput, file.string() + ": " + problem);
    }
    return study;
}

} // namespace tgc::cli
