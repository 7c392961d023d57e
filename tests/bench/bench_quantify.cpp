// SPDX-License-Identifier: GPL-3.0-or-later
// Cost of quantification: 10,000 samples of two draws from CSV text to breakdown CSV, beside reading that text alone; a
// million Monte Carlo trials of one sample, beside drawing as many normal numbers as the sample has inputs, and on all
// cores beside on one; and the most memory that was held. Prints one CSV row a case. Aims: 2 s, 1 s, memory that does not grow with the trials kept.
#include <chrono>
#include <cstdio>
#include <fstream>
#include <string>
#include <thread>

#include "analysis/quantification/monte_carlo.h"
#include "app/formats/breakdown_table.h"
#include "app/formats/read_table.h"
#include "app/formats/write_csv.h"
#include "app/session/evaluate.h"

namespace {

template <class Work>
double secondsOf(const Work &work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

double peakMemory_MB()
{
    std::ifstream status("/proc/self/status");
    std::string word;
    double kilobytes = 0.0;
    while (status >> word) {
        if (word == "VmHWM:") {
            status >> kilobytes;
        }
    }
    return kilobytes / 1024.0;
}

std::string samplesText(int samples)
{
    std::string text = "sample_id,group,vial_volume_mL,u_vial_volume_mL,solids_volume_mL,liquid_volume_mL,"
                       "u_liquid_volume_mL,temperature_C,u_temperature_C,sampling,injection_volume_mL,"
                       "u_injection_volume_mL,area,charge_plated_mAh,charge_stripped_mAh\n";
    for (int i = 0; i < samples; ++i) {
        const std::string id = "S" + std::to_string(i);
        const std::string vial = ",G,30.0,0.1,0.05,0.5,0.005,24.0,0.5,locked,0.5,0.005,";
        text += id + vial + std::to_string(60000 + i) + ",1.6,1.05\n";
        text += id + vial + std::to_string(58900 + i) + ",1.6,1.05\n";
    }
    return text;
}

tgc::Calibration curve()
{
    std::vector<tgc::StandardPoint> standards;
    for (const double amount : {20.0, 60.0, 120.0, 200.0, 300.0, 400.0}) {
        for (const double aside : {-120.0, 120.0}) {
            tgc::StandardPoint &point = standards.emplace_back();
            point.amount = amount;
            point.area = 150.0 + 400.0 * amount + aside;
        }
    }
    return tgc::calibrate(tgc::AmountUnit::InjectedNanomole, standards).value();
}

} // namespace

int main()
{
    std::printf("case,reference_s,ours_s,ratio,peak_MB\n");
    const tgc::Calibration calibration = curve();
    const std::string text = samplesText(10000);
    std::size_t written = 0;
    const double reading = secondsOf([&] { written += tgc::formats::parseTable(text, "samples.csv")->rows.size(); });
    const double evaluating = secondsOf([&] {
        const auto table = tgc::formats::parseTable(text, "samples.csv");
        const auto rows = tgc::session::evaluate(*table, {}, calibration, {}, {});
        written += tgc::formats::csvDocument(tgc::formats::breakdownTable(rows->rows)).size();
    });
    std::printf("10000 samples,%.3f,%.3f,%.1f,%.0f\n", reading, evaluating, evaluating / reading, peakMemory_MB());

    for (const int trials : {100000, 1000000}) {
        const auto table = tgc::formats::parseTable(samplesText(1), "samples.csv");
        const double drawing = secondsOf([&] {
            for (std::uint64_t input = 0; input < 8; ++input) {
                written += tgc::normalDeviations(trials, input)->size();
            }
        });
        const auto simulating = [&](const tgc::BlockRunner &runner) {
            return secondsOf([&] {
                tgc::session::EvaluationOptions options;
                options.monteCarloTrials = trials;
                options.trialRunner = runner;
                written += tgc::session::evaluate(*table, {}, calibration, options, {})->rows.size();
            });
        };
        const double alone = simulating(tgc::session::onThreads(1));
        const double together = simulating(tgc::session::onAllCores());
        std::printf("%d trials,%.3f,%.3f,%.2f,%.0f\n", trials, drawing, alone, alone / drawing, peakMemory_MB());
        std::printf("%d trials on %u threads against one,%.3f,%.3f,%.2f,%.0f\n", trials,
                    std::thread::hardware_concurrency(), alone, together, together / alone, peakMemory_MB());
    }
    return written == 0 ? 1 : 0;
}
