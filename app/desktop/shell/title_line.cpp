// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/title_line.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

namespace tgc::desktop {

TitleLine::TitleLine(QWidget *parent)
    : QFrame(parent),
      m_place(new QLabel(this)),
      m_store(new QLabel(this)),
      m_band(new QLabel(this)),
      m_menu(new QMenu(this))
{
    setObjectName(QStringLiteral("titleLine"));
    auto *name = new QLabel(tr("TGC Workbench"), this);
    QFont strong = name->font();
    strong.setWeight(QFont::DemiBold);
    strong.setPointSizeF(strong.pointSizeF() + 1.0);
    name->setFont(strong);
    m_place->setFont(strong);
    m_store->setForegroundRole(QPalette::PlaceholderText);

    m_band->setObjectName(QStringLiteral("simulatedBand"));
    m_band->setText(tr("⚠  SIMULATED DATA: not measured"));
    m_band->setStyleSheet(
        QStringLiteral("#simulatedBand { background: #f2c037; color: #241c00; font-weight: 700; padding: 6px 16px; }"));
    m_band->hide();

    auto *menuButton = new QToolButton(this);
    menuButton->setText(tr("Menu"));
    menuButton->setMenu(m_menu);
    menuButton->setPopupMode(QToolButton::InstantPopup);
    auto *help = new QToolButton(this);
    help->setText(tr("Help  F1"));
    connect(help, &QToolButton::clicked, this, &TitleLine::helpRequested);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 8, 4);
    row->setSpacing(12);
    row->addWidget(name);
    row->addWidget(new QLabel(QStringLiteral("›"), this));
    row->addWidget(m_place);
    row->addSpacing(12);
    row->addWidget(m_store);
    row->addStretch(1);
    row->addWidget(m_band);
    row->addStretch(1);
    row->addWidget(menuButton);
    row->addWidget(help);
}

void TitleLine::setPlace(const QString &workspace, const QString &store, const QString &storeToolTip)
{
    m_place->setText(workspace);
    m_store->setText(store);
    m_store->setToolTip(storeToolTip);
}

void TitleLine::setSimulated(bool simulated)
{
    m_band->setVisible(simulated);
}

bool TitleLine::simulatedShown() const
{
    return !m_band->isHidden();
}

} // namespace tgc::desktop
