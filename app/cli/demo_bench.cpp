// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/demo_bench.h"

#include <cmath>

#include "drivers/simulation/detector.h"
#include "drivers/simulation/random.h"
#include "drivers/simulation/vial.h"

namespace tgc::cli {

namespace {

using formats::numberCell;
using formats::textCell;
using simulation::Random;

constexpr double zeroCelsius_K = 273.15;
constexpr double gasConstant_J_per_mol_K = 8.31446261815324;

double drawn(const Range &range, Random &random)
{
    return random.uniform(range.low, range.high);
}

/// As an instrument displays it, with so many steps a unit.
double displayed(double value, double stepsPerUnit)
{
    return std::round(value * stepsPerUnit) / stepsPerUnit;
}

/// The gas chromatograph of this seed: turns nmol H2 into a chromatogram.
class Chromatograph {
public:
    Chromatograph(const DemoChromatograph &plan, std::uint64_t seed) : m_plan(plan), m_seed(seed), m_response(0.0)
    {
        Random random(seed, "chromatograph");
        m_response = drawn(plan.response_uV_s_per_nmol, random);
    }

    [[nodiscard]] Result<Chromatogram> inject(double h2_nmol, const std::string &name) const
    {
        Random random(m_seed, "injection " + name);
        std::vector<simulation::SimulatedPeak> peaks;
        for (const DemoComponent &component : m_plan.components) {
            const double area = component.area_uV_s ? drawn(*component.area_uV_s, random)
                                                    : m_response * h2_nmol * random.normal(1.0, m_plan.repeatability);
            peaks.push_back({area, component.retention_s, component.sigma_s, component.tau_s});
        }
        simulation::DetectorHabits habits;
        habits.duration_s = m_plan.duration_s;
        habits.interval_s = m_plan.interval_s;
        habits.offset_uV = m_plan.offset_uV;
        habits.noise_uV = m_plan.noise_uV;
        habits.drift_uV_per_min = drawn(m_plan.drift_uV_per_min, random);
        habits.wander_uV = m_plan.wander_uV;
        habits.valve_s = m_plan.valve_s;
        habits.valveStep_uV = m_plan.valveStep_uV;
        return simulation::detect(peaks, habits, random);
    }

private:
    DemoChromatograph m_plan;
    std::uint64_t m_seed;
    double m_response;
};

/// One vial as it really is; what is written down about it is the plan.
struct RealVial {
    simulation::Vial vial;
    double syringe_mL;
    double ambient_kPa;
    double gaugeError_kPa;
};

RealVial realVial(const DemoVial &plan, double hydrogen_umol, Random &random)
{
    simulation::VialSetup setup;
    setup.vialVolume_mL = random.normal(plan.volume_mL, plan.uVolume_mL);
    setup.solidsVolume_mL = random.normal(plan.solids_mL, plan.uSolids_mL);
    setup.liquidVolume_mL = random.normal(plan.liquid_mL, plan.uLiquid_mL);
    setup.initialPressure_kPa = random.normal(plan.sealed_kPa, plan.uSealed_kPa);
    setup.initialTemperature_K = plan.sealed_C + zeroCelsius_K;
    setup.temperature_K = random.normal(plan.temperature_C, plan.uTemperature_C) + zeroCelsius_K;
    setup.hydrogen_umol = hydrogen_umol;
    const double syringe_mL = random.normal(plan.syringe_mL, plan.uSyringe_mL);
    const double ambient_kPa = random.normal(plan.ambient_kPa, plan.uAmbient_kPa);
    return {simulation::Vial(setup), syringe_mL, ambient_kPa, random.normal(0.0, plan.uGauge_kPa)};
}

class Bench {
public:
    Bench(const DemoStudy &study, std::uint64_t seed, std::string traceFolder)
        : m_study(study), m_seed(seed), m_traceFolder(std::move(traceFolder)), m_gc(study.chromatograph, seed)
    {
    }

