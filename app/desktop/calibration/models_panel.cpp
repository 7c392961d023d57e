// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/calibration/models_panel.h"

#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace tgc::desktop {

ModelsPanel::ModelsPanel(QWidget *parent) : QWidget(parent), m_view(new QTableView(this))
{
    m_view->setModel(&m_table);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->verticalHeader()->hide();
    m_view->setShowGrid(false);
    m_view->setAlternatingRowColors(true);
    m_view->setTabKeyNavigation(false);
    m_view->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_view->setWhatsThis(
        tr("**Models side by side**\n\nThe same standards by the usual models. *Reads* is what the curve makes of a "
           "level's mean area, against what was given. The chosen row is drawn dashed beside the curve. *Enter* takes "
           "it for the draft."));
    auto *take = new QToolButton(this);
    take->setText(tr("Take this model"));
    take->setToolTip(tr("Makes the chosen row the draft's model (Enter)"));
    connect(take, &QToolButton::clicked, this, &ModelsPanel::taken);
    connect(m_view, &QTableView::activated, this, &ModelsPanel::taken);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ModelsPanel::chosenChanged);
    auto *hint = new QLabel(tr("Choose a model that shows no lack of fit and reads every level within what you can "
                               "accept, the lowest first: samples with little Li metal are read there."),
                            this);
    hint->setWordWrap(true);
    auto *under = new QHBoxLayout;
    under->setContentsMargins(8, 4, 8, 8);
    under->addWidget(hint, 1);
    under->addWidget(take);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_view, 1);
    column->addLayout(under);
}

void ModelsPanel::setFits(std::vector<ModelFit> fits, const CalibrationOptions &shown)
{
    m_table.setFits(std::move(fits), shown);
}

const ModelFit *ModelsPanel::chosen() const
{
    const int row = m_view->currentIndex().row();
    return row < 0 ? nullptr : &m_table.fits()[static_cast<std::size_t>(row)];
}

} // namespace tgc::desktop
