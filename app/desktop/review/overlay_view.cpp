// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/overlay_view.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QLabel>
#include <QVBoxLayout>

#include "app/desktop/plot/overlay_plot.h"
#include "app/desktop/shell/text.h"
#include "app/desktop/shell/tool_row.h"

namespace tgc::desktop {

namespace {

struct Overlaid {
    std::vector<OverlaidTrace> traces;
    QStringList without; ///< runs that have no signal
};

Result<Overlaid> readSignals(const db::Store &store, const QList<qint64> &runs, const std::string &channel)
{
    Overlaid read;
    for (const qint64 id : runs) {
        const auto run = store.run(id);
        if (!run) {
            return fail(run.error());
        }
        const auto &channels = run->channels;
        const bool named = std::any_of(channels.begin(), channels.end(),
                                       [&](const auto &each) { return each.name == channel && each.points > 0; });
        auto trace = store.loadSignal(id, named ? channel : std::string());
        const QString name = qstr(db::runName(id));
        if (!trace) {
            if (trace.error().code != ErrorCode::NotDetermined) {
                return fail(trace.error());
            }
            read.without << name;
            continue;
        }
        const QString what =
            run->summary.sampleId ? qstr(*run->summary.sampleId) : QFileInfo(qstr(run->summary.fileName)).fileName();
        read.traces.push_back({name + QStringLiteral("  ") + what, std::move(*trace)});
    }
    return read;
}

} // namespace

OverlayView::OverlayView(Lab &lab, QWidget *parent)
    : QWidget(parent),
      m_lab(lab),
      m_plot(new OverlayPlot(this)),
      m_words(new QLabel(this)),
      m_toHeight(new QCheckBox(tr("each to its own height"), this))
{
    auto *tools = new ToolRow(this);
    tools->addWidget(m_words);
    tools->gap();
    m_toHeight->setToolTip(tr("Compares shapes: each run from its lowest point (0) to its highest (1)"));
    connect(m_toHeight, &QCheckBox::toggled, this, &OverlayView::lay);
    tools->addWidget(m_toHeight);
    tools->gap();
    m_step = addField(tr("stacked by"), tr(" %"), 200.0,
                      tr("Each run this part of the highest one above the run before; 0: overlaid"));
    m_shift = addField(tr("shifted by"), tr(" s"), 3600.0, tr("Each run so much later than the run before"));
    for (const auto &[name, field] : {std::pair(tr("stacked by"), m_step), std::pair(tr("shifted by"), m_shift)}) {
        tools->addLabel(name);
        tools->addWidget(field);
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(tools);
    column->addWidget(m_plot, 1);
}

QDoubleSpinBox *OverlayView::addField(const QString &name, const QString &unit, double most, const QString &toolTip)
{
    auto *field = new QDoubleSpinBox(this);
    field->setRange(0.0, most);
    field->setDecimals(1);
    field->setSingleStep(5.0);
    field->setSuffix(unit);
    field->setToolTip(toolTip);
    field->setAccessibleName(name);
    field->setLocale(QLocale::c());
    connect(field, &QDoubleSpinBox::valueChanged, this, &OverlayView::lay);
    return field;
}

void OverlayView::lay()
{
    m_plot->setLayout({m_toHeight->isChecked(), m_step->value() / 100.0, m_shift->value()});
}

void OverlayView::showRuns(const QList<qint64> &runs, const std::string &channel)
{
    m_wanted = runs;
    m_lab.store().ask<Overlaid>(
        this, [runs, channel](db::Store &store) { return readSignals(store, runs, channel); },
        [this, runs](Result<Overlaid> read) {
            if (runs != m_wanted) {
                return;
            }
            if (!read) {
                m_words->setText(qstr(read.error().message));
                return;
            }
            QString words = tr("%n runs", nullptr, static_cast<int>(read->traces.size()));
            if (!read->without.isEmpty()) {
                words += tr(" (no signal: %1)").arg(read->without.join(QStringLiteral(", ")));
            }
            m_words->setText(words);
            m_plot->setTraces(std::move(read->traces));
        });
}

} // namespace tgc::desktop
