// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>

#include "app/desktop/lab/lab.h"
#include "app/desktop/review/peak_table_model.h"
#include "app/desktop/review/run_list_model.h"
#include "app/desktop/review/shown_run.h"
#include "app/desktop/review/vendor_peak_model.h"
#include "app/desktop/shell/workspace.h"

class QComboBox;
class QLabel;
class QStackedWidget;
class QTableView;

namespace tgc::desktop {

class ChromatogramPlot;
class MessageBar;
class WindowFields;

/// One run at a time: chromatogram, our peaks beside the vendor's, the H2 window, and the result to be saved.
class ReviewWorkspace : public Workspace {
    Q_OBJECT
public:
    ReviewWorkspace(Lab &lab, std::function<void()> openDemo, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString help() const override;
    [[nodiscard]] bool showsSimulated() const override;
    [[nodiscard]] QString status() const override;
    [[nodiscard]] QWidget *firstFocus() override;

    void openRun(db::RecordId id);
    void integrate();   ///< with the window in the fields
    void saveResult();
    [[nodiscard]] ChromatogramPlot *plot() const { return m_plot; }
    [[nodiscard]] QTableView *runTable() const { return m_runTable; }
    [[nodiscard]] QTableView *peakTable() const { return m_peakTable; }
    [[nodiscard]] MessageBar *messages() const { return m_messages; }

private:
    QWidget *makeToolBar();
    QWidget *makeEmptyState(std::function<void()> openDemo);
    QWidget *makeTables();
    void chooseFiles();
    void step(int by);
    void show(ShownRun run);
    void showChannel(int index);
    void showWindow();
    void showPeaks();
    void selectPeak(int index);
    [[nodiscard]] const ShownChannel *channel() const;
    void exportPlot();
    void refreshRuns();

    Lab &m_lab;
    MessageBar *m_messages;
    QStackedWidget *m_pages;
    RunListModel m_runs;
    QTableView *m_runTable;
    ChromatogramPlot *m_plot;
    PeakTableModel m_peaks;
    QTableView *m_peakTable;
    VendorPeakModel m_vendorPeaks;
    QTableView *m_vendorTable;
    QLabel *m_notes;
    QComboBox *m_channel;
    WindowFields *m_window;
    std::optional<ShownRun> m_shown;
    db::RecordId m_wanted = 0; ///< the run asked for last; answers for others are old
    bool m_selecting = false;
    bool m_movingRow = false; ///< the list follows the run shown, not the other way round
    bool m_unsaved = false;
};

} // namespace tgc::desktop
