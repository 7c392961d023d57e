// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "app/report/breakdown_tables.h"
#include "app/report/cells.h"
#include "app/report/figures.h"
#include "app/report/paper.h"
#include "app/report/sections.h"

namespace tgc::report {

namespace {

constexpr std::size_t barsInAFigure = 20;
constexpr double figureHeight = mm(72.0);

std::optional<Range> intervalOf(const StoredBreakdown &result, const std::string &column)
{
    const auto low = result.number(column + "_low");
    const auto high = result.number(column + "_high");
    return low && high ? std::optional(Range{*low, *high}) : std::nullopt;
}

std::vector<StackedBar> barsOf(const Content &content)
{
    std::vector<StackedBar> bars;
    for (const ReportedSample &sample : content.samples) {
        const auto liMetal = sample.result ? sample.result->number("li0_mAh") : std::nullopt;
        if (liMetal) {
            bars.push_back({nameOf(sample), *liMetal, intervalOf(*sample.result, "li0_mAh"),
                            sample.result->number("sei_li_mAh"), intervalOf(*sample.result, "sei_li_mAh")});
        }
    }
    return bars;
}

void addBars(Blocks &blocks, const Content &content)
{
    const std::vector<StackedBar> bars = barsOf(content);
    const QString intervals = intervalName(content) + QStringLiteral(" of each part");
    for (std::size_t from = 0; from < bars.size(); from += barsInAFigure) {
        const auto begin = bars.begin() + static_cast<std::ptrdiff_t>(from);
        const auto end = bars.begin() + static_cast<std::ptrdiff_t>(std::min(from + barsInAFigure, bars.size()));
        blocks.push_back(std::make_unique<Figure>(
            figureHeight,
            [part = std::vector<StackedBar>(begin, end), intervals](QPainter &painter, QSizeF size) {
                drawBreakdown(painter, size, part, intervals);
            },
            mm(4.0)));
    }
}

} // namespace

void addBreakdown(Blocks &blocks, const Content &content)
{
    addHeading(blocks, QStringLiteral("Inactive-lithium breakdown"));
    addBars(blocks, content);
    addMetalTable(blocks, content);
    addChargeTable(blocks, content);
    addEfficiencyTable(blocks, content);
    addMonteCarlo(blocks, content);
    QString note =
        QStringLiteral("± is the standard uncertainty of the measurement (k = 1); digits follow it. Intervals by "
                       "Student's t with Welch-Satterthwaite degrees of freedom. Parts and fractions keep their "
                       "sign. CE, and the losses in points of CE, add to 100 %.");
    if (std::none_of(content.samples.begin(), content.samples.end(), [](const ReportedSample &sample) {
            return sample.result && sample.result->number("sei_li_mAh");
        })) {
        note += QStringLiteral(" SEI Li+ needs the plated and stripped charge, or the inactive charge.");
    }
    addNote(blocks, chemistry(note));
}

} // namespace tgc::report
