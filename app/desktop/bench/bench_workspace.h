// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <functional>
#include <vector>

#include "app/desktop/bench/bench_model.h"
#include "app/desktop/shell/workspace.h"
#include "app/station/protocol/stop_table.h"

class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTabWidget;
class QToolButton;
class QVBoxLayout;

namespace tgc::desktop {

class BenchHeadline;
class DeviceCard;
class DosePanel;
class EmptyState;
class InterlockStrip;
class LivePlot;
class MessageBar;
class PromptList;
struct PromptAnswer;
class QueuePanel;
class StopPanel;

/// The bench at work: devices, the signal as it comes, what is to be done by hand, queue and titrant. Everything it
/// shows is the station's; closing or losing this window loses nothing.
class BenchWorkspace : public Workspace {
    Q_OBJECT
public:
    /// What starts a bench where none runs.
    struct Starters {
        std::function<void(const QString &benchFile)> station;
        std::function<void()> simulated;
    };
    BenchWorkspace(BenchModel &model, Starters starters, QString openStore, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString help() const override;
    [[nodiscard]] bool showsSimulated() const override;
    [[nodiscard]] QString status() const override;
    [[nodiscard]] QWidget *firstFocus() override;

    void startQueueOrRun(); ///< F5
    void stopRun();         ///< Shift+F5: what was recorded is kept
    void holdQueue();
    /// On a bench that has just been started: a queue to try it with.
    void offerQueue(const QString &file);
    void askStop();         ///< the three ways, in the window; nothing happens before one is chosen
    void askAbort();        ///< in the message bar; nothing happens before it is confirmed there

    [[nodiscard]] LivePlot *plot() const { return m_plot; }
    [[nodiscard]] MessageBar *messages() const { return m_messages; }
    [[nodiscard]] PromptList *prompts() const { return m_prompts; }
    [[nodiscard]] DosePanel *dosePanel() const { return m_dose; }
    [[nodiscard]] QueuePanel *queuePanel() const { return m_queue; }
    [[nodiscard]] BenchHeadline *headline() const { return m_headline; }
    [[nodiscard]] InterlockStrip *interlocks() const { return m_interlocks; }
    [[nodiscard]] StopPanel *stopPanel() const { return m_stopPanel; }
    [[nodiscard]] QLabel *trouble() const { return m_trouble; }
    [[nodiscard]] DeviceCard *card(const QString &id) const;

signals:
    void openStoreRequested(const QString &file);

private:
    void layOut();
    QWidget *makeToolRow();
    QWidget *makeDevices();
    QWidget *makeCentre();
    QWidget *makeBottom();
    QWidget *makeEmptyState();
    void chooseBenchFile();
    void stopAs(station::StopAct way);
    void answerPrompt(const PromptAnswer &answer);
    void act(const QString &command, nlohmann::json args, const QString &done);
    void showAttachment();
    void showDevices();
    void showReadings();
    void showRun();
    void showButtons();
    void showTrouble();
    void showChannels();
    void chooseChannel(int index);

    BenchModel &m_model;
    Starters m_starters;
    QString m_openStore;
    QTimer m_tick;
    MessageBar *m_messages;
    QLabel *m_trouble;
    QStackedWidget *m_pages;
    EmptyState *m_empty = nullptr;
    QPushButton *m_start = nullptr;
    QPushButton *m_stop = nullptr;
    QPushButton *m_hold = nullptr;
    QPushButton *m_restart = nullptr; ///< of a station that is gone for good
    QPushButton *m_abort = nullptr;
    QComboBox *m_channel;
    QLabel *m_store;
    QVBoxLayout *m_cardColumn = nullptr;
    std::vector<DeviceCard *> m_cards;
    InterlockStrip *m_interlocks;
    StopPanel *m_stopPanel;
    BenchHeadline *m_headline;
    PromptList *m_prompts;
    LivePlot *m_plot;
    QTabWidget *m_tabs = nullptr;
    QueuePanel *m_queue;
    DosePanel *m_dose;
    std::vector<BenchChannel> m_shownChannels;
};

} // namespace tgc::desktop
