// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

#include "app/desktop/shell/rail.h"
#include "app/desktop/shell/workspace.h"

class QMenu;
class QScrollArea;
class QStackedWidget;

namespace tgc::desktop {

class HelpPane;
class Jobs;
class StatusStrip;
class TitleLine;

/// The one window: title line, rail, the current workspace, help beside it, status strip.
class MainWindow : public QWidget {
    Q_OBJECT
public:
    explicit MainWindow(Jobs &jobs, QWidget *parent = nullptr);

    /// Takes the workspace over; it gets the next Ctrl+number, unless it has one of its own.
    void addWorkspace(Workspace *workspace, RailIcon icon, int number = 0);
    /// The same with a key of its own, and above the others in the rail.
    void addOnTop(Workspace *workspace, RailIcon icon, const QKeySequence &keys);
    void open(int index);
    void open(const Workspace *workspace);
    [[nodiscard]] Workspace *current() const;

    void setStore(const QString &name, const QString &toolTip);
    void setSaved(const QString &text, bool trouble);
    /// Takes the widget into the status strip of every workspace.
    void addToStrip(QWidget *widget);
    [[nodiscard]] QMenu *menu() const;
    [[nodiscard]] HelpPane &help() { return *m_help; }
    [[nodiscard]] TitleLine &titleLine() { return *m_title; }

    void toggleHelp();

signals:
    void filesDropped(const QStringList &files);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void refresh();
    void refreshHelp();

    TitleLine *m_title;
    Rail *m_rail;
    QScrollArea *m_view;
    QStackedWidget *m_stack;
    HelpPane *m_help;
    StatusStrip *m_status;
    std::vector<Workspace *> m_workspaces;
    QString m_store;
    QString m_storeToolTip;
};

} // namespace tgc::desktop
