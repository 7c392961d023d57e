// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/inactive/study_tabs.h"

#include <QComboBox>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>
#include <QTextBrowser>
#include <QVBoxLayout>
#include <algorithm>

#include "app/desktop/inactive/check_words.h"
#include "app/desktop/inactive/compare_export.h"
#include "app/desktop/inactive/compare_tables.h"
#include "app/desktop/shell/plain_table.h"

namespace tgc::desktop {

namespace {

constexpr int compareTab = 1;
constexpr int practicalTab = 2;
constexpr int checksTab = 3;
constexpr int mostRowsUnscrolled = 10;
constexpr int denseRow_px = 24; ///< numbers to be read, nothing to be hit

QLabel *makeNote(const QString &text, QWidget *parent)
{
    auto *note = new QLabel(text, parent);
    note->setWordWrap(true);
    note->setMargin(6);
    note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return note;
}

QTableView *makeTable(PreparedTable &model, const QString &name, QWidget *parent)
{
    QTableView *table = makePlainTable(model, parent);
    table->verticalHeader()->hide();
    table->setObjectName(name);
    table->verticalHeader()->setDefaultSectionSize(denseRow_px);
    return table;
}

/// As high as its rows, so that what stands under it follows at once.
void fitHeight(QTableView &table)
{
    table.resizeColumnsToContents();
    const int rows = std::clamp(table.model()->rowCount(), 1, mostRowsUnscrolled);
    const bool scrolls = table.horizontalHeader()->length() > table.viewport()->width();
    table.setFixedHeight(table.horizontalHeader()->sizeHint().height() +
                         rows * table.verticalHeader()->defaultSectionSize() + 2 +
                         (scrolls ? table.horizontalScrollBar()->sizeHint().height() : 0));
}

} // namespace

StudyTabs::StudyTabs(QTableView *breakdown, QWidget *parent)
    : QTabWidget(parent), m_compared(new QComboBox(this)), m_checks(new QTextBrowser(this))
{
    setDocumentMode(true);
    m_checks->setFrameShape(QFrame::NoFrame);
    m_checks->setTabChangesFocus(true);
    addTab(breakdown, tr("Breakdown"));
    addTab(makeCompare(), tr("Groups compared"));
    addTab(makePractical(), tr("Practical cell"));
    addTab(m_checks, tr("Check list"));
    tell();
}

QWidget *StudyTabs::makeCompare()
{
    auto *page = new QWidget(this);
    m_compared->setObjectName(QStringLiteral("compared"));
    for (const ComparedValue &value : comparedValues()) {
        m_compared->addItem(tr("%1 (%2)").arg(value.title, value.unit));
    }
    // Beside the tabs, where it takes no room from the numbers.
    m_compared->setAccessibleName(tr("Compare"));
    m_compared->setToolTip(tr("What is compared"));
    m_compared->setStyleSheet(QStringLiteral("QComboBox { min-height: 18px; padding: 1px 8px; }")); // as high as a tab
    m_compared->hide();
    setCornerWidget(m_compared, Qt::TopRightCorner);
    connect(this, &QTabWidget::currentChanged, this, [this](int tab) {
        m_compared->setVisible(tab == compareTab);
        tell();
    });
    m_groupView = makeTable(m_groups, QStringLiteral("groupTable"), page);
    m_pairView = makeTable(m_pairs, QStringLiteral("pairTable"), page);
    m_note = makeNote({}, page);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_groupView);
    column->addWidget(m_pairView);
    column->addWidget(m_note);
    column->addStretch(1);
    connect(m_compared, &QComboBox::currentIndexChanged, this, &StudyTabs::compare);
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    return scroll;
}

QWidget *StudyTabs::makePractical()
{
    auto *page = new QWidget(this);
    m_practicalView = makeTable(m_practical, QStringLiteral("practicalTable"), page);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_practicalView, 1);
    m_practicalNote = makeNote(practicalNote(), page);
    column->addWidget(m_practicalNote);
    return page;
}

void StudyTabs::setStudy(const Study &study, const QString &groupColumn)
{
    m_study = study;
    m_groupColumn = groupColumn;
    tell();
}

void StudyTabs::setSample(int row)
{
    m_row = row;
    if (currentIndex() == checksTab) {
        tellChecks();
    }
}

const ComparedValue &StudyTabs::compared() const
{
    return comparedValues()[static_cast<std::size_t>(std::max(0, m_compared->currentIndex()))];
}

std::vector<formats::OutTable> StudyTabs::shownTables() const
{
    switch (currentIndex()) {
    case compareTab: return comparedOut(m_study, m_groupColumn, compared());
    case practicalTab: return {practicalOut(m_study, m_groupColumn)};
    default: return {};
    }
}

void StudyTabs::compare()
{
    const ComparedValue &value = compared();
    const auto made = groupsBy(m_study, m_groupColumn);
    const auto show = [](PreparedTable &model, ShownTable table, QTableView &view) {
        model.setTable(std::move(table.headers), std::move(table.rows));
        fitHeight(view);
    };
    show(m_groups, groupTable(m_study, made, value), *m_groupView);
    show(m_pairs, pairTable(m_study, made, value, palette()), *m_pairView);
    m_pairView->setVisible(m_pairs.rowCount() > 0);
    m_note->setText(compareNote(m_study, made, value));
}

void StudyTabs::tell()
{
    switch (currentIndex()) { // only what is seen
    case compareTab: compare(); break;
    case practicalTab: {
        auto groups = groupsBy(m_study, m_groupColumn);
        QString note = practicalNote();
        if (groups.size() > mostGroupsCompared) {
            note.prepend(
                tr("<b>Only the first %1 of %2 groups are shown.</b> ").arg(mostGroupsCompared).arg(groups.size()));
            groups.resize(mostGroupsCompared);
        }
        m_practicalNote->setText(note);
        ShownTable practical = practicalTable(m_study, groups, palette());
        m_practical.setTable(std::move(practical.headers), std::move(practical.rows));
        m_practicalView->resizeColumnsToContents();
        break;
    }
    case checksTab: tellChecks(); break;
    default: break;
    }
}

void StudyTabs::tellChecks()
{
    const bool known = m_row >= 0 && m_row < static_cast<int>(m_study.rows.size());
    const auto row = static_cast<std::size_t>(known ? m_row : 0);
    m_checks->setHtml(checksInWords(known ? &m_study.rows[row] : nullptr,
                                    known ? m_study.batches[row] : words::BatchFacts{}, palette()));
}

void StudyTabs::changeEvent(QEvent *event)
{
    QTabWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_practicalView != nullptr) {
        tell();
    }
}

} // namespace tgc::desktop
