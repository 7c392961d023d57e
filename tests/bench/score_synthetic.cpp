// SPDX-License-Identifier: GPL-3.0-or-later
// score_synthetic DIR... [--list CLASS]: accuracy of detection and classic integration on sets of
// ../shared/data/synthetic/gen.py, pooled, with the expected width given and without, beside the limits they are held to
// and beside what peers reached on the measured set (tests/bench/peers.csv). `--list` prints every signal of a class (without the width)
// with its true peaks and ours.
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/bench/synthetic_figures.h"

namespace {

using synthetic::Cell;
using synthetic::Score;
using synthetic::Scored;

struct Peer {
    std::string method;
    std::string text;
};

std::map<std::string, std::vector<Peer>> peers()
{
    std::map<std::string, std::vector<Peer>> table;
    for (auto &row : synthetic::csvRows(std::filesystem::path(TGC_SOURCE_DIR) / "tests/bench/peers.csv")) {
        const std::string missed = row["missed"] == "0" ? "" : " m" + row["missed"];
        table[row["class"] + " " + row["cell"]].push_back({row["method"], row["median_percent"] + missed});
    }
    return table;
}

void printCell(const std::string &name, const Score &free, const Score &hinted,
               const std::function<bool(const Scored &)> &belongs, const std::vector<Peer> &others)
{
    for (const Score *score : {&free, &hinted}) {
        const Cell c = synthetic::cellOf(score->peaks, belongs);
        std::printf(
            "%-24s %-6s n %4zu missed %3zu  median %9.4g %%  p95 %9.4g %%  worst %9.4g %%  ratio %6.3g  2u %3.0f %%",
            name.c_str(), score == &free ? "free" : "hinted", c.count, c.missed, 100.0 * c.median, 100.0 * c.p95,
            100.0 * c.worst, c.ratio, 100.0 * c.coverage);
        if (c.offDrop >= 0.0) {
            std::printf("  off the textbook's drop %.3g %%", 100.0 * c.offDrop);
        }
        std::puts("");
    }
    for (const Peer &peer : others) {
        std::printf("%s%s %s", &peer == others.data() ? "    peers, median %: " : ", ", peer.method.c_str(),
                    peer.text.c_str());
    }
    if (!others.empty()) {
        std::puts("");
    }
}

void printFigures(const Score &free, const Score &hinted)
{
    const auto a = synthetic::figuresOf(free);
    const auto b = synthetic::figuresOf(hinted);
    std::printf("%-48s %10s %10s %8s %6s\n", "figure", "free", "hinted", "limit", "n");
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::printf("%-48s %10.4g%s %9.4g%s %3s%5.3g %6zu\n", a[i].name.c_str(), a[i].value, a[i].met() ? " " : "!",
                    b[i].value, b[i].met() ? " " : "!", a[i].atMost ? "<=" : ">=", a[i].limit, a[i].count);
    }
}

