// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/inactive/budget_table.h"

#include <QCoreApplication>
#include <algorithm>
#include <numeric>

#include "app/desktop/inactive/flag_words.h"
#include "app/desktop/plot/plot_colours.h"
#include "app/desktop/shell/digits.h"

namespace tgc::desktop {

namespace {

constexpr double percent = 100.0;
constexpr double smallestShown = 0.0005; ///< share of variance; smaller ones are summed up

QString say(const char *text)
{
    return QCoreApplication::translate("BudgetTable", text);
}

struct Share {
    QString input;
    std::optional<double> metal;
    std::optional<double> sei;
};

std::vector<Share> sharesOf(const Breakdown &row)
{
    std::vector<Share> shares;
    const auto put = [&](const VarianceBudget &budget, std::optional<double> Share::*part) {
        for (const auto &[name, share] : budget) {
            const QString input = inputInWords(name);
            auto at = std::find_if(shares.begin(), shares.end(), [&](const Share &s) { return s.input == input; });
            if (at == shares.end()) {
                at = shares.insert(shares.end(), Share{input, {}, {}});
            }
            (*at).*part = ((*at).*part).value_or(0.0) + share;
        }
    };
    put(row.li0Budget, &Share::metal);
    if (row.sei) {
        put(row.seiBudget, &Share::sei);
    }
    std::stable_sort(shares.begin(), shares.end(), [](const Share &a, const Share &b) {
        return std::max(a.metal.value_or(0.0), a.sei.value_or(0.0)) >
               std::max(b.metal.value_or(0.0), b.sei.value_or(0.0));
    });
    return shares;
}

bool isSmall(const Share &share)
{
    return share.metal.value_or(0.0) < smallestShown && share.sei.value_or(0.0) < smallestShown;
}

PreparedCell cell(const std::optional<double> &share, const QColor &colour, bool withBar)
{
    if (!share) {
        return {notKnown(), true};
    }
    PreparedCell made{QString::number(percent * *share, 'f', 1), true};
    if (withBar) {
        made.bar = *share;
        made.barColour = colour;
    }
    return made;
}

} // namespace

ShownTable budgetTable(const Breakdown &row, const QPalette &palette)
{
    const PlotColours colours = PlotColours::from(palette);
    ShownTable table;
    table.headers = {say("Input"), say("Li metal"), say("SEI Li+")};
    Share rest{say("all others"), {}, {}};
    Share sum{say("Sum"), {}, {}};
    const auto add = [](Share &to, const Share &share) {
        for (std::optional<double> Share::*part : {&Share::metal, &Share::sei}) {
            if (share.*part) {
                to.*part = (to.*part).value_or(0.0) + *(share.*part);
            }
        }
    };
    const auto put = [&](const Share &share, bool withBar) {
        table.rows.push_back({{share.input, false, share.input},
                              cell(share.metal, colours.liMetal, withBar),
                              cell(share.sei, colours.sei, withBar)});
    };
    for (const Share &share : sharesOf(row)) {
        add(sum, share);
        if (isSmall(share)) {
            add(rest, share);
        } else {
            put(share, true);
        }
    }
    if (rest.metal || rest.sei) {
        put(rest, true);
    }
    put(sum, false);
    for (PreparedCell &strong : table.rows.back()) {
        strong.strong = true;
    }
    return table;
}

} // namespace tgc::desktop
