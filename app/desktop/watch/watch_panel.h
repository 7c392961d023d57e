// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "app/desktop/lab/lab.h"
#include "app/desktop/watch/folder_watcher.h"
#include "app/desktop/watch/watch_table_model.h"

class QComboBox;
class QFrame;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace tgc::desktop {

class WindowFields;

/// The folder into which the chromatograph's own software exports: which files came, whose they are and why, and a way to
/// say it by hand. Watches on while other screens are shown.
class WatchPanel : public QWidget {
    Q_OBJECT
public:
    explicit WatchPanel(Lab &lab, QWidget *parent = nullptr);

    void watchFolder(const QString &folder);
    [[nodiscard]] FolderWatcher &watcher() { return m_watcher; }
    [[nodiscard]] WatchTableModel &files() { return m_files; }
    [[nodiscard]] QTableView *table() const { return m_table; }
    /// "watching /mnt/gc: 12 matched, 1 not, last run0012.txt"; empty: nothing is watched.
    [[nodiscard]] QString stateLine() const;
    [[nodiscard]] std::size_t matched() const { return m_matched; }
    [[nodiscard]] std::size_t unmatched() const { return m_unmatched.size(); }
    void setSettle(std::chrono::milliseconds settle) { m_settle = settle; } ///< for tests

signals:
    void closeRequested();
    void stateChanged();

private:
    QWidget *makeHead();
    QWidget *makeHand();
    void choose();
    void take(const WatchLook &look);
    void showState();
    void showHand(); ///< for the chosen file
    void match();

    Lab &m_lab;
    FolderWatcher m_watcher;
    WatchTableModel m_files;
    std::vector<watch::Expected> m_expected;
    std::vector<std::string> m_unmatched;
    std::size_t m_matched = 0;
    QString m_last;
    QString m_trouble;
    QString m_refusal;
    std::chrono::milliseconds m_settle{5000};

    QLabel *m_state;
    QPushButton *m_choose;
    QPushButton *m_stop;
    WindowFields *m_window;
    QTableView *m_table;
    QFrame *m_hand;
    QLabel *m_handFile;
    QComboBox *m_injection;
    QLineEdit *m_by;
    QLineEdit *m_reason;
    QPushButton *m_match;
};

} // namespace tgc::desktop
