// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/simulation/bench_model.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "drivers/simulation/random.h"

namespace tgc::simulation {

namespace {

constexpr double zeroCelsius_K = 273.15;
constexpr double drawing_s = 4.0; // syringe in, drawn, out, into the port
constexpr double injectionsPerSecond = 10.0; // it injects at full tenths of a second of its own clock
constexpr double shortestStart_s = 500e-6; // Agilent's remote connector, pin 3

} // namespace

BenchModel::BenchModel(const BenchDescription &description, std::uint64_t seed, drivers::Instant start)
    : m_description(description),
      m_seed(seed),
      m_start(start),
      m_chromatograph(description.chromatograph, description.rate_hz, seed),
      m_pump(description.pump.syringe_mL * Random(seed, "pump").normal(1.0, description.pump.uSyringe_rel),
             description.pump.backlash_steps, [this](double volume_mL, double) {
                 if (const auto found = m_vials.find(sampler.vial); found != m_vials.end()) {
                     found->second.vial.addLiquid(volume_mL);
                 }
             })
{
    const VialPlan &plan = description.vial;
    m_ambient_kPa = Random(seed, "room").normal(plan.ambient_kPa, plan.uAmbient_kPa);
    m_gaugeError_kPa = Random(seed, "gauge").normal(0.0, plan.uGauge_kPa);
    m_certificate = Random(seed, "certificate").normal(1.0, description.cylinders.uRel);
    for (const VialPlace &place : description.vials) {
        addVial(place);
    }
}

void BenchModel::addVial(const VialPlace &place)
{
    const VialPlan &plan = m_description.vial;
    Random random(m_seed, "vial " + std::to_string(place.position));
    VialTruth truth{place.position, random.uniform(place.li0_mAh.low, place.li0_mAh.high),
                    random.uniform(place.seiLi_mAh.low, place.seiLi_mAh.high),
                    std::max(0.0, random.normal(plan.background_umol, plan.backgroundScatter_umol))};
    VialSetup setup;
    setup.vialVolume_mL = random.normal(plan.volume_mL, plan.uVolume_mL);
    setup.solidsVolume_mL = random.normal(plan.solids_mL, plan.uSolids_mL);
    setup.initialPressure_kPa = random.normal(plan.sealed_kPa, plan.uSealed_kPa);
    setup.initialTemperature_K = plan.sealed_C + zeroCelsius_K;
    setup.temperature_K = random.normal(plan.temperature_C, plan.uTemperature_C) + zeroCelsius_K;
    setup.hydrogen_umol = truth.background_umol;
    setup.lithium_mAh = truth.li0_mAh;
    setup.reactionTime_s = plan.reaction_s;
    setup.leak_umol_per_h = plan.leak_umol_per_h;
    const double liquid_mL = random.normal(plan.liquid_mL, plan.uLiquid_mL);
    if (place.dosed) {
        setup.liquidVolume_mL = liquid_mL;
        setup.hydrogen_umol += hydrogenFromLithium_umol(setup.lithium_mAh);
        setup.lithium_mAh = 0.0;
    }
    const double factor = random.normal(1.0, plan.uSyringe_mL / plan.syringe_mL);
    m_vials.insert_or_assign(place.position, RealVial{Vial(setup), truth, factor});
}

double BenchModel::secondsAt(drivers::Instant instant) const
{
    return static_cast<double>((instant - m_start).count()) / 1e9;
}

void BenchModel::passTime(double time_s)
{
    // Water that comes in while time passes counts from the end of the step; the pump's steps are short.
    constexpr double longestStep_s = 1.0;
    while (m_now_s < time_s) {
        const bool moving = m_pump.moving(m_now_s);
        const double next_s = moving ? std::min(time_s, m_now_s + longestStep_s) : time_s;
        for (auto &[position, real] : m_vials) {
            real.vial.advance(next_s - m_now_s);
        }
        m_pump.advance(next_s);
        m_now_s = next_s;
    }
}

void BenchModel::advance(double time_s)
{
    if (m_startLow_s && time_s >= *m_startLow_s + shortestStart_s) {
        const double at_s = *m_startLow_s + shortestStart_s;
        m_startLow_s.reset();
        m_chromatograph.start(std::max(at_s, m_now_s));
    }
    if (m_injection_s && time_s >= *m_injection_s) {
        const double at_s = *m_injection_s;
        passTime(at_s);
        m_injection_s.reset();
        carryOutInjection(at_s);
    }
    passTime(time_s);
}

void BenchModel::setStartLine(bool low, double time_s)
{
    advance(time_s);
    if (!low) {
        m_startLow_s.reset(); // too short to be seen
    } else if (!m_startLow_s) {
        m_startLow_s = time_s;
    }
}

bool BenchModel::hasLevel(double level_ppm) const
{
    return std::any_of(m_description.cylinders.levels_ppm.begin(), m_description.cylinders.levels_ppm.end(),
                       [&](double each) { return std::abs(each - level_ppm) <= 1e-6 * each; });
}

bool BenchModel::orderInjection(double time_s)
{
    advance(time_s);
    if (drawing() || m_chromatograph.state(time_s) != Chromatograph::State::Ready) {
        return false;
    }
    m_result = Result::None;
    m_injection_s = std::ceil((time_s + drawing_s) * injectionsPerSecond) / injectionsPerSecond;
    return true;
}

bool BenchModel::doseByHand(int position, double volume_mL)
{
    const auto found = m_vials.find(position);
    if (found == m_vials.end()) {
        return false;
    }
    found->second.vial.addLiquid(volume_mL);
    return true;
}

void BenchModel::resetSampler()
{
    m_injection_s.reset();
    m_injections = 0;
    m_result = Result::None;
    sampler = {};
}

void BenchModel::carryOutInjection(double time_s)
{
    const VialPlan &plan = m_description.vial;
    const double volume_mL = sampler.volume_uL * 1e-3;
    std::optional<Gas> gas;
    if (sampler.standard) {
        const double total_nmol = 1e3 * idealGas_umol(m_ambient_kPa, volume_mL, plan.syringe_C + zeroCelsius_K);
        if (hasLevel(sampler.level_ppm)) {
            gas = Gas{total_nmol * sampler.level_ppm * 1e-6 * m_certificate, 0.0, 0.0, total_nmol};
        }
    } else if (const auto found = m_vials.find(sampler.vial); found != m_vials.end()) {
        Vial &vial = found->second.vial;
        const double real_mL = volume_mL * found->second.syringeFactor;
        gas = sampler.equalised ? vial.drawEqualised(real_mL, m_ambient_kPa, plan.syringe_C + zeroCelsius_K)
                                : vial.drawLocked(real_mL);
    }
    const bool injected = gas && m_chromatograph.inject(time_s, *gas);
    m_injections += injected ? 1 : 0;
    m_result = injected ? Result::Injected : Result::Failed;
}

double BenchModel::gaugePressure_kPa() const
{
    const Vial *at = vial(sampler.vial);
    return (at != nullptr ? at->pressure_kPa() : m_ambient_kPa) + m_gaugeError_kPa;
}

double BenchModel::gaugeTemperature_C() const
{
    const Vial *at = vial(sampler.vial);
    return at != nullptr ? at->temperature_K() - zeroCelsius_K : m_description.vial.syringe_C;
}

std::vector<VialTruth> BenchModel::truth() const
{
    std::vector<VialTruth> all;
    for (const auto &[position, real] : m_vials) {
        all.push_back(real.truth);
    }
    return all;
}

const Vial *BenchModel::vial(int position) const
{
    const auto found = m_vials.find(position);
    return found != m_vials.end() ? &found->second.vial : nullptr;
}

} // namespace tgc::simulation
