// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/inactive/sample_panel.h"

#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>
#include <QTextBrowser>
#include <QVBoxLayout>
#include <algorithm>

#include "app/desktop/inactive/budget_table.h"
#include "app/desktop/inactive/result_words.h"
#include "app/desktop/shell/bar_delegate.h"
#include "app/desktop/shell/kept_together.h"
#include "app/desktop/shell/plain_table.h"

namespace tgc::desktop {

namespace {

constexpr int shareWidth_px = 80;
constexpr int whereFromTab = 1;
constexpr int mostBudget_px = 360; ///< beyond it the table scrolls

} // namespace

SamplePanel::SamplePanel(QWidget *parent)
    : QTabWidget(parent),
      m_result(new QLabel(this)),
      m_budgetView(makePlainTable(m_budget, this)),
      m_whereFrom(new QTextBrowser(this))
{
    setDocumentMode(true);
    m_result->setWordWrap(true);
    m_result->setTextFormat(Qt::RichText);
    m_result->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_result->setMargin(12);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(m_result);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    m_budgetView->setObjectName(QStringLiteral("budgetTable"));
    m_budgetView->setItemDelegate(new BarDelegate(m_budgetView));
    m_budgetView->verticalHeader()->hide();
    m_budgetView->setWordWrap(true);
    m_budgetView->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    auto *page = new QWidget(this);
    auto *note = new QLabel(tr("<b>Where the uncertainty comes from</b>, % of the variance"), page);
    note->setWordWrap(true);
    note->setMargin(8);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(scroll, 1);
    column->addWidget(note);
    column->addWidget(m_budgetView);
    m_whereFrom->setFrameShape(QFrame::NoFrame);
    m_whereFrom->setTabChangesFocus(true);
    m_whereFrom->document()->setDocumentMargin(12);
    addTab(page, tr("Result"));
    addTab(m_whereFrom, tr("Where from?"));
    setMinimumWidth(312);
}

void SamplePanel::show(const Study &study, int row, int column, const MadeWords &made)
{
    const bool chosen = row >= 0 && row < static_cast<int>(study.rows.size());
    m_result->setProperty("keyReading", chosen); // Li metal and SEI, read from across the room
    if (!chosen) {
        m_result->setText(tr("Select a sample to see its result and where its uncertainty comes from."));
        m_whereFrom->setHtml(tr("Select a number in the table to see where it comes from."));
        m_budget.setTable({}, {});
        return;
    }
    const Breakdown &breakdown = study.rows[static_cast<std::size_t>(row)];
    m_result->setText(keptTogether(resultInWords(breakdown, study.confidence, palette())));
    ShownTable budget = budgetTable(breakdown, palette());
    m_budget.setTable(std::move(budget.headers), std::move(budget.rows));
    m_budgetView->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    for (int share = 1; share < m_budget.columnCount(); ++share) {
        m_budgetView->setColumnWidth(share, shareWidth_px);
    }
    // No higher than its rows: the words above it, flags among them, take the rest.
    m_budgetView->resizeRowsToContents();
    m_budgetView->setFixedHeight(std::min(mostBudget_px, m_budgetView->horizontalHeader()->sizeHint().height() +
                                                             m_budgetView->verticalHeader()->length() + 2));
    const int scrolled = m_whereFrom->verticalScrollBar()->value();
    m_whereFrom->setHtml(keptTogether(whereFrom(study, static_cast<std::size_t>(row), column, made)));
    m_whereFrom->verticalScrollBar()->setValue(scrolled);
}

void SamplePanel::showWhereFrom()
{
    setCurrentIndex(whereFromTab);
}

} // namespace tgc::desktop
