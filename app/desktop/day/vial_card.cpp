// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/day/vial_card.h"

#include <QApplication>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QVBoxLayout>

#include "app/desktop/bench/state_chip.h"
#include "app/desktop/shell/elided_label.h"
#include "app/desktop/shell/text.h"
#include "app/desktop/shell/theme.h"
#include "app/session/day/check_step.h"

namespace tgc::desktop {

namespace {

constexpr int figure_px = 28; ///< read from across the room
constexpr int progressSteps = 1000;

QLabel *plain(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    return label;
}

/// What is odd about a vial, a line each: never hidden, and never in place of its state.
QStringList oddities(const session::StoredVial &vial, const day::VialClock &clock)
{
    QStringList lines;
    if (!vial.day.plan.doseRefusal.empty() && clock.state == day::VialState::Sealed) {
        lines << VialCard::tr("Dose refused: %1").arg(qstr(vial.day.plan.doseRefusal));
    }
    if (vial.day.line.doseUnknown && clock.state != day::VialState::Fault) {
        lines << VialCard::tr("How much was dosed is not known");
    }
    if (!vial.liquidRemark.empty()) {
        lines << qstr(vial.liquidRemark);
    }
    for (const std::string &remark : vial.day.line.remarks()) {
        lines << qstr(remark);
    }
    for (const day::TimelineEntry &entry : vial.day.line.entries) {
        if (!entry.voided && !entry.step.overrideReason.empty()) {
            lines << VialCard::tr("Dosed in spite of its check: %1").arg(qstr(entry.step.overrideReason));
        }
    }
    return lines;
}

} // namespace

VialCard::VialCard(QWidget *parent)
    : QFrame(parent),
      m_chip(new StateChip(this)),
      m_name(new ElidedLabel(this)), // a long name gives way
      m_figure(plain(this)),
      m_what(plain(this)),
      m_words(plain(this)),
      m_odd(plain(this)),
      m_progress(new QProgressBar(this)),
      m_record(new QPushButton(tr("Record ..."), this)),
      m_back(new QPushButton(tr("Undo ..."), this))
{
    setObjectName(QStringLiteral("vialCard"));
    setFocusPolicy(Qt::StrongFocus);
    m_name->setTextFormat(Qt::PlainText);
    QFont strong = m_name->font();
    strong.setWeight(QFont::DemiBold);
    strong.setPointSizeF(strong.pointSizeF() + 3.0);
    m_name->setFont(strong);
    QFont big = m_figure->font();
    big.setPixelSize(figure_px);
    m_figure->setFont(big);
    m_figure->setObjectName(QStringLiteral("vialFigure"));
    m_figure->setProperty("keyReading", true);
    m_figure->setAlignment(Qt::AlignRight | Qt::AlignBottom);
    m_what->setForegroundRole(QPalette::PlaceholderText);
    m_what->setAlignment(Qt::AlignRight);
    m_words->setWordWrap(true);
    m_odd->setWordWrap(true);
    m_progress->setRange(0, progressSteps);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(8);
    m_progress->setAccessibleName(tr("Progress towards ready"));
    m_record->setToolTip(tr("Records what was done to this vial (Enter)"));
    m_back->setToolTip(tr("Takes the last step back, with a reason (Ctrl+Z); both stay in the record"));
    for (QPushButton *button : {m_record, m_back}) {
        button->setFocusPolicy(Qt::TabFocus);
    }
    setWhatsThis(tr("**Vial**\n\nIts state follows from what was recorded of it, and from its reaction time. The big "
                    "figure counts to *ready*, or since. **Enter** records a step, **Ctrl+Z** takes the last one back "
                    "with a reason, the **arrow keys** go to the next vial."));

    auto *top = new QHBoxLayout;
    top->setSpacing(12);
    top->addWidget(m_name);
    top->addWidget(m_chip);
    top->addStretch(1);
    auto *left = new QVBoxLayout;
    left->setSpacing(4);
    left->addLayout(top);
    left->addWidget(m_words);
    left->addWidget(m_progress);
    left->addWidget(m_odd);
    left->addStretch(1);
    auto *clock = new QVBoxLayout;
    clock->setSpacing(0);
    clock->addWidget(m_figure);
    clock->addWidget(m_what);
    clock->addStretch(1);
    auto *buttons = new QVBoxLayout;
    buttons->setSpacing(4);
    buttons->addWidget(m_record);
    buttons->addWidget(m_back);
    buttons->addStretch(1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 8, 8, 8);
    row->setSpacing(16);
    row->addLayout(left, 1);
    row->addLayout(clock);
    row->addLayout(buttons);
    connect(m_record, &QPushButton::clicked, this, [this] { emit recordRequested(m_sampleId); });
    connect(m_back, &QPushButton::clicked, this, [this] { emit takeBackRequested(m_sampleId); });
    dress();
}

void VialCard::setVial(const session::StoredVial &vial, day::TimePoint now)
{
    const day::Timeline &line = vial.day.line;
    const day::VialClock clock = day::clockOf(line, now);
    const StateWords words = vialWords(clock);
    const BigFigure figure = bigFigure(clock, line);
    m_sampleId = qstr(vial.sample.sampleId);
    m_name->setText(m_sampleId);
    m_chip->setWords(words);
    m_figure->setText(figure.figure);
    m_what->setText(figure.figure.isEmpty() ? QString() : figure.what);
    m_words->setText(qstr(clock.words));
    m_progress->setVisible(clock.progress.has_value());
    m_progress->setValue(static_cast<int>(clock.progress.value_or(0.0) * progressSteps));
    const QStringList odd = oddities(vial, clock);
    m_odd->setText(odd.join(u'\n'));
    m_odd->setVisible(!odd.isEmpty());
    const auto last = day::lastStep(line);
    m_back->setEnabled(last.has_value());
    m_record->setEnabled(clock.state != day::VialState::Closed);
    setAccessibleName(QStringLiteral("%1, %2, %3").arg(m_sampleId, words.word, m_words->text()));
    if (words.state != m_state) {
        m_state = words.state;
        dress();
    }
}

void VialCard::setChosen(bool chosen)
{
    if (chosen != m_isChosen) {
        m_isChosen = chosen;
        dress();
    }
}

void VialCard::dress()
{
    const QScopedValueRollback busy(m_dressing, true);
    const QPalette palette = QApplication::palette();
    const QColor colour = stateColour(m_state);
    setStyleSheet(
        QStringLiteral("#vialCard { background: palette(base); border: 1px solid %1; border-left: 4px solid %2;"
                       " border-radius: 4px; } #vialCard:focus { border: 2px solid palette(highlight);"
                       " border-left: 4px solid %2; }"
                       " QProgressBar { border: 1px solid palette(mid); border-radius: 3px; background: "
                       "palette(window); } QProgressBar::chunk { background: %2; border-radius: 2px; }")
            .arg(m_isChosen ? palette.color(QPalette::Highlight).name() : palette.color(QPalette::Mid).name(),
                 colour.name()));
    QPalette odd = palette;
    odd.setColor(QPalette::WindowText, readable(stateColour(State::Waiting), palette));
    m_odd->setPalette(odd);
}

QString VialCard::text() const
{
    QStringList all;
    for (const QLabel *label : findChildren<QLabel *>()) {
        if (!label->isHidden() && !label->text().isEmpty()) {
            all << label->text();
        }
    }
    return all.join(u'|');
}

void VialCard::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        emit recordRequested(m_sampleId);
    } else if (event->matches(QKeySequence::Undo)) {
        emit takeBackRequested(m_sampleId);
    } else if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up) {
        emit moved(event->key() == Qt::Key_Down ? 1 : -1);
    } else {
        QFrame::keyPressEvent(event);
    }
}

void VialCard::focusInEvent(QFocusEvent *event)
{
    QFrame::focusInEvent(event);
    emit chosen(m_sampleId);
}

void VialCard::mousePressEvent(QMouseEvent *event)
{
    QFrame::mousePressEvent(event);
    setFocus(Qt::MouseFocusReason);
}

void VialCard::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_dressing) {
        dress();
    }
}

} // namespace tgc::desktop
