// SPDX-License-Identifier: GPL-3.0-or-later
// score_real DIR [--list]: detection and classic integration against vendors' own peak tables of public chromatograms
// (DIR = ../shared/data/chromatograms: <set>/<chromatogram>.trace.csv and <set>/peaks.csv). A reference peak is resolved
// when its bounds touch no neighbour's and no neighbour's apex is nearer than twice the sum of their widths (area over
// height; a table without heights or bounds does not tell). It is found where an apex lies within a tenth of a width of
// the vendor's, or of the top of its own trace within half a width of that (times in a table are rounded, and some run
// late). `--list` prints every resolved peak that is missed, torn up or off by more than 0.5 %, and where it parts from
// the vendor. A last line counts what a program can be asked for: without what the set's own notes call a valve or a spike,
// what a person drew (M, manual), and what stands less than 3 noise or one converter step high in the trace that was
// handed on.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "analysis/core/decimal.h"
#include "analysis/peaks/area.h"
#include "analysis/peaks/integrate.h"
#include "analysis/signal/noise.h"
#include "tests/bench/synthetic_figures.h"

namespace {

struct Reference {
    double apex = 0.0;
    double area = 0.0;
    double height = 0.0;
    std::optional<double> start;
    std::optional<double> end;
    std::optional<double> baselineStart;
    std::optional<double> baselineEnd;
    std::string name;
    std::string type;
    std::string note;

