// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quantification/reaction.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <vector>

#include "analysis/calibration/statistics.h"
#include "analysis/core/decimal.h"

namespace tgc {

namespace {

/// Time constants that are tried: this part to this multiple of the time that was watched.
constexpr double shortestShare = 0.02;
constexpr double longestMultiple = 100.0;
constexpr std::size_t tried = 300;
/// Significance at which falling values are called so: that of `draw-trend`.
constexpr double falls = 0.01;

struct Points {
    std::vector<double> t_s;
    std::vector<double> y;
    std::vector<double> w;
    bool scatterKnown = true; ///< weights are 1/u2
};

/// The fit at one time constant, where n_inf is all that is free and the share that is still to come is given.
struct AtTau {
    double tau_s = 0.0;
    double chiSquare = 0.0;
    double plateau = 0.0;
    double rise = 0.0; ///< n_inf/n(t_last) - 1
};

AtTau fitAt(const Points &p, double tau_s)
{
    double sff = 0.0, sfy = 0.0;
    for (std::size_t i = 0; i < p.y.size(); ++i) {
        const double f = -std::expm1(-p.t_s[i] / tau_s);
        sff += p.w[i] * f * f;
        sfy += p.w[i] * f * p.y[i];
    }
    AtTau fit;
    fit.tau_s = tau_s;
    fit.plateau = sfy / sff;
    fit.rise = 1.0 / std::expm1(p.t_s.back() / tau_s);
    for (std::size_t i = 0; i < p.y.size(); ++i) {
        const double e = p.y[i] + fit.plateau * std::expm1(-p.t_s[i] / tau_s);
        fit.chiSquare += p.w[i] * e * e;
    }
    return fit;
}

struct Profile {
    AtTau best;
    std::vector<AtTau> all; ///< tau ascending
};

Profile profileOf(const Points &points)
{
    Profile profile;
    const double watched_s = points.t_s.back();
    const double low = std::log(shortestShare * watched_s);
    const double step = (std::log(longestMultiple * watched_s) - low) / (tried - 1);
    std::size_t least = 0;
    for (std::size_t i = 0; i < tried; ++i) {
        profile.all.push_back(fitAt(points, std::exp(low + static_cast<double>(i) * step)));
        if (profile.all.back().chiSquare < profile.all[least].chiSquare) {
            least = i;
        }
    }
    profile.best = profile.all[least];
    if (least > 0 && least + 1 < tried) { // golden section; at an end of what is tried there is nothing to refine
        const double golden = (std::sqrt(5.0) - 1.0) / 2.0;
        double a = low + (static_cast<double>(least) - 1.0) * step;
        double b = a + 2.0 * step;
        for (int i = 0; i < 60; ++i) {
            const double left = b - golden * (b - a);
            const double right = a + golden * (b - a);
            if (fitAt(points, std::exp(left)).chiSquare < fitAt(points, std::exp(right)).chiSquare) {
                b = right;
            } else {
                a = left;
            }
        }
        profile.best = fitAt(points, std::exp((a + b) / 2.0));
    }
    return profile;
}

struct Limits {
    double low = 0.0;
    double high = 0.0;
    bool shortestTauAllowed = false;
    bool longestTauAllowed = false;
};

/// The rise at which chi-square reaches `most`, between a time constant that is allowed and one that is not.
double riseAtEdge(const Points &points, double allowed_s, double refused_s, double most)
{
    for (int i = 0; i < 40; ++i) {
        const double middle_s = std::sqrt(allowed_s * refused_s);
        (fitAt(points, middle_s).chiSquare <= most ? allowed_s : refused_s) = middle_s;
    }
    return fitAt(points, allowed_s).rise;
}

/// All further rises whose chi-square exceeds the least by no more than `allowed`; they grow with the time constant.
Limits limitsOf(const Points &points, const Profile &profile, double allowed)
{
    const double most = profile.best.chiSquare + allowed;
    const auto isAllowed = [&](const AtTau &fit) { return fit.chiSquare <= most; };
    Limits limits{profile.best.rise, profile.best.rise};
    limits.shortestTauAllowed = isAllowed(profile.all.front());
    limits.longestTauAllowed = isAllowed(profile.all.back());
    // The outermost ones that are allowed: of what was tried, or the best where that is narrower than a step.
    const auto first = std::find_if(profile.all.begin(), profile.all.end(), [&](const AtTau &fit) {
        return isAllowed(fit) || fit.tau_s >= profile.best.tau_s;
    });
    const auto last = std::find_if(profile.all.rbegin(), profile.all.rend(),
                                   [&](const AtTau &fit) { return isAllowed(fit) || fit.tau_s <= profile.best.tau_s; });
    if (first != profile.all.end() && first != profile.all.begin()) {
        limits.low = riseAtEdge(points, std::min(first->tau_s, profile.best.tau_s), std::prev(first)->tau_s, most);
    } else if (first != profile.all.end()) {
        limits.low = std::min(first->rise, profile.best.rise);
    }
    if (last != profile.all.rend() && last != profile.all.rbegin()) {
        limits.high = riseAtEdge(points, std::max(last->tau_s, profile.best.tau_s), std::prev(last)->tau_s, most);
    }
    return limits;
}

/// The weighted line through the values falls, significantly.
bool isFalling(const Points &p)
{
    double sw = 0.0, st = 0.0, sy = 0.0;
    for (std::size_t i = 0; i < p.y.size(); ++i) {
        sw += p.w[i];
        st += p.w[i] * p.t_s[i];
        sy += p.w[i] * p.y[i];
    }
    double stt = 0.0, sty = 0.0, syy = 0.0;
    for (std::size_t i = 0; i < p.y.size(); ++i) {
        const double dt = p.t_s[i] - st / sw;
        const double dy = p.y[i] - sy / sw;
        stt += p.w[i] * dt * dt;
        sty += p.w[i] * dt * dy;
        syy += p.w[i] * dy * dy;
    }
    if (!(sty < 0.0)) {
        return false;
    }
    const double explained = sty * sty / stt;
    if (p.scatterKnown) {
        return chiSquareUpperTail(explained, 1.0) < falls;
    }
    const auto dof = static_cast<double>(p.y.size() - 2);
    const double left = std::max(syy - explained, 1e-24 * p.w.front() * p.y.back() * p.y.back());
    return studentTwoSidedTail(std::sqrt(explained * dof / left), dof) < falls;
}

std::string percent(double share)
{
    return rounded(100.0 * share, std::abs(share) < 0.095 ? 1 : 0) + " %";
}

std::string minutesOf(Time time)
{
    const double value = inMinutes(time);
    return rounded(value, value < 9.5 ? 1 : 0) + " min";
}

ReactionProgress unknown(ReactionProgress progress, const std::string &why)
{
    progress.state = ReactionState::CannotTell;
    progress.sentence = "whether the reaction was finished cannot be told: " + why;
    return progress;
}

/// Why nothing can be fitted; empty: it can.
std::string unusable(std::span<const TimedValue> values)
{
    if (values.size() < 3) {
        return "it takes three draws or more, with their times";
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!std::isfinite(values[i].value) || !std::isfinite(inSeconds(values[i].at))) {
            return "a value is no number";
        }
        if (i > 0 && !(values[i].at > values[i - 1].at)) {
            return "the draws do not follow each other in time";
        }
    }
    if (!(inSeconds(values.front().at) > 0.0)) {
        return "the first draw does not come after the dose";
    }
    return values.back().value > 0.0 ? std::string() : "there is no hydrogen in the last draw";
}

Points pointsOf(std::span<const TimedValue> values)
{
    Points points;
    points.scatterKnown = std::all_of(values.begin(), values.end(), [](const TimedValue &v) { return v.u > 0.0; });
    for (const TimedValue &value : values) {
        points.t_s.push_back(inSeconds(value.at));
        points.y.push_back(value.value);
        points.w.push_back(points.scatterKnown ? 1.0 / (value.u * value.u) : 1.0);
    }
    return points;
}

std::string riseWords(const ReactionProgress &progress)
{
    if (!progress.furtherRise) {
        return "the values still rise and no end is in sight";
    }
    return "a further rise of " + percent(*progress.furtherRise) + ", standard uncertainty " +
           percent(*progress.furtherRiseU) + ", is to be expected" +
           (progress.timeConstant ? " (time constant " + minutesOf(*progress.timeConstant) + ")" : std::string());
}

void judge(ReactionProgress &progress, const ReactionOptions &options)
{
    if (progress.furtherRiseHigh && *progress.furtherRiseHigh <= options.enough) {
        progress.state = ReactionState::Finished;
        progress.sentence = "the reaction was finished: no more than " +
                            percent(std::max(*progress.furtherRiseHigh, 0.001)) + " could still come";
        return;
    }
    if (*progress.furtherRiseLow > options.enough) {
        progress.state = ReactionState::Unfinished;
        progress.sentence = "the reaction was not finished: " + riseWords(progress) +
                            (progress.wait ? "; wait " + rounded(std::ceil(inMinutes(*progress.wait)), 0) +
                                                 " min more after the last draw, then draw again"
                                           : std::string("; wait and draw again"));
        return;
    }
    progress = unknown(progress, progress.furtherRiseHigh
                                     ? "the draws allow a further rise of up to " + percent(*progress.furtherRiseHigh) +
                                           "; one more draw, later, decides"
                                     : std::string("the draws scatter too much; one more draw, later, decides"));
}

} // namespace

