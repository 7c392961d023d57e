// SPDX-License-Identifier: GPL-3.0-or-later
// How the workspace is laid out; what it does stands in bench_workspace.cpp.
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

#include "app/desktop/bench/bench_headline.h"
#include "app/desktop/bench/bench_workspace.h"
#include "app/desktop/bench/dose_panel.h"
#include "app/desktop/bench/interlock_strip.h"
#include "app/desktop/bench/prompt_list.h"
#include "app/desktop/bench/queue_panel.h"
#include "app/desktop/bench/stop_panel.h"
#include "app/desktop/plot/live_plot.h"
#include "app/desktop/shell/empty_state.h"
#include "app/desktop/shell/message_bar.h"
#include "app/desktop/shell/plain_table.h"
#include "app/desktop/shell/theme.h"
#include "app/desktop/shell/tool_row.h"

namespace tgc::desktop {

namespace {

constexpr int deviceColumn_px = 280;
constexpr int leastView_px = 240;   ///< headline and plot
constexpr int leastWidth_px = 1140; ///< device column, and the fields of the titrant beside one another

} // namespace

void BenchWorkspace::layOut()
{
    m_trouble->setObjectName(QStringLiteral("benchTrouble"));
    m_trouble->setWordWrap(true);
    m_trouble->setTextFormat(Qt::PlainText);
    const QColor red = stateColour(State::Bad);
    m_trouble->setStyleSheet(QStringLiteral("#benchTrouble { background: %1; color: white; font-weight: 600;"
                                            " padding: 6px 12px; }")
                                 .arg(red.name()));
    m_trouble->hide();
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->addWidget(makeDevices());
    split->addWidget(makeCentre());
    split->setStretchFactor(1, 1);
    split->setSizes({deviceColumn_px, 900});
    split->setCollapsible(0, false);
    split->setCollapsible(1, false);
    auto *bench = new QWidget(this);
    auto *benchColumn = new QVBoxLayout(bench);
    benchColumn->setContentsMargins(0, 0, 0, 0);
    benchColumn->setSpacing(0);
    benchColumn->addWidget(makeToolRow());
    benchColumn->addWidget(m_stopPanel);
    benchColumn->addWidget(m_interlocks);
    // What stops and what forbids stands above, always in sight; where there is no room for the rest, it scrolls.
    auto *rest = new QScrollArea(this);
    rest->setObjectName(QStringLiteral("benchView"));
    rest->setWidget(split);
    rest->setWidgetResizable(true);
    rest->setFrameShape(QFrame::NoFrame);
    rest->setMinimumHeight(leastView_px);
    rest->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // beside help the whole workspace scrolls
    rest->setMinimumWidth(leastWidth_px);
    benchColumn->addWidget(rest, 1);
    m_pages->addWidget(makeEmptyState());
    m_pages->addWidget(bench);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_trouble);
    column->addWidget(m_messages);
    column->addWidget(m_pages, 1);
}

QWidget *BenchWorkspace::makeToolRow()
{
    auto *row = new ToolRow(this);
    const auto button = [&](const char *name, const QString &text, const QString &toolTip, auto action) {
        auto *made = new QPushButton(text, this);
        made->setObjectName(QString::fromUtf8(name));
        made->setToolTip(toolTip);
        connect(made, &QPushButton::clicked, this, action);
        row->addWidget(made);
        return made;
    };
    m_start = button("benchStart", {}, {}, [this] { startQueueOrRun(); });
    m_stop =
        button("benchStop", tr("■  Stop ..."),
               tr("Three ways to stop, and what each does; nothing happens yet. Shift+F5 stops the run under way at "
                  "once, and keeps it"),
               [this] { askStop(); });
    row->gap();
    m_hold = button("benchHold", tr("Hold queue"), tr("Begins nothing new after the injection under way"),
                    [this] { holdQueue(); });
    row->gap();
    row->addLabel(tr("Channel"));
    m_channel->setObjectName(QStringLiteral("benchChannel"));
    m_channel->setMinimumWidth(96);
    m_channel->setAccessibleName(tr("Channel shown"));
    row->addWidget(m_channel);
    row->gap();
    m_restart = button("benchRestart", tr("Start station ..."),
                       tr("If it has ended for good: starts one from a bench file"), [this] { chooseBenchFile(); });
    row->addStretch();
    m_abort = button("benchAbort", tr("Abort ..."),
                     tr("Closes the run, kept and marked; queue held, devices to their safe state. Asks once more."),
                     [this] { askAbort(); });
    return row;
}

