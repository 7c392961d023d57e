// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/display_baseline_choice.h"

#include <QActionGroup>
#include <QMenu>
#include <algorithm>
#include <cmath>

#include "analysis/signal/display_baseline.h"
#include "app/desktop/shell/jobs.h"
#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

constexpr double withoutPeaks = 0.01; ///< of the trace's length, SNIP's half window where no peak says better

double halfBase_s(const Chromatogram &trace, std::span<const Peak> peaks)
{
    double widest = 0.0;
    for (const Peak &peak : peaks) {
        widest = std::max(widest, inSeconds(peak.end) - inSeconds(peak.start));
    }
    return widest > 0.0 ? widest / 2.0 : withoutPeaks * (inSeconds(trace.end()) - inSeconds(trace.start()));
}

} // namespace

Result<ComparedLine> displayBaseline(DisplayBaseline kind, const Chromatogram &trace, std::span<const Peak> peaks)
{
    const auto refused = [](const QString &why) { return fail(ErrorCode::Unsupported, why.toStdString()); };
    const auto values = trace.values();
    const auto interval = trace.interval();
    if (!interval) {
        return refused(DisplayBaselineChoice::tr("Display baselines need evenly spaced samples; this trace has none."));
    }
    if (!std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); })) {
        return refused(DisplayBaselineChoice::tr("Display baselines need a number in every sample of the trace."));
    }
    if (kind == DisplayBaseline::Snip) {
        const double half_s = halfBase_s(trace, peaks);
        const auto halfWidth = static_cast<std::size_t>(std::max(1.0, std::round(half_s / inSeconds(*interval))));
        return ComparedLine{DisplayBaselineChoice::tr("SNIP baseline (half window %1 s)").arg(half_s, 0, 'g', 3),
                            snipBaseline(values, halfWidth)};
    }
    return ComparedLine{DisplayBaselineChoice::tr("arPLS baseline"), arplsBaseline(values)};
}

DisplayBaselineChoice::DisplayBaselineChoice(ChromatogramPlot &plot, Jobs &jobs, QObject *parent)
    : QObject(parent), m_plot(plot), m_jobs(jobs)
{
    connect(&jobs, &Jobs::cancelRequested, this, [this] { ++m_asked; });
}

void DisplayBaselineChoice::addTo(QMenu &menu)
{
    QMenu *ours = menu.addMenu(tr("Baseline for the eye only"));
    ours->setToolTipsVisible(true);
    auto *one = new QActionGroup(ours);
    for (const auto &[kind, words, toolTip] : {std::tuple(DisplayBaseline::None, tr("None"), QString()),
                                               std::tuple(DisplayBaseline::Snip, tr("SNIP"),
                                                          tr("Clips peaks off in windows that grow to half the widest "
                                                             "peak's base (Ryan 1988)")),
                                               std::tuple(DisplayBaseline::Arpls, tr("arPLS"),
                                                          tr("A stiff line along the lower edge of the noise (Baek "
                                                             "2015)"))}) {
        QAction *action = ours->addAction(words, this, [this, kind = kind] { choose(kind); });
        action->setCheckable(true);
        action->setChecked(kind == m_kind);
        action->setToolTip(toolTip);
        one->addAction(action);
    }
}

void DisplayBaselineChoice::showTrace(const Chromatogram *trace, const std::vector<Peak> &peaks)
{
    m_trace = trace;
    m_peaks = peaks;
    if (m_kind != DisplayBaseline::None) {
        draw();
    }
}

void DisplayBaselineChoice::choose(DisplayBaseline kind)
{
    m_kind = kind;
    draw();
}

void DisplayBaselineChoice::draw()
{
    const int asked = ++m_asked;
    if (m_kind == DisplayBaseline::None || m_trace == nullptr) {
        m_plot.setCompared(std::nullopt);
        return;
    }
    m_jobs.start<Result<ComparedLine>>(
        tr("Drawing the baseline for the eye"), this,
        [kind = m_kind, trace = *m_trace, peaks = m_peaks](QPromise<Result<ComparedLine>> &promise) {
            promise.addResult(displayBaseline(kind, trace, peaks));
        },
        [this, asked](const Result<ComparedLine> &line) {
            if (asked != m_asked) {
                return;
            }
            if (line) {
                m_plot.setCompared(*line);
            } else {
                m_plot.setCompared(std::nullopt);
                emit refused(qstr(line.error().message));
            }
        });
}

} // namespace tgc::desktop
