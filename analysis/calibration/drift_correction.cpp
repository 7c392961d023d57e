// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration/drift_correction.h"

#include <algorithm>
#include <cmath>

#include "analysis/calibration/check_standards.h"
#include "analysis/core/decimal.h"

namespace tgc {

namespace {

using Share = ResponseReference::Share;

/// A share that knows how well it is known.
struct Weighed {
    const StandardPoint *check = nullptr;
    double weight = 0.0;
};

Result<ResponseReference> referenceOf(const Calibration &curve, const std::vector<Weighed> &parts)
{
    ResponseReference reference;
    const double slope = curve.coefficients[1];
    const double calibrationCertificate = slope != 0.0 ? std::abs(curve.certificateShift[1] / slope) : 0.0;
    double response = 0.0, areaVariance = 0.0, certificate = 0.0;
    for (const Weighed &part : parts) {
        const StandardPoint &check = *part.check;
        const auto found = amountOfCheck(curve, check);
        if (!found) {
            return fail(found.error());
        }
        const double scatter = check.areaSd.value_or(areaScatterAt(curve, found->amount));
        const double share = part.weight * found->amount / check.amount;
        response += share;
        areaVariance += std::pow(part.weight * scatter * found->amountPerArea / check.amount, 2);
        certificate += share * (check.amountU > 0.0 ? check.amountU / check.amount : calibrationCertificate);
        reference.checks.push_back({check.area, check.amount, part.weight});
    }
    if (!(response > 0.0)) {
        return fail(ErrorCode::NotDetermined, "the check standards' response is not above zero: nothing can be "
                                              "corrected by it");
    }
    reference.areaU = std::sqrt(areaVariance) / response;
    reference.certificateU = certificate / response;
    return reference;
}

void append(std::vector<Weighed> &parts, const std::vector<StandardPoint> &checks, double weight)
{
    for (const StandardPoint &check : checks) {
        parts.push_back({&check, weight / static_cast<double>(checks.size())});
    }
}

Result<double> responseOf(const Calibration &curve, const std::vector<StandardPoint> &checks)
{
    std::vector<Weighed> parts;
    append(parts, checks, 1.0);
    const auto reference = referenceOf(curve, parts);
    return reference ? responseBy(*reference, curve.coefficients) : fail(reference.error());
}

} // namespace

std::vector<CheckGroup> checkGroups(std::span<const TimedCheck> checks, std::span<const Time> injections)
{
    std::vector<TimedCheck> ordered;
    std::copy_if(checks.begin(), checks.end(), std::back_inserter(ordered),
                 [](const TimedCheck &check) { return check.standard.used; });
    std::stable_sort(ordered.begin(), ordered.end(), [](const auto &a, const auto &b) { return a.at < b.at; });
    std::vector<CheckGroup> groups;
    for (std::size_t i = 0; i < ordered.size(); ++i) {
        const bool parted = i == 0 || ordered[i].at - ordered[i - 1].at > longestPauseInGroup ||
                            std::any_of(injections.begin(), injections.end(),
                                        [&](Time at) { return at >= ordered[i - 1].at && at <= ordered[i].at; });
        if (parted) {
            groups.emplace_back();
        }
        CheckGroup &group = groups.back();
        group.standards.push_back(ordered[i].standard);
        group.at += (ordered[i].at - group.at) / static_cast<double>(group.standards.size());
    }
    return groups;
}

Result<double> responseBy(const ResponseReference &reference, std::span<const double> coefficients)
{
    double response = 0.0;
    for (const Share &check : reference.checks) {
        const auto found = solveAmount(coefficients, check.area);
        if (!found) {
            return fail(found.error());
        }
        response += check.weight * *found / check.amount;
    }
    return response;
}

Result<Bracket> bracketAt(const Calibration &curve, std::span<const CheckGroup> groups, Time at,
                          std::optional<Time> farthest)
{
    const auto after = std::find_if(groups.begin(), groups.end(), [&](const CheckGroup &g) { return g.at >= at; });
    const bool onTheDot = after != groups.end() && after->at == at; // the first check itself brackets its moment
    const bool lacksAfter = after == groups.end() || (farthest && after->at - at > *farthest);
    const bool lacksBefore = !onTheDot && (after == groups.begin() || (farthest && at - (after - 1)->at > *farthest));
    if (lacksAfter || lacksBefore) {
        const std::string within = farthest ? " within " + shortest(inHours(*farthest)) + " h" : "";
        return fail(ErrorCode::NotDetermined, std::string("no check standard was injected ") +
                                                  (lacksAfter ? "after" : "before") + " it" + within +
                                                  ": the drift is known only between check standards");
    }
    const auto before = onTheDot ? after : after - 1;
    const double part = onTheDot ? 0.0 : double((at - before->at) / (after->at - before->at));
    std::vector<Weighed> parts;
    append(parts, before->standards, 1.0 - part);
    if (!onTheDot) {
        append(parts, after->standards, part);
    }
    auto reference = referenceOf(curve, parts);
    const auto first = responseOf(curve, before->standards);
    const auto second = responseOf(curve, after->standards);
    if (!reference || !first || !second) {
        return fail(!reference ? reference.error() : !first ? first.error() : second.error());
    }
    return Bracket{std::move(*reference), *second / *first - 1.0};
}

Result<ResponseReference> meanResponse(const Calibration &curve, std::span<const StandardPoint> checks)
{
    std::vector<StandardPoint> used;
    std::copy_if(checks.begin(), checks.end(), std::back_inserter(used), [](const auto &check) { return check.used; });
    if (used.empty()) {
        return fail(ErrorCode::BadInput, "there is no check standard that is used");
    }
    std::vector<Weighed> parts;
    append(parts, used, 1.0);
    auto reference = referenceOf(curve, parts);
    if (reference) {
        reference->kind = ResponseReference::Kind::Mean;
    }
    return reference;
}

} // namespace tgc
