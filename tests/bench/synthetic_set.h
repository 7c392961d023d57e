// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "analysis/core/decimal.h"

/// A set of synthetic chromatograms as ../shared/data/synthetic/gen.py writes it (data.f64, manifest.csv, truth.csv):
/// the true peaks and the Cramer-Rao floors of their areas stand beside the signals.
namespace synthetic {

/// One true peak: an exponentially modified Gaussian.
struct TruePeak {
    std::string role; ///< main, large, small, equal, neighbour
    std::string name;
    double area = 0.0;
    double apex = 0.0;  ///< s
    double w50 = 0.0;   ///< s
    double sigma = 0.0; ///< s
    double tau = 0.0;   ///< s; 0 = Gaussian
    double tf = 0.0;
    double snr = 0.0;   ///< height over the white noise of one sample
    double rs = 0.0;    ///< NaN for a peak alone
    double ratio = 0.0; ///< of its height to its partner's
    double floor = 0.0; ///< relative; white noise, everything free
};

struct Signal {
    int id = 0;
    std::string kind; ///< isolated, tailing, overlap, lowsn, blank, h2, drift, artefact
    std::string sub;
    double rate_Hz = 0.0;
    double widthHint = 0.0; ///< what a chromatographer would type in, s
    std::uint64_t offset = 0; ///< first sample in data.f64
    std::size_t points = 0;
    std::vector<TruePeak> truth;
};

/// Rows of a csv without quotes, by column name.
inline std::vector<std::map<std::string, std::string>> csvRows(const std::filesystem::path &file)
{
    std::vector<std::map<std::string, std::string>> rows;
    std::ifstream in(file);
    const auto split = [](std::string line) {
        std::erase(line, '\r');
        std::vector<std::string> fields;
        std::istringstream stream(line);
        for (std::string field; std::getline(stream, field, ',');) {
            fields.push_back(field);
        }
        return fields;
    };
    std::string line;
    std::getline(in, line);
    const std::vector<std::string> header = split(line);
    while (std::getline(in, line)) {
        const std::vector<std::string> fields = split(line);
        std::map<std::string, std::string> row;
        for (std::size_t i = 0; i < fields.size() && i < header.size(); ++i) {
            row[header[i]] = fields[i];
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

/// Every signal of the set in `folder` with its truth; empty when there is no set.
inline std::vector<Signal> readSet(const std::filesystem::path &folder)
{
    std::vector<Signal> set;
    const auto number = [](const std::string &text) { // "nan" and nothing: not known
        return tgc::parseDotDecimal(text).value_or(std::numeric_limits<double>::quiet_NaN());
    };
    for (auto &row : csvRows(folder / "manifest.csv")) {
        Signal s;
        s.id = std::stoi(row["id"]);
        s.kind = row["class"];
        s.sub = row["sub"];
        s.rate_Hz = number(row["fs"]);
        s.widthHint = number(row["w50_hint"]);
        s.offset = std::stoull(row["offset"]);
        s.points = std::stoul(row["n"]);
        set.push_back(std::move(s));
    }
    for (auto &row : csvRows(folder / "truth.csv")) {
        const auto id = static_cast<std::size_t>(std::stoi(row["id"]));
        set.at(id).truth.push_back({row["role"], row["name"], number(row["area"]), number(row["apex"]),
                                    number(row["w50"]), number(row["sigma"]), number(row["tau"]), number(row["tf"]),
                                    number(row["snr"]), number(row["rs"]), number(row["ratio"]),
                                    number(row["crlb_free"])});
    }
    return set;
}

/// The samples of one signal (float64, little endian as this machine's).
inline std::vector<double> samplesOf(std::ifstream &data, const Signal &signal)
{
    std::vector<double> values(signal.points);
    data.seekg(static_cast<std::streamoff>(signal.offset * sizeof(double)));
    data.read(reinterpret_cast<char *>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(double)));
    return values;
}

/// Signal of a true peak at t. The plain formula is exact enough for tau >= 0.3 sigma, as the sets have it.
inline double emgAt(const TruePeak &p, double mu, double t)
{
    const double u = (t - mu) / p.sigma;
    if (p.tau < 1e-3 * p.sigma) {
        return p.area / (p.sigma * std::sqrt(2.0 * M_PI)) * std::exp(-0.5 * u * u);
    }
    const double r = p.sigma / p.tau;
    return p.area / (2.0 * p.tau) * std::exp(0.5 * r * r - r * u) * std::erfc((r - u) / std::sqrt(2.0));
}

/// Area of a true peak before t: Phi - tau f.
inline double emgBefore(const TruePeak &p, double mu, double t)
{
    const double u = (t - mu) / p.sigma;
    const double normal = 0.5 * p.area * std::erfc(-u / std::sqrt(2.0));
    return p.tau < 1e-3 * p.sigma ? normal : normal - p.tau * emgAt(p, mu, t);
}

/// Centre of the Gaussian of a peak whose apex is known.
inline double centreOf(const TruePeak &p)
{
    if (p.tau < 1e-3 * p.sigma) {
        return p.apex;
    }
    double best = 0.0;
    double highest = -1.0;
    for (double d = 0.0; d < 2.0 * p.sigma + 2.0 * p.tau; d += 1e-3 * p.sigma) {
        const double value = emgAt(p, 0.0, d);
        if (value > highest) {
            highest = value;
            best = d;
        }
    }
    return p.apex - best;
}

/// What the textbook's perpendicular drop at the valley gives for each peak of a pair over a perfect baseline without
/// noise, as shares of the true areas. Empty where the pair has no valley.
inline std::vector<double> dropShares(const std::vector<TruePeak> &pair)
{
    const TruePeak &a = pair[0];
    const TruePeak &b = pair[1];
    const double ca = centreOf(a);
    const double cb = centreOf(b);
    const auto sum = [&](double t) { return emgAt(a, ca, t) + emgAt(b, cb, t); };
    double lowest = sum(a.apex);
    double at = a.apex;
    const double step = (b.apex - a.apex) / 20000.0;
    for (int i = 1; i <= 20000; ++i) {
        const double t = a.apex + i * step;
        if (sum(t) < lowest) {
            lowest = sum(t);
            at = t;
        }
    }
    // A valley rises to both sides; a shoulder falls on towards the other peak's apex or beyond it.
    if (!(sum(at - 2.0 * step) > lowest) || !(sum(at + 2.0 * step) > lowest)) {
        return {};
    }
    const double first = emgBefore(a, ca, at) + emgBefore(b, cb, at);
    return {first / a.area, (a.area + b.area - first) / b.area};
}

} // namespace synthetic