    [[nodiscard]] bool isArtefact() const
    {
        return note.find("valve") != std::string::npos || note.find("spike") != std::string::npos;
    }
    [[nodiscard]] bool isByHand() const { return type.find('M') != std::string::npos || type == "manual"; }
    [[nodiscard]] double width() const { return height != 0.0 ? std::abs(area / height) : 0.0; }
};

std::optional<double> number(const std::string &text)
{
    const auto value = tgc::parseDotDecimal(text);
    return value ? std::optional(*value) : std::nullopt;
}

std::map<std::string, std::vector<Reference>> references(const std::filesystem::path &set)
{
    std::map<std::string, std::vector<Reference>> all;
    for (auto &row : synthetic::csvRows(set / "peaks.csv")) {
        const double area = number(row["area"]).value_or(0.0);
        if (area > 0.0) {
            Reference peak{number(row["rt_s"]).value_or(0.0),
                           area,
                           number(row["height"]).value_or(0.0),
                           number(row["start_s"]),
                           number(row["end_s"]),
                           number(row["base_start"]),
                           number(row["base_end"]),
                           row["name"],
                           row["type"],
                           row["note"]};
            // A group's baseline may begin before the peak and end behind it.
            const auto from = number(row["base_start_s"]);
            const auto to = number(row["base_end_s"]);
            if (peak.start && peak.end && peak.baselineStart && peak.baselineEnd && from && to && *to > *from) {
                const tgc::Line line{*from, *peak.baselineStart,
                                     (*peak.baselineEnd - *peak.baselineStart) / (*to - *from)};
                peak.baselineStart = line.at(*peak.start);
                peak.baselineEnd = line.at(*peak.end);
            }
            all[row["chromatogram"]].push_back(std::move(peak));
        }
    }
    return all;
}

tgc::Result<tgc::Chromatogram> readTrace(const std::filesystem::path &file)
{
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    std::vector<double> times;
    std::vector<double> values;
    while (std::getline(in, line)) {
        const std::size_t comma = std::min(line.find(','), line.size() - 1);
        times.push_back(number(line.substr(0, comma)).value_or(NAN));
        values.push_back(number(line.substr(comma + 1)).value_or(NAN));
    }
    return tgc::Chromatogram::create(std::move(times), std::move(values), "u");
}

/// Where the trace is highest (a negative peak: lowest) within half a width of the vendor's apex.
double topNear(const tgc::Chromatogram &trace, const Reference &peak, double factor)
{
    const auto times = trace.times_s();
    const auto values = trace.values();
    double best = -1e300;
    double at = peak.apex;
    for (std::size_t i = 0; i < times.size(); ++i) {
        const double value = factor < 0.0 ? -values[i] : values[i];
        if (std::abs(times[i] - peak.apex) < 0.5 * peak.width() && value > best) {
            best = value;
            at = times[i];
        }
    }
    return at;
}

/// What is refused in words, as a step or spike, within a width of the vendor's apex.
bool isRefused(const tgc::IntegrationResult &own, const Reference &peak)
{
    return std::any_of(own.rejected.begin(), own.rejected.end(), [&](const tgc::RejectedCandidate &r) {
        return std::abs(tgc::inSeconds(r.apex) - peak.apex) < std::max(peak.width(), 0.5) &&
               (r.criterion.starts_with("step") || r.criterion.starts_with("spike"));
    });
}

/// Where our integration parts from the vendor's: which of the two, put in the other's place, gives the vendor's area.
std::string cause(const tgc::Chromatogram &trace, const Reference &peak, const tgc::Peak &own, double factor)
{
    if (!peak.start || !peak.baselineStart) {
        return "no bounds given";
    }
    const tgc::Samples samples{trace.times_s(), trace.values()};
    const auto line = [](double t1, double v1, double t2, double v2) {
        return tgc::Line{t1, v1, (v2 - v1) / (t2 - t1)};
    };
    const double start = tgc::inSeconds(own.start);
    const double end = tgc::inSeconds(own.end);
    const tgc::Line ours =
        line(start, tgc::inDetectorUnits(own.baselineStart), end, tgc::inDetectorUnits(own.baselineEnd));
    const tgc::Line theirs = line(*peak.start, *peak.baselineStart, *peak.end, *peak.baselineEnd);
    const auto agrees = [&](double area) { return std::abs(factor * area / peak.area - 1.0) < 0.005; };
    if (agrees(tgc::areaAbove(samples, *peak.start, *peak.end, ours))) {
        return "bounds";
    }
    return agrees(tgc::areaAbove(samples, start, end, theirs)) ? "baseline" : "bounds and baseline";
}

bool isResolved(const std::vector<Reference> &peaks, std::size_t i)
{
    if (!peaks[i].start && peaks[i].width() == 0.0) {
        return false;
    }
    for (std::size_t k = 0; k < peaks.size(); ++k) {
        if (k == i) {
            continue;
        }
        if (std::abs(peaks[k].apex - peaks[i].apex) < 2.0 * (peaks[i].width() + peaks[k].width())) {
            return false;
        }
        if (peaks[i].start && peaks[k].start && *peaks[i].start < *peaks[k].end + 0.02 &&
            *peaks[k].start < *peaks[i].end + 0.02) {
            return false;
        }
    }
    return true;
}

/// Is a peak beside a larger one there to be seen? From the larger apex to its own the signal, in means of five samples,
/// comes to rise again or to run level (less than a hundredth of its steepest fall), and its area is over 2 `area_u`.
bool standsApart(const tgc::Chromatogram &trace, const tgc::Peak &large, const tgc::Peak &small)
{
    const auto times = trace.times_s();
    const auto values = trace.values();
    const double from = std::min(tgc::inSeconds(large.apex), tgc::inSeconds(small.apex));
    const double to = std::max(tgc::inSeconds(large.apex), tgc::inSeconds(small.apex));
    const bool after = small.apex > large.apex;
    double steepest = 0.0;
    double flattest = 1e300;
    for (std::size_t i = 5; i + 5 <= times.size(); ++i) {
        if (times[i - 5] < from || times[i + 4] > to) {
            continue;
        }
        double fall = 0.0;
        for (std::size_t k = 0; k < 5; ++k) {
            fall += after ? values[i - 1 - k] - values[i + k] : values[i + k] - values[i - 1 - k];
        }
        steepest = std::max(steepest, fall);
        flattest = std::min(flattest, fall);
    }
    return flattest < 0.01 * steepest &&
           std::abs(tgc::inDetectorUnitSeconds(small.area)) >= 2.0 * tgc::inDetectorUnitSeconds(small.areaU);
}

struct Tally {
    std::size_t resolved = 0;
    std::size_t found = 0;
    std::size_t refused = 0; ///< of those not found: as a step or spike, in words
    std::size_t torn = 0; ///< more than one peak within the vendor's bounds
    std::size_t apart = 0; ///< of these: the others stand apart, the vendor counted several as one
    std::size_t bounded = 0; ///< resolved ones with bounds
    std::vector<double> off; ///< |area / vendor - 1| of the found
    std::vector<double> atBounds; ///< the same within the vendor's own bounds and baseline, all peaks
    std::size_t covered = 0;

