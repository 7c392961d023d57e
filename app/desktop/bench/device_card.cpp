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
      m_connect(new QPushButton(this))
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
    setWhatsThis(tr("**Device**\n\nIts state as a word, what it reads, who answered (model, serial number), the "
                    "evidence for its state, and how the line does: how fast it answers and what was lost.\n\n"
                    "A value that could not be trusted is not shown as a value. After any doubt the line is emptied, "
                    "opened again and a known number is read before anything is believed.\n\n"
                    "**Connect** moves nothing."));
    connect(m_connect, &QPushButton::clicked, this,
            [this] { m_connected ? emit disconnectRequested(m_id) : emit connectRequested(m_id); });
}

void DeviceCard::setDevice(const BenchDevice &device)
{
    m_id = device.id;
    m_name->setText(device.id);
    const StateWords words = deviceWords(device.state);
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
    if (device.initialised) {
        who << (*device.initialised ? tr("initialised") : tr("not initialised"));
    }
    const QString evidence = device.evidence.isEmpty() ? QString() : QLatin1Char('\n') + device.evidence;
    m_who->setText(who.join(QStringLiteral(", ")) + evidence);
    m_who->setToolTip(device.endpoint);
    m_link->setText(tr("Line: %1").arg(healthWords(device.health)));
    m_link->setToolTip(device.endpoint);
    const bool away = words.state != State::Good && words.state != State::Busy;
    m_connected = device.state != QLatin1String("disconnected") && device.state != QLatin1String("fault") &&
                  device.state != QLatin1String("suspect");
    m_connect->setText(device.state == QLatin1String("disconnected") ? tr("Connect")
                       : m_connected                                 ? tr("Disconnect")
                                                                     : tr("Connect again"));
    m_connect->setToolTip(m_connected ? tr("Lets the device go; its readings stop")
                                      : tr("Opens the line and asks who is there; moves nothing"));
    m_connect->setVisible(away && !device.state.isEmpty());
}

void DeviceCard::setReadings(const std::vector<BenchReading> &readings)
{
    while (m_rows.size() < readings.size()) {
        auto *name = new QLabel(this);
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
            m_rows[i].second->setToolTip(tr("%1, read %2").arg(readings[i].point, readings[i].utc));
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
