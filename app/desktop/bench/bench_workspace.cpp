// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/bench/bench_workspace.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "app/desktop/bench/bench_headline.h"
#include "app/desktop/bench/bench_words.h"
#include "app/desktop/bench/device_card.h"
#include "app/desktop/bench/dose_panel.h"
#include "app/desktop/bench/interlock_strip.h"
#include "app/desktop/bench/prompt_list.h"
#include "app/desktop/bench/queue_panel.h"
#include "app/desktop/bench/stop_panel.h"
#include "app/desktop/plot/live_plot.h"
#include "app/desktop/shell/empty_state.h"
#include "app/desktop/shell/message_bar.h"
#include "app/desktop/shell/text.h"
#include "app/desktop/shell/theme.h"

namespace tgc::desktop {

using nlohmann::json;

namespace {

constexpr int tick_ms = 250; ///< of what changes with time alone

} // namespace

BenchWorkspace::BenchWorkspace(BenchModel &model, Starters starters, QString openStore, QWidget *parent)
    : Workspace(parent),
      m_model(model),
      m_starters(std::move(starters)),
      m_openStore(std::move(openStore)),
      m_messages(new MessageBar(this)),
      m_trouble(new QLabel(this)),
      m_pages(new QStackedWidget(this)),
      m_channel(new QComboBox(this)),
      m_store(new QLabel(this)),
      m_interlocks(new InterlockStrip(model, this)),
      m_stopPanel(new StopPanel(this)),
      m_headline(new BenchHeadline(model, this)),
      m_prompts(new PromptList(this)),
      m_plot(new LivePlot(this)),
      m_queue(new QueuePanel(model, this)),
      m_dose(new DosePanel(model, this))
{
    layOut();

    connect(&model, &BenchModel::attachmentChanged, this, &BenchWorkspace::showAttachment);
    connect(&model, &BenchModel::devicesChanged, this, &BenchWorkspace::showDevices);
    connect(&model, &BenchModel::readingsChanged, this, &BenchWorkspace::showReadings);
    connect(&model, &BenchModel::runChanged, this, &BenchWorkspace::showRun);
    connect(&model, &BenchModel::queueChanged, this, &BenchWorkspace::showButtons);
    connect(&model, &BenchModel::promptsChanged, this, [this] { m_prompts->setPrompts(m_model.state().prompts); });
    connect(&model, &BenchModel::signalCame, m_plot, &LivePlot::dataCame);
    connect(&model, &BenchModel::saturated, this,
            [this](const QString &sentence) { m_messages->say(MessageBar::Kind::Problem, sentence); });
    connect(&model, &BenchModel::closed, this, [this](const QString &, const QString &status, const QString &sentence) {
        m_messages->say(status == QLatin1String("done") ? MessageBar::Kind::Done : MessageBar::Kind::Note, sentence);
    });
    connect(m_queue, &QueuePanel::said, this,
            [this](MessageBar::Kind kind, const QString &text) { m_messages->say(kind, text); });
    connect(m_dose, &DosePanel::said, this,
            [this](MessageBar::Kind kind, const QString &text) { m_messages->say(kind, text); });
    connect(m_prompts, &PromptList::answered, this, &BenchWorkspace::answerPrompt);
    connect(m_stopPanel, &StopPanel::chosen, this, &BenchWorkspace::stopAs);
    connect(m_channel, &QComboBox::activated, this, &BenchWorkspace::chooseChannel);
    const auto shortcut = [this](const QKeySequence &keys, auto action) {
        connect(new QShortcut(keys, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut), &QShortcut::activated,
                this, action);
    };
    shortcut(QKeySequence(Qt::Key_F5), [this] { startQueueOrRun(); });
    shortcut(QKeySequence(Qt::SHIFT | Qt::Key_F5), [this] { stopRun(); });
    m_tick.setInterval(tick_ms);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        if (isVisible()) {
            m_headline->refresh();
        }
    });
    m_tick.start();
    showAttachment();
}

QString BenchWorkspace::title() const
{
    return tr("Bench");
}

QString BenchWorkspace::help() const
{
    return tr(
        "## Bench\n\nThe *station* owns devices and recording; this window only shows them. Close it, lose it: the run "
        "goes on and is here again, whole, when you come back.\n\n"
        "- **F5** starts: the queue, or one run where the queue is empty. **Shift+F5** stops the run under way; what "
        "was "
        "recorded is kept. **Esc** never stops anything.\n"
        "- *Stop ...* offers three ways, and says of each what it does and what nobody knows afterwards.\n"
        "- *Interlocks* forbid doses while something is not as it must be; each says why, and what to do.\n"
        "- *Hold queue* begins nothing new after the injection under way. *Abort* (asked once more) closes the run, "
        "kept "
        "and marked, and brings the devices to their safe state.\n"
        "- Idle, the last minutes scroll by. From the injection on the axis stands still, the H2 window is shaded, the "
        "run before stands grey behind. Hatched: nothing was measured there; no line is drawn across it.\n"
        "- **Home** or a double click follows the signal again after you zoomed.\n\n"
        "**This program is not a safety system.** It refuses a dose it cannot show to be safe, but valves, shields, "
        "pressure relief and ventilation must keep you safe without it.");
}

