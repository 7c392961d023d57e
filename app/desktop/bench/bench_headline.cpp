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

constexpr int big_px = 28; ///< read from across the room

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
      m_pressure(new QLabel(this)),
      m_pressureName(new QLabel(this)),
      m_chip(new StateChip(this)),
      m_time(new QLabel(this)),
      m_run(new ElidedLabel(this)),
      m_saved(new ElidedLabel(this))
{
    QFont big = font();
    big.setPixelSize(big_px);
    big.setWeight(QFont::DemiBold);
    for (QLabel *label : {m_value, m_pressure, m_time}) {
        label->setFont(big);
        label->setProperty("keyReading", true); // read from across the room
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_value->setMinimumWidth(QFontMetrics(big).horizontalAdvance(QStringLiteral("-00000.00 uV")));
    for (QLabel *label : {m_noise, m_pressureName}) {
        label->setForegroundRole(QPalette::PlaceholderText);
        label->setTextFormat(Qt::PlainText);
    }
    m_pressure->setObjectName(QStringLiteral("benchPressure"));
    m_value->setToolTip(tr("Mean of the last second"));
    m_noise->setToolTip(tr("Standard deviation of one sample about a straight line through the last 10 s; a peak "
                           "in them counts as noise"));
    for (ElidedLabel *label : {m_run, m_saved}) { // a long name makes the window no wider
        label->setTextFormat(Qt::PlainText);
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    }
    auto *left = new QVBoxLayout;
    left->setSpacing(0);
    left->addWidget(m_value);
    left->addWidget(m_noise);
    auto *gauge = new QVBoxLayout;
    gauge->setSpacing(0);
    gauge->addWidget(m_pressure);
    gauge->addWidget(m_pressureName);
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
    row->setSpacing(16);
    row->addLayout(left);
    row->addLayout(gauge);
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

    showPressure();

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
                        : state.queue.empty()    ? tr("No queue")
                                                 : tr("The queue is through")) +
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

/// A reading that is not to be trusted is no number to be read from afar; its card says what is the matter.
void BenchHeadline::showPressure()
{
    const QString &point = m_model.state().pressurePoint;
    const auto reading = m_model.reading(point);
    const bool there = !point.isEmpty() && reading.has_value();
    m_pressure->setVisible(there);
    m_pressureName->setVisible(there);
    if (!there) {
        return;
    }
    const bool good = m_model.attached() && reading->value && reading->quality == QLatin1String("good");
    m_pressure->setText(good ? readingWords(*reading) : notKnown());
    m_pressureName->setText(good || reading->quality.isEmpty() || reading->quality == QLatin1String("good")
                                ? pointWords(point)
                                : QStringLiteral("%1: %2").arg(pointWords(point), reading->quality));
}

QString BenchHeadline::pressureText() const
{
    return m_pressure->isHidden() ? QString() : m_pressure->text();
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
