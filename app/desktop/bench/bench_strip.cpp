// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/bench/bench_strip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include "app/desktop/bench/bench_model.h"
#include "app/desktop/bench/bench_words.h"
#include "app/desktop/bench/signal_figures.h"
#include "app/desktop/shell/digits.h"
#include "app/desktop/shell/theme.h"

namespace tgc::desktop {

namespace {

constexpr int tick_ms = 250;

} // namespace

BenchStrip::BenchStrip(BenchModel &model, QWidget *parent)
    : QFrame(parent),
      m_model(model),
      m_chip(new QToolButton(this)),
      m_text(new QLabel(this)),
      m_recording(new QLabel(this))
{
    m_chip->setObjectName(QStringLiteral("lostChip"));
    m_chip->setFocusPolicy(Qt::TabFocus);
    m_chip->setToolTip(tr("Shows the bench"));
    m_chip->setStyleSheet(QStringLiteral("#lostChip { background: %1; color: white; font-weight: 600; border: none;"
                                         " border-radius: 3px; padding: 3px 10px; }")
                              .arg(stateColour(State::Bad).name()));
    QFont strong = m_recording->font();
    strong.setWeight(QFont::DemiBold);
    m_recording->setFont(strong);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(m_chip);
    row->addWidget(m_text);
    row->addWidget(m_recording);
    connect(m_chip, &QToolButton::clicked, this, &BenchStrip::opened);
    connect(&model, &BenchModel::attachmentChanged, this, &BenchStrip::refresh);
    connect(&model, &BenchModel::devicesChanged, this, &BenchStrip::refresh);
    connect(&model, &BenchModel::interlocksChanged, this, &BenchStrip::refresh);
    connect(&model, &BenchModel::runChanged, this, &BenchStrip::refresh);
    m_tick.setInterval(tick_ms);
    connect(&m_tick, &QTimer::timeout, this, &BenchStrip::refresh);
    m_tick.start();
    refresh();
}

void BenchStrip::refresh()
{
    const BenchState &state = m_model.state();
    const bool ever = m_model.attachment() != BenchModel::Attachment::Never;
    setVisible(ever);
    if (!ever) {
        return;
    }
    const QStringList lost = m_model.lostDevices();
    QStringList troubles;
    for (const BenchInterlock &interlock : state.interlocks) {
        if (interlock.state == QLatin1String("tripped") || interlock.state == QLatin1String("latched")) {
            troubles << tr("interlock %1 %2").arg(interlock.name, interlockWords(interlock.state).word);
        }
    }
    m_chip->setVisible(!m_model.attached() || !lost.isEmpty() || !troubles.isEmpty());
    for (const BenchDevice &device : state.devices) {
        if (lost.contains(device.id)) {
            troubles << tr("%1 %2").arg(device.id, deviceWords(device).word);
        }
    }
    m_chip->setText(QStringLiteral("✕ ") +
                    (m_model.attached() ? troubles.join(QStringLiteral(", ")) : tr("station lost")));
    QStringList words;
    if (m_model.attached()) {
        if (const auto ready = m_model.reading(QStringLiteral("gc_ready"))) {
            words << (!ready->value || ready->quality != QLatin1String("good") ? tr("GC: not known")
                      : *ready->value != 0.0                                   ? tr("✓ GC ready")
                                                                               : tr("GC not ready"));
        }
        const auto figures = m_model.signalFresh() ? signalFigures(*m_model.trace(), 0) : std::nullopt;
        if (!state.channels.empty() && !figures) {
            words << tr("%1 %2").arg(state.channels[0].name, notKnown());
        } else if (figures && !state.channels.empty()) {
            words << QStringLiteral("%1 %2 %3")
                         .arg(state.channels[0].name, valueText(figures->value, figures->noise),
                              state.channels[0].unit);
        }
        if (const auto pressure = m_model.reading(state.pressurePoint); pressure && !state.pressurePoint.isEmpty()) {
            words << tr("p %1").arg(readingWords(*pressure));
        }
    }
    m_text->setText(words.join(QStringLiteral("   |   ")));
    m_recording->setVisible(m_model.attached() && state.run.has_value());
    if (state.run) {
        const auto elapsed = m_model.elapsed_s();
        m_recording->setText(state.run->fault.isEmpty()
                                 ? tr("● rec %1 saved %2 s ago")
                                       .arg(elapsed ? minutesWords(*elapsed) : tr("(no injection yet)"))
                                       .arg(m_model.savedAgo_s(), 0, 'f', 1)
                                 : tr("✕ NOT SAVED"));
        QPalette colours = palette();
        colours.setColor(QPalette::WindowText,
                         readable(stateColour(state.run->fault.isEmpty() ? State::Good : State::Bad), colours));
        m_recording->setPalette(colours);
    }
}

QString BenchStrip::text() const
{
    QStringList all;
    if (!m_chip->isHidden()) {
        all << m_chip->text();
    }
    all << m_text->text();
    if (!m_recording->isHidden()) {
        all << m_recording->text();
    }
    return all.join(QStringLiteral("   |   "));
}

} // namespace tgc::desktop
