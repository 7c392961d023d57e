// SPDX-License-Identifier: GPL-3.0-or-later
// Any samples at any rising times: classic integration ends, its numbers are finite, its peaks are in order, and the same
// samples give the same bits twice. The first byte says what the rest are: doubles as they are, or 16-bit samples, at
// even times or at times that each third value pushes apart.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "analysis/peaks/why_no_peak.h"

namespace {

void require(bool holds)
{
    if (!holds) {
        std::abort();
    }
}

std::vector<double> samplesFrom(const std::uint8_t *data, std::size_t size, bool asDoubles)
{
    std::vector<double> values;
    if (asDoubles) {
        values.resize(size / sizeof(double));
        if (!values.empty()) {
            std::memcpy(values.data(), data, values.size() * sizeof(double));
        }
        return values;
    }
    for (std::size_t i = 0; i + 1 < size; i += 2) {
        std::int16_t sample = 0;
        std::memcpy(&sample, data + i, sizeof sample);
        values.push_back(sample);
    }
    return values;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    constexpr std::size_t most = 20000; // bytes; longer traces find nothing new, only more slowly
    if (size < 2 || size > most) {
        return 0;
    }
    const bool asDoubles = (data[0] & 1U) != 0;
    const bool uneven = (data[0] & 2U) != 0;
    std::vector<double> values = samplesFrom(data + 1, size - 1, asDoubles);
    std::vector<double> times;
    double time = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        times.push_back(time);
        const double more =
            uneven && i % 3 == 0 && std::isfinite(values[i]) ? std::fmod(std::abs(values[i]), 7.0) : 0.0;
        time += 0.1 + more;
    }
    const auto trace = tgc::Chromatogram::create(std::move(times), std::move(values), "u");
    if (!trace) { // NaN and infinity are refused there
        require(!trace.error().message.empty());
        return 0;
    }
    const tgc::IntegrationResult result = tgc::integrateClassic(*trace);
    const tgc::IntegrationResult again = tgc::integrateClassic(*trace);
    require(result.peaks.size() == again.peaks.size());
    for (std::size_t i = 0; i < result.peaks.size(); ++i) {
        const tgc::Peak &peak = result.peaks[i];
        require(std::isfinite(tgc::inDetectorUnitSeconds(peak.area)));
        require(std::isfinite(tgc::inDetectorUnitSeconds(peak.areaU)));
        require(peak.start <= peak.apex && peak.apex <= peak.end);
        require(i == 0 || result.peaks[i - 1].apex <= peak.apex);
        require(peak.area == again.peaks[i].area);
    }
    require(!tgc::whyNoPeak(*trace, {}, result, tgc::seconds(0.5 * time)).empty());
    return 0;
}
