// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/main_window.h"

#include <QApplication>
#include <QDropEvent>
#include <QHBoxLayout>
#include <QMimeData>
#include <QScrollArea>
#include <QShortcut>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>

#include "app/desktop/shell/front_page.h"
#include "app/desktop/shell/help_pane.h"
#include "app/desktop/shell/jobs.h"
#include "app/desktop/shell/status_strip.h"
#include "app/desktop/shell/title_line.h"

namespace tgc::desktop {

namespace {

QFrame *line(QFrame::Shape shape, QWidget *parent)
{
    auto *rule = new QFrame(parent);
    rule->setFrameShape(shape);
    rule->setFrameShadow(QFrame::Plain);
    rule->setForegroundRole(QPalette::Mid);
    rule->setLineWidth(1);
    return rule;
}

/// Needs what the workspace in front needs at least, not what it would like: a scroll area asks a layout for the latter.
class WorkspacePage : public QWidget {
public:
    explicit WorkspacePage(QStackedWidget &stack) : m_stack(stack) { stack.setParent(this); }

    [[nodiscard]] QSize minimumSizeHint() const override { return m_stack.minimumSizeHint(); }

protected:
    void resizeEvent(QResizeEvent *) override { m_stack.setGeometry(rect()); }

private:
    QStackedWidget &m_stack;
};

QStringList filesIn(const QMimeData &data)
{
    QStringList files;
    for (const QUrl &url : data.urls()) {
        if (url.isLocalFile()) {
            files << url.toLocalFile();
        }
    }
    return files;
}

} // namespace

MainWindow::MainWindow(Jobs &jobs, QWidget *parent)
    : QWidget(parent),
      m_title(new TitleLine(this)),
      m_rail(new Rail(this)),
      m_view(new QScrollArea(this)),
      m_stack(new QStackedWidget),
      m_help(new HelpPane(this)),
      m_status(new StatusStrip(jobs, this))
{
    setWindowTitle(tr("TGC Workbench"));
    resize(1280, 800);
    setAcceptDrops(true);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_rail);
    middle->addWidget(line(QFrame::VLine, this));
    // Where there is less room than a workspace needs (help beside it, a small screen), it scrolls: the window is never
    // made larger than the screen.
    m_view->setObjectName(QStringLiteral("workspaceView"));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setWidgetResizable(true);
    m_view->setWidget(new WorkspacePage(*m_stack));
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setMinimumSize(480, 360);
    middle->addWidget(m_view, 1);
    middle->addWidget(m_help);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_title);
    all->addWidget(line(QFrame::HLine, this));
    all->addLayout(middle, 1);
    all->addWidget(line(QFrame::HLine, this));
    all->addWidget(m_status);
    m_help->hide();
    onlyFrontPageNeedsRoom(*m_stack);

    connect(m_rail, &Rail::chosen, this, qOverload<int>(&MainWindow::open));
    connect(m_title, &TitleLine::helpRequested, this, &MainWindow::toggleHelp);
    connect(m_help, &HelpPane::closeRequested, this, &MainWindow::toggleHelp);
    auto *f1 = new QShortcut(QKeySequence::HelpContents, this);
    connect(f1, &QShortcut::activated, this, &MainWindow::toggleHelp);
    connect(qApp, &QApplication::focusChanged, this, &MainWindow::refreshHelp);
}

void MainWindow::addWorkspace(Workspace *workspace, RailIcon icon, int number)
{
    const int index = m_stack->addWidget(workspace);
    m_workspaces.push_back(workspace);
    const QKeySequence keys(QStringLiteral("Ctrl+%1").arg(number > 0 ? number : index + 1));
    m_rail->add(workspace->title(), icon, keys.toString(QKeySequence::NativeText));
    auto *shortcut = new QShortcut(keys, this);
    connect(shortcut, &QShortcut::activated, this, [this, index] { open(index); });
    connect(workspace, &Workspace::changed, this, &MainWindow::refresh);
    if (current() != workspace) {
        workspace->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored); // until it is in front
    }
    if (index == 0) {
        open(0);
    }
}

void MainWindow::addOnTop(Workspace *workspace, RailIcon icon, const QKeySequence &keys)
{
    const int index = m_stack->addWidget(workspace);
    m_workspaces.push_back(workspace);
    m_rail->addOnTop(workspace->title(), icon, keys.toString(QKeySequence::NativeText));
    auto *shortcut = new QShortcut(keys, this);
    connect(shortcut, &QShortcut::activated, this, [this, index] { open(index); });
    connect(workspace, &Workspace::changed, this, &MainWindow::refresh);
    if (current() != workspace) {
        workspace->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored); // until it is in front
    }
}

void MainWindow::open(int index)
{
    m_stack->setCurrentIndex(index);
    m_rail->setCurrent(index);
    if (QWidget *first = current()->firstFocus()) {
        first->setFocus(Qt::OtherFocusReason);
    }
    refresh();
}

void MainWindow::open(const Workspace *workspace)
{
    const auto hit = std::find(m_workspaces.begin(), m_workspaces.end(), workspace);
    if (hit != m_workspaces.end()) {
        open(static_cast<int>(hit - m_workspaces.begin()));
    }
}

Workspace *MainWindow::current() const
{
    const int index = m_stack->currentIndex();
    return index < 0 ? nullptr : m_workspaces[static_cast<std::size_t>(index)];
}

void MainWindow::setStore(const QString &name, const QString &toolTip)
{
    m_store = name;
    m_storeToolTip = toolTip;
    refresh();
}

void MainWindow::setSaved(const QString &text, bool trouble)
{
    m_status->setSaved(text, trouble);
}

void MainWindow::addToStrip(QWidget *widget)
{
    m_status->add(widget);
}

QMenu *MainWindow::menu() const
{
    return m_title->menu();
}

void MainWindow::toggleHelp()
{
    m_help->setVisible(m_help->isHidden());
    refreshHelp();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!filesIn(*event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent *event)
{
    if (const QStringList files = filesIn(*event->mimeData()); !files.isEmpty()) {
        event->acceptProposedAction();
        emit filesDropped(files);
    }
}

void MainWindow::refresh()
{
    if (const Workspace *here = current()) {
        m_title->setPlace(here->title(), m_store, m_storeToolTip);
        m_title->setSimulated(here->showsSimulated());
        m_status->setStatus(here->status());
    }
    refreshHelp();
}

void MainWindow::refreshHelp()
{
    if (m_help->isHidden()) {
        return;
    }
    const QWidget *focused = QApplication::focusWidget();
    if (focused != nullptr && m_help->isAncestorOf(focused)) {
        return;
    }
    const QString own = HelpPane::helpOf(focused);
    const QString general = current() != nullptr ? current()->help() : QString();
    m_help->setHelp(own.isEmpty() ? general : own + QStringLiteral("\n\n---\n\n") + general);
}

} // namespace tgc::desktop
