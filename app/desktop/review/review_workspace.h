// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFuture>
#include <functional>

#include "app/desktop/lab/lab.h"
#include "app/desktop/review/draft_keeper.h"
#include "app/desktop/review/event_draft.h"
#include "app/desktop/review/redone.h"
#include "app/desktop/review/review_tabs.h"
#include "app/desktop/review/shown_run.h"
#include "app/desktop/shell/workspace.h"

class QComboBox;
class QStackedWidget;

namespace tgc::desktop {

class ChromatogramPlot;
class DisplayBaselineChoice;
class MessageBar;
class OverlayView;
class PeakEditor;
class RunsPanel;
class WindowFields;

/// One run at a time: chromatogram, our peaks beside the vendor's, what is changed in them by hand and why, and the
/// result to be saved. Several runs chosen in the list are laid over one another.
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
    void saveResult();  ///< the next version; refused in words while a change by hand has no reason
    [[nodiscard]] ChromatogramPlot *plot() const { return m_plot; }
    [[nodiscard]] OverlayView *overlay() const { return m_overlay; }
    [[nodiscard]] RunsPanel *runs() const { return m_runs; }
    [[nodiscard]] QTableView *runTable() const;
    [[nodiscard]] ReviewTabs *tabs() const { return m_tabs; }
    [[nodiscard]] QTableView *peakTable() const { return m_tabs->peakTable(); }
    [[nodiscard]] MessageBar *messages() const { return m_messages; }
    [[nodiscard]] EventDraft &draft() { return m_draft; }

private:
    QWidget *makeToolBar();
    QWidget *makeEmptyState(std::function<void()> openDemo);
    QWidget *makePages(std::function<void()> openDemo);
    void connectRuns();
    void connectPeaks();
    void addShortcuts();
    void chooseFiles();
    void show(ShownRun run);
    void showChannel(int index);
    void showWindow();
    void showPeaks();
    void selectPeak(int index);
    /// By the run's method with these inputs, and the events as they stand in the draft. Where they are those of the saved
    /// result, that is shown again, unless the channel is to be integrated anew.
    void integrateChannelAt(int index, session::ChannelInputs inputs);
    void integrateAnew(); ///< what is shown as it was saved, by this program
    void compareWithSaved(); ///< what is shown as it was saved with what this program makes of it
    void useMode(session::IntegrationMode mode);
    void cancelled();
    void showFitted(const std::vector<FittedLine> &lines); ///< none: those of the shown peaks
    void keepDraft();
    void integrated(int index, const MeasuredIntegration &done);
    void eventsChanged(const std::string &channel);
    void discardChanges();
    void sayWhy(double time_s);
    [[nodiscard]] const ShownChannel *channel() const;
    [[nodiscard]] bool reasonsGiven();
    void saved(SavedIntegration version, const std::vector<MeasuredIntegration> &written);
    void exportPlot();
    void refreshRuns();
    void refreshFlags();

    Lab &m_lab;
    EventDraft m_draft;
    DraftKeeper m_keeper;
    MessageBar *m_messages;
    QStackedWidget *m_pages;
    RunsPanel *m_runs;
    QStackedWidget *m_pictures; ///< one run, or several over one another
    ChromatogramPlot *m_plot;
    OverlayView *m_overlay;
    ReviewTabs *m_tabs;
    PeakEditor *m_editor;
    DisplayBaselineChoice *m_baseline;
    QComboBox *m_channel;
    WindowFields *m_window;
    std::optional<ShownRun> m_shown;
    db::RecordId m_wanted = 0; ///< the run asked for last; answers for others are old
    int m_showing = 0; ///< counts what was shown: what was integrated for the one before is old
    int m_integrating = 0; ///< integrations of the shown run that are under way
    std::vector<QFuture<MeasuredIntegration>> m_jobs; ///< those
    QFuture<std::vector<RedoneChannel>> m_comparing;
    bool m_otherwise = false; ///< this program would integrate what is shown as saved otherwise
    bool m_saveThen = false; ///< once those have come
    bool m_selecting = false;
    bool m_changed = false; ///< what is shown is not what was saved
};

} // namespace tgc::desktop
