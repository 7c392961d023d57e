// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/bench/device_card.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "app/desktop/bench/bench_words.h"
#include "app/desktop/bench/state_chip.h"

namespace tgc::desktop {

namespace {

QLabel *wrapped(QWidget *parent, QPalette::ColorRole role)
{
    auto *label = new QLabel(parent);
    label->setWordWrap(true);
    label->setForegroundRole(role);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

DeviceCard::DeviceCard(QWidget *parent)
    : QFrame(parent),
      m_name(new QLabel(this)),
      m_chip(new StateChip(this)),
      m_why(wrapped(this, QPalette::WindowText)),
      m_readings(new QGridLayout),
      m_who(wrapped(this, QPalette::PlaceholderText)),
      m_link(wrapped(this, QPalette::PlaceholderText)),
      m_connect(new QPushButton(this)),
      m_initialise(new QPushButton(tr("Initialise ..."), this))
{
    setObjectName(QStringLiteral("deviceCard"));
    setStyleSheet(QStringLiteral("#deviceCard { background: palette(base); border: 1px solid palette(mid);"
                                 " border-radius: 4px; }"));
    QFont strong = m_name->font();
    strong.setWeight(QFont::DemiBold);
    m_name->setFont(strong);
    m_readings->setHorizontalSpacing(8);
    m_readings->setVerticalSpacing(2);
    m_readings->setColumnStretch(0, 1);
    auto *top = new QHBoxLayout;
    top->addWidget(m_name, 1);
    top->addWidget(m_chip);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 8, 8);
    column->setSpacing(4);
    column->addLayout(top);
    column->addWidget(m_why);
    column->addLayout(m_readings);
    column->addWidget(m_who);
    column->addWidget(m_link);
    column->addWidget(m_connect, 0, Qt::AlignLeft);
    column->addWidget(m_initialise, 0, Qt::AlignLeft);
    m_initialise->setToolTip(tr("Shows where, under Titrant; nothing moves yet"));
    setWhatsThis(tr("**Device**\n\nIts state as a word, what it reads, who answered (model, serial number), the "
                    "evidence for its state, and how the line does: how fast it answers and what was lost.\n\n"
                    "A value that could not be trusted is not shown as a value. After any doubt the line is emptied, "
                    "opened again and a known number is read before anything is believed.\n\n"
                    "**Connect** moves nothing."));
    m_connect->setToolTip(tr("Opens the line and asks who is there; moves nothing"));
    connect(m_connect, &QPushButton::clicked, this, [this] { emit connectRequested(m_id); });
    connect(m_initialise, &QPushButton::clicked, this, &DeviceCard::initialiseRequested);
}

void DeviceCard::setDevice(const BenchDevice &device)
{
    m_id = device.id;
    m_name->setText(device.id);
    const StateWords words = deviceWords(device);
    m_chip->setWords(words);
    m_why->setText(device.why);
    m_why->setVisible(!device.why.isEmpty());
    QStringList who{kindWords(device)};
    if (!device.serial.isEmpty()) {
        who << tr("serial %1").arg(device.serial);
    }
    if (!device.firmware.isEmpty()) {
        who << tr("firmware %1").arg(device.firmware);
    }
    if (device.initialised == true) {
        who << tr("initialised");
    }
    if (!device.evidence.isEmpty()) {
        who << evidenceWords(device.evidence);
    }
    m_who->setText(who.join(QStringLiteral(", ")));
    m_who->setToolTip(device.endpoint);
    m_link->setText(tr("Line: %1").arg(healthWords(device.health)));
    m_link->setToolTip(device.endpoint);
    m_connect->setText(words.state == State::Offline ? tr("Connect") : tr("Connect again"));
    m_connect->setVisible(device.state == QLatin1String("disconnected") || device.state == QLatin1String("suspect") ||
                          device.state == QLatin1String("fault"));
    m_initialise->setVisible(device.initialised == false &&
                             (device.state == QLatin1String("ready") || device.state == QLatin1String("fault")));
}

void DeviceCard::setReadings(const std::vector<BenchReading> &readings)
{
    while (m_rows.size() < readings.size()) {
        auto *name = new QLabel(this);
        name->setWordWrap(true); // a value with a word of warning needs more room
        auto *value = new QLabel(this);
        QFont strong = value->font();
        strong.setWeight(QFont::DemiBold);
        value->setFont(strong);
        value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        const int row = static_cast<int>(m_rows.size());
        m_readings->addWidget(name, row, 0);
        m_readings->addWidget(value, row, 1);
        m_rows.emplace_back(name, value);
    }
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const bool used = i < readings.size();
        m_rows[i].first->setVisible(used);
        m_rows[i].second->setVisible(used);
        if (used) {
            m_rows[i].first->setText(pointWords(readings[i].point));
            m_rows[i].second->setText(readingWords(readings[i]));
            const BenchReading &r = readings[i];
            m_rows[i].second->setToolTip(
                r.value ? tr("%1: %2 %3, read %4").arg(r.point, QString::number(*r.value, 'g', 8), r.unit, r.utc)
                        : tr("%1, read %2").arg(r.point, r.utc));
        }
    }
}

QString DeviceCard::text() const
{
    QStringList all;
    for (const QLabel *label : findChildren<QLabel *>()) {
        if (!label->isHidden()) {
            all << label->text();
        }
    }
    return all.join(QLatin1Char('\n'));
}

} // namespace tgc::desktop