    void add(const Tally &other)
    {
        resolved += other.resolved;
        found += other.found;
        refused += other.refused;
        torn += other.torn;
        apart += other.apart;
        bounded += other.bounded;
        covered += other.covered;
        off.insert(off.end(), other.off.begin(), other.off.end());
        atBounds.insert(atBounds.end(), other.atBounds.begin(), other.atBounds.end());
    }
};

void print(const std::string &name, const Tally &t)
{
    std::printf("%-30s resolved %3zu found %3zu refused %2zu  area off by %7.3f %% (median), worst %7.2f %%, 2u %zu  "
                "several within %zu of %zu, seen in the signal %zu  "
                "at vendor's bounds %.4f %% (%zu)\n",
                name.c_str(), t.resolved, t.found, t.refused, 100.0 * synthetic::medianOf(t.off),
                t.off.empty() ? 0.0 : 100.0 * *std::max_element(t.off.begin(), t.off.end()), t.covered, t.torn,
                t.bounded, t.apart, 100.0 * synthetic::medianOf(t.atBounds), t.atBounds.size());
}

/// All resolved reference peaks, and those that can be asked for.
struct Tallies {
    Tally all;
    Tally askable;

    void add(const Tallies &other)
    {
        all.add(other.all);
        askable.add(other.askable);
    }
};

Tallies scoreTrace(const std::string &name, const tgc::Chromatogram &trace, const std::vector<Reference> &peaks,
                   bool list)
{
    Tallies tallies;
    Tally &tally = tallies.all;
    const tgc::IntegrationResult own = tgc::integrateClassic(trace);
    const double faintest =
        std::max(3.0 * (own.noise ? tgc::inDetectorUnits(*own.noise) : 0.0), tgc::converterStep(trace.values()));
    // Vendors count in units of their own (uV*s of a signal in V, ...): the factor is what the vendor's bounds give.
    std::vector<double> factors;
    for (const Reference &p : peaks) {
        if (p.start && p.end && p.baselineStart) {
            const tgc::GivenBounds bounds{tgc::seconds(*p.start),
                                          tgc::seconds(*p.end),
                                          tgc::detectorUnits(*p.baselineStart),
                                          tgc::detectorUnits(*p.baselineEnd),
                                          {}};
            const auto given = tgc::integrateBounds(trace, {&bounds, 1});
            if (given) {
                factors.push_back(p.area / tgc::inDetectorUnitSeconds(given->peaks[0].area));
            }
        }
    }
    double factor = factors.empty() ? 1.0 : synthetic::medianOf(factors);
    if (factors.empty()) {
        for (const Reference &p : peaks) { // no baselines given: the height tells the unit
            for (const tgc::Peak &q : own.peaks) {
                if (std::abs(tgc::inSeconds(q.apex) - p.apex) < 0.2 * p.width()) {
                    factors.push_back(p.area / tgc::inDetectorUnitSeconds(q.area));
                }
            }
        }
        factor = std::abs(synthetic::medianOf(factors) - 1.0) > 0.5 ? synthetic::medianOf(factors) : 1.0;
    } else {
        factor = std::abs(std::abs(factor) - 1.0) < 0.01 ? std::round(factor) : factor;
        for (const double f : factors) {
            tally.atBounds.push_back(std::abs(factor / f - 1.0));
        }
    }
    for (std::size_t i = 0; i < peaks.size(); ++i) {
        if (!isResolved(peaks, i)) {
            continue;
        }
        const Reference &p = peaks[i];
        const bool askable = !p.isArtefact() && !p.isByHand() && std::abs(p.height / factor) >= faintest;
        Tally its;
        its.resolved = 1;
        const tgc::Peak *best = nullptr;
        double nearest = 1e300;
        std::vector<const tgc::Peak *> inside;
        const double top = topNear(trace, p, factor);
        for (const tgc::Peak &q : own.peaks) {
            const double at = tgc::inSeconds(q.apex);
            if (p.start && at > *p.start && at < *p.end) {
                inside.push_back(&q);
            }
            const double width = q.widthHalf ? tgc::inSeconds(*q.widthHalf) : p.width();
            const double off = std::min(std::abs(at - p.apex), std::abs(at - top));
            if (off < std::max(0.1 * width, 0.02) && off < nearest) {
                nearest = off;
                best = &q;
            }
        }
        const std::size_t within = inside.size();
        its.bounded += p.start ? 1 : 0;
        if (within > 1) {
            const tgc::Peak &large = **std::max_element(inside.begin(), inside.end(), [](const auto *a, const auto *b) {
                return std::abs(tgc::inDetectorUnits(a->height)) < std::abs(tgc::inDetectorUnits(b->height));
            });
            ++its.torn;
            its.apart += std::all_of(inside.begin(), inside.end(),
                                     [&](const auto *q) { return q == &large || standsApart(trace, large, *q); })
                             ? 1
                             : 0;
        }
        const double ratio = best != nullptr ? factor * tgc::inDetectorUnitSeconds(best->area) / p.area : 0.0;
        if (best != nullptr) {
            ++its.found;
            its.off.push_back(std::abs(std::abs(ratio) - 1.0));
            const double u = std::abs(factor) * tgc::inDetectorUnitSeconds(best->areaU) / p.area;
            its.covered += std::abs(std::abs(ratio) - 1.0) < 2.0 * u ? 1 : 0;
        } else {
            its.refused += isRefused(own, p) ? 1 : 0;
        }
        tally.add(its);
        if (askable) {
            tallies.askable.add(its);
        }
        if (list && (best == nullptr || within > 1 || std::abs(std::abs(ratio) - 1.0) > 0.005)) {
            std::printf("  %s %s %.2f s (%.2f - %.2f) area %.5g height %.4g %s: ", name.c_str(), p.name.c_str(), p.apex,
                        p.start.value_or(0.0), p.end.value_or(0.0), p.area, p.height, p.type.c_str());
            if (best == nullptr) {
                std::printf(isRefused(own, p) ? "refused" : "missed");
                std::printf(askable ? ";" : ", not to be asked for;");
            } else {
                std::printf("ratio %.4f u %.4f %.2f - %.2f %s, %s;", ratio,
                            std::abs(factor) * tgc::inDetectorUnitSeconds(best->areaU) / p.area,
                            tgc::inSeconds(best->start), tgc::inSeconds(best->end), best->code.c_str(),
                            cause(trace, p, *best, factor).c_str());
            }
            std::printf(" %zu within", within);
            if (within > 1 || best == nullptr) {
                for (const tgc::Peak &q : own.peaks) {
                    if (std::abs(tgc::inSeconds(q.apex) - p.apex) < 3.0 * p.width()) {
                        std::printf(" [%.2f h %.4g]", tgc::inSeconds(q.apex), tgc::inDetectorUnits(q.height));
                    }
                }
            }
            std::puts("");
        }
    }
    return tallies;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "usage: score_real DIR [--list]; DIR holds one folder a set, with peaks.csv\n");
        return 2;
    }
    const bool list = argc > 2 && std::string(argv[2]) == "--list";
    std::vector<std::filesystem::path> sets;
    for (const auto &entry : std::filesystem::directory_iterator(argv[1])) {
        if (std::filesystem::exists(entry.path() / "peaks.csv")) {
            sets.push_back(entry.path());
        }
    }
    std::sort(sets.begin(), sets.end());
    Tallies all;
    for (const auto &set : sets) {
        Tallies tally;
        for (const auto &[name, peaks] : references(set)) {
            const auto trace = readTrace(set / (name + ".trace.csv"));
            if (trace) { // some stand in the original file only
                tally.add(scoreTrace(name, *trace, peaks, list));
            }
        }
        print(set.filename().string(), tally.all);
        all.add(tally);
    }
    print("all", all.all);
    print("all that can be asked for", all.askable);
    return 0;
}
