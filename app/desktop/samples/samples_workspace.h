// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "app/desktop/lab/lab.h"
#include "app/desktop/lab/missing.h"
#include "app/desktop/shell/workspace.h"

class QLabel;
class QListWidget;
class QStackedWidget;

namespace tgc::desktop {

class CyclerPanel;
class MessageBar;
class SampleForm;
class SheetView;
class WatchPanel;

/// Samples, blanks and their draws: a table that takes a paste, the selected sample as a form, and what it still lacks.
class SamplesWorkspace : public Workspace {
    Q_OBJECT
public:
    SamplesWorkspace(Lab &lab, std::function<void()> openDemo, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString help() const override;
    [[nodiscard]] bool showsSimulated() const override;
    [[nodiscard]] QString status() const override;
    [[nodiscard]] QWidget *firstFocus() override;

    /// Appends a SAMPLES.csv or BLANKS.csv; chromatograms that it names and that lie beside it are imported too.
    void importCsv(const QString &file, bool blanks);
    /// Shows a cycler's file on a plot, for the charges of the selected sample.
    void openCycler(const QString &file);
    /// Shows the folder that another program exports chromatograms to, and what became of each file.
    void openWatch();
    [[nodiscard]] WatchPanel *watchPanel() const { return m_watch; }
    [[nodiscard]] CyclerPanel *cycler() const { return m_cycler; }
    [[nodiscard]] SheetView *table() const { return m_table; }
    [[nodiscard]] SampleForm *form() const { return m_form; }
    [[nodiscard]] QListWidget *missing() const { return m_missing; }
    [[nodiscard]] MessageBar *messages() const { return m_messages; }

private:
    QWidget *makeToolBar();
    QWidget *makeEmptyState(std::function<void()> openDemo);
    QWidget *makeSide();
    void chooseFile(bool blanks);
    void paste();
    void startTyping();
    void refresh();
    void addDraw();
    void showCycler(bool shown);
    void showWatch(bool shown);
    [[nodiscard]] QString selectedSample() const; ///< empty: none, or a blank
    void sayPasted(int rows, const QStringList &unknown);

    Lab &m_lab;
    QWidget *m_tools = nullptr;
    MessageBar *m_messages;
    QStackedWidget *m_pages;
    SheetView *m_table;
    SampleForm *m_form;
    CyclerPanel *m_cycler;
    WatchPanel *m_watch;
    QLabel *m_missingTitle;
    QListWidget *m_missing;
    std::vector<SampleRows> m_samples;
    std::vector<MissingInput> m_lacks;
    bool m_cyclerShown = false;
    bool m_watchShown = false;
    bool m_typing = false; ///< the table was opened although it is empty
};

} // namespace tgc::desktop