void printCells(const Score &free, const Score &hinted)
{
    auto others = peers();
    // The cells of the set, in its own order, named as in the peers' tables.
    std::vector<std::string> order;
    const auto nameOf = [](const Scored &s) {
        const auto text = [](double v) {
            return synthetic::near(v, std::round(v)) || v > 5.0 ? std::to_string(std::lround(v))
                                                                : std::to_string(v).substr(0, 3);
        };
        if (s.kind == "tailing") {
            return s.kind + " TF " + std::to_string(s.truth.tf).substr(0, 3) + (s.truth.snr < 200.0 ? " low S/N" : "");
        }
        if (s.kind == "overlap") {
            const double larger = std::max(s.truth.ratio, 1.0 / s.truth.ratio);
            return s.kind + " 1:" + text(larger) + " Rs " + std::to_string(s.truth.rs).substr(0, 3) + " " +
                   (s.truth.role == "equal" ? "both" : s.truth.role);
        }
        if (s.kind == "lowsn") {
            return s.kind + " S/N " + text(s.truth.snr) + "; " + text(s.rate_Hz) + " Hz";
        }
        if (s.kind == "h2") {
            return s.truth.name == "H2" ? s.kind + " S/N " + text(s.truth.snr) : s.kind + " " + s.truth.name;
        }
        return s.kind == "isolated" ? s.kind + " S/N " + text(s.truth.snr) : s.kind + " " + s.sub;
    };
    for (const Scored &s : free.peaks) {
        if (std::find(order.begin(), order.end(), nameOf(s)) == order.end()) {
            order.push_back(nameOf(s));
        }
    }
    for (const std::string &name : order) {
        printCell(
            name, free, hinted, [&](const Scored &s) { return nameOf(s) == name; }, others[name]);
    }
    std::printf("\nfalse peaks + dents a signal (free | hinted)\n");
    std::vector<std::pair<std::string, std::string>> kinds;
    for (const auto &signal : free.signals) {
        const std::pair<std::string, std::string> key{signal.kind, signal.kind == "blank" ? signal.sub : ""};
        if (std::find(kinds.begin(), kinds.end(), key) == kinds.end()) {
            kinds.push_back(key);
        }
    }
    for (const auto &[kind, sub] : kinds) {
        std::printf("%-10s %-6s", kind.c_str(), sub.c_str());
        for (const Score *score : {&free, &hinted}) {
            double peaks = 0.0;
            double dents = 0.0;
            double count = 0.0;
            for (const auto &signal : score->signals) {
                if (signal.kind == kind && (sub.empty() || signal.sub == sub)) {
                    count += 1.0;
                    peaks += signal.falsePeaks;
                    dents += signal.falseDents;
                }
            }
            std::printf("  %.4f + %.4f", peaks / count, dents / count);
        }
        for (const Peer &peer : others["false " + kind + (sub.empty() ? "" : " " + sub)]) {
            std::printf("%s %s %s",
                        &peer == others["false " + kind + (sub.empty() ? "" : " " + sub)].data() ? "   peers" : ",",
                        peer.method.c_str(), peer.text.c_str());
        }
        std::puts("");
    }
}

void reportSignal(const std::filesystem::path &folder, const synthetic::Signal &signal,
                  const tgc::IntegrationResult &result)
{
    std::printf("%s #%d %s %s %g Hz\n", folder.c_str(), signal.id, signal.kind.c_str(), signal.sub.c_str(),
                signal.rate_Hz);
    for (const auto &p : signal.truth) {
        std::printf("   true %8.3f s area %10.5g w50 %.3f snr %g floor %.3g %%\n", p.apex, p.area, p.w50, p.snr,
                    100.0 * p.floor);
    }
    for (const auto &p : result.peaks) {
        std::printf("   own  %8.3f s area %10.5g u %.3g  %.3f-%.3f %s\n", tgc::inSeconds(p.apex),
                    tgc::inDetectorUnitSeconds(p.area), tgc::inDetectorUnitSeconds(p.areaU), tgc::inSeconds(p.start),
                    tgc::inSeconds(p.end), p.code.c_str());
    }
    for (const auto &r : result.rejected) {
        std::printf("   not  %8.3f s %s\n", tgc::inSeconds(r.apex), r.criterion.c_str());
    }
}

} // namespace

int main(int argc, char **argv)
{
    std::vector<std::filesystem::path> folders;
    std::string listed;
    for (int i = 1; i < argc; ++i) {
        if (std::string(argv[i]) == "--list" && i + 1 < argc) {
            listed = argv[++i];
        } else {
            folders.emplace_back(argv[i]);
        }
    }
    if (folders.empty()) {
        std::fprintf(stderr, "usage: score_synthetic DIR... [--list CLASS]; DIR as written by gen.py\n");
        return 2;
    }
    const auto classic = [](const tgc::Chromatogram &trace, const tgc::IntegrationOptions &options) {
        return tgc::integrateClassic(trace, options);
    };
    Score free;
    Score hinted;
    for (const auto &folder : folders) {
        if (!std::filesystem::exists(folder / "manifest.csv")) {
            std::fprintf(stderr, "%s: no manifest.csv there; write a set with gen.py --out\n", folder.c_str());
            return 2;
        }
        synthetic::scoreSet(free, folder, classic, false, [&](const auto &signal, const auto &result) {
            if (signal.kind == listed) {
                reportSignal(folder, signal, result);
            }
        });
        synthetic::scoreSet(hinted, folder, classic, true);
    }
    printFigures(free, hinted);
    std::puts("");
    printCells(free, hinted);
    return 0;
}
