// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/run_history.h"

#include <QCoreApplication>
#include <algorithm>
#include <numeric>

#include "app/desktop/shell/digits.h"
#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("RunHistory", text);
}

QString minutesText(std::optional<double> time_s)
{
    return time_s ? QString::number(*time_s / 60.0, 'f', 3) : QString();
}

QString kindInWords(const std::string &kind)
{
    return kind == "zero" ? say("injection") : kind == "gap" ? say("no signal") : say("note");
}

} // namespace

TrendFigures figuresOf(const std::string &name, const Chromatogram &trend)
{
    const auto values = trend.values();
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    return {name,          trend.signalUnit(),
            values.size(), values.front(),
            values.back(), *least,
            *most,         std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size())};
}

QStringList historyHeaders()
{
    return {say("What"), say("At\nmin"), say("Until\nmin"), say("In words and figures")};
}

HistoryTable historyOf(const std::vector<db::RunMark> &marks, std::span<const Stretch> saturation,
                       const std::vector<TrendFigures> &trends)
{
    HistoryTable table;
    const auto add = [&](PreparedTable::Row row, std::optional<double> at_s) {
        table.rows.push_back(std::move(row));
        table.at_s.push_back(at_s);
    };
    for (const db::RunMark &mark : marks) {
        add({{kindInWords(mark.kind)},
             {minutesText(mark.at_s), true},
             {minutesText(mark.until_s), true},
             {qstr(mark.text)}},
            mark.at_s);
    }
    for (const Stretch &stretch : saturation) {
        add({{say("saturated")},
             {minutesText(stretch.from_s), true},
             {minutesText(stretch.to_s), true},
             {say("the digitiser was at the end of its range: what stands there is not the signal")}},
            stretch.from_s);
    }
    for (const TrendFigures &trend : trends) {
        const QString unit = trend.unit.empty() ? QString() : u' ' + qstr(trend.unit);
        add({{say("trend %1").arg(qstr(trend.name))},
             {},
             {},
             {say("mean %1%2, from %3 to %4, first %5, last %6 (%7 points)")
                  .arg(valueText(trend.mean), unit, valueText(trend.least), valueText(trend.most),
                       valueText(trend.first), valueText(trend.last))
                  .arg(trend.points)}},
            std::nullopt);
    }
    return table;
}

std::vector<TraceMark> marksInPlot(const std::vector<db::RunMark> &marks)
{
    std::vector<TraceMark> shown;
    for (const db::RunMark &mark : marks) {
        if (mark.at_s) {
            shown.push_back({*mark.at_s, mark.text.empty() ? kindInWords(mark.kind) : qstr(mark.text)});
        }
    }
    return shown;
}

} // namespace tgc::desktop
