// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/bench/bench_headline.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "app/desktop/bench/bench_model.h"
#include "app/desktop/bench/bench_words.h"
#include "app/desktop/bench/signal_figures.h"
#include "app/desktop/bench/state_chip.h"
#include "app/desktop/shell/digits.h"
#include "app/desktop/shell/elided_label.h"

namespace tgc::desktop {

namespace {

constexpr int big_px = 30;

void paint(QLabel *label, const QString &text, State state)
{
    label->setText(text);
    QPalette colours = label->parentWidget()->palette();
    if (state == State::Bad || state == State::Waiting) {
        colours.setColor(QPalette::WindowText, readable(stateColour(state), colours));
    }
    label->setPalette(colours);
}

} // namespace

BenchHeadline::BenchHeadline(BenchModel &model, QWidget *parent)
    : QFrame(parent),
      m_model(model),
      m_value(new QLabel(this)),
      m_noise(new QLabel(this)),
      m_chip(new StateChip(this)),
      m_time(new QLabel(this)),
      m_run(new ElidedLabel(this)),
      m_saved(new QLabel(this))
{
    QFont big = font();
    big.setPixelSize(big_px);
    big.setWeight(QFont::DemiBold);
    for (QLabel *label : {m_value, m_time}) {
        label->setFont(big);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_value->setMinimumWidth(QFontMetrics(big).horizontalAdvance(QStringLiteral("-00000.00 uV")));
    m_noise->setForegroundRole(QPalette::PlaceholderText);
    m_value->setToolTip(tr("Mean of the last second"));
    m_noise->setToolTip(tr("Standard deviation of one sample about a straight line through the last 10 s; a peak "
                           "in them counts as noise"));
    m_run->setTextFormat(Qt::PlainText);
    m_run->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // a long name makes the window no wider
    auto *left = new QVBoxLayout;
    left->setSpacing(0);
    left->addWidget(m_value);
    left->addWidget(m_noise);
    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_chip);
    top->addWidget(m_run, 1);
    auto *middle = new QVBoxLayout;
    middle->setSpacing(4);
    middle->addLayout(top);
    middle->addWidget(m_saved);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 12, 6);
    row->setSpacing(24);
    row->addLayout(left);
    row->addLayout(middle, 1);
    row->addWidget(m_time);
    setWhatsThis(tr("**The signal now**\n\nThe big number is the mean of the last second; beneath it the noise of one "
                    "sample over the last 10 s.\n\nOn the right: what is recorded. *Saved* says when the recording "
                    "was last made safe on the disk: whatever happens to this window, up to there it is kept."));
    refresh();
}

void BenchHeadline::refresh()
{
    const BenchState &state = m_model.state();
    const auto figures = signalFigures(*m_model.trace(), static_cast<std::size_t>(m_channel));
    const bool known = m_channel < static_cast<int>(state.channels.size());
    const QString unit = known ? state.channels[static_cast<std::size_t>(m_channel)].unit : QString();
    const bool live = m_model.signalFresh() && figures;
    const auto mean_u = live ? figures->noise : std::nullopt;
    m_value->setText(live ? QStringLiteral("%1 %2").arg(tgc::desktop::valueText(figures->value, mean_u), unit)
                          : notKnown());
    m_noise->setText(live && figures->noise ? tr("noise %1 %2").arg(uncertaintyText(*figures->noise), unit)
                                            : tr("noise %1").arg(notKnown()));

    const QString speed = state.timeScale == 1.0 ? QString() : tr("   time runs %1 times as fast").arg(state.timeScale);
    if (!m_model.attached()) {
        m_chip->setWords({State::Bad, tr("not attached"), QStringLiteral("✕")});
        m_run->setText(state.run ? tr("%1 was being recorded").arg(runWords(*state.run)) : QString());
        m_saved->setText(tr("What is shown is as it was last known."));
        m_time->clear();
        return;
    }
    if (!state.run) {
        m_chip->setWords({State::Offline, tr("not recording"), QStringLiteral("○")});
        m_run->setText((state.queueRunning       ? tr("The queue runs")
                        : m_model.waitingLines() ? tr("The queue stands still: F5 starts it")
                                                 : tr("No queue")) +
                       speed);
        paint(m_saved, tr("Nothing is recorded now."), State::Offline);
        m_time->clear();
        return;
    }
    const auto elapsed = m_model.elapsed_s();
    m_chip->setWords(!m_model.signalFresh() ? StateWords{State::Bad, tr("recording, no signal"), QStringLiteral("✕")}
                     : elapsed              ? StateWords{State::Good, tr("recording"), QStringLiteral("●")}
                               : StateWords{State::Busy, tr("waits for the injection"), QStringLiteral("●")});
    m_run->setText(runWords(*state.run) + speed);
    m_run->setToolTip(state.run->run);
    m_time->setText(!elapsed ? QString()
                    : state.run->duration_s
                        ? tr("%1 of %2").arg(minutesWords(*elapsed), minutesWords(*state.run->duration_s))
                        : minutesWords(*elapsed));
    const double saved = m_model.savedAgo_s();
    if (!state.run->fault.isEmpty()) {
        paint(m_saved, tr("NOT SAVED: %1").arg(state.run->fault), State::Bad);
    } else {
        paint(m_saved, tr("rec %1   saved %2 s ago").arg(minutesWords(elapsed.value_or(0.0))).arg(saved, 0, 'f', 1),
              saved > 2.0 ? State::Waiting : State::Good);
    }
}

QString BenchHeadline::valueText() const
{
    return m_value->text();
}

QString BenchHeadline::runText() const
{
    return QStringList{m_chip->text(), m_run->text(), m_saved->text(), m_time->text()}.join(QLatin1Char('\n'));
}

} // namespace tgc::desktop