bool BenchWorkspace::showsSimulated() const
{
    return m_model.attachment() != BenchModel::Attachment::Never && m_model.state().simulated;
}

QString BenchWorkspace::status() const
{
    switch (m_model.attachment()) {
    case BenchModel::Attachment::Never: return tr("no bench attached");
    case BenchModel::Attachment::Lost: return tr("%1: the station is lost").arg(m_model.state().bench);
    case BenchModel::Attachment::Attached: break;
    }
    return tr("bench %1").arg(m_model.state().bench);
}

QWidget *BenchWorkspace::firstFocus()
{
    return m_pages->currentIndex() == 1 ? static_cast<QWidget *>(m_plot) : m_pages;
}

DeviceCard *BenchWorkspace::card(const QString &id) const
{
    for (DeviceCard *card : m_cards) {
        if (card->id() == id) {
            return card;
        }
    }
    return nullptr;
}

void BenchWorkspace::act(const QString &command, json args, const QString &done)
{
    m_model.command(command, std::move(args), this, [this, done](const Result<json> &answer) {
        if (!answer) {
            m_messages->say(MessageBar::Kind::Problem, qstr(answer.error().message));
        } else if (!done.isEmpty()) {
            m_messages->say(MessageBar::Kind::Done, done);
        }
    });
}

void BenchWorkspace::startQueueOrRun()
{
    if (!m_model.attached()) {
        m_messages->say(MessageBar::Kind::Note, tr("No station is attached: there is nothing to start."));
    } else if (m_model.state().run) {
        m_messages->say(MessageBar::Kind::Note, tr("A run is being recorded; Shift+F5 stops it and keeps it."));
    } else if (m_model.state().queueRunning) {
        m_messages->say(MessageBar::Kind::Note, tr("The queue runs already."));
    } else if (m_model.waitingLines()) {
        act(QStringLiteral("queue.start"), json::object(), {});
    } else {
        QString trouble;
        json args = m_queue->singleRun(trouble);
        if (trouble.isEmpty()) {
            act(QStringLiteral("run.start"), std::move(args), {});
        } else {
            m_messages->say(MessageBar::Kind::Problem, trouble);
        }
    }
}

void BenchWorkspace::offerQueue(const QString &file)
{
    m_messages->say(MessageBar::Kind::Done,
                    tr("The simulated bench is running. Next: load a queue, initialise the pump, and F5 starts it."),
                    tr("Load an example queue"), [this, file] { m_queue->load(file); });
}

void BenchWorkspace::answerPrompt(const PromptAnswer &answer)
{
    json args = {{"id", answer.id}, {"by", qEnvironmentVariable("USER", QStringLiteral("desktop")).toStdString()}};
    if (answer.value) {
        args["value"] = *answer.value;
    }
    if (answer.utc) {
        args["time"] = answer.utc->toStdString();
    }
    m_model.command(QStringLiteral("prompt.answer"), std::move(args), this,
                    [this, id = answer.id](const Result<json> &done) {
                        PromptCard *card = m_prompts->card(id);
                        if (!done && card != nullptr) {
                            card->setTrouble(qstr(done.error().message));
                        }
                    });
}

