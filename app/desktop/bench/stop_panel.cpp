// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/bench/stop_panel.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "app/desktop/shell/theme.h"

namespace tgc::desktop {

using station::StopAct;

namespace {

QString plain(std::string_view words)
{
    return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

/// "Not known afterwards" of all devices of which something is not.
QString unknownAfter(StopAct act)
{
    QStringList all;
    for (const station::StopRow &row : station::stopTable()) {
        if (row.act == act && row.unknown != "nothing") {
            all << QStringLiteral("%1: %2").arg(plain(wordOf(row.device)), plain(row.unknown));
        }
    }
    return all.isEmpty() ? StopPanel::tr("Nothing is unknown afterwards.")
                         : StopPanel::tr("Not known afterwards – %1.").arg(all.join(QStringLiteral("; ")));
}

QString everyDevice(StopAct act)
{
    QStringList all;
    for (const station::StopRow &row : station::stopTable()) {
        if (row.act == act) {
            all << QStringLiteral("%1 %2").arg(plain(wordOf(row.device)), plain(row.does));
        }
    }
    return all.join(QLatin1Char('\n'));
}

} // namespace

StopPanel::StopPanel(QWidget *parent) : QFrame(parent)
{
    setObjectName(QStringLiteral("stopPanel"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 8, 8, 8);
    row->setSpacing(16);
    for (const StopAct act : {StopAct::AfterStep, StopAct::NowKeep, StopAct::SafeState}) {
        row->addWidget(makeColumn(act), act == StopAct::AfterStep ? 2 : 3); // the first has least to say
    }
    auto *back = new QPushButton(tr("Stop nothing  Esc"), this);
    back->setObjectName(QStringLiteral("stopBack"));
    connect(back, &QPushButton::clicked, this, &StopPanel::hide);
    row->addWidget(back, 0, Qt::AlignTop);
    hide();
    dress();
}

QWidget *StopPanel::makeColumn(StopAct act)
{
    auto *box = new QWidget(this);
    const QString title = act == StopAct::AfterStep ? tr("After this step")
                          : act == StopAct::NowKeep ? tr("Now, and keep")
                                                    : tr("Now, to the safe state");
    auto *button = new QPushButton(title, box);
    button->setObjectName(QStringLiteral("stop-%1").arg(plain(wordOf(act))));
    button->setToolTip(everyDevice(act));
    button->setAccessibleDescription(plain(sentenceOf(act)));
    connect(button, &QPushButton::clicked, this, [this, act] {
        hide();
        emit chosen(act);
    });
    m_buttons[act] = button;
    const auto wrapped = [box](const QString &words, QPalette::ColorRole role) {
        auto *label = new QLabel(words, box);
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setForegroundRole(role);
        return label;
    };
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(button, 0, Qt::AlignLeft);
    column->addWidget(wrapped(plain(sentenceOf(act)), QPalette::WindowText));
    column->addWidget(wrapped(unknownAfter(act), QPalette::WindowText));
    column->addStretch(1);
    return box;
}

void StopPanel::open()
{
    show();
    m_buttons.at(StopAct::AfterStep)->setFocus(Qt::OtherFocusReason);
}

QString StopPanel::text() const
{
    QStringList all;
    for (const QLabel *label : findChildren<QLabel *>()) {
        all << label->text();
    }
    return all.join(QLatin1Char('\n'));
}

void StopPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        hide();
    } else {
        QFrame::keyPressEvent(event);
    }
}

void StopPanel::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        dress();
    }
}

void StopPanel::dress()
{
    const QColor colour = stateColour(State::Waiting);
    const QString style = QStringLiteral("#stopPanel { border: none; border-left: 4px solid %1; background: %2; }")
                              .arg(colour.name(), softened(colour, QApplication::palette()).name());
    if (styleSheet() != style) {
        setStyleSheet(style);
    }
}

} // namespace tgc::desktop