    Result<SimulatedStudy> run()
    {
        runStandards();
        runBlanks();
        for (const DemoGroup &group : m_study.groups) {
            for (int i = 1; i <= group.samples; ++i) {
                runSample(group, group.name + "-" + std::to_string(i));
            }
        }
        if (m_problem) {
            return fail(*m_problem);
        }
        return std::move(m_done);
    }

private:
    /// Injects, keeps the trace, and gives the text for the table's `trace` column.
    std::string inject(double h2_nmol, const std::string &sampleId, int injection)
    {
        const std::string name = sampleId + "_" + std::to_string(injection) + ".csv";
        auto trace = m_gc.inject(h2_nmol, name);
        if (trace) {
            m_done.traces.push_back({name, sampleId, std::move(*trace)});
        } else {
            m_problem = trace.error();
        }
        return m_traceFolder + "/" + name;
    }

    void runStandards()
    {
        const DemoStandards &plan = m_study.standards;
        const std::vector<std::string> columns{
            "level",        "replicate",     "fraction_ppm", "u_amount_ppm", "injection_volume_mL",
            "pressure_kPa", "temperature_C", "trace"};
        m_done.standards = {"standards", columns, {}};
        m_done.check = {"check", columns, {}};
        Random random(m_seed, "certificate");
        const double certificate = random.normal(1.0, plan.uRel);
        const auto row = [&](formats::OutTable &table, const std::string &level, int replicate, double ppm) {
            const double gas_nmol = plan.pressure_kPa * plan.injectionVolume_mL * 1e6 /
                                    (gasConstant_J_per_mol_K * (plan.temperature_C + zeroCelsius_K));
            const std::string trace = inject(ppm * 1e-6 * gas_nmol * certificate, level, replicate);
            table.rows.push_back({textCell(level), numberCell(replicate), numberCell(ppm), numberCell(ppm * plan.uRel),
                                  numberCell(plan.injectionVolume_mL), numberCell(plan.pressure_kPa),
                                  numberCell(plan.temperature_C), textCell(trace)});
        };
        for (std::size_t i = 0; i < plan.fractions_ppm.size(); ++i) {
            for (int replicate = 1; replicate <= plan.replicates; ++replicate) {
                row(m_done.standards, "standard-" + std::to_string(i + 1), replicate, plan.fractions_ppm[i]);
            }
        }
        for (int replicate = 1; replicate <= 2; ++replicate) {
            row(m_done.check, "check", replicate, plan.checkFraction_ppm);
        }
    }

    void runBlanks()
    {
        m_done.blanks = {"blanks", vialColumns(), {}};
        m_done.blanks.columns.emplace_back("trace");
        for (int i = 1; i <= m_study.blanks; ++i) {
            const std::string id = "blank-" + std::to_string(i);
            Random random(m_seed, id);
            RealVial real = realVial(m_study.vial, background_umol(random), random);
            std::vector<formats::OutCell> row = vialCells(id, "blanks", false, std::nullopt);
            row.push_back(textCell(inject(real.vial.drawLocked(real.syringe_mL).h2_nmol, id, 1)));
            m_done.blanks.rows.push_back(std::move(row));
        }
    }