void BenchWorkspace::chooseBenchFile()
{
    auto *dialog = new QFileDialog(this, tr("The bench to start"), {}, tr("Bench files (*.toml);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setModal(false);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) { m_starters.station(file); });
    dialog->show();
}

void BenchWorkspace::showAttachment()
{
    const bool ever = m_model.attachment() != BenchModel::Attachment::Never;
    if (!ever) {
        const QString why = m_model.detachedWhy(); // a station of another version refuses, say
        m_empty->setText(
            tr("A bench is looked after by its station, a program of its own, so that no run depends on this "
               "window. This window looks for one all the time and attaches by itself.") +
            (why.isEmpty() ? QString() : tr(" Last try: %1.").arg(why)));
    }
    m_pages->setCurrentIndex(ever ? 1 : 0);
    if (ever) {
        m_plot->setSimulated(m_model.state().simulated);
        m_plot->setTimeScale(m_model.state().timeScale);
        m_plot->setTrace(m_model.trace());
        showChannels();
    }
    const QString store = m_model.store();
    const bool other = m_model.attached() && !store.isEmpty() && QFileInfo(store) != QFileInfo(m_openStore);
    m_store->setText(other ? tr("Runs go to %1, another store than the one shown here: <a href=\"open\">open it</a>.")
                                 .arg(QFileInfo(store).fileName().toHtmlEscaped())
                           : QString());
    m_store->setToolTip(store);
    m_store->setVisible(other);
    m_restart->setVisible(m_model.attachment() == BenchModel::Attachment::Lost);
    showDevices();
    showRun();
}

void BenchWorkspace::showChannels()
{
    const auto &channels = m_model.state().channels;
    if (channels == m_shownChannels) {
        return;
    }
    m_shownChannels = channels;
    m_channel->clear();
    for (const BenchChannel &channel : channels) {
        m_channel->addItem(channel.name);
    }
    m_channel->setEnabled(channels.size() > 1);
    if (!channels.empty()) {
        chooseChannel(0);
    }
}

void BenchWorkspace::chooseChannel(int index)
{
    m_channel->setCurrentIndex(index);
    const BenchChannel &channel = m_shownChannels[static_cast<std::size_t>(index)];
    m_plot->setChannel(static_cast<std::size_t>(index), channel.name, channel.unit);
    m_headline->setChannel(index);
    m_headline->refresh();
}

void BenchWorkspace::showDevices()
{
    const auto &devices = m_model.state().devices;
    while (m_cards.size() < devices.size()) {
        auto *card = new DeviceCard(this);
        connect(card, &DeviceCard::connectRequested, this, [this](const QString &id) {
            act(QStringLiteral("device.connect"), {{"id", id.toStdString()}}, {});
        });
        connect(card, &DeviceCard::initialiseRequested, this, [this] {
            m_tabs->setCurrentWidget(m_dose);
            m_dose->initialiseConfirmation()->setFocus(Qt::OtherFocusReason);
        });
        m_cardColumn->insertWidget(static_cast<int>(m_cards.size()), card);
        m_cards.push_back(card);
    }
    for (std::size_t i = 0; i < m_cards.size(); ++i) {
        m_cards[i]->setVisible(i < devices.size());
        if (i < devices.size()) {
            BenchDevice device = devices[i];
            if (device.id != m_model.state().titrator) {
                device.initialised.reset(); // a pump that nobody doses with lacks nothing
            }
            if (!m_model.attached()) { // how it is now nobody here knows
                device.state.clear();
                device.why = tr("Not heard of since the station was lost.");
            }
            m_cards[i]->setDevice(device);
        }
    }
    showReadings();
    showTrouble();
}

void BenchWorkspace::showReadings()
{
    for (DeviceCard *card : m_cards) {
        std::vector<BenchReading> own;
        for (const BenchReading &reading : m_model.state().readings) {
            if (m_model.attached() && reading.point.startsWith(card->id() + QLatin1Char('.'))) {
                own.push_back(reading);
            }
        }
        card->setReadings(own);
    }
}

void BenchWorkspace::showRun()
{
    const BenchState &state = m_model.state();
    m_plot->setTrace(m_model.trace());
    m_plot->setWindow(state.h2Window_s);
    if (const auto &before = m_model.previousRun()) {
        m_plot->setGhost(before->trace, before->zero_s, before->name);
    } else {
        m_plot->setGhost(nullptr, 0.0, {});
    }
    if (!state.run) {
        m_plot->showIdle();
    } else if (!state.run->zero_s) {
        m_plot->showWaiting();
    } else {
        m_plot->showRun(*state.run->zero_s, state.run->duration_s);
    }
    m_headline->refresh();
    showButtons();
    emit changed();
}

void BenchWorkspace::showButtons()
{
    const BenchState &state = m_model.state();
    const bool recording = m_model.attached() && state.run.has_value();
    const bool waiting = m_model.waitingLines();
    m_start->setText(waiting ? tr("▶  Start queue  F5") : tr("●  Record one run  F5"));
    m_start->setEnabled(m_model.attached() && !recording && !state.queueRunning);
    m_start->setToolTip(waiting ? tr("Works through the queue from the first waiting line")
                                : tr("Records now, with the name typed under Queue; time 0 is now"));
    m_stop->setEnabled(m_model.attached());
    m_hold->setEnabled(m_model.attached() && state.queueRunning);
    m_abort->setEnabled(m_model.attached());
}

void BenchWorkspace::showTrouble()
{
    QStringList words;
    if (m_model.attachment() == BenchModel::Attachment::Lost) {
        QString why = m_model.detachedWhy();
        why.truncate(why.size() - (why.endsWith(QLatin1Char('.')) ? 1 : 0));
        words
            << tr("The station does not answer (%1). What is shown is as it was last known. If it lives, the run goes "
                  "on, and this window attaches again by itself. If it has ended, what it recorded is on the disk up "
                  "to the last second: start it again, and it takes the run in.")
                   .arg(why);
    } else if (m_model.attached()) {
        for (const BenchDevice &device : m_model.state().devices) {
            if (m_model.lostDevices().contains(device.id)) {
                words << tr("✕ %1 is %2: %3").arg(device.id, deviceWords(device).word, device.why).trimmed();
            }
        }
    }
    m_trouble->setText(words.join(QLatin1Char('\n')));
    m_trouble->setVisible(!words.isEmpty());
}

} // namespace tgc::desktop