ReactionProgress reactionProgress(std::span<const TimedValue> values, const ReactionOptions &options)
{
    ReactionProgress progress;
    progress.values = values.size();
    if (const std::string why = unusable(values); !why.empty()) {
        return unknown(progress, why);
    }
    const Points points = pointsOf(values);
    if (isFalling(points)) {
        progress.state = ReactionState::Falling;
        progress.sentence = "the hydrogen falls from draw to draw: a leak, not an unfinished reaction";
        return progress;
    }
    const Profile profile = profileOf(points);
    if (!(profile.best.plateau > 0.0)) {
        return unknown(progress, "the draws scatter too much");
    }
    const auto dof = static_cast<double>(values.size() - 2);
    // Rounding stands for the scatter of values that fit exactly.
    const double perDof =
        std::max(profile.best.chiSquare / dof, 1e-24 * points.w.back() * points.y.back() * points.y.back());
    const double scale = points.scatterKnown ? std::max(1.0, perDof) : perDof;
    const double z =
        studentQuantile(options.confidence, points.scatterKnown ? std::nullopt : std::optional<double>(dof));
    const Limits wide = limitsOf(points, profile, z * z * scale);
    const Limits standard = limitsOf(points, profile, scale);
    progress.furtherRiseLow = wide.low;
    if (!wide.longestTauAllowed) {
        progress.furtherRiseHigh = wide.high;
    }
    if (!standard.longestTauAllowed) {
        progress.furtherRise = profile.best.rise;
        progress.furtherRiseU = (standard.high - standard.low) / 2.0;
        progress.plateau = profile.best.plateau;
    }
    if (!standard.longestTauAllowed && !standard.shortestTauAllowed) {
        progress.timeConstant = seconds(profile.best.tau_s);
        // All that is left at time t is exp(-t/tau) of the plateau.
        const double wait_s = -profile.best.tau_s * std::log(options.enough) - points.t_s.back();
        if (wait_s > 0.0) {
            progress.wait = seconds(wait_s);
        }
    }
    judge(progress, options);
    return progress;
}

} // namespace tgc