    void runSample(const DemoGroup &group, const std::string &id)
    {
        if (m_done.samples.columns.empty()) {
            m_done.samples = {"samples", vialColumns(), {}};
            for (const char *column : {"charge_plated_mAh", "u_charge_plated_mAh", "charge_stripped_mAh",
                                       "u_charge_stripped_mAh", "cell_type", "electrolyte", "morphology", "trace"}) {
                m_done.samples.columns.emplace_back(column);
            }
        }
        Random random(m_seed, id);
        const SimulatedTruth truth{id, drawn(group.li0_mAh, random), drawn(group.seiLi_mAh, random)};
        RealVial real = realVial(m_study.vial,
                                 simulation::hydrogenFromLithium_umol(truth.li0_mAh) + background_umol(random), random);
        const double u = m_study.uCharge_mAh;
        const double plated = displayed(random.normal(m_study.plated_mAh, u), 1e6);
        const double stripped = displayed(random.normal(m_study.plated_mAh - truth.li0_mAh - truth.seiLi_mAh, u), 1e6);
        for (int draw = 1; draw <= group.draws; ++draw) {
            std::optional<double> gauge_kPa;
            if (group.measuredPressure) {
                gauge_kPa = displayed(real.vial.pressure_kPa() + real.gaugeError_kPa, 100.0);
            }
            const double injected_nmol =
                group.equalised
                    ? real.vial.drawEqualised(real.syringe_mL, real.ambient_kPa, m_study.vial.syringe_C + zeroCelsius_K)
                          .h2_nmol
                    : real.vial.drawLocked(real.syringe_mL).h2_nmol;
            std::vector<formats::OutCell> row = vialCells(id, group.name, group.equalised, gauge_kPa);
            for (const formats::OutCell &cell :
                 {numberCell(plated), numberCell(u), numberCell(stripped), numberCell(u), textCell("Li||Cu"),
                  textCell(group.electrolyte), textCell(group.morphology), textCell(inject(injected_nmol, id, draw))}) {
                row.push_back(cell);
            }
            m_done.samples.rows.push_back(std::move(row));
        }
        m_done.truth.push_back(truth);
    }

    double background_umol(Random &random) const
    {
        return random.normal(m_study.background_umol, m_study.backgroundScatter_umol);
    }

    static std::vector<std::string> vialColumns()
    {
        return {"sample_id",
                "group",
                "vial_volume_mL",
                "u_vial_volume_mL",
                "solids_volume_mL",
                "u_solids_volume_mL",
                "liquid_volume_mL",
                "u_liquid_volume_mL",
                "initial_pressure_kPa",
                "u_initial_pressure_kPa",
                "initial_temperature_C",
                "temperature_C",
                "u_temperature_C",
                "sampling",
                "injection_volume_mL",
                "u_injection_volume_mL",
                "syringe_temperature_C",
                "ambient_pressure_kPa",
                "u_ambient_pressure_kPa",
                "headspace_pressure_kPa",
                "u_headspace_pressure_kPa"};
    }

    /// What is written down of a vial: the plan's values, never the real ones.
    [[nodiscard]] std::vector<formats::OutCell> vialCells(const std::string &id, const std::string &group,
                                                          bool equalised, std::optional<double> gauge_kPa) const
    {
        const DemoVial &vial = m_study.vial;
        const auto ifEqualised = [equalised](double value) {
            return numberCell(equalised ? std::optional(value) : std::nullopt);
        };
        return {textCell(id),
                textCell(group),
                numberCell(vial.volume_mL),
                numberCell(vial.uVolume_mL),
                numberCell(vial.solids_mL),
                numberCell(vial.uSolids_mL),
                numberCell(vial.liquid_mL),
                numberCell(vial.uLiquid_mL),
                numberCell(vial.sealed_kPa),
                numberCell(vial.uSealed_kPa),
                numberCell(vial.sealed_C),
                numberCell(vial.temperature_C),
                numberCell(vial.uTemperature_C),
                textCell(equalised ? "equalised" : "locked"),
                numberCell(vial.syringe_mL),
                numberCell(vial.uSyringe_mL),
                ifEqualised(vial.syringe_C),
                ifEqualised(vial.ambient_kPa),
                ifEqualised(vial.uAmbient_kPa),
                numberCell(gauge_kPa),
                numberCell(gauge_kPa ? std::optional(vial.uGauge_kPa) : std::nullopt)};
    }

    const DemoStudy &m_study;
    std::uint64_t m_seed;
    std::string m_traceFolder;
    Chromatograph m_gc;
    SimulatedStudy m_done;
    std::optional<Error> m_problem;
};

} // namespace

Result<SimulatedStudy> simulateStudy(const DemoStudy &study, std::uint64_t seed, const std::string &traceFolder)
{
    return Bench(study, seed, traceFolder).run();
}

} // namespace tgc::cli
