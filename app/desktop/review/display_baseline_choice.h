// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <span>

#include "analysis/core/chromatogram.h"
#include "analysis/core/error.h"
#include "analysis/peaks/peak.h"
#include "app/desktop/plot/chromatogram_plot.h"

class QMenu;

namespace tgc::desktop {

class Jobs;

enum class DisplayBaseline { None, Snip, Arpls };

/// The line to be drawn, with what it was made with in its name. SNIP's half window is half the widest peak's base (a
/// hundredth of the trace without a peak), in samples; arPLS has its default stiffness. Unsupported: samples that are not
/// evenly spaced, or not all numbers.
[[nodiscard]] Result<ComparedLine> displayBaseline(DisplayBaseline kind, const Chromatogram &trace,
                                                   std::span<const Peak> peaks);

/// Which display baseline the plot draws, chosen in its menu; none to begin with. For the eye only: no area uses it.
class DisplayBaselineChoice : public QObject {
    Q_OBJECT
public:
    DisplayBaselineChoice(ChromatogramPlot &plot, Jobs &jobs, QObject *parent = nullptr);

    void addTo(QMenu &menu);
    /// What the plot shows now, null: nothing; the peaks may change while the trace stays.
    void showTrace(const Chromatogram *trace, const std::vector<Peak> &peaks);
    void choose(DisplayBaseline kind);
    [[nodiscard]] DisplayBaseline chosen() const { return m_kind; }

signals:
    void refused(const QString &sentence);

private:
    void draw();

    ChromatogramPlot &m_plot;
    Jobs &m_jobs;
    DisplayBaseline m_kind = DisplayBaseline::None;
    const Chromatogram *m_trace = nullptr; ///< valid until the next showTrace
    std::vector<Peak> m_peaks;
    int m_asked = 0; ///< an older line that comes late is not drawn
};

} // namespace tgc::desktop