QWidget *BenchWorkspace::makeDevices()
{
    auto *inner = new QWidget(this);
    m_cardColumn = new QVBoxLayout(inner);
    m_cardColumn->setContentsMargins(8, 8, 8, 8);
    m_cardColumn->setSpacing(8);
    m_cardColumn->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(inner);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *safety = new QLabel(tr("⚠  This program is not a safety system: valves, shields, relief and ventilation must "
                                 "keep you safe without it."),
                              this);
    safety->setObjectName(QStringLiteral("notSafety"));
    safety->setWordWrap(true);
    safety->setContentsMargins(12, 4, 12, 8);
    m_store->setTextFormat(Qt::RichText);
    m_store->setWordWrap(true);
    m_store->setContentsMargins(12, 4, 12, 4);
    m_store->setFocusPolicy(Qt::TabFocus);
    m_store->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    m_store->hide();
    connect(m_store, &QLabel::linkActivated, this, [this] { emit openStoreRequested(m_model.store()); });
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(scroll, 1);
    column->addWidget(m_store);
    column->addWidget(safety);
    box->setMinimumWidth(deviceColumn_px);
    return box;
}

QWidget *BenchWorkspace::makeCentre()
{
    m_plot->setObjectName(QStringLiteral("livePlot"));
    m_plot->setMinimumHeight(140); // so low only while interlocks or prompts need the room
    auto *top = new QWidget(this);
    auto *column = new QVBoxLayout(top);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_headline);
    column->addWidget(m_prompts);
    column->addWidget(m_plot, 1);
    auto *split = new QSplitter(Qt::Vertical, this);
    split->addWidget(top);
    split->addWidget(makeBottom());
    split->setStretchFactor(0, 1);
    split->setSizes({430, 250});
    split->setCollapsible(0, false);
    return split;
}

QWidget *BenchWorkspace::makeBottom()
{
    QTableView *log = makePlainTable(m_model.log(), this);
    log->setObjectName(QStringLiteral("benchLog"));
    log->verticalHeader()->hide();
    log->horizontalHeader()->setStretchLastSection(true);
    log->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    log->setColumnWidth(0, 90);
    log->setWhatsThis(tr("**What happened**\n\nNewest first, since this window attached: devices lost and found, gaps, "
                         "runs closed and stored, doses."));
    m_tabs = new QTabWidget(this);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_queue, tr("&Queue"));
    m_tabs->addTab(m_dose, tr("&Titrant"));
    m_tabs->addTab(log, tr("&What happened"));
    // Only the tab in front says how much height is needed.
    const auto fit = [this] {
        for (int i = 0; i < m_tabs->count(); ++i) {
            m_tabs->widget(i)->setSizePolicy(
                QSizePolicy::Preferred, i == m_tabs->currentIndex() ? QSizePolicy::Preferred : QSizePolicy::Ignored);
        }
    };
    connect(m_tabs, &QTabWidget::currentChanged, this, fit);
    fit();
    return m_tabs;
}

QWidget *BenchWorkspace::makeEmptyState()
{
    m_empty = new EmptyState(tr("No bench is attached"), {}, this);
    m_empty->offer(tr("Start station ..."), [this] { chooseBenchFile(); });
    m_empty->offer(tr("Start the simulated bench"), [this] { m_starters.simulated(); });
    return m_empty;
}

} // namespace tgc::desktop
